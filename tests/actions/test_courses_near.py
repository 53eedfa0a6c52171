"""What only comes near is told as such: another subject, and a direction that is no course yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.search import FtsCatalogue
from knowledge.catalogue.places import places
from knowledge.catalogue.search import DEFAULT_RADIUS, Query
from tests.actions.talk import Talk

pytestmark = pytest.mark.usefixtures("courses_offered")


def test_what_only_comes_near_is_not_told_as_found(talk: Talk) -> None:
    assert "dichtst in de buurt" in talk.say("ik zoek een cursus sportlessen", "zoek_opleiding")
    assert "dichtst in de buurt" not in talk.say("ik zoek een opleiding fotografie", "zoek_opleiding")


def test_rather_the_subject_farther_away_than_something_else_nearby(
    talk: Talk, catalogue: FtsCatalogue
) -> None:
    towns = {name: code for name, (_, code) in places().towns.items() if name.isalpha() and len(name) > 5}
    asked = Query(date(2025, 10, 1), "zorgkundige", radius=DEFAULT_RADIUS)
    town = next(
        name for name, code in towns.items() if catalogue.search(replace(asked, postcode=code)).beside
    )
    answer = talk.say(f"ik zoek een opleiding zorgkundige in {town}", "zoek_opleiding")
    assert "Zorgkundige" in talk.cards[0]["titel"]
    assert "verder weg" in answer or "heel Vlaanderen" in answer


def test_a_direction_is_no_course_yet(talk: Talk) -> None:
    talk.say("ik wil iets met ouderen doen", "ander_werk")
    talk.say("ik ben 47 en werk voltijds in een winkel in Aalst", "geef_info")
    assert talk.vraag == "soort", "nobody knows whether a direction stands in the databank"
    other = Talk()
    other.say("ik ben 47, werk voltijds in een winkel in Aalst en wil een cursus boekhouden volgen")
    assert other.vraag != "soort", "this is one"
