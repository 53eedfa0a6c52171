"""Meanings that the words of `knowledge/taal` tell: taking something back, a wage by the hour, a code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from knowledge import shared_knowledge
from knowledge.subjects import NOT_THE_EMPLOYER, SOUNDS_LIKE_FACT
from knowledge.taal import Reader, Reading
from knowledge.taal.signals import signal
from knowledge.taal.subjects import subject_of
from knowledge.taal.taking_back import forgotten, takes_back
from knowledge.taal.wages import hourly_wage, stated_wage

FORGET_INTENT = "vergeet_feit"
"""One fact must be forgotten; the rest stays."""
TAKE_BACK_INTENT = "neem_terug"
"""What was said just now does not hold."""
HOURLY_INTENT = "uurloon"
"""A wage by the hour."""
STATED_WAGE_INTENT = "loon_genoemd"
"""A wage, without saying of which kind."""
HARD_INTENT = "hoe_moeilijk"
"""How hard the occupation is that was talked of."""
CODE_INTENT = "code_delen"
"""Wants the code with which a counsellor can look."""
WORK_WISH_INTENT = "werkwens"
"""What somebody does not want in their work any more: no nights, no lifting."""
CHANGED_MIND_INTENT = "bedenkt_zich"
"""What a message tells is taken back at its end."""


BARRIER, NO_TIME, NO_SUPPORT = "drempel", "tijd", "steun"
PRICE, NO_DIPLOMA = "directe_kost", "geen"
ASKS_FREE, ASKS_WITHOUT = signal("begrip", "vraagt_gratis"), signal("begrip", "vraagt_zonder")
ASKED_ONLY = frozenset({"statuut", "titel"})
ASKS, BY_WHEN = signal("begrip", "vraag"), signal("begrip", "tegen_wanneer")
HOURS, OF_WORK = signal("cursus", "alleen_uren"), signal("werk", "over_werk")
HARD = signal("beroep", "moeilijk")
WORK_WISH, CHANGED_MIND = signal("beroep", "wens_tegen"), signal("begrip", "bedenkt_zich")
FAREWELLS, FAREWELL = frozenset({"afscheid", "bedank"}), signal("begrip", "neemt_afscheid")
BACK_INTENT, BACK = "vorige_vraag", signal("begrip", "naar_vorige")
"""Words of the wish behind an intent; without any of them the model guesses."""
CODE, CODE_WANTED, OTHER_CODE = (signal("code", name) for name in ("genoemd", "gevraagd", "andere"))


def _asks_code(plain: str) -> bool:
    """Whether a code is asked to share what is known with somebody."""
    wanted = CODE.search(plain) is not None and CODE_WANTED.search(plain) is not None
    return wanted and OTHER_CODE.search(plain) is None


def meaning(reading: Reading, question: str | None) -> str | None:
    """The intent that the words tell whatever the model makes of them; None: they tell none."""
    plain = reading.plain
    if forgotten(plain) and not set(forgotten(plain)) & reading.profiel.keys():
        return FORGET_INTENT
    if takes_back(plain) and not (question is not None and reading.answers_question):
        return TAKE_BACK_INTENT
    if CHANGED_MIND.search(plain) and reading.fact_count and not reading.answers_question:
        return CHANGED_MIND_INTENT
    if WORK_WISH.search(plain.strip(" .!,")) and not reading.answers_question:
        return WORK_WISH_INTENT
    if _asks_code(plain.strip(" .!?,")):
        return CODE_INTENT
    if HARD.search(plain.strip(" .!?,")):
        return HARD_INTENT
    if hourly_wage(plain) is not None:
        return HOURLY_INTENT
    if stated_wage(plain) is not None and "brutomaandloon" not in reading.profiel:
        return STATED_WAGE_INTENT
    return None


def guessed_without_words(reading: Reading, intent: str) -> bool:
    """Whether who tells of their work takes leave without a word of it, or wants back without one."""
    plain = reading.plain
    if intent == BACK_INTENT:
        return plain.startswith("ik wil") and BACK.search(plain) is None
    tells = reading.fact_count or any(entity.entiteit == "beroep" for entity in reading.entities)
    return intent in FAREWELLS and bool(tells) and FAREWELL.search(plain) is None


def _asks_of(plain: str, trait: str) -> bool:
    """Whether the words ask about a subject with this trait."""
    subject = shared_knowledge().subjects.get(subject_of(plain) or "")
    return subject is not None and trait in subject.traits


def without_asked(text: str, reading: Reading, reader: Reader, on: date | None) -> Reading:
    """The reading without what only the words of a question about dismissal or paying back look like.

    "mag ik ontslagen worden?" tells of no work that is lost, "moet ik mijn opleiding terugbetalen?" of no
    title; what somebody tells before the question stays.
    """
    told_of = {*reading.profiel, *reading.opleiding}
    if not told_of & ASKED_ONLY or not _asks_of(reading.plain, SOUNDS_LIKE_FACT):
        return reading
    clauses = re.findall(r"[^.,;:!?]+[.,;:!?]*", text)
    told = reader.read("".join(part for part in clauses if ASKS.search(part.lower()) is None), None, on)
    gone = ASKED_ONLY - told.profiel.keys() - told.opleiding.keys()
    profiel = {veld: value for veld, value in reading.profiel.items() if veld not in gone}
    opleiding = {veld: value for veld, value in reading.opleiding.items() if veld not in gone}
    return replace(reading, profiel=profiel, opleiding=opleiding)


def tells_only_hours(text: str) -> bool:
    """Whether a message begins with a number of hours, and nothing in it is about work."""
    return HOURS.search(text) is not None and OF_WORK.search(text) is None


def cleared(reading: Reading) -> Reading:
    """The reading without what its words only look like: a wage by the hour is no price and no wage that
    cannot be, "tegen wanneer" no lack of time and a school that refuses no employer who is against it (what
    else holds somebody back stays)."""
    barrier = reading.profiel.get(BARRIER)
    by_when = barrier == NO_TIME and BY_WHEN.search(reading.plain)
    if by_when or (barrier == NO_SUPPORT and _asks_of(reading.plain, NOT_THE_EMPLOYER)):
        told = {veld: value for veld, value in reading.profiel.items() if veld != BARRIER}
        reading = replace(reading, profiel=told)
    reading = _without_supposed(reading)
    amount = hourly_wage(reading.plain)
    if amount is None:
        return reading
    kept = {veld: value for veld, value in reading.opleiding.items() if value != amount}
    problems = tuple(p for p in reading.out_of_range if p.veld != "brutomaandloon")
    told = {veld: v for veld, v in reading.profiel.items() if veld != "brutomaandloon"}
    return replace(reading, opleiding=kept, profiel=told, out_of_range=problems)


def _without_supposed(reading: Reading) -> Reading:
    """The reading without what only a question names: "is dat gratis?" tells no price, "kan dat zonder
    diploma?" no diploma."""
    if ASKS_FREE.search(reading.plain) and reading.opleiding.get(PRICE) == 0:
        kept = {veld: value for veld, value in reading.opleiding.items() if veld != PRICE}
        reading = replace(reading, opleiding=kept)
    if ASKS_WITHOUT.search(reading.plain):
        told = {veld: v for veld, v in reading.profiel.items() if veld != "diploma" or v != NO_DIPLOMA}
        reading = replace(reading, profiel=told)
    return reading
