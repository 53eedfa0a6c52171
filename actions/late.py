"""A short answer to something else than the open question: "klein" or "124" after the overview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.phrases import PLACE_INTENT
from actions.turn import Turn
from knowledge.taal import shared_reader
from knowledge.taal.signals import signal
from knowledge.vocabulary import bare

SHORT = 4
LIKE = frozenset(
    {"geef_info", "nlu_fallback", "buiten_bereik", "bevestig", "groet", "andere_taal", "twijfel"}
)
"""Intents of which a few words without a meaning of their own get."""
ASKED_SHORT = signal("begrip", "en_wat")
"""Two words behind "en" ask something."""
COMMITTEE, STAFF_COUNT = "paritair_comite", "aantal_werknemers"
COMMITTEE_NUMBER, COUNT = signal("getal", "comite"), signal("getal", "aantal")
OF_ENTERPRISE = ("ondernemingsgrootte", "sector")
"""What an employer tells of the enterprise, also before it is known which support it decides about."""
REGIONS = ("werkgewest", "woongewest")
SAME_WORDS = (("werkgewest", "woongewest"), ("betaald_door", "initiatief"))
"""Fields that are answered with the same words: without a question it is not known which is meant."""


def take_late_answer(turn: Turn) -> None:
    """When nothing was read in a short message: read it as the answer to what is still to be known."""
    said = turn.said
    if said.button is not None or said.intent not in LIKE or "?" in said.text:
        return
    if ASKED_SHORT.search(said.reading.plain.strip(" .!")):
        return
    reading = said.reading
    if reading.fact_count or reading.out_of_range or reading.topics or len(said.text.split()) > SHORT:
        return
    if reading.yes_no is not None or reading.language is not None:
        return
    found = {}
    for veld in _candidates(turn):
        again = shared_reader().read(said.text, veld, turn.setting.on)
        if again.answers_question:
            found[veld] = again
    names = _clear(turn, list(found))
    if set(REGIONS) <= found.keys() and not names:
        turn.said = replace(said, intent=PLACE_INTENT, certainty=1.0)
    elif names:
        turn.said = replace(said, intent="geef_info", certainty=1.0, reading=found[names[0]])


def _clear(turn: Turn, names: list[str]) -> list[str]:
    """The fields that the words can be about; none when it can be either of two."""
    for one, other in SAME_WORDS:
        if one in names and other in names:
            return [one] if turn.for_counsellor else []
    return names if len(names) == 1 or COMMITTEE in names else []


def _candidates(turn: Turn) -> Iterator[str]:
    """The fields that are not known and that words, or this number, can answer."""
    plain, vocabulary = turn.said.reading.plain.strip(" .!"), turn.knowledge.vocabulary
    if plain.replace(" ", "").replace(".", "").isdigit() or COMMITTEE_NUMBER.search(plain):
        yield from _numbers(turn, plain)
        return
    missing = dict.fromkeys(bare(key) for result in turn.assess().results for key in result.missing)
    if turn.for_employer:
        missing |= dict.fromkeys(OF_ENTERPRISE)
    open_ones = {veld for veld in missing if veld not in turn.talk.facts}
    yield from (veld for veld in missing if veld in open_ones and vocabulary.field(veld).values)
    if turn.for_employer and COUNT.search(plain):
        yield STAFF_COUNT


def place_told(turn: Turn, text: str) -> dict[str, str]:
    """The region of a place, for work and for home."""
    reader, on = shared_reader(), turn.setting.on
    return {veld: str(reader.read(text, veld, on).profiel[veld]) for veld in REGIONS}


def _numbers(turn: Turn, plain: str) -> Iterator[str]:
    """A bare number: the committee after it was spoken of, else how many people work there."""
    shown = turn.talk.progress.overzicht_getoond is not None
    employer = turn.for_employer or turn.setting.entrance == "werkgever"
    if not employer and not shown:
        return
    if COMMITTEE_NUMBER.search(plain) and (shown or STAFF_COUNT in turn.talk.profiel):
        yield COMMITTEE
    elif employer and STAFF_COUNT not in turn.talk.profiel and COUNT.search(plain):
        yield STAFF_COUNT
