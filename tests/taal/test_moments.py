"""When somebody wants an appointment, in words: what is read, what is meant, and what comes nearest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

import pytest

from knowledge.taal.appointment_wish import wanted_of
from knowledge.taal.moments import Wish, chosen, fitting, puts_off, read_wish

MONDAY = date(2026, 11, 30)
AFTERNOON, EVENING = (time(12), time(18)), (time(17), time(23, 59))


@dataclass(frozen=True)
class One:
    id: str
    at: datetime
    channel: str = "video"


def day(number: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, number, hour, minute)


SHOWN = [One("a", day(1, 9)), One("b", day(1, 10)), One("c", day(3, 10)), One("d", day(4, 14), "telefoon")]
ALL = [*SHOWN, One("e", day(4, 18)), One("f", day(8, 10)), One("g", day(9, 9))]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("dinsdag om 10u", Wish(weekdays=frozenset({1}), clocks=frozenset({time(10)}))),
        ("di 10u30", Wish(weekdays=frozenset({1}), clocks=frozenset({time(10, 30)}))),
        ("morgen om half elf", Wish(days=frozenset({date(2026, 12, 1)}), clocks=frozenset({time(10, 30)}))),
        ("kwart voor elf", Wish(clocks=frozenset({time(10, 45)}))),
        ("kwart over twee", Wish(clocks=frozenset({time(14, 15)}))),
        ("om twee uur", Wish(clocks=frozenset({time(14)}))),
        ("9:45", Wish(clocks=frozenset({time(9, 45)}))),
        ("1 december", Wish(days=frozenset({date(2026, 12, 1)}))),
        ("op 3/12", Wish(days=frozenset({date(2026, 12, 3)}))),
        ("De tweede!", Wish(ordinal=2)),
        ("nummer 3", Wish(ordinal=3)),
        ("4", Wish(ordinal=4)),
        ("doe maar de laatste", Wish(ordinal=-1)),
        ("donderdagnamiddag", Wish(weekdays=frozenset({3}), between=AFTERNOON)),
        ("'s avonds", Wish(between=EVENING)),
        ("na 17 uur", Wish(between=(time(17), time(23, 59)))),
        ("ik werk tot 17u", Wish(between=(time(17), time(23, 59)))),
        ("voor 10u", Wish(between=(time(0), time(10)))),
        ("tussen 9 en 11", Wish(between=(time(9), time(11)))),
        ("tussen 9u30 en 12u", Wish(between=(time(9, 30), time(12)))),
        ("van 9 tot 12", Wish(between=(time(9), time(12)))),
        ("tussen half tien en kwart na 5", Wish(between=(time(9, 30), time(17, 15)))),
        ("ik werk van 8 tot 16u", Wish(not_between=(time(8), time(16)))),
        ("eerder dan 10u", Wish(between=(time(0), time(10)))),
        ("niet later dan 10u", Wish(between=(time(0), time(10, 1)))),
        ("niet voor 9u30", Wish(between=(time(9, 30), time(23, 59)))),
        ("9u-12u", Wish(between=(time(9), time(12)))),
        ("van 8u30 tot 17u kan ik niet", Wish(not_between=(time(8, 30), time(17)))),
        ("eerder dan donderdag", Wish(within=(MONDAY, date(2026, 12, 2)))),
        ("na donderdag", Wish(within=(date(2026, 12, 4), date(2026, 12, 17)))),
        ("zo snel mogelijk", Wish(direction=-1)),
        ("vroeger was ik kok", Wish()),
        ("vanmiddag", Wish(days=frozenset({MONDAY}), between=AFTERNOON)),
        ("vanavond nog?", Wish(days=frozenset({MONDAY}), between=EVENING)),
        ("morgenvoormiddag", Wish(days=frozenset({date(2026, 12, 1)}), between=(time(0), time(12)))),
        ("overmorgen in de namiddag", Wish(days=frozenset({date(2026, 12, 2)}), between=AFTERNOON)),
        ("over drie dagen", Wish(days=frozenset({date(2026, 12, 3)}))),
        ("in het weekend", Wish(weekdays=frozenset({5, 6}))),
        (
            "volgend weekend",
            Wish(weekdays=frozenset({5, 6}), within=(date(2026, 12, 7), date(2026, 12, 13))),
        ),
        ("niet in het weekend", Wish(not_weekdays=frozenset({5, 6}))),
        ("12.12 om 10u", Wish(days=frozenset({date(2026, 12, 12)}), clocks=frozenset({time(10)}))),
        ("op 12.10", Wish(days=frozenset({date(2027, 10, 12)}))),
        ("12/12/2026, 10u", Wish(days=frozenset({date(2026, 12, 12)}), clocks=frozenset({time(10)}))),
        ("om 10.10", Wish(clocks=frozenset({time(10, 10)}))),
        ("10.30", Wish(clocks=frozenset({time(10, 30)}))),
        ("doe de tweede maar, aub", Wish(ordinal=2)),
        ("ja de eerste is goed voor mij", Wish(ordinal=1)),
        ("de eerste keer dat ik dit hoor", Wish()),
        ("hoeveel is dat voor de tweede", Wish()),
        ("dat doe ik later wel", Wish()),
        ("iets anders: mijn diploma", Wish()),
        ("van 9 tot 12 december", Wish(days=frozenset({date(2026, 12, 12)}))),
        ("goedemorgen", Wish()),
        ("maandag kan ik niet, dinsdag wel", Wish(weekdays=frozenset({1}), not_weekdays=frozenset({0}))),
        ("niet in de voormiddag", Wish(not_between=(time(0), time(12)))),
        ("volgende week", Wish(within=(date(2026, 12, 7), date(2026, 12, 13)))),
        ("over twee weken", Wish(within=(date(2026, 12, 14), date(2026, 12, 20)))),
        ("volgende maand", Wish(within=(date(2026, 12, 1), date(2026, 12, 31)))),
        ("liever later die week", Wish(direction=1, same_week=True)),
        ("kan het vroeger?", Wish(direction=-1)),
        ("kan mijn afspraak later op de dag", Wish(direction=1, same_day=True)),
        ("geen van die past", Wish(other=True)),
        ("maakt mij niet uit", Wish(anything=True)),
        ("liever via video", Wish(channel="video")),
        ("wat is een opleidingscheque?", Wish()),
        ("ik ben 38", Wish()),
        ("het tweede uur", Wish()),
    ],
)
def test_what_is_read(text: str, wish: Wish) -> None:
    assert read_wish(text, MONDAY) == wish


@pytest.mark.parametrize(
    "text", ["26u", "half 25", "kwart na 44", "31/2", "99:99", "\u00b2", "om 1e+9", "\U0001f600"]
)
def test_what_cannot_be_is_no_moment(text: str) -> None:
    assert read_wish(text, MONDAY).empty


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("dinsdag om 10u", "b"), ("de derde", "c"), ("de laatste", "d"), ("maakt niet uit", "a"),
        ("om 9 uur", "a"), ("donderdag", "c"), ("bel mij", "d"), ("vrijdag in de namiddag", "d"),
        ("om 10 uur", None), ("dinsdag", None), ("de zesde", None), ("later", None), ("woensdag", None),
        ("een ander moment", None),
    ],
)  # fmt: skip
def test_which_of_those_that_were_shown(text: str, meant: str | None) -> None:
    one = chosen(read_wish(text, MONDAY), SHOWN)
    assert (one.id if one else None) == meant
    assert chosen(read_wish(text, MONDAY), []) is None


@pytest.mark.parametrize(
    ("text", "found", "fits"),
    [
        ("om 10 uur", "bcf", True),
        ("volgende week", "fg", True),
        ("volgende week woensdag", "g", True),
        ("'s avonds", "e", True),
        ("liever later die week", "e", True),
        ("later", "efg", True),
        ("niet op dinsdag", "cdeg", True),
        ("telefonisch", "d", True),
        ("woensdag 2 december", "acb", False),
        ("zaterdag", "d", False),
        ("dinsdag om 11u", "b", False),
    ],
)
def test_what_fits_or_comes_nearest(text: str, found: str, fits: bool) -> None:
    moments, right = fitting(read_wish(text, MONDAY), ALL, SHOWN[-1].at, SHOWN[0].at)
    ids = "".join(one.id for one in moments)
    assert right is fits and (ids == found if fits else set(ids[: len(found)]) == set(found)), ids


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("zeg mijn afspraak af", "annuleer"), ("ik kan dinsdag niet komen", "annuleer"),
        ("mijn afspraak annuleren", "annuleer"), ("ik wil mijn afspraak niet meer", "annuleer"),
        ("kan mijn afspraak een uur later", "verzet"),
        ("ik wil mijn afspraak verzetten naar vrijdag", "verzet"),
        ("een andere dag zou beter zijn", "verzet"), ("hoe laat was mijn afspraak ook weer", "stand"),
        ("schrap mijn gegevens", "maak"), ("schrap mijn leeftijd", "maak"), ("ik kom niet rond", "maak"),
        ("ik wil mijn opleiding annuleren", "maak"), ("ik wil mijn opleiding uitstellen", "maak"),
        ("ik zoek een ander uur les", "maak"), ("ik kom niet", "annuleer"),
        ("ik kom dinsdag niet", "annuleer"), ("ik wil mijn belafspraak annuleren", "annuleer"),
        ("ik ben verlegen", "maak"), ("kan ik het verleggen", "verzet"),
        ("mijn afspraak verzetten want mijn les begint later", "verzet"),
        ("ik kan niet komen, ik heb een examen", "annuleer"),
        ("ik wil mijn opleiding annuleren, kan ik daarvoor een afspraak maken", "maak"),
        ("ik wil een afspraak dinsdag", "maak"), ("maak een afspraak", "maak"),
    ],
)  # fmt: skip
def test_what_is_wanted_with_an_appointment(text: str, wanted: str) -> None:
    assert wanted_of(text) == wanted


@pytest.mark.parametrize("text", ["vanmiddag", "morgenvoormiddag"])
def test_a_part_of_a_day_is_of_that_day(text: str) -> None:
    """The only afternoon or morning of those that were shown, on another day, is not what was said."""
    shown = [One("a", day(3, 14)), One("b", day(3, 10))]
    assert chosen(read_wish(text, MONDAY), shown) is None
    assert not fitting(read_wish(text, MONDAY), shown)[1]


@pytest.mark.parametrize(
    ("text", "off"), [("dat doe ik later wel", True), ("misschien later", True), ("kan het later?", False)]
)
def test_who_decides_later_asks_for_no_later_moment(text: str, off: bool) -> None:
    assert puts_off(text) is off and (read_wish(text, MONDAY).direction == 0) is off
