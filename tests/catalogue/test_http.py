"""The catalogue over real HTTP, and its commands."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from bot.catalogue.commands import Shown
from bot.catalogue.filling import STALE_DAYS, fill, fill_when_needed
from bot.catalogue.importing import state_of, take_in
from bot.catalogue.store import CatalogueFile
from bot.cli import main
from bot.conversation.identity import today
from bot.http.services import SERVICES
from knowledge.catalogue.forms import parse
from tests.catalogue.samples import CSV, as_json, record
from tests.served import asked, new_service

PATH = "/api/v1/opleidingen"
FIELDS = {
    *("id", "titel", "aanbieder", "gemeente", "afstand_km", "lesvorm", "startdatum", "prijs"),
    *("contacturen", "studiepunten", "incentives", "voorbeeldgegevens", "waarom"),
}


@pytest.fixture
async def client(tmp_path: Path, aiohttp_client: Any) -> TestClient:
    """A service as it is started for the first time, without a language model."""
    client: TestClient = await aiohttp_client(new_service(tmp_path))
    return client


async def filled(client: TestClient) -> None:
    """Wait until the first courses are there."""
    for _ in range(1200):
        if (await (await client.get(PATH)).json())["totaal"]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the catalogue stayed empty")


async def get(client: TestClient, status: int = 200, path: str = PATH, **query: str) -> dict[str, Any]:
    return await asked(client, path, status, **query)


async def test_out_of_the_box(client: TestClient) -> None:
    await filled(client)
    body = await get(client, q="boekhouden", gemeente="Mechelen", straal_km="80", lesvorm="avond")
    assert body["totaal"] > 0
    for item in body["opleidingen"]:
        assert item.keys() >= FIELDS
        assert item["voorbeeldgegevens"] is True
        assert item["lesvorm"] == "avond" and item["waarom"][0] == "avond"
        assert item["afstand_km"] <= 80
    whole = await get(client, path=f"{PATH}/{body['opleidingen'][0]['id']}")
    assert whole["edities"] and whole["aangeboden"] and whole["opleiding"]["titel"] == whole["titel"]
    rights = await client.post("/api/v1/rechten", json={"opleiding": whole["opleiding"]})
    assert rights.status == 200, "what the catalogue knows can be judged as it is"


async def test_the_answers_fit_the_description(client: TestClient) -> None:
    await filled(client)
    described = await get(client, path="/api/v1/openapi.json")
    body = await get(client, per_pagina="100")
    whole = await get(client, path=f"{PATH}/{body['opleidingen'][0]['id']}")
    for name, value in (("Opleidingen", body), ("OpleidingVolledig", whole)):
        root = {**described, "$ref": f"#/components/schemas/{name}"}
        assert [error.message for error in Draft202012Validator(root).iter_errors(value)] == []
    assert "gemeente" in {p["name"] for p in described["paths"][PATH]["get"]["parameters"]}


async def test_every_filter_is_taken(client: TestClient) -> None:
    await filled(client)
    everything = (await get(client))["totaal"]
    for query in (
        {"q": "zorg"},
        {"gemeente": "9000"},
        {"lesvorm": "avond,weekend"},
        {"periode": "volgende maand"},
        {"prijs_max": "99,5"},
        {"incentive": "opleidingscheques"},
        {"knelpunt": "true"},
        {"knelpunt": "nee"},
    ):
        assert 0 < (await get(client, **query))["totaal"] < everything, query
    empty = dict.fromkeys(("q", "gemeente", "straal_km", "lesvorm", "periode", "prijs_max", "pagina"), "")
    assert (await get(client, **empty))["totaal"] == everything, "empty is not given"
    page = await get(client, pagina="2", per_pagina="7")
    assert (page["pagina"], len(page["opleidingen"])) == (2, 7)


async def test_what_a_course_costs(client: TestClient) -> None:
    await filled(client)
    store = client.app[SERVICES].catalogue.store
    take_in(store, "test", parse("json", as_json(record("a"))), datetime.utcnow())
    path = f"{PATH}/test:a/kost"
    person = {"statuut": "werknemer", "sector": "prive", "werkgewest": "vlaanderen", "uren_per_week": 38}
    asked = {"profiel": person, "peildatum": "2026-12-01", "opleiding": {"betaald_door": "werknemer"}}
    response = await client.post(path, json=asked)
    body = await response.json()
    assert response.status == 200, body
    assert body["prijs"] == 300.5 and body["feiten"]["knelpuntberoep"] is True and body["editie"] == "e1"
    described = await get(client, path="/api/v1/openapi.json")
    root = {**described, "$ref": "#/components/schemas/Kost"}
    assert [error.message for error in Draft202012Validator(root).iter_errors(body)] == []
    assert (await client.post(path)).status == 200, "without facts the answer is what is still open"
    for wrong, field in (
        ({"editie": "zes"}, "editie"),
        ({"profiel": {"leeftijd": "oud"}}, "leeftijd"),
        ({"ingang": "achterdeur"}, "ingang"),
        ({"kleur": "rood"}, "kleur"),
    ):
        response = await client.post(path, json=wrong)
        assert response.status == 422, wrong
        assert [item["veld"] for item in (await response.json(content_type=None))["fouten"]] == [field]
    assert (await client.post(f"{PATH}/bestaat-niet/kost", json={})).status == 404


WRONG = (
    ("gemeente", "Atlantis"),
    ("gemeente", "5000"),
    ("straal_km", "-1"),
    ("straal_km", "ver"),
    ("lesvorm", "snachts"),
    ("periode", "ooit"),
    ("prijs_max", "NaN"),
    ("prijs_max", "-5"),
    ("prijs_max", "1e999"),
    ("incentive", "gratis_geld"),
    ("knelpunt", "misschien"),
    ("pagina", "0"),
    ("pagina", "99999999999999999999"),
    ("per_pagina", "101"),
    ("per_pagina", "²"),
    ("q", "x" * 201),
    ("kleur", "rood"),
)


async def test_what_cannot_be_asked_is_told(client: TestClient) -> None:
    for field, value in WRONG:
        body = await get(client, 422, **{field: value})
        assert [wrong["veld"] for wrong in body["fouten"]] == [field]
        assert body["fouten"][0]["melding"]


async def test_an_unknown_course_and_odd_questions(client: TestClient) -> None:
    for path in (f"{PATH}/bestaat-niet", f"{PATH}/%00", f"{PATH}/a'b"):
        assert "Deze opleiding ken ik niet" in (await get(client, 404, path))["detail"]
    for text in ('"', "*", "a AND (", "\x00", "'; --", "\ud7ff"):
        assert "totaal" in await get(client, q=text)


async def test_a_course_that_is_gone_says_so(client: TestClient) -> None:
    store = client.app[SERVICES].catalogue.store
    await filled(client)
    for records in ([record("a"), record("b")], [record("b")]):
        take_in(store, "test", parse("json", as_json(*records)), datetime.utcnow())
    gone = await get(client, path=f"{PATH}/test:a")
    assert (gone["aangeboden"], gone["melding"]) == (False, "niet meer aangeboden")


def test_made_up_courses_make_place(store: CatalogueFile) -> None:
    day = date(2026, 11, 21)
    first = fill_when_needed(store, day)
    assert first is not None and first.new > 600
    assert fill_when_needed(store, day + timedelta(days=1)) is None
    renewed = fill_when_needed(store, day + timedelta(days=STALE_DAYS + 1))
    assert renewed is not None and renewed.changed == first.new
    take_in(store, "echt", parse("json", as_json(record())), datetime.utcnow())
    assert fill_when_needed(store, day + timedelta(days=9 * STALE_DAYS)) is None, "others are never mixed up"
    with store.reading() as connection:
        offered = {row["bron"]: row["aangeboden"] for row in state_of(connection)}
    assert offered == {"echt": 1, "voorbeeld": 0}, "and those that were there are no longer offered"


def test_a_long_import_tells_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Shown("opleidingen gelezen", every=0)
    shown(1000)
    assert capsys.readouterr().err.startswith("1000 opleidingen gelezen (")
    Shown("opleidingen gelezen", every=60)(1000)
    assert capsys.readouterr().err == "", "not more often than that"


def test_the_first_fill_is_quick(store: CatalogueFile) -> None:
    started = datetime.utcnow()
    fill(store, today())
    assert datetime.utcnow() - started < timedelta(seconds=5)


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "aanbod.csv"
    file.write_text(CSV, encoding="utf-8")
    base = ["catalogus", "--databank", str(tmp_path / "c.db")]
    assert main([*base, "toon"]) == 0
    assert "leeg" in capsys.readouterr().out
    assert main([*base, "importeer", "cvo-test", str(file)]) == 0
    told = capsys.readouterr().out
    assert "2 nieuw" in told and "regel 4: contacturen" in told
    assert main([*base, "toon"]) == 0
    assert "cvo-test: 2 opleidingen" in capsys.readouterr().out
    assert main([*base, "vul", "--aantal", "130"]) == 0
    assert main([*base, "toon", "boekhouder"]) == 0
    assert "Boekhouden basis (CVO Test)" in capsys.readouterr().out
    with CatalogueFile(tmp_path / "c.db").reading() as connection:
        assert [row["aangeboden"] for row in state_of(connection)] == [2, 130]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["importeer", "x", "bestaat-niet.csv"], "bestaat-niet.csv"),
        (["importeer", "x", "iets.txt"], "--vorm"),
        (["importeer", "Met Hoofdletters", "{file}"], "kleine letters"),
        (["importeer", "x", "{file}", "--vorm", "ooapi"], "geldige JSON"),
        (["vul", "--aantal", "0"], "minstens 1"),
    ],
)
def test_commands_that_cannot_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    file = tmp_path / "aanbod.csv"
    file.write_text(CSV, encoding="utf-8")
    filled_in = [word.format(file=file) for word in words]
    assert main(["catalogus", "--databank", str(tmp_path / "c.db"), *filled_in]) == 1
    assert told in capsys.readouterr().err
