"""What surely follows from the facts of a message and is not said in so many words.

Who tells of hours, a workplace or years with an employer has a job; who gets unemployment benefit has none.
What is known of somebody already goes before: these facts are named in `Reading.implied`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..parameters import Parameter
from .cues import cue, cue_at_end
from .emergencies import in_crisis
from .finders import place_hits
from .lexicon import Place, load
from .message import Message
from .workplaces import IDLE

_OF_A_JOB = frozenset({"sector", "ancienniteit_maanden"})
_LIKELY = frozenset({"tewerkstellingspercentage", "uurrooster", "uren_per_week", "werkgewest"})
"""One of these with a fact of another kind tells of a job; alone it may be an answer or a correction."""
_NO_MORE = (_LIKELY | {"drempel", "doel", "scholingsgraad"}) - {"werkgewest"}
_OF_A_COURSE = frozenset({"initiatief", "doel"})
"""Beside an own boss these alone may be an answer: a measure or another fact has to be told too."""
_BY_AN_EMPLOYER = frozenset({"betaald_door", "valt_binnen_werkuren"})
"""What an answer about the own boss may tell too: no story yet."""
_OF_THE_JOBLESS = ("werkloosheid", "inschakeling")
_AT_WORK = ("werknemer", "uitzendkracht", "jobstudent", "zelfstandige", "werkgever")
_OTHERWISE = (*IDLE, "zelfstandige", "werkgever", "jobstudent", "uitzendkracht")


def implied_facts(
    message: Message,
    profile: Mapping[str, Any],
    training: Mapping[str, Any],
    places: Mapping[str, Place],
    sizes: Sizes,
) -> Iterator[tuple[str, Any]]:
    """(bare field, value) of what follows; nothing in an answer to a question or in a correction."""
    scopes = message.scopes
    if message.question or scopes.correction:
        return
    if scopes.hypothetical:
        if profile.get("uitkering") in _OF_THE_JOBLESS and "statuut" not in profile:
            yield "statuut", "werkzoekende"
        return
    if "loopbaanbegeleiding_jaren_geleden" in profile and "loopbaanbegeleiding_gevolgd" not in profile:
        yield "loopbaanbegeleiding_gevolgd", True
    situation = profile.get("statuut") or _situation(
        message, profile, bool(training.keys() - _BY_AN_EMPLOYER)
    )
    if situation and "statuut" not in profile:
        yield "statuut", situation
    if situation in _AT_WORK and not {"werkgewest", "woongewest"} & profile.keys():
        yield from _region(message, places)
    count = profile.get("aantal_werknemers")
    size = sizes.size(count, message.today) if count else None
    if size and "ondernemingsgrootte" not in profile:
        yield "ondernemingsgrootte", size


def _situation(message: Message, profile: Mapping[str, Any], learns: bool) -> str | None:
    named = {hit.value for hit in message.of("statuut") if not message.scopes.at(hit.start).other}
    if named & {*_OTHERWISE} - {"werkzoekende"} or profile.get("bijberoep"):
        return None
    if profile.get("uitkering") in _OF_THE_JOBLESS:
        return "werkzoekende"
    if "werkzoekende" in named:
        return None
    keys = set(profile)
    told = bool(_OF_A_JOB & keys) or bool(_LIKELY & keys and keys - _NO_MORE)
    told = told or any(
        not message.scopes.asks_at(match.start()) and not message.scopes.at(match.start()).past
        for match in cue("heeft_een_job").finditer(message.text)
    )
    more = learns or message.of("maatregel") or keys - _OF_A_COURSE
    told = told or any(
        bool(more) and not message.scopes.asks_at(match.start()) and _holds_now(message, match.start())
        for match in cue("eigen_baas").finditer(message.text)
    )
    told = told or any(
        cue_at_end("nu_ervoor").search(message.before(job.start, 3)) for job in message.of("beroep")
    )
    if told and not cue("eigen_zaak").search(message.text):
        return "werknemer"
    return "werkzoekende" if profile.get("vdab_ingeschreven") and not told else None


def _holds_now(message: Message, position: int) -> bool:
    clause = message.scopes.at(position)
    return not clause.past and not clause.supposed and not in_crisis(message.text)


def _region(message: Message, places: Mapping[str, Place]) -> Iterator[tuple[str, Any]]:
    """The only place that is named by who tells of a job and of nothing else that has a place."""
    towns = place_hits(message, places)
    if len(towns) != 1:
        return
    hit, place = towns[0]
    clause, scope = message.clause_text(hit.start), message.scopes.at(hit.start)
    at = message.text[: hit.start].rstrip()
    named_there = cue_at_end("in_die_plaats").search(at) or at.endswith((",", "(")) or not at
    after_work = any(work.end + 1 == hit.start for work in message.of("werkplek"))
    elsewhere = (
        cue("leerplaats").search(clause)
        or cue("woonplaats").search(clause)
        or cue("andere_plaats").search(message.sentence(hit.start))
        or place.work_region == "buitenland"
    )
    told = not (scope.other or scope.past or scope.supposed or message.scopes.asks_at(hit.start))
    if told and (named_there or after_work) and not elsewhere and not message.scopes.negated(hit.start):
        yield "werkgewest", place.work_region


@dataclass(frozen=True)
class Sizes:
    """The sizes of an enterprise by its number of workers alone, by the limits of a measure."""

    limits: tuple[tuple[str, Parameter], ...]
    largest: str

    @classmethod
    def of(cls, measures: Mapping[str, Any]) -> Sizes:
        """As `gevolgen.yml` names the measure and its parameters."""
        spec = load("gevolgen")["ondernemingsgrootte"]
        parameters = measures[spec["maatregel"]].parameters
        return cls(tuple((size, parameters[name]) for size, name in spec["onder"].items()), spec["anders"])

    def size(self, count: int, day: dt.date) -> str | None:
        """The size on this day; None when a limit of that day is not known."""
        for size, parameter in self.limits:
            row = parameter.on(day)
            if row is None or not isinstance(row.value, int | Decimal):
                return None
            if count < row.value:
                return size
        return self.largest
