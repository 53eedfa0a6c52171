"""The component on a website of somebody else: what it costs, what it offers, and what it leaves alone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import looking
from tests.browser.site import Site
from tests.browser.test_accessibility import SIZES, axe
from tests.browser.visitor import STORY, Visitor, new_context
from tests.project import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.browser]
BUBBLE = "Steun voor je loopbaan?"
PRINTED = "[...document.styleSheets].length"
SHIFT = """() => new Promise((resolve) => {
  let total = 0;
  const theirs = (entry) => entry.sources.some((source) => source.node);  // null: inside the component
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (theirs(e)) total += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(total), 300);
})"""
LISTEN = """() => {
  window.heard = [];
  for (const name of ['open', 'dicht', 'begonnen', 'bericht', 'rechten', 'beeindigd', 'fout'])
    document.addEventListener(`wijzer-${name}`, (e) => window.heard.push([name, e.detail]));
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_context(browser, viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def ready(page: Page) -> None:
    """Wait until the talk is there and nothing is under way."""
    page.locator(".log .message").first.wait_for()
    page.wait_for_selector("#gesprek[aria-busy=false]")


def say(page: Page, text: str) -> None:
    page.fill("#bericht", text)
    page.press("#bericht", "Enter")
    page.wait_for_selector("#gesprek[aria-busy=false]")


def test_before_it_opens_only_the_loader_is_fetched(page: Page, site: Site) -> None:
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url))
    page.goto(site.embed("dicht", direct=True))
    expect(page.get_by_role("button", name=BUBBLE)).to_be_visible()
    page.wait_for_load_state("networkidle")
    ours = [url for url in fetched if site.service in url]
    assert [url.rsplit("/", 1)[1] for url in ours] == ["loopbaan-wijzer.js"]
    loader = (ROOT / "bot" / "static" / "loopbaan-wijzer.js").read_bytes()
    assert len(gzip.compress(loader, 9)) <= 6 * 1024


def test_the_page_of_the_host_does_not_move(page: Page, site: Site) -> None:
    page.goto(site.embed("stil", direct=True))
    page.get_by_role("button", name=BUBBLE).wait_for()
    box = page.locator("#tekst").bounding_box()
    page.get_by_role("button", name=BUBBLE).click()
    ready(page)
    assert page.evaluate(SHIFT) == 0
    assert page.locator("#tekst").bounding_box() == box
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    page.click("#iets")


def test_a_talk_from_another_origin(page: Page, site: Site) -> None:
    problems: list[str] = []
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.goto(site.embed("elders", direct=True))
    page.get_by_role("button", name=BUBBLE).click()
    ready(page)
    expect(page.locator("#bericht")).to_be_focused()
    say(page, "Ik ben 41 jaar")
    expect(page.locator(".log .message:not(.mine)").last).to_be_visible()
    page.get_by_role("button", name="Over jou (1)").click()
    expect(page.locator(".facts")).to_contain_text("41 jaar")
    assert problems == []


def test_a_strict_policy_of_the_host_is_enough(page: Page, site: Site) -> None:
    policy = f"default-src 'none'; script-src {site.service}; connect-src {site.service}"
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if "Content Security" in line.text else None)
    page.goto(site.embed("streng", direct=True, Content_Security_Policy=policy))
    page.get_by_role("button", name=BUBBLE).click()
    ready(page)
    say(page, "Ik ben 41 jaar")
    style = page.locator(".window").evaluate("(e) => getComputedStyle(e).display")
    assert style == "flex"
    assert [line for line in blocked if "ws:" not in line] == []


def test_escape_closes_and_the_next_page_goes_on(page: Page, site: Site) -> None:
    page.goto(site.embed("een", direct=True))
    page.get_by_role("button", name=BUBBLE).click()
    ready(page)
    say(page, "Ik ben 41 jaar")
    page.goto(site.embed("twee", direct=True))
    ready(page)
    expect(page.locator(".log .mine")).to_have_count(1)
    page.locator("#bericht").press("Escape")
    expect(page.locator(".window")).to_be_hidden()
    expect(page.get_by_role("button", name=BUBBLE)).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name=BUBBLE)).to_be_visible()
    expect(page.locator(".window")).to_have_count(0)


def test_what_a_host_can_do_and_hear(page: Page, site: Site) -> None:
    page.goto(site.embed("knoppen", direct=True))
    page.evaluate(LISTEN)
    element = page.locator("loopbaan-wijzer")
    assert element.evaluate("(e) => e.isOpen") is False
    element.evaluate("(e) => e.send('Ik ben 41 jaar')")
    expect(page.locator(".log .mine")).to_contain_text("Ik ben 41 jaar")
    page.wait_for_selector("#gesprek[aria-busy=false]")
    assert element.evaluate("(e) => e.isOpen") is True
    element.evaluate("(e) => e.close()")
    expect(page.locator(".window")).to_be_hidden()
    element.evaluate("(e) => e.toggle()")
    expect(page.locator(".window")).to_be_visible()
    element.evaluate("(e) => e.removeAttribute('open')")
    heard: list[list[Any]] = page.evaluate("window.heard")
    assert [name for name, _ in heard if name != "bericht"] == ["open", "begonnen", "dicht", "open"]
    told = [detail for name, detail in heard if name == "bericht"]
    assert told and all(detail == {"van": "bot"} for detail in told)  # never what was said


def test_the_attribute_open_and_the_left_side(page: Page, site: Site) -> None:
    page.goto(site.embed("links", 'open positie="links"', direct=True))
    ready(page)
    box = page.locator(".window").bounding_box()
    assert box is not None
    assert box["x"] < 30
    page.get_by_role("button", name="Sluit het gesprek").click()
    assert page.locator("loopbaan-wijzer").evaluate("(e) => e.hasAttribute('open')") is False


def test_two_scripts_are_one_component(page: Page, site: Site) -> None:
    script = f'<script src="{site.service}/static/loopbaan-wijzer.js" defer></script>'
    page.goto(site.page("dubbel", "<loopbaan-wijzer></loopbaan-wijzer>" + script, script))
    expect(page.get_by_role("button", name=BUBBLE)).to_have_count(1)


def test_the_service_is_not_there_when_it_opens(page: Page, site: Site) -> None:
    page.goto(site.embed("weg", f'server="{site.service}"'))
    expect(page.get_by_role("button", name=BUBBLE)).to_be_visible()
    site.line.mode = "dead"
    page.get_by_role("button", name=BUBBLE).click()
    expect(page.get_by_role("alert")).to_contain_text("laden lukte niet")
    site.reset()
    page.get_by_role("button", name=BUBBLE).click()
    ready(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_in_a_frame_where_scripts_of_others_are_forbidden(page: Page, site: Site) -> None:
    frame = f'<iframe src="{site.service}/venster" title="Loopbaanwijzer" width="400" height="600"></iframe>'
    policy = f"default-src 'none'; frame-src {site.service}"
    page.goto(site.page("kader", frame, Content_Security_Policy=policy))
    inside = page.frame_locator("iframe")
    inside.locator(".log .message").first.wait_for()
    inside.locator("#bericht").fill("Ik ben 41 jaar")
    inside.locator("#bericht").press("Enter")
    expect(inside.get_by_role("button", name="Over jou (1)")).to_be_visible()


def test_another_website_may_not_frame_the_page_itself(page: Page, site: Site) -> None:
    page.goto(site.page("kader-nee", f'<iframe src="{site.service}/" title="nee"></iframe>'))
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").locator("loopbaan-wijzer").count() == 0


def test_another_tab_may_go_on_with_the_talk_and_both_follow(context: BrowserContext, site: Site) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(site.embed("tab", "open", direct=True))
    ready(first)
    say(first, "Ik ben 41 jaar")
    second.goto(site.embed("tab", "open", direct=True))
    expect(second.locator(".log .system")).to_contain_text("ander tabblad")
    assert "41" not in second.locator(".log").inner_text()
    second.get_by_role("button", name="Ja, ga verder").click()
    expect(second.locator(".log .mine")).to_contain_text("Ik ben 41 jaar")
    second.wait_for_selector("#gesprek[aria-busy=false]")
    second.wait_for_timeout(500)
    say(second, "Ik werk in de privésector")
    expect(first.locator(".log .mine")).to_have_count(2)
    expect(first.locator(".log .message")).to_have_text(second.locator(".log .message").all_text_contents())


def test_another_tab_may_start_anew(context: BrowserContext, site: Site) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(site.embed("tab", "open", direct=True))
    ready(first)
    say(first, "Ik ben 41 jaar")
    second.goto(site.embed("tab", "open", direct=True))
    second.get_by_role("button", name="Nee, een nieuw gesprek").click()
    ready(second)
    expect(second.locator(".log .mine")).to_have_count(0)
    expect(second.get_by_role("button", name="Over jou", exact=True)).to_be_visible()


def test_a_question_and_its_choices_are_in_sight_below_a_long_message(browser: Browser, site: Site) -> None:
    visitor = Visitor(browser, site.service)
    visitor.page.goto(site.embed("hoogte", "open", direct=True))
    visitor.theirs.first.wait_for()
    visitor.settle()
    visitor.say(STORY)
    visitor.sees_the_lowest_button()
    close = visitor.page.get_by_role("button", name="Sluit het gesprek").bounding_box()
    top = visitor.page.locator(".top").bounding_box()
    assert close and top
    assert top["height"] < 80 and close["x"] > top["x"] + top["width"] - 60, "the head is one line"
    visitor.close()


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_without_script_there_is_a_link(browser: Browser, site: Site, script: bool) -> None:
    context = new_context(browser, java_script_enabled=script)
    page = context.new_page()
    tag = f'<script src="{site.service}/static/loopbaan-wijzer.js" defer></script>'
    link = f'<a href="{site.service}/">Praat met Loopbaanwijzer</a>'
    page.goto(site.page("link", f"<loopbaan-wijzer>{link}</loopbaan-wijzer>", tag))
    expect(page.get_by_role("link")).to_be_visible(visible=not script)
    expect(page.get_by_role("button", name=BUBBLE)).to_have_count(int(script))
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_demo_page(browser: Browser, address: str, size: str) -> None:
    width, height = SIZES[size]
    visitor = Visitor(browser, address, width, viewport={"width": width, "height": height})
    page = visitor.page
    page.goto(f"{address}/demo")
    page.locator(".bubble").wait_for()
    link = f'<loopbaan-wijzer><a href="{address}/">Steun voor je loopbaan?'
    expect(page.locator("#code")).to_contain_text(link)
    assert axe(page) == []
    page.get_by_label("Uiterlijk").select_option("vlaanderen")
    page.get_by_label("Gebruik deze kleuren").check()
    expect(page.locator("#code")).to_contain_text('thema="vlaanderen"')
    assert axe(page) == [] and page.evaluate(looking.NAMELESS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".bubble").click()
    page.locator(".log .message").first.wait_for()
    assert axe(page) == [] and visitor.complaints == []
    visitor.close()


def test_without_a_script_the_demo_page_has_a_link(browser: Browser, address: str) -> None:
    visitor = Visitor(browser, address, java_script_enabled=False)
    visitor.page.goto(f"{address}/demo")
    visitor.page.get_by_role("link", name="Steun voor je loopbaan?").click()
    visitor.page.wait_for_url(f"{address}/")
    visitor.close()
