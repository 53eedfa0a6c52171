"""Do whatever set-up is still needed, then what was asked: `python3 tools/bootstrap.py run`.

The Makefile calls this with any Python 3.7 or newer, so only the standard library is used here.
What has been installed is remembered in `.venv`, so that a second call does nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

from interpreters import SetupError, environment, find_uv, is_wanted, say, wanted_python, works

try:
    import fcntl
except ImportError:  # pragma: no cover - not on this system: two set-ups at once are not guarded against
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
TOOLS = ROOT / ".tools"
WIDGET = ROOT / "widget"
NOTHING_CHOSEN = 5  # pytest's exit code when the options leave no test over
MOST_WORKERS = 4  # each test process takes up to 2 GB
LOCKS = {"runtime": "requirements.lock", "dev": "requirements-dev.lock"}


def fingerprint(group: str) -> str:
    """What must be installed for this group, as one hash."""
    content = (ROOT / LOCKS[group]).read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return hashlib.sha256(content).hexdigest()


def installed() -> dict[str, str]:
    """The fingerprint of each group that stands in the environment; empty when it is absent or broken."""
    if not STAMP.is_file() or not is_wanted(str(PYTHON)):
        return {}
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except ValueError:
        return {}


def set_up(groups: list[str]) -> None:
    """Make `.venv` hold the locked packages of these groups; nothing happens when it already does."""
    present = installed()
    if all(present.get(group) == fingerprint(group) for group in groups):
        return
    with_lock(lambda: install(sorted({*groups, *installed()}, reverse=True)))


def with_lock(work: Callable[[], None]) -> None:
    """Two set-ups at the same time (make run beside make test) wait for each other."""
    with open(str(ROOT / ".bootstrap.lock"), "w") as lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("another set-up is busy; waiting for it")
                fcntl.flock(lock, fcntl.LOCK_EX)
        work()


def install(groups: list[str]) -> None:
    """Install the locked packages of these groups and the project itself, and remember it."""
    if all(installed().get(group) == fingerprint(group) for group in groups):
        return
    started = time.monotonic()
    python = str(PYTHON) if installed() else wanted_python(TOOLS)
    uv = find_uv(TOOLS, python)
    if not installed():
        say(f"making .venv with {python}")
        create_venv(python, uv)
    say(f"installing the locked packages ({', '.join(groups)}): 1 to 10 minutes the first time")
    locks = [str(ROOT / LOCKS[group]) for group in groups]
    if not (uv and works(uv_install(uv, locks))) and not pip_install(locks):
        raise SetupError(
            "The packages could not be installed; the lines above say why. "
            "Is there a network connection? Then give the same command again."
        )
    install_project(uv)
    STAMP.write_text(json.dumps({group: fingerprint(group) for group in groups}), encoding="utf-8")
    say(f"installed in {time.monotonic() - started:.0f} s")


def create_venv(python: str, uv: str | None) -> None:
    """An empty environment with this Python."""
    shutil.rmtree(str(VENV), ignore_errors=True)
    made = works([uv, "venv", "--quiet", "--python", python, str(VENV)]) if uv else False
    if not made and not works([python, "-m", "venv", str(VENV)]):
        raise SetupError(
            f"{python} cannot make a virtual environment. On Debian: apt-get install python3.10-venv"
        )
    STAMP.write_text("{}", encoding="utf-8")


def uv_install(uv: str, locks: list[str]) -> list[str]:
    """The command that makes the environment exactly what the lock files say."""
    return [uv, "pip", "sync", "--python", str(PYTHON), "--require-hashes", *locks]


def pip_install(locks: list[str]) -> bool:
    """The same with pip, slower; packages that are no longer locked stay."""
    if not works([str(PYTHON), "-m", "pip", "--version"]) and not works([str(PYTHON), "-m", "ensurepip"]):
        return False
    options = [option for lock in locks for option in ("-r", lock)]
    return works([str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", *options])


def install_project(uv: str | None) -> None:
    """Put the project itself in the environment, editable; the locked build tools do it."""
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--editable", str(ROOT)]
    pip = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    if not works([*pip, *options]):
        raise SetupError("The project itself could not be installed; the lines above say why.")


def program(name: str) -> str:
    """A program in the project's environment."""
    return str(VENV / "bin" / name)


def call(*command: str, fine: tuple[int, ...] = (0,)) -> None:
    """Run one step in the project's environment; stop with its exit code when it fails."""
    code = subprocess.call(list(command), cwd=str(ROOT), env=environment())
    if code not in fine:
        raise SystemExit(code)


def become(*command: str) -> None:
    """Hand the process over, so that Ctrl-C and signals go straight to it."""
    sys.stdout.flush()
    os.chdir(str(ROOT))
    os.execve(command[0], list(command), environment())


def run(arguments: list[str]) -> None:
    """Set up, train when needed, and serve."""
    set_up(["runtime"])
    call(program("loopbaanwijzer"), "train")
    become(program("loopbaanwijzer"), "serve", *arguments)


def chat(arguments: list[str]) -> None:
    """Set up, train when needed, and talk in the terminal."""
    set_up(["runtime"])
    call(program("loopbaanwijzer"), "train")
    become(program("loopbaanwijzer"), "chat", *arguments)


def lint(arguments: list[str]) -> None:
    """Style and type checks."""
    set_up(["runtime", "dev"])
    call(program("ruff"), "check", ".")
    call(program("mypy"))


def test(arguments: list[str]) -> None:
    """The checks, then the tests: all on every core while the model is trained, or the chosen ones."""
    set_up(["runtime", "dev"])
    if not node_packages():
        say("no Node here: the web component is tested as it is, not built again")
    if arguments:
        lint([])
        call(program("python"), "-m", "pytest", *arguments, fine=(0, NOTHING_CHOSEN))
        return
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    spread = ["-n", workers, "--dist", "loadgroup", "--no-loadscope-reorder"]
    with beside(program("loopbaanwijzer"), "train"):  # the tests that need the model wait for it
        lint([])
        call(program("python"), "-m", "pytest", *spread)


@contextmanager
def beside(*command: str) -> Iterator[None]:
    """Run a step during the block; the block's end waits for it, and its failing ends it."""
    started = subprocess.Popen(list(command), cwd=str(ROOT), env=environment())
    try:
        yield
    except BaseException:
        started.terminate()
        raise
    finally:
        code = started.wait()
    if code:
        raise SystemExit(code)


def widget(arguments: list[str]) -> None:
    """Build the web component; the result is part of the project, so that nobody else needs Node."""
    if not node_packages():
        raise SetupError("Node with npm is needed to build the component. On Debian: apt-get install npm")
    for step in ("check", "build"):
        if subprocess.call(["npm", "run", "--silent", step], cwd=str(WIDGET)):
            raise SystemExit(1)


def node_packages() -> bool:
    """Have the locked packages of the component, where Node is; False where they cannot be had."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    lock, stamp = WIDGET / "package-lock.json", WIDGET / "node_modules" / ".installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        say("installing the locked packages of the web component")
        if subprocess.call(["npm", "ci", "--ignore-scripts", "--silent"], cwd=str(WIDGET)):
            return False
        stamp.write_text(wanted, encoding="utf-8")
    return True


def bench(arguments: list[str]) -> None:
    """Measure beside Rasa's starter project."""
    set_up(["runtime"])
    call(program("loopbaanwijzer"), "train")
    become(program("python"), "-m", "benchmarks", *arguments)


def evaluate(arguments: list[str]) -> None:
    """Measure the understanding beside baselines, and play the personas when there are any."""
    set_up(["runtime"])
    call(program("loopbaanwijzer"), "train")
    become(program("python"), "-m", "benchmarks.evaluation", *arguments)


COMMANDS: dict[str, Callable[[list[str]], None]] = {
    "setup": lambda arguments: set_up(["runtime", "dev"]),
    "run": run,
    "chat": chat,
    "lint": lint,
    "test": test,
    "widget": widget,
    "bench": bench,
    "eval": evaluate,
}


def main(arguments: list[str]) -> int:
    """Do one command; a problem that the user can mend ends in a readable message."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: bootstrap.py [{'|'.join(COMMANDS)}] [options]", file=sys.stderr)
        return 2
    try:
        COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        print(f"\n{str(error).strip()}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
