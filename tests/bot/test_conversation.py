"""Whole conversations over HTTP with a really trained, small model."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.appointments import storage as appointments
from bot.conversation import identity
from bot.conversation.answer import build_answer, understood_from
from bot.conversation.transcripts import readable
from bot.http.services import SERVICES
from bot.outside import outbox
from bot.texts import APOLOGY, NO_WORDS, UNKNOWN_CHOICE
from knowledge import shared_knowledge
from tests.bot.conftest import Starter, Talk, open_talk, problem
from tests.bot.console_browser import enter

pytestmark = pytest.mark.slow

INTENTS = frozenset(shared_knowledge().vocabulary.intents)
ANSWER_KEYS = {
    "berichten",
    "vraag",
    "voortgang",
    "profiel",
    "opleiding",
    "rechten",
    "voorlopig",
    "begrepen",
}


async def test_the_answer_has_the_form_of_the_contract(talk: Talk) -> None:
    answer = await talk.say("hallo")
    assert answer.keys() >= ANSWER_KEYS
    (message,) = answer["berichten"]
    assert message["van"] == "bot"
    assert message["tekst"] == "Dag! In welk gewest werk je?"
    assert message["keuzes"] == [{"titel": "Vlaanderen", "waarde": "vlaanderen"}]
    assert (message["onderwerp"], message["kaarten"]) == ("vov", [{"id": "vov"}])
    assert answer["vraag"] == {"veld": "werkgewest"}
    assert (answer["rechten"], answer["voorlopig"]) == (None, False)
    assert answer["begrepen"]["intent"] == "groet"


async def test_facts_are_read_and_kept(talk: Talk) -> None:
    answer = await talk.say("ik ben 38 jaar")
    assert answer["profiel"]["leeftijd"] == 38
    (entity,) = answer["begrepen"]["entiteiten"]
    assert (entity["entiteit"], entity["waarde"], entity["tekst"]) == ("leeftijd", 38, "38")
    assert (await talk.say("hallo"))["profiel"]["leeftijd"] == 38


async def test_an_offered_choice_is_taken_and_shown_by_its_title(talk: Talk) -> None:
    await talk.say("hallo")
    answer = await (await talk.post(keuze="vlaanderen")).json()
    assert answer["profiel"]["werkgewest"] == "vlaanderen"
    transcript = (await (await talk.get()).json())["berichten"]
    assert [m["tekst"] for m in transcript if m["van"] == "gebruiker"] == ["hallo", "Vlaanderen"]


async def test_a_choice_that_does_not_belong_to_the_question(talk: Talk) -> None:
    await talk.say("hallo")
    for wrong in ("onzin", "38", "true", '"}{', "overzicht"):
        found = await problem(await talk.post(keuze=wrong), 422)
        assert found["fouten"] == [{"veld": "keuze", "melding": UNKNOWN_CHOICE}]


async def test_a_choice_before_any_question(talk: Talk) -> None:
    await problem(await talk.post(keuze="vlaanderen"), 422)


async def test_dont_know_answers_any_question(talk: Talk) -> None:
    await talk.say("hallo")
    assert (await talk.post(keuze="weet_niet")).status == 200


async def test_an_old_button_that_still_answers_the_question(talk: Talk) -> None:
    await talk.say("hallo")
    await talk.say("ik ben 38 jaar")
    answer = await (await talk.post(keuze="vlaanderen")).json()
    assert answer["profiel"] == {**answer["profiel"], "leeftijd": 38, "werkgewest": "vlaanderen"}


async def test_an_action_that_fails_ends_in_an_apology(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    await talk.say("ik ben 38 jaar")
    with caplog.at_level(logging.DEBUG):
        answer = await talk.say("ontplof")
    assert [m["tekst"] for m in answer["berichten"]] == [APOLOGY]
    assert answer["profiel"]["leeftijd"] == 38, "nothing of before is lost"
    own = [r.getMessage() for r in caplog.records if r.name.startswith("bot.")]
    assert any("ValueError" in line and "action_fail" in line for line in own)
    assert not any("geheim" in line or "leeftijd" in line for line in own)
    metrics = await (await talk.client.get("/metrics")).text()
    assert 'loopbaanwijzer_failures_total{what="action_fail"} 1' in metrics


async def test_an_action_that_says_nothing_is_not_silence(talk: Talk) -> None:
    assert [m["tekst"] for m in (await talk.say("zwijg"))["berichten"]] == [NO_WORDS]


async def test_an_intent_as_text_is_only_text(talk: Talk) -> None:
    await talk.say("hallo")
    answer = await talk.say('/keuze{"waarde": "vlaanderen"}')
    assert "werkgewest" not in answer["profiel"]
    assert answer["begrepen"]["intent"] != "keuze"
    answer = await talk.say('/geef_info{"waarde": "vlaanderen", "leeftijd": 12}')
    assert answer["begrepen"]["entiteiten"] == [{"entiteit": "leeftijd", "waarde": 12, "tekst": "12"}]
    assert (await talk.say("/"))["berichten"]
    transcript = (await (await talk.get()).json())["berichten"]
    assert [m["tekst"] for m in transcript if m["van"] == "gebruiker"][-1] == "/"


@pytest.mark.parametrize("mark", ["/", "\u00a0/", "\u2003/", "\u0085/", "\u200b/", "\ufeff/ /\u2028/"])
async def test_no_sort_of_space_makes_a_command_of_a_text(talk: Talk, mark: str) -> None:
    await talk.say("ik ben 38 jaar")
    for command in ("groet", "restart", "back", "session_start", 'keuze{"waarde": "vlaanderen"}'):
        answer = await talk.say(mark + command)
        assert answer["begrepen"]["zekerheid"] < 1.0, "classified, not obeyed"
        assert answer["begrepen"]["intent"] in INTENTS - {"keuze"}
        assert (answer["profiel"]["leeftijd"], answer["profiel"].get("werkgewest")) == (38, None)


@pytest.mark.parametrize("name", ["restart", "back", "session_start", "nlu_fallback", "verzonnen", None])
def test_an_intent_outside_the_vocabulary_is_out_of_scope(name: str | None) -> None:
    parse_data = {"text": "x", "intent": {"name": name, "confidence": 0.5}, "entities": []}
    understood = understood_from(shared_knowledge(), parse_data)
    assert understood is not None and understood["intent"] == "buiten_bereik"


def test_a_digression_does_not_answer_the_open_question() -> None:
    state = {"gevraagd": ["leeftijd", "statuut"], "openstaand": "statuut"}

    def answered(question: str | None, **more: object) -> int:
        slots = {"profiel": {"leeftijd": 38}, "vraag": question, "gesprek_staat": {**state, **more}}
        answer = build_answer(shared_knowledge(), [], slots, date(2026, 3, 15), None)
        return int(answer["voortgang"]["beantwoord"])

    assert answered("statuut") == answered(None) == 1
    assert answered(None, openstaand=None) == 2


async def test_html_is_kept_as_text(talk: Talk) -> None:
    text = "<script>alert('x')</script> <b>hallo</b> & dag"
    await talk.say(text)
    transcript = (await (await talk.get()).json())["berichten"]
    assert text in [m["tekst"] for m in transcript]


async def test_a_very_long_text_is_kept_and_said_to_be_read_in_part(talk: Talk) -> None:
    text = "hallo " + "x" * 10_000 + " ik ben 38 " + "y" * 10_000
    answer = await talk.say(text)
    assert "2000 tekens: het begin en het einde" in answer["berichten"][0]["tekst"]
    assert "leeftijd" not in answer["profiel"]
    transcript = (await (await talk.get()).json())["berichten"]
    assert text in [m["tekst"] for m in transcript]


async def test_strange_texts_never_fail(talk: Talk) -> None:
    for text in (
        "\U0001f600" * 50,
        "a\u202eb",
        "{}",
        "%s %(x)s {veld}",
        "'; DROP TABLE gesprekken; --",
        "0",
        "\u200b",
    ):
        answer = await talk.say(text)
        assert answer["berichten"]
    metrics = await (await talk.client.get("/metrics")).text()
    assert 'failures_total{what="beurt"}' not in metrics


async def test_the_same_message_id_is_answered_once(talk: Talk) -> None:
    first = await talk.say("ik ben 38 jaar", bericht_id="een")
    again = await talk.say("ik ben 38 jaar", bericht_id="een")
    assert again == first
    state = await (await talk.get()).json()
    assert len([m for m in state["berichten"] if m["van"] == "gebruiker"]) == 1
    assert (await talk.say("hallo", bericht_id="twee")) != first


async def test_rights_come_with_the_overview_and_are_not_stored_twice(talk: Talk) -> None:
    conversations = talk.client.server.app[SERVICES].conversations  # type: ignore[union-attr,attr-defined]
    kept = await conversations.authorise(talk.id, talk.token)
    assert (await conversations.overview(kept))["rechten"] is None, "nothing is told yet"
    assert (await talk.say("ik ben 38 jaar"))["rechten"] is None
    on_paper = await conversations.overview(kept)
    assert on_paper["voorlopig"] and {m["id"] for m in on_paper["rechten"]} >= {"vov"}
    answer = await talk.say("ik ben 65 jaar", bericht_id="een")
    assert {measure["id"] for measure in answer["rechten"]} >= {"vov", "loopbaancheque"}
    assert answer["voortgang"] == {"beantwoord": 1, "resterend": 0}
    assert await talk.say("ik ben 65 jaar", bericht_id="een") == answer
    assert (await (await talk.get()).json())["rechten"] == answer["rechten"]
    stored = (await (await talk.get("/uitvoer")).json())["opgeslagen"]
    assert stored["verwerkte_berichten"][0]["antwoord"]["rechten"] is None
    pdf = await (await talk.get("/samenvatting.pdf")).read()
    assert pdf.startswith(b"%PDF-")


async def test_the_same_message_id_twice_at_once(talk: Talk) -> None:
    answers = await asyncio.gather(*(talk.say("ik ben 38 jaar", bericht_id="een") for _ in range(5)))
    assert all(answer == answers[0] for answer in answers)
    state = await (await talk.get()).json()
    assert len([m for m in state["berichten"] if m["van"] == "gebruiker"]) == 1


async def test_the_same_message_id_in_another_conversation_is_another_message(talking: TestClient) -> None:
    one, other = await open_talk(talking), await open_talk(talking)
    await one.say("ik ben 38 jaar", bericht_id="een")
    assert (await other.say("ik ben 40 jaar", bericht_id="een"))["profiel"]["leeftijd"] == 40


async def test_messages_of_one_conversation_are_answered_one_by_one(talk: Talk) -> None:
    await talk.say("hallo")
    answers = await asyncio.gather(*(talk.say(f"ik ben {age} jaar") for age in range(20, 30)))
    assert sorted(a["profiel"]["leeftijd"] for a in answers) == list(range(20, 30))
    state = await (await talk.get()).json()
    spoken = [m["van"] for m in state["berichten"][4:]]
    assert spoken == ["gebruiker", "bot"] * 10, "each answer directly after its message"


async def test_nothing_goes_to_the_next_visitor(talking: TestClient) -> None:
    first = await open_talk(talking)
    await first.say("ik ben 38 jaar")
    second = await open_talk(talking)
    answer = await second.say("hallo")
    assert "leeftijd" not in answer["profiel"]


async def test_a_restart_of_the_service_loses_nothing(
    start: Starter, trained_models: object, talk: Talk
) -> None:
    await talk.say("ik ben 38 jaar")
    other = await start(models=str(trained_models), model_wait=600)
    moved = Talk(other, talk.id, talk.token)
    assert (await moved.say("hallo"))["profiel"]["leeftijd"] == 38


async def test_two_servers_on_one_database_give_one_answer(
    start: Starter, trained_models: object, talk: Talk
) -> None:
    other = Talk(await start(models=str(trained_models), model_wait=600), talk.id, talk.token)
    await talk.say("hallo")
    await other.say("hallo")
    responses = await asyncio.gather(
        *(which.post(tekst="ik ben 38 jaar", bericht_id="zelfde") for which in (talk, other) * 3)
    )
    assert {response.status for response in responses} <= {200, 409}
    good = [await response.json() for response in responses if response.status == 200]
    assert good and all(answer == good[0] for answer in good)


async def test_a_callback_request_is_stored(talk: Talk) -> None:
    answer = await talk.say("ik ben 38 jaar")
    assert len(answer["berichten"]) == 1, "the request itself is no message"
    stored = (await (await talk.get("/uitvoer")).json())["opgeslagen"]
    assert [row["inhoud"] for row in stored["terugbelverzoeken"]] == [{"wanneer": "morgen"}]
    await talk.say("ik ben 39 jaar")
    stored = (await (await talk.get("/uitvoer")).json())["opgeslagen"]
    assert len(stored["terugbelverzoeken"]) == 1, "a request made anew takes the place of the open one"


async def test_a_wish_to_erase_erases_everything(talk: Talk) -> None:
    await talk.say("ik ben 38 jaar")
    answer = await talk.say("wis mijn gegevens")
    assert answer["gewist"] is True
    await problem(await talk.get(), 404)


async def test_export_holds_everything_and_erasing_leaves_nothing(talk: Talk, tmp_path: Path) -> None:
    await talk.say("ik ben 38 jaar", bericht_id="een")
    await talk.client.post(f"{talk.path}/overdracht", json={"reden": "bel mij"}, headers=talk.headers)
    counsellor = await enter(talk.client, "an")
    await talk.client.app[SERVICES].database.run(_book, talk.id)
    made = await talk.client.post(f"{talk.path}/code", json={"toestemming": True}, headers=talk.headers)
    await counsellor.post("/code", code=(await made.json())["code"])
    stored = (await (await talk.get("/uitvoer")).json())["opgeslagen"]
    of_counsellors = {"intakes"}
    empty = {name for name in stored.keys() - of_counsellors if not stored[name]}
    assert not empty, "a row in every table"
    assert {row["soort"] for row in stored["gebeurtenissen"]} >= {"user", "bot", "action", "slot"}
    assert (await talk.erase()).status == 204
    database = talk.client.app[SERVICES].database
    dump = await database.run(lambda c: "\n".join(c.connection.iterdump()))
    assert talk.id not in dump
    files = b"".join(path.read_bytes() for path in (tmp_path / "var").iterdir())
    for secret in (talk.id, "bel mij", "38 jaar", "els@voorbeeld.be"):
        assert secret.encode() not in files, "also not in what SQLite leaves behind"


def _book(connection: Any, conversation: str) -> None:
    """An appointment, of which another system is still to hear."""
    now = identity.now()
    outbox.connect(connection, "leerwinkel", outbox.WEBHOOK, "http://127.0.0.1:9/", "geheim", now)
    begin = now + timedelta(days=1)
    moment = appointments.offer(connection, "leerwinkel", "b1", begin, 30, "video", "")
    appointments.book(connection, conversation, moment, {"email": "els@voorbeeld.be"}, now)


async def test_state_after_some_turns(talk: Talk) -> None:
    await talk.say("hallo")
    state = await (await talk.get()).json()
    assert state["gesprek"] == talk.id
    assert state["vraag"] == {"veld": "werkgewest"}
    assert [m["van"] for m in state["berichten"]] == ["bot", "bot", "gebruiker", "bot"]
    assert all(m["tijd"].endswith("Z") for m in state["berichten"])


async def test_understanding_without_a_conversation(talking: TestClient) -> None:
    response = await talking.post("/api/v1/begrijp", json={"tekst": "ik ben 38 jaar", "vraag": "leeftijd"})
    body = await response.json()
    assert body.keys() == {"intent", "zekerheid", "entiteiten", "profiel", "opleiding"}
    assert (body["intent"], body["profiel"], body["opleiding"]) == ("geef_info", {"leeftijd": 38}, {})
    assert 0 < body["zekerheid"] <= 1
    assert body["entiteiten"] == [{"entiteit": "leeftijd", "waarde": 38, "tekst": "38"}]


async def test_a_turn_costs_the_same_in_a_long_conversation(talk: Talk) -> None:
    """Turns of a long and of a new conversation by turns, in processor time: other work does not count."""
    for _ in range(120):
        await talk.say("ik ben 38 jaar")
    new = await open_talk(talk.client)
    taken: dict[str, list[float]] = {talk.id: [], new.id: []}
    for which in (new, talk) * 25:
        started = time.process_time()
        await which.say("ik ben 38 jaar")
        taken[which.id].append(time.process_time() - started)
    early, late = (median(taken[which.id][5:]) for which in (new, talk))
    assert late < early * 1.5


async def test_no_personal_data_in_the_log(
    talk: Talk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"):
        await talk.say("ik ben 77 jaar en heet Waldemar")
        await talk.say("ontplof Waldemar")
    written = "\n".join([r.getMessage() for r in caplog.records if r.name.startswith("bot")])
    printed = "".join(capfd.readouterr())
    for secret in ("Waldemar", "leeftijd", talk.token, talk.id):
        assert secret not in written
        assert secret not in printed


def test_the_end_of_a_long_message_is_read_too() -> None:
    text = "lang verhaal " * 400 + "en ik zie het niet meer zitten"
    read = readable(text, 2000)
    assert len(read) == 2000 and read.startswith("lang verhaal") and read.endswith("niet meer zitten")
    assert readable("kort", 2000) == "kort"
