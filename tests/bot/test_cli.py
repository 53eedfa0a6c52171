"""The command line and the real process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.processes import free_port
from bot.cli import main
from bot.settings import PROJECT, table

PATIENCE = 300
"""Seconds that a test waits for what must come: starting takes long on a machine that is busy."""


def test_settings_are_all_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instellingen", "--port", "9000"]) == 0
    printed = capsys.readouterr().out
    for spec in table():
        assert spec.name in printed
    assert "9000" in printed


def test_a_wrong_setting_ends_with_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "x"]) == 2
    assert "LOOPBAANWIJZER_PORT must be a whole number" in capsys.readouterr().err


def test_a_setting_that_proves_wrong_at_the_start_ends_with_a_message_too(tmp_path: Path) -> None:
    names = ("issuer", "client-id", "client-secret", "address", "roles", "organisations")
    values = ("https://p.example", "a", "b", "https://c.example", "*=beheerder", "*=leerwinkel")
    options = [part for name, value in zip(names, values, strict=True) for part in (f"--oidc-{name}", value)]
    command = [sys.executable, "-m", "bot.cli", "serve", "--database", f"sqlite:///{tmp_path}/t.db"]
    ended = subprocess.run([*command, *options], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and "mag niet, want dan krijgt iedereen" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_misspelt_variable_is_pointed_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOOPBAANWIJZER_PROT", "1")
    assert main(["instellingen"]) == 0
    assert "LOOPBAANWIJZER_PROT is no setting" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["onzin"]])
def test_no_or_unknown_command(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


@pytest.fixture
def process(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The service as its own process, with its address."""
    port = free_port()
    environment = {
        **os.environ,
        "LOOPBAANWIJZER_DATABASE": f"sqlite:///{tmp_path}/t.db",
        "LOOPBAANWIJZER_PORT": str(port),
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve"], cwd=PROJECT, env=environment, stderr=subprocess.PIPE
    )
    yield running, f"http://127.0.0.1:{port}"
    if running.poll() is None:
        running.kill()
    running.communicate()


def ask(address: str, body: Any = None) -> tuple[int, str]:
    """Status and text of one request; (0, "") while nobody listens."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def wait_until_up(address: str, seconds: float = PATIENCE) -> None:
    """Wait until the service listens."""
    deadline = time.monotonic() + seconds
    while ask(address + "/healthz")[0] != 200:
        assert time.monotonic() < deadline, "the service does not answer"
        time.sleep(0.02)


@pytest.mark.slow
def test_it_answers_before_the_language_model_is_there(process: Any) -> None:
    _, address = process
    wait_until_up(address)
    assert ask(address + "/")[0] == 200
    assert ask(address + "/api/v1/rechten", {"profiel": {"leeftijd": 38}})[0] == 200
    assert ask(address + "/api/v1/gesprekken", {})[0] == 201
    assert ask(address + "/readyz")[0] == 503, "the model is still loading, or absent"


@pytest.mark.slow
def test_it_stops_when_told(process: Any) -> None:
    running, address = process
    wait_until_up(address)
    running.send_signal(signal.SIGTERM)
    _, errors = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert b"Warning" not in errors and b"Traceback" not in errors


def _loaded(address: str) -> str:
    return str(json.loads(ask(address + "/readyz")[1])["kennisbestanden"]["geladen"])


@pytest.mark.slow
def test_it_reads_its_knowledge_again_when_told(process: Any) -> None:
    running, address = process
    wait_until_up(address)
    loaded = _loaded(address)
    time.sleep(1.1)  # the moment is told in whole seconds
    running.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + PATIENCE
    while _loaded(address) == loaded:
        assert time.monotonic() < deadline, "nothing was loaded"
        time.sleep(0.1)


@pytest.mark.slow
def test_a_taken_port_ends_with_a_message(process: Any) -> None:
    _, address = process
    wait_until_up(address)
    port = address.rsplit(":", 1)[1]
    second = subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve", "--port", port],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert second.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in second.stderr
    assert "Traceback" not in second.stderr
