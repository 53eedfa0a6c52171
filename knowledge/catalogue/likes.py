"""What somebody would rather have: it changes the order of what is found, never what is found.

Likes come from the words of a question ("avond", "in Gent", "goedkoop") and from what is known of a person:
the goal, the barriers and the rights. Each that is met may be told as a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .places import places
from .words import all_heard, fold, preferences

SAID, PERSONAL, OCCUPATION = 2.6, 0.7, 4.0
"""What a wish that is not met costs: one that was said, one that is supposed, and the job that is wanted."""
FORMS, INCENTIVES, KINDS = all_heard("lesvorm"), all_heard("steun"), all_heard("liever")
"""Forms of lessons, ids of measures that may help to pay, and other likes, with what tells them."""
BEFORE_A_TOWN = r"(?:in|te|bij|rond|nabij|omgeving|regio|buurt van|omstreken)"
SHORT_HOURS, LOW_PRICE = 60, 150


@dataclass(frozen=True)
class Like:
    """One thing that is liked. Which one is named by `kind`."""

    kind: str
    """`lesvorm`, `kort`, `goedkoop`, `steun`, `knelpunt`, `soort`, `niveau` or `beroep`."""
    values: tuple[str, ...] = ()
    cost: float = SAID
    """Of not being met."""


@dataclass(frozen=True)
class Read:
    """A question taken apart."""

    text: str
    """What is left to look for."""
    likes: tuple[Like, ...] = ()
    near: str | None = None
    """The postcode of the town that was named."""


def read_likes(text: str) -> Read:
    """Take the wishes out of a question."""
    rest = fold(text)
    likes: list[Like] = []

    def take(pattern: re.Pattern[str]) -> bool:
        nonlocal rest
        rest, times = pattern.subn(" ", rest)
        return times > 0

    forms = tuple(form for form, pattern in FORMS.items() if take(pattern))
    if forms:
        likes.append(Like("lesvorm", forms))
    likes += [Like("steun", (name,)) for name, pattern in INCENTIVES.items() if take(pattern)]
    likes += [Like(kind) for kind, pattern in KINDS.items() if take(pattern)]
    near, rest = _town(rest)
    return Read(rest.strip(), tuple(likes), near)


def _town(text: str) -> tuple[str | None, str]:
    """The postcode of a town that is named, and the text without it."""
    for name, (_, postcode) in places().towns.items():
        if name.split(" ")[0] not in text:
            continue
        written = name.replace(" ", r"[\s-]+")
        before = rf"{BEFORE_A_TOWN}\s+" if name in places().ordinary else rf"(?:{BEFORE_A_TOWN}\s+)?"
        found = re.search(rf"(?<![\w-]){before}{written}(?![\w-])", text)
        if found:
            return postcode, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


# ---------------------------------------------------------------- a person
def _supposed(field_name: str) -> Mapping[str, tuple[Like, ...]]:
    """Value of a field of the profile -> what people of whom it is known would rather have."""
    return {
        value: tuple(
            Like(row["soort"], tuple(row.get("waarden", ())), PERSONAL / 2 if row.get("half") else PERSONAL)
            for row in rows
        )
        for value, rows in preferences()[field_name].items()
    }


BARRIERS, GOALS = _supposed("drempel"), _supposed("doel")


@dataclass(frozen=True)
class Person:
    """What of a person matters for the order of courses."""

    goal: str | None = None
    barriers: Sequence[str] = ()
    rights: frozenset[str] = field(default_factory=frozenset)
    """Ids of the measures that the person has a right to, or may have."""


def person_of(profile: Mapping[str, Any], rights: Iterable[str], barriers: Iterable[str] = ()) -> Person:
    """From a profile, the measures that are open to this person, and the barriers told so far."""
    told = [str(profile["drempel"])] if profile.get("drempel") else []
    return Person(profile.get("doel"), tuple(dict.fromkeys((*told, *barriers))), frozenset(rights))


def likes_of(person: Person) -> tuple[Like, ...]:
    """What this person would rather have."""
    found = [like for barrier in person.barriers for like in BARRIERS.get(barrier, ())]
    found += GOALS.get(person.goal or "", ())
    if person.rights:
        found.append(Like("steun", tuple(sorted(person.rights)), PERSONAL))
    return tuple(dict.fromkeys(found))
