"""A service without a language model, on a database of its own, and asking it something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.http.app import build_app
from bot.settings import read_settings
from knowledge import Current, shared_knowledge


def new_service(directory: Path, **settings: Any) -> web.Application:
    """The application, with its files in this directory; `settings` by name."""
    where = {
        "LOOPBAANWIJZER_DATABASE": f"sqlite:///{directory}/t.db",
        "LOOPBAANWIJZER_MODELS": str(directory),
    }
    return build_app(read_settings(where, **settings), current=Current(shared_knowledge()))


async def asked(client: TestClient, path: str, status: int = 200, **query: str) -> dict[str, Any]:
    """The answer to a GET, which must have this status."""
    response = await client.get(path, params=query)
    body: dict[str, Any] = await response.json(content_type=None)
    assert response.status == status, body
    return body
