"""The console over HTTP: what a counsellor does with a conversation."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from aiohttp import DummyCookieJar
from aiohttp.test_utils import TestClient

from bot.console.dossier import dossier
from bot.console.heard import MOST_READ, question_of, to_human
from bot.http.plan import career_of
from bot.http.services import SERVICES
from bot.people import accounts, audit
from bot.people.accounts import Counsellor
from bot.storage.conversations import StoredMessage
from knowledge import shared_knowledge
from tests.bot.conftest import open_talk
from tests.bot.console_browser import SECRET, client, enter, story
from tests.bot.counsellors import hire
from tests.bot.test_handover import lines, state_of

__all__ = ["client"]


async def test_the_desk_shows_who_waits_and_why(client: TestClient) -> None:
    an = await enter(client, "an")
    assert "Niemand wacht." in await an.text()
    await an.post("/dienst", aan="ja")
    assert "Je bent aan dienst" in await an.text()
    await story(client, meegeven=True)
    page = await an.text()
    assert "ik snap het niet" in page and "47 jaar" in page and SECRET not in page
    await story(client)
    assert "Geeft geen gegevens mee." in await an.text("/rij")


@pytest.mark.parametrize("facts", [True, False])
@pytest.mark.parametrize("transcript", [True, False])
async def test_a_counsellor_sees_what_the_person_shares(
    client: TestClient, facts: bool, transcript: bool
) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=facts, verloop=transcript)
    page = await an.text(f"/gesprek/{talk.id}")
    assert ("47 jaar" in page) is facts
    assert (f'<div class="tekst">{SECRET}' in page) is transcript
    assert ("bezoeker, " in page) is facts, "where the fact comes from"
    plan, days = [await an.get(f"/gesprek/{talk.id}/pop.{kind}") for kind in ("pdf", "ics")]
    assert {plan.status, days.status} == ({200} if facts else {404})
    if facts:
        assert (await plan.read()).startswith(b"%PDF") and "BEGIN:VCALENDAR" in await days.text()


def test_the_plan_has_ratings_only_by_their_own_consent() -> None:
    slots = {"gesprek_staat": {"loopbaan": {"huidig": "kok", "antwoorden": {"koken": "goed"}}}}
    assert career_of(slots, with_ratings=False) == {"huidig": "kok"}
    assert career_of(slots, with_ratings=True)["antwoorden"] == {"koken": "goed"}
    assert career_of({}, with_ratings=True) == {}


async def test_before_asking_and_after_the_end_there_is_nothing_to_see(client: TestClient) -> None:
    an = await enter(client, "an")
    quiet = await open_talk(client)
    assert (await an.get(f"/gesprek/{quiet.id}")).status == 404
    talk = await story(client, meegeven=True, verloop=True)
    await an.post(f"/gesprek/{talk.id}/neem")
    await an.post(f"/gesprek/{talk.id}/bericht", tekst="dag!")
    assert f'<div class="tekst">{SECRET}' in await an.text(f"/gesprek/{talk.id}")
    await an.post(f"/gesprek/{talk.id}/sluit", resultaat="verder_geholpen")
    page = await an.text(f"/gesprek/{talk.id}")
    assert "dag!" in page and "47 jaar" not in page, "the stretch stays, the facts go"
    assert f'<div class="tekst">{SECRET}' not in page, "and what was said before it"
    await client.delete(f"{talk.path}/overdracht", headers=talk.headers)
    withdrawn = await story(client, meegeven=True)
    await client.delete(f"{withdrawn.path}/overdracht", headers=withdrawn.headers)
    assert (await an.get(f"/gesprek/{withdrawn.id}")).status == 404


async def test_a_whole_talk(client: TestClient) -> None:
    an, bob = await enter(client, "an"), await enter(client, "bob")
    talk = await story(client, meegeven=True)
    assert (await an.post(f"/gesprek/{talk.id}/neem")).status == 303
    assert (await bob.post(f"/gesprek/{talk.id}/neem")).status == 409
    assert (await bob.post(f"/gesprek/{talk.id}/bericht", tekst="ik ook")).status == 409
    for _ in range(2):
        await an.post(f"/gesprek/{talk.id}/bericht", tekst="Dag <b>jij</b>", bericht_id="een")
    assert await lines(talk, "begeleider") == ["Dag <b>jij</b>"]
    page = await an.text(f"/gesprek/{talk.id}")
    assert "Dag &lt;b&gt;jij" in page
    found = re.search(r'<option value="([^"]+)">Bob, niet aan dienst<', page)
    assert found is not None
    await bob.post("/dienst", aan="ja")
    assert (await an.post(f"/gesprek/{talk.id}/door", collega=found[1])).status == 303
    assert (await an.post(f"/gesprek/{talk.id}/sluit", resultaat="afspraak")).status == 409
    assert (await bob.post(f"/gesprek/{talk.id}/sluit", resultaat="verzonnen")).status == 422
    assert (await bob.post(f"/gesprek/{talk.id}/sluit", resultaat="afspraak")).status == 303
    assert (await state_of(talk))["toestand"] == "opgelost"


async def test_notes_are_for_the_organisation_only(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client)
    assert (await an.post(f"/gesprek/{talk.id}/notitie", tekst="belt traag terug")).status == 303
    assert "belt traag terug" in await an.text(f"/gesprek/{talk.id}")
    for rest in ("", "/uitvoer"):
        assert "belt traag" not in await (await talk.get(rest)).text()
    assert (await (await talk.get("/uitvoer")).json())["aantal_notities"] == 1


async def test_the_trace_and_what_if(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=True)
    page = await an.text(f"/gesprek/{talk.id}/dossier")
    assert "VOV-" in page and "Drempel:" in page and "gezien 20" in page
    tried = await an.text(f"/gesprek/{talk.id}/dossier?als=statuut:zelfstandige&als=sector:prive")
    assert "Stel:" in tried and "→ Geen recht" in tried
    for bad in ("statuut:koning", "bestaat_niet:1", "leeftijd:oud", "zomaar"):
        refused = await an.text(f"/gesprek/{talk.id}/dossier?als={bad}")
        assert "Dat is geen waarde voor dit gegeven." in refused
    state = await (await talk.get()).json()
    assert state["profiel"].get("statuut") != "zelfstandige", "only tried"


async def test_a_counsellor_corrects_a_fact_in_their_own_name(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=True)
    assert (await an.post(f"/gesprek/{talk.id}/feit", veld="leeftijd", waarde="48")).status == 404, "not yet"
    await an.post(f"/gesprek/{talk.id}/neem")
    assert (await an.post(f"/gesprek/{talk.id}/feit", veld="leeftijd", waarde="48")).status == 303
    page = await an.text(f"/gesprek/{talk.id}/dossier")
    assert "48 jaar" in page and "An, " in page
    for field, value in (("leeftijd", "oud"), ("verzonnen", "1"), ("verzonnen", "")):
        assert (await an.post(f"/gesprek/{talk.id}/feit", veld=field, waarde=value)).status == 422
    await an.post(f"/gesprek/{talk.id}/feit", veld="leeftijd", waarde="")
    assert "48 jaar" not in await an.text(f"/gesprek/{talk.id}/dossier")


async def test_looking_up(client: TestClient) -> None:
    an = await enter(client, "an")
    page = await an.text("/regels?q=opleidingsverlof")
    assert "Vlaams opleidingsverlof" in page and "Voorwaarden" in page
    assert "Niets gevonden" in await an.text("/regels?q=zzzz")
    assert "Vlaams opleidingsverlof" in await an.text("/regels?q=vov deeltijds"), "the name is enough"
    assert "Geen opleiding gevonden" in await an.text("/opleidingen?q=boekhouden")
    assert (await an.get("/regels?q=" + "x" * 201)).status == 422


async def test_services_near_a_place_to_refer_to(client: TestClient) -> None:
    an = await enter(client, "an")
    assert "De Stap in Gent" in await an.text("/diensten?q=9000")
    assert "ken ik niet" in await an.text("/diensten?q=Atlantis") and "<li>" not in await an.text("/diensten")


async def test_every_look_is_written_down_and_can_be_exported(client: TestClient) -> None:
    an, chief = await enter(client, "an"), await enter(client, "chief", role="coordinator")
    talk = await story(client, meegeven=True)
    await an.text(f"/gesprek/{talk.id}")
    rows = await (await chief.get("/log.json")).json(content_type=None)
    looks = [(row["naam"], row["actie"]) for row in rows if row["gesprek"] == audit.pseudonym(talk.id)]
    assert looks == [("An", "inzien")]
    assert talk.id not in await chief.text("/log") and "inzien" in await chief.text("/log.csv")
    other = await enter(client, "dirk", "vakbond", "coordinator")
    assert ",An," not in await other.text("/log.csv")


async def test_a_message_that_the_script_sends_is_no_look(client: TestClient) -> None:
    an, chief = await enter(client, "an"), await enter(client, "chief", role="coordinator")
    talk = await story(client)
    await an.post(f"/gesprek/{talk.id}/neem")
    sent = await an._request(
        "POST",
        f"/gesprek/{talk.id}/bericht",
        {"Accept": "application/json"},
        data={"tekst": "dag", "_csrf": an.csrf},
    )
    assert sent.status == 204, "no page that would be fetched and noted"
    rows = await (await chief.get("/log.json")).json(content_type=None)
    assert [row["actie"] for row in rows if row["gesprek"] == audit.pseudonym(talk.id)] == ["neemt"]


async def test_an_administrator_blocks_a_colleague(client: TestClient) -> None:
    boss, an = await enter(client, "boss", role="beheerder"), await enter(client, "an")
    assert (await boss.get()).headers["Location"] == "/begeleider/accounts"
    found = re.search(r"/begeleider/accounts/([\w-]+)", await boss.text("/accounts"))
    assert found is not None
    assert (await boss.post(f"/accounts/{found[1]}", blokkeer="ja")).status == 303
    assert (await an.get()).status == 303, "signed out at once"
    stranger = await hire(client, "dirk", "vakbond")
    assert (await boss.post(f"/accounts/{stranger.id}", blokkeer="ja")).status == 404


@pytest.mark.slow
async def test_what_the_person_tells_a_counsellor_is_kept_once_it_is_confirmed(talking: TestClient) -> None:
    talking.session._cookie_jar = DummyCookieJar()
    an, talk = await enter(talking, "an"), await story(talking, meegeven=True)
    await talking.app[SERVICES].dialogue.wait(600)
    await an.post(f"/gesprek/{talk.id}/neem")
    await talk.say("ik ben 39 jaar")
    page, action = await an.text(f"/gesprek/{talk.id}"), f"/gesprek/{talk.id}/verteld"
    assert "Te bevestigen" in page and "47 jaar" in page and "in plaats van" in page
    assert (await (await talk.get()).json())["profiel"]["leeftijd"] == 47, "nothing is kept by itself"
    found = re.search(r'name="bericht" value="([^"]+)"', page)
    assert found is not None
    for wrong in ({"bericht": found[1], "veld": "statuut"}, {"bericht": "x", "veld": "leeftijd"}):
        assert (await an.post(action, **wrong)).status == 409
    assert (await an.post(action, bericht=found[1], veld="leeftijd")).status == 303
    assert (await (await talk.get()).json())["profiel"]["leeftijd"] == 39
    page = await an.text(f"/gesprek/{talk.id}/dossier")
    assert "bezoeker, bevestigd door An" in page and "ik ben 39 jaar" in page and "Te bevestigen" not in page
    assert (await an.post(action, bericht=found[1], veld="leeftijd")).status == 409, "a second click"
    suggested = await (await an.post(f"/gesprek/{talk.id}/voorstel")).text()
    assert "Ik onthoud" not in suggested


@pytest.mark.slow
async def test_what_is_left_out_stays_away_and_can_be_kept_after_all(talking: TestClient) -> None:
    talking.session._cookie_jar = DummyCookieJar()
    an, chief = await enter(talking, "an"), await enter(talking, "chief", role="coordinator")
    talk = await story(talking, meegeven=True)
    await talking.app[SERVICES].dialogue.wait(600)
    await an.post(f"/gesprek/{talk.id}/neem")
    await talk.say("mijn broer is 39 jaar")
    file, action = f"/gesprek/{talk.id}/dossier", f"/gesprek/{talk.id}/verteld"
    found = re.search(r'name="bericht" value="([^"]+)"', await an.text(file))
    assert found is not None
    of_brother = {"bericht": found[1], "veld": "leeftijd"}
    assert (await an.post(action, **of_brother, doe="niet")).status == 303
    page = await an.text(file)
    assert "Niet bewaard door An" in page and "Het is nog niet bewaard" not in page
    assert (await (await talk.get()).json())["profiel"]["leeftijd"] == 47
    assert (await an.post(action, **of_brother, doe="niet")).status == 409, "a second click"
    rows = await (await chief.get("/log.json")).json(content_type=None)
    noted = [(row["naam"], row["details"]) for row in rows if row["actie"] == "feit_niet_bewaard"]
    assert noted == [("An", {"veld": "leeftijd"})]
    await talk.say("en ik word zelf 52")
    assert "52 jaar" in await an.text(file), "another message is offered"
    assert (await an.post(action, **of_brother)).status == 409, "and takes the place of the first"
    await talk.say("sorry, 39 dus")
    newest = re.findall(r'name="bericht" value="([^"]+)"', await an.text(file))[-1]
    await an.post(action, bericht=newest, veld="leeftijd", doe="niet")
    assert "Toch bewaren" in await an.text(file)
    assert (await an.post(action, bericht=newest, veld="leeftijd", doe="ja")).status == 303
    assert (await (await talk.get()).json())["profiel"]["leeftijd"] == 39


def test_an_answer_is_read_beside_the_question_of_the_counsellor() -> None:
    begin = datetime(2026, 11, 30, 9, 0)
    said = [
        ("begeleider", "Dag! Hoe oud bent u?"),
        ("gebruiker", "43"),
        ("gebruiker", "sorry, 44"),
        ("gebruiker", "en ik zoek een cursus van 120 uur in Gent"),
        ("begeleider", "Waar woont u, en in welke sector werkt u?"),
        ("gebruiker", "Gent"),
    ]
    told = [
        (number, StoredMessage(str(number), sender, text, begin + timedelta(minutes=number)))
        for number, (sender, text) in enumerate(said)
    ]
    typed = to_human(told, [{"naar": "mens", "tijd": begin}])
    asked = [(one.message.text, question_of(shared_knowledge(), one)) for one in typed]
    assert asked == [
        ("43", "leeftijd"),
        ("sorry, 44", "leeftijd"),
        ("en ik zoek een cursus van 120 uur in Gent", None),
        ("Gent", None),
    ], "a longer message that follows, and two questions at once, are read on their own"


async def test_more_messages_than_are_read_are_no_secret(client: TestClient) -> None:
    an, talk = await enter(client, "an"), await story(client, meegeven=True)
    await an.post(f"/gesprek/{talk.id}/neem")
    more = "leest alleen de laatste 8 berichten"
    for _ in range(MOST_READ):
        await talk.say("ja")
    assert more not in await an.text(f"/gesprek/{talk.id}/dossier")
    await talk.say("nee")
    assert more in await an.text(f"/gesprek/{talk.id}/dossier")


async def test_an_empty_intake(client: TestClient) -> None:
    an = await enter(client, "an")
    for line in ("", "   ", "x" * 501):
        assert (await an.post("/intake", regel=line)).status == 422


def test_what_an_employer_tells_of_a_worker_stands_apart() -> None:
    slots = {"profiel": {"statuut": "werkgever"}, "gesprek_staat": {"medewerker": {"leeftijd": 54}}}
    made = dossier(shared_knowledge(), slots, date(2026, 3, 15), "werkgever", {})
    assert len(made["medewerker"]) == 1 and "54" in made["medewerker"][0]
    assert "leeftijd" not in {row["veld"] for row in made["feiten"]}


def test_counsellors_have_one_role() -> None:
    for role in accounts.ROLES:
        who = Counsellor("1", "o", "O", "l", "n", role)
        assert who.may_talk or who.may_manage
