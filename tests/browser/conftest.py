"""A real browser: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.live import running_service

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module; it must end before tests with an event loop of their own start."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no working Chromium: apt-get install chromium (or set CHROMIUM to its path)")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, *sandbox])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running service; it is not started when there is no browser to look at it."""
    directory: Path = tmp_path_factory.mktemp("service")
    with running_service(directory) as started:
        yield started
