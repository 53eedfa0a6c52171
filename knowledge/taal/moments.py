"""When somebody wants an appointment, in words: "dinsdag om 10u", "de tweede", "liever later die week"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar

from knowledge.formatting import WEEKDAYS

from .clocks import HOUR, number, read_clocks
from .dates import find_dates
from .signals import first_signal, signal, signal_groups

_SHORT = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "laatste": -1,
}  # fmt: skip
_DAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})(?:morgen|ochtend|voormiddag|namiddag|middag|avond)?\b")
_BEYOND_DAY = re.compile(rf"\b(na|(?:later|vroeger|eerder) dan) ({'|'.join(WEEKDAYS)})\b")
"""Before or after a day, which is not the day itself."""
_SHORT_DAY = re.compile(
    r"^(?:op |liever |dan )?(ma|di|wo|do|vr|za|zo)\b\.?(?= |$)(?! (?:snel|vlug|rap|gauw|vroeg|laat))"
)
_ORDINAL = re.compile(
    rf"\b(?:de|het|optie|nummer|nr\.?|keuze) ?({'|'.join(_ORDINALS)}|[1-6](?:e|de|ste)?)\b"
    r"(?! ?(?:week|uur|u\b|/))"
    rf"|^({'|'.join(_ORDINALS)}|[1-6](?:e|de|ste)?)$"
)
_AROUND_A_CHOICE = signal("moment", "rond_een_keuze")
"""Words that may stand around an ordinal that is a choice: "doe de tweede maar"."""
_PARTS = {
    "voormiddag": (time(0), time(12)),
    "namiddag": (time(12), time(18)),
    "avond": (time(17), time(23, 59)),
}
_PART = re.compile(
    r"(?P<namiddag>na ?middag|na de middag|(?<!voor)(?<!voor )(?<!voor de )middag(?!en))"
    r"|(?P<avond>avonds?\b|na (?:mijn|het|de) (?:werk|uren))"
    r"|(?P<voormiddag>voor ?middag|voor de middag|ochtend|'?s ?morgens|vanmorgen|morgen ?vroeg|dagmorgen"
    r"|in de morgen)"
)
_PUTS_OFF, _LATER, _EARLIER = (signal("moment", name) for name in ("uitgesteld", "later", "vroeger"))
_OTHER, _ANY = signal("moment", "ander"), signal("moment", "om_het_even")
_THAT_DAY, _THAT_WEEK = signal("moment", "die_dag"), signal("moment", "die_week")
_NOT = re.compile(r"\b(?:niet|geen|behalve|nooit)\b")
CHANNEL = "kanaal"
_WEEKS = re.compile(rf"\bover ({HOUR}) we(?:ek|ken)\b")
_IN_DAYS = re.compile(rf"\bover ({HOUR}) dag(?:en)?\b")
_TODAY = re.compile(
    r"\bvan(?:daag|morgen|ochtend|voormiddag|middag|namiddag|avond)\b|\bstraks\b|\bnu meteen\b"
)
_TOMORROW = re.compile(r"\bmorgen(?:vroeg|ochtend|voormiddag|middag|namiddag|avond)?\b")
_AFTER_TOMORROW = re.compile(r"\bovermorgen(?:ochtend|voormiddag|middag|namiddag|avond)?\b")
_WEEKEND = re.compile(r"\b(dit|komend|volgend)? ?week-?ends?\b")
_DOTTED = re.compile(
    r"(?<!\S)(?P<before>(?:\w+dag|op|de) )?"
    r"(?<!om )(?<!rond )(?<!tegen )(?<!vanaf )(?<!na )(?<!voor )(?<!tot )(?<!tussen )(?<!van )(?<!en )"
    r"(?P<date>(?P<day>\d{1,2})(?P<sign>[.-])(?P<month>0?[1-9]|1[0-2]))(?!\S)(?! (?:u|uur|h)\b)"
)
"""A date, or a time with a dot: what stands beside it tells."""
_GREETING = re.compile(r"\bgoe(?:de|ie)n? ?(?:morgen|middag|namiddag|avond)\b")
_MORNINGS = re.compile(r"'?s ?morgens|in de morgen\b")
_PIECES = re.compile(r"[,;]|\bmaar\b|\b(?:en|dus|liever|wel)\b(?= )")


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
    def timed(self) -> bool:
        """Whether a day or an hour was said, not only that another moment is better."""
        return bool(self.days or self.weekdays or self.within or self.clocks or self.between)

    @property
    def precise(self) -> bool:
        """Whether it names one moment: by its clock time or its place in the list."""
        return bool(self.clocks) or self.ordinal is not None

    def fits(self, at: datetime, channel: str) -> bool:
        """Whether a moment is as it was said; `at` on the Belgian clock."""
        return self.fits_day(at.date()) and self._fits_clock(at.time()) and self.channel in (None, channel)

    def fits_day(self, day: date) -> bool:
        """Whether a day is as it was said, whatever the hour."""
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
    said = _GREETING.sub(" ", folded(text))
    dates, undated = _dates(said, today)
    days, weekdays, not_weekdays = _days(said, dates, today)
    told = read_clocks(undated)
    clocks, limits = told.named, told.between
    parts, not_parts = _day_parts(told.rest)
    ordinal = _ordinal(told.rest)
    return Wish(
        days=days,
        weekdays=weekdays,
        within=_stretch(said, today),
        clocks=clocks,
        between=limits or parts,
        not_weekdays=not_weekdays,
        not_between=told.not_between or not_parts,
        channel=first_signal(CHANNEL, said),
        ordinal=None if clocks or days or weekdays else ordinal,
        direction=_direction(said),
        other=bool(_OTHER.search(said))
        and not (days or weekdays or clocks or limits or parts or told.not_between),
        anything=bool(_ANY.search(said)),
        same_day=bool(_THAT_DAY.search(said)),
        same_week=bool(_THAT_WEEK.search(said)),
    )


def puts_off(text: str) -> bool:
    """Whether somebody does not want to decide now: "dat doe ik later wel"."""
    return _PUTS_OFF.search(folded(text)) is not None


def _direction(said: str) -> int:
    if _PUTS_OFF.search(said):
        return 0
    return 1 if _LATER.search(said) else -1 if _EARLIER.search(said) else 0


def folded(text: str) -> str:
    """Small letters without accents, and without the signs that end or enclose a sentence."""
    # NFD, where the search for courses takes NFKD: a "²" is no 2 of the list.
    parted = unicodedata.normalize("NFD", text.lower().replace("\u2019", "'"))
    kept = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[!?\"()]", " ", kept).split()).rstrip(". ")


def _dates(said: str, today: date) -> tuple[set[date], str]:
    """Days by their date, and the text with blanks for them: `12.12` is no clock time then."""
    text = said.replace(",", " ")
    found = list(find_dates(text, today, short=True))
    found += _dotted(text, today)
    for _, start, end in found:
        said = said[:start] + " " * (end - start) + said[end:]
    return {day for day, *_ in found}, said


def _dotted(text: str, today: date) -> Iterator[tuple[date, int, int]]:
    """`12.12` and `12-12`: dates after `op` or a weekday, beside a clock, or when no clock shows them."""
    for match in _DOTTED.finditer(text):
        beside = text[: match.start()] + " " + text[match.end() :]
        is_date = match["before"] or read_clocks(beside).named
        if not is_date and (match["sign"] == "-" or int(match["month"]) % 5 == 0):
            continue
        start, end = match.span("date")
        as_written = f"{match['day']}/{match['month']}"
        yield from ((day, start, end) for day, *_ in find_dates(as_written, today, short=True))


def _days(said: str, dates: set[date], today: date) -> tuple[frozenset[date], frozenset[int], frozenset[int]]:
    """Days by date, weekdays, and weekdays that are refused."""
    days = set(dates)
    if _AFTER_TOMORROW.search(said):
        days.add(today + timedelta(days=2))
    elif _TOMORROW.search(_MORNINGS.sub("", said)):
        days.add(today + timedelta(days=1))
    if _TODAY.search(said):
        days.add(today)
    days |= {today + timedelta(days=number(match[1])) for match in _IN_DAYS.finditer(said)}
    wanted: set[int] = set()
    refused: set[int] = set()
    for piece in _PIECES.split(said):
        piece = _BEYOND_DAY.sub(" ", piece)
        found = {WEEKDAYS.index(match[1]) for match in _DAY.finditer(piece)}
        short = _SHORT_DAY.match(piece.strip())
        if short and not found:
            found = {_SHORT[short[1]]}
        if _WEEKEND.search(piece):
            found |= {5, 6}
        (refused if _NOT.search(piece) else wanted).update(found)
    told_twice = {found.weekday() for found in days}  # "dinsdag 1 december" is one day
    return frozenset(days), frozenset(wanted - refused - told_twice), frozenset(refused)


def _stretch(said: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    weeks = _WEEKS.search(said)
    weekend = _WEEKEND.search(said)
    beyond = _BEYOND_DAY.search(said)
    if beyond:
        first = today + timedelta(days=(WEEKDAYS.index(beyond[2]) - today.weekday()) % 7)
        if beyond[1] in ("na", "later dan"):
            return first + timedelta(days=1), first + timedelta(days=14)
        return today, (first if first > today else first + timedelta(days=7)) - timedelta(days=1)
    if weekend and weekend[1] and not _NOT.search(said):
        first = monday + timedelta(weeks=1 if weekend[1] == "volgend" else 0)
        return first, first + timedelta(days=6)
    if re.search(r"\bdeze week\b", said):
        return today, monday + timedelta(days=6)
    if weeks or re.search(r"\bvolgende week\b|\bweek erna\b|\bnieuwe week\b", said):
        first = monday + timedelta(weeks=number(weeks[1]) if weeks else 1)
        return first, first + timedelta(days=6)
    if re.search(r"\bvolgende maand\b", said):
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return None


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
    """A place in the list, when that is (nearly) all that is said: "de eerste keer" is none."""
    match = _ORDINAL.search(said)
    if match is None:
        return None
    around = f"{said[: match.start()]} {said[match.end() :]}"
    for channel in signal_groups()[CHANNEL].signals.values():
        around = channel.pattern.sub(" ", around)
    if not all(_AROUND_A_CHOICE.match(word) for word in re.findall(r"\w+", around)):
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
