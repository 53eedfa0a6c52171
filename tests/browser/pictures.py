"""`python -m tests.browser.pictures [--only NAME] [DIRECTORY]`: the pictures of docs/schermen, made again.

A service with a database of its own, always the same made-up people, and the day of the other browser tests;
only the hours in the console are those of now. Chromium writes WebP itself.
"""

from __future__ import annotations

import argparse
import base64
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.processes import free_port
from tests.browser.conftest import chromium_options, find_chromium
from tests.browser.desk import Desk, Person, hire
from tests.browser.site import Site, running_site
from tests.browser.visitor import ON, STORY, Visitor
from tests.live import running_service
from tests.portal import Portal
from tests.project import ROOT

OUTPUT = ROOT / "docs" / "schermen"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
QUALITY = 60
PRINTED = """() => { document.open(); document.write(window.printed); document.close();
  document.body.style.font = '11pt/1.45 sans-serif'; }"""
COURSES = "Ik zoek een avondcursus boekhouden in Gent"
HOST = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Centrum De Brug</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body {{ font: 1.05rem/1.6 Georgia, serif; margin: 0; color: #222; background: #fff }}
header, main {{ padding: 1rem max(1rem, 50vw - 30rem) }} header {{ background: #f1e4d3 }}
main {{ padding-right: max(1rem, 50vw - 14rem) }} h1 {{ margin: 0; font-size: 1.7rem }}</style>
<script src="{script}" defer></script></head>
<body><header><h1>Centrum De Brug</h1>Leren voor volwassenen</header><main>
<p>Bijleren kan op elke leeftijd. Hier lees je welke opleidingen er zijn in je buurt, wanneer ze starten
en hoe je je inschrijft.</p><h2>Onze opleidingen</h2><p>Boekhouden, zorg, informatica, talen, techniek en nog
veel meer. Overdag, 's avonds of in het weekend.</p><h2>Vragen?</h2><p>Bel of mail ons. Of vraag het aan de
Loopbaanwijzer, rechts onderaan.</p></main>{tag}</body></html>"""


@dataclass
class Studio:
    """Everything that a picture needs."""

    browser: Browser
    site: Site
    portal: Portal
    database: str

    def host(self, size: dict[str, int], attributes: str = "", **options: Any) -> Visitor:
        """A visitor of somebody's website, with the window closed."""
        touch: dict[str, Any] = {"is_mobile": True, "has_touch": True} if size is PHONE else {}
        visitor = Visitor(self.browser, self.site.service, viewport=size, **touch, **options)
        tag = f'<loopbaan-wijzer peildatum="{ON}" {attributes}></loopbaan-wijzer>'
        script = f"{self.site.service}/static/loopbaan-wijzer.js"
        self.site.pages["/gast"] = (HOST.format(script=script, tag=tag), {})
        visitor.page.goto(f"{self.site.address}/gast")
        visitor.page.locator("loopbaan-wijzer").wait_for(state="attached")
        return visitor

    def inside(self, size: dict[str, int], attributes: str = "", **options: Any) -> Visitor:
        """The same, with the window open."""
        visitor = self.host(size, attributes, **options)
        visitor.page.locator("loopbaan-wijzer").evaluate("(e) => e.open()")
        visitor.theirs.first.wait_for()
        visitor.settle()
        return visitor

    def whole(self, **options: Any) -> Visitor:
        """The whole page, with the talk and the panel beside it."""
        return Visitor(self.browser, self.site.service, viewport=DESKTOP, **options).open()


class Seen(Protocol):
    """Somebody at a screen: a visitor or a counsellor."""

    page: Page
    context: BrowserContext


Scene = Callable[[Studio, dict[str, int]], Seen]
Made = TypeVar("Made", bound=Scene)
SCENES: dict[str, tuple[Scene, tuple[str, ...]]] = {}


def scene(name: str, *sizes: str) -> Callable[[Made], Made]:
    """Put a picture on the list: its name, and for which screens."""

    def listed(make: Made) -> Made:
        SCENES[name] = (make, sizes or ("computer", "telefoon"))
        return make

    return listed


@scene("gesloten")
def closed(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.host(size)
    visitor.page.get_by_role("button", name="Steun voor je loopbaan?").wait_for()
    return visitor


@scene("begin")
def begin(studio: Studio, size: dict[str, int]) -> Visitor:
    return studio.inside(size)


@scene("vraag")
def question(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.say(STORY)
    return visitor


@scene("overzicht")
def overview(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.whole() if size is DESKTOP else studio.inside(size)
    visitor.to_overview()
    if size is PHONE:
        visitor.show("Overzicht")
    visitor.page.get_by_text("Waarom wel?").first.click()
    return visitor


@scene("maatregel")
def measure(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.to_overview()
    visitor.show("Overzicht")
    card = visitor.measures.first
    for summary in card.locator("summary").all():
        summary.click()
    card.evaluate("(e) => e.scrollIntoView({block: 'start'})")
    return visitor


@scene("opleidingen")
def courses(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.whole() if size is DESKTOP else studio.inside(size)
    visitor.say(COURSES)
    return visitor


@scene("dit-weet-ik")
def facts(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.say(STORY)
    visitor.show("Over jou")
    visitor.page.get_by_role("button", name="Wijzig: 41 jaar").last.click()
    visitor.page.locator(".facts .editor input").wait_for()
    return visitor


@scene("antwoord-aanpassen", "telefoon")
def edited(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.say("Ik ben 41 jaar en werk in de privésector in Gent")
    visitor.page.locator(".below button").first.click()
    return visitor


@scene("meenemen")
def more(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.to_overview()
    visitor.show("Meer")
    return visitor


@scene("code", "telefoon")
def code(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.say("Ik ben 41 jaar")
    visitor.show("Meer")
    visitor.page.get_by_text("Code voor mijn begeleider").click()
    visitor.page.get_by_role("button", name="Ja, deel dit en geef een code").click()
    visitor.page.locator(".result strong").wait_for()
    return visitor


@scene("samenvatting", "computer")
def summary(studio: Studio, size: dict[str, int]) -> Visitor:
    """What comes out of the printer."""
    keep = "window.print = () => { top.printed = document.documentElement.outerHTML; };"
    visitor = studio.whole(script=keep)
    visitor.to_overview()
    visitor.page.get_by_role("button", name="Druk af").click()
    visitor.page.set_viewport_size({"width": 800, "height": 1000})
    visitor.page.evaluate(PRINTED)
    return visitor


def waiting_person(studio: Studio, size: dict[str, int]) -> tuple[Visitor, Desk]:
    """Somebody who asked for a person, and the counsellor who is there."""
    desk = Desk(studio.browser, studio.site.service)
    desk.on_duty()
    visitor = studio.inside(size)
    visitor.say("ik ben 54 en werk voltijds als arbeider in een fabriek in Gent")
    visitor.say("Ik wil iemand spreken")
    visitor.page.get_by_role("button", name="Chat met een begeleider").click()
    visitor.settle()
    visitor.choose()
    return visitor, desk


@scene("mens")
def human(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor, desk = waiting_person(studio, size)
    desk.take_first()
    desk.say("Dag, ik ben An. Ik lees even mee. Wat wil je het liefst leren?")
    visitor.page.get_by_text("ik ben An").wait_for()
    visitor.say("iets met computers, maar overdag moet ik werken")
    desk.context.close()
    return visitor


@scene("geen-internet")
def offline(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size)
    visitor.say("Ik ben 41 jaar")
    visitor.context.set_offline(True)
    visitor.page.fill("#bericht", "Ik werk in de privésector")
    visitor.page.press("#bericht", "Enter")
    visitor.page.get_by_text("vertrekt vanzelf").wait_for()
    return visitor


@scene("niet-verstuurd", "telefoon")
def not_sent(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size, stream=False)
    visitor.page.route("**/berichten", lambda route: route.abort())
    visitor.say("Ik ben 41 jaar en werk in de privésector")
    visitor.page.get_by_text("Haal mijn tekst terug").wait_for()
    return visitor


@scene("donker")
def dark(studio: Studio, size: dict[str, int]) -> Visitor:
    if size is DESKTOP:
        visitor = studio.whole(query="&thema=donker")
        visitor.to_overview()
    else:
        visitor = studio.inside(size, 'thema="donker"')
        visitor.say(STORY)
    return visitor


@scene("vlaanderen")
def flemish(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = (
        studio.whole(query="&thema=vlaanderen")
        if size is DESKTOP
        else studio.inside(size, 'thema="vlaanderen"')
    )
    visitor.to_overview() if size is DESKTOP else visitor.say(STORY)
    return visitor


@scene("eenvoudig")
def simple(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = studio.inside(size, 'taalniveau="eenvoudig"')
    visitor.say("Wat is een opleidingscheque?")
    return visitor


@scene("portaal", "telefoon")
def portal(studio: Studio, size: dict[str, int]) -> Visitor:
    context = studio.portal.sign(profiel={"leeftijd": 38, "sector": "prive"})
    return studio.inside(size, f'ingang="mijn_loopbaan" context="{context}"')


@scene("console-rij", "computer")
def queue(studio: Studio, size: dict[str, int]) -> Desk:
    for told, why in (
        ("ik ben 54 en werk voltijds als arbeider in een fabriek in Gent", "ik weet niet waar te beginnen"),
        ("ik ben 29, zoek werk en wil verpleegkundige worden", "ik wil iemand horen"),
    ):
        person = Person(studio.site.service)
        person.say(told)
        person.ask_for_somebody(why)
    desk = Desk(studio.browser, studio.site.service)
    desk.page.locator(".wachtrij li").nth(1).wait_for()
    return desk


@scene("console-gesprek", "computer")
def talk(studio: Studio, size: dict[str, int]) -> Desk:
    desk = Desk(studio.browser, studio.site.service)
    desk.take_first()
    desk.say("Dag! Waarmee kan ik helpen?")
    desk.page.evaluate("scrollTo(0, 0)")
    return desk


@scene("console-intake", "computer")
def intake(studio: Studio, size: dict[str, int]) -> Desk:
    desk = Desk(studio.browser, studio.site.service)
    desk.intake("vr 42 PC200 4/5 30u HSO werk in Mechelen, wil boekhouden avond Gent, cvo 80lt 180eur")
    desk.page.locator(".maatregel > summary").first.click()
    desk.page.evaluate("scrollTo(0, 0)")
    return desk


@scene("console-aanmelden", "computer")
def signing_in(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor = Visitor(studio.browser, studio.site.service, viewport=size)
    visitor.page.goto(f"{studio.site.service}/begeleider/aanmelden")
    return visitor


# Last: who waits here stays in the queue of the console.
@scene("wachten")
def waiting(studio: Studio, size: dict[str, int]) -> Visitor:
    visitor, desk = waiting_person(studio, size)
    desk.context.close()
    return visitor


@contextmanager
def running_studio() -> Iterator[Studio]:
    """A service, a website that embeds it, an organisation with a counsellor, and a browser."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("no working Chromium: apt-get install chromium (or set CHROMIUM to its path)")
    port = free_port()
    portal = Portal(f"http://127.0.0.1:{port}")
    with tempfile.TemporaryDirectory(prefix="schermen-") as made, sync_playwright() as playwright:
        directory = Path(made)
        keys = str(portal.publish(directory))
        settings = {"cors_origins": portal.origin, "context_keys": keys, "smtp_host": "127.0.0.1"}
        settings |= {"embed_origins": portal.origin, "smtp_sender": "wijzer@voorbeeld.be"}
        with running_service(directory, **settings) as address, running_site(port, address) as site:
            database = f"sqlite:///{directory}/talks.db"
            hire(database)
            browser = playwright.chromium.launch(executable_path=chromium, args=chromium_options())
            yield Studio(browser, site, portal, database)
            browser.close()


def shoot(page: Page, path: Path) -> int:
    """Write what is in sight; gives the bytes."""
    page.wait_for_timeout(400)
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    path.write_bytes(base64.b64decode(taken["data"]))
    return path.stat().st_size


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures; 0 when all are there."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.pictures", description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=OUTPUT)
    parser.add_argument("--only", action="append", choices=sorted(SCENES), help="only this one")
    given = parser.parse_args(arguments)
    given.directory.mkdir(parents=True, exist_ok=True)
    with running_studio() as studio:
        for name, (make, sizes) in SCENES.items():
            if given.only and name not in given.only:
                continue
            for screen in sizes:
                seen = make(studio, DESKTOP if screen == "computer" else PHONE)
                path = given.directory / f"{name}-{screen}.webp"
                print(f"{path.name}: {shoot(seen.page, path) / 1000:.0f} kB", flush=True)
                seen.context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
