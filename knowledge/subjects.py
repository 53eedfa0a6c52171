"""What people ask about a subject (loon, examens): which measures answer it, and what is said beside them.

The answers with a rule or an amount stand in the measure files (`vragen`); here stands only whom to ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .reading import Reader, listed, optional
from .texts import Signpost, with_places
from .wording import Words

FILE = "teksten/onderwerpen.yml"
NOTHING = "geen_regel"
"""The entry with whom to ask when no rule was found: nobody asks about it, and it must be there."""
OF_DISMISSAL, OF_LENGTH, WITH_NUMBER = "ontslag", "hoelang", "genummerd"
SOUNDS_LIKE_FACT, NOT_THE_EMPLOYER = "klinkt_als_feit", "niet_de_werkgever"
TRAITS = (OF_DISMISSAL, OF_LENGTH, WITH_NUMBER, SOUNDS_LIKE_FACT, NOT_THE_EMPLOYER)
"""What a question can be about besides: that an employer dismisses somebody, how long something takes, a
project that has a number; that its words sound like a fact of who asks it; that who refuses is no employer.
The dialogue treats those in a way of their own."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A subject of questions."""

    id: str
    measures: tuple[str, ...]
    """Those that answer when no measure is spoken of, in this order."""
    texts: tuple[Signpost, ...]
    """What is said beside them: each whose condition holds, or that has none."""
    needs_person: bool = False
    """Whether somebody who asks about it may need a person."""
    of_enterprise: bool = False
    """Whether the measures speak of it to an enterprise."""
    traits: frozenset[str] = frozenset()
    """Of `TRAITS`."""


def read_subjects(
    reader: Reader, words: Words, measures: tuple[str, ...], phones: Mapping[str, str]
) -> dict[str, Subject]:
    """The subjects by id (onderwerpen.yml), with the phone numbers filled in."""
    found = {}
    for name, entry in reader.mapping((NOTHING,)).items():
        parts = entry.mapping((), ("maatregelen", "teksten", "mens", "over_zaak", "kenmerken"))
        found[name] = Subject(
            name,
            tuple(item.one_of(measures) for item in listed(parts, "maatregelen")),
            tuple(_text(item, words, phones) for item in listed(parts, "teksten")),
            needs_person=bool(optional(parts, "mens", Reader.boolean)),
            of_enterprise=bool(optional(parts, "over_zaak", Reader.boolean)),
            traits=frozenset(item.one_of(TRAITS) for item in listed(parts, "kenmerken")),
        )
    return found


def _text(reader: Reader, words: Words, phones: Mapping[str, str]) -> Signpost:
    entry = reader.mapping(("tekst",), ("als",))
    said = with_places(entry["tekst"], phones) if "tekst" in entry else ""
    return Signpost(optional(entry, "als", words.test), said.format(**phones))
