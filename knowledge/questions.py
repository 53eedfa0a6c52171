"""The questions: texts, choices, and rough chances of the answers that only serve to choose the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .expressions import Env, Expression, Value
from .facts import Refused, parse_value
from .reading import Reader, listed, optional
from .vocabulary import Field, Vocabulary
from .wording import Words

DONT_KNOW = "weet_niet"
Chances = tuple[tuple[Value, float], ...]


@dataclass(frozen=True)
class Choice:
    """A button: its title, and the value it stands for as text."""

    titel: str
    waarde: str


@dataclass(frozen=True)
class Said:
    """A question in the words for somebody: in full, in short, and why it is asked."""

    tekst: str
    kort: str
    waarom: str
    uitleg: str


@dataclass(frozen=True, eq=False)
class Question:
    """How one fact is asked."""

    veld: str
    """Field key."""
    tekst: str
    kort: str
    waarom: str
    uitleg: str
    keuzes: tuple[Choice, ...]
    onderwerp: str
    beantwoordt: tuple[str, ...]
    """Keys of other fields that the answer settles."""
    chances: Chances
    """Value and chance; what is left to one is the chance that people do not know."""
    narrowed: tuple[tuple[Expression, Chances], ...]
    """The chances for whom more is known: the first whose condition is true."""
    condition: Expression | None
    """Asked only when this is not false."""
    closed: bool
    """Whether the choices are all there is; those of a number are only the likely ones."""
    to_employer: Said | None = None
    """Other words for who asks for their staff."""

    def said_to(self, employer: bool) -> Said:
        """The words for a citizen, or for an employer."""
        if employer and self.to_employer is not None:
            return self.to_employer
        return Said(self.tekst, self.kort, self.waarom, self.uitleg)

    def chances_for(self, env: Env) -> Chances:
        """The chances for somebody of whom this is known."""
        for condition, chances in self.narrowed:
            if condition.evaluate(env) is True:
                return chances
        return self.chances

    @property
    def fields(self) -> frozenset[str]:
        """Every field on which it depends whether it is asked, and what is expected as an answer."""
        conditions = [condition for condition, _ in self.narrowed]
        if self.condition is not None:
            conditions.append(self.condition)
        return frozenset({self.veld}).union(*(condition.fields for condition in conditions))

    @property
    def answers(self) -> frozenset[str]:
        """Every field that the answer settles."""
        return frozenset((self.veld, *self.beantwoordt))


def read_questions(reader: Reader, vocabulary: Vocabulary, words: Words) -> dict[str, Question]:
    """The questions of vragen.yml by field key, in the order of the file."""
    top = reader.mapping(("onderwerpen", "vragen"), ())
    topics = [item.text() for item in listed(top, "onderwerpen")]
    found = {}
    for name, entry in (optional(top, "vragen", Reader.mapping) or {}).items():
        if name not in vocabulary.keys:
            entry.fail(f"the field '{name}' does not exist.", "Use a name of vocabulary.yml.")
            continue
        question = _question(entry, vocabulary.field(name), vocabulary, words, topics)
        found[question.veld] = question
    return found


def _question(
    reader: Reader, field: Field, vocabulary: Vocabulary, words: Words, topics: list[str]
) -> Question:
    entry = reader.mapping(
        ("onderwerp", "tekst", "kort", "waarom", "uitleg"),
        ("keuzes", "kansen", "beantwoordt", "alleen_als", "werkgever"),
    )
    narrowed, chances = _all_chances(entry, field, words)
    return Question(
        veld=field.key,
        tekst=_text(entry, "tekst"),
        kort=_text(entry, "kort"),
        waarom=_text(entry, "waarom"),
        uitleg=_text(entry, "uitleg"),
        keuzes=tuple(_choice(item, field) for item in listed(entry, "keuzes")),
        onderwerp=entry["onderwerp"].one_of(topics) if "onderwerp" in entry else "",
        beantwoordt=tuple(_key(item, vocabulary) for item in _names(entry)),
        chances=chances,
        narrowed=narrowed,
        condition=optional(entry, "alleen_als", words.test),
        closed=bool(field.values) or field.type == "bool",
        to_employer=optional(entry, "werkgever", lambda item: _said(item, entry)),
    )


def _said(reader: Reader, usual: Mapping[str, Reader]) -> Said:
    """What is not said otherwise to an employer is said as to everybody."""
    words = {**usual, **reader.mapping((), ("tekst", "kort", "waarom", "uitleg"))}
    return Said(*(_text(words, key) for key in ("tekst", "kort", "waarom", "uitleg")))


def _names(entry: dict[str, Reader]) -> list[Reader]:
    return list(listed(entry, "beantwoordt"))


def _key(reader: Reader, vocabulary: Vocabulary) -> str:
    name = reader.text()
    if name not in vocabulary.keys:
        reader.fail(f"the field '{name}' does not exist.", "Use a name of vocabulary.yml.")
        return name
    return vocabulary.locate(name)


def _choice(reader: Reader, field: Field) -> Choice:
    entry = reader.mapping(("titel", "waarde"), ())
    choice = Choice(_text(entry, "titel"), (entry["waarde"].raw or "") if "waarde" in entry else "")
    if choice.waarde != DONT_KNOW:
        _value(entry.get("waarde", reader), field)
    return choice


def _all_chances(
    entry: dict[str, Reader], field: Field, words: Words
) -> tuple[tuple[tuple[Expression, Chances], ...], Chances]:
    """One set of chances, or a list of {als, kansen} of which the last has no `als`."""
    given = entry.get("kansen")
    if given is None or given.is_null or given.is_mapping:
        return (), _chances(given, field)
    narrowed: list[tuple[Expression, Chances]] = []
    general: Chances | None = None
    for item in given.items():
        if general is not None:
            item.fail("these chances are never used.", "Only the last of the list stands without 'als'.")
        part = item.mapping(("kansen",), ("als",))
        condition, chances = optional(part, "als", words.test), _chances(part.get("kansen"), field)
        if condition is not None:
            narrowed.append((condition, chances))
        elif "als" not in part:
            general = chances
    if general is None:
        given.fail("the last chances must hold always.", "End the list with 'kansen' without 'als'.")
    return tuple(narrowed), general or ()


def _chances(given: Reader | None, field: Field) -> Chances:
    """The chances, scaled to one together with `weet_niet`; without any, all values are equally likely."""
    entries = {} if given is None or given.is_null else given.mapping()
    for item in entries.values():
        if item.number() < 0:
            item.fail("a chance cannot be negative.", "Write 0 or more.")
    whole = sum(float(item.number()) for item in entries.values())
    if whole:
        known = ((name, item) for name, item in entries.items() if name != DONT_KNOW)
        found = [(_parsed(item, field, name), float(item.number()) / whole) for name, item in known]
        return tuple((value, chance) for value, chance in found if value is not None)
    values: list[Value] = (
        list(field.values) if field.values else [True, False] if field.type == "bool" else []
    )
    return tuple((value, 1 / len(values)) for value in values)


def _value(reader: Reader, field: Field) -> Value | None:
    return _parsed(reader, field, reader.raw or "")


def _parsed(reader: Reader, field: Field, text: str) -> Value | None:
    try:
        return parse_value(field, text)
    except Refused as refused:
        reader.fail(f"'{text}' is no value of '{field.name}': {refused}", "Use a value of vocabulary.yml.")
        return None


def _text(entry: Mapping[str, Reader], key: str) -> str:
    return entry[key].text() if key in entry else ""
