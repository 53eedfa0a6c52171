"""Reading Dutch: from a message to facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from spacy.language import Language

from ..vocabulary import TRAINING, bare
from .answer_numbers import lesson_hours, two_numbers
from .answers import Answer, Answers
from .asked import SHARE, Asked
from .compounds import Compounds
from .concepts import Concepts
from .context import WordPairs
from .contrast import Contrast, certain_fields, find_contrasts, moved, repaired
from .cues import cue
from .entities import delexicalised, find_entities
from .finders import find_all, place_hits
from .implied import Sizes, implied_facts
from .languages import Languages
from .lexicon import places
from .message import Message
from .patterns import Candidate, indexed, load_patterns
from .payers import shared_cost
from .pipeline import Phrasebook, load_pipeline
from .quantities import LONGEST_CAREER, OLDEST
from .ranges import Range, find_ranges
from .reading import RangeProblem, Reading
from .scope import Scopes
from .selection import Selection, select, strongest
from .spelling import Speller
from .unread import unread
from .values import (
    complete,
    range_problem,
    spread_points,
    typed,
    unclear_number,
    unclear_payer,
    unclear_points,
    unclear_share,
)
from .wordlists import (
    Known,
    committees,
    fill,
    known_words,
    measure_names,
    named_phrases,
    right_words,
    town_words,
)
from .words import PlainText

MAX_TEXT = 2000
GUESS = -6
"""From this weight down a number only suggests its field; in a contrast the known facts tell more."""
IMPLIED = -220
"""The weight of a situation that only follows from a joint committee."""
_LONGEST_WEEK = 60
_PERIOD = re.compile(r"(?<!\S)(?:week|per (?:jaar|maand|kwartaal)|een jaar)(?!\S)")
PAYER = "opleiding.betaald_door"
FULL_TIME_HOURS = "_voltijdse_uren"
"""Read beside the fields of the vocabulary: it turns hours into a percentage."""
RECENT = 32
"""How many readings are remembered: those of the turns that are under way."""


class Reader:
    """Reads messages; build it once, it may be shared between threads."""

    def __init__(self, knowledge: Known, nlp: Language | None = None) -> None:
        self._vocabulary = knowledge.vocabulary
        self._places = places()
        self._sizes = Sizes.of(knowledge.measures)
        names = dict(measure_names(knowledge))
        self._speller = Speller(
            known_words(self._places, names),
            right_words(self._places),
            town_words(self._places),
            counted=WordPairs.load(),
            phrases=named_phrases(),
        )
        self._phrases = Phrasebook(nlp or load_pipeline(), self._speller)
        fill(self._phrases, self._places, names)
        self._compounds = Compounds(self._phrases.texts("maatregel"))
        self._patterns = indexed(load_patterns(self._speller.standard))
        self._concepts = Concepts(lambda phrase: self._speller.read(phrase, correct=False).text)
        self._answers = Answers(self._vocabulary, self._speller)
        self._committees = committees()
        self._asked = Asked(self._vocabulary, self._answers, self._places)
        self._languages = Languages()
        self._insults = cue("scheldwoorden")
        self._recent = lru_cache(maxsize=RECENT)(self._read)

    def read(self, text: str, question: str | None = None, today: dt.date | None = None) -> Reading:
        """The facts of a message; `question` is the bare name of the field that was asked.

        One message is read by several parts of a turn, so the last few readings are remembered;
        do not change them.
        """
        return self._recent(text[:MAX_TEXT], bare(question) if question else None, today or dt.date.today())

    def _read(self, text: str, question: str | None, today: dt.date) -> Reading:
        message = self._message(self._speller.read(text), question, today)
        contrasts = tuple(c for c in find_contrasts(message) if not message.scopes.at(c.span[0]).other)
        ranges = [] if contrasts else list(find_ranges(message.plain))
        candidates = list(self._candidates(message, contrasts))
        vague = [c for c in candidates if _stands_in(c, [(found.start, found.end) for found in ranges])]
        selection = select(message, [c for c in candidates if c not in vague])
        selection.vague.update(_vague(message, vague, ranges))
        selection.nearly = [fact for fact in selection.facts if _only_nearly(message, fact)]
        selection.facts = [fact for fact in selection.facts if fact not in selection.nearly]
        answer = None if contrasts else self._asked.answer(message, selection)
        return self._reading(message, selection, answer, contrasts)

    def _message(self, plain: PlainText, question: str | None, today: dt.date) -> Message:
        hits = self._compounds.find(plain, self._phrases.find(plain))
        return Message(plain, Scopes(plain), tuple(hits), today, question)

    def forget(self) -> None:
        """Drop the readings that are remembered: erasing a conversation leaves no words behind."""
        self._recent.cache_clear()

    @property
    def remembered(self) -> int:
        """How many readings are remembered now."""
        return self._recent.cache_info().currsize

    # ------------------------------------------------------------ candidates
    def _candidates(self, message: Message, contrasts: tuple[Contrast, ...]) -> Iterator[Candidate]:
        """Everything that may be a fact, without the numbers that no longer hold."""
        yield from certain_fields(message, contrasts, self._vocabulary)
        gone = [contrast.old_span for contrast in contrasts]
        guessed = gone + [contrast.new_span for contrast in contrasts]
        found = [c for c in self._found(message) if not _in_part(message, c)]
        for contrast in contrasts:
            yield from self._renewed(message, contrast, found)
        for candidate in found:
            if not _stands_in(candidate, guessed if candidate.weight <= GUESS else gone):
                yield candidate

    def _renewed(
        self, message: Message, contrast: Contrast, found: Iterable[Candidate]
    ) -> Iterator[Candidate]:
        """What the words around a contrast say of the new number."""
        for candidate in found:
            renewed = moved(candidate, contrast) if _stands_in(candidate, [contrast.old_span]) else None
            if renewed and candidate.weight > GUESS:
                yield renewed
        shorter = self._message(repaired(message, contrast), message.question, message.today)
        first = message.plain.index(contrast.span[0])
        place = shorter.plain.starts[first]
        for candidate in self._found(shorter):
            if candidate.is_number and candidate.weight > GUESS and candidate.core[0] == place:
                span = contrast.new_span
                yield replace(candidate, start=span[0], end=span[1], focus=span, negation="negeren")

    def _found(self, message: Message) -> Iterator[Candidate]:
        hours = lesson_hours(message.text)
        if hours is not None:
            yield Candidate(
                "opleiding.contacturen", hours, 0, len(message.text), negation="negeren", focus=(0, 0)
            )
        for pattern in self._patterns.possible(message.text):
            for candidate in pattern.candidates(message.text, message.today):
                yield from self._completed(message, candidate)
        yield from self._concepts.find(message)
        named = message.of("maatregel")
        for candidate in find_all(message, self._places):
            if (
                not any(hit.start <= candidate.start and candidate.end <= hit.end for hit in named)
                or message.question
            ):
                yield candidate

    def _completed(self, message: Message, candidate: Candidate) -> Iterator[Candidate]:
        """A committee also tells the sector; being temporarily unemployed means having a job."""
        if candidate.field == "paritair_comite":
            yield candidate
            sector = self._committees.get(str(candidate.value)) or self._committees.get(
                str(candidate.value)[:3]
            )
            if sector:
                yield Candidate("sector", sector, candidate.start, candidate.end, weight=-3)
                yield Candidate("statuut", "werknemer", candidate.start, candidate.end, weight=IMPLIED)
        elif candidate.field == "werkervaring_jaren" and _is_an_age(candidate):
            yield replace(candidate, field="leeftijd")
        elif candidate.field == "uren_per_week" and _is_of_lessons(message, candidate):
            yield replace(candidate, field="opleiding.contacturen")
        elif candidate.field == "bijberoep" and candidate.value is True:
            yield candidate
            yield Candidate("statuut", "werknemer", candidate.start, candidate.end, weight=-210)
        else:
            yield candidate

    # ------------------------------------------------------------ the result
    def _reading(
        self,
        message: Message,
        selection: Selection,
        answer: Answer | None,
        contrasts: tuple[Contrast, ...],
    ) -> Reading:
        profile: dict[str, Any] = {}
        training: dict[str, Any] = {}
        problems: list[RangeProblem] = []
        for fact in selection.facts:
            if fact.field not in self._vocabulary.fields:
                continue
            field = self._vocabulary.fields[fact.field]
            problem = range_problem(field, fact.value)
            if problem:
                problems.append(problem)
            else:
                (training if fact.field.startswith(TRAINING) else profile)[field.name] = typed(
                    field, fact.value
                )
        asked_about = {bare(f.field) for f in selection.facts if message.scopes.at(f.start).state}
        read = {*profile, *training}
        complete(profile, training, _full_time_hours(selection))
        if asked_about:  # what only follows from the case that is asked about is of that case
            asked_about |= {*profile, *training} - read
        follows = (
            {} if contrasts else dict(implied_facts(message, profile, training, self._places, self._sizes))
        )
        profile.update(follows)
        told = {**profile, **training}
        language = self._languages.of(message.plain.original)
        problems.extend(self._unclear(message, selection, told))
        return Reading(
            profiel=profile,
            opleiding=training,
            entities=tuple(find_entities(message, selection, problems, self._places, language)),
            answers_question=bool(message.question and message.question in told),
            unknown_answer=bool(answer and answer.unknown)
            or (not told and self._answers.is_unknown(message.text)),
            correction=bool(contrasts) or (message.scopes.correction and bool(told or selection.dropped)),
            implied=(*(bare(fact.field) for fact in selection.facts if fact.weight == IMPLIED), *follows),
            replaces=tuple(contrast.replacement for contrast in contrasts),
            hypothetical=bool(selection.supposed) and message.scopes.hypothetical,
            supposed=self._supposed(selection),
            if_so=tuple(sorted(asked_about & {*profile, *training})),
            out_of_range=tuple(problems),
            withdrawn=self._withdrawn(message, selection, told),
            language=language,
            insults=bool(self._insults.search(message.text)),
            plain=message.text,
            delexicalised=delexicalised(message),
            yes_no=self._answers.yes_no(message.text),
            topics=tuple(hit.value for hit in message.of("vreemd")),
            unread=self._unread(message, selection, problems),
        )

    def _unread(
        self, message: Message, selection: Selection, problems: list[RangeProblem]
    ) -> tuple[str, ...]:
        """What is said back of a row of shorthand; nothing of a message that is asked about already."""
        if problems or message.scopes.asks:
            return ()
        told = [(fact.start, fact.end) for fact in (*selection.facts, *selection.supposed)]
        named = [(hit.start, hit.end) for hit in message.hits if hit.label != "plaats"]
        places = [(hit.start, hit.end) for hit, _ in place_hits(message, self._places)]
        return unread(message, [*told, *named, *places], self._speller.is_word)

    def _unclear(
        self, message: Message, selection: Selection, told: dict[str, Any]
    ) -> Iterator[RangeProblem]:
        """Two numbers for one, told or in answer to a question: neither is taken."""
        for key, found in selection.vague.items():
            told_field = self._vocabulary.fields.get(key)
            if told_field is not None and told_field.name not in told and told_field.name != message.question:
                yield unclear_number(told_field, found.low, found.high)
        spread = spread_points(message.text)
        if spread is not None and "studiepunten" not in told:
            yield unclear_points(self._vocabulary.field("studiepunten"), *spread)
        if shared_cost(message.text) and "betaald_door" not in told:
            yield unclear_payer(self._vocabulary.field("betaald_door"))
        if selection.nearly and not told.keys() & {SHARE, "uren_per_week"}:
            yield unclear_share(self._vocabulary.field(SHARE))
        ends = two_numbers(message.text)
        field = self._vocabulary.fields.get(self._vocabulary.keys.get(message.question or "", ""))
        if ends and field is not None and field.is_number and field.name not in told:
            yield unclear_number(field, *ends)

    def _supposed(self, selection: Selection) -> dict[str, Any]:
        """The facts of a what-if that could be true."""
        fields = [
            (self._vocabulary.fields.get(fact.field), fact.value) for fact in strongest(selection.supposed)
        ]
        return {
            field.name: typed(field, value)
            for field, value in fields
            if field and not range_problem(field, value)
        }

    def _withdrawn(self, message: Message, selection: Selection, told: dict[str, Any]) -> tuple[str, ...]:
        """Fields of which somebody says that the value no longer holds, without giving another."""
        gone = [
            bare(c.field)
            for c in selection.dropped
            if not message.scopes.at(c.start).other
            and not message.scopes.asks
            and (message.scopes.negated(c.start) or message.scopes.at(c.start).past)
            and "meer" in message.clause_text(c.start).split()
        ]
        if cue("werkt_niet_meer").search(message.text) and not message.scopes.asks:
            gone.append("statuut")
        return tuple(dict.fromkeys(name for name in gone if name not in told))


def _stands_in(candidate: Candidate, spans: Iterable[tuple[int, int]]) -> bool:
    """Does the number of the candidate stand in one of these stretches?"""
    first, last = candidate.core
    return candidate.is_number and any(a < last and first < b for a, b in spans)


def _in_part(message: Message, candidate: Candidate) -> bool:
    """`mijn baas betaalt 50 %`: who pays a part pays not the course, and works no half time."""
    if candidate.field not in (SHARE, PAYER):
        return False
    return any(a < candidate.end and candidate.start < b for a, b in shared_cost(message.text))


def _only_nearly(message: Message, candidate: Candidate) -> bool:
    """`bijna voltijds`: how much of full time that is, is not told."""
    found = cue("bijna_zoveel").finditer(message.text) if candidate.field == SHARE else ()
    return any(match.start() < candidate.end and candidate.start < match.end() for match in found)


def _is_an_age(candidate: Candidate) -> bool:
    """`58 jaar arbeider`: nobody has worked that long."""
    return LONGEST_CAREER < candidate.value <= OLDEST


def _is_of_lessons(message: Message, candidate: Candidate) -> bool:
    """`zorgkundige dag 900 uur`: more hours than a week has room for are those of the course."""
    if candidate.value <= _LONGEST_WEEK or message.question or _PERIOD.search(message.text, candidate.start):
        return False
    learnt = any(message.of(label) for label in ("opleiding", "lesvorm", "beroep"))
    return learnt or bool(cue("lessen").search(message.text))


def _vague(message: Message, candidates: list[Candidate], ranges: list[Range]) -> dict[str, Range]:
    """The fields for which a range was told in place of a number."""
    found = {}
    for candidate in strongest(candidates):
        place = next(r for r in ranges if _stands_in(candidate, [(r.start, r.end)]))
        scope = message.scopes.at(candidate.start)
        if not (place.is_clock or scope.other or scope.past or message.scopes.asks_at(candidate.start)):
            found[candidate.field] = place
    return found


def _full_time_hours(selection: Selection) -> float | None:
    """The hours a week that are full time where somebody works, when they are told."""
    told = [float(fact.value) for fact in selection.facts if fact.field == FULL_TIME_HOURS]
    return told[0] if told else None
