"""Make the lock files again: `make lock`, after a change of the dependencies in pyproject.toml.

Two files, both with the hash of every package: `requirements.lock` is what the service needs,
`requirements-dev.lock` is what the checks and tests need on top of that.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"
HEADER = "# Made by `make lock` from pyproject.toml. Do not edit by hand.\n"
# uv writes one branch for each of the environments in pyproject.toml; a package with a branch for all of them
# is needed everywhere, and then its condition says nothing.
ENVIRONMENTS = 3
CONDITION = re.compile(r" ; (.+?)(?= \\\n)")
PYTHON = "python_full_version < '3.11' and "
# One requirement: a line `name==version ...`, then its indented hashes.
REQUIREMENT = re.compile(r"^\S+==.*\n(?:[ \t].*\n)*", re.MULTILINE)


def resolve(uv: str, *options: str) -> list[str]:
    """Ask uv for the full, hashed list of requirements."""
    command = [
        *(uv, "pip", "compile", "--universal", "--python-version", "3.10", "--generate-hashes"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"),
        *(*options, str(ROOT / "pyproject.toml")),
    ]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return [simplify(block) for block in REQUIREMENT.findall(done.stdout)]


def simplify(requirement: str) -> str:
    """Drop the conditions that always hold from one requirement."""
    found = CONDITION.search(requirement)
    if found and found[1].count(" or ") == ENVIRONMENTS - 1:
        requirement = requirement.replace(found[0], "", 1)
    return requirement.replace(PYTHON, "")


def name(requirement: str) -> str:
    """`name==version` of one requirement, without condition and hashes."""
    return requirement.split(maxsplit=1)[0]


def main() -> int:
    """Write both lock files; a package that both need stands in the first only, with the widest condition."""
    uv = sys.argv[1] if len(sys.argv) > 1 else "uv"
    everything = resolve(uv, "--group", "dev")
    everything_file = Path(tempfile.mkdtemp()) / "everything.txt"
    everything_file.write_text("\n".join(map(name, everything)), encoding="utf-8")
    needed = {name(block) for block in resolve(uv, "--constraint", str(everything_file))}
    shutil.rmtree(everything_file.parent)
    for path, inside in ((RUNTIME, True), (DEV, False)):
        chosen = [block for block in everything if (name(block) in needed) is inside]
        path.write_text(HEADER + "".join(chosen), encoding="utf-8")
        print(f"{path.name}: {len(chosen)} packages")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
