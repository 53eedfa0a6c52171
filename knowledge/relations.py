"""How a measure stands to other measures: what may be used together, and what follows from having it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from .errors import did_you_mean
from .expressions import Env, Expression, Value
from .facts import Refused, parse_value
from .reading import Reader, listed, optional
from .sources import Source, cited
from .vocabulary import Vocabulary
from .wording import Words

YES, NO, UNKNOWN, DOES_NOT_APPLY = "ja", "nee", "onbekend", "nvt"
ANSWERS = (YES, NO, UNKNOWN)
NARROWED = (*ANSWERS, DOES_NOT_APPLY)
ASPECTS = {"waarde": "together", "zelfde_opleiding": "same_training", "zelfde_uren": "same_hours"}


@dataclass(frozen=True)
class Exclusion:
    """For whom two measures that go together in general do not."""

    condition: Expression
    toelichting: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Combination:
    """Whether two measures go together. It holds both ways, whichever of the two files states it."""

    together: str
    """Whether one person may have both."""
    same_training: str
    same_hours: str
    toelichting: str
    exclusions: tuple[Exclusion, ...]
    sources: tuple[Source, ...]

    def for_training(self, env: Env) -> str:
        """`ja`, `nee` or `onbekend`: may this person use both for one training."""
        if any(exclusion.condition.evaluate(env) is True for exclusion in self.exclusions):
            return NO
        if self.together != YES or self.same_training == DOES_NOT_APPLY:
            return self.together
        return self.same_training

    def explanation(self, env: Env) -> str:
        """Why; for this person when an exception holds."""
        held = (item.toelichting for item in self.exclusions if item.condition.evaluate(env) is True)
        return next(held, self.toelichting)


NOT_FOUND = Combination(UNKNOWN, UNKNOWN, UNKNOWN, "", (), ())
"""No file says anything about these two."""


@dataclass(frozen=True, eq=False)
class FollowOn:
    """Something that having a measure leads to, and that people often do not ask for."""

    naar: str
    condition: Expression | None
    """For whom; when it is unknown, what it looks at is still open."""
    gives: Mapping[str, Value]
    """The facts that having the measure makes true, by field key."""
    may_give: Mapping[str, Value]
    """The facts that it can make true; `tekst` says on what that depends."""
    tekst: str
    sources: tuple[Source, ...]


class RelationReader:
    """Reads the relations in one measure file."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        words: Words,
        sources: Mapping[str, Source],
        other_measure: Callable[[Reader], str],
    ) -> None:
        self.vocabulary, self.words, self.sources = vocabulary, words, sources
        self.other_measure = other_measure

    def combinations(self, entries: Mapping[str, Reader]) -> dict[str, Combination]:
        """What stands under `combineerbaar`."""
        return {key: self._combination(key, entry) for key, entry in entries.items()}

    def _combination(self, key: str, reader: Reader) -> Combination:
        if key not in self.vocabulary.measure_ids:
            reader.fail(
                f"the measure '{key}' does not exist.",
                did_you_mean(key, self.vocabulary.measure_ids).strip(),
            )
        entry = reader.mapping(
            ("waarde",), ("toelichting", "bronnen", "zelfde_opleiding", "zelfde_uren", "behalve")
        )
        together = entry["waarde"].one_of(ANSWERS) if "waarde" in entry else UNKNOWN
        unsaid = UNKNOWN if together == YES else together
        return Combination(
            together,
            same_training=optional(entry, "zelfde_opleiding", _narrowed) or unsaid,
            same_hours=optional(entry, "zelfde_uren", _narrowed) or unsaid,
            toelichting=optional(entry, "toelichting", Reader.text) or "",
            exclusions=tuple(self._exclusions(entry)),
            sources=self._cited(reader, entry, needed=together != UNKNOWN),
        )

    def _exclusions(self, combination: dict[str, Reader]) -> Iterator[Exclusion]:
        for item in listed(combination, "behalve"):
            entry = item.mapping(("als", "toelichting", "bronnen"), ())
            condition = optional(entry, "als", self._about_facts)
            if condition is not None:
                yield Exclusion(condition, _text(entry, "toelichting"), self._cited(item, entry))

    def _about_facts(self, reader: Reader) -> Expression | None:
        """A test that also holds for the other file, so without this file's parameters."""
        test = self.words.test(reader)
        if test is not None and test.parameters:
            reader.fail("only facts can be named here, no parameters.", "The test holds for both measures.")
        return test

    def follow_on(self, reader: Reader) -> FollowOn:
        """One entry of `vervolg`."""
        entry = reader.mapping(("naar", "tekst", "bronnen"), ("als", "geeft", "kan_geven"))
        return FollowOn(
            naar=self.other_measure(entry["naar"]) if "naar" in entry else "",
            condition=optional(entry, "als", self.words.test),
            gives=self._facts(entry, "geeft"),
            may_give=self._facts(entry, "kan_geven"),
            tekst=_text(entry, "tekst"),
            sources=self._cited(reader, entry),
        )

    def _facts(self, entry: dict[str, Reader], key: str) -> dict[str, Value]:
        found = {}
        for name, item in (optional(entry, key, Reader.mapping) or {}).items():
            if name not in self.vocabulary.keys:
                item.fail(
                    f"the field '{name}' does not exist.", did_you_mean(name, self.vocabulary.keys).strip()
                )
                continue
            try:
                found[self.vocabulary.locate(name)] = parse_value(self.vocabulary.field(name), item.raw or "")
            except Refused as error:
                item.fail(f"'{item.raw}' is no value of '{name}': {error}", "Use a value of vocabulary.yml.")
        return found

    def _cited(self, reader: Reader, entry: dict[str, Reader], *, needed: bool = True) -> tuple[Source, ...]:
        ids = cited(reader, entry, self.sources, needed=needed)
        return tuple(self.sources[name] for name in ids if name in self.sources)


Stated = Mapping[str, Mapping[str, Combination]]
"""Measure id -> other id -> what the file of the first says about the two."""


def both_ways(stated: Stated) -> dict[str, dict[str, Combination]]:
    """The same with each statement on both sides; what one file does not know, the other may."""
    joined: dict[str, dict[str, Combination]] = {name: dict(others) for name, others in stated.items()}
    for name, others in stated.items():
        for other, combination in others.items():
            if other in joined:
                back = stated[other].get(name)
                joined[other][name] = combination if back is None else _joined(back, combination)
    return joined


def _joined(own: Combination, other: Combination) -> Combination:
    """Two statements about the same two measures."""
    answers = {
        aspect: getattr(other if getattr(own, aspect) == UNKNOWN else own, aspect)
        for aspect in ASPECTS.values()
    }
    told = other if own.together == UNKNOWN != other.together else own
    exclusions = {item.toelichting: item for item in (*other.exclusions, *own.exclusions)}
    return replace(
        own,
        **answers,
        toelichting=told.toelichting,
        exclusions=tuple(exclusions.values()),
        sources=tuple(dict.fromkeys((*own.sources, *other.sources))),
    )


def contradictions(stated: Stated) -> Iterator[tuple[str, str, str]]:
    """(measure, other, key) where the two files answer differently; not to know is no contradiction."""
    for name, others in stated.items():
        for other, combination in others.items():
            back = stated.get(other, {}).get(name)
            if back is None or name > other:
                continue
            for key, aspect in ASPECTS.items():
                if {getattr(combination, aspect), getattr(back, aspect)} == {YES, NO}:
                    yield name, other, key


def _narrowed(reader: Reader) -> str:
    return reader.one_of(NARROWED)


def _text(entry: Mapping[str, Reader], key: str) -> str:
    return entry[key].text() if key in entry else ""
