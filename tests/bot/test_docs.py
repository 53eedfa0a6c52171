"""The docs name every setting, command and address."""

from __future__ import annotations

import pytest

from bot.cli import COMMANDS
from bot.console.routes import ROUTES, Route
from bot.http.endpoints import ENDPOINTS, Endpoint
from bot.settings import PROJECT, describe

HANDBOOK = (PROJECT / "docs" / "copiloot.md").read_text(encoding="utf-8")
DOCS = (PROJECT / "docs" / "service.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "variable", "value", "meaning"), describe())
def test_every_setting_stands_in_the_table(name: str, variable: str, value: str, meaning: str) -> None:
    shown = f"`{value}`" if value else "(empty)"
    assert f"| `{name}` | {shown} | {meaning} |" in DOCS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told(command: str) -> None:
    assert f"`loopbaanwijzer {command}`" in DOCS


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: f"{e.method} {e.path}")
def test_every_address_is_told(endpoint: Endpoint) -> None:
    assert f"| `{endpoint.method} {endpoint.path}` | {endpoint.summary} |" in DOCS


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")
def test_every_address_of_the_console_is_told(route: Route) -> None:
    assert f"| `{route.method} {route.path}` | {route.says} | {route.who} |" in HANDBOOK
