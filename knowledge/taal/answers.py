"""Short answers in the light of the question that was asked: `ja`, `2`, `bij de stad`, `geen idee`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from ..vocabulary import Field, Vocabulary
from .answer_numbers import countable, is_net, number_told, two_numbers, worked_out
from .cues import cue
from .lexicon import load
from .message import Message
from .numbers import trimmed
from .patterns import Candidate
from .spelling import Speller
from .workplaces import tells_no_employer

_FIRST_WORD = re.compile(
    r"(?:(?:ah|euh|goh|tja|hm) )?"
    r"(?:(?P<ja>ja|jawel|zeker|yes|inderdaad|klopt)|nee|neen|nope|niet|nog niet|nooit|nog nooit)(?= |$)"
)
_EITHER = re.compile(r"(?<!\S)ja(?: ,)? (?:of|/|dan wel) (?:nee|neen)(?!\S)")
"""Both are named: somebody wants one of them, and says neither."""
_SECOND = re.compile(
    r"(?:ja|jawel|nee|neen)[ ,.]+(?:of|wacht|euh)[ ,]+(?:(?P<ja>ja|jawel)|nee|neen)[ ,]+(?:toch|eigenlijk)\b"
)
"""Somebody says one and means the other: the second counts."""
_LAST_WORD = re.compile(r".*(?<!\S)(?:(?P<ja>ja|jawel|zeker|(?<!niet )wel)|nee|neen|nope) ?[.!]?$")
_NONE = re.compile(r"(?:niemand|nee|neen|(?:nog )?(?:nooit|geen|niets|niks|niet)|gratis|kosteloos)(?= |$)")
_COMMITTEE = re.compile(r"(?<!\d)([1-3]\d\d(?:\.\d{2})?)(?!\d)")
SHORTEST_INSIDE = 3
"""Shorter words ("ik") only answer when they are the whole answer."""
_LONGEST_UNKNOWN = 9
"""A longer message says more than that somebody does not know."""
_NONE_IS_ZERO = frozenset(
    {
        "kinderen_ten_laste",
        "aantal_werknemers",
        "loopbaancheques_gebruikt",
        "vov_uren_opgenomen",
        "opleidingscheques_bedrag",
        "directe_kost",
        "tijdskrediet_opleiding_maanden",
        "tijdskrediet_zorg_maanden",
        "zorgkrediet_maanden_voltijds",
    }
)
"""Questions for how much was used: there "nee" means none. To any other number it is no answer."""


@dataclass(frozen=True)
class Answer:
    """A value for the question, or the news that the person does not know."""

    value: Any = None
    start: int = 0
    end: int = 0
    unknown: bool = False


class Answers:
    """Reads short answers for every field of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, speller: Speller) -> None:
        data = load("antwoorden")
        self._vocabulary = vocabulary
        self._speller = speller
        self._yes = self._family(data["algemeen"]["ja"])
        self._no = self._family(data["algemeen"]["nee"])
        self._own = {
            name: {word: self._family(block) for word, block in families.items()}
            for name, families in data["ja_nee"].items()
        }
        self._ranks = {
            words: int(rank) for rank, block in data["rangorde"].items() for words in self._family(block)
        }
        self._unknown = self._family(data["algemeen"]["weet_niet"])
        self._only_whole = {name: self._family(block) for name, block in data["alleen_heel"].items()}
        self._no_choice = {name: self._family(block) for name, block in data["geen_keuze"].items()}
        fillers = sorted(self._family(data["opvulling"]), key=len, reverse=True)
        self._filler = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, fillers))}|[,.!?;:()]|\.\.+)(?!\S)")
        self._counts = {
            words: float(value) for value, block in data["aantallen"].items() for words in self._family(block)
        }
        self._choices = {
            field.name: self._labels(field, data["waarden"])
            for field in vocabulary.fields.values()
            if field.values
        }

    def _plain(self, text: str) -> str:
        return self._speller.read(text).text

    def _family(self, block: str) -> set[str]:
        return {text for text in (self._plain(part.strip()) for part in block.split(",")) if text}

    def _labels(self, field: Field, paraphrases: dict[str, dict[str, str]]) -> dict[str, str]:
        known: dict[str, str] = {}
        for value, label in field.values.items():
            for text in (label, value.replace("_", " ")):
                known.setdefault(self._plain(text), value)
        for value, block in paraphrases.get(field.name, {}).items():
            for text in self._family(block):
                known[text] = value
        return known

    def core(self, text: str) -> str:
        """The answer without words that say nothing."""
        return " ".join(self._filler.sub(" ", text).split())

    def yes_no(self, text: str) -> bool | None:
        """Is the whole message a plain yes or no?"""
        for candidate in (text.strip(" .!,"), self.core(text)):
            if candidate in self._no:
                return False
            if candidate in self._yes:
                return True
        return None

    def is_unknown(self, text: str) -> bool:
        """Does somebody say that they do not know?"""
        bare = text.strip(" .!,?")
        core = self.core(text)
        if bare in self._unknown or core in self._unknown:
            return True
        if len(text.split()) > _LONGEST_UNKNOWN or re.search(r"\d", text):
            return False
        return any(
            " ".join(words[:size]) in self._unknown
            for words in (bare.split(" "), core.split(" "))
            for size in range(2, len(words) + 1)
        )

    def answer(self, message: Message, field: Field) -> Answer | None:
        """What the message says about this field, as an answer to the question for it."""
        if self.is_unknown(message.text):
            return Answer(unknown=True)
        if field.type == "bool":
            return self._bool(message.text, field.name)
        if field.values:
            return self._choice(message, field)
        if field.is_number:
            return self._number(message, field)
        return self._text(message, field)

    def exact(self, message: Message, field: Field) -> Answer | None:
        """The answer when the whole message is the label of a choice or one of its paraphrases."""
        value = self._choices.get(field.name, {}).get(message.text.strip(" .!,"))
        return Answer(value, 0, len(message.text)) if value else None

    def _bool(self, text: str, name: str) -> Answer | None:
        second = _SECOND.match(text)
        if second:
            return Answer(second["ja"] is not None, 0, len(text))
        if _EITHER.search(text):
            return None
        whole = self.yes_no(text)
        if whole is not None:
            return Answer(whole, 0, len(text))
        for word, family in self._own.get(name, {}).items():
            if any(f" {phrase} " in f" {text} " for phrase in family):
                return Answer(word == "ja", 0, len(text))
        first = _FIRST_WORD.match(text)
        if first:
            return Answer(bool(first.group("ja")), *first.span())
        last = _LAST_WORD.match(text)
        if last:
            return Answer(bool(last.group("ja")), 0, len(text))
        core = self.core(text)
        found = [
            (m.start(), value, phrase)
            for value, family in ((True, self._yes), (False, self._no))
            for phrase in family
            if len(phrase.split()) >= 2
            for m in [re.search(rf"(?<!\S){re.escape(phrase)}(?!\S)", core)]
            if m
        ]
        return Answer(min(found)[1], *_place_of(text, min(found)[2])) if found else None

    def _choice(self, message: Message, field: Field) -> Answer | None:
        known, core, text = self._choices[field.name], self.core(message.text), message.text
        if cue("werkgever_weigert").search(text):
            known = {phrase: value for phrase, value in known.items() if value != "werkgever"}
        value = known.get(text.strip(" .!,")) or known.get(core)
        if value:
            return Answer(value, 0, len(text))
        if any(f" {phrase} " in f" {text} " for phrase in self._no_choice.get(field.name, ())):
            return None
        inside = [
            (len(phrase), m.start(), phrase)
            for phrase in known.keys() - self._only_whole.get(field.name, set())
            for m in [re.search(rf"(?<!\S){re.escape(phrase)}(?!\S)", text)]
            if m and not message.scopes.negated(m.start())
            if len(phrase) >= SHORTEST_INSIDE
        ]
        if inside:
            size, start, phrase = max(inside, key=lambda found: (found[0], -found[1]))
            return Answer(known[phrase], start, start + size)
        if field.name in ("werkgewest", "woongewest"):
            return None
        other = next(
            (
                hit
                for hit in message.hits
                if hit.value in field.values and hit.value != "geen" and not tells_no_employer(message, hit)
            ),
            None,
        )
        if other and not message.scopes.negated(other.start):
            return Answer(other.value, other.start, other.end)
        close = (
            process.extractOne(core, list(known), scorer=fuzz.ratio, score_cutoff=84)
            if len(core) >= 5
            else None
        )
        return Answer(known[close[0]], 0, len(text)) if close else None

    def _number(self, message: Message, field: Field) -> Answer | None:
        text = message.text
        whole = worked_out(message, field)
        if whole is not None:
            return Answer(whole, 0, len(text))
        if two_numbers(text) or (field.name == "brutomaandloon" and is_net(text)):
            return None
        rank = self._rank(text) if field.name == "vks_niveau" else None
        if rank:
            return Answer(rank, 0, len(text))
        told = number_told(text, field)
        if told is not None:
            return Answer(*told)
        core = self.core(text)
        for words in (text.strip(" .!,"), core):
            if self._counts.get(words) == 0 and field.name not in _NONE_IS_ZERO:
                return None
            if words in self._counts:
                return (
                    Answer(trimmed(self._counts[words]), 0, len(text))
                    if countable(field, self._counts[words])
                    else None
                )
        return Answer(0, 0, len(text)) if field.name in _NONE_IS_ZERO and _NONE.match(core) else None

    def _rank(self, text: str) -> int | None:
        """`het vierde niveau` -> 4."""
        return next((self._ranks[word] for word in text.split() if word in self._ranks), None)

    def _text(self, message: Message, field: Field) -> Answer | None:
        if field.name == "postcode":
            found = re.search(r"(?<!\S)([1-9]\d{3})(?!\S)", message.text)
        elif field.name == "paritair_comite":
            original = _COMMITTEE.search(message.plain.original) or _COMMITTEE.search(message.text)
            return Answer(original.group(1), 0, len(message.text)) if original else None
        elif field.name == "titel":
            return self._title(message)
        else:
            return None
        return Answer(found.group(1), *found.span()) if found else None

    def _title(self, message: Message) -> Answer | None:
        core = self.core(message.text)
        if not core or self.yes_no(message.text) is not None or len(message.text) > 120:
            return None
        start = message.text.find(core.split()[0])
        source = message.plain.source(start, len(message.text))[0]
        return Answer(source.strip(" .!?,")[:200], start, len(message.text))


def _place_of(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase stands; all of the text when words that say nothing stand between."""
    start = text.find(phrase)
    return (start, start + len(phrase)) if start >= 0 else (0, len(text))


def overlapping(candidates: Iterable[Candidate], answer: Answer) -> Iterator[Candidate]:
    """Candidates that stand on the words of the answer."""
    for candidate in candidates:
        if candidate.start < answer.end and answer.start < candidate.end:
            yield candidate
