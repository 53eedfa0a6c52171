"""Loading the data files. All problems are told at once, each with file, line and what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from .barriers import BARRIERS, PURPOSES, read_motives
from .changeable import FILE as CHANGEABLE
from .changeable import read_changeable
from .consistency import FILE as CLASHES
from .consistency import read_clashes
from .errors import KnowledgeError, Problem
from .knowledge import CORE, Knowledge
from .measure_reading import inherits, read_measure
from .measures import Lender, Measure
from .pausing import no_collecting
from .questions import Question, read_questions
from .reachability import unreachable
from .reading import Reader
from .reforms import DIRECTORY as REFORMS
from .reforms import overlay, read_reform
from .relations import both_ways, contradictions
from .scope import MeasureScope
from .sector_funds import FILE as FUNDS
from .sector_funds import MEASURE as SECTOR_FUND
from .sector_funds import SectorFunds, read_sector_funds
from .subjects import FILE as SUBJECTS
from .subjects import read_subjects
from .texts import (
    BenefitWords,
    check_glossary,
    check_help_lines,
    read_benefit_words,
    read_phones,
    read_signposts,
    with_phrases,
)
from .trajectories import FILE as TRAJECTORIES
from .trajectories import read_trajectories
from .vocabulary import Vocabulary
from .vocabulary_reading import read_vocabulary
from .wording import Words

DATA = Path(__file__).with_name("data")
VOCABULARY, QUESTIONS, MEASURES = "vocabulary.yml", "vragen.yml", "maatregelen"
FACTS, BENEFITS, SIGNPOSTS = "teksten/feiten.yml", "teksten/voordelen.yml", "teksten/wegwijzers.yml"
GLOSSARY, CHANNELS, HELP_LINES = "teksten/woordenlijst.yml", "contactkanalen.yml", "hulplijnen.yml"


def load_knowledge(
    directory: Path | None = None, *, reform: str | None = None, law: Knowledge | None = None
) -> Knowledge:
    """Load and check the data; raises KnowledgeError with every problem found.

    Args:
        directory: where the data stand; the project's own by default.
        reform: a proposal or scenario to lay over the law, by id; never what the service answers with.
        law: the same directory without the reform, when it is loaded already.
    """
    with no_collecting():
        law = law or _load(directory or DATA)
        return law if reform is None else _load(directory or DATA, reform, law)


def _load(root: Path, reform_id: str | None = None, law: Knowledge | None = None) -> Knowledge:
    problems: list[Problem] = []
    digest = hashlib.sha256()

    def reader(path: Path) -> Reader:
        text = _read(path, problems)
        digest.update(text.encode())
        return Reader.of_text(text, path.relative_to(root).as_posix(), problems)

    vocabulary = read_vocabulary(reader(root / VOCABULARY))
    if problems:  # nothing else can be checked against a broken vocabulary
        raise KnowledgeError(problems)
    vocabulary = with_phrases(vocabulary, reader(root / FACTS))
    benefit_words = read_benefit_words(reader(root / BENEFITS))
    readers = {path.stem: reader(path) for path in sorted((root / MEASURES).glob("*.yml"))}
    reform = None
    if reform_id is not None:
        changes = reader(root / REFORMS / f"{reform_id}.yml")
        reform = read_reform(changes, reform_id)
        overlay(reform, changes, readers)
    funds = read_sector_funds(reader(root / FUNDS), vocabulary) if SECTOR_FUND in readers else None
    measures = _read_measures(readers, vocabulary, benefit_words, funds)
    words = _plain_words(vocabulary)
    questions = read_questions(reader(root / QUESTIONS), vocabulary, words)
    lists = {name: reader(root / name) for name in (CHANNELS, GLOSSARY, HELP_LINES)}
    phones = read_phones(lists[CHANNELS], vocabulary)
    signposts = read_signposts(reader(root / SIGNPOSTS), words, phones)
    subjects = read_subjects(reader(root / SUBJECTS), words, vocabulary.measure_ids, phones)
    trajectories = read_trajectories(reader(root / TRAJECTORIES), words, vocabulary.measure_ids)
    motives = read_motives(reader(root / BARRIERS), reader(root / PURPOSES), vocabulary, words, phones)
    clashes = read_clashes(reader(root / CLASHES), vocabulary, words, measures)
    changeable = read_changeable(reader(root / CHANGEABLE), vocabulary, words)
    check_glossary(lists[GLOSSARY])
    check_help_lines(lists[HELP_LINES])
    answered_by = {
        key: question for question in questions.values() for key in question.beantwoordt
    } | questions
    _check_references(measures, readers)
    _check_combinations(measures, readers)
    _check_subjects(measures, subjects, readers)
    if reform is None:  # a proposal may leave a text of the law without use
        problems += _never_matters(measures, vocabulary, {problem.file for problem in problems})
    _check_questions(measures, answered_by, readers)
    if problems:
        raise KnowledgeError(problems)
    return Knowledge(
        version=f"{vocabulary.edition}+{digest.hexdigest()[:8]}" + (f"+{reform.id}" if reform else ""),
        vocabulary=vocabulary,
        measures=_in_order(_related(measures), vocabulary),
        questions=questions,
        answered_by=answered_by,
        signposts=signposts,
        subjects=subjects,
        trajectories=trajectories,
        changeable=changeable,
        motives=motives,
        clashes=clashes,
        phones=phones,
        lists={name.removesuffix(".yml"): content.plain() for name, content in lists.items()},
        reform=reform,
        law=law,
    )


def _read(path: Path, problems: list[Problem]) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(
            Problem(path.name, 1, f"the file cannot be read: {error}.", "Restore it; it must be UTF-8 text.")
        )
        return ""


def _read_measures(
    readers: Mapping[str, Reader],
    vocabulary: Vocabulary,
    benefit_words: Mapping[str, BenefitWords],
    funds: SectorFunds | None,
) -> dict[str, Measure]:
    """The files that stand alone first, then those that build on them."""
    measures: dict[str, Measure] = {}
    for stem, entry in sorted(readers.items(), key=lambda item: len(inherits(item[1]))):
        if not entry.broken:
            lenders: list[Lender] = [measures[name] for name in inherits(entry) if name in measures]
            if funds is not None and stem == SECTOR_FUND:
                lenders.append(funds)
            measures[stem] = read_measure(entry, vocabulary, stem, benefit_words, lenders)
    if funds is not None and SECTOR_FUND in measures:
        measures[SECTOR_FUND] = funds.added_to(measures[SECTOR_FUND])
    return measures


def _plain_words(vocabulary: Vocabulary) -> Words:
    """What conditions of questions may use: the fields only."""
    scope = MeasureScope({key: field.expression_type for key, field in vocabulary.fields.items()}, {}, {})
    return Words(vocabulary.fields, scope, frozenset())


def _in_order(measures: Mapping[str, Measure], vocabulary: Vocabulary) -> dict[str, Measure]:
    core_first = [*vocabulary.measures.get(CORE, ()), *vocabulary.measure_ids]
    return {name: measures[name] for name in dict.fromkeys(core_first) if name in measures}


def _check_references(measures: Mapping[str, Measure], readers: Mapping[str, Reader]) -> None:
    for stem, measure in measures.items():
        for other in measure.inherits:
            if other not in measures:
                readers[stem].fail(
                    f"'voorwaarden_van' names '{other}', which has no file.", "Add or remove it."
                )
            elif measures[other].inherits:
                readers[stem].fail(
                    f"'voorwaarden_van' names '{other}', which itself builds on another measure.",
                    "Name the measures that have the conditions.",
                )
            elif not measures[other].period.span.covers(measure.period.span):
                readers[stem].fail(
                    f"this measure exists on days when '{other}' does not.",
                    "Mend 'periode' of one of the two.",
                )


def _check_subjects(
    measures: Mapping[str, Measure], subjects: Collection[str], readers: Mapping[str, Reader]
) -> None:
    """A question that a measure answers is about a subject that is known."""
    for stem, measure in measures.items():
        for answer in measure.answers:
            if answer.subject not in subjects:
                readers[stem].fail(
                    f"'vragen' names the subject '{answer.subject}'.",
                    f"Add it to {SUBJECTS}, or mend the name.",
                )


def _check_combinations(measures: Mapping[str, Measure], readers: Mapping[str, Reader]) -> None:
    """What two files say of each other must be the same."""
    stated = {stem: measure.combinations for stem, measure in measures.items()}
    for stem, other, key in contradictions(stated):
        entry = readers[stem].mapping()["combineerbaar"].mapping()[other]
        entry.fail(
            f"maatregelen/{other}.yml answers '{key}' the other way.", "Find out which of the two is right."
        )


def _related(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """The measures, each with what the others say of going together with it."""
    known = both_ways({stem: measure.combinations for stem, measure in measures.items()})
    return {stem: replace(measure, combinations=known[stem]) for stem, measure in measures.items()}


def _never_matters(
    measures: Mapping[str, Measure], vocabulary: Vocabulary, broken: Collection[str]
) -> Iterator[Problem]:
    """What can never matter, in the files that can be read."""
    for stem, measure in measures.items():
        if f"{MEASURES}/{stem}.yml" not in broken:
            yield from unreachable(measure, measures, vocabulary.fields)


def _check_questions(
    measures: Mapping[str, Measure], asked: Mapping[str, Question], readers: Mapping[str, Reader]
) -> None:
    """A fact that can decide something must be askable."""
    for stem, measure in measures.items():
        for condition in measure.conditions:
            for key in sorted(condition.requirement.askable - asked.keys()):
                readers[stem].fail(
                    f"{condition.id} needs '{key}', which no question asks.", f"Add it to {QUESTIONS}."
                )
