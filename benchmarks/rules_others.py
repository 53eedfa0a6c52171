"""An environment for the others: OpenFisca and rule-engine want another NumPy than Rasa does."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from benchmarks.processes import ServerStopped, run

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "benchmarks" / "others.lock"
KEPT = PROJECT / "var" / "bench" / "others"
PATIENCE = 600.0


class NoOthers(RuntimeError):
    """The others cannot be installed here, so there is nothing to compare with."""


def others_python(directory: Path) -> str:
    """The Python of that environment, made when it is not there as the lock says; raises NoOthers."""
    stamp = KEPT / "installed"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    python = KEPT / "bin" / "python"
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted and python.exists()):
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        log = directory / "others.log"
        try:
            for command in _commands(str(python)):
                run(command, PROJECT, log, PATIENCE)
        except ServerStopped as error:
            raise NoOthers(f"OpenFisca and rule-engine cannot be installed: {error}") from error
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def _commands(python: str) -> list[tuple[str, ...]]:
    """With uv when it is there, else with pip."""
    private = PROJECT / ".tools" / "bin" / "uv"
    uv = shutil.which("uv") or (str(private) if private.exists() else None)
    if uv is None:
        return [
            (sys.executable, "-m", "venv", str(KEPT)),
            (python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)),
        ]
    return [
        (uv, "venv", "--quiet", "--python", sys.executable, str(KEPT)),
        (uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", str(LOCK)),
    ]
