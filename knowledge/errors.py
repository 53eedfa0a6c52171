"""What can go wrong in the domain, and how it is told.

KnowledgeError   the data files do not hold together; lists every problem with file and line
InvalidFacts     facts about a person or a training that cannot be true; Dutch messages for the visitor
UnknownMeasure   a measure id that does not exist
UnknownField     a field name that does not exist
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a data file: where, what, and how to mend it."""

    file: str
    line: int
    message: str
    fix: str = ""

    def __str__(self) -> str:
        advice = f" {self.fix}" if self.fix else ""
        return f"{self.file}:{self.line}: {self.message}{advice}"


class KnowledgeError(ValueError):
    """The knowledge files cannot be used; `problems` lists everything that was found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class FieldError:
    """A fact that cannot be accepted: the bare field name and a Dutch message."""

    veld: str
    melding: str


class InvalidFacts(ValueError):
    """One or more facts were refused; nothing was accepted."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        self.errors: tuple[FieldError, ...] = tuple(errors)
        super().__init__("; ".join(f"{error.veld}: {error.melding}" for error in errors))


class UnknownMeasure(LookupError):
    """No measure with this id is known."""

    def __init__(self, measure: str, known: Iterable[str]) -> None:
        self.measure = measure
        super().__init__(f"De maatregel '{measure}' bestaat niet.{did_you_mean(measure, known, 'Bedoel je')}")


class UnknownField(LookupError):
    """No field with this name is known."""

    def __init__(self, field: str, known: Iterable[str]) -> None:
        self.field = field
        super().__init__(f"Het veld '{field}' bestaat niet.{did_you_mean(field, known, 'Bedoel je')}")


def did_you_mean(name: str, known: Iterable[str], lead: str = "Did you mean") -> str:
    """' Did you mean x?' for the nearest known name, or an empty string."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" {lead} '{near[0]}'?" if near else ""
