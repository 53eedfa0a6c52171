"""A real browser: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.processes import free_port
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor
from tests.live import Running, running
from tests.portal import Portal

Arrive = Callable[..., Visitor]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "/usr/bin/chromium")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-gpu",
)


def find_chromium() -> str | None:
    """A Chromium that answers when it is run; CHROMIUM names another one."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        try:
            done = subprocess.run([name, "--version"], capture_output=True, timeout=30, check=False)
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0:
            found = subprocess.run(["/bin/sh", "-c", f"command -v {name}"], capture_output=True, text=True)
            return found.stdout.strip() or name
    return None


def chromium_options() -> list[str]:
    """Nothing in the background; root has no sandbox."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one, the tests that need it are skipped."""
    found = find_chromium()
    if found is None:
        pytest.skip("no working Chromium: apt-get install chromium (or set CHROMIUM to its path)")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the module; it must end before tests with an event loop of their own start."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=chromium_options())
        yield started
        started.close()


@pytest.fixture(scope="session")
def site_port() -> int:
    """The port of the website that embeds the assistant; the service must know its origin."""
    return free_port()


@pytest.fixture(scope="session")
def portal(site_port: int) -> Portal:
    """A portal on the website, whose key the service knows."""
    return Portal(f"http://127.0.0.1:{site_port}")


@pytest.fixture(scope="session")
def service(chromium: str, portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running service; it is not started when there is no browser to look at it."""
    directory: Path = tmp_path_factory.mktemp("service")
    keys = str(portal.publish(directory))
    origin = portal.origin
    settings = {"cors_origins": origin, "embed_origins": origin, "context_keys": keys}
    with running(directory, **settings) as started:
        yield started


@pytest.fixture(scope="session")
def address(service: Running) -> str:
    """Its address."""
    return service.address


@pytest.fixture(scope="session")
def website(address: str, site_port: int) -> Iterator[Site]:
    """A website of somebody else, on another origin, with a line to the service that can misbehave."""
    with running_site(site_port, address) as started:
        yield started


@pytest.fixture
def site(website: Site) -> Iterator[Site]:
    """The same, of which the line is good again for the next test, however this one ends."""
    yield website
    website.reset()


@pytest.fixture
def arrive(browser: Browser, address: str) -> Iterator[Arrive]:
    """Open the page of the service as a new visitor."""
    visitors: list[Visitor] = []

    def opened(width: int = 1280, at: str | None = None, **options: object) -> Visitor:
        visitors.append(Visitor(browser, at or address, width, **options))
        return visitors[-1].open()

    yield opened
    for visitor in visitors:
        visitor.close()
