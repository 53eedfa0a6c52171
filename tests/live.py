"""The service as a person starts it: its own process, its own database, a free port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.keeper import dies_with_us
from benchmarks.processes import free_port
from bot.runtime import model
from bot.settings import read_settings

PROJECT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "bot.cli")
PATIENCE = 600
PATIENT = {"turn_timeout": "300", "database_timeout": "60"}
"""Settings under which a service on a busy machine gives up nothing."""


def project_model() -> Path:
    """The language model of the present data; trained when it is not there yet."""
    subprocess.run([*COMMAND, "train"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    found = model.find_model(read_settings().models_directory)
    assert found is not None
    return found


class Running:
    """A service in a process of its own, that can be killed and started again as it was."""

    def __init__(self, directory: Path, settings: dict[str, str]) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._log = directory / "service.log"
        self._settings = {
            "LOOPBAANWIJZER_PORT": str(port),
            "LOOPBAANWIJZER_DATABASE": f"sqlite:///{directory}/talks.db",
            **{f"LOOPBAANWIJZER_{name.upper()}": value for name, value in (PATIENT | settings).items()},
        }
        self._kept = ExitStack()

    def start(self) -> None:
        """Start, and wait for the language model."""
        with self._log.open("ab") as out:
            environment = {**os.environ, **self._settings}
            self._process = subprocess.Popen(
                [*COMMAND, "serve"], cwd=PROJECT, env=environment, stdout=out, stderr=out
            )
        self._kept.enter_context(dies_with_us(self._process))
        wait_until_ready(self.address, self._process, self._log)

    def kill(self) -> None:
        """As when the power fails."""
        self._process.kill()
        self._process.wait()
        self._kept.close()

    def stop(self) -> None:
        """End it kindly."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._kept.close()


@contextmanager
def running(directory: Path, **more: str) -> Iterator[Running]:
    """A service that is ready; its process ends with the block. `more`: settings by name."""
    project_model()
    service = Running(directory, more)
    try:
        service.start()
        yield service
    finally:
        service.stop()


@contextmanager
def running_service(directory: Path, **more: str) -> Iterator[str]:
    """The same, when only its address matters."""
    with running(directory, **more) as service:
        yield service.address


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the language model; a service that stops, or cannot load it, says why."""
    deadline = time.monotonic() + PATIENCE
    while model_status(address) != "klaar":
        stopped = process.poll() is not None or model_status(address) == "mislukt"
        if stopped or time.monotonic() > deadline:
            raise RuntimeError(f"the service did not get ready:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.3)


def model_status(address: str) -> str | None:
    """What `/readyz` says about the language model; None when nothing answers."""
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as response:
            return str(json.load(response)["taalmodel"])
    except urllib.error.HTTPError as error:
        return str(json.load(error).get("taalmodel"))
    except OSError:
        return None
