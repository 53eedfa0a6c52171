"""Find or fetch Python 3.10 and uv. Plain standard library, runs on Python 3.7 and newer.

A tool counts only when it has been run and answered as it should: a version manager's shim
can be on the path and still not work.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator

PROBE = "import sys; print(sys.version_info[:2] == (3, 10) and sys.executable or '')"
# So that the tools trust the certificates of the machine, as pip does (needed behind a company proxy).
SYSTEM_CERTIFICATES = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
NO_PYTHON = """
Python 3.10 was not found and could not be fetched. Rasa 3.6 runs on Python 3.8 to 3.10, this project on 3.10.
Install it in one of these ways, then give the same command again:
    uv python install 3.10        (https://docs.astral.sh/uv)
    pyenv install 3.10            (https://github.com/pyenv/pyenv)
    your system's package, for example: apt-get install python3.10 python3.10-venv
Is it somewhere else? Then name it: make run PYTHON310=/path/to/python3.10
"""


class SetupError(Exception):
    """The set-up cannot go on; the message says what the user can do."""


def say(text: str) -> None:
    """One line of progress for the person who waits."""
    print(f"[set-up] {text}", flush=True)


def answer(command: list[str], timeout: int = 60) -> str | None:
    """The first line that a command prints, or None when it does not run or fails."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
            text=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    lines = done.stdout.strip().splitlines()
    return lines[0] if done.returncode == 0 and lines else None


def is_wanted(command: str) -> str | None:
    """The full path of this interpreter when it runs and is Python 3.10."""
    return answer([command, "-I", "-c", PROBE])


def candidates() -> Iterator[str]:
    """Every place where a Python 3.10 may be, the most explicit first."""
    if os.environ.get("PYTHON310"):
        yield os.environ["PYTHON310"]
    yield sys.executable
    home = Path.home()
    roots = [os.environ.get("PYENV_ROOT"), str(home / ".pyenv"), answer(["pyenv", "root"])]
    for pattern in [f"{root}/versions/3.10*/bin/python3.10" for root in roots if root]:
        yield from sorted(glob.glob(pattern), reverse=True)
    yield from (
        "python3.10",
        "/usr/bin/python3.10",
        "/usr/local/bin/python3.10",
        "/opt/homebrew/bin/python3.10",
    )
    shared = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    yield from sorted(glob.glob(f"{shared}/uv/python/cpython-3.10*/bin/python3.10"), reverse=True)
    yield from ("python3", "python")


def find_python() -> str | None:
    """The first candidate that proves to be Python 3.10."""
    for command in dict.fromkeys(candidates()):
        found = is_wanted(command)
        if found:
            return found
    return None


def environment() -> dict[str, str]:
    """The environment for uv and pip."""
    return {**SYSTEM_CERTIFICATES, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **os.environ}


def works(command: list[str]) -> bool:
    """Run a command of the set-up with its output visible; True when it succeeds."""
    try:
        return subprocess.call(command, env=environment()) == 0
    except OSError:
        return False


def find_uv(tools: Path, python: str) -> str | None:
    """uv from the path, or from a private environment in `tools`; None when it cannot be had."""
    private = tools / "bin" / "uv"
    for command in ("uv", str(private)):
        if answer([command, "--version"]):
            return shutil.which(command) or command
    say("fetching uv, which installs packages much faster than pip")
    shutil.rmtree(str(tools), ignore_errors=True)
    quiet = [str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
    if works([python, "-m", "venv", str(tools)]) and works(quiet) and answer([str(private), "--version"]):
        return str(private)
    say("uv is not to be had here; pip will do it, slower")
    return None


def fetch_python(tools: Path) -> str:
    """Let uv or pyenv install Python 3.10, or explain what the user can do."""
    say("no working Python 3.10 on this machine; trying to fetch it")
    uv = find_uv(tools, sys.executable)
    if uv and works([uv, "python", "install", "3.10"]):
        found = answer([uv, "python", "find", "--managed-python", "3.10"])
        if found and is_wanted(found):
            return found
    if answer(["pyenv", "--version"]):
        say("building Python 3.10 with pyenv; this takes some minutes")
        if works(["pyenv", "install", "--skip-existing", "3.10"]):
            built = find_python()
            if built:
                return built
    raise SetupError(NO_PYTHON)


def wanted_python(tools: Path) -> str:
    """A Python 3.10 that runs: found on the machine, else fetched."""
    return find_python() or fetch_python(tools)
