"""The personal development plan: what it says, as PDF and as calendar file, over HTTP."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from icalendar import Calendar

from bot.conversation.plan_calendar import plan_calendar
from bot.conversation.plan_pdf import plan_pdf
from bot.http.services import SERVICES
from knowledge import shared_knowledge
from knowledge.catalogue.cost import moments_of
from knowledge.catalogue.model import Course, Edition, Provider
from knowledge.catalogue.search import Details
from knowledge.occupations.plan import Plan, Step, make_plan
from knowledge.occupations.search import Occupations
from tests.actions.talk import Talk

KNOWN = Occupations()
DAY = date(2025, 10, 1)
WORKER = {
    "statuut": "werknemer", "sector": "prive", "werkgewest": "vlaanderen", "leeftijd": 38,
    "tewerkstellingspercentage": 100, "uren_per_week": 38, "diploma": "hoger_secundair",
}  # fmt: skip
COURSE = {
    "titel": "Brood en banket", "in_opleidingsdatabank": True, "contacturen": 200, "directe_kost": 300,
    "startdatum": "2026-02-02", "soort": "arbeidsmarktgericht",
}  # fmt: skip
CAREER = {
    "huidig": "kok",
    "gewenst": "bakker",
    "antwoorden": {"deeg": "niet", "afwerken_gebak": "beetje", "hygiene": "goed", "voorraad": "goed"},
}


def plan(
    profile: dict[str, Any] | None = None,
    training: dict[str, Any] | None = None,
    career: dict[str, Any] | None = None,
) -> Plan:
    facts = shared_knowledge().facts(profile or {}, training or {})
    return make_plan(shared_knowledge(), KNOWN, facts, career or {}, DAY)


def test_a_whole_plan_has_goal_steps_rights_days_and_who() -> None:
    made = plan(WORKER, COURSE, CAREER)
    assert made.goal == "Werken als brood- en banketbakker" and "kok" in made.why
    told = " ".join(step.what for step in made.steps)
    assert "Schrijf je in voor de opleiding 'Brood en banket'" in told and "deeg" in told
    assert "Vlaams opleidingsverlof" in [right.name for right in made.rights]
    assert {"jij"} <= {step.who for step in made.steps}
    days = [step.day for step in made.dated]
    assert date(2026, 2, 2) in days and days == sorted(days) and all(day >= DAY for day in days if day)
    assert any(step.what.startswith("Vlaams opleidingsverlof:") for step in made.steps)
    assert "loopbaanbegeleider" in told


def test_a_plan_of_somebody_who_told_nothing_still_gives_steps() -> None:
    made = plan()
    assert made.goal.startswith("Ontdekken") and len(made.steps) >= 3
    assert [step.day for step in made.dated] == [date(2026, 1, 1)], "our own advice to look again"


class OneCourse:
    """A catalogue of one course."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def find(self, identifier: str) -> Details | None:
        return Details(identifier, self.course, "proef", offered=True)


def test_the_last_day_to_enrol_counts_as_in_the_cost_of_the_course() -> None:
    edition = Edition(code="a", start=date(2026, 2, 2), enrol_before=date(2026, 1, 20))
    course = Course(code="x", title="Brood", provider=Provider("school"), editions=(edition,))
    facts = shared_knowledge().facts(WORKER, COURSE)
    moments = moments_of(facts, OneCourse(course), "x#a")  # type: ignore[arg-type]
    assert (moments.start, moments.enrolment) == (date(2026, 2, 2), date(2026, 1, 20))
    other = shared_knowledge().facts(WORKER, {**COURSE, "startdatum": "2026-03-02"})
    moments = moments_of(other, OneCourse(course), "x#a")  # type: ignore[arg-type]
    assert (moments.start, moments.enrolment) == (date(2026, 3, 2), None), "told otherwise since"


def test_what_must_be_asked_before_the_start_comes_before_enrolling() -> None:
    """Also when the last day to enrol is the earlier one: the cheque is bought before the course is paid."""
    edition = Edition(code="a", start=date(2026, 2, 2), enrol_before=date(2026, 1, 20))
    course = OneCourse(Course(code="x", title="Brood", provider=Provider("school"), editions=(edition,)))
    facts = shared_knowledge().facts(WORKER, {**COURSE, "betaald_door": "werknemer"})
    for catalogue, chosen in ((None, ""), (course, "x#a")):
        made = make_plan(shared_knowledge(), KNOWN, facts, {}, DAY, "burger", catalogue, chosen)  # type: ignore[arg-type]
        told = [step.what for step in made.steps]
        assert told[0] == "Opleidingscheques voor werknemers: Koop je opleidingscheque"
        assert told[1].startswith("Schrijf je in")
        assert any(
            step.startswith("Vlaams opleidingsverlof: Geef je inschrijvingsattest") for step in told[2:]
        )


def test_who_has_no_course_yet_chooses_one_before_asking_support_for_it() -> None:
    course = {**COURSE, "betaald_door": "werknemer"}
    del course["titel"]
    told = [step.what for step in plan(WORKER, course, CAREER).steps]
    assert told[0].startswith("Kies een opleiding")
    bought = next(place for place, step in enumerate(told) if "Koop je opleidingscheque" in step)
    learnt = [place for place, step in enumerate(told) if step.startswith("Leer dit")]
    assert learnt and max(learnt) < bought, "what to learn is known before support for it is asked"


def test_the_days_of_the_steps_are_in_order_and_an_ending_measure_has_one() -> None:
    facts = shared_knowledge().facts(WORKER, {**COURSE, "startdatum": "2026-12-10"})
    made = make_plan(shared_knowledge(), KNOWN, facts, CAREER, date(2026, 11, 1))
    days = [step.day for step in made.steps if step.day is not None]
    assert days == sorted(days)
    assert date(2026, 12, 31) in [step.day for step in made.steps if step.what.startswith("Loopbaancheque")]


def test_a_day_that_has_passed_is_said_and_is_not_in_the_calendar() -> None:
    made = plan(WORKER, {**COURSE, "startdatum": "2025-09-15"}, CAREER)
    assert date(2025, 9, 15) in [step.day for step in made.steps]
    assert all(step.day is None or step.day >= DAY for step in made.dated)


def test_the_calendar_can_be_read_and_names_each_day_once() -> None:
    made = plan(WORKER, COURSE, CAREER)
    read = Calendar.from_ical(plan_calendar(made))
    events = list(read.walk("VEVENT"))
    assert len(events) == len(made.dated) >= 3
    assert [event.decoded("dtstart") for event in events] == [step.day for step in made.dated]
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert event.walk("VALARM")[0].decoded("trigger") == timedelta(days=-7)
    assert [str(event["uid"]) for event in events] == [
        str(event["uid"]) for event in Calendar.from_ical(plan_calendar(made)).walk("VEVENT")
    ], "the same step keeps its mark"


def test_what_is_typed_cannot_break_the_calendar() -> None:
    nasty = "X'; \r\nBEGIN:VEVENT\nSUMMARY:kwaad, 😀 " + "lang " * 25
    made = plan({}, {"titel": nasty, "startdatum": "2026-03-01"})
    content = plan_calendar(made)
    assert len(list(Calendar.from_ical(content).walk("VEVENT"))) == len(made.dated)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert plan_pdf(made).startswith(b"%PDF")


def test_the_pdf_is_one() -> None:
    assert plan_pdf(plan(WORKER, COURSE, CAREER)).startswith(b"%PDF")
    assert plan_pdf(plan()).startswith(b"%PDF")


def test_an_uncertain_day_says_so() -> None:
    made = plan()
    unsure = Plan(
        made.made,
        made.goal,
        "",
        made.picture,
        (Step("Iets", "jij", date(2026, 1, 5), certain=False),),
        (),
        {},
    )
    event = Calendar.from_ical(plan_calendar(unsure)).walk("VEVENT")[0]
    assert "niet zeker" in str(event["description"])


def test_in_the_talk_the_first_steps_and_the_files() -> None:
    talk = Talk(DAY.isoformat())
    talk.say("ik ben werknemer en werk voltijds", "geef_info")
    answer = talk.press("pop")
    assert "Jouw plan" in answer and "1. " in answer
    cards = [card for message in talk.messages for card in message.get("kaarten") or []]
    assert cards[0]["soort"] == "pop" and cards[0]["bestanden"] == ["pop.pdf", "pop.ics"]


# ------------------------------------------------------------------ over HTTP
async def opened(client: TestClient) -> tuple[str, dict[str, str]]:
    body = await (await client.post("/api/v1/gesprekken", json={"peildatum": DAY.isoformat()})).json()
    return body["gesprek"], {"Authorization": f"Bearer {body['token']}"}


@pytest.mark.parametrize(
    ("name", "kind", "begin"),
    [("pop.pdf", "application/pdf", b"%PDF"), ("pop.ics", "text/calendar", b"BEGIN:VCALENDAR")],
)
async def test_the_files_of_a_conversation(client: TestClient, name: str, kind: str, begin: bytes) -> None:
    conversation, headers = await opened(client)
    path = f"/api/v1/gesprekken/{conversation}/{name}"
    response = await client.get(path, headers=headers)
    assert response.status == 200 and response.content_type == kind
    assert re.search(rf'filename="loopbaanwijzer-plan\.{name[-3:]}"', response.headers["Content-Disposition"])
    assert (await response.read()).startswith(begin)
    assert (await client.get(path)).status == 401
    assert (await client.get(path, headers={"Authorization": "Bearer ander"})).status in (401, 403)
    other, _ = await opened(client)
    foreign = await client.get(f"/api/v1/gesprekken/{other}/{name}", headers=headers)
    assert foreign.status == 403
    await client.delete(f"/api/v1/gesprekken/{conversation}", headers=headers)
    assert (await client.get(path, headers=headers)).status == 404


async def test_the_plan_rests_on_what_the_talk_remembers(client: TestClient, tmp_path: Path) -> None:
    conversation, headers = await opened(client)
    parts = client.server.app[SERVICES]  # type: ignore[union-attr,attr-defined]
    kept = await parts.conversations.authorise(conversation, headers["Authorization"].partition(" ")[2])
    slots, on = await parts.conversations.remembered(kept)
    assert on == DAY and isinstance(slots, dict)
