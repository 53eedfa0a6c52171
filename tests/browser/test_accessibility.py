"""WCAG 2.2 AA in a real browser: axe-core in every state, and by hand what no tool can see.

docs/toegankelijkheid.md names these tests line by line; `tests/widget/test_docs.py` checks that they exist.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import looking
from tests.browser.conftest import Arrive
from tests.browser.looking import RUN_AXE
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.project import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.browser]
AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desktop": (1280, 800), "phone": (390, 800)}
WINDOW = "loopbaan-wijzer .window"
# Everything that is added to the log while it is read aloud, as a screen reader would hear it.
HEAR = """() => {
  window.spoken = [];
  const log = document.querySelector('loopbaan-wijzer').shadowRoot.querySelector('[role=log]');
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      const element = node.nodeType === 1 ? node : node.parentElement;
      const off = element.closest('[aria-live=off]') || log.getAttribute('aria-live') === 'off';
      if (!off && element.parentElement === log) window.spoken.push(element.textContent);
    }
  }).observe(log, {childList: true, subtree: true});
}"""
State = Callable[[Visitor], None]


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong now."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: `make widget` fetches it (needs Node)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN_AXE)
    return found


def talking(visitor: Visitor) -> None:
    visitor.say("Ik ben 41 jaar en werk in de privésector in Gent")


def overview(visitor: Visitor) -> None:
    visitor.to_overview()
    if visitor.page.locator(".bar").is_visible():
        visitor.show("Overzicht")
    for summary in visitor.page.locator(".card summary").all()[:8]:
        summary.click()


def facts(visitor: Visitor) -> None:
    talking(visitor)
    if visitor.page.locator(".bar").is_visible():
        visitor.show("Over jou")
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").first.click()
    visitor.page.locator(".facts .editor input").wait_for()


def more(visitor: Visitor) -> None:
    if visitor.page.locator(".bar").is_visible():
        visitor.show("Meer")
    visitor.page.get_by_role("switch", name="Eenvoudige taal").click()
    visitor.page.get_by_text("Code voor mijn begeleider").click()
    expect(visitor.page.locator(".result").last).to_contain_text("14 dagen")


def wiping(visitor: Visitor) -> None:
    talking(visitor)
    more(visitor)
    visitor.page.get_by_role("button", name="Wis alles").click()


def wiped(visitor: Visitor) -> None:
    wiping(visitor)
    visitor.page.get_by_role("button", name="Ja, wis alles").click()
    expect(visitor.theirs.last).to_contain_text("Alles is gewist")


def not_sent(visitor: Visitor) -> None:
    visitor.page.route("**/berichten", lambda route: route.abort())
    visitor.say("Ik ben 41 jaar")
    expect(visitor.mine.last).to_contain_text("Niet verstuurd")


def courses(visitor: Visitor) -> None:
    visitor.say("Ik zoek een opleiding Excel in Gent")


def privacy(visitor: Visitor) -> None:
    visitor.page.locator(".privacy summary").click()


STATES: dict[str, State] = {
    "greeting": lambda visitor: None,
    "privacy": privacy,
    "talking": talking,
    "overview": overview,
    "facts": facts,
    "more": more,
    "wiping": wiping,
    "wiped": wiped,
    "not_sent": not_sent,
    "courses": courses,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(arrive: Arrive, state: str, size: str) -> None:
    width, height = SIZES[size]
    visitor = arrive(width, stream=state != "not_sent", viewport={"width": width, "height": height})
    STATES[state](visitor)
    assert axe(visitor.page) == []
    assert visitor.page.evaluate(looking.NAMELESS) == []
    assert visitor.page.evaluate(looking.SMALL) == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
def test_axe_finds_nothing_on_another_website(browser: Browser, site: Site, size: str, opened: bool) -> None:
    width, height = SIZES[size]
    visitor = Visitor(browser, site.service, width, viewport={"width": width, "height": height})
    visitor.page.goto(site.embed("axe", "open" if opened else "", direct=True))
    visitor.page.locator(".log .message" if opened else ".bubble").first.wait_for()
    wrong = [line for line in axe(visitor.page) if not line.startswith(("region:", "landmark-one-main:"))]
    assert wrong == []  # the two left out are about the made-up page around it
    visitor.close()


@pytest.mark.parametrize("theme", ["licht", "donker", "vlaanderen"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(arrive: Arrive, address: str, theme: str, scheme: str) -> None:
    visitor = arrive(color_scheme=scheme, query=f"&thema={theme}")
    visitor.to_overview()
    for summary in visitor.page.locator("summary").all():
        summary.dispatch_event("click")
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").first.click()
    visitor.page.locator(".facts .editor input").fill("nooit")
    visitor.page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(visitor.page.get_by_role("alert")).to_contain_text("Typ een getal")
    assert visitor.page.evaluate(looking.CONTRAST) == []


def test_everything_works_with_the_keyboard(arrive: Arrive) -> None:
    visitor = arrive()
    keyboard = visitor.page.keyboard
    visitor.page.locator("#bericht").focus()
    keyboard.type("Ik ben 41 jaar")
    keyboard.press("Shift+Enter")
    keyboard.type("en ik werk in een fabriek")
    keyboard.press("Enter")
    visitor.settle()
    assert "\nen ik werk" in visitor.mine.last.inner_text()
    assert visitor.choices.count() > 0
    for _ in range(visitor.choices.count()):
        keyboard.press("Shift+Tab")
    expect(visitor.choices.first).to_be_focused()
    keyboard.press("Enter")
    visitor.settle()
    assert visitor.mine.count() == 2
    expect(visitor.page.locator("#bericht")).to_be_focused()


def test_every_control_can_be_reached_and_left_with_tab(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.to_overview()
    page = visitor.page
    wanted = page.evaluate(looking.STOPS)
    seen: set[str] = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(looking.PLACE))
    assert len(seen) >= wanted * 0.8  # rows with the same words at the same place count once


def test_the_focus_can_be_seen(arrive: Arrive) -> None:
    visitor = arrive()
    page = visitor.page
    for _ in range(10):
        page.keyboard.press("Tab")
        outline = page.evaluate(looking.OUTLINE)
        assert outline >= 2


def test_the_log_is_read_aloud_once_and_never_again(arrive: Arrive) -> None:
    visitor = arrive()
    page = visitor.page
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    page.wait_for_timeout(600)
    page.evaluate(HEAR)
    visitor.say("Ik ben 41 jaar")
    visitor.say("Ik werk in de privésector")
    spoken: list[str] = page.evaluate("window.spoken")
    messages = [text for text in spoken if text.startswith("Loopbaanwijzer zegt:")]
    shown = visitor.theirs.all_text_contents()
    assert messages == [text for text in shown if text in messages]
    assert len(messages) >= 2
    assert not [text for text in spoken if text.startswith("Jij zegt:")]  # who typed it knows it
    page.reload()
    visitor.theirs.first.wait_for()
    page.evaluate(HEAR)
    visitor.settle()
    page.wait_for_timeout(300)
    assert page.evaluate("window.spoken") == []


def test_it_says_that_it_is_a_robot(arrive: Arrive) -> None:
    visitor = arrive()
    expect(visitor.page.locator(".top")).to_contain_text("Robot")
    expect(visitor.page.locator(".privacy")).to_contain_text("robot, niet met een mens")


def test_it_says_when_a_person_takes_over_and_when_the_robot_is_back(arrive: Arrive) -> None:
    visitor = arrive()  # the service says it, once: the page adds nothing
    said = [("systeem", "Nu praat je met Els."), ("begeleider", "Dag."), ("begeleider", "Ik kijk mee.")]
    said += [("systeem", "Els is weg."), ("bot", "Ik ben er weer.")]

    def answer(route: Route) -> None:
        given = route.fetch().json()
        given["berichten"] = [
            {"id": f"p{at}", "van": who, "tekst": text, "keuzes": [], "kaarten": []}
            for at, (who, text) in enumerate(said)
        ]
        route.fulfill(json=given)

    visitor.page.route("**/berichten", answer)
    visitor.page.wait_for_timeout(600)
    visitor.page.evaluate(HEAR)
    visitor.say("Ik wil iemand spreken")
    spoken = visitor.page.evaluate("window.spoken")
    assert spoken == [
        "Melding: Nu praat je met Els.",
        "Een begeleider zegt: Dag.",
        "Een begeleider zegt: Ik kijk mee.",
        "Melding: Els is weg.",
        "Loopbaanwijzer zegt: Ik ben er weer.",
    ]


def test_what_a_screen_reader_gets(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    page = visitor.page
    said = page.locator(".log .message").count()
    assert page.get_by_role("log").locator(".message > .unseen").count() == said
    ids = page.evaluate(looking.IDS)
    assert len(ids) == len(set(ids))
    assert page.locator("html").get_attribute("lang") == "nl-BE"
    assert page.locator("h1").count() == 1
    expect(page.get_by_role("group", name="Kies een antwoord")).to_have_count(
        1 if visitor.choices.count() else 0
    )
    expect(page.get_by_role("status").first).to_be_attached()
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-labelledby", "voortgang")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_at_the_side(arrive: Arrive, width: int) -> None:
    visitor = arrive(width)
    visitor.say("Ik ben 41 jaar en werk bij " + "een heel lange naam " * 5 + "x" * 120)
    page = visitor.page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width < 800:
        visitor.show("Over jou")
        expect(page.locator("#feiten-titel")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".bar button").filter(has_text="Over jou")).to_be_focused()


def test_zoomed_in_four_times_everything_can_be_read_and_used(arrive: Arrive) -> None:
    visitor = arrive(320, viewport={"width": 320, "height": 256})
    visitor.say("Ik ben 41 jaar")
    page = visitor.page
    answer = page.locator(".mine + .message").bounding_box()
    assert answer is not None and 0 <= answer["y"] < 128, "the answer is in sight"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for thing in (page.locator("#bericht"), visitor.theirs.first, page.locator(".bar button").first):
        thing.scroll_into_view_if_needed()
        box = thing.bounding_box()
        assert box is not None and box["width"] > 40 and box["height"] > 20
    window = page.locator(".window").evaluate("(e) => [e.scrollWidth, e.clientWidth]")
    assert window[0] == window[1]


def test_larger_text_of_the_browser_is_followed(browser: Browser, site: Site) -> None:
    visitor = Visitor(browser, site.service)
    style = "<style>html { font-size: 200%; }</style>"
    script = f'<script src="{site.service}/static/loopbaan-wijzer.js" defer></script>'
    visitor.page.goto(site.page("groot", "<loopbaan-wijzer open></loopbaan-wijzer>", style + script))
    visitor.theirs.first.wait_for()
    size = visitor.theirs.first.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    assert size == 32
    visitor.close()


def test_nothing_moves_for_who_asked_for_that(arrive: Arrive) -> None:
    visitor = arrive(reduced_motion="reduce")
    visitor.page.route("**/berichten", lambda route: None)
    visitor.page.fill("#bericht", "hallo")
    visitor.page.press("#bericht", "Enter")
    expect(visitor.page.locator(".typing")).to_be_visible()
    assert visitor.page.evaluate(looking.MOVING) == 0


def test_forced_colours_keep_the_edges(arrive: Arrive) -> None:
    visitor = arrive(forced_colors="active")
    visitor.say("Ik ben 41 jaar")
    for part in (".log .message", ".window button.quiet"):
        border = visitor.page.locator(part).first.evaluate("(e) => getComputedStyle(e).borderTopWidth")
        assert float(border.removesuffix("px")) >= 1


def test_on_a_phone_the_focus_stays_in_the_window_over_the_page(browser: Browser, site: Site) -> None:
    visitor = Visitor(browser, site.service, 390)
    page = visitor.page
    page.goto(site.embed("telefoon", direct=True))
    page.get_by_role("button", name="Steun voor je loopbaan?").click()
    visitor.theirs.first.wait_for()
    visitor.settle()
    expect(page.locator(WINDOW)).to_have_attribute("aria-modal", "true")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(14):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.localName") == "loopbaan-wijzer"
    page.get_by_role("button", name="Sluit het gesprek").click()
    expect(page.get_by_role("button", name="Steun voor je loopbaan?")).to_be_focused()
    visitor.close()


def test_simple_language_shows_the_shortest_wording(arrive: Arrive) -> None:
    visitor = arrive()
    before = visitor.theirs.first.inner_text()
    visitor.page.get_by_role("switch", name="Eenvoudige taal").click()
    folded = visitor.theirs.first.get_by_text("Meer uitleg")
    expect(folded).to_be_visible()
    assert len(visitor.theirs.first.inner_text()) < len(before)
    folded.click()
    assert before.split(".")[1] in visitor.theirs.first.inner_text()
    visitor.page.get_by_role("switch", name="Eenvoudige taal").click()
    expect(visitor.theirs.first.get_by_text("Meer uitleg")).to_have_count(0)


SPEECH = """window.said = [];
speechSynthesis.speak = (words) => window.said.push([words.lang, words.text]);
window.SpeechRecognition = window.webkitSpeechRecognition = class extends EventTarget {
  start() {
    const heard = new Event('result');
    heard.results = [[{transcript: 'ik ben 41 jaar'}]];
    setTimeout(() => { this.dispatchEvent(heard); this.dispatchEvent(new Event('end')); }, 50);
  }
  stop() {}
};"""


def test_answers_are_read_aloud_on_request(arrive: Arrive) -> None:
    visitor = arrive(script=SPEECH)
    visitor.say("hallo")
    assert visitor.page.evaluate("window.said") == []
    visitor.page.get_by_role("switch", name="Lees de antwoorden voor").click()
    visitor.say("Ik ben 41 jaar")
    said = visitor.page.evaluate("window.said")
    assert said and all(language == "nl-BE" and "**" not in text for language, text in said)


def test_dictation_asks_first_and_never_sends_by_itself(arrive: Arrive) -> None:
    visitor = arrive(script=SPEECH)
    page = visitor.page
    page.get_by_role("button", name="Spreek je bericht in").click()
    page.get_by_role("button", name="Nee, ik typ").click()
    expect(page.locator("#bericht")).to_have_value("")
    page.get_by_role("button", name="Spreek je bericht in").click()
    page.get_by_role("button", name="Ja, luister").click()
    expect(page.locator("#bericht")).to_have_value("ik ben 41 jaar")
    expect(page.locator("#bericht")).to_be_focused()
    assert visitor.mine.count() == 0


def test_without_speech_nothing_is_offered(arrive: Arrive) -> None:
    names = ("speechSynthesis", "webkitSpeechRecognition", "SpeechRecognition")
    without = " ".join(f"delete window.{name};" for name in names)
    visitor = arrive(script=without)
    expect(visitor.page.get_by_role("button", name="Spreek je bericht in")).to_have_count(0)
    expect(visitor.page.get_by_role("switch", name="Lees de antwoorden voor")).to_have_count(0)
