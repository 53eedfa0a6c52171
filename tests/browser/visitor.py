"""What a visitor does on the chat page, in words of the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Locator, Page

STORY = (
    "Ik ben 41 jaar en werk voltijds, 38 uur per week, als werknemer in de privésector in Gent. "
    "Ik heb een diploma hoger secundair en wil een cursus volgen van 60 uur."
)
ON = "2026-03-15"
MOST_QUESTIONS = 12
KEY = "loopbaanwijzer:burger"


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
        self.context = browser.new_context(locale="nl-BE", **options)
        if script:
            self.context.add_init_script(script)
        self.page: Page = self.context.new_page()
        if not stream:
            self.page.route_web_socket("**/stroom", lambda socket: socket.close())
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

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
        self.page.wait_for_selector("#gesprek[aria-busy=false]", timeout=90_000)

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

    def transcript(self) -> dict[str, Any]:
        """What the service has stored about this conversation."""
        known = self.token()
        response = self.page.request.get(
            f"{self.address}/api/v1/gesprekken/{known['gesprek']}",
            headers={"Authorization": f"Bearer {known['token']}"},
        )
        state: dict[str, Any] = response.json()
        return state
