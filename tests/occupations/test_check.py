"""The competence check over HTTP, and what it and the suggestions rest on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from knowledge.occupations.check import GOOD, MOST_RATED, NOT, SOME, competences_to_rate, picture
from knowledge.occupations.other_work import Wishes, suggest, wishes_in
from knowledge.occupations.own import own_occupations
from tests.occupations.test_http import described

PATH = "/api/v1/competentiecheck"
OWN = own_occupations()
COOK, BAKER = OWN.occupations["kok"], OWN.occupations["bakker"]


async def post(client: TestClient, body: Any, status: int = 200) -> dict[str, Any]:
    response = await client.post(PATH, json=body)
    found: dict[str, Any] = await response.json(content_type=None)
    assert response.status == status, found
    return found


async def test_from_no_answers_to_a_whole_picture(client: TestClient) -> None:
    asked: dict[str, Any] = {"huidig_beroep": "kassierster", "gewenst_beroep": "bakker"}
    body = await post(client, asked)
    await described(client, "Competentiecheck", body)
    assert body["huidig_beroep"]["id"] == "winkelmedewerker" and body["gewenst_beroep"]["id"] == "bakker"
    assert 0 < body["resterend"] == len(body["vragen"]) <= MOST_RATED and body["klaar"] is False
    answers: dict[str, str] = {}
    while body["volgende_vraag"]:
        answers[body["volgende_vraag"]["competentie"]] = NOT if len(answers) % 2 else GOOD
        body = await post(client, {**asked, "antwoorden": answers, "postcode": "2800"})
    await described(client, "Competentiecheck", body)
    assert body["klaar"] is True and body["beeld"]["sterk"] and body["beeld"]["tekort"]
    assert body["wegen"] and {way["soort"] for way in body["wegen"]} <= {"opleiding", "werkplek"}
    assert body["evc"]["uitleg"] and "begeleider" in body["opmerking"]
    assert body["ander_werk"] and body["ander_werk"][0]["beroep"]["id"] != "bakker"


async def test_without_an_occupation_nothing_can_be_asked(client: TestClient) -> None:
    body = await post(client, {})
    assert body["vragen"] == [] and body["volgende_vraag"] is None and body["klaar"] is False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"huidig_beroep": "xqzvw"}, "huidig_beroep"),
        ({"huidig_beroep": 5}, "huidig_beroep"),
        ({"huidig_beroep": "x" * 300}, "huidig_beroep"),
        ({"antwoorden": {"koken": "best"}}, "antwoorden"),
        ({"antwoorden": ["koken"]}, "antwoorden"),
        ({"antwoorden": {str(n): "goed" for n in range(101)}}, "antwoorden"),
        ({"antwoorden": {"koken": {"a": 1}}}, "antwoorden"),
        ({"overgeslagen": "koken"}, "overgeslagen"),
        ({"wensen": ["op de maan"]}, "wensen"),
        ({"niet": [1]}, "niet"),
        ({"postcode": "abc"}, "postcode"),
        ({"postcode": 2800}, "postcode"),
        ({"peildatum": "morgen"}, "peildatum"),
        ({"beroep": "kok"}, "beroep"),
    ],
)
async def test_bad_input_is_named(client: TestClient, body: dict[str, Any], field: str) -> None:
    found = await post(client, body, 422)
    assert [error["veld"] for error in found["fouten"]] == [field]


async def test_what_is_no_json_object(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    for data, status in ((b"{", 400), (b"[]", 422), (b"", 400), (json.dumps("x").encode(), 422)):
        response = await client.post(PATH, data=data, headers=headers)
        assert response.status == status
    assert (await client.post(PATH, data=b"x=1")).status == 415


# ------------------------------------------------------------------ what it rests on
def test_what_the_present_work_does_not_ask_is_rated_first() -> None:
    order = competences_to_rate(OWN, COOK, BAKER)
    daily = {c.id for c in COOK.competences}
    flags = [c.id in daily for c in order]
    assert flags == sorted(flags) and len(order) <= MOST_RATED
    assert competences_to_rate(OWN, None, None) == ()
    assert {c.id for c in competences_to_rate(OWN, COOK, None)} <= daily


def test_the_picture_keeps_the_three_apart() -> None:
    found = picture(COOK, BAKER, {"deeg": NOT, "hygiene": GOOD, "voorraad": SOME, "koken": GOOD})
    assert [c.id for c in found.gaps] == ["deeg"] and [c.id for c in found.some] == ["voorraad"]
    assert {c.id for c in found.good} == {"hygiene", "koken"}, "also what only the present work asks"
    assert "deeg" not in {c.id for c in found.open} and found.known == 0.5
    assert picture(None, None, {}).known == 0.0


def test_suggestions_follow_from_what_is_shared() -> None:
    found = suggest(OWN, COOK, {}, most=5)
    assert COOK not in [one.occupation for one in found]
    assert found[0].occupation.id == "bakker" and "hulpkok" in [one.occupation.id for one in found]
    assert all(one.shared and set(one.shared).isdisjoint(one.missing) for one in found)
    assert found == sorted(found, key=lambda one: -one.score)
    assert suggest(OWN, None, {}) == [], "nothing is known of this person"


def test_ratings_weigh_more_than_the_present_work() -> None:
    bad = {c.id: NOT for c in COOK.competences}
    assert suggest(OWN, COOK, bad) == [] or suggest(OWN, COOK, bad)[0].score < suggest(OWN, COOK, {})[0].score


def test_a_condition_that_is_refused_or_wished_counts() -> None:
    wishes = Wishes(frozenset({"buiten"}), frozenset({"hoogte"}))
    mason = OWN.occupations["metselaar"]
    for one in suggest(OWN, mason, {}, wishes):
        assert "hoogte" not in one.occupation.conditions
    plain = {one.occupation.id: one.score for one in suggest(OWN, mason, {}, most=90)}
    wished = {one.occupation.id: one.score for one in suggest(OWN, mason, {}, wishes, most=90)}
    both = plain.keys() & wished.keys()
    assert any(wished[name] > plain[name] for name in both)


def test_health_keeps_away_from_heavy_work_unless_that_is_wished() -> None:
    mason = OWN.occupations["metselaar"]
    tired = suggest(OWN, mason, {}, barriers=["gezondheid"])
    assert tired and all("fysiek" not in one.occupation.conditions for one in tired)
    willing = suggest(OWN, mason, {}, Wishes(frozenset({"fysiek"})), barriers=["gezondheid"])
    assert any("fysiek" in one.occupation.conditions for one in willing)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("ik wil buiten werken, maar geen nachten", {"buiten"}, {"nacht"}),
        ("geen weekend en met kinderen", {"met_kinderen"}, {"weekend"}),
        ("iets met mijn handen", {"handen"}, set()),
        ("ik ben ploegenwerk beu", set(), {"ploegen"}),
        ("ik weet het niet", set(), set()),
    ],
)
def test_wishes_are_read_clause_by_clause(text: str, wanted: set[str], unwanted: set[str]) -> None:
    found = wishes_in(OWN, text)
    assert (found.wanted, found.unwanted) == (wanted, unwanted)


def test_what_is_said_last_holds() -> None:
    first = Wishes(frozenset({"buiten"}), frozenset({"nacht"}))
    then = first.with_(Wishes(frozenset({"nacht"}), frozenset({"buiten"})))
    assert then == Wishes(frozenset({"nacht"}), frozenset({"buiten"}))


def test_other_work_is_not_the_same_work_with_less() -> None:
    kok = OWN.occupations["kok"]
    found = [one.occupation for one in suggest(OWN, kok, {})]
    assert all(one.isco != kok.isco and not one.isco.startswith("9") for one in found[:2])
    with_little = [one.occupation.id for one in suggest(OWN, kok, {}, barriers=["geld"])]
    assert with_little != [one.id for one in found], "whoever has little money may start lower"
