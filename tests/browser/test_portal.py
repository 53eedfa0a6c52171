"""Inside a portal such as Mijn Loopbaan: what it hands over is seen, may be refused, and is used once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.portal import Portal

pytestmark = [pytest.mark.slow, pytest.mark.browser]
FACTS = {"profiel": {"leeftijd": 38, "sector": "prive"}}


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    opened = Visitor(browser, site.service)
    yield opened
    opened.close()


def arrive(visitor: Visitor, site: Site, context: str) -> None:
    """Open a page of the portal."""
    visitor.page.goto(site.embed("mijn", f'open ingang="mijn_loopbaan" context="{context}"', direct=True))
    visitor.theirs.first.wait_for()
    visitor.settle()


def test_what_was_taken_over_is_shown_and_used(visitor: Visitor, site: Site, portal: Portal) -> None:
    arrive(visitor, site, portal.sign(**FACTS))
    expect(visitor.theirs.last).to_contain_text("38 jaar")
    visitor.show("Over jou")
    expect(visitor.page.locator(".facts")).to_contain_text("38 jaar")
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Ja, gebruik ze").click()
    visitor.settle()
    visitor.show("Over jou")
    expect(visitor.page.locator(".facts")).to_contain_text("privésector")


def test_it_can_be_refused(visitor: Visitor, site: Site, portal: Portal) -> None:
    arrive(visitor, site, portal.sign(**FACTS))
    visitor.page.get_by_role("button", name="Nee, vergeet ze").click()
    visitor.settle()
    expect(visitor.page.get_by_role("button", name="Over jou", exact=True)).to_be_visible()
    expect(visitor.page.locator(".facts li")).to_have_count(0)


def test_a_reload_goes_on_and_a_used_context_starts_without_it(
    visitor: Visitor, site: Site, portal: Portal
) -> None:
    context = portal.sign(**FACTS)
    arrive(visitor, site, context)
    arrive(visitor, site, context)
    expect(visitor.theirs.last).to_contain_text("38 jaar")
    visitor.page.evaluate("sessionStorage.clear()")
    arrive(visitor, site, context)
    expect(visitor.page.locator(".log .system")).to_contain_text("kon ik niet gebruiken")
    expect(visitor.page.locator(".facts li")).to_have_count(0)


def test_a_forged_context_is_not_used(visitor: Visitor, site: Site) -> None:
    arrive(visitor, site, Portal(site.address).sign(**FACTS))
    expect(visitor.page.locator(".log .system")).to_contain_text("kon ik niet gebruiken")


def test_the_portal_can_sign_at_the_moment_of_opening(visitor: Visitor, site: Site, portal: Portal) -> None:
    visitor.page.goto(site.embed("straks", 'ingang="mijn_loopbaan"', direct=True))
    fresh = portal.sign(**FACTS)
    visitor.page.locator("loopbaan-wijzer").evaluate(
        "(e, jwt) => { e.contextSource = async () => jwt; }", fresh
    )
    visitor.page.get_by_role("button", name="Steun voor je loopbaan?").click()
    visitor.theirs.first.wait_for()
    visitor.settle()
    expect(visitor.theirs.last).to_contain_text("38 jaar")
