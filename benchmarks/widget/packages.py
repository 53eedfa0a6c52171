"""What the component is compared with and judged by: npm packages, fixed by the lock beside this file."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from benchmarks.contestants import PROJECT
from benchmarks.processes import ServerStopped, run

HERE = Path(__file__).resolve().parent
KEPT = PROJECT / "var" / "bench" / "widget"
FILES = ("package.json", "package-lock.json")
PATIENCE = 900.0


class NoBrowser(RuntimeError):
    """Node, its packages or Chromium is not there, so that nothing can be measured."""


def packages(directory: Path) -> Path:
    """The directory with `node_modules`, filled when it is not as the lock says; raises NoBrowser."""
    stamp = KEPT / "installed"
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return KEPT
    if shutil.which("npm") is None:
        raise NoBrowser("npm is not there")
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    for name in FILES:
        shutil.copy(HERE / name, KEPT)
    try:
        # Scripts of packages are not run: nothing of them is needed, and nobody has read them.
        command = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        run(command, KEPT, directory / "npm.log", PATIENCE)
    except ServerStopped as error:
        raise NoBrowser(f"the packages cannot be installed: {error}") from error
    stamp.write_text(wanted, encoding="utf-8")
    return KEPT
