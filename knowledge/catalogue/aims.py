"""Where somebody wants to go, apart from where they are now, and the occupation that is named as the goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .words import Phrase, fold, heard, names_of_occupations, phrase, stop_words, telling, words

_WISHES, _CLAUSES, _NO_MORE = (heard("doel", name) for name in ("wil", "deel", "niet_meer"))
_FROM_TO, _CAN_I_STILL = heard("doel", "van_naar"), heard("doel", "kan_nog")
_POINTS_BACK = heard("doel", "wijst_terug")
"""What follows is about what was said before it: "mijn zoon is doof en ik wil met hem praten"."""
_GOAL = heard("doel", "beroep")
_PERSON = heard("doel", "iemand")
"""How the name of somebody who does a job ends; "koken" and "security" are names of work, not of people."""
LONGEST_NAME = 5
"""Words."""


@dataclass(frozen=True)
class Aim:
    """What a question says beside its words."""

    background: frozenset[str] = frozenset()
    """Words about where somebody is now, or what they want no more."""
    occupations: frozenset[Phrase] = frozenset()
    """The names of the occupation that is the goal; what a course leads to is one of them."""


def aim_of(text: str) -> Aim:
    """The aim of a question in words."""
    said = " ".join(fold(text).replace("?", " ").split())
    return Aim(_background(said), _goal(said))


# ---------------------------------------------------------------- where somebody is now
def _background(said: str) -> frozenset[str]:
    """Words that stand only in what is left behind, when something else is wanted."""
    left, wanted = _parted(said)
    aside = set(_telling_words(left)) - set(_telling_words(wanted))
    return frozenset(aside) if aside and _telling_words(wanted) else frozenset()


def _parted(said: str) -> tuple[str, str]:
    """What is left behind, and what is wanted."""
    for pattern in (_FROM_TO, _CAN_I_STILL):
        found = pattern.search(said)
        if found:
            return found["van"], found["naar"]
    no_more = _NO_MORE.search(said)
    if no_more:
        return no_more["van"], said[: no_more.start()] + said[no_more.end() :]
    if _POINTS_BACK.search(said):
        return "", said
    clauses = [clause for clause in _CLAUSES.split(said) if clause and clause.strip()]
    wished = [clause for clause in clauses if _WISHES.search(clause)]
    if not wished or len(wished) == len(clauses):
        return "", said
    return " ".join(clause for clause in clauses if clause not in wished), " ".join(wished)


def _telling_words(text: str) -> list[str]:
    return [word for word in words(text) if word not in stop_words()]


# ---------------------------------------------------------------- the occupation that is wanted
def _goal(said: str) -> frozenset[Phrase]:
    """The names of every occupation that may be the goal; a title that is all of the question is one too."""
    found: set[Phrase] = set()
    for match in _GOAL.finditer(said):
        found.update(*(_names().get(name, ()) for name in _endings(match[match.lastgroup or 0])))
    if not found and _is_person(said):
        found.update(_names().get(telling(said), ()))
    return frozenset(found)


def _endings(text: str) -> Iterator[Phrase]:
    """What may be the name of a job in these words: with all of them, then with fewer at the begin."""
    said = words(text)[-LONGEST_NAME:]
    for first in range(len(said)):
        name = telling(" ".join(said[first:]))
        if name in _names():
            yield name
            return


def _is_person(said: str) -> bool:
    return bool(_PERSON.search(said)) and len(words(said)) <= LONGEST_NAME


@lru_cache(maxsize=1)
def _names() -> dict[Phrase, frozenset[Phrase]]:
    """The name of an occupation, in any of its forms -> all names of it."""
    table: dict[Phrase, set[Phrase]] = {}
    for names in names_of_occupations():
        forms = {form for name in names for form in (phrase(name), telling(name)) if form}
        for form in forms:
            table.setdefault(form, set()).update(forms)
    return {form: frozenset(names) for form, names in table.items()}
