"""A test run that is killed leaves nothing running."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.keeper import afterwards, dies_with_us
from tests.project import ROOT

STARTS_AND_WAITS = """
import subprocess, time
from benchmarks.keeper import afterwards, dies_with_us
process = subprocess.Popen(["sleep", "600"])
with afterwards('rm -rf "$1"', {directory!r}), dies_with_us(process):
    print(process.pid, flush=True)
    time.sleep(600)
"""


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def runs(pid: int) -> bool:
    """Whether a process is there and did not end (it may still have to be collected)."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(told.strip()) and not told.startswith("Z")


def test_what_a_killed_run_started_ends(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    code = STARTS_AND_WAITS.format(directory=str(left))
    run = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    assert runs(pid) and left.exists()
    run.kill()
    run.communicate()
    until(lambda: not runs(pid))
    until(lambda: not left.exists())


def test_what_ended_in_order_is_left_alone(tmp_path: Path) -> None:
    process = subprocess.Popen(["true"])
    with afterwards('echo done >"$1"', tmp_path / "told"), dies_with_us(process):
        process.wait()
    assert (tmp_path / "told").read_text() == "done\n"


def test_a_block_that_fails_cleans_up_too(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="failed"), afterwards('touch "$1"', tmp_path / "told"):
        raise ValueError("failed")
    assert (tmp_path / "told").exists()
