"""Searching the catalogue with SQLite's FTS5: words first, then the filters, then how well it fits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from threading import Lock
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from bot.catalogue import tables as t
from bot.catalogue.importing import cents
from bot.catalogue.reading import course_of, courses_by_number, editions_by_number, editions_of
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.places import places
from knowledge.catalogue.search import DEFAULT_RADIUS, Details, Hit, Page, Query, reasons
from knowledge.catalogue.words import SHORTEST_PREFIX, Term, terms

WEIGHTS = "10.0, 4.0, 1.0"
"""Of the title, the keywords and the description."""
DIRECT = 100
"""What has the word itself always comes before what is only related."""
KM, DAY, NO_DATE = 0.1, 0.004, 2.0
"""What a kilometre, a day of waiting and an unknown start weigh against how well the words fit."""


class FtsCatalogue:
    """The catalogue in an SQLite file. `knowledge.catalogue.search.Catalogue` says what it does."""

    def __init__(self, store: CatalogueFile) -> None:
        self.store = store
        self._vocabulary: tuple[int, tuple[str, ...]] = (-1, ())
        self._looking = Lock()

    def search(self, query: Query) -> Page:
        """The courses that fit, the best first."""
        with self.store.reading() as connection:
            asked = terms(query.text, self._words(connection)) if query.text.strip() else []
            repaired = tuple((term.word, term.stems[0]) for term in asked if term.repaired)
            if query.text.strip() and not asked:
                return Page(0, ())
            found = _matching(connection, query, asked, all_words=True)
            if not found[0] and len(asked) > 1:
                found = _matching(connection, query, asked, all_words=False)
            total, rows = found
            return Page(total, _hits(connection, query, rows), repaired)

    def find(self, identifier: str) -> Details | None:
        """The course with this id, also when it is no longer offered."""
        with self.store.reading() as connection:
            query = select(t.opleidingen).where(t.opleidingen.c.id == identifier)
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            course = course_of(row, editions_of(connection, row.nummer))
            return Details(row.id, course, row.bron, row.aangeboden)

    def _words(self, connection: Connection) -> tuple[str, ...]:
        """Every stem of the index, sorted; read again after an import."""
        version = connection.execute(select(func.coalesce(func.sum(t.bronnen.c.stand), 0))).scalar_one()
        with self._looking:
            if self._vocabulary[0] != version:
                rows = connection.execute(text("select term from zoekwoorden order by term"))
                self._vocabulary = version, tuple(rows.scalars())
            return self._vocabulary[1]


def _direct(term: Term) -> str:
    """The word itself, longer words that begin with it, or both parts of the compound that it is."""
    choices = [_phrase((stem,)) for stem in term.stems]
    choices += [f"{_phrase((stem,))}*" for stem in term.stems if len(stem) >= SHORTEST_PREFIX]
    if term.compound:
        choices.append("(" + " AND ".join(_phrase((stem,)) for stem in term.compound) + ")")
    return "(" + " OR ".join(choices) + ")"


def _wide(term: Term) -> str:
    """The word or what is related to it."""
    return "(" + " OR ".join([_direct(term), *map(_phrase, term.related)]) + ")"


def _phrase(stems: Sequence[str]) -> str:
    """An FTS5 string; stems have only letters and digits, so nothing can be quoted out of it."""
    return '"' + " ".join(stems) + '"'


def _matching(
    connection: Connection, query: Query, asked: Sequence[Term], all_words: bool
) -> tuple[int, list[Any]]:
    """How many courses fit, and the rows of this page: course, edition, distance."""
    statement, values = _statement(query, asked, " AND " if all_words else " OR ")
    values |= {"aantal": query.per_page, "vanaf": (query.page - 1) * query.per_page}
    rows = list(connection.execute(text(statement), values))
    if rows or query.page == 1:
        return (rows[0].totaal if rows else 0), rows
    first = connection.execute(text(statement), {**values, "aantal": 1, "vanaf": 0}).first()
    return (first.totaal if first else 0), []


def _statement(query: Query, asked: Sequence[Term], joint: str) -> tuple[str, dict[str, Any]]:
    """The whole question in SQL. Values are bound, never written into it."""
    parts, values, conditions = ["with"], dict[str, Any](), ["o.aangeboden"]
    source, score = "opleidingen o", "0"
    if asked:
        parts.append(_WORDS)
        values |= {"direct": joint.join(map(_direct, asked)), "ruim": joint.join(map(_wide, asked))}
        source, score = "gevonden g join opleidingen o on o.nummer = g.nummer", "g.score"
    near = places().near(query.postcode, _radius(query)) if query.postcode else {}
    parts.append("streken as (select key as streek, value as km from json_each(:streken)),")
    values |= {"streken": json.dumps(near), "hier": query.postcode or "", "dag": query.on.isoformat()}
    conditions += _course_conditions(query, values) + _edition_conditions(query, values)
    parts.append(
        _RANKED.format(source=source, score=score, conditions=" and ".join(conditions), order=_order(query))
    )
    return " ".join(parts), values


_WORDS = f"""
treffers as (
  select rowid as nummer, bm25(zoekindex, {WEIGHTS}) - {DIRECT} as score from zoekindex
  where zoekindex match :direct
  union all
  select rowid, bm25(zoekindex, {WEIGHTS}) from zoekindex where zoekindex match :ruim),
gevonden as (select nummer, min(score) as score from treffers group by nummer),"""

_RANKED = """
passend as (
  select o.nummer as opleiding, e.nummer as editie, o.titel,
    coalesce(e.prijs_cent, o.prijs_cent) as prijs, o.contacturen,
    case when e.postcode = :hier then 0 else s.km end as km, {score} as score, e.start as start
  from {source}
  left join edities e on e.opleiding = o.nummer
  left join streken s on s.streek = substr(e.postcode, 1, 2)
  where {conditions}),
gerangschikt as (
  select *, min({order}) as plaats from passend group by opleiding)
select opleiding, editie, km, count(*) over () as totaal from gerangschikt
order by plaats, titel, opleiding limit :aantal offset :vanaf"""


def _radius(query: Query) -> int:
    return DEFAULT_RADIUS if query.radius is None else query.radius


def _order(query: Query) -> str:
    """The lower the better."""
    waiting = f"coalesce((julianday(start) - julianday(:dag)) * {DAY}, {NO_DATE})"
    return f"score + coalesce(km, 0) * {KM} + {waiting}"


def _course_conditions(query: Query, values: dict[str, Any]) -> list[str]:
    found = []
    if query.price_max is not None:
        found.append("coalesce(e.prijs_cent, o.prijs_cent) <= :prijs")
        values["prijs"] = cents(query.price_max)
    if query.hours_max is not None:
        found.append("o.contacturen <= :uren")
        values["uren"] = float(query.hours_max)
    if query.incentive is not None:
        found.append("json_extract(o.incentives, :incentive) = 1")
        values["incentive"] = f'$."{query.incentive}"'
    if query.shortage is not None:
        found.append("o.knelpuntberoep = :knelpunt")
        values["knelpunt"] = query.shortage
    return found


def _edition_conditions(query: Query, values: dict[str, Any]) -> list[str]:
    found = ["(e.nummer is null or e.start is null or e.start >= :dag)"]
    if query.forms:
        found.append("e.lesvorm in (select value from json_each(:vormen))")
        values["vormen"] = json.dumps(query.forms)
    if query.period is not None:
        found.append("e.start between :eerste and :laatste")
        values |= {"eerste": query.period[0].isoformat(), "laatste": query.period[1].isoformat()}
    if query.postcode is not None:
        online = " or e.lesvorm = 'online'" if "online" in query.forms else ""
        found.append(f"(e.postcode = :hier or s.km is not null{online})")
    return found


def _hits(connection: Connection, query: Query, rows: Sequence[Any]) -> tuple[Hit, ...]:
    courses = courses_by_number(connection, {row.opleiding for row in rows})
    editions = editions_by_number(connection, {row.editie for row in rows if row.editie is not None})
    hits = []
    for row in rows:
        course, edition = course_of(courses[row.opleiding]), editions.get(row.editie)
        why = reasons(query, course, edition, row.km)
        hits.append(Hit(courses[row.opleiding].id, course, edition, row.km, why))
    return tuple(hits)
