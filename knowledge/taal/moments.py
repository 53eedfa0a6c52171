"""When somebody wants an appointment, in words: "dinsdag om 10u", "de tweede", "liever later die week"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar

from .dates import find_dates

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SHORT = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"), 1
    )
}
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "laatste": -1,
}  # fmt: skip
_HOUR = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_DAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:morgen|ochtend|voormiddag|namiddag|middag|avond)?\b")
_SHORT_DAY = re.compile(r"^(?:op |liever |dan )?(ma|di|wo|do|vr|za|zo)\b\.?(?= |$)")
_ORDINAL = re.compile(
    rf"\b(?:de|het|optie|nummer|nr\.?|keuze) ?({'|'.join(_ORDINALS)}|[1-6](?:e|de|ste)?)\b"
    r"(?! ?(?:week|uur|u\b|/))"
    rf"|^({'|'.join(_ORDINALS)}|[1-6](?:e|de|ste)?)$"
)
_HALF = re.compile(rf"\bhalf ?({_HOUR})\b")
_QUARTER = re.compile(rf"\bkwart(?:ier)? (voor|over|na) ({_HOUR})\b")
_DIGITS = re.compile(r"\b([01]?\d|2[0-3]) ?[:.uh] ?([0-5]\d)\b")
_WHOLE = re.compile(rf"\b({_HOUR}) ?(?:u|uur|h|uren)\b|\b(?:om|rond|tegen) ({_HOUR})\b(?![/.-]\d)")
_LIMIT = re.compile(r"\b(vanaf|na|voor|tegen|tot|niet voor|niet na)\s*$")
_BUSY = re.compile(r"\b(?:werk\w*|bezig|les|dienst)\b[^,;]*$")
"""What stands before the time at which somebody is free again."""
_PARTS = {
    "voormiddag": (time(0), time(12)),
    "namiddag": (time(12), time(18)),
    "avond": (time(17), time(23, 59)),
}
_PART = re.compile(
    r"(?P<namiddag>na ?middag|na de middag|(?<!voor)(?<!voor )(?<!voor de )middag(?!en))"
    r"|(?P<avond>avonds?\b|na (?:mijn|het|de) (?:werk|uren))"
    r"|(?P<voormiddag>voor ?middag|voor de middag|ochtend|'?s ?morgens|morgen ?vroeg|dagmorgen|in de morgen)"
)
_LATER = re.compile(r"\blater\b|\bdaarna\b|\bverder weg\b")
_EARLIER = re.compile(r"\bvroeger\b|\beerder\b|\bdaarvoor\b|\bsneller\b|\bzo (?:snel|vlug|rap) mogelijk\b")
_OTHER = re.compile(
    r"\bander[es]?\b|\bpast (?:mij |me )?niet\b|\bgeen (?:van|enkel)\w*|\bkan (?:ik )?(?:dan |op die )?niet\b"
    r"|\bmeer momenten\b"
)
_ANY = re.compile(
    r"\bmaakt (?:mij |me )?niet uit\b|\bom het even\b|\beender\b|\bkies (?:jij|maar|zelf)\b|\bis mij gelijk\b"
)
_NOT = re.compile(r"\b(?:niet|geen|behalve|nooit)\b")
_CHANNELS = {
    "telefoon": re.compile(r"\btelefo\w+|\b(?:ge)?bel(?:d|len)?\b|\bbel mij\b"),
    "video": re.compile(r"\bvideo\w*|\bonline\b|\bteams\b|\bzoom\b|\bscherm\b"),
    "ter_plaatse": re.compile(
        r"\bter plaatse\b|\blangs ?kom\w*|\bop (?:het |jullie |uw )?(?:kantoor|bureau)\b|\bin het echt\b"
    ),
}
_WEEKS = re.compile(rf"\bover ({_HOUR}) we(?:ek|ken)\b")
_PIECES = re.compile(r"[,;]|\bmaar\b|\b(?:en|dus|liever|wel)\b(?= )")
EVENING_HOURS = 7
"""An hour below this one is one of the afternoon: "om 2 uur"."""


class Offered(Protocol):
    """A moment that can be chosen."""

    @property
    def at(self) -> datetime:
        """Its begin on the Belgian clock."""
        ...

    @property
    def channel(self) -> str:
        """`telefoon`, `video` or `ter_plaatse`."""
        ...


M = TypeVar("M", bound=Offered)


@dataclass(frozen=True)
class Wish:
    """What somebody said about a moment; what is empty was not said."""

    days: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()
    within: tuple[date, date] | None = None
    """The first and the last day of a stretch: "volgende week"."""
    clocks: frozenset[time] = frozenset()
    between: tuple[time, time] | None = None
    """From the first time up to the second."""
    not_weekdays: frozenset[int] = frozenset()
    not_between: tuple[time, time] | None = None
    channel: str | None = None
    ordinal: int | None = None
    """Which of those that were shown, from 1; -1 is the last."""
    direction: int = 0
    """1: later than what was shown; -1: earlier."""
    other: bool = False
    """None of those that were shown."""
    anything: bool = False
    """It does not matter which."""
    same_week: bool = False
    """"die week": that of what was shown."""
    same_day: bool = False
    """"op de dag": that of what was shown."""

    @property
    def empty(self) -> bool:
        """Whether nothing was said about a moment."""
        return self == Wish()

    @property
    def precise(self) -> bool:
        """Whether it names one moment: by its clock time or its place in the list."""
        return bool(self.clocks) or self.ordinal is not None

    def fits(self, at: datetime, channel: str) -> bool:
        """Whether a moment is as it was said; `at` on the Belgian clock."""
        return self._fits_day(at.date()) and self._fits_clock(at.time()) and self.channel in (None, channel)

    def _fits_day(self, day: date) -> bool:
        named = day in self.days or day.weekday() in self.weekdays or not (self.days or self.weekdays)
        inside = self.within is None or self.within[0] <= day <= self.within[1]
        return named and inside and day.weekday() not in self.not_weekdays

    def _fits_clock(self, clock: time) -> bool:
        if self.clocks and clock not in self.clocks:
            return False
        if self.between and not self.between[0] <= clock < self.between[1]:
            return False
        return not (self.not_between and self.not_between[0] <= clock < self.not_between[1])


def read_wish(text: str, today: date) -> Wish:
    """What a message says about when; `Wish().empty` when it says nothing of the kind."""
    said = _plain(text)
    days, weekdays, not_weekdays = _days(said, today)
    clocks, limits, rest = _clocks(said)
    parts, not_parts = _day_parts(rest)
    ordinal = _ordinal(rest)
    return Wish(
        days=days,
        weekdays=weekdays,
        within=_stretch(said, today),
        clocks=clocks,
        between=limits or parts,
        not_weekdays=not_weekdays,
        not_between=not_parts,
        channel=next((name for name, words in _CHANNELS.items() if words.search(said)), None),
        ordinal=None if clocks or days or weekdays else ordinal,
        direction=1 if _LATER.search(said) else -1 if _EARLIER.search(said) else 0,
        other=bool(_OTHER.search(said)) and not (days or weekdays or clocks or limits or parts),
        anything=bool(_ANY.search(said)),
        same_day=bool(re.search(r"\b(?:op|die|diezelfde|dezelfde) (?:de )?dag\b", said)),
        same_week=bool(re.search(r"\b(?:die|diezelfde|dezelfde) week\b", said)),
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.lower().replace("\u2019", "'"))
    kept = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[!?\"()]", " ", kept).split()).rstrip(". ")


def _days(said: str, today: date) -> tuple[frozenset[date], frozenset[int], frozenset[int]]:
    """Days by date, weekdays, and weekdays that are refused."""
    days = {found for found, *_ in find_dates(said, today, short=True)} - _relative_noise(said, today)
    if re.search(r"\bovermorgen\b", said):
        days.add(today + timedelta(days=2))
    elif re.search(
        r"\bmorgen\b(?! ?vroeg)|\bmorgen ?vroeg\b", re.sub(r"'?s ?morgens|in de morgen", "", said)
    ):
        days.add(today + timedelta(days=1))
    if re.search(r"\bvandaag\b|\bstraks\b|\bnu meteen\b", said):
        days.add(today)
    wanted: set[int] = set()
    refused: set[int] = set()
    for piece in _PIECES.split(said):
        found = {_WEEKDAYS.index(match[1]) for match in _DAY.finditer(piece)}
        short = _SHORT_DAY.match(piece.strip())
        if short and not found:
            found = {_SHORT[short[1]]}
        (refused if _NOT.search(piece) else wanted).update(found)
    told_twice = {found.weekday() for found in days}  # "dinsdag 1 december" is one day
    return frozenset(days), frozenset(wanted - refused - told_twice), frozenset(refused)


def _relative_noise(said: str, today: date) -> set[date]:
    """Days that stand for a stretch: "volgende week"."""
    return {today + timedelta(days=7)} if "volgende week" in said else set()


def _stretch(said: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    weeks = _WEEKS.search(said)
    if re.search(r"\bdeze week\b", said):
        return today, monday + timedelta(days=6)
    if weeks or re.search(r"\bvolgende week\b|\bweek erna\b|\bnieuwe week\b", said):
        first = monday + timedelta(weeks=_number(weeks[1]) if weeks else 1)
        return first, first + timedelta(days=6)
    if re.search(r"\bvolgende maand\b", said):
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return None


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _clocks(said: str) -> tuple[frozenset[time], tuple[time, time] | None, str]:
    """Clock times that are named, a stretch between two of them, and the text without them."""
    found: list[tuple[int, int, time]] = []
    rest = said
    for pattern, reading in _READINGS:
        for match in pattern.finditer(rest):
            clock = reading(match)
            if clock is not None:
                found.append((match.start(), match.end(), clock))
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    found.sort()
    pair = re.search(rf"\btussen ({_HOUR})(?: ?(?:u|uur))? en ({_HOUR})\b", said)
    if pair:
        return frozenset(), (_clock(_number(pair[1])), _clock(_number(pair[2]))), rest
    named: set[time] = set()
    low, high = time(0), time(23, 59)
    for start, _, clock in found:
        before = _LIMIT.search(said[:start].removesuffix("om ").rstrip() + " ")
        word = before[1] if before else ""
        if word == "tot" and _BUSY.search(said[:start]):
            word = "na"
        if word in ("vanaf", "na", "niet voor"):
            low = clock
        elif word in ("voor", "tot", "niet na"):
            high = clock
        else:
            named.add(clock)
    limits = (low, high) if (low, high) != (time(0), time(23, 59)) else None
    return frozenset(named), limits, rest


def _clock(hour: int, minute: int = 0) -> time:
    return time((hour + 12 if hour < EVENING_HOURS else hour) % 24, minute)


def _half(match: re.Match[str]) -> time | None:
    hour = _number(match[1]) - 1
    return _clock(hour if hour else 12, 30) if hour < 24 else None


def _quarter(match: re.Match[str]) -> time | None:
    hour = _number(match[2])
    if hour > 23:
        return None
    return _clock(hour - 1 or 12, 45) if match[1] == "voor" else _clock(hour, 15)


def _whole(match: re.Match[str]) -> time | None:
    hour = _number(match[1] or match[2])
    return _clock(hour) if hour < 24 else None


_READINGS = (
    (_HALF, _half),
    (_QUARTER, _quarter),
    (_DIGITS, lambda match: _clock(int(match[1]), int(match[2]))),
    (_WHOLE, _whole),
)


def _day_parts(said: str) -> tuple[tuple[time, time] | None, tuple[time, time] | None]:
    """The part of the day that is wanted, and the one that is refused."""
    wanted = refused = None
    for piece in _PIECES.split(said):
        match = _PART.search(piece)
        if match is None:
            continue
        stretch = _PARTS[str(match.lastgroup)]
        if _NOT.search(piece):
            refused = stretch
        else:
            wanted = stretch
    return wanted, refused


def _ordinal(said: str) -> int | None:
    match = _ORDINAL.search(said)
    if match is None:
        return None
    word = match[1] or match[2]
    return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))


# ---------------------------------------------------------------- choosing
def chosen(wish: Wish, shown: Sequence[M]) -> M | None:
    """The one moment of those that were shown that the words can only mean; None: more than one, or none."""
    if not shown or wish.direction or wish.other:
        return None
    if wish.anything:
        return shown[0]
    if wish.ordinal is not None:
        place = len(shown) - 1 if wish.ordinal < 0 else wish.ordinal - 1
        return shown[place] if place < len(shown) else None
    fitting = [moment for moment in shown if wish.fits(moment.at, moment.channel)]
    if len(fitting) == 1 and (wish.precise or wish.days or wish.weekdays or wish.between or wish.channel):
        return fitting[0]
    return None


def fitting(
    wish: Wish, moments: Sequence[M], after: datetime | None = None, before: datetime | None = None
) -> tuple[list[M], bool]:
    """The moments that are as somebody wishes, and whether they are; else those that come nearest to it.

    Args:
        wish: what was said.
        moments: everything that is free, soonest first.
        after: the begin of the last one that was shown.
        before: the begin of the first one that was shown.
    """
    found = [moment for moment in moments if wish.fits(moment.at, moment.channel)]
    if wish.same_week and after is not None:
        week = after.isocalendar()[:2]
        found = [moment for moment in found if moment.at.isocalendar()[:2] == week]
    if wish.same_day and after is not None:
        found = [moment for moment in found if moment.at.date() == after.date()]
    if (wish.direction > 0 or wish.other) and after is not None:
        found = [moment for moment in found if moment.at > after]
    elif wish.direction < 0 and before is not None:
        found = [moment for moment in found if moment.at < before]
    if found:
        return found, True
    return sorted(moments, key=lambda moment: (_away(wish, moment, after), moment.at)), False


def _away(wish: Wish, moment: Offered, after: datetime | None) -> float:
    """How far a moment is from what was wished: in days, and a part of a day for the hours."""
    days = 0.0
    day, clock = moment.at.date(), moment.at.time()
    if wish.days:
        days = min(abs((day - wanted).days) for wanted in wish.days)
    elif wish.within:
        days = max((wish.within[0] - day).days, (day - wish.within[1]).days, 0)
    elif (wish.direction or wish.other) and after is not None:
        days = abs((day - after.date()).days)
    if wish.weekdays:
        days += min(
            min((day.weekday() - wanted) % 7, (wanted - day.weekday()) % 7) for wanted in wish.weekdays
        )
    if day.weekday() in wish.not_weekdays:
        days += 7
    wanted_clock = min(wish.clocks, default=wish.between[0] if wish.between else None)
    hours = 0.0 if wanted_clock is None else abs(_minutes(clock) - _minutes(wanted_clock)) / 1440
    return days + hours + (0.5 if wish.channel not in (None, moment.channel) else 0.0)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


# ---------------------------------------------------------------- what is wanted with an appointment
_CANCEL = re.compile(
    r"\bannul\w+|\bcancel\w*|\bschrap\w*|\bafze[gt]\w*|\bafgezegd\b|\bze[gt]\w* .*\baf\b"
    r"|\bgaat niet door\b|\bniet (?:meer )?doorgaan\b|\bgeen afspraak meer\b|\bafspraak niet meer\b"
    r"|\bniet meer nodig\b|\bkom niet\b|\b(?:kan|wil) (?:\S+ ){0,3}niet (?:meer )?komen\b"
)
_MOVE = re.compile(
    r"\bver(?:zet|plaats|schuif|schoven|schuiv|leg)\w*|\bomboek\w*|\buitstel\w*|\bopschui\w+|\bopgeschoven\b"
    r"|\banders?e? (?:moment|uur|dag|tijd)\w*|\bafspraak (?:\S+ ){0,4}(?:later|vroeger|eerder)\b"
    r"|\b(?:later|vroeger) (?:komen|doen)\b"
)
_WHEN = re.compile(
    r"\b(?:hoe laat|wanneer|welke dag|welk uur|waar)\b(?=.*\bafspraak\b)"
    r"|\bafspraak (?:bevestig|nakijk|bekijk)\w*|\bmijn code\b"
)


def wanted_of(text: str) -> str:
    """What a message about an appointment wants: `annuleer`, `verzet`, `stand`, or `maak`."""
    said = _plain(text)
    if _MOVE.search(said):
        return "verzet"
    if _CANCEL.search(said):
        return "annuleer"
    return "stand" if _WHEN.search(said) else "maak"
