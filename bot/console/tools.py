"""What helps a counsellor while talking: suggested answers, rules looked up, courses found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.console import cases
from bot.console.cases import Case, NotVisible
from bot.console.guard import Visit
from bot.conversation import answer as answers
from bot.conversation import identity, transcripts
from bot.conversation.looking import reference_date_of
from bot.http.courses import read_query
from bot.http.problems import Problem
from bot.network import store
from bot.runtime.turn import TurnInput
from bot.storage import conversations
from bot.storage.conversations import Snapshot
from knowledge import Facts, Knowledge, Measure
from knowledge.answers import conditions, deadline, how_much, how_to_apply, what_is
from knowledge.answers.nearby import as_contract
from knowledge.assessment import MeasureResult
from knowledge.catalogue.cards import hit_as_contract
from knowledge.catalogue.places import places
from knowledge.formatting import dutch_date

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

MOST_RULES, MOST_COURSES, MOST_SERVICES, LONGEST_QUERY, MOST_CHANGES = 4, 10, 6, 200, 3


async def suggest(visit: Visit) -> web.StreamResponse:
    """What the assistant would answer to the last message. Nothing of it is kept or sent."""

    def work(connection: Connection) -> tuple[Case, Snapshot | None, str]:
        case = cases.open_case(connection, visit.who, visit.talk)
        theirs = [m.text for _, m in cases.messages(connection, case) if m.sender == transcripts.VISITOR]
        snapshot = conversations.load_snapshot(connection, visit.talk) if case.sees_facts else None
        return case, snapshot, theirs[-1] if theirs else ""

    case, snapshot, text = await visit.parts.database.run(work)
    if not case.mine:
        raise NotVisible(visit.talk)
    found = await _answers(visit, case, snapshot or Snapshot(), text) if text else []
    return visit.page("_voorstel.html", vraag=text, voorstellen=found)


async def _answers(visit: Visit, case: Case, snapshot: Snapshot, text: str) -> list[str]:
    settings = visit.parts.settings
    output = await visit.parts.dialogue.turn(
        _shadow(case, snapshot, text, settings.max_text), settings.turn_timeout
    )
    return [message["tekst"] for message in answers.spoken(output.messages).messages if message["tekst"]]


def _shadow(case: Case, snapshot: Snapshot, text: str, limit: int) -> TurnInput:
    """A turn beside the conversation, on a copy of its state."""
    on = reference_date_of(case.conversation)
    return TurnInput(
        conversation=f"voorstel-{identity.new_id()}",
        text=transcripts.readable(text, limit),
        slots=snapshot.slots,
        metadata={
            "ingang": case.conversation.entrance,
            "peildatum": on.isoformat(),
            "vraag": snapshot.slots.get("vraag"),
            "voorstel": True,
        },
    )


async def services(visit: Visit) -> web.StreamResponse:
    """Services with people near a postcode or a town, to refer somebody to."""
    query = _query(visit)
    postcode = places().postcode_of(query) if query else None
    found: list[dict[str, Any]] = []
    if postcode is not None:
        now = identity.local(identity.now())
        near = await visit.parts.database.run(store.near, postcode, MOST_SERVICES, now.date())
        found = [as_contract(one, now.replace(tzinfo=None)) for one in near]
    return visit.page("_diensten.html", vraag=query, plaats=postcode, diensten=found)


async def rules(visit: Visit) -> web.StreamResponse:
    """Measures whose name or conditions have the words, explained as they are today."""
    query = _query(visit)
    knowledge, on = visit.parts.knowledge, identity.today()
    found = look_up(knowledge, query, on) if query else []
    shown = [_explained(knowledge, result, on) for result in found]
    return visit.page("_regels.html", vraag=query, regels=shown)


def look_up(knowledge: Knowledge, query: str, on: Any) -> list[MeasureResult]:
    """The measures with all the words, in their names first; else those with one of the words in a name."""
    words = query.lower().split()
    nobody: Facts = knowledge.facts({}, {})
    results = knowledge.assess(nobody, on, knowledge.offered).results

    def names(result: MeasureResult) -> list[str]:
        measure = result.measure
        known = (measure.id, measure.naam, measure.afkorting or "", *measure.ook_bekend_als)
        return [name.lower() for name in known]

    def anywhere(result: MeasureResult) -> bool:
        texts = " ".join([*names(result), *(reason.text for reason in result.reasons)]).lower()
        return all(word in texts for word in words)

    named = [one for one in results if any(all(word in name for word in words) for name in names(one))]
    others = [one for one in results if one not in named and anywhere(one)]
    in_part = [one for one in results if any(word in name.split() for name in names(one) for word in words)]
    return (named + others or in_part)[:MOST_RULES]


def _explained(knowledge: Knowledge, result: MeasureResult, on: Any) -> dict[str, Any]:
    parts = (
        ("Wat", what_is(knowledge, result)),
        ("Hoeveel", how_much(knowledge, result)),
        ("Voorwaarden", conditions(knowledge, result)),
        ("Aanvragen", how_to_apply(result, on)),
        ("Tegen wanneer", deadline(result, on)),
        ("Veranderingen", "\n".join(_changes(result.measure))),
    )
    sources = [{"titel": source.title, "url": source.url, "gezien": source.seen} for source in result.sources]
    shown = [(title, text) for title, text in parts if text]
    return {"naam": result.measure.naam, "delen": shown, "bronnen": sources}


def _changes(measure: Measure) -> list[str]:
    """The newest changes, newest first."""
    newest = sorted(measure.changes, key=lambda change: change.datum, reverse=True)[:MOST_CHANGES]
    return [f"{dutch_date(change.datum)}: {change.tekst}" for change in newest]


async def courses(visit: Visit) -> web.StreamResponse:
    """Courses of the catalogue."""
    query = _query(visit)
    found: dict[str, Any] = {"totaal": 0, "opleidingen": []}
    if query:
        asked = read_query(
            {"q": query, "per_pagina": str(MOST_COURSES)}, visit.parts.knowledge, identity.today()
        )
        page = await asyncio.to_thread(visit.parts.catalogue.search, asked)
        found = {"totaal": page.total, "opleidingen": [hit_as_contract(hit) for hit in page.hits]}
    return visit.page("_opleidingen.html", vraag=query, **found)


def _query(visit: Visit) -> str:
    query = visit.request.query.get("q", "").strip()
    if len(query) > LONGEST_QUERY:
        raise Problem(422, f"Zoek met hoogstens {LONGEST_QUERY} tekens.")
    return query
