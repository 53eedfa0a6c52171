"""Numbers in short answers: their units, and what is worked out (`20 lessen van 3 uur`, `sinds 2015`)."""

from __future__ import annotations

import re

from ..vocabulary import Field
from .message import Message
from .numbers import trimmed

_NUMBER = re.compile(
    r"(?<!\S)(-?\d+(?:\.\d+)?)(?: (jaar|maand|week|dag|uur|procent|euro|keer|duizend))?"
    r"(?: (?:(per|in de|een|de) )?(dag|week|maand))?(?!\S)(?! (?:de|ste|e) \S)"
)
"""A number that answers. "5 de middelbaar" is a place in an order."""
_OR_SO = re.compile(r"(?<!\S)(?:een )?(jaar|maand|uur|euro|man|keer|week|dag|kind) of (\d+(?:\.\d+)?)(?!\S)")
_ONE = re.compile(r"(?<!\S)een (?=(?:jaar|maand|week)(?!\S))")
_SINCE = re.compile(r"(?<!\S)((?:19|20)\d\d)(?!\S)(?! euro)")
_SERIES = re.compile(
    r"(?<!\S)(\d+(?:\.\d+)?) (?:uur|lestijd) (?:per|in de|een|de) (?:week|avond)\b"
    r".*?(?<!\S)(\d+) (?:week|avonden|lessen|keer)"
)
_SERIES_BEFORE = re.compile(
    r"(?<!\S)(\d+) week(?: ,)?(?: \S+){0,2}? (?:per|in de) week (\d+(?:\.\d+)?) (?:uur|lestijd)"
)
_SESSIONS = re.compile(
    r"(?<!\S)(?<!werk )(?<!werken )(?<!werkt )(?<!werk ik )"
    r"(\d+) (?:les|lessen|keer|sessies?|avond|avonden|zaterdagen|dag|lesdagen|week) "
    r"(?:van|a|aan|met|x) (\d+(?:\.\d+)?) (?:uur|lestijd)"
)
_CLOCK_SERIES = re.compile(
    r"(?<!\S)van (\d+(?:\.\d+)?)(?: uur)? tot (\d+(?:\.\d+)?)(?: uur)?\b"
    r".*?(?<!\S)(\d+) (?:week|avonden|lessen|keer|zaterdagen|lesdagen)"
)
_RANGE = re.compile(
    r"(?<!\S)(?:tussen (?:de )?(?P<low>\d+(?:\.\d+)?)(?: \S+)? en"
    r"|(?P<from>\d+(?:\.\d+)?)(?: \S+)? (?:a|tot|-|of)) (?:de )?(?P<high>\d+(?:\.\d+)?)(?!\S)"
)
_CHILDREN = re.compile(
    r"(?<!\S)(?:een|1|mijn) (?:\S+ )?(?:zoon|dochter|zoontje|dochtertje|kind|baby|kleuter|puber)(?!\S)"
)
_AGES = re.compile(r"(?:van|:) (\d+)(?: jaar)?((?: (?:, |en )+\d+(?: jaar)?)*)")
LAST_HOUR = 24
_LEFT_BEHIND = re.compile(r"(?<!\S)geen( meer)? $")
_TO_MONTHS = {"jaar": 12.0, "week": 12 / 52}
_UNITS = {
    "jaar": {"jaar", "maand"},
    "maand": {"jaar", "maand"},
    "week": {"jaar", "maand", "uur"},
    "dag": {"procent", "uur"},
    "uur": {"uur"},
    "procent": {"procent"},
    "euro": {"EUR"},
}
"""The units of fields that a number with this unit can answer."""
_TO_YEARS = {"maand": 1 / 12, "week": 1 / 52}


def is_net(text: str) -> bool:
    """Net pay is no gross pay."""
    return "netto" in text.split() and "bruto" not in text.split()


def number_told(text: str, field: Field) -> tuple[int | float, int, int] | None:
    """The first number that can be a value of the field, in its unit, and where it stands."""
    plainer = _OR_SO.sub(r"\2 \1", text)
    plainer = _ONE.sub("1 ", plainer) if _is_time(field) else plainer
    for match in _NUMBER.finditer(plainer):
        if not _same_kind(match[2], field) or _LEFT_BEHIND.search(text[: match.start()]):
            continue
        value = _converted(float(match[1]), match[2] or "", match[4] or "", field)
        start, end = match.span() if plainer == text else (0, len(text))
        return trimmed(value), start, end
    return None


def _same_kind(unit: str | None, field: Field) -> bool:
    """Whether a number with this unit can be a value of the field: euros are never hours."""
    allowed = _UNITS.get(unit or "")
    return allowed is None or any(base in allowed for base, power in field.measure or () if power > 0)


def _is_time(field: Field) -> bool:
    """Is the field a number of years or months?"""
    return bool({"jaar", "maand"} & set((field.unit or "").split()[:1]))


def worked_out(message: Message, field: Field) -> int | float | None:
    """A number to be worked out: years since a year, hours a week for some weeks, children by age."""
    since = _SINCE.search(message.text)
    if since and _is_time(field) and field.name != "leeftijd":
        years = max(0, message.today.year - int(since[1]))
        return years * 12 if (field.unit or "").startswith("maand") else years
    series = _SERIES.search(message.text)
    if (field.unit or "").startswith("uur of lestijd"):
        worked_out = lesson_hours(message.text)
        if series:
            return trimmed(float(series[1]) * float(series[2]))
        if worked_out is not None:
            return worked_out
    if field.name != "kinderen_ten_laste":
        return None
    children = _CHILDREN.findall(message.text)
    ages = _AGES.search(message.text)
    if children or (ages and not re.search(r"\d", message.text[: ages.start()])):
        return len(children) or 1 + len(re.findall(r"\d+", ages[2] if ages else ""))
    return 1 if re.match(r"(?:ja )?(?:, )?(?:eentje|ene)(?!\S)", message.text) else None


def lesson_hours(text: str) -> int | float | None:
    """The hours of `20 lessen van 3 uur` or `van 18.5 uur tot 21.5 uur , 15 week`, if any."""
    sessions = _SESSIONS.search(text) or _SERIES_BEFORE.search(text)
    if sessions:
        return trimmed(float(sessions[1]) * float(sessions[2]))
    clock = _CLOCK_SERIES.search(text)
    if clock and float(clock[1]) < float(clock[2]) <= LAST_HOUR:
        return trimmed((float(clock[2]) - float(clock[1])) * float(clock[3]))
    return None


def two_numbers(text: str) -> tuple[str, str] | None:
    """The ends of a range such as `tussen 2000 en 2500`, which answers no question for one number."""
    found = _RANGE.search(text)
    if found is None or lesson_hours(text) is not None:
        return None
    low, high = found["low"] or found["from"], found["high"]
    return (low, high) if float(low) < float(high) else None


def _converted(value: float, unit: str, per: str, field: Field) -> float:
    """The number in the unit of the field."""
    wanted = field.unit or ""
    if wanted.startswith("maand") or "maand" in wanted.split()[-1:]:
        return value * _TO_MONTHS.get(unit, 1.0)
    if wanted.startswith("jaar"):
        return value * _TO_YEARS.get(unit, 1.0)
    if field.name == "uren_per_week" and per == "dag":
        return value * 5
    if field.name == "tewerkstellingspercentage" and (unit == "dag" or per == "dag") and value <= 5:
        return value * 20
    if unit == "duizend":
        return value * 1000
    return value


def countable(field: Field, value: float) -> bool:
    """Whether a number of things ("drie", "een paar") can be a value of the field."""
    if field.name in ("leeftijd", "brutomaandloon", "uren_per_week", "tewerkstellingspercentage"):
        return False
    return field.type != "int" or float(value).is_integer()
