"""One visit to a website on a slow telephone with a slow network, as Chromium throttles them."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

CPU = 4
"""Times slower than this machine."""
LATENCY = 150
"""Milliseconds of every request."""
DOWN, UP = 1_600_000, 750_000
"""Bits a second: with the latency, what Lighthouse and DevTools call "Slow 4G"."""
PHONE = {"viewport": {"width": 390, "height": 844}}
PATIENCE = 60.0
TURN = 20
"""Milliseconds between two looks at what the page told."""
SETTLE = 700


@dataclass(frozen=True)
class Entrant:
    """A widget on a website of somebody else, with the JavaScript that finds each of its parts."""

    name: str
    script: str
    button: str
    field: str
    said: str
    reaction: str


OURS = Entrant(
    "loopbaanwijzer",
    "loopbaan-wijzer.js",
    "root()?.querySelector('.bubble')",
    "root()?.querySelector('.window:not([hidden]) #bericht')",
    "root()?.querySelector('.log .message')",
    "root()?.querySelector('.bubble[aria-busy], .window:not([hidden])')",
)
OTHER = Entrant(
    "rasa-webchat",
    "rasa-webchat.js",
    "document.querySelector('.rw-launcher')",
    "document.querySelector('.rw-new-message')",
    "document.querySelector('.rw-response')",
    "document.querySelector('.rw-conversation-container')",
)

BARE = Entrant("knop", "knop.js", "document.querySelector('#knop')", "null", "null", "null")
"""Nothing but a button that a script of one line makes: what the line and the browser take by themselves."""


@dataclass(frozen=True)
class Visit:
    """Milliseconds, bytes over the line, and how much of the page moved."""

    page: float
    """From the start until the text of the page itself was painted."""
    asked: float
    """Until the browser asked for the script of the widget."""
    button: float
    """Until the button was there and the browser was free to answer a click."""
    busy: float
    """Spent on script before anything was opened."""
    reaction: float
    """From the click until something on the screen changed."""
    field: float
    """From the click until there is a field to type in."""
    said: float
    """From the click until the greeting is there."""
    bytes_before: int
    bytes_after: int
    """Of script and style, while it opened."""
    shift: float
    """Cumulative layout shift, as browsers define it: not what moves within half a second of a click."""


# Looks on every frame; what is there is written down once the browser is free again, and told without asking:
# whatever asks a page from outside first runs a script of its own there, up to 110 ms when slowed 4 times.
WATCH = """(() => {
  const root = () => document.querySelector('loopbaan-wijzer')?.shadowRoot;
  const wanted = {%s};
  const seen = window.seen = {shift: 0};
  new PerformanceObserver((list) => { for (const entry of list.getEntries())
    if (!entry.hadRecentInput) seen.shift += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  addEventListener('pointerdown', (event) => { seen.clicked = event.timeStamp; }, true);
  const look = () => {
    for (const [name, find] of Object.entries(wanted)) {
      if (name in seen || (name !== 'button' && !seen.clicked) || !find()?.getClientRects().length) continue;
      seen[name] = 0;
      setTimeout(() => { seen[name] = performance.now(); window.told(name); });
    }
    requestAnimationFrame(look);
  };
  look();
})()"""


class Line:
    """The throttled line of one page; counts what comes over it."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self._kinds: dict[str, str] = {}
        self.bytes = 0
        self.session.on("Network.responseReceived", self._began)
        self.session.on("Network.loadingFinished", self._done)
        self.told: set[str] = set()
        self.session.on("Runtime.bindingCalled", lambda event: self.told.add(event["payload"]))
        self.session.send("Runtime.enable")
        self.session.send("Runtime.addBinding", {"name": "told"})
        self.session.send("Network.enable")
        self.session.send("Performance.enable")
        speed = {"downloadThroughput": DOWN / 8, "uploadThroughput": UP / 8}
        self.session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **speed})
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})

    def _began(self, event: dict[str, Any]) -> None:
        self._kinds[event["requestId"]] = event["type"]

    def _done(self, event: dict[str, Any]) -> None:
        if self._kinds.get(event["requestId"]) in ("Script", "Stylesheet"):
            self.bytes += int(event["encodedDataLength"])

    def wait(self, page: Page, *names: str) -> None:
        """Until the page told that these parts are there."""
        deadline = time.monotonic() + PATIENCE
        while not self.told.issuperset(names):
            if time.monotonic() > deadline:
                raise TimeoutError(f"never there: {', '.join(sorted(set(names) - self.told))}")
            page.wait_for_timeout(TURN)

    def script_milliseconds(self) -> float:
        """Time that script took on this page until now."""
        told = self.session.send("Performance.getMetrics")["metrics"]
        return next(float(entry["value"]) for entry in told if entry["name"] == "ScriptDuration") * 1000


def visit(browser: Browser, address: str, entrant: Entrant) -> Visit:
    """Come with an empty cache, wait until it is quiet, click once, and wait for the greeting.

    The bare button is not clicked: nothing follows from it.
    """
    context = browser.new_context(locale="nl-BE", **PHONE)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        line = Line(page)
        parts = {name: getattr(entrant, name) for name in ("button", "reaction", "field", "said")}
        page.add_init_script(WATCH % ", ".join(f"{name}: () => {find}" for name, find in parts.items()))
        page.goto(address, wait_until="load")
        line.wait(page, "button")
        page.wait_for_timeout(SETTLE)
        before, busy = line.bytes, line.script_milliseconds()
        place = page.evaluate(
            f"(() => {{ const root = () => document.querySelector('loopbaan-wijzer')?.shadowRoot;"
            f" const b = {entrant.button}.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        if entrant is not BARE:
            page.mouse.click(*place)
            line.wait(page, "reaction", "field", "said")
            page.wait_for_timeout(SETTLE)
        seen = page.evaluate("window.seen")
        asked = page.evaluate(ASKED % json.dumps(entrant.script))
        loaded = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        after = {name: seen.get(name, 0) - seen.get("clicked", 0) for name in ("reaction", "field", "said")}
        return Visit(
            loaded,
            asked,
            seen["button"],
            busy,
            **after,
            bytes_before=before,
            bytes_after=line.bytes - before,
            shift=seen["shift"],
        )
    finally:
        context.close()


ASKED = """performance.getEntriesByType('resource')
  .find((entry) => entry.name.split('?')[0].endsWith(%s)).startTime"""
