"""The situation somebody is in: employed, self-employed, jobless and so on, with experience and benefit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cues import cue, cue_at_end
from .message import Message
from .numbers import trimmed
from .patterns import Candidate
from .pipeline import Hit
from .workplaces import is_own_workplace

_WEAK = -200.0
"""The weight of a status that only follows from something else."""
_SURE = 20.0
"""The weight of a status that came in the place of another."""
_YEARS_AS = re.compile(
    r"(?<!\S)(?:al|reeds|sinds|intussen|ondertussen) (\d+(?:\.\d+)?) jaar(?: als| een| als een)?$"
)
_AGED = re.compile(r"(?<!\S)(?:ben|is|klant|cl|clt|cliente?|m|v|vr|man|vrouw|mevr|dhr)(?: \S+)? [1-6]\d$")
"""`ik ben 35 werkzoekende`: an age, no number of people."""


def find_experience(message: Message) -> Iterator[Candidate]:
    """`al 8 jaar verpleegkundige`: so long somebody works at least."""
    for hit in message.of("beroep"):
        lead = _YEARS_AS.search(message.text[: hit.start].rstrip())
        if lead:
            yield Candidate(
                "werkervaring_jaren",
                trimmed(float(lead[1])),
                hit.start,
                hit.end,
                holds_in_past=True,
                focus=lead.span(1),
            )


def find_status(message: Message) -> Iterator[Candidate]:
    """The situation from words such as `bediende`, `interim`, `op den dop`, or from working `bij X`."""
    for hit in message.of("statuut"):
        if _is_plural(message, hit):
            if cue_at_end("eigen_mensen_ervoor").search(message.before(hit.start, 4)):
                yield Candidate("statuut", "werkgever", hit.start, hit.end, weight=30.0)
        elif not _is_other_meaning(message, hit) and not _is_general(message, hit):
            yield Candidate("statuut", hit.value, hit.start, hit.end, weight=10.0)
    for match in cue("werkt_bij").finditer(message.text):
        if not cue("niet_voor_een_baas").search(match.group()):
            now = cue("sinds_toen").search(message.before(match.start(), 4))
            yield Candidate(
                "statuut", "werknemer", match.start(), match.end(), weight=_SURE if now else _WEAK
            )
    places = {hit.end for hit in message.of("plaats")}
    for match in cue("doet_ergens").finditer(message.text):
        if match.end() not in places:
            yield Candidate("statuut", "werknemer", match.start(), match.end(), weight=_WEAK)
    for hit in message.of("beroep"):
        employed = cue("bij_een_baas").match(message.text[hit.end :].strip())
        visits = cue("als_bezoeker").search(message.before(hit.end))  # `in de rij bij de gemeente`
        if employed and not visits and not cue("andermans_werkplek").search(message.before(hit.start)):
            yield Candidate("statuut", "werknemer", hit.start, hit.end, weight=_WEAK)
    for match in cue("werkt_als").finditer(message.text):
        yield Candidate("statuut", "werknemer", match.start(), match.end(), weight=_WEAK)
    for hit in message.of("werkplek"):
        if is_own_workplace(message, hit) and not cue_at_end("namens_werkplek").search(
            message.before(hit.start)
        ):
            yield Candidate("statuut", "werknemer", hit.start, hit.end, weight=_WEAK)


def find_worker_of_employer(message: Message) -> Iterator[Candidate]:
    """`een van onze bedienden (41 jaar, 4/5)`: the facts that an employer tells are those of that worker."""
    for match in cue("een_werknemer").finditer(message.text):
        words = message.plain.source(*match.span())[0].lower()
        several = cue("meervoud_achteraan").search(words) and not match.group().startswith(
            ("een van", "een uit")
        )
        if not several and cue("over_die_werknemer").search(message.text[match.end() :]):
            yield Candidate("statuut", "werknemer", *match.span(), weight=90.0, negation="negeren")


def find_benefit(message: Message) -> Iterator[Candidate]:
    """`ik ben werkloos, houd ik mijn uitkering?`: the benefit of somebody without work."""
    jobless = [
        hit
        for hit in message.of("statuut")
        if hit.value == "werkzoekende"
        and not _is_other_meaning(message, hit)
        and not _is_general(message, hit)
    ]
    if jobless and not cue("andere_uitkering").search(message.text):
        for match in cue("mijn_uitkering").finditer(message.text):
            yield Candidate("uitkering", "werkloosheid", *match.span(), negation="negeren")


def _is_other_meaning(message: Message, hit: Hit) -> bool:
    """`zelfstandige in bijberoep`, `economisch werkloos`, `12 werknemers`, `geen werk van maken`."""
    before, after = message.before(hit.start, 4), message.text[hit.end :].strip()
    supposed = message.scopes.at(hit.start).supposed
    if not supposed and (cue("straks").search(before) or cue("straks_erna").match(after)):
        return True
    if cue_at_end("niet_de_spreker_ervoor").search(message.text[: hit.start].rstrip()):
        return True  # `spreek ik met een ambtenaar ?`
    if hit.value == "gepensioneerd" and cue_at_end("gaat_nog").search(before):
        return True
    if hit.value == "zelfstandige":
        return bool(
            "bijberoep" in message.clause_text(hit.start).split()
            or cue_at_end("ook_zelfstandig_ervoor").search(before)
        )
    if hit.value == "student" and after.startswith(("zat", "ging", "was", "af ", "- af")):
        return True
    if hit.value == "werkzoekende" and cue_at_end("tijdelijk_ervoor").search(before):
        return True
    if message.text[hit.start : hit.end] == "geen werk" and after.startswith("van"):
        return True
    counted = before[-1:].isdigit() and not _AGED.search(before)
    return counted or (hit.value == "student" and before.split()[-1:] in (["werk"], ["job"]))


def _is_plural(message: Message, hit: Hit) -> bool:
    """`werknemers`, `bedienden`: other people than the speaker, unless `wij zijn bedienden`."""
    words = message.plain.source(hit.start, hit.end)[0].lower()
    several = bool(cue("meervoud").search(words))
    return several and not cue_at_end("zelf_meervoud_ervoor").search(message.before(hit.start, 4))


def _is_general(message: Message, hit: Hit) -> bool:
    """`mag een ambtenaar ...`, `voor werkzoekenden`: a kind of people, not the speaker."""
    before = message.before(hit.start, 4)
    if message.scopes.at(hit.start).supposed:
        return False  # `stel dat ze een zelfstandige van mij maken ?`
    if cue("zoals_ik").search(message.text[hit.end :]) or cue("een_geval").search(message.text):
        return False
    return (
        message.scopes.asks
        and bool(cue_at_end("algemeen_ervoor").search(before))
        and not cue("zelf_ervoor").search(before)
    )
