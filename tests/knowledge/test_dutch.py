"""Everything the loader can say is also said in Dutch."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.editing import COMMANDS as MORE
from knowledge import Problem
from knowledge.expressions.compiler import FUNCTIONS, UNDER
from knowledge.loading import DATA
from knowledge.maintenance import dutch
from knowledge.maintenance.commands import COMMANDS
from knowledge.units import BASES
from tests.project import ROOT

from .support import SmallData
from .test_loading import SPOILED

KNOWLEDGE = DATA.parent
ELSEWHERE = ("maintenance", "population", "taal", "answers")
"""Packages that do not read measure files."""
TELLING = {"fail": 0, "_fail": 0, "ExpressionError": 0, "Problem": 2}
"""What makes a problem, and from which argument on it holds words."""


def templates(node: ast.expr | None) -> Iterator[str]:
    """The texts that an argument can be, with {x} for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x1" for part in node.values)
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from templates(part)
    elif isinstance(node, ast.IfExp):
        yield from templates(node.body)
        yield from templates(node.orelse)


def messages() -> Iterator[tuple[str, str]]:
    """Every message in the code that reads the files."""
    for path in sorted(KNOWLEDGE.rglob("*.py")):
        if path.relative_to(KNOWLEDGE).parts[0] in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                for argument in node.args[TELLING[name] :] if name in TELLING else ():
                    yield from ((path.name, text) for text in templates(argument) if text.strip())


def test_every_message_of_the_code_is_in_the_catalogue() -> None:
    found = set(messages())
    assert len(found) > 100
    missing = sorted(f"{file}: {text}" for file, text in found if not dutch.known(text.replace("{{", "{")))
    parts = {
        "reachability.py: x1: x1",
        "worked_examples.py: 'x1': x1.",
    }  # its second half comes from differences()
    assert [text for text in missing if text not in parts] == []


@pytest.mark.parametrize(("file", "old", "new", "message", "fix"), SPOILED, ids=[row[3] for row in SPOILED])
def test_a_spoiled_file_is_told_in_dutch(
    data: SmallData, file: str, old: str, new: str, message: str, fix: str
) -> None:
    data.change(file, old, new)
    for problem in data.problems():
        told = dutch.in_dutch(problem)
        place, _, words = told.partition(": ")
        assert place == f"{problem.file}:{problem.line}"
        english = re.search(r"\b(the|is not|does not|needs|stands|Add|Mend|Write|Choose|Did you)\b", words)
        assert english is None or "YAML" in words or "patroon" in words, told


def test_the_nearest_name_is_told() -> None:
    problem = Problem("a.yml", 3, "the field 'leeftyd' does not exist. Did you mean 'leeftijd'?", "")
    assert dutch.in_dutch(problem) == "a.yml:3: het veld 'leeftyd' bestaat niet. Bedoel je 'leeftijd'?"


def test_pieces_of_a_message_are_said_in_dutch_too() -> None:
    said = dutch.say_in_dutch("'uren >= 3 jaar' compares a number (uur) with a number (jaar).")
    assert said.startswith("'uren >= 3 jaar' vergelijkt een getal (uur) met een getal (jaar).")
    assert dutch.say_in_dutch("the parameter 'max' has no value from 2026-01-01 on.") == (
        "de parameter 'max' heeft geen waarde vanaf 2026-01-01."
    )


def test_what_the_catalogue_does_not_know_stays_as_it_is() -> None:
    assert dutch.say_in_dutch("something new.") == "something new."


def test_the_handbook_names_every_construct_of_the_grammar() -> None:
    grammar = (KNOWLEDGE / "expressions" / "grammar.lark").read_text(encoding="utf-8")
    handbook = (ROOT / "docs" / "regels.md").read_text(encoding="utf-8")
    aliases = set(re.findall(r"-> (\w+)", grammar)) | {"lijst", "tak"}
    words = {word for word in re.findall(r'"([^"\s]+)"', grammar) if "^" not in word}
    assert len(aliases) > 20 and {"als", "volgens", "=="} <= words
    missing = {name for name in aliases | words | set(FUNCTIONS) | {UNDER} if name not in handbook}
    assert missing == set()
    tabled = {name for name in aliases if not re.search(rf"^\|.*`{name}`", handbook, re.MULTILINE)}
    assert tabled == set()


def test_the_handbook_names_every_unit_and_command() -> None:
    units = (ROOT / "docs" / "regels.md").read_text(encoding="utf-8")
    assert [base for base in BASES if f"`{base}`" not in units] == []
    handbook = (ROOT / "docs" / "redactie.md").read_text(encoding="utf-8")
    assert [name for name in {**COMMANDS, **MORE} if f"| `{name}` |" not in handbook] == []


def test_the_handbook_explains_every_message() -> None:
    handbook = " ".join((ROOT / "docs" / "regels.md").read_text(encoding="utf-8").split())
    missing = [entry.dutch for entry in dutch.catalogue() if not _told_in(entry, handbook)]
    assert missing == []


PIECES = frozenset(
    {
        "number ({a})", "a plain number", "yes or no", "choice of {a}", "text", "date", "anything",
        "the parameter '{a}'", "the condition '{a}'", "from the beginning", "on {a}", "an 'aandachtspunt'",
        "an 'onzekerheid'", "a benefit",
    }
)  # fmt: skip
"""Of messages, not messages themselves."""


def _told_in(entry: dutch.Entry, handbook: str) -> bool:
    """Whether the message stands in the table; how to mend it stands beside it in words of its own."""
    if entry.english[0].isupper() or entry.english in PIECES:
        return True
    plain = re.sub(r"\{(\w+)\}", "…", entry.dutch).replace("{{", "{").replace("}}", "}")
    return f"| {plain} |" in handbook


def test_the_catalogue_is_a_file_of_the_package() -> None:
    assert Path(dutch.CATALOGUE).is_file()
