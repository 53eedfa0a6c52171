"""Facts about a person and a training: checked on the way in, completed with what follows, never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .errors import FieldError, InvalidFacts, UnknownField, did_you_mean
from .expressions import Value
from .formatting import dutch_number
from .vocabulary import Field, Vocabulary, bare

MAX_LENGTH = 200
MAX_NUMBER = Decimal(10) ** 12
YEARS = range(1900, 2101)
SECTION_NAMES = {"profiel": "het profiel", "opleiding": "de opleiding"}


class Refused(ValueError):
    """A value that a field cannot have; the message is Dutch, for the visitor."""


class Facts:
    """What is known. Immutable: `with_` and `without` give new Facts."""

    __slots__ = ("_hash", "known", "stated", "values", "vocabulary")

    vocabulary: Vocabulary
    stated: Mapping[str, Value]
    """What was told, by field key."""
    values: Mapping[str, Value]
    """What was told and what surely follows from it, by field key."""
    known: Mapping[str, Value | None]
    """Every field by key, the unknown ones too."""

    def __init__(self, vocabulary: Vocabulary, stated: Mapping[str, Value]) -> None:
        self.vocabulary = vocabulary
        self.stated = dict(stated)
        self.values = vocabulary.derive(self.stated)
        self.known = {**vocabulary.unknown, **self.values}
        self._hash: int | None = None

    @classmethod
    def read(cls, vocabulary: Vocabulary, profiel: Mapping[str, Any], opleiding: Mapping[str, Any]) -> Facts:
        """Check everything; raises InvalidFacts with all that is wrong at once."""
        stated: dict[str, Value] = {}
        errors: list[FieldError] = []
        for section, given in (("profiel", profiel), ("opleiding", opleiding)):
            for name, raw in given.items():
                try:
                    value = read_fact(_field_in(vocabulary, section, name), raw)
                except Refused as error:
                    errors.append(FieldError(printable(str(name))[:MAX_LENGTH], printable(str(error))))
                else:
                    if value is not None:
                        stated[vocabulary.keys[name]] = value
        if errors:
            raise InvalidFacts(errors)
        return cls(vocabulary, stated)

    def get(self, name: str) -> Value | None:
        """A value by key or bare name; None is unknown. Raises UnknownField."""
        return self.values.get(self.vocabulary.locate(name))

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def with_(self, name: str, value: Any) -> Facts:
        """The same facts and one more (None: without it). Raises InvalidFacts or UnknownField."""
        field = self.vocabulary.field(name)
        try:
            checked = read_fact(field, value)
        except Refused as error:
            raise InvalidFacts([FieldError(field.name, str(error))]) from None
        if checked is None:
            return self.without(name)
        return Facts(self.vocabulary, {**self.stated, field.key: checked})

    def without(self, name: str) -> Facts:
        """The same facts without this one, nor what followed from it alone."""
        key = self.vocabulary.locate(name)
        return Facts(self.vocabulary, {other: value for other, value in self.stated.items() if other != key})

    @property
    def derived(self) -> tuple[str, ...]:
        """The keys of facts that nobody stated in this form."""
        return tuple(key for key, value in self.values.items() if self.stated.get(key) != value)

    @property
    def profiel(self) -> dict[str, Any]:
        """The facts about the person as plain JSON."""
        return self._section("profiel")

    @property
    def opleiding(self) -> dict[str, Any]:
        """The facts about the training as plain JSON."""
        return self._section("opleiding")

    def _section(self, section: str) -> dict[str, Any]:
        fields = self.vocabulary.fields
        return {
            bare(key): as_json(value) for key, value in self.values.items() if fields[key].section == section
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self.stated == other.stated

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.stated.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"Facts(profiel={sorted(self.profiel)}, opleiding={sorted(self.opleiding)})"


def as_json(value: Value | None) -> Any:
    """A value as JSON: numbers as numbers, dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def printable(text: str) -> str:
    """The text with halves of a character pair (that no encoding can write) replaced by a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _field_in(vocabulary: Vocabulary, section: str, name: object) -> Field:
    """The field of that bare name, when it belongs to the section."""
    try:
        field = vocabulary.field(name) if isinstance(name, str) else None
    except UnknownField:
        field = None
    if field is None or name != field.name:
        raise Refused(f"Dit veld ken ik niet.{did_you_mean(str(name), vocabulary.keys, 'Bedoel je')}")
    if field.section != section:
        raise Refused(f"Dit veld hoort bij {SECTION_NAMES[field.section]}.")
    return field


# ---------------------------------------------------------------- values
def read_fact(field: Field, raw: Any) -> Value | None:
    """A checked value; None (and empty text) is unknown. Raises Refused."""
    if raw is None:
        return None
    return _READERS[field.type](field, raw)


def parse_value(field: Field, text: str) -> Value:
    """A value written as text (a button, a data file). Raises Refused."""
    converted: Any = text
    if field.type == "bool":
        converted = {"true": True, "false": False}.get(text, text)
    elif field.is_number:
        try:
            converted = Decimal(text)
        except InvalidOperation:
            converted = text
    value = read_fact(field, converted)
    if value is None:
        raise Refused("Hier staat niets.")
    return value


def _read_bool(_field: Field, raw: Any) -> Value:
    if not isinstance(raw, bool):
        raise Refused("Hier verwacht ik ja of nee (true of false).")
    return raw


def _read_number(field: Field, raw: Any) -> Value:
    number = _decimal(raw)
    if field.type == "int" and number != number.to_integral_value():
        raise Refused("Hier verwacht ik een geheel getal.")
    low = field.minimum if field.minimum is not None else -MAX_NUMBER
    high = field.maximum if field.maximum is not None else MAX_NUMBER
    if number < low:
        raise Refused(f"Dit getal is te klein. Het moet minstens {dutch_number(low)} zijn.")
    if number > high:
        raise Refused(f"Dit getal is te groot. Het mag hoogstens {dutch_number(high)} zijn.")
    return number


def _decimal(raw: Any) -> Decimal:
    """A finite number of a sensible precision."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise Refused("Hier verwacht ik een getal.")
    number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite():
        raise Refused("Hier verwacht ik een gewoon getal.")
    return number


def _read_choice(field: Field, raw: Any) -> Value:
    if not isinstance(raw, str) or raw not in field.values:
        raise Refused(f"Deze waarde ken ik niet. Kies uit: {', '.join(field.values)}.")
    return raw


def _read_text(field: Field, raw: Any) -> Value | None:
    if not isinstance(raw, str):
        raise Refused("Hier verwacht ik tekst.")
    text = raw.strip()
    if text != printable(text):
        raise Refused("Deze tekst bevat tekens die ik niet kan lezen.")
    if len(text) > MAX_LENGTH:
        raise Refused(f"Deze tekst is te lang. Hij mag hoogstens {MAX_LENGTH} tekens tellen.")
    if text and field.pattern is not None and not field.pattern.fullmatch(text):
        raise Refused(field.pattern_hint or "Deze tekst heeft niet de juiste vorm.")
    return text or None


def _read_date(_field: Field, raw: Any) -> Value:
    day = raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
    if isinstance(raw, str):
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            day = None
    if day is None:
        raise Refused("Hier verwacht ik een datum, zoals 2026-09-01.")
    if day.year not in YEARS:
        raise Refused(f"Het jaar moet tussen {YEARS[0]} en {YEARS[-1]} liggen.")
    return day


_READERS: dict[str, Callable[[Field, Any], Value | None]] = {
    "bool": _read_bool,
    "int": _read_number,
    "number": _read_number,
    "enum": _read_choice,
    "str": _read_text,
    "date": _read_date,
}
