"""`rasa run` with `rasa run actions`, as Rasa users know them, gives the same answers as the service."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.processes import free_port
from bot.conversation.choices import choices_of
from bot.http.app import build_app
from bot.runtime import model
from bot.settings import PROJECT, read_settings
from tests.bot.conftest import ACTIONS, MINI, open_talk
from tests.live import project_model

pytestmark = pytest.mark.slow

START_LIMIT = 600
DATE = "2026-03-15"
MINI_TURNS = ["hallo", "ik ben 38 jaar", "hallo"]
TURNS = [
    "ik ben 38, werk 4/5 als bediende bij een priv\u00e9bedrijf in Mechelen, "
    "heb alleen middelbaar en wil boekhouding volgen",
    "waarom wil je dat weten?",
    "wat is een opleidingscheque?",
    "weet ik niet",
    "ik wil iemand spreken",
]


@contextmanager
def running(arguments: list[str], cwd: Path, address: str) -> Iterator[None]:
    """A Rasa server, up and answering; stopped at the end."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(cwd)}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "rasa", "run", *arguments],
        cwd=cwd,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, address)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"no answer from {address}")


@contextmanager
def plain_rasa(project: Path, found: Path, actions: str, directory: Path) -> Iterator[str]:
    """Both servers of Rasa; gives the address of the REST channel."""
    action_port, port = free_port(), free_port()
    endpoints = directory / "endpoints.yml"
    endpoints.write_text(f"action_endpoint: {{url: 'http://127.0.0.1:{action_port}/webhook'}}\n")
    servers = (
        (["actions", "--actions", actions, "-p", str(action_port)], f"http://127.0.0.1:{action_port}/health"),
        (
            ["-m", str(found), "-i", "127.0.0.1", "-p", str(port), "--endpoints", str(endpoints)]
            + ["--credentials", str(PROJECT / "credentials.yml")],
            f"http://127.0.0.1:{port}/webhooks/rest/",
        ),
    )
    with ExitStack() as stack:
        for arguments, address in servers:
            stack.enter_context(running(arguments, project, address))
        yield f"http://127.0.0.1:{port}/webhooks/rest/webhook"


def ask_rasa(address: str, text: str) -> tuple[str, list[str]]:
    """The words and the values of the buttons of one turn."""
    body = {"sender": "iemand", "message": text, "metadata": {"ingang": "burger", "peildatum": DATE}}
    request = urllib.request.Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        messages = json.load(response)
    buttons = [button for message in messages for button in message.get("buttons", [])]
    texts = [message["text"] for message in messages if "text" in message]
    return _words("\n".join(texts)), [choice["waarde"] for choice in choices_of(buttons)]


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("which", ["mini", "project"])
async def test_the_same_turns_give_the_same_answers(
    which: str, tmp_path: Path, trained_models: Path, environment: dict[str, str], aiohttp_client: Any
) -> None:
    if which == "mini":
        project, actions, turns, found = MINI, ACTIONS, MINI_TURNS, model.find_model(trained_models, MINI)
        assert found is not None
    else:
        project, actions, turns, found = PROJECT, "actions", TURNS, project_model()
    settings = read_settings(environment, models=str(found.parent), model_wait=120)
    talk = await open_talk(await aiohttp_client(build_app(settings, project, actions)), peildatum=DATE)
    with plain_rasa(project, found, actions, tmp_path) as address:
        for turn in turns:
            answer = await talk.say(turn)
            own = _words("\n".join(message["tekst"] for message in answer["berichten"]))
            choices = [choice["waarde"] for message in answer["berichten"] for choice in message["keuzes"]]
            assert ask_rasa(address, turn) == (own, choices)
