"""Checking links, against a server on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from knowledge.maintenance import links
from knowledge.maintenance.console import FAILED, FOUND, GOOD

from .support import VOV, SmallData


class Site(BaseHTTPRequestHandler):
    """A few pages, and what was asked."""

    asked: list[tuple[str, str]] = []

    def do_HEAD(self) -> None:  # noqa: N802 (the name is the server's)
        Site.asked.append(("HEAD", self.path))
        if self.path == "/traag":
            time.sleep(1.5)
        codes = {"/goed": 200, "/traag": 200, "/geen-head": 405, "/verhuisd": 301}
        self.send_response(codes.get(self.path, 404))
        if self.path == "/verhuisd":
            self.send_header("Location", "/goed")
        self.end_headers()

    def do_GET(self) -> None:  # noqa: N802
        Site.asked.append(("GET", self.path))
        self.send_response(200 if self.path in ("/geen-head", "/goed") else 404)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "good", "told"),
    [
        ("/goed", True, "in orde"),
        ("/geen-head", True, "in orde"),
        ("/verhuisd", True, "verhuisd naar"),
        ("/weg", False, "antwoordt met 404"),
        ("/traag", False, "niet op tijd"),
    ],
)
def test_what_a_page_answers(site: str, path: str, good: bool, told: str) -> None:
    answer = links.ask(links.Link(site + path, ()), timeout=0.7 if path == "/traag" else 60)
    assert answer.good is good and told in answer.told and not answer.unreachable


def test_get_only_where_head_is_refused(site: str) -> None:
    links.ask(links.Link(f"{site}/weg", ()))
    links.ask(links.Link(f"{site}/geen-head", ()))
    assert [method for method, _ in Site.asked] == ["HEAD", "HEAD", "GET"]


def test_one_site_is_asked_one_page_after_the_other(site: str) -> None:
    pages = [links.Link(f"{site}/goed", ()), links.Link(f"{site}/weg", ())]
    started = time.monotonic()
    answers = list(links.ask_all(pages, pause=0.3))
    assert [answer.good for answer in answers] == [True, False] and time.monotonic() - started >= 0.3


def test_other_schemes_are_never_opened() -> None:
    assert links.ask(links.Link("file:///etc/hostname", ())).told == "geen http-adres"


def test_the_report_names_what_is_broken_and_where(
    site: str, data: SmallData, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (data.root / VOV).read_text(encoding="utf-8")
    (data.root / VOV).write_text(text.replace("https://example.org", f"{site}/goed"), encoding="utf-8")
    assert links.report(data.load(), 2) == GOOD
    assert "1 link gevraagd, 0 zonder goed antwoord. 1 bron heeft geen link." in capsys.readouterr().out
    (data.root / VOV).write_text(text.replace("https://example.org", f"{site}/weg"), encoding="utf-8")
    assert links.report(data.load(), 2) == FOUND
    told = capsys.readouterr().out
    assert "NEE" in told and "vov: bron A1; vov: aanvragen" in told


def test_without_a_network_nothing_is_called_broken(
    data: SmallData, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (data.root / VOV).read_text(encoding="utf-8")
    (data.root / VOV).write_text(text.replace("https://example.org", "http://127.0.0.1:9"), encoding="utf-8")
    assert links.report(data.load(), 1) == FAILED
    assert "Is er een verbinding met het internet?" in capsys.readouterr().out
