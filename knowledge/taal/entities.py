"""What is named in a message, as entities of the vocabulary, and the message with kinds in place of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..vocabulary import bare
from .cues import cue, cue_at_end
from .finders import place_hits
from .lexicon import Place
from .measures import measure_hits
from .message import Message
from .pipeline import Hit, longest
from .reading import Entity, RangeProblem
from .selection import Selection, strongest
from .study import find_occupations

_ENTITY_OF = {
    "leeftijd": "leeftijd",
    "statuut": "statuut",
    "sector": "sector",
    "paritair_comite": "paritair_comite",
    "werkgewest": "gewest",
    "woongewest": "gewest",
    "postcode": "postcode",
    "tewerkstellingspercentage": "tewerkstellingspercentage",
    "uren_per_week": "uren_per_week",
    "uurrooster": "uurrooster",
    "diploma": "diploma",
    "werkervaring_jaren": "ervaring",
    "brutomaandloon": "brutoloon",
    "drempel": "drempel",
    "opleiding.titel": "opleiding",
    "opleiding.contacturen": "uren",
    "opleiding.studiepunten": "studiepunten",
    "opleiding.directe_kost": "prijs",
    "opleiding.startdatum": "datum",
}
_REGIONS = {"Vlaanderen": "vlaanderen", "Brussel": "brussel", "Wallonie": "wallonie"}
_KINDS = {
    "maatregel": "_maatregel_",
    "plaats": "_plaats_",
    "beroep": "_beroep_",
    "opleiding": "_opleiding_",
    "werkplek": "_werkplek_",
    "vreemd": "_vreemd_",
}


def find_entities(
    message: Message,
    selection: Selection,
    problems: Iterable[RangeProblem],
    places: Mapping[str, Place],
    language: str | None,
) -> Iterator[Entity]:
    """Everything that is named: facts, measures, towns, occupations, forms of lessons and periods."""
    wrong = {problem.veld for problem in problems}
    told = selection.facts + strongest(selection.supposed)
    for fact in told:
        name = _ENTITY_OF.get(fact.field)
        if name and bare(fact.field) not in wrong:
            yield _entity(message, name, fact.value, fact.start, fact.end)
    for hit in {hit.value: hit for hit in reversed(measure_hits(message))}.values():
        yield _entity(message, "maatregel", hit.value, hit.start, hit.end)
    for hit, place in place_hits(message, places):
        region = place.name in _REGIONS and (message.scopes.hypothetical or "gewest" in message.text)
        if region and not any(_ENTITY_OF.get(f.field) == "gewest" and f.start == hit.start for f in told):
            yield _entity(message, "gewest", _REGIONS[place.name], hit.start, hit.end)
        if place.is_town and not _is_left(message, hit):
            yield _entity(message, "gemeente", place.name, hit.start, hit.end)
    titles = [fact for fact in selection.facts if fact.field == "opleiding.titel"]
    for hit in find_occupations(message):
        if not any(hit.start < title.end and title.start < hit.end for title in titles):
            yield _entity(message, "beroep", hit.value, hit.start, hit.end)
    for hit in longest([*message.of("lesvorm"), *_evening_hours(message)]):
        if _is_about_lessons(message, hit):
            yield _entity(message, "lesvorm", hit.value, hit.start, hit.end)
    for hit in message.of("periode"):
        if not _tells_of_use(message, hit):
            yield _entity(message, "periode", hit.value, hit.start, hit.end)
    if language:
        yield Entity("taal", language, message.plain.original, 0, len(message.plain.original))


def _evening_hours(message: Message) -> Iterator[Hit]:
    """`liever na 18u`, `van 18.5 uur tot 21 uur`: evening lessons, unless somebody works then."""
    for match in cue("avonduren").finditer(message.text):
        if not cue("geen_lesuur").search(message.sentence(match.start())):
            yield Hit("lesvorm", "avond", *match.span())


def _is_left(message: Message, hit: Hit) -> bool:
    """`ik zei Brussel maar ...`, `niet in Mechelen`, `vroeger in Lier`: a place that no longer counts."""
    lead = message.text[: hit.start].rstrip()
    if message.scopes.correction and cue_at_end("oude_plaats_ervoor").search(lead):
        return True
    if cue_at_end("niet_daar_ervoor").search(lead):
        return True
    clause = message.scopes.at(hit.start)
    return (
        clause.past
        and not clause.supposed
        and bool(cue("weg_van_plaats").search(message.clause_text(hit.start)))
    )


def _tells_of_use(message: Message, hit: Hit) -> bool:
    """`dit schooljaar al 40 uur opgenomen`, `15 september 2027`: no period that somebody looks for."""
    lead = message.text[: hit.start].rstrip()
    dated = lead[-1:].isdigit() or message.text[hit.end :].lstrip()[:4].isdigit()
    return dated or bool(cue("geen_zoekperiode").search(message.sentence(hit.start)))


def _is_about_lessons(message: Message, hit: Hit) -> bool:
    """`savonds heb ik geen babysit`, `geen avondles` ask for no lessons in the evening."""
    greeting = cue("groet").fullmatch(message.text[hit.start : hit.end])
    if greeting or cue_at_end("groet_ervoor").search(message.before(hit.start, 2)):
        return False
    if message.scopes.correction and cue_at_end("oude_plaats_ervoor").search(message.before(hit.start, 4)):
        return False  # `ik zei avondles maar ...`
    about_lessons = bool(cue("over_lessen").search(message.sentence(hit.start)))
    if cue("over_bellen").search(message.sentence(hit.start)) and not about_lessons:
        return False
    if message.of("vreemd") and message.scopes.asks_at(hit.start) and not about_lessons:
        return False
    if message.scopes.negated(hit.start, 3) or cue("geen_les_dan").match(message.text[hit.end :].strip()):
        return False
    short = len(message.plain.words) <= 12
    return short or about_lessons


def _entity(message: Message, name: str, value: Any, start: int, end: int) -> Entity:
    words, first, last = message.plain.source(start, end)
    return Entity(name, value, words, first, last)


def delexicalised(message: Message) -> str:
    """The plain text with kinds of things in place of their names."""
    taken: list[tuple[int, int, str]] = []
    for label, kind in _KINDS.items():
        for hit in message.of(label):
            if not any(hit.start < end and start < hit.end for start, end, _ in taken):
                taken.append((hit.start, hit.end, kind))
    pieces, position = [], 0
    for start, end, kind in sorted(taken):
        pieces += [message.text[position:start], kind]
        position = end
    pieces.append(message.text[position:])
    return " ".join("_getal_" if word[0].isdigit() else word for word in " ".join(pieces).split())
