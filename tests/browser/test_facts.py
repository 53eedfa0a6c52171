"""What the assistant knows, in a real browser: always in sight or one tap away, to correct and to wipe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import Visitor, eventually

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def row(visitor: Visitor, text: str) -> Locator:
    """The row of a fact."""
    return visitor.page.locator(".facts li").filter(has_text=text)


def test_a_fact_is_corrected_on_the_panel_and_the_talk_says_what_follows(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar en werk 80 % in de privésector in Gent")
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").click()
    field = visitor.page.locator(".facts .editor input")
    expect(field).to_be_focused()
    field.fill("42")
    field.press("Enter")
    expect(row(visitor, "42 jaar")).to_be_visible()
    expect(visitor.page.locator("[data-part=feiten] .result")).to_contain_text("42 jaar")
    visitor.settle()
    expect(visitor.mine.last).to_contain_text("Pas aan: 42 jaar")
    assert visitor.transcript()["profiel"]["leeftijd"] == 42
    assert visitor.complaints == []


def test_a_choice_is_corrected_with_a_list(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben werknemer in de privésector")
    visitor.page.get_by_role("button", name="Wijzig: privésector").click()
    visitor.page.locator(".facts .editor select").select_option("onderwijs")
    visitor.page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(visitor.page.locator(".facts")).to_contain_text("onderwijs")


def test_a_fact_is_wiped(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").click()
    visitor.page.get_by_role("button", name="Wis dit").click()
    expect(row(visitor, "41 jaar")).to_have_count(0)
    visitor.settle()
    assert "leeftijd" not in visitor.transcript()["profiel"]


def test_an_impossible_value_is_refused_in_place(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").click()
    for wrong in ("400", "oud", ""):
        visitor.page.locator(".facts .editor input").fill(wrong)
        visitor.page.locator(".facts .editor input").press("Enter")
        expect(visitor.page.locator(".facts .editor [role=alert]")).to_contain_text("14 tot 110")
    visitor.page.locator(".facts .editor input").press("Escape")
    expect(visitor.page.get_by_role("button", name="Wijzig: 41 jaar")).to_be_focused()
    assert visitor.mine.count() == 1


def test_an_earlier_answer_is_edited_where_it_stands_also_after_a_reload(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    visitor.say("Ik werk in de privésector")
    visitor.page.reload()
    visitor.theirs.nth(2).wait_for()
    visitor.settle()
    visitor.mine.first.get_by_role("button", name="Wijzig").click()
    field = visitor.mine.first.locator(".editor input")
    field.fill("43")
    field.press("Enter")
    expect(row(visitor, "43 jaar")).to_be_visible()


def test_several_facts_of_one_message(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar en werk in de privésector")
    visitor.mine.first.get_by_role("button", name="Wijzig").click()
    visitor.mine.first.get_by_role("button", name="Wijzig: 41 jaar").click()
    visitor.mine.first.locator(".editor input").fill("44")
    visitor.mine.first.get_by_role("button", name="Bewaar", exact=True).click()
    expect(row(visitor, "44 jaar")).to_be_visible()


def test_what_is_said_elsewhere_meanwhile_leaves_the_form_in_place(arrive: Arrive) -> None:
    visitor, held = arrive(), list[Route]()
    visitor.say("Ik ben 41 jaar")
    visitor.page.route("**/profiel", lambda route: held.append(route), times=1)
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").click()
    eventually(visitor.page, lambda: bool(held))
    visitor.say_elsewhere("Ik werk in de privésector")
    expect(visitor.mine).to_have_count(2)
    held[0].continue_()
    field = visitor.page.locator(".facts .editor input")
    field.fill("42")
    field.press("Enter")
    expect(row(visitor, "42 jaar")).to_be_visible()
    expect(row(visitor, "privésector")).to_be_visible()


def test_what_follows_from_another_fact_is_not_offered_to_change(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik heb een master")
    derived = visitor.page.locator(".facts li").filter(has_text="volgt uit iets anders")
    expect(derived.first).to_be_visible()
    assert derived.first.locator("button").count() == 0
