"""The two that are compared: the starter project of Rasa, and this service. The same steps for both."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from abc import ABC, abstractmethod
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import script
from benchmarks.plan import ANSWER_PATIENCE, START_PATIENCE, TRAINING_PATIENCE
from benchmarks.processes import HOST, Server, ServerStopped, free_port, resident_mib, run

PROJECT = Path(__file__).resolve().parent.parent
POLL = 0.05


class NoAnswer(RuntimeError):
    """A turn was not answered as it should."""


class Talk(ABC):
    """One conversation; `say` takes one turn of the script."""

    def __init__(self, session: aiohttp.ClientSession, address: str, number: int) -> None:
        self._session, self._address, self._number = session, address, number
        self._turn = 0

    async def say(self) -> float:
        """Say the next line; the seconds until the whole answer was read."""
        path, headers, body = self._next(self._turn)
        started = time.perf_counter()
        answer = await self._post(path, body, headers)
        took = time.perf_counter() - started
        self._turn += 1
        self._heard(answer)
        return took

    async def _post(self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        async with self._session.post(self._address + path, json=body, headers=headers) as response:
            answer = await response.json(content_type=None)
            if response.status not in (200, 201):
                raise NoAnswer(f"{path} answered {response.status}: {str(answer)[:300]}")
        return answer

    async def open(self) -> None:  # noqa: B027 (not every contestant opens a conversation)
        """Whatever comes before the first message."""

    @abstractmethod
    def _next(self, turn: int) -> tuple[str, dict[str, str], dict[str, Any]]:
        """Path, headers and body of the next message."""

    @abstractmethod
    def _heard(self, answer: Any) -> None:
        """Take in an answer; raises NoAnswer when it says nothing."""


class Contestant(ABC):
    """Something that is trained, started, talked with and stopped."""

    name: str

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.port = free_port()
        self._servers: list[Server] = []
        self._visitors = count()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @abstractmethod
    def train(self) -> float:
        """Train on the spot; the seconds of the whole command."""

    @abstractmethod
    def servers(self) -> list[Server]:
        """Start the processes."""

    @abstractmethod
    def talk(self, session: aiohttp.ClientSession) -> Talk:
        """A new conversation."""

    async def start(self, session: aiohttp.ClientSession) -> float:
        """Start, and wait for the first answer to a message; the seconds that took."""
        started = time.perf_counter()
        self._servers = self.servers()
        while True:
            try:
                talk = self.talk(session)
                await talk.open()
                await talk.say()
                return time.perf_counter() - started
            except (aiohttp.ClientConnectionError, NoAnswer) as error:
                self.check()
                if time.perf_counter() - started > START_PATIENCE:
                    raise ServerStopped(f"{self.name} gave no answer: {error}") from error
            await asyncio.sleep(POLL)

    def check(self) -> None:
        """Raise ServerStopped when one of the processes is gone."""
        for server in self._servers:
            server.check()

    def memory(self) -> float:
        """Resident memory of all its processes together, in MiB."""
        return resident_mib(server.pid for server in self._servers)

    def memory_of_first(self) -> float:
        """The same of its main process alone, with what that one started."""
        return resident_mib([self._servers[0].pid])

    def stop(self) -> None:
        """End its processes."""
        for server in self._servers:
            server.stop()
        self._servers = []

    def _run(self, *command: str, cwd: Path) -> float:
        return run(command, cwd, self.directory / f"{self.name}-train.log", TRAINING_PATIENCE)

    def _serve(self, *command: str, cwd: Path, **settings: str) -> Server:
        return Server(command, cwd, self.directory / f"{self.name}.log", settings)


class Starter(Contestant):
    """What `rasa init` makes, as it comes: its pipeline, its server and its action server."""

    name = "starter"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.project = directory / "starter"
        self._rasa = (sys.executable, "-m", "rasa")

    def train(self) -> float:
        """`rasa init` lays the project out and trains it."""
        shutil.rmtree(self.project, ignore_errors=True)
        self.project.mkdir(parents=True)
        return self._run(
            *self._rasa, "init", "--no-prompt", "--init-dir", str(self.project), cwd=self.directory
        )

    def servers(self) -> list[Server]:
        """The bot with its REST channel, and the action server."""
        self.port = free_port()
        bot = ("run", "--enable-api", "--interface", HOST, "--port", str(self.port))
        actions = ("run", "actions", "--port", str(free_port()))
        return [self._serve(*self._rasa, *command, cwd=self.project) for command in (bot, actions)]

    def talk(self, session: aiohttp.ClientSession) -> Talk:
        """A sender of its own."""
        return StarterTalk(session, self.address, next(self._visitors))


class StarterTalk(Talk):
    """Over Rasa's REST channel."""

    def _next(self, turn: int) -> tuple[str, dict[str, str], dict[str, Any]]:
        body = {"sender": f"visitor-{self._number}", "message": script.starter_line(turn)}
        return "/webhooks/rest/webhook", {}, body

    def _heard(self, answer: Any) -> None:
        if self._turn == 1 and not answer:
            raise NoAnswer("the starter said nothing")


class Service(Contestant):
    """This project, as `make run` starts it, with a database and a model of its own."""

    name = "loopbaanwijzer"

    @property
    def _command(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "bot.cli")

    @property
    def _models(self) -> str:
        return str(self.directory / "models")

    def train(self) -> float:
        """The training command of the project."""
        return self._run(*self._command, "train", "--force", "--models", self._models, cwd=PROJECT)

    def servers(self) -> list[Server]:
        """One process."""
        self.port = free_port()
        settings = {
            "LOOPBAANWIJZER_PORT": str(self.port),
            "LOOPBAANWIJZER_MODELS": self._models,
            "LOOPBAANWIJZER_DATABASE": f"sqlite:///{self.directory}/talks.db",
        }
        return [self._serve(*self._command, "serve", cwd=PROJECT, **settings)]

    def talk(self, session: aiohttp.ClientSession) -> Talk:
        """A conversation of its own."""
        return ServiceTalk(session, self.address, next(self._visitors))


class ServiceTalk(Talk):
    """Over the API of the project."""

    async def open(self) -> None:
        """Open the conversation."""
        opened = await self._post("/api/v1/gesprekken", {})
        self._path = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}
        self._answer: dict[str, Any] = opened

    def _next(self, turn: int) -> tuple[str, dict[str, str], dict[str, Any]]:
        text = script.service_line(turn, self._answer, self._number)
        return self._path, self._headers, {"tekst": text, "bericht_id": f"message-{turn}"}

    def _heard(self, answer: Any) -> None:
        if not answer["berichten"]:
            raise NoAnswer("the service said nothing")
        self._answer = answer


def new_session() -> aiohttp.ClientSession:
    """A client that waits long enough, with room for every visitor."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=ANSWER_PATIENCE), connector=aiohttp.TCPConnector(limit=0)
    )
