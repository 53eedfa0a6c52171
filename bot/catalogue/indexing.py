"""What of a course is put in the index of words, and doing that again when words are cut otherwise."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.engine import Connection

from bot.catalogue import tables as t
from bot.catalogue.bulk import insert_rows
from bot.catalogue.reading import course_of
from knowledge.catalogue.model import Course
from knowledge.catalogue.words import index_terms, lists, title_words

FORM: Final = 4
"""Raise it when `knowledge.catalogue.words` makes other stems or parts."""
NAME: Final = "woordvorm"
BATCH: Final = 1000
_INSERT = "insert into zoekindex (rowid, titel, trefwoorden, omschrijving) values (?, ?, ?, ?)"
LABELS: Final = "ABC"
"""Of PostgreSQL, for the title, the words beside it and the description."""


def word_form() -> str:
    """Names how words are cut: by the program and by the lists of zoekwoorden.yml."""
    found = lists()
    content = repr([found[name] for name in ("verwant", "delen", "stop", "bijkomstig")])
    return f"{FORM}-{zlib.crc32(content.encode()):08x}"


def texts_of(course: Course) -> tuple[str, str, str]:
    """The stems of the title, of the words beside it, and of the description and the domain."""
    besides = (*course.keywords, course.occupation or "", course.qualification or "")
    wide = (course.description, course.domain or "")
    return index_terms([course.title]), index_terms(besides), index_terms(wide)


def add(connection: Connection, rows: Iterable[tuple[int, Course]]) -> None:
    """Put these courses, by number, in the index."""
    values = [(number, *texts_of(course)) for number, course in rows]
    if not values:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT, values)
    else:
        vectors = [(number, vector_of(texts)) for number, *texts in values]
        insert_rows(connection, t.zoekteksten, ("nummer", "woorden"), vectors)


def remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take these courses out of the index."""
    if not numbers:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("delete from zoekindex where rowid = ?", [(number,) for number in numbers])
    else:
        connection.execute(delete(t.zoekteksten).where(t.zoekteksten.c.nummer.in_(numbers)))


def vector_of(texts: Sequence[str]) -> str:
    """The stems of three texts as a tsvector: each once a text, with the label of the text.

    Stems are small letters and digits, so that nothing must be quoted.
    """
    labels: dict[str, list[str]] = {}
    for place, (label, words) in enumerate(zip(LABELS, texts, strict=True), 1):
        for stem in dict.fromkeys(words.split()):
            labels.setdefault(stem, []).append(f"{place}{label}")
    return " ".join(f"{stem}:{','.join(places)}" for stem, places in labels.items())


def is_current(connection: Connection) -> bool:
    """Whether the index was made with the words of now."""
    query = select(t.kenmerken.c.waarde).where(t.kenmerken.c.naam == NAME)
    return connection.execute(query).scalar_one_or_none() == word_form()


def rebuild(connection: Connection) -> None:
    """Put every course in the index again."""
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(text("delete from zoekindex") if sqlite else delete(t.zoekteksten))
    last = -1
    while rows := _batch_after(connection, last):
        add(connection, ((row.nummer, course_of(row)) for row in rows))
        change = update(t.opleidingen).where(t.opleidingen.c.nummer == bindparam("van"))
        words = [{"van": row.nummer, "titelwoorden": title_words(row.titel)} for row in rows]
        connection.execute(change, words)
        last = rows[-1].nummer
    connection.execute(delete(t.kenmerken).where(t.kenmerken.c.naam == NAME))
    connection.execute(insert(t.kenmerken).values(naam=NAME, waarde=word_form()))


def _batch_after(connection: Connection, last: int) -> Sequence[Any]:
    number = t.opleidingen.c.nummer
    query = select(t.opleidingen).where(number > last).order_by(number).limit(BATCH)
    return connection.execute(query).all()
