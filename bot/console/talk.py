"""One conversation in the console: reading it, talking, and everything a counsellor does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.console import cases, heard, told
from bot.console.cases import Case, NotVisible
from bot.console.dossier import BadSupposition, choices, dossier, read_value, suppose
from bot.console.guard import HOME, Visit
from bot.console.heard import Heard, Typed, Waved
from bot.conversation import identity
from bot.conversation.looking import reference_date_of
from bot.conversation.turns import Incoming
from bot.handover import states
from bot.handover import storage as handovers
from bot.handover.desk import Absent
from bot.handover.states import RESULTS
from bot.http.body import clean_text
from bot.http.plan import CALENDAR, PDF, plan_file
from bot.http.problems import Problem
from bot.live import talk_topic
from bot.people import accounts, audit
from bot.people.accounts import Counsellor
from bot.storage import conversations
from bot.storage.conversations import Snapshot

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

LONGEST = 2000
MOST_TRIED = 5
SETTLED = "Dit is al bewaard of veranderd. Laad de bladzijde opnieuw."


async def page(visit: Visit) -> web.StreamResponse:
    """The whole page of a conversation."""

    def work(connection: Connection) -> dict[str, Any]:
        case = cases.look(connection, visit.who, visit.talk)
        taken = accounts.find(connection, case.handover.counsellor) if case.handover.counsellor else None
        colleagues = accounts.colleagues(connection, visit.who.organisation, identity.now())
        return {
            "zaak": case,
            "berichten": cases.messages(connection, case),
            "notities": cases.notes(connection, case),
            "stappen": handovers.steps(connection, visit.talk),
            "namen": {row["who"].id: row["who"].name for row in colleagues},
            "bij": taken.name if taken else None,
            "collega_s": _for_transfer(colleagues, visit.who),
        }

    values = await visit.parts.database.run(work)
    return visit.page("gesprek.html", **{**await _dossier(visit), **values})


def _for_transfer(rows: list[dict[str, Any]], who: Counsellor) -> list[dict[str, Any]]:
    """The colleagues who can get a talk, who is on duty first."""
    able = [row for row in rows if row["who"].id != who.id and row["who"].may_talk and not row["blocked"]]
    return sorted(able, key=lambda row: not row["on_duty"])


async def dossier_part(visit: Visit) -> web.StreamResponse:
    """The facts and the rights, perhaps with something tried out."""
    await visit.parts.database.run(cases.open_case, visit.who, visit.talk)
    return visit.page("_dossier.html", **await _dossier(visit))


async def _dossier(visit: Visit) -> dict[str, Any]:
    """The facts with their origin and the rights with their trace; None when they are not shared."""
    knowledge, query = visit.parts.knowledge, visit.request.query

    def work(
        connection: Connection,
    ) -> tuple[Case, Snapshot | None, dict[str, told.Told], list[Typed], dict[tuple[str, str], Waved]]:
        case = cases.open_case(connection, visit.who, visit.talk)
        if not case.sees_facts:
            return case, None, {}, [], {}
        speaker = "begeleider" if case.intake else "bezoeker"
        snapshot = conversations.load_snapshot(connection, visit.talk)
        origins = told.origins(connection, visit.talk, speaker)
        typed = _typed_to_human(connection, case)
        waved = heard.waved_away(connection, visit.talk) if typed else {}
        return case, snapshot, origins if case.given_facts else told.without_words(origins), typed, waved

    case, snapshot, origins, typed, waved = await visit.parts.database.run(work)
    base = {
        "zaak": case,
        "velden": choices(knowledge),
        "proef_fout": "",
        "wens": "",
        "gehoord": [],
        "te_lang": 0,
    }
    if snapshot is None:
        return {**base, "dossier": None}
    try:
        tried = suppose(knowledge, [pair for pair in query.getall("als", []) if pair][:MOST_TRIED])
    except BadSupposition as error:
        tried, base["proef_fout"] = [], str(error)
    base["wens"] = str((snapshot.slots.get("opleiding") or {}).get("titel") or "")
    on, entrance = reference_date_of(case.conversation), case.conversation.entrance
    base["te_lang"] = heard.MOST_READ if len(typed) > heard.MOST_READ else 0
    base["gehoord"] = await heard.read(visit.parts, typed, snapshot.slots, origins, waved)
    everything = query.get("alles") == "ja"
    made = dossier(knowledge, snapshot.slots, on, entrance, origins, tried, everything)
    return {**base, "dossier": made}


def _typed_to_human(connection: Connection, case: Case) -> list[Typed]:
    """What the person typed to a counsellor, for the one who talks now and may write facts."""
    if not (case.mine and case.writes_facts):
        return []
    steps = handovers.steps(connection, case.conversation.id)
    return heard.to_human(cases.messages(connection, case), steps)


# ------------------------------------------------------------------ moves
def _back(visit: Visit) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{HOME}/gesprek/{visit.talk}")


def _done(visit: Visit) -> web.Response:
    """Back to the page for a form; nothing for the script, which hears over its line what changed.

    Every look at the page is noted: a message that is sent is no look.
    """
    if "application/json" in visit.request.headers.get("Accept", ""):
        return web.Response(status=204)
    raise _back(visit)


async def _checked(visit: Visit) -> Case:
    return await visit.parts.database.run(cases.open_case, visit.who, visit.talk)


async def take(visit: Visit) -> web.StreamResponse:
    """Take who waits."""
    await _checked(visit)
    await visit.parts.desk.take(visit.talk, visit.who)
    raise _back(visit)


async def put_back(visit: Visit) -> web.StreamResponse:
    """Back to the queue."""
    await _checked(visit)
    await visit.parts.desk.put_back(visit.talk, visit.who)
    raise web.HTTPSeeOther(f"{HOME}?na=rij")


async def pass_on(visit: Visit) -> web.StreamResponse:
    """To a colleague. Of one who is not on duty it is asked once more, with who is."""
    await _checked(visit)
    colleague = await visit.parts.database.run(accounts.find, visit.form.get("collega", ""))
    if colleague is None or colleague.organisation != visit.who.organisation:
        raise Problem(422, "Kies een collega van je eigen organisatie.")
    even_absent = visit.form.get("toch") == "ja"
    try:
        await visit.parts.desk.pass_on(visit.talk, visit.who, colleague, even_absent)
    except Absent:
        return await _ask_once_more(visit, colleague)
    raise web.HTTPSeeOther(f"{HOME}?na=door")


async def _ask_once_more(visit: Visit, colleague: Counsellor) -> web.Response:
    """Whether the talk must go to somebody who is not on duty: who is, and what the person will see."""
    rows = await visit.parts.database.run(accounts.colleagues, visit.who.organisation, identity.now())
    there = [row["who"] for row in _for_transfer(rows, visit.who) if row["on_duty"]]
    return visit.page("doorgeven.html", 409, gesprek=visit.talk, collega=colleague, aan_dienst=there)


async def close(visit: Visit) -> web.StreamResponse:
    """End the talk with a result code."""
    await _checked(visit)
    result = visit.form.get("resultaat", "")
    if result not in RESULTS:
        raise Problem(422, "Kies hoe het gesprek afliep.")
    await visit.parts.desk.close(visit.talk, visit.who, result)
    raise web.HTTPSeeOther(f"{HOME}?na=gesloten")


async def say(visit: Visit) -> web.StreamResponse:
    """A message: to the person, or in an intake to the assistant."""
    text, client_id = _text(visit), visit.form.get("bericht_id") or None

    def work(connection: Connection) -> tuple[Case, str | None]:
        case = cases.open_case(connection, visit.who, visit.talk)
        if case.intake and case.handover.state in (states.BOT, states.SOLVED):
            return case, None
        said = visit.parts.desk.say_in(connection, case.handover, visit.who, text, client_id)
        return case, said

    case, said = await visit.parts.database.run(work)
    if said is None:
        await visit.parts.conversations.send(case.conversation, Incoming(text=text, client_id=client_id))
    else:
        await visit.parts.live.tell(talk_topic(visit.talk))
    return _done(visit)


def _text(visit: Visit) -> str:
    text = clean_text(visit.form.get("tekst", "")).strip()
    if not text:
        raise Problem(422, "Er staat nog niets.")
    if len(text) > LONGEST:
        raise Problem(422, f"Een bericht heeft hoogstens {LONGEST} tekens.")
    return text


async def note(visit: Visit) -> web.StreamResponse:
    """A note that the visitor never sees."""
    await _checked(visit)
    text = _text(visit)

    def work(connection: Connection) -> None:
        case = cases.open_case(connection, visit.who, visit.talk)
        if case.read_only:
            raise NotVisible(visit.talk)
        cases.add_note(connection, case, text)
        audit.note(connection, visit.who, "notitie", visit.talk, identity.now())

    await visit.parts.database.run(work)
    raise _back(visit)


async def set_fact(visit: Visit) -> web.StreamResponse:
    """Change or forget a fact, in the name of the counsellor."""
    await _checked(visit)
    knowledge = visit.parts.knowledge
    field, written = visit.form.get("veld", ""), visit.form.get("waarde", "").strip()
    try:
        value = read_value(knowledge, field, written) if written else None
    except BadSupposition as error:
        raise Problem(422, str(error)) from error
    if field not in {name for name, _, _ in choices(knowledge)}:
        raise Problem(422, "Dit gegeven ken ik niet.")

    def work(connection: Connection) -> None:
        case = cases.open_case(connection, visit.who, visit.talk)
        if not case.writes_facts:
            raise NotVisible(visit.talk)
        told.set_fact(connection, knowledge, visit.talk, visit.who, field, value)
        audit.note(connection, visit.who, "feit", visit.talk, identity.now(), {"veld": field})

    await visit.parts.database.run(work)
    await visit.parts.live.tell(talk_topic(visit.talk))
    return _done(visit)


async def confirm_fact(visit: Visit) -> web.StreamResponse:
    """Keep one fact that the person told the counsellor, as it is read in their message; or leave it out."""
    case, shown = await _checked(visit), await _dossier(visit)
    if not case.writes_facts:
        raise NotVisible(visit.talk)
    wanted = visit.form.get("bericht"), visit.form.get("veld")
    found = next((one for one in shown["gehoord"] if (one.message, one.field) == wanted), None)
    if found is None:
        raise Problem(409, SETTLED)
    if visit.form.get("doe") == "niet":
        return await _leave_out(visit, found)

    def work(connection: Connection) -> None:
        if not cases.open_case(connection, visit.who, visit.talk).writes_facts:
            raise NotVisible(visit.talk)
        told.set_fact(
            connection,
            visit.parts.knowledge,
            visit.talk,
            visit.who,
            found.field,
            found.value,
            (found.at, found.words),
        )
        details = {"veld": found.field, "bevestigd": True}
        audit.note(connection, visit.who, "feit", visit.talk, identity.now(), details)

    await visit.parts.database.run(work)
    await visit.parts.live.tell(talk_topic(visit.talk))
    return _done(visit)


async def _leave_out(visit: Visit, found: Heard) -> web.Response:
    """A fact that was read is not what the person meant, or does not matter: it is not offered again."""

    def work(connection: Connection) -> None:
        if not cases.open_case(connection, visit.who, visit.talk).writes_facts:
            raise NotVisible(visit.talk)
        if (found.message, found.field) in heard.waved_away(connection, visit.talk):
            raise Problem(409, SETTLED)
        heard.wave_away(connection, visit.talk, visit.who, found)
        audit.note(connection, visit.who, heard.WAVED, visit.talk, identity.now(), {"veld": found.field})

    await visit.parts.database.run(work)
    await visit.parts.live.tell(talk_topic(visit.talk))
    return _done(visit)


# ------------------------------------------------------------------ on paper
async def paper(visit: Visit) -> web.StreamResponse:
    """The overview for the person, to print."""
    case = await _with_facts(visit)
    made = await _dossier(visit)
    on_paper = {**made, "zaak": case}
    return visit.page("afdruk.html", **on_paper)


async def pdf(visit: Visit) -> web.StreamResponse:
    """The overview for the person as PDF."""
    case = await _with_facts(visit)
    talks = visit.parts.conversations
    content = await talks.on_paper(await talks.overview(case.conversation))
    headers = {"Content-Disposition": 'attachment; filename="loopbaanwijzer-overzicht.pdf"'}
    return web.Response(body=content, content_type="application/pdf", headers=headers)


async def plan_pdf(visit: Visit) -> web.StreamResponse:
    """The development plan of the person as PDF."""
    return await _plan(visit, PDF)


async def plan_calendar(visit: Visit) -> web.StreamResponse:
    """The days of that plan for a calendar."""
    return await _plan(visit, CALENDAR)


async def _plan(visit: Visit, kind: str) -> web.StreamResponse:
    """Ratings of the competence check have a consent of their own: only the plan of an intake has them."""
    case = await _with_facts(visit)
    return await plan_file(visit.parts, case.conversation, kind, with_ratings=case.intake)


async def _with_facts(visit: Visit) -> Case:
    case = await visit.parts.database.run(cases.look, visit.who, visit.talk, "afdruk")
    if not case.sees_facts:
        raise NotVisible(visit.talk)
    return case
