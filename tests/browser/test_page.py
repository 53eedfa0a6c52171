"""The chat page in a real browser, against the real service."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
Arrive = Callable[..., Visitor]

# The lowest contrast between the text of an element and the first opaque background behind it.
CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length && (c.length < 4 || c[3] === 1)) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.checkVisibility() || e.closest('.sr-only')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
  }
  return found;
}"""
NAMELESS = """() => [...document.querySelectorAll('button, a, textarea, summary, progress')].filter((e) =>
  !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
    || (e.labels && e.labels.length))).map((e) => e.outerHTML)"""


@pytest.fixture
def arrive(browser: Browser, address: str) -> Iterator[Arrive]:
    """Open the page as a new visitor."""
    visitors: list[Visitor] = []

    def opened(width: int = 1280, **options: object) -> Visitor:
        visitors.append(Visitor(browser, address, width, **options))
        return visitors[-1].open()

    yield opened
    for visitor in visitors:
        visitor.context.close()


def test_the_page_says_that_it_is_a_robot_and_what_is_stored(arrive: Arrive) -> None:
    visitor = arrive()
    notice = visitor.page.locator("#melding")
    expect(notice.locator("summary")).to_contain_text("robot, niet met een mens")
    notice.locator("summary").click()
    expect(notice).to_contain_text("We bewaren wat je typt")
    assert visitor.complaints == []


def test_from_a_story_to_rights_with_reasons_and_sources(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.to_overview()
    page = visitor.page
    facts = page.locator("#feiten")
    expect(facts).to_contain_text("41 jaar")
    expect(facts).to_contain_text("privésector")
    names = visitor.measures.locator("h5").all_inner_texts()
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
    assert visitor.page.locator("#kaarten details[open]").count() == 1


def test_a_button_is_an_answer(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik heb een vraag over opleidingsverlof. Heb ik daar recht op?")
    for _ in range(3):
        if visitor.choices.count():
            break
        visitor.say("ja")
    title = visitor.choose()
    assert visitor.mine.last.inner_text().endswith(title)


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
    before = visitor.page.locator(".message").all_inner_texts()
    visitor.page.reload()
    visitor.theirs.nth(1).wait_for()
    visitor.settle()
    assert visitor.page.locator(".message").all_inner_texts() == before
    expect(visitor.page.locator("#feiten")).to_contain_text("41 jaar")


def test_another_tab_starts_without_the_facts(arrive: Arrive) -> None:
    first = arrive()
    first.say("Ik ben 41 jaar")
    other = first.context.new_page()
    other.goto(first.address)
    other.locator(".message").first.wait_for()
    assert "41" not in other.locator("body").inner_text()


def test_wiping_asks_first_and_leaves_nothing(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    known = visitor.token()
    visitor.page.click("#wis")
    visitor.page.get_by_role("button", name="Nee, ga verder").click()
    assert visitor.mine.count() == 1
    visitor.page.click("#wis")
    visitor.page.get_by_role("button", name="Ja, wis alles").click()
    expect(visitor.theirs.last).to_contain_text("Alles is gewist")
    assert visitor.mine.count() == 0
    assert visitor.page.evaluate("sessionStorage.length") == 0
    expect(visitor.page.locator("#feiten li")).to_have_count(0)
    gone = visitor.page.request.get(
        f"{visitor.address}/api/v1/gesprekken/{known['gesprek']}",
        headers={"Authorization": f"Bearer {known['token']}"},
    )
    assert gone.status in (401, 404)
    visitor.page.get_by_role("button", name="Begin een nieuw gesprek").click()
    visitor.settle()
    visitor.say("hallo")
    assert visitor.mine.count() == 1


def test_an_answer_that_got_lost_is_not_counted_twice(arrive: Arrive) -> None:
    visitor = arrive()
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
    expect(visitor.page.locator("#feiten")).to_contain_text("41 jaar")
    said = [message for message in visitor.transcript()["berichten"] if message["van"] == "gebruiker"]
    assert len(said) == 1
    assert visitor.mine.count() == 1


def test_a_message_that_waits_survives_a_reload(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.page.route("**/berichten", lambda route: route.abort())
    visitor.say("Ik ben 41 jaar")
    visitor.page.unroute("**/berichten")
    visitor.page.reload()
    expect(visitor.page.locator("#feiten")).to_contain_text("41 jaar", timeout=30_000)
    assert visitor.mine.count() == 1


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
    expect(visitor.page.locator("#status")).to_contain_text("taalmodel wordt nog geladen")
    visitor.page.unroute("**/readyz")
    expect(visitor.page.locator("#status")).to_have_text("", timeout=10_000)
    visitor.context.close()


def test_everything_works_with_the_keyboard(arrive: Arrive) -> None:
    visitor = arrive()
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    expect(visitor.page.locator(".skip")).to_be_focused()
    keyboard.press("Enter")
    expect(visitor.page.locator("#bericht")).to_be_focused()
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


def test_what_a_screen_reader_gets(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    page = visitor.page
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    assert log.locator(".message .sr-only").count() == page.locator(".message").count()
    assert page.evaluate(NAMELESS) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("html").get_attribute("lang") == "nl-BE"
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_at_the_side(arrive: Arrive, width: int) -> None:
    visitor = arrive(width)
    visitor.say("Ik ben 41 jaar en werk bij " + "een heel lange naam " * 5 + "x" * 120)
    page = visitor.page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width < 900:
        page.click("#paneel-knop")
        expect(page.locator("#paneel-titel")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#paneel-knop")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(arrive: Arrive, scheme: str) -> None:
    visitor = arrive(color_scheme=scheme)
    visitor.to_overview()
    for summary in visitor.page.locator("summary").all():
        summary.click()
    assert visitor.page.evaluate(CONTRAST) == []


def test_nothing_moves_for_who_asked_for_that(arrive: Arrive) -> None:
    visitor = arrive(reduced_motion="reduce")
    moving = visitor.page.evaluate(
        "[...document.querySelectorAll('*')]"
        ".filter((e) => getComputedStyle(e).animationName !== 'none').length"
    )
    assert moving == 0


def test_the_summary_can_be_kept(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.to_overview()
    with visitor.page.expect_download() as download:
        visitor.page.click("#pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename == "loopbaanwijzer-samenvatting.pdf"
