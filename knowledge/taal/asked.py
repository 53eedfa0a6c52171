"""The message as an answer to the open question, beside the facts that it tells by itself."""

from __future__ import annotations

from collections.abc import Mapping

from ..vocabulary import Field, Vocabulary
from .answer_numbers import two_numbers
from .answers import Answer, Answers, overlapping
from .cues import cue
from .finders import place_hits
from .lexicon import Place
from .message import Message
from .patterns import Candidate
from .selection import Selection
from .study import is_studied_now
from .values import spread_points

SHARE = "tewerkstellingspercentage"
_OF_WORK = (SHARE, "uren_per_week")
_REGIONS = ("werkgewest", "woongewest")
_KIND = "soort"
_DIPLOMA = "diploma"
_NO, _SHORT = ("nee", "neen"), 3
"""In "nee geen diploma" the no goes with the diploma; a "wel" behind more words may be of something else."""
_HOW_OFTEN = ("nog ", "nooit")
"""A denial that may be of something else: "nog nooit loopbaanbegeleiding gevolgd"."""
_KIN = frozenset({frozenset({"werkervaring_jaren", "ancienniteit_maanden"})})
"""Fields that people tell in the same words, so that the question decides."""


def _is_of_lessons(message: Message, field: Field) -> bool:
    """`2 dagen les` tells nothing of work, `90 studiepunten over 1,5 jaar` nothing of one year."""
    if field.name in _OF_WORK:
        return bool(cue("lesdagen").search(message.text))
    return field.name == "studiepunten" and spread_points(message.text) is not None


class Asked:
    """Takes the answer into the facts that were selected."""

    def __init__(self, vocabulary: Vocabulary, answers: Answers, places: Mapping[str, Place]) -> None:
        self._vocabulary = vocabulary
        self._answers = answers
        self._places = places

    def answer(self, message: Message, selection: Selection) -> Answer | None:
        """The answer, which joins the facts in the selection."""
        if not message.question or message.question not in self._vocabulary.keys:
            return None
        field = self._vocabulary.field(message.question)
        if field.is_number and two_numbers(message.text):
            selection.facts[:] = [c for c in selection.facts if c.field != field.key]
            return None
        exact = self._answers.exact(message, field)
        if exact is None and any(c.field == field.key for c in selection.facts):
            return None
        if field.name == "diploma" and any(is_studied_now(message, hit) for hit in message.of("diploma")):
            return None
        selection.facts[:] = [c for c in selection.facts if c.field != field.key]
        if _is_of_lessons(message, field) or (field.name == SHARE and selection.nearly):
            return None
        if cue("snapt_niet").search(message.text):
            return None
        answer = exact or self._region(message, field) or self._answers.answer(message, field)
        if answer is None or answer.unknown:
            return answer
        if exact is None and self._belongs_elsewhere(message, selection, field, answer):
            return None
        for candidate in list(overlapping(selection.facts, answer)):
            same = candidate.is_number and candidate.core == (answer.start, answer.end)
            short = same or len(message.plain.words) <= 7
            if short and not self._says_more(message, candidate, answer):
                selection.facts.remove(candidate)
                selection.dropped.append(candidate)
        selection.facts.append(Candidate(field.key, answer.value, answer.start, answer.end))
        return answer

    def _belongs_elsewhere(
        self, message: Message, selection: Selection, field: Field, answer: Answer
    ) -> bool:
        """Whether the words of the answer tell another fact: "ik ben 38" is no number of months."""
        others = list(overlapping(selection.facts, answer))
        if field.type == "bool":
            words = message.text[answer.start : answer.end]
            if words in _NO and message.text[answer.end :].startswith(" geen "):
                return any(c.start <= answer.end + len(" geen ") <= c.end for c in selection.facts)
            if words == message.text and words.endswith(" wel") and len(words.split()) > _SHORT:
                return _DIPLOMA in words.split()  # "mijn land diploma wel" tells of that
            return bool(others) and words != message.text and words.startswith(_HOW_OFTEN)
        if field.name == _KIND:  # "ik sta op de payroll" tells of work, whatever courses there are of it
            part = answer.end - answer.start < len(message.text.strip(" .!"))
            return part and any(not candidate.field.startswith("opleiding.") for candidate in others)
        if not (field.is_number or field.name in _REGIONS):
            return False
        if field.name in _REGIONS:
            return any(candidate.field in _REGIONS for candidate in others)
        return any(
            self._says_more(message, candidate, answer)
            and frozenset((candidate.field, field.key)) not in _KIN
            for candidate in others
            if candidate.is_number or candidate.field in ("postcode", "paritair_comite")
        )

    @staticmethod
    def _says_more(message: Message, candidate: Candidate, answer: Answer) -> bool:
        """A fact that needs other words than those of the answer is told besides."""
        return not (answer.start <= candidate.start and candidate.end <= answer.end + 6)

    def _region(self, message: Message, field: Field) -> Answer | None:
        """A town or a postcode as answer to a question for a region."""
        if field.name not in _REGIONS:
            return None
        for hit, place in place_hits(message, self._places):
            if not message.scopes.negated(hit.start):
                return Answer(
                    place.work_region if field.name == "werkgewest" else place.home_region, hit.start, hit.end
                )
        for word, start in zip(message.plain.words, message.plain.starts, strict=True):
            if len(word.text) == 4 and word.text.isdigit():
                region = self._vocabulary.derive({"postcode": word.text}).get("woongewest")
                if region:
                    return Answer(region, start, start + 4)
        return None
