"""What a visitor does on the chat page, in words of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

STORY = (
    "Ik ben 41 jaar en werk voltijds, 38 uur per week, als werknemer in de privésector in Gent. "
    "Ik heb een diploma hoger secundair en wil een cursus volgen van 60 uur."
)
ON = "2026-03-15"
MOST_QUESTIONS = 12
KEY = "loopbaanwijzer:burger"
PATIENCE = 90_000
"""Milliseconds that a test waits for what must come. A wait that succeeds at once costs nothing, and how busy
the machine is says nothing about the page."""
expect.set_options(timeout=PATIENCE)
# What the line of the status has said: a notice may be gone again before a test looks.
LISTEN = """() => {
  const line = document.querySelector('loopbaan-wijzer').shadowRoot.querySelector('#status');
  window.told = [line.textContent];
  new MutationObserver(() => window.told.push(line.textContent))
    .observe(line, {childList: true, characterData: true, subtree: true});
}"""


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A browser's window of its own, with patience for every action."""
    context = browser.new_context(locale="nl-BE", **options)
    context.set_default_timeout(PATIENCE)
    return context


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what no locator can say."""
    for _ in range(PATIENCE // 50):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not become so")


def leave(page: Page) -> None:
    """Close the browser's window; an answer that a test still holds up then troubles no later test."""
    if not page.is_closed():
        page.unroute_all(behavior="ignoreErrors")
    page.context.close()


class Visitor:
    """Somebody with the page open; everything that the browser complains about is in `complaints`."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        width: int = 1280,
        stream: bool = True,
        query: str = "",
        script: str = "",
        **options: Any,
    ) -> None:
        self.address, self.query = address, query
        options = {"viewport": {"width": width, "height": 800}, **options}
        self.context = new_context(browser, **options)
        if script:
            self.context.add_init_script(script)
        self.page: Page = self.context.new_page()
        if not stream:
            self.page.route_web_socket("**/stroom", lambda socket: socket.close())
        self.streaming = False
        """Whether the page was told that its stream is open."""
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _frame(self, text: str | bytes) -> None:
        self.streaming = self.streaming or '"stroom"' in str(text)

    def _listen(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def close(self) -> None:
        """Leave."""
        leave(self.page)

    def open(self) -> Visitor:
        """Open the page and wait for the greeting."""
        self.page.goto(f"{self.address}/?peildatum={ON}{self.query}")
        self.theirs.first.wait_for()
        self.settle()
        return self

    @property
    def mine(self) -> Locator:
        """The visitor's own messages."""
        return self.page.locator(".log .mine")

    @property
    def theirs(self) -> Locator:
        """The messages of the assistant."""
        return self.page.locator(".log .message:not(.mine)")

    @property
    def choices(self) -> Locator:
        """The offered buttons."""
        return self.page.locator(".log > .choices button")

    @property
    def measures(self) -> Locator:
        """The cards with rights."""
        return self.page.locator(".card[data-status]")

    def settle(self) -> None:
        """Wait until the answer is there."""
        self.page.wait_for_selector("#gesprek[aria-busy=false]")

    def listen(self) -> None:
        """From now on, remember what the line of the status says."""
        self.page.evaluate(LISTEN)

    def told(self, text: str) -> None:
        """Wait until the line of the status has said this since `listen`, however short."""
        self.page.wait_for_function("(text) => window.told.some((said) => said.includes(text))", arg=text)

    def say(self, text: str) -> None:
        """Type a message and send it with Enter."""
        self.page.fill("#bericht", text)
        self.page.press("#bericht", "Enter")
        self.settle()

    def choose(self, index: int = 0) -> str:
        """Press an offered button."""
        chosen = self.choices.nth(index)
        title = chosen.inner_text()
        chosen.click()
        self.settle()
        return title

    def sees_the_lowest_button(self) -> None:
        """Wait until the last of the offered buttons is wholly in sight."""

        def holds() -> bool:
            place, last = self.page.locator(".scroll").bounding_box(), self.choices.last.bounding_box()
            return bool(place and last and last["y"] + last["height"] <= place["y"] + place["height"])

        eventually(self.page, holds)

    def show(self, part: str) -> None:
        """Go to a part of a narrow window, by the name on its button."""
        self.page.locator(".bar button").filter(has_text=part).click()

    def to_overview(self) -> None:
        """Tell the story and answer what is asked until the overview is there."""
        self.say(STORY)
        for _ in range(MOST_QUESTIONS):
            if self.measures.count():
                return
            if self.choices.count():
                self.choose()
            else:
                self.say("30")
        raise AssertionError("no overview")

    def token(self) -> dict[str, str]:
        """The remembered conversation of this tab."""
        found: dict[str, str] = self.page.evaluate(f"JSON.parse(sessionStorage.getItem('{KEY}'))")
        return found

    def say_elsewhere(self, text: str) -> None:
        """Something is said in this talk, and not on this page."""
        known = self.token()
        self.page.request.post(
            f"{self.address}/api/v1/gesprekken/{known['gesprek']}/berichten",
            headers={"Authorization": f"Bearer {known['token']}"},
            data={"tekst": text},
        )

    def transcript(self) -> dict[str, Any]:
        """What the service has stored about this conversation."""
        known = self.token()
        response = self.page.request.get(
            f"{self.address}/api/v1/gesprekken/{known['gesprek']}",
            headers={"Authorization": f"Bearer {known['token']}"},
        )
        state: dict[str, Any] = response.json()
        return state
