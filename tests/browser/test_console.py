"""The console in a real browser, with the real service and language model: keyboard, live, accessible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import APIResponse, Browser, Request, Route, expect

from bot.handover.texts import CLOSED
from tests.browser.desk import Desk, Person, hire
from tests.browser.looking import RUN_AXE
from tests.browser.visitor import eventually
from tests.live import running_service

pytestmark = [pytest.mark.slow, pytest.mark.browser]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LINE = "vr 42 PC200 4/5 30u HSO werk in Mechelen, wil boekhouden avond Gent, cvo 80lt 180eur"


@pytest.fixture(scope="module")
def console(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running service with one organisation and two counsellors."""
    directory: Path = tmp_path_factory.mktemp("console")
    with running_service(directory) as address:
        database = f"sqlite:///{directory}/talks.db"
        hire(database)
        yield address


def axe(desk: Desk) -> list[str]:
    """What axe-core finds wrong now, and whether the page is wider than the screen."""
    desk.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = desk.page.evaluate(RUN_AXE)
    wider = desk.page.evaluate(WIDER)
    return [*found, *(["wider than the screen"] if wider else [])]


@pytest.fixture
def desk(browser: Browser, console: str) -> Iterator[Desk]:
    opened = Desk(browser, console)
    yield opened
    opened.close()
    Person.all_leave()


def test_from_the_queue_to_the_end_with_the_keyboard(desk: Desk, console: str) -> None:
    page = desk.page
    visitor = Person(console)
    visitor.say("ik ben 54 en werk voltijds als arbeider in een fabriek in Gent")
    visitor.ask_for_somebody("ik weet niet waar te beginnen")
    expect(page.locator(".wachtrij li")).to_have_count(1)
    assert axe(desk) == []
    desk.take_first()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    desk.say("Dag! Waarmee kan ik helpen?")
    assert f"POST {page.url}/bericht" in asked and f"GET {page.url}" not in asked, "each look is noted"
    answer = visitor.say("wat kost een opleidingscheque? ik woon in Brugge en ben 55 jaar")
    assert answer["berichten"] == [], "the assistant is silent"
    expect(page.locator(".bericht.gebruiker").last).to_contain_text("wat kost een opleidingscheque?")
    expect(page.locator(".gehoord")).to_contain_text("55 jaar in plaats van")
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    expect(page.locator(".voorstel").first).to_be_visible()
    expect(page.locator("#voorstel")).not_to_contain_text("Ik onthoud")
    assert axe(desk) == []
    page.locator("[data-overnemen]").first.click()
    expect(page.locator("#bericht")).not_to_be_empty()
    page.fill("#bericht", "")
    page.select_option("#resultaat", "verder_geholpen")
    page.click("text=Sluit af")
    page.wait_for_url("**/begeleider")
    state = visitor.call("GET", visitor.path)
    told = [message["tekst"] for message in state["berichten"] if message["van"] == "systeem"]
    assert [text for text in told if text == CLOSED] == told[-1:]
    assert visitor.say("wat kost een opleidingscheque?")["berichten"][0]["van"] == "bot"
    assert desk.complaints == []


@pytest.mark.parametrize("width", [1280, 768])
def test_an_intake_in_one_line(browser: Browser, console: str, width: int) -> None:
    desk = Desk(browser, console, width=width)
    page = desk.page
    desk.intake(LINE)
    facts = page.locator(".feiten").inner_text()
    for fact in (
        "42 jaar",
        "comité 200",
        "werkt 80 %",
        "30 uur",
        "hoger secundair",
        "boekhouden",
        "180 euro",
    ):
        assert fact in facts
    expect(page.locator(".nog").first).to_contain_text("Nog te vragen:")
    page.locator(".maatregel > summary").first.click()
    assert axe(desk) == []
    page.keyboard.press("w")
    page.select_option("#proef-veld", "tewerkstellingspercentage")
    page.fill("#proef-waarde", "40")
    page.click("text=Probeer")
    expect(page.locator(".uitkomst")).to_contain_text("Stel: werkt 40 %")
    expect(page.locator(".feiten")).to_contain_text("werkt 80 %")
    assert axe(desk) == []
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("opleidingsverlof")
    page.keyboard.press("Enter")
    expect(page.locator("#uit-regels .maatregel").first).to_be_visible()
    page.click("text=Afdrukken")
    expect(page.locator("h1")).to_have_text("Jouw overzicht")
    assert axe(desk) == []
    assert desk.complaints == []
    desk.close()


def test_what_is_being_typed_is_not_lost_and_a_newcomer_is_announced(desk: Desk, console: str) -> None:
    page, first, second = desk.page, Person(console), Person(console)
    first.ask_for_somebody("wie eerst is")
    expect(page.locator(".wachtrij")).to_contain_text("wie eerst is")
    page.get_by_role("link", name="wie eerst is").focus()
    page.keyboard.press("n")
    expect(page.locator("#schrijf")).to_be_visible()
    page.fill("#bericht", "Dag, ik lees even")  # perhaps before the script of the page is there
    second.ask_for_somebody("wie erbij komt")
    expect(page.locator("#melding")).to_contain_text("wacht")
    assert page.title().startswith("(") and "wie eerst is" not in page.title()
    page.fill("#notitie", "belt liever")
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.locator(".notities")).to_contain_text("belt liever")
    expect(page.locator("#notitie")).to_be_empty()
    page.select_option("#collega", label="Bob, niet aan dienst")
    page.get_by_role("button", name="Geef door").click()
    expect(page.locator("h1")).to_have_text("Bob is niet aan dienst")
    assert axe(desk) == []
    page.get_by_role("link", name="Terug naar het gesprek").click()
    expect(page.locator("#bericht")).to_have_value("Dag, ik lees even")
    page.focus("#bericht")
    desk.context.clear_cookies()
    page.keyboard.press("Enter")  # the live line may have noticed it first, so no element is waited for
    page.wait_for_url("**/aanmelden?naar=*")
    desk.sign_in()
    expect(page.locator("#bericht")).to_have_value("Dag, ik lees even")
    page.press("#bericht", "Enter")
    expect(page.locator(".bericht.begeleider")).to_contain_text("Dag, ik lees even")
    expect(page.locator("#bericht")).to_be_empty()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Sluit af").click()
    expect(page.locator("#melding")).to_have_text("Het gesprek is afgesloten.")


def test_the_visitor_erases_during_the_talk(desk: Desk, console: str) -> None:
    page = desk.page
    visitor, waiting = Person(console), page.locator(".wachtrij .hoofd")
    before = waiting.count()
    visitor.call("POST", f"{visitor.path}/overdracht", {})
    expect(waiting).to_have_count(before + 1)
    waiting.last.click()
    expect(page.locator("#schrijf")).to_be_visible()
    visitor.call("DELETE", visitor.path)
    expect(page.locator("#inhoud")).to_contain_text("Dit gesprek is gewist")


def test_a_draft_is_only_for_who_typed_it(desk: Desk, console: str) -> None:
    page, visitor = desk.page, Person(console)
    visitor.ask_for_somebody("twee begeleiders")
    page.locator(".wachtrij .doel", has_text="twee begeleiders").click()
    note = page.locator("#notitie")
    expect(note).to_be_visible()

    def type_first(route: Route) -> None:
        note.fill("van An")
        route.continue_()

    page.route("**/console.js*", type_first)
    page.reload()
    page.unroute("**/console.js*")
    page.reload()
    expect(note).to_have_value("van An")  # typed before the script of the page was there
    for login, before in (("bob", ""), ("an", "van An"), ("bob", "van bob")):
        desk.context.clear_cookies()
        page.reload()
        desk.sign_in(login)
        desk.there("#notitie")
        expect(note).to_have_value(before)
        note.fill(before or f"van {login}")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/aanmelden")
    assert page.evaluate("Object.values(sessionStorage)") == ["van An"]


def test_who_works_in_the_dossier_keeps_what_is_chosen(desk: Desk) -> None:
    page, value = desk.page, "#proef-waarde"
    held: list[Route] = []
    page.route("**/dossier", lambda route: held.append(route), times=1)
    desk.intake(LINE)
    eventually(page, lambda: bool(held))  # the line is there, and the page asks the newest dossier
    page.select_option("#proef-veld", "tewerkstellingspercentage")
    page.fill(value, "40")
    held[0].fulfill(body="<p>een nieuw dossier</p>", content_type="text/html")
    page.wait_for_timeout(300)
    expect(page.locator(value)).to_have_value("40")
    page.click("text=Probeer")
    expect(page.locator(".uitkomst")).to_contain_text("Stel: werkt 40 %")
    expect(page.locator(value)).to_have_value("40")
    expect(page.locator("#proef-veld")).to_have_value("tewerkstellingspercentage")
    page.get_by_role("button", name="Bewaar echt").click()
    expect(page.locator(".feiten")).to_contain_text("werkt 40 %")
    expect(page.locator(value)).to_have_value("")


def test_who_erases_between_the_page_and_its_line_is_shown(desk: Desk, console: str) -> None:
    page, visitor = desk.page, Person(console)
    visitor.ask_for_somebody("wist te vroeg voor de lijn")
    page.locator(".wachtrij .hoofd", has_text="wist te vroeg").click()
    expect(page.locator("#verloop")).to_be_visible()

    def erase_first(route: Route) -> None:
        visitor.call("DELETE", visitor.path)
        route.continue_()

    page.route("**/console.js*", erase_first)
    page.reload()
    expect(page.locator("#inhoud")).to_contain_text("Dit gesprek is gewist")


def test_who_asks_between_the_page_and_its_line_is_shown(desk: Desk, console: str) -> None:
    page, visitor = desk.page, Person(console)

    def ask_first(route: Route) -> None:
        visitor.ask_for_somebody("net te vroeg voor de lijn")
        route.continue_()

    page.route("**/console.js*", ask_first, times=1)
    page.reload()
    expect(page.locator(".wachtrij")).to_contain_text("net te vroeg voor de lijn")
    expect(page.locator("#melding")).to_contain_text("wacht")
    page.get_by_role("link", name="net te vroeg").focus()
    second = Person(console)
    second.ask_for_somebody("wie erna komt")
    expect(page.locator(".wachtrij")).to_contain_text("wie erna komt")
    expect(page.get_by_role("link", name="net te vroeg")).to_be_focused()


def on_a_new_line(desk: Desk) -> None:
    """Load the page again, and wait for the list that it asks when its line is there."""
    page, asked = desk.page, list[Request]()
    page.on("framenavigated", lambda frame: asked.clear())  # not what the page before it asked
    page.on("request", lambda request: asked.append(request))
    page.reload()
    lists = "/begeleider/rij"
    eventually(page, lambda: any(one.url.endswith(lists) and one.timing["responseEnd"] >= 0 for one in asked))


def test_an_older_list_that_comes_late_is_dropped(desk: Desk, console: str) -> None:
    page, first, second = desk.page, Person(console), Person(console)
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        held.append((route, route.fetch()))

    on_a_new_line(desk)
    page.route("**/begeleider/rij", hold, times=1)
    first.ask_for_somebody("de eerste")
    eventually(page, lambda: bool(held))
    second.ask_for_somebody("de tweede")
    expect(page.locator(".wachtrij")).to_contain_text("de tweede")
    route, old = held[0]
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/begeleider/rij")):
        route.fulfill(response=old)
    page.wait_for_timeout(300)
    expect(page.locator(".wachtrij")).to_contain_text("de tweede")


def test_the_end_of_an_earlier_press_does_not_end_a_later_one(desk: Desk, console: str) -> None:
    page, visitor = desk.page, Person(console)
    page.clock.install()
    on_a_new_line(desk)
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    page.mouse.move(2, 2)
    page.mouse.down()
    page.mouse.up()
    page.clock.run_for(1900)
    page.mouse.down()
    page.clock.run_for(200)  # two seconds since the first press
    with page.expect_response("**/begeleider/rij"):
        visitor.ask_for_somebody("wie onder de muis kwam")
    page.wait_for_timeout(300)
    expect(page.locator("#rij")).not_to_contain_text("wie onder de muis kwam")
    page.mouse.up()
    page.clock.run_for(10)
    expect(page.locator("#rij")).to_contain_text("wie onder de muis kwam")


def test_a_code_that_somebody_brings_along(desk: Desk, console: str) -> None:
    page, visitor = desk.page, Person(console)
    visitor.say("ik ben 54 en werk voltijds als arbeider in een fabriek in Gent")
    code = visitor.call("POST", f"{visitor.path}/code", {"toestemming": True})["code"]
    field = page.get_by_label("Code van een burger")
    field.fill("BBBB-BBBB-BBBB")
    field.press("Enter")
    expect(page.locator("#code-fout")).to_contain_text("Deze code ken ik niet")
    assert axe(desk) == []
    field.fill(code.lower())
    field.press("Enter")
    page.wait_for_url("**/gesprek/*")
    expect(page.locator("#dossier")).to_contain_text("54 jaar")
    expect(page.locator("#verloop")).not_to_contain_text("54")
    assert axe(desk) == [] and code not in page.url
    page.locator("#proef-veld").focus()  # who works in the dossier is not disturbed, but misses nothing
    visitor.say("ik ben 55")
    page.locator("#inhoud").focus()
    expect(page.locator("#dossier")).to_contain_text("55 jaar")
    visitor.call("DELETE", f"{visitor.path}/code")
    expect(page.locator("#inhoud")).to_contain_text("Dit gesprek is er niet meer voor jou")


def test_shortcuts_are_listed_and_can_be_switched_off(desk: Desk) -> None:
    page = desk.page
    page.keyboard.press("?")
    expect(page.locator("#hulp")).to_be_visible()
    assert axe(desk) == []
    page.uncheck("#toetsen-aan")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect(page.locator("#intake")).not_to_be_focused()


@pytest.mark.parametrize("path", ["log", "aanmelden", "agenda"])
def test_the_other_pages(desk: Desk, path: str) -> None:
    desk.page.goto(f"{desk.address}/begeleider/{path}")
    assert axe(desk) == []
