"""Reading one raw record into a course: typed values, and every problem with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, TypeVar

from .model import (
    COURSE_KINDS,
    LESSON_FORMS,
    PROVIDER_KINDS,
    Course,
    Edition,
    Item,
    Parsed,
    Provider,
    Registration,
    RowError,
)

T = TypeVar("T")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
POSTCODE = re.compile(r"[1-9]\d{3}")
TRUE, FALSE = frozenset({"ja", "true", "1", "j", "x"}), frozenset({"nee", "false", "0", "n"})
LONGEST_TEXT = 4000
MOST_HOURS, MOST_CREDITS, HIGHEST_PRICE, HIGHEST_LEVEL = 5000, 240, 100_000, 8
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class BadValue(ValueError):
    """A value that cannot be used; the message is the reason, in Dutch."""


def as_code(identifier: str) -> str:
    """The identifier itself when it can stand in an address; else its readable end and a short hash."""
    if CODE.fullmatch(identifier):
        return identifier
    end = re.sub(r"[^A-Za-z0-9]+", "-", identifier).strip("-")[-40:].strip("-")
    return f"{end or 'x'}-{hashlib.sha256(identifier.encode()).hexdigest()[:10]}"


def to_text(value: Any) -> str:
    """Text without control characters and outer white space."""
    if isinstance(value, str):
        text = (value if value.isprintable() else CONTROL.sub("", value)).strip()
    elif isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise BadValue("moet tekst zijn")
    else:
        text = str(value)
    if len(text) > LONGEST_TEXT:
        raise BadValue(f"is langer dan {LONGEST_TEXT} tekens")
    return text


def to_number(value: Any) -> Decimal:
    """A number; text may have a decimal comma and a euro sign."""
    if isinstance(value, bool):
        raise BadValue("moet een getal zijn")
    text = str(value)
    if not text.isdigit():
        text = text.replace("€", "").replace("\u00a0", "").replace(" ", "")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadValue(f"'{value}' is geen getal"[:100]) from None
    if not number.is_finite():
        raise BadValue("moet een gewoon getal zijn")
    return number


def between(least: int, most: int) -> Callable[[Any], Decimal]:
    """A number within bounds."""

    def read(value: Any) -> Decimal:
        number = to_number(value)
        if not least <= number <= most:
            raise BadValue(f"moet tussen {least} en {most} liggen")
        return number

    return read


def to_day(value: Any) -> date:
    """A day as 2026-03-15, with or without a time behind it, or as 15/03/2026."""
    return _day(str(value).strip())


@lru_cache(maxsize=8192)
def _day(text: str) -> date:
    """The same days come back in every row."""
    turned = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if turned:
        text = f"{turned[3]}-{int(turned[2]):02}-{int(turned[1]):02}"
    if re.match(r"\d{4}-\d{2}-\d{2}(T|$)", text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            pass
    raise BadValue(f"'{text[:30]}' is geen datum, schrijf ze zoals 2026-03-15")


def to_flag(value: Any) -> bool:
    """Yes or no."""
    word = str(value).strip().lower()
    if word not in TRUE | FALSE:
        raise BadValue("moet ja of nee zijn")
    return word in TRUE


def one_of(values: Iterable[str]) -> Callable[[Any], str]:
    """One of a few words."""
    known = tuple(values)

    def read(value: Any) -> str:
        word = str(value).strip().lower()
        if word not in known:
            raise BadValue(f"moet een van deze zijn: {', '.join(known)}")
        return word

    return read


def to_postcode(value: Any) -> str:
    """A Belgian postcode."""
    text = str(value).strip()
    if not POSTCODE.fullmatch(text):
        raise BadValue("moet een Belgische postcode zijn, zoals 2800")
    return text


def to_address(value: Any) -> str:
    """A web address. Others (javascript:, file:) are refused: it becomes a link."""
    text = to_text(value)
    if not re.fullmatch(r"https?://[^\s\"'<>]+", text):
        raise BadValue("moet een webadres zijn dat met https:// begint")
    return text


def to_words(value: Any) -> tuple[str, ...]:
    """A list of words; text is cut at semicolons."""
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)):
        raise BadValue("moet een lijst zijn")
    return tuple(text for text in map(to_text, items) if text)


class Row:
    """One raw record that is being read; problems are collected, not raised."""

    def __init__(self, raw: Mapping[str, Any], place: str) -> None:
        self.raw, self.place = raw, place
        self.errors: list[RowError] = []

    def get(self, name: str, read: Callable[[Any], T], required: bool = False) -> T | None:
        """The value under this name; None when it is absent or wrong."""
        value = self.raw.get(name)
        if not value and (value is None or value == "" or value == []):
            if required:
                self.wrong(name, "ontbreekt")
            return None
        try:
            return read(value)
        except BadValue as error:
            self.wrong(name, str(error))
            return None

    def wrong(self, name: str, reason: str) -> None:
        """Note a problem."""
        self.errors.append(RowError(self.place, name, reason))


HOURS, CREDITS = between(0, MOST_HOURS), between(0, MOST_CREDITS)
PRICE, LEVEL = between(0, HIGHEST_PRICE), between(1, HIGHEST_LEVEL)
LESSON_FORM, COURSE_KIND, PROVIDER_KIND = one_of(LESSON_FORMS), one_of(COURSE_KINDS), one_of(PROVIDER_KINDS)


def read_edition(row: Row, number: int) -> Edition | None:
    """An edition; None when something is wrong with it."""
    known = len(row.errors)
    start, end = row.get("start", to_day), row.get("einde", to_day)
    if start and end and end < start:
        row.wrong("einde", "ligt voor de start")
    edition = Edition(
        code=as_code(row.get("id", to_text) or str(number)),
        form=row.get("lesvorm", LESSON_FORM),
        start=start,
        end=end,
        town=row.get("gemeente", to_text),
        postcode=row.get("postcode", to_postcode),
        price=row.get("prijs", PRICE),
        enrol_before=row.get("inschrijven_tot", to_day),
    )
    return edition if len(row.errors) == known else None


def read_course(row: Row, editions: tuple[Edition, ...], example: bool) -> Course | None:
    """A course; None when something is wrong with it, so that no half truth is shown."""
    known = len(row.errors)
    identifier = row.get("id", to_text, required=True)
    title = row.get("titel", to_text, required=True)
    level = row.get("vks_niveau", LEVEL)
    if level is not None and level % 1:
        row.wrong("vks_niveau", "moet een geheel getal zijn")
    course = Course(
        code=as_code(identifier or ""),
        title=title or "",
        provider=_provider(row),
        kind=row.get("soort", COURSE_KIND),
        description=row.get("omschrijving", to_text) or "",
        keywords=row.get("trefwoorden", to_words) or (),
        domain=row.get("domein", to_text),
        hours=row.get("contacturen", HOURS) or row.get("lestijden", HOURS),
        credits=row.get("studiepunten", CREDITS),
        price=row.get("prijs", PRICE),
        entry_conditions=row.get("instapvoorwaarden", to_text) or "",
        qualification=row.get("kwalificatie", to_text),
        vks_level=None if level is None else int(level),
        registration=_registration(row),
        incentives=_incentives(row),
        occupation=row.get("beroep", to_text),
        shortage=row.get("knelpuntberoep", to_flag),
        url=row.get("url", to_address),
        editions=editions,
        example=example or bool(row.get("voorbeeldgegevens", to_flag)),
    )
    return course if len(row.errors) == known else None


def _provider(row: Row) -> Provider:
    raw = row.raw.get("aanbieder")
    inner = Row(raw if isinstance(raw, Mapping) else _flat_provider(row.raw), row.place)
    name = inner.get("naam", to_text, required=True)
    kind = inner.get("soort", PROVIDER_KIND)
    website = inner.get("website", to_address)
    for error in inner.errors:
        row.wrong(f"aanbieder.{error.field}", error.reason)
    return Provider(name or "", kind or "andere", website)


def _flat_provider(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "naam": raw.get("aanbieder"),
        "soort": raw.get("aanbieder_soort"),
        "website": raw.get("aanbieder_website"),
    }


def _registration(row: Row) -> Registration | None:
    number = row.get("databanknummer", to_text)
    first, last = row.get("databank_van", to_day), row.get("databank_tot", to_day)
    if number is None:
        if first or last:
            row.wrong("databanknummer", "ontbreekt naast databank_van of databank_tot")
        return None
    return Registration(number, first, last)


def _incentives(row: Row) -> dict[str, bool]:
    """Flags by measure, or a list of the measures that can be used."""
    raw = row.raw.get("incentives")
    if isinstance(raw, Mapping):
        inner = Row(raw, row.place)
        found = {str(name): inner.get(str(name), to_flag) for name in raw}
        for error in inner.errors:
            row.wrong(f"incentives.{error.field}", error.reason)
        return {name: flag for name, flag in sorted(found.items()) if flag is not None}
    return dict.fromkeys(sorted(row.get("incentives", to_words) or ()), True)


def double(place: str, course: Course) -> RowError:
    """That a course with this code came before."""
    return RowError(place, "id", f"'{course.code}' stond al eerder in deze bron")


def collect(items: Iterable[Item]) -> Parsed:
    """All items together, with each code once; a double is an error of its row."""
    problems, found = list[RowError](), dict[str, Course]()
    for item in items:
        if isinstance(item, RowError):
            problems.append(item)
        elif item.course.code in found:
            problems.append(double(*item))
        else:
            found[item.course.code] = item.course
    return Parsed(tuple(found.values()), tuple(problems))
