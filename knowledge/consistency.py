"""Facts that can hardly be true together, read from tegenspraak.yml: the dialogue asks which is right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .expressions import Expression
from .facts import Facts
from .reading import Reader, optional
from .vocabulary import Vocabulary
from .wording import EMPTY, Template, Words

FILE = "tegenspraak.yml"


@dataclass(frozen=True, eq=False)
class Clash:
    """Two or more facts that exclude each other."""

    condition: Expression
    field: str
    """Key of the field that is asked again."""
    text: Template

    @property
    def fields(self) -> frozenset[str]:
        """Every field that takes part."""
        return self.condition.fields


def read_clashes(reader: Reader, vocabulary: Vocabulary, words: Words) -> tuple[Clash, ...]:
    """The content of tegenspraak.yml."""
    return tuple(clash for item in reader.items() if (clash := _clash(item, vocabulary, words)) is not None)


def _clash(reader: Reader, vocabulary: Vocabulary, words: Words) -> Clash | None:
    entry = reader.mapping(("als", "veld", "tekst"), ())
    condition = optional(entry, "als", words.test)
    name = entry["veld"].text() if "veld" in entry else ""
    if name not in vocabulary.keys:
        entry.get("veld", reader).fail(f"the field '{name}' does not exist.", "Use a name of vocabulary.yml.")
        return None
    text = words.template(entry["tekst"]) if "tekst" in entry else EMPTY
    return None if condition is None else Clash(condition, vocabulary.locate(name), text)


def clash(clashes: Iterable[Clash], facts: Facts, told: Collection[str]) -> Clash | None:
    """The first clash of these facts in which a fact that was told now (keys) takes part."""
    for found in clashes:
        if found.fields & set(told) and found.condition.evaluate(facts.known) is True:
            return found
    return None
