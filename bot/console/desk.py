"""The first page: who waits, own talks, who wants a call; and the intake in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.codes import storage as codes
from bot.console import cases
from bot.console.guard import HOME, Visit
from bot.conversation import identity
from bot.conversation.turns import Incoming
from bot.handover.storage import Handover
from bot.http.body import clean_text
from bot.http.problems import Problem
from bot.people import accounts, audit
from bot.storage import conversations
from knowledge import Knowledge
from knowledge.answers import say_facts

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

LONGEST_LINE = 500
DONE = {
    "gesloten": "Het gesprek is afgesloten.",
    "rij": "De persoon staat weer in de rij.",
    "door": "Het gesprek is doorgegeven.",
}
"""What a page says that somebody comes back to, by the word behind `na=`."""


async def home(visit: Visit) -> web.StreamResponse:
    """The desk; an administrator, who has no conversations, goes to the accounts."""
    if not visit.who.may_talk:
        raise web.HTTPSeeOther(f"{HOME}/accounts")
    return await home_page(visit)


async def home_page(visit: Visit, status: int = 200, about_code: str = "") -> web.Response:
    """The desk, with what is wrong with a code that was typed there."""
    done = DONE.get(visit.request.query.get("na", ""), "")
    return visit.page("bureau.html", status, code_fout=about_code, gedaan=done, **await _desk(visit))


async def queue(visit: Visit) -> web.StreamResponse:
    """Only the lists, for a page that is open."""
    return visit.page("_rij.html", **await _desk(visit))


async def _desk(visit: Visit) -> dict[str, Any]:
    knowledge, who = visit.parts.knowledge, visit.who

    def work(connection: Connection) -> dict[str, Any]:
        waiting = cases.queue(connection, who)
        calls = cases.callbacks(connection, who)
        seen = [*(one.conversation for one in waiting), *(call["gesprek"] for call in calls)]
        mine = cases.own_talks(connection, who)
        if seen:
            audit.note_list(connection, who, "wachtrij", seen, identity.now())
        return {
            "rij": [_waiting(connection, knowledge, one) for one in waiting],
            "eigen": [
                {
                    "id": one.conversation,
                    "sinds": one.since,
                    "reden": _reason(one),
                    "vraagt": cases.waits_for_answer(connection, one),
                }
                for one in mine
            ],
            "gemist": [{"sinds": one.since, "reden": _reason(one)} for one in cases.missed(connection, who)],
            "met_code": codes.opened(connection, who, identity.now()),
            "intakes": cases.own_intakes(connection, who),
            "terugbellen": calls,
            "gebeld": cases.called(connection, who, identity.now()),
            "aan_dienst": accounts.is_on_duty(connection, who.id, identity.now()),
            "collega_s": [
                row
                for row in accounts.colleagues(connection, who.organisation, identity.now())
                if row["on_duty"] and row["who"].id != who.id
            ],
        }

    return await visit.parts.database.run(work)


def _waiting(connection: Connection, knowledge: Knowledge, one: Handover) -> dict[str, Any]:
    """A person in the queue: the reason, the wait, and a summary of what goes along."""
    summary = ""
    snapshot = conversations.load_snapshot(connection, one.conversation)
    if one.shares_facts and snapshot is not None:
        told = {**(snapshot.slots.get("profiel") or {}), **(snapshot.slots.get("opleiding") or {})}
        summary = say_facts(knowledge, told)
    return {
        "id": one.conversation,
        "sinds": one.asked,
        "reden": _reason(one),
        "aanleidingen": _occasions(knowledge, snapshot, one.shares_facts),
        "samenvatting": summary,
        "deelt": one.shares_facts,
        "verloop": one.shares_transcript,
    }


def _reason(one: Handover) -> str:
    return str((one.content or {}).get("reden") or "")


def _occasions(
    knowledge: Knowledge, snapshot: conversations.Snapshot | None, shares_facts: bool
) -> list[str]:
    """What may have led to the request, as far as the person shares it."""
    if snapshot is None or not shares_facts:
        return []
    barrier = (snapshot.slots.get("profiel") or {}).get("drempel")
    state = snapshot.slots.get("gesprek_staat") or {}
    found = [say_facts(knowledge, {"drempel": barrier})] if barrier else []
    return [*found, "niet begrepen"] if state.get("misverstanden") else found


async def intake(visit: Visit) -> web.StreamResponse:
    """Open a conversation for the person at the desk, and read the line at once."""
    from knowledge.taal.shorthand import opening_line  # here: its package loads spaCy

    line = clean_text(visit.form.get("regel", "")).strip()
    if not line:
        raise Problem(422, "Typ een regel, zoals: 42 PC200 4/5 HSO wil boekhouden avond Gent.")
    if len(line) > LONGEST_LINE:
        raise Problem(422, f"Een regel heeft hoogstens {LONGEST_LINE} tekens.")
    talks = visit.parts.conversations
    opened = await talks.open("begeleider", None, None)
    conversation = await talks.authorise(opened.id, opened.token)
    await visit.parts.database.run(cases.add_intake, opened.id, visit.who)
    await talks.send(conversation, Incoming(text=opening_line(line)))
    raise web.HTTPSeeOther(f"{HOME}/gesprek/{opened.id}")


async def called(visit: Visit) -> web.StreamResponse:
    """Somebody was called back; or was not, when that was pressed by mistake."""
    number = visit.request.match_info["nummer"]
    if not number.isdecimal() or len(number) > 9:
        raise cases.NotVisible(number)
    settle = cases.put_callback_back if visit.form.get("terug") == "ja" else cases.settle_callback
    await visit.parts.database.run(settle, visit.who, int(number), identity.now())
    raise web.HTTPSeeOther(HOME)
