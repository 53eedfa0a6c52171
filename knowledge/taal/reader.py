"""Reading Dutch: from a message to facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Protocol

from spacy.language import Language

from ..vocabulary import TRAINING, Field, Vocabulary, bare
from .answers import Answer, Answers, lesson_hours, overlapping, two_numbers
from .contrast import Contrast, certain_fields, find_contrasts
from .cues import cue
from .finders import find_all, place_hits
from .languages import Languages
from .lexicon import Place, load, phrases, places
from .message import Message
from .patterns import Candidate, load_patterns
from .pipeline import Phrasebook, load_pipeline
from .reading import Entity, RangeProblem, Reading
from .scope import Scopes
from .selection import Selection, select, strongest
from .spelling import Speller
from .study import find_occupations, is_studied_now, measure_hits
from .values import complete, range_problem, typed, unclear_number

_ENTITY_OF = {
    "leeftijd": "leeftijd",
    "statuut": "statuut",
    "sector": "sector",
    "paritair_comite": "paritair_comite",
    "werkgewest": "gewest",
    "woongewest": "gewest",
    "postcode": "postcode",
    "tewerkstellingspercentage": "tewerkstellingspercentage",
    "uren_per_week": "uren_per_week",
    "uurrooster": "uurrooster",
    "diploma": "diploma",
    "werkervaring_jaren": "ervaring",
    "brutomaandloon": "brutoloon",
    "drempel": "drempel",
    "opleiding.titel": "opleiding",
    "opleiding.contacturen": "uren",
    "opleiding.studiepunten": "studiepunten",
    "opleiding.directe_kost": "prijs",
    "opleiding.startdatum": "datum",
}
_KINDS = {
    "maatregel": "_maatregel_",
    "plaats": "_plaats_",
    "beroep": "_beroep_",
    "opleiding": "_opleiding_",
    "werkplek": "_werkplek_",
    "vreemd": "_vreemd_",
}
_REGIONS = ("werkgewest", "woongewest")
_KIN = frozenset({frozenset({"werkervaring_jaren", "ancienniteit_maanden"})})
"""Fields that people tell in the same words, so that the question decides."""
MAX_TEXT = 2000
GUESS = -6
"""From this weight down a number only suggests its field; in a contrast the known facts tell more."""
FULL_TIME_HOURS = "_voltijdse_uren"
"""Read beside the fields of the vocabulary: it turns hours into a percentage."""
RECENT = 32
"""How many readings are remembered: those of the turns that are under way."""


class Named(Protocol):
    """The names of a measure."""

    @property
    def naam(self) -> str: ...
    @property
    def afkorting(self) -> str | None: ...
    @property
    def ook_bekend_als(self) -> tuple[str, ...]: ...


class Known(Protocol):
    """What a reader needs of the knowledge: the vocabulary and the names of the measures."""

    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def measures(self) -> Mapping[str, Any]: ...


class Reader:
    """Reads messages; build it once, it may be shared between threads."""

    def __init__(self, knowledge: Known, nlp: Language | None = None) -> None:
        self._vocabulary = knowledge.vocabulary
        self._places = places()
        names = dict(_measure_names(knowledge))
        self._speller = Speller(_known_words(self._places, names))
        self._phrases = Phrasebook(nlp or load_pipeline(), self._speller)
        self._fill(names)
        self._patterns = load_patterns(self._speller.standard)
        self._answers = Answers(self._vocabulary, self._speller)
        self._committees = dict(_pairs(load("paritaire_comites")["sectoren"]))
        self._languages = Languages()
        self._insults = cue("scheldwoorden")
        self._recent = lru_cache(maxsize=RECENT)(self._read)

    def _fill(self, names: dict[str, str]) -> None:
        add = self._phrases.add
        add("plaats", ((name, name) for name in self._places))
        add("maatregel", names.items())
        add(
            "werkplek",
            ((phrase, sector) for sector, block in load("werkplekken").items() for phrase in _split(block)),
        )
        add("statuut", phrases("statuten"))
        add("diploma", phrases("diplomas"))
        add("opleiding", phrases("opleidingen"))
        add("lesvorm", phrases("lesvormen"))
        add("periode", ((name, name) for name in _split(load("perioden")["namen"])))
        add("beroep", _occupations())
        topics = load("buiten_domein")["onderwerpen"]
        add("vreemd", ((name, topic["id"]) for topic in topics for name in _split(topic["woorden"])))

    def read(self, text: str, question: str | None = None, today: dt.date | None = None) -> Reading:
        """The facts of a message; `question` is the bare name of the field that was asked.

        One message is read by several parts of a turn, so the last few readings are remembered;
        do not change them.
        """
        return self._recent(text[:MAX_TEXT], bare(question) if question else None, today or dt.date.today())

    def _read(self, text: str, question: str | None, today: dt.date) -> Reading:
        plain = self._speller.read(text)
        message = Message(plain, Scopes(plain), tuple(self._phrases.find(plain)), today, question)
        contrasts = tuple(find_contrasts(message))
        selection = select(message, self._candidates(message, contrasts))
        answer = None if contrasts else self._answer(message, selection)
        return self._reading(message, selection, answer, contrasts)

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
        for candidate in self._found(message):
            spans = guessed if candidate.weight <= GUESS else gone
            if not any(
                candidate.is_number and a < candidate.core[1] and candidate.core[0] < b for a, b in spans
            ):
                yield candidate

    def _found(self, message: Message) -> Iterator[Candidate]:
        hours = lesson_hours(message.text)
        if hours is not None:
            yield Candidate(
                "opleiding.contacturen", hours, 0, len(message.text), negation="negeren", focus=(0, 0)
            )
        for pattern in self._patterns:
            for candidate in pattern.candidates(message.text, message.today):
                yield from self._completed(message, candidate)
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
                yield Candidate("statuut", "werknemer", candidate.start, candidate.end, weight=-220)
        elif candidate.field == "bijberoep" and candidate.value is True:
            yield candidate
            yield Candidate("statuut", "werknemer", candidate.start, candidate.end, weight=-210)
        else:
            yield candidate

    # ------------------------------------------------------------ the question
    def _answer(self, message: Message, selection: Selection) -> Answer | None:
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
        answer = exact or self._region(message, field) or self._answers.answer(message, field)
        if answer is None or answer.unknown:
            return answer
        if exact is None and self._belongs_elsewhere(message, selection, field, answer):
            return None
        for candidate in list(overlapping(selection.facts, answer)):
            if len(message.plain.words) <= 7 and not self._says_more(message, candidate, answer):
                selection.facts.remove(candidate)
                selection.dropped.append(candidate)
        selection.facts.append(Candidate(field.key, answer.value, answer.start, answer.end))
        return answer

    def _belongs_elsewhere(
        self, message: Message, selection: Selection, field: Field, answer: Answer
    ) -> bool:
        """Whether the words of the answer tell another fact: "ik ben 38" is no number of months."""
        if not (field.is_number or field.name in _REGIONS):
            return False
        others = list(overlapping(selection.facts, answer))
        if field.name in _REGIONS:
            return any(candidate.field in _REGIONS for candidate in others)
        return any(
            self._says_more(message, candidate, answer)
            and frozenset((candidate.field, field.key)) not in _KIN
            for candidate in others
            if candidate.is_number or candidate.field == "postcode"
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
        complete(profile, training, _full_time_hours(selection))
        told = {**profile, **training}
        problems.extend(self._unclear(message, told))
        return Reading(
            profiel=profile,
            opleiding=training,
            entities=tuple(self._entities(message, selection, problems)),
            answers_question=bool(message.question and message.question in told),
            unknown_answer=bool(answer and answer.unknown)
            or (not told and self._answers.is_unknown(message.text)),
            correction=bool(contrasts) or (message.scopes.correction and bool(told or selection.dropped)),
            replaces=tuple(contrast.replacement for contrast in contrasts),
            hypothetical=bool(selection.supposed) and message.scopes.hypothetical,
            supposed=self._supposed(selection),
            out_of_range=tuple(problems),
            withdrawn=self._withdrawn(message, selection, told),
            language=self._languages.of(message.plain.original),
            insults=bool(self._insults.search(message.text)),
            plain=message.text,
            delexicalised=_delexicalised(message),
            yes_no=self._answers.yes_no(message.text),
            topics=tuple(hit.value for hit in message.of("vreemd")),
        )

    def _unclear(self, message: Message, told: dict[str, Any]) -> Iterator[RangeProblem]:
        """Asked for one number and given two: neither is taken."""
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
        return tuple(dict.fromkeys(name for name in gone if name not in told))

    def _entities(
        self, message: Message, selection: Selection, problems: Iterable[RangeProblem]
    ) -> Iterator[Entity]:
        wrong = {problem.veld for problem in problems}
        for fact in selection.facts + strongest(selection.supposed):
            name = _ENTITY_OF.get(fact.field)
            if name and bare(fact.field) not in wrong:
                yield _entity(message, name, fact.value, fact.start, fact.end)
        for hit in {hit.value: hit for hit in reversed(measure_hits(message))}.values():
            yield _entity(message, "maatregel", hit.value, hit.start, hit.end)
        for hit, place in place_hits(message, self._places):
            if place.is_town:
                yield _entity(message, "gemeente", place.name, hit.start, hit.end)
        titles = [fact for fact in selection.facts if fact.field == "opleiding.titel"]
        for hit in find_occupations(message):
            if not any(hit.start < title.end and title.start < hit.end for title in titles):
                yield _entity(message, "beroep", hit.value, hit.start, hit.end)
        for label in ("lesvorm", "periode"):
            for hit in message.of(label):
                yield _entity(message, label, hit.value, hit.start, hit.end)
        language = self._languages.of(message.plain.original)
        if language:
            yield Entity("taal", language, message.plain.original, 0, len(message.plain.original))


def _entity(message: Message, name: str, value: Any, start: int, end: int) -> Entity:
    words, first, last = message.plain.source(start, end)
    return Entity(name, value, words, first, last)


def _delexicalised(message: Message) -> str:
    """The plain text with kinds of things in place of their names."""
    taken: list[tuple[int, int, str]] = []
    for label, kind in _KINDS.items():
        for hit in message.of(label):
            if not any(hit.start < end and start < hit.end for start, end, _ in taken):
                taken.append((hit.start, hit.end, kind))
    pieces, position = [], 0
    for start, end, kind in sorted(taken):
        pieces += [message.text[position:start], kind]
        position = end
    pieces.append(message.text[position:])
    return " ".join("_getal_" if word[0].isdigit() else word for word in " ".join(pieces).split())


def _split(block: str) -> list[str]:
    return [part.strip() for part in block.split(",") if part.strip()]


def _pairs(groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for value, block in groups.items():
        for part in _split(block):
            yield part, value


def _occupations() -> Iterator[tuple[str, str]]:
    for part in _split(load("beroepen")["namen"]):
        spelling = part.partition("=")[0].strip()
        yield spelling, spelling


def _measure_names(knowledge: Known) -> Iterator[tuple[str, str]]:
    """Every name of every measure: of the measure files first, then of the word list."""
    for measure_id, measure in knowledge.measures.items():
        for name in (measure.naam, measure.afkorting, *measure.ook_bekend_als):
            if name:
                yield name, measure_id
    known = set(knowledge.vocabulary.measure_ids)
    for measure_id, block in load("maatregelnamen").items():
        if measure_id in known:
            for name in _split(block):
                yield name, measure_id


def _known_words(places_by_name: Mapping[str, Place], measure_names: Iterable[str]) -> set[str]:
    """Words that a typing error may stand for: names with a meaning, not every word of the lists."""
    texts: list[str] = [*measure_names, *load("spelling")["schrijfwijzen"]]
    texts += [name for name, place in places_by_name.items() if place.is_town and len(name) >= 7]
    for name in ("werkplekken", "statuten", "diplomas", "opleidingen", "lesvormen"):
        texts += [phrase for block in load(name).values() for phrase in _split(block)]
    return {word for text in texts for word in text.replace("-", " ").split()}


def _full_time_hours(selection: Selection) -> float | None:
    """The hours a week that are full time where somebody works, when they are told."""
    told = [float(fact.value) for fact in selection.facts if fact.field == FULL_TIME_HOURS]
    return told[0] if told else None
