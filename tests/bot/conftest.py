"""A real service on a small Rasa project: real HTTP, real SQLite, a really trained model."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
from argon2 import PasswordHasher

from bot.http.app import build_app
from bot.people import passwords
from bot.runtime import model
from bot.settings import Settings, read_settings
from knowledge import Current, shared_knowledge

MINI = Path(__file__).resolve().parent / "mini_project"
ACTIONS = "mini_actions"
PATIENCE = 60
"""Seconds that a test waits for what must come: how busy the machine is says nothing about the service."""


@dataclass
class Talk:
    """One conversation over HTTP."""

    client: TestClient
    id: str
    token: str

    @property
    def path(self) -> str:
        return f"/api/v1/gesprekken/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def post(self, **body: Any) -> ClientResponse:
        return await self.client.post(f"{self.path}/berichten", json=body, headers=self.headers)

    async def say(self, text: str, **more: Any) -> dict[str, Any]:
        response = await self.post(tekst=text, **more)
        assert response.status == 200, await response.text()
        answer: dict[str, Any] = await response.json()
        return answer

    async def get(self, rest: str = "") -> ClientResponse:
        return await self.client.get(self.path + rest, headers=self.headers)

    async def erase(self) -> ClientResponse:
        return await self.client.delete(self.path, headers=self.headers)


Opener = Callable[..., Awaitable[Talk]]
Starter = Callable[..., Awaitable[TestClient]]


@pytest.fixture(scope="session")
def trained_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the trained model of the small project."""
    directory = tmp_path_factory.mktemp("models")
    model.train(directory, MINI, say=lambda line: None)
    return directory


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Settings for a service of its own: no model yet."""
    return {
        "LOOPBAANWIJZER_DATABASE": f"sqlite:///{tmp_path}/var/test.db",
        "LOOPBAANWIJZER_MODELS": str(tmp_path / "models"),
        "LOOPBAANWIJZER_MODEL_WAIT": "1",
        "LOOPBAANWIJZER_TURN_TIMEOUT": "300",
        "LOOPBAANWIJZER_DATABASE_TIMEOUT": "60",
        "LOOPBAANWIJZER_CATALOGUE_EXAMPLES": "false",
    }


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    return read_settings(environment)


@pytest.fixture
def start(environment: dict[str, str], aiohttp_client: Any) -> Starter:
    """Starts a service; settings by name override the test's own."""

    async def run(**overrides: Any) -> TestClient:
        app = build_app(read_settings(environment, **overrides), MINI, ACTIONS, Current(shared_knowledge()))
        client: TestClient = await aiohttp_client(app)
        return client

    return run


@pytest.fixture
async def client(start: Starter) -> TestClient:
    """A service without a language model."""
    return await start()


@pytest.fixture
async def talking(start: Starter, trained_models: Path) -> TestClient:
    """A service with the small model."""
    return await start(models=str(trained_models), model_wait=600)


async def open_talk(client: TestClient, **body: Any) -> Talk:
    """Open a conversation."""
    response = await client.post("/api/v1/gesprekken", json=body)
    assert response.status == 201, await response.text()
    opened = await response.json()
    return Talk(client, opened["gesprek"], opened["token"])


@pytest.fixture
async def talk(talking: TestClient) -> Talk:
    """A conversation with the small model."""
    return await open_talk(talking)


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Hashing a password takes long on purpose; tests that only need an account do not wait for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tests' settings are their own."""
    import os

    for name in list(os.environ):
        if name.startswith("LOOPBAANWIJZER_"):
            monkeypatch.delenv(name)
    yield


async def problem(response: ClientResponse, status: int) -> dict[str, Any]:
    """Check that the response is a problem of this status, and give it."""
    text = await response.text()
    assert response.status == status, text
    assert response.content_type == "application/problem+json"
    body: dict[str, Any] = await response.json(content_type=None)
    assert body["status"] == status
    assert body["title"] and body["detail"]
    assert "Traceback" not in text
    return body
