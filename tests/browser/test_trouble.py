"""Whatever goes wrong: a clear notice in Dutch, and what was typed is never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from tests.browser.site import Site
from tests.browser.visitor import Visitor, eventually
from tests.live import Running

pytestmark = [pytest.mark.slow, pytest.mark.browser]
Embedded = Callable[..., Visitor]
WORDS = "Ik ben 41 jaar"


@pytest.fixture
def embedded(browser: Browser, site: Site) -> Iterator[Embedded]:
    """A visitor whose requests go over a line that can misbehave."""
    visitors: list[Visitor] = []

    def opened(stream: bool = True, before: str = "", **options: object) -> Visitor:
        visitor = Visitor(browser, site.service, stream=stream, **options)
        visitors.append(visitor)
        if before:
            visitor.context.add_init_script(before)
        visitor.page.goto(site.embed("lijn", "open"))
        visitor.theirs.first.wait_for()
        visitor.settle()
        site.line.requests.clear()
        site.line.times.clear()
        visitor.listen()
        return visitor

    yield opened
    for visitor in visitors:
        visitor.close()


def type_and_send(page: Page, text: str) -> None:
    page.fill("#bericht", text)
    page.press("#bericht", "Enter")


def sent(site: Site) -> int:
    """How often the message went over the line."""
    return len([line for line in site.line.requests if line.endswith("/berichten")])


def answered_once(visitor: Visitor) -> None:
    """The message is answered, stands once on the screen and once on the service."""
    visitor.settle()
    expect(visitor.mine).to_have_count(1)
    expect(visitor.page.locator(".bar button").nth(1)).to_contain_text("(")
    said = [message for message in visitor.transcript()["berichten"] if message["van"] == "gebruiker"]
    assert len(said) == 1


def spoken(visitor: Visitor) -> list[tuple[str, str]]:
    """Who said what, as the service has stored it."""
    return [(message["van"], message["tekst"]) for message in visitor.transcript()["berichten"]]


@pytest.mark.parametrize("mode", ["broken", "failing", "garbled"])
def test_a_failing_service_is_tried_again_by_itself(embedded: Embedded, site: Site, mode: str) -> None:
    visitor = embedded()
    site.line.mode = mode
    type_and_send(visitor.page, WORDS)
    expect(visitor.page.locator("#status")).to_contain_text("probeer ik het opnieuw")
    site.reset()
    answered_once(visitor)


def test_a_dead_service_and_then_it_lives_again(embedded: Embedded, site: Site) -> None:
    visitor = embedded(stream=False)
    site.line.mode = "dead"
    type_and_send(visitor.page, WORDS)
    expect(visitor.mine.first).to_contain_text("Niet verstuurd")
    expect(visitor.mine.first).to_contain_text("niet bereiken")
    visitor.page.fill("#bericht", "nog iets")
    visitor.page.press("#bericht", "Enter")
    expect(visitor.page.locator("#bericht")).to_have_value("nog iets")
    expect(visitor.mine).to_have_count(1)
    site.reset()
    answered_once(visitor)
    expect(visitor.page.locator("#bericht")).to_have_value("nog iets")


def test_a_text_can_be_taken_back(embedded: Embedded, site: Site) -> None:
    visitor = embedded(stream=False)
    site.line.mode = "dead"
    type_and_send(visitor.page, WORDS)
    visitor.page.get_by_role("button", name="Haal mijn tekst terug").click()
    expect(visitor.page.locator("#bericht")).to_have_value(WORDS)
    expect(visitor.mine).to_have_count(0)


def test_too_fast_waits_as_long_as_it_was_told(embedded: Embedded, site: Site) -> None:
    visitor = embedded()
    site.line.mode, site.line.retry_after = "busy", 3
    type_and_send(visitor.page, WORDS)
    visitor.told("Het is even druk. Over 3 seconden")
    visitor.told("Over 1 seconden")
    site.reset()
    answered_once(visitor)
    first, second, *_ = site.line.times
    assert second - first >= 3


def test_a_slow_service(embedded: Embedded, site: Site) -> None:
    visitor = embedded(stream=False)
    site.line.mode = "held"
    type_and_send(visitor.page, WORDS)
    expect(visitor.page.locator(".typing")).to_be_visible()
    expect(visitor.page.locator("#status")).to_contain_text("langer dan anders")
    visitor.page.fill("#bericht", "nog iets")
    visitor.page.press("#bericht", "Enter")
    expect(visitor.page.locator("#bericht")).to_have_value("nog iets")
    site.reset()
    answered_once(visitor)


def test_offline_in_the_middle_of_a_message(embedded: Embedded, site: Site) -> None:
    visitor = embedded()
    visitor.context.set_offline(True)
    expect(visitor.page.locator("#status")).to_contain_text("geen internet")
    type_and_send(visitor.page, WORDS)
    expect(visitor.page.locator("#status")).to_contain_text("vertrekt vanzelf")
    visitor.context.set_offline(False)
    answered_once(visitor)


def test_an_answer_lost_on_the_way_is_not_counted_twice(embedded: Embedded, site: Site) -> None:
    visitor = embedded(stream=False)
    site.line.mode = "lossy"
    type_and_send(visitor.page, WORDS)
    visitor.told("opnieuw")
    answered_once(visitor)
    assert sent(site) >= 2


def test_the_stream_breaks_and_what_was_missed_comes_after_all(embedded: Embedded, site: Site) -> None:
    visitor = embedded()
    eventually(visitor.page, lambda: visitor.streaming)  # only what was open can break
    site.line.mode = "dead"
    site.cut()
    visitor.told("verbinding viel weg")
    visitor.say_elsewhere(WORDS)
    site.reset()
    visitor.told("er weer")
    answered_once(visitor)


def test_what_is_said_between_the_page_and_its_stream_is_shown(embedded: Embedded, site: Site) -> None:
    visitor = embedded()
    streams: list[WebSocketRoute] = []

    def late(socket: WebSocketRoute) -> None:
        streams.append(socket)
        if len(streams) > 1:
            socket.connect_to_server()
        else:
            socket.close()

    def too_early(route: Route) -> None:
        before = route.fetch()
        visitor.say_elsewhere(WORDS)
        route.fulfill(response=before)

    visitor.page.route_web_socket("**/stroom", late)
    visitor.page.route(f"**/gesprekken/{visitor.token()['gesprek']}", too_early, times=1)
    visitor.page.reload()
    expect(visitor.mine).to_have_count(1)
    answered_once(visitor)


def test_the_service_is_killed_in_the_middle_of_a_message(
    embedded: Embedded, site: Site, service: Running
) -> None:
    """Power cut while it answers: the message is neither lost nor doubled, and the talk goes on."""
    visitor = embedded()
    visitor.say("Ik woon in Gent")
    type_and_send(visitor.page, WORDS)
    service.kill()
    try:
        visitor.told("opnieuw")
    finally:
        service.start()  # also for the tests after this one
    again = visitor.page.get_by_role("button", name="Probeer opnieuw")
    expect(visitor.page.locator("#gesprek[aria-busy=false]")).to_be_attached()
    if again.is_visible():
        again.click()
    visitor.settle()
    visitor.say("Ik werk in de privésector")
    said = [text for who, text in spoken(visitor) if who == "gebruiker"]
    assert said == ["Ik woon in Gent", WORDS, "Ik werk in de privésector"]
    expect(visitor.page.locator(".log .message > .text")).to_have_text(said)
    answers = [text for who, text in spoken(visitor) if who != "gebruiker"]
    expect(visitor.theirs).to_have_count(len(answers))


def test_64_kib_is_kept_and_told(embedded: Embedded, site: Site) -> None:
    visitor = embedded()
    long = "woord " * 11_000
    type_and_send(visitor.page, long)
    expect(visitor.page.locator("#status")).to_contain_text("te lang")
    expect(visitor.page.locator("#bericht")).to_have_value(long.strip())
    assert sent(site) == 0
    type_and_send(visitor.page, "Ik ben 41 jaar. " + "woord " * 9_000)
    expect(visitor.theirs.filter(has_text="erg lang").first).to_contain_text("2000 tekens")
    visitor.settle()
    expect(visitor.mine).to_have_count(1)
    expect(visitor.page.locator("#bericht")).to_have_value("")


def test_a_refused_message_comes_back_to_be_mended(embedded: Embedded) -> None:
    visitor = embedded()
    body = '{"status": 422, "title": "Fout", "detail": "Dat kan ik niet lezen."}'
    visitor.page.route(
        "**/berichten",
        lambda route: route.fulfill(status=422, content_type="application/problem+json", body=body),
    )
    type_and_send(visitor.page, WORDS)
    expect(visitor.theirs.last).to_contain_text("Dat kan ik niet lezen.")
    expect(visitor.page.locator("#bericht")).to_have_value(WORDS)


def test_a_text_being_typed_survives_a_reload(embedded: Embedded) -> None:
    visitor = embedded()
    visitor.page.fill("#bericht", "Ik was nog aan het")
    visitor.page.reload()
    visitor.theirs.first.wait_for()
    expect(visitor.page.locator("#bericht")).to_have_value("Ik was nog aan het")


BLOCKED = """for (const name of ['sessionStorage', 'localStorage'])
  Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }});
Object.defineProperty(document, 'cookie', {get() { throw new DOMException('no'); }});"""


def test_with_storage_and_cookies_blocked(embedded: Embedded) -> None:
    visitor = embedded(before=BLOCKED)
    visitor.page.locator(".privacy summary").click()
    expect(visitor.page.locator(".privacy")).to_contain_text("Je browser bewaart niets")
    visitor.say(WORDS)
    visitor.page.get_by_role("button", name="Over jou (1)").wait_for()
    assert visitor.complaints == []


@pytest.mark.parametrize("year", [1999, 2099])
def test_with_a_wrong_clock(embedded: Embedded, year: int) -> None:
    visitor = embedded(before=f"Date.now = () => {year - 1970} * 31557600000;")
    visitor.say(WORDS)
    answered_once(visitor)
    assert visitor.complaints == []


def test_a_second_click_on_a_button_does_nothing(embedded: Embedded, site: Site) -> None:
    visitor = embedded()
    visitor.say("Ik ben 41 jaar en werk in de privésector in Gent")
    site.line.requests.clear()
    choice = visitor.choices.first.element_handle()
    assert choice is not None
    choice.evaluate("(e) => { e.click(); e.click(); }")
    choice.evaluate("(e) => e.click()")
    visitor.settle()
    choice.evaluate("(e) => e.click()")
    visitor.page.wait_for_timeout(300)
    assert sent(site) == 1
    assert visitor.mine.count() == 2


def test_a_second_click_on_a_button_of_a_card_does_nothing(embedded: Embedded, site: Site) -> None:
    """Each course has its own buttons, named after it; they are not offered once more below the list."""
    visitor = embedded()
    visitor.say("Ik zoek een opleiding Excel")
    card = visitor.page.locator(".course").nth(1)
    title = card.locator(".card-title").inner_text()
    group = card.get_by_role("group", name=title)
    expect(group.get_by_role("button")).to_have_count(2)
    assert not [name for name in visitor.choices.all_inner_texts() if "nummer" in name]
    site.line.requests.clear()
    cost = group.get_by_role("button", name="Wat kost nummer 2 mij echt?").element_handle()
    assert cost is not None
    cost.evaluate("(e) => { e.click(); e.click(); }")
    visitor.settle()
    cost.evaluate("(e) => e.click()")
    visitor.page.wait_for_timeout(300)
    assert sent(site) == 1
    assert visitor.mine.count() == 2
    expect(visitor.page.locator(".course button")).to_have_count(0)


EVIL = "<img src=x onerror=\"document.title='stuk'\"><script>document.title='stuk'</script>"


def evil_answer() -> dict[str, object]:
    """An answer of which every text is an attack."""
    link = "javascript:document.title='stuk'"
    measure = {
        "id": EVIL, "naam": EVIL, "status": "recht", "zekerheid": "onzeker", "voordelen": [EVIL],
        "redenen": [{"voorwaarde": EVIL, "uitkomst": "voldaan", "uitleg": EVIL, "bronnen": [EVIL]}],
        "aandachtspunten": [EVIL], "onzekerheden": [{"veld": EVIL, "uitleg": EVIL}],
        "aanvragen": {"waar": EVIL, "tegen": EVIL, "link": link, "stappen": [EVIL]},
        "bronnen": [{"id": EVIL, "titel": EVIL, "url": link, "gezien_op": EVIL}],
    }  # fmt: skip
    card = {"soort": "opleiding", "titel": EVIL, "aanbieder": EVIL, "url": link, "waarom": [EVIL]}
    other = {"titel": EVIL, "tekst": f"{EVIL} {link} https://vdab.be/{EVIL} data:text/html,{EVIL}"}
    message = {
        "id": EVIL, "van": "bot", "tekst": f"**{EVIL}**\n- {EVIL}\n{link}", "kaarten": [card, other],
        "keuzes": [{"titel": EVIL, "waarde": EVIL}], "onderwerp": EVIL,
    }  # fmt: skip
    return {
        "berichten": [message], "vraag": None, "voortgang": {"beantwoord": 1, "resterend": 1}, "profiel": {},
        "opleiding": {}, "feiten": [{"veld": EVIL, "tekst": EVIL}], "rechten": [measure], "voorlopig": True,
        "peildatum": EVIL, "begrepen": None, "onthouden": [EVIL],
    }  # fmt: skip


def test_script_in_any_text_never_runs(embedded: Embedded) -> None:
    visitor = embedded()

    def attack(route: Route) -> None:
        route.fulfill(json=evil_answer())

    visitor.page.route("**/berichten", attack)
    visitor.say(EVIL)
    page = visitor.page
    expect(visitor.theirs.last).to_contain_text("<script>")
    for part in ("Overzicht", "Over jou", "Meer"):
        visitor.show(part)
    for summary in page.locator("summary").all():
        summary.dispatch_event("click")
    page.wait_for_timeout(500)
    assert page.title() == "Een andere website"
    assert page.locator("loopbaan-wijzer img, loopbaan-wijzer script").count() == 0
    links = page.locator("loopbaan-wijzer a").evaluate_all("(all) => all.map((a) => a.protocol)")
    assert set(links) <= {"https:", "http:", "tel:", "mailto:"}


@pytest.mark.parametrize("attribute", ["context", "ingang", "thema", "taalniveau", "peildatum"])
def test_script_in_what_the_host_gives_never_runs(browser: Browser, site: Site, attribute: str) -> None:
    visitor = Visitor(browser, site.service)
    value = EVIL.replace('"', "&quot;")
    visitor.page.goto(site.embed("gast", f'open {attribute}="{value}"'))
    visitor.page.locator(".log .message").first.wait_for()
    visitor.page.wait_for_timeout(300)
    assert visitor.page.title() == "Een andere website"
    visitor.close()
