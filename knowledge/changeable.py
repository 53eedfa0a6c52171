"""What people can change themselves, read from veranderbaar.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .errors import did_you_mean
from .expressions import Env, Expression, Value
from .facts import Refused, parse_value
from .reading import Reader, optional
from .texts import with_places
from .vocabulary import Vocabulary
from .wording import Words

FILE = "veranderbaar.yml"
DIRECTIONS = {"meer": 1, "minder": -1}
PLACES = ("was", "waarde", "verschil", "evenredig")
MONTHS = {"maand": Decimal(1), "jaar": Decimal(12)}
"""Of a unit of time."""


@dataclass(frozen=True, eq=False)
class Change:
    """One thing that somebody can do."""

    id: str
    sets: Mapping[str, Value]
    """Fields that get another value; empty for a number that goes up or down."""
    number: str | None
    along: str | None
    """The number that moves in proportion to it."""
    direction: int
    step: Decimal
    condition: Expression | None
    effort: int
    phrase: str
    """What follows "als je"."""

    @property
    def fields(self) -> frozenset[str]:
        """What it changes."""
        return frozenset({*self.sets, *(name for name in (self.number, self.along) if name)})

    def fits(self, env: Env) -> bool:
        """Whether it makes sense for somebody of whom this is known."""
        return self.condition is None or self.condition.evaluate(env) is True


@dataclass(frozen=True, eq=False)
class Growing:
    """A fact that grows by waiting."""

    field: str
    months: Decimal
    """How many months one of its units lasts."""
    condition: Expression | None
    phrase: str
    """What must go on meanwhile, after "als je"; empty: nothing."""

    def grows(self, env: Env) -> bool:
        """Whether it is known, and grows for this person."""
        return env[self.field] is not None and (
            self.condition is None or self.condition.evaluate(env) is True
        )


@dataclass(frozen=True)
class Changeable:
    """Everything that people can change."""

    changes: tuple[Change, ...] = ()
    growing: tuple[Growing, ...] = ()
    longest_wait: int = 0
    """In months."""


def read_changeable(reader: Reader, vocabulary: Vocabulary, words: Words) -> Changeable:
    """The content of veranderbaar.yml."""
    top = reader.mapping(("veranderingen", "wachten"), ())
    changes: list[Change] = []
    for item in top["veranderingen"].items() if "veranderingen" in top else ():
        change = _change(item, vocabulary, words)
        if change.id in {other.id for other in changes}:
            item.fail(f"the id '{change.id}' stands here twice.", "Give one of them another id.")
        changes.append(change)
    waiting = top["wachten"].mapping(("langst_maanden", "velden"), ()) if "wachten" in top else {}
    fields = optional(waiting, "velden", Reader.mapping) or {}
    growing = [_growing(name, item, vocabulary, words) for name, item in fields.items()]
    longest = optional(waiting, "langst_maanden", Reader.number) or Decimal(0)
    return Changeable(tuple(changes), tuple(item for item in growing if item), int(longest))


def _change(reader: Reader, vocabulary: Vocabulary, words: Words) -> Change:
    kinds = ("stelt", "getal", "evenredig", "richting", "stap", "als")
    entry = reader.mapping(("id", "moeite", "als_je"), kinds)
    if ("stelt" in entry) == ("getal" in entry):
        reader.fail("either 'stelt' or 'getal' is needed.", "Say which fields change.")
    number = _number(entry, "getal", vocabulary)
    if number is not None and "richting" not in entry:
        reader.fail("'richting' is missing.", "Add meer or minder.")
    return Change(
        id=entry["id"].text() if "id" in entry else "",
        sets=_sets(entry, vocabulary),
        number=number,
        along=_number(entry, "evenredig", vocabulary),
        direction=DIRECTIONS.get(optional(entry, "richting", lambda item: item.one_of(DIRECTIONS)) or "", 1),
        step=optional(entry, "stap", Reader.number) or Decimal(1),
        condition=optional(entry, "als", words.test),
        effort=int(entry["moeite"].number()) if "moeite" in entry else 0,
        phrase=with_places(entry["als_je"], PLACES if number else ()) if "als_je" in entry else "",
    )


def _sets(entry: dict[str, Reader], vocabulary: Vocabulary) -> dict[str, Value]:
    found = {}
    for name, item in (optional(entry, "stelt", Reader.mapping) or {}).items():
        if name not in vocabulary.keys:
            item.fail(f"the field '{name}' does not exist.", did_you_mean(name, vocabulary.keys).strip())
            continue
        field = vocabulary.field(name)
        try:
            found[field.key] = parse_value(field, item.raw or "")
        except Refused as refused:
            item.fail(
                f"'{item.raw}' is no value of '{field.name}': {refused}", "Use a value of vocabulary.yml."
            )
    return found


def _number(entry: dict[str, Reader], key: str, vocabulary: Vocabulary) -> str | None:
    name = optional(entry, key, Reader.text)
    if name is None:
        return None
    if name not in vocabulary.keys or not vocabulary.field(name).is_number:
        entry[key].fail(f"'{name}' is not a number of the vocabulary.", "Name a field with a number.")
        return None
    return vocabulary.locate(name)


def _growing(name: str, reader: Reader, vocabulary: Vocabulary, words: Words) -> Growing | None:
    entry = reader.mapping((), ("als", "als_je"))
    unit = vocabulary.field(name).measure if name in vocabulary.keys else None
    months = next((MONTHS[word] for word, power in unit or () if power == 1 and word in MONTHS), None)
    if months is None:
        reader.fail(f"'{name}' is not a field in months or years.", "Name a field with such a unit.")
        return None
    phrase = with_places(entry["als_je"], ()) if "als_je" in entry else ""
    return Growing(vocabulary.locate(name), months, optional(entry, "als", words.test), phrase)
