"""A plain baseline for facts: the words of the vocabulary as they stand, and numbers beside a unit.

It is what lookup tables and patterns give, without negation, inflection, spelling or places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge import Knowledge

TRAINING = "opleiding."
NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)"
UNITS: tuple[tuple[str, str], ...] = (
    (r"\s*jaar oud\b", "leeftijd"),
    (r"\s*jaar ervaring\b", "werkervaring_jaren"),
    (r"\s*jaar\b", "leeftijd"),
    (r"\s*(?:%|procent)", "tewerkstellingspercentage"),
    (r"\s*uur per week\b", "uren_per_week"),
    (r"\s*(?:uren|uur)\b", "opleiding.contacturen"),
    (r"\s*studiepunten\b", "opleiding.studiepunten"),
    (r"\s*(?:euro|€)", "opleiding.directe_kost"),
    (r"\s*bruto\b", "brutomaandloon"),
    (r"\s*kinderen\b", "kinderen_ten_laste"),
    (r"\s*(?:werknemers|mensen)\b", "aantal_werknemers"),
)


class PlainFields:
    """The baseline."""

    def __init__(self, knowledge: Knowledge) -> None:
        vocabulary = knowledge.vocabulary
        self._words = [
            (re.compile(rf"\b{re.escape(word.lower())}\b"), path, value)
            for path, field in vocabulary.fields.items()
            for value, label in field.values.items()
            for word in dict.fromkeys((value.replace("_", " "), label))
        ]
        self._units = [(re.compile(NUMBER + unit), path) for unit, path in UNITS]

    def read(self, text: str) -> dict[str, object]:
        """Field -> value; of the training with `opleiding.` before it."""
        found: dict[str, object] = {}
        for path, value in self._found(text.lower()):
            found.setdefault(path, value)
        return found

    def in_sections(self, text: str) -> dict[str, dict[str, object]]:
        """The same, in the form of the HTTP contract."""
        sections: dict[str, dict[str, object]] = {"profiel": {}, "opleiding": {}}
        for path, value in self.read(text).items():
            section = "opleiding" if path.startswith(TRAINING) else "profiel"
            sections[section][path.removeprefix(TRAINING)] = value
        return sections

    def _found(self, text: str) -> Iterator[tuple[str, object]]:
        taken: set[int] = set()
        for pattern, path in self._units:
            for match in pattern.finditer(text):
                if match.start() not in taken:
                    taken.add(match.start())
                    yield path, float(match["number"].replace(",", "."))
        for pattern, path, value in self._words:
            if pattern.search(text):
                yield path, value
