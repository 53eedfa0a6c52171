"""`links`: do the links to official pages still work? Each is asked once, a few sites at a time."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..knowledge import Knowledge
from .console import FAILED, FOUND, GOOD, count, progress, say, table

AGENT = "Loopbaanwijzer-linkcontrole"
TIMEOUT = 15.0
AT_ONCE = 6
PAUSE = 1.0
"""Seconds between two questions to one site."""
GOOD_STATUS = range(200, 400)
NO_HEAD = frozenset({403, 405, 501})
"""Answers of sites that do not like HEAD: asked again with GET."""


@dataclass(frozen=True)
class Link:
    """A page, and where it is named."""

    url: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a page answered; `status` None: nothing."""

    link: Link
    status: int | None
    told: str
    unreachable: bool = False
    """Whether not even the site was found: perhaps there is no network."""

    @property
    def good(self) -> bool:
        """Whether the page is there."""
        return self.status in GOOD_STATUS


def links_of(knowledge: Knowledge) -> list[Link]:
    """Every link of sources and instructions, each once."""
    places: dict[str, list[str]] = defaultdict(list)
    for measure in knowledge.measures.values():
        for source in measure.sources.values():
            if source.url:
                places[source.url].append(f"{measure.id}: bron {source.id}")
        for instruction in measure.instructions:
            if instruction.link:
                places[instruction.link].append(f"{measure.id}: aanvragen")
    return [Link(url, tuple(dict.fromkeys(named))) for url, named in sorted(places.items())]


def ask_all(links: Iterable[Link], timeout: float = TIMEOUT, pause: float = PAUSE) -> Iterator[Answer]:
    """The answer of every page; one site is asked one page after the other."""
    by_site: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_site[urlsplit(link.url).netloc].append(link)

    def ask_site(pages: list[Link]) -> list[Answer]:
        answers = []
        for number, link in enumerate(pages):
            if number:
                time.sleep(pause)
            answers.append(ask(link, timeout))
        return answers

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(ask_site, by_site.values()):
            yield from answers


def ask(link: Link, timeout: float = TIMEOUT) -> Answer:
    """Ask one page, without its content when the site allows that."""
    if urlsplit(link.url).scheme not in ("http", "https"):
        return Answer(link, None, "geen http-adres")
    first = _request(link, "HEAD", timeout)
    return _request(link, "GET", timeout) if first.status in NO_HEAD else first


def _request(link: Link, method: str, timeout: float) -> Answer:
    request = urllib.request.Request(link.url, method=method, headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            moved = f"verhuisd naar {response.url}" if response.url != link.url else "in orde"
            return Answer(link, response.status, moved)
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(link, error.code, f"antwoordt met {error.code}")
    except urllib.error.URLError as error:
        away = isinstance(error.reason, (socket.gaierror, ConnectionError, OSError))
        slow = isinstance(error.reason, TimeoutError)
        return Answer(
            link,
            None,
            "antwoordt niet op tijd" if slow else f"niet bereikbaar ({error.reason})",
            away and not slow,
        )
    except TimeoutError:
        return Answer(link, None, "antwoordt niet op tijd")
    except (OSError, ValueError) as error:
        return Answer(link, None, f"antwoordt niet zoals het hoort ({type(error).__name__})")


def report(knowledge: Knowledge, timeout: float, *, everything: bool = False) -> int:
    """Ask every link and say which need attention."""
    links = links_of(knowledge)
    answers = list(progress("links", ask_all(links, timeout), len(links)))
    if answers and all(answer.unreachable for answer in answers):
        say(
            f"Geen enkele van de {len(answers)} sites is bereikbaar. Is er een verbinding met het internet? "
            "De links zijn niet nagekeken."
        )
        return FAILED
    told = [answer for answer in answers if everything or not answer.good or answer.told != "in orde"]
    if told:
        rows = [
            ("ja" if answer.good else "NEE", str(answer.status or "-"), answer.told, answer.link.url,
             "; ".join(answer.link.places))
            for answer in sorted(told, key=lambda answer: (answer.good, answer.link.url))
        ]  # fmt: skip
        say(table(("werkt", "code", "antwoord", "link", "staat bij"), rows) + "\n")
    broken = sum(not answer.good for answer in answers)
    without = sum(
        source.url is None for measure in knowledge.measures.values() for source in measure.sources.values()
    )
    say(
        f"{count(len(answers), 'link', 'links')} gevraagd, {broken} zonder goed antwoord. "
        f"{count(without, 'bron heeft', 'bronnen hebben')} geen link."
    )
    return FOUND if broken else GOOD
