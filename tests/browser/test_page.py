"""The chat page in a real browser, against the real service."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import STORY, Visitor, eventually

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_the_page_says_that_it_is_a_robot_and_what_is_stored(arrive: Arrive) -> None:
    visitor = arrive()
    notice = visitor.page.locator(".privacy")
    expect(notice.locator("summary")).to_contain_text("robot, niet met een mens")
    notice.locator("summary").click()
    expect(notice).to_contain_text("90 dagen")
    assert visitor.complaints == []


def test_from_a_story_to_rights_with_reasons_and_sources(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.to_overview()
    page = visitor.page
    facts = page.locator(".facts")
    expect(facts).to_contain_text("41 jaar")
    expect(facts).to_contain_text("privésector")
    names = visitor.measures.locator("> :first-child").all_inner_texts()
    assert {"Vlaams opleidingsverlof", "Loopbaancheque"} <= set(names)
    assert not [name for name in names if "ter vergelijking" in name]
    granted = page.locator(".card[data-status=recht]").first
    expect(granted).to_contain_text("Je hebt hier recht op")
    granted.get_by_text("Waarom wel?").click()
    expect(granted.locator(".reasons li").first).to_be_visible()
    granted.get_by_text("Bronnen", exact=False).first.click()
    assert granted.locator(".sources li").count() > 0
    assert visitor.complaints == []


def test_what_was_unfolded_stays_unfolded(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.to_overview()
    visitor.measures.first.locator("summary").first.click()
    visitor.say("bedankt")
    assert visitor.page.locator(".card[data-status] details[open]").count() == 1


def test_a_button_is_an_answer(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik heb een vraag over opleidingsverlof. Heb ik daar recht op?")
    for _ in range(3):
        if visitor.choices.count():
            break
        visitor.say("ja")
    title = visitor.choose()
    assert visitor.mine.last.inner_text().endswith(title)


def answered(visitor: Visitor, *bubbles: tuple[str, list[str]]) -> None:
    """Let the next answers be these bubbles: a text, with the titles of its buttons."""

    def answer(route: Route) -> None:
        given = route.fetch().json()
        given["berichten"] = [
            {
                "id": f"b{at}",
                "van": "bot",
                "tekst": text,
                "keuzes": [{"titel": t, "waarde": t} for t in titles],
            }
            for at, (text, titles) in enumerate(bubbles)
        ]
        route.fulfill(json=given)

    visitor.page.route("**/berichten", answer)


def test_every_bubble_of_the_newest_turn_has_its_own_buttons(arrive: Arrive) -> None:
    visitor = arrive(stream=False)
    found, back = ["Reken met nummer 1", "Toon meer"], ["Ja", "Nee"]
    answered(visitor, ("Dit vond ik.", found), ("Let op.", []), ("Terug naar mijn vraag: werk je?", back))
    visitor.say("hallo")
    below = "xpath=following-sibling::*[1][contains(@class, 'choices')]"
    bubbles = visitor.theirs
    assert bubbles.nth(-3).locator(below).locator("button").all_inner_texts() == found
    assert bubbles.nth(-2).locator(below).count() == 0
    assert bubbles.nth(-1).locator(below).locator("button").all_inner_texts() == back
    assert visitor.page.locator(".log > .choices button:enabled").count() == 4


def test_one_pressed_button_ends_all_buttons_of_the_turn(arrive: Arrive) -> None:
    visitor = arrive(stream=False)
    answered(visitor, ("Dit vond ik.", ["Toon meer"]), ("Terug naar mijn vraag: werk je?", ["Ja"]))
    visitor.say("hallo")
    visitor.page.unroute("**/berichten")
    sent: list[str] = []
    visitor.page.on(
        "request", lambda r: sent.append(r.post_data or "") if r.url.endswith("/berichten") else None
    )
    visitor.page.evaluate(
        """() => {
          const root = document.querySelector('loopbaan-wijzer').shadowRoot;
          window.offered = [...root.querySelectorAll('.log > .choices button')];
          for (const button of [...window.offered, ...window.offered]) button.click();
        }"""
    )
    visitor.settle()
    visitor.page.evaluate("window.offered.forEach((button) => button.click())")
    visitor.page.wait_for_timeout(300)
    assert len(sent) == 1
    assert "Toon meer" in sent[0]
    assert visitor.page.evaluate("window.offered.every((button) => button.disabled || !button.isConnected)")


def test_a_reload_keeps_the_buttons_of_the_newest_turn_only(arrive: Arrive) -> None:
    visitor = arrive(stream=False)
    visitor.say("hallo")

    def stored(route: Route) -> None:
        given = route.fetch().json()
        said = [("bot", "Eerst."), ("gebruiker", "hallo"), ("bot", "Dit vond ik."), ("bot", "Werk je?")]
        given["berichten"] = [
            {"id": f"s{at}", "van": who, "tekst": text, "keuzes": [{"titel": f"Bij {text}", "waarde": "x"}]}
            for at, (who, text) in enumerate(said)
        ]
        del given["berichten"][1]["keuzes"]
        route.fulfill(json=given)

    visitor.page.route("**/api/v1/gesprekken/*", stored)
    visitor.page.reload()
    expect(visitor.theirs.last).to_contain_text("Werk je?")
    assert visitor.choices.all_inner_texts() == ["Bij Dit vond ik.", "Bij Werk je?"]


def test_simple_language_keeps_whom_to_call_in_sight(arrive: Arrive) -> None:
    visitor = arrive(stream=False)
    visitor.page.get_by_role("switch", name="Eenvoudige taal").click()
    visitor.settle()
    calls = "Natuurlijk. Je kan hier terecht:\n- VDAB: 0800 30 700. Bellen is gratis.\n- Een loopbaancentrum."
    certain = "**Dit kan jij krijgen**\n1) **Cheque**: bel 0800 30 700.\n2) **Verlof**: 60 uur. Vrij."
    certain += "\n**Misschien**\n- **EVC**: 5 uur."
    overview = "**Dit niet, en waarom**\n- **Loopbaancheque**: je had er al een. Dat was in 2024.\nKijk na."
    answered(
        visitor,
        (certain, []),
        (overview, []),
        (calls, []),
        ("Dit kan. Op 01/09/2026 verandert er iets. Daarna niet meer.", []),
    )
    visitor.say("hallo")
    rights, outcome, called, told = (visitor.theirs.nth(place) for place in (-4, -3, -2, -1))
    in_sight = [line for line in rights.inner_text().split("\n") if line]
    shown = ["Dit kan jij krijgen", "Cheque: bel 0800 30 700.", "Verlof", "Misschien", "EVC"]
    assert in_sight[-6:-1] == shown
    expect(outcome.get_by_text("Dit niet, en waarom").first).to_be_visible()
    expect(outcome.get_by_text("Loopbaancheque").first).to_be_visible()
    expect(outcome.get_by_text("Dat was in 2024")).not_to_be_visible()
    expect(called.get_by_text("Je kan hier terecht:")).to_be_visible()
    expect(called.get_by_text("0800 30 700")).to_be_visible()
    expect(called.get_by_text("Een loopbaancentrum")).to_be_visible()
    assert called.locator("details").count() == 0
    expect(told.get_by_text("Op 01/09/2026 verandert")).not_to_be_visible()


def test_html_is_shown_as_text(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("<img src=x onerror=\"document.title='stuk'\"><script>document.title='stuk'</script>")
    assert visitor.page.locator(".log img, .log script").count() == 0
    assert "<script>" in visitor.mine.last.inner_text()
    visitor.page.reload()
    visitor.settle()
    assert visitor.page.title() == "Loopbaanwijzer"
    assert visitor.complaints == []


def test_a_reload_goes_on_with_the_same_talk(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar en werk in de privésector")
    before = visitor.page.locator(".log .message").all_inner_texts()
    visitor.page.reload()
    visitor.theirs.nth(1).wait_for()
    visitor.settle()
    assert visitor.page.locator(".log .message").all_inner_texts() == before
    expect(visitor.page.locator(".facts")).to_contain_text("41 jaar")


def test_wiping_asks_first_and_leaves_nothing(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    known = visitor.token()
    visitor.page.get_by_role("button", name="Wis alles").click()
    visitor.page.get_by_role("button", name="Nee, ga verder").click()
    assert visitor.mine.count() == 1
    visitor.page.get_by_role("button", name="Wis alles").click()
    visitor.page.get_by_role("button", name="Ja, wis alles").click()
    expect(visitor.theirs.last).to_contain_text("Alles is gewist")
    assert visitor.mine.count() == 0
    assert visitor.page.evaluate("Object.keys(sessionStorage)") == ["loopbaanwijzer:open"]
    expect(visitor.page.locator(".facts li")).to_have_count(0)
    gone = visitor.page.request.get(
        f"{visitor.address}/api/v1/gesprekken/{known['gesprek']}",
        headers={"Authorization": f"Bearer {known['token']}"},
    )
    assert gone.status in (401, 404)
    visitor.page.get_by_role("button", name="Begin een nieuw gesprek").click()
    visitor.settle()
    visitor.say("hallo")
    assert visitor.mine.count() == 1


def wiped_and_begun_anew(visitor: Visitor) -> None:
    """One line says that all is wiped, and what is typed next begins another talk."""
    expect(visitor.theirs).to_have_count(1)
    expect(visitor.theirs).to_contain_text("Alles is gewist")
    expect(visitor.mine).to_have_count(0)
    expect(visitor.page.locator("#status")).to_be_empty()
    expect(visitor.page.locator(".typing")).to_be_hidden()
    visitor.page.fill("#bericht", "Ik ben 52 jaar")
    visitor.page.press("#bericht", "Enter")
    expect(visitor.page.locator(".facts")).to_contain_text("52 jaar")
    expect(visitor.mine).to_have_count(1)
    expect(visitor.page.locator("#bericht")).to_have_value("")
    expect(visitor.page.locator(".log")).not_to_contain_text("gewist")


# The stream of a talk that is wiped ends before the answer comes; without a stream there is only the answer.
@pytest.mark.parametrize("stream", [True, False])
def test_wiping_in_the_talk_leaves_one_line_and_typing_begins_anew(arrive: Arrive, stream: bool) -> None:
    visitor = arrive(stream=stream)
    if stream:
        eventually(visitor.page, lambda: visitor.streaming)
    visitor.say("wis mijn gegevens")
    assert visitor.choose() == "Ja"
    wiped_and_begun_anew(visitor)


def test_after_the_button_that_wipes_typing_begins_anew(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    visitor.page.evaluate(PRESS, ["Wis alles", "Ja, wis alles"])
    wiped_and_begun_anew(visitor)


def test_a_talk_that_is_wiped_elsewhere_says_that_it_is_gone(arrive: Arrive) -> None:
    visitor = arrive()
    eventually(visitor.page, lambda: visitor.streaming)
    visitor.say_elsewhere("wis mijn gegevens")
    visitor.say_elsewhere("ja")
    expect(visitor.theirs.last).to_contain_text("Dit gesprek bestaat niet meer.")
    visitor.say("hallo")
    expect(visitor.mine).to_have_count(1)


PRESS = """(titles) => {
  const all = () => [...document.querySelector('loopbaan-wijzer').shadowRoot.querySelectorAll('button')];
  for (const title of titles) all().find((one) => one.textContent === title).click();
}"""


def test_a_question_that_follows_at_once_waits_for_its_own_answer(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.page.evaluate(PRESS, ["Wis alles", "Nee, ga verder", "Wis alles"])
    visitor.page.wait_for_timeout(300)
    visitor.page.get_by_role("button", name="Ja, wis alles").click()
    expect(visitor.theirs.last).to_contain_text("Alles is gewist")


def test_what_comes_late_about_a_wiped_talk_does_not_end_the_next(arrive: Arrive) -> None:
    visitor, held = arrive(), list[Route]()
    page, path = visitor.page, f"**/gesprekken/{visitor.token()['gesprek']}"
    page.route(path, lambda route: held.append(route) if route.request.method == "GET" else route.continue_())
    page.evaluate("window.dispatchEvent(new Event('online'))")  # it looks what it missed
    eventually(page, lambda: bool(held))
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    page.get_by_role("button", name="Begin een nieuw gesprek").click()
    visitor.theirs.nth(1).wait_for()
    visitor.settle()
    with page.expect_response(path):
        held[0].continue_()
    page.wait_for_timeout(300)
    visitor.say("hallo")
    expect(visitor.mine).to_have_count(1)
    expect(page.locator(".log")).not_to_contain_text("bestaat niet meer")


def test_an_answer_that_got_lost_is_not_counted_twice(arrive: Arrive) -> None:
    visitor = arrive(stream=False)
    lost = 0

    def lose(route: Route) -> None:
        nonlocal lost
        lost += 1
        route.fetch()
        route.abort()

    visitor.page.route("**/berichten", lose)
    visitor.say("Ik ben 41 jaar")
    expect(visitor.mine.last).to_contain_text("Niet verstuurd")
    assert lost >= 1
    visitor.page.unroute("**/berichten")
    visitor.page.get_by_role("button", name="Probeer opnieuw").click()
    expect(visitor.page.locator(".facts")).to_contain_text("41 jaar")
    said = [message for message in visitor.transcript()["berichten"] if message["van"] == "gebruiker"]
    assert len(said) == 1
    assert visitor.mine.count() == 1


def test_a_message_that_waits_survives_a_reload(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.page.route("**/berichten", lambda route: route.abort())
    visitor.say("Ik ben 41 jaar")
    visitor.page.unroute("**/berichten")
    busy: list[str | None] = []

    def watch(route: Route) -> None:
        visitor.page.wait_for_timeout(100)
        busy.append(visitor.page.locator("#gesprek").get_attribute("aria-busy"))
        route.continue_()

    visitor.page.route("**/berichten", watch)
    visitor.page.reload()
    expect(visitor.page.locator(".facts")).to_contain_text("41 jaar")
    expect(visitor.mine).to_have_count(1)
    assert set(busy) == {"true"}, "nothing else can be sent meanwhile"


def test_a_problem_is_told_in_dutch(arrive: Arrive) -> None:
    visitor = arrive()
    problem = "application/problem+json"
    body = '{"status": 422, "title": "Fout", "detail": "Die keuze ken ik niet."}'
    visitor.page.route(
        "**/berichten",
        lambda route: route.fulfill(status=422, content_type=problem, body=body),
    )
    visitor.say("hallo")
    expect(visitor.theirs.last).to_contain_text("Die keuze ken ik niet.")


def test_the_page_says_that_the_model_is_still_loading(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address)
    loading = '{"status": 503, "title": "Even geduld", "taalmodel": "laden"}'
    visitor.page.route("**/readyz", lambda route: route.fulfill(status=503, body=loading))
    visitor.open()
    expect(visitor.page.locator("#status")).to_contain_text("nog aan het opstarten")
    visitor.page.unroute("**/readyz")
    expect(visitor.page.locator("#status")).to_have_text("")
    visitor.close()


def test_the_summary_can_be_kept(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.to_overview()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Bewaar als PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename == "loopbaanwijzer-samenvatting.pdf"


def test_the_head_says_with_whom_one_talks(arrive: Arrive) -> None:
    visitor = arrive(stream=False)
    stands = {"toestand": "mens"}

    def stored(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"overdracht": dict(stands)})

    visitor.page.route("**/api/v1/gesprekken/*", stored)
    visitor.page.reload()
    expect(visitor.page.locator(".brand")).to_contain_text("Je praat met een mens")
    stands["toestand"] = "opgelost"
    visitor.page.reload()
    expect(visitor.page.locator(".brand")).to_contain_text("Robot")


def test_after_a_reload_the_lowest_button_is_in_sight(arrive: Arrive) -> None:
    """Also when the line of the status and the progress take their room after the messages were put there."""
    visitor = arrive(390, viewport={"width": 390, "height": 640})
    visitor.say(STORY)
    assert visitor.choices.count()
    visitor.page.reload()
    visitor.choices.last.wait_for()
    visitor.settle()
    expect(visitor.page.locator("#status")).to_contain_text("gaat verder")
    visitor.sees_the_lowest_button()
