"""The set-up survives what it meets on people's machines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import bootstrap
import interpreters
import pytest

from tests.project import ROOT

BROKEN = "#!/bin/sh\necho 'this version is not installed' >&2\nexit 127\n"


def program(directory: Path, name: str, content: str) -> Path:
    """An executable in a directory."""
    directory.mkdir(exist_ok=True)
    path = directory / name
    path.write_text(content)
    path.chmod(0o755)
    return path


@pytest.fixture
def only_shims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine where every Python and uv on the path is a shim that does not work."""
    for name in ("python3.10", "python3", "python", "pyenv", "uv"):
        program(tmp_path / "shims", name, BROKEN)
    monkeypatch.setenv("PATH", str(tmp_path / "shims"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PYTHON310", "PYENV_ROOT", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "shims" / "python3"))
    real = interpreters.candidates
    here = str(tmp_path)
    monkeypatch.setattr(
        interpreters, "candidates", lambda: (c for c in real() if c.startswith(here) or "/" not in c)
    )
    return tmp_path


def test_a_shim_that_does_not_work_is_passed_over(only_shims: Path) -> None:
    assert interpreters.find_python() is None


def test_a_version_managers_python_is_found_past_its_shims(only_shims: Path) -> None:
    answer = f"#!/bin/sh\necho {only_shims}/found\n"
    (only_shims / ".pyenv" / "versions" / "3.10.13").mkdir(parents=True)
    program(only_shims / ".pyenv" / "versions" / "3.10.13" / "bin", "python3.10", answer)
    assert interpreters.find_python() == f"{only_shims}/found"


def test_a_python_that_is_named_goes_first(only_shims: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = program(only_shims / "named", "python", f"#!/bin/sh\necho {only_shims}/named/python\n")
    monkeypatch.setenv("PYTHON310", str(named))
    assert interpreters.find_python() == str(named)


def test_who_has_no_python_is_told_what_to_do(only_shims: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(interpreters.SetupError, match="pyenv install 3.10"):
        interpreters.wanted_python(only_shims / "tools")
    assert "uv is not to be had here" in capfd.readouterr().out


def test_make_takes_a_python_that_works(tmp_path: Path) -> None:
    program(tmp_path / "shims", "python3", BROKEN)
    path = f"{tmp_path}/shims:/usr/local/bin:/usr/bin:/bin:{Path(sys.executable).parent}"
    done = subprocess.run(
        ["make", "--dry-run", "run"],
        cwd=ROOT,
        env={"PATH": path, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert 'exec "python3"' not in done.stdout
    assert "tools/bootstrap.py run" in done.stdout


@pytest.fixture
def empty_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A project without environment; the installs that would be done are noted."""
    done: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "installed.json")

    def note(groups: list[str]) -> None:
        done.append(groups)
        stamp = {group: bootstrap.fingerprint(group) for group in groups}
        (tmp_path / "installed.json").write_text(json.dumps(stamp))

    monkeypatch.setattr(bootstrap, "install", note)
    return done


def test_a_second_set_up_does_nothing(empty_venv: list[list[str]]) -> None:
    bootstrap.set_up(["runtime"])
    bootstrap.set_up(["runtime"])
    assert empty_venv == [["runtime"]]


def test_what_was_installed_before_stays_installed(empty_venv: list[list[str]]) -> None:
    bootstrap.set_up(["dev", "runtime"])
    bootstrap.STAMP.write_text(json.dumps({"dev": "older", "runtime": "older"}))
    bootstrap.set_up(["runtime"])
    assert empty_venv[-1] == ["runtime", "dev"]


def test_a_damaged_stamp_means_installing_again(empty_venv: list[list[str]]) -> None:
    bootstrap.STAMP.write_text("{half")
    bootstrap.set_up(["runtime"])
    assert empty_venv == [["runtime"]]


def test_an_unknown_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dance"]) == 2
    assert "usage" in capsys.readouterr().err


def test_a_step_beside_the_checks_is_waited_for_and_may_fail() -> None:
    with bootstrap.beside(sys.executable, "-c", "pass"):
        pass
    with pytest.raises(SystemExit, match="3"), bootstrap.beside(sys.executable, "-c", "raise SystemExit(3)"):
        pass


def test_checks_that_fail_end_the_step_beside_them() -> None:
    with pytest.raises(SystemExit, match="1"), bootstrap.beside("sleep", "600"):
        raise SystemExit(1)


def test_chosen_tests_run_in_one_process_without_training(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "set_up", lambda groups: None)
    monkeypatch.setattr(bootstrap, "node_packages", lambda: True)
    monkeypatch.setattr(bootstrap, "call", lambda *command, fine=(0,): done.append(command))
    bootstrap.test(["-k", "vov"])
    assert [command[1:] for command in done][-1] == ("-m", "pytest", "-k", "vov")
