"""The order of what was found: how well the words fit, then near, soon and as somebody likes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bot.catalogue.columns import FORMS, KINDS, UNKNOWN_DAY, Columns
from knowledge.catalogue.likes import LOW_PRICE, SHORT_HOURS, Like
from knowledge.catalogue.places import places
from knowledge.catalogue.search import DEFAULT_RADIUS, Query

TEXT: Final = 10.0
"""How much worse the worst text is than the best; what costs less decides between courses on one subject."""
KM, DAY, NO_DATE = 0.03, 0.002, 0.6
"""What a kilometre, a day of waiting and an unknown start cost."""
FARTHEST = 150
FAR = 32767
AREAS: Final = 100
LONGEST, HIGHEST_PRICE = 300.0, 100_000.0
"""Hours and cents from which on a course is not at all short or cheap."""
BESIDE = 0.6
"""What fits the filters but has less than this part of the best text is beside the subject."""
TIE = 1e-9
"""Between two that are equal the first of the catalogue comes first, on every page."""


@dataclass(frozen=True)
class Place:
    """One course of a page: which edition fits best, and how far it is."""

    course: int
    edition: int
    km: int | None


@dataclass(frozen=True)
class Ranked:
    """How many fit, and those of the page."""

    total: int
    rows: tuple[Place, ...]
    beside: bool = False
    """Whether the filters left only courses that are beside the subject, when there are others."""


def rank(columns: Columns, texts: Any, query: Query) -> Ranked:
    """The courses that fit, the best first.

    Args:
        columns: the catalogue.
        texts: by number of course how well the words fit, from 0 (not at all) to 1; None: nothing was asked.
        query: the filters, the likes and the page.
    """
    chosen = _candidates(columns, texts)
    km = _distances(query.postcode, columns.postcode[chosen])
    fits = _fitting(columns, chosen, km, query)
    chosen, km = chosen[fits], km[fits]
    if not len(chosen):
        return Ranked(0, ())
    cost = _cost(columns, chosen, km, texts, query)
    best, cost = _best_editions(columns.course[chosen], cost)
    cost = cost + columns.course[chosen[best]] * TIE
    page = _page(cost, query)
    rows = [chosen[best[place]] for place in page]
    away = [int(km[best[place]]) for place in page]
    places_ = tuple(
        Place(int(columns.course[row]), int(columns.edition[row]), None if far >= FAR else far)
        for row, far in zip(rows, away, strict=True)
    )
    beside = texts is not None and bool(texts[columns.course[chosen]].max() < BESIDE * texts.max())
    return Ranked(len(best), places_, beside)


def _candidates(columns: Columns, texts: Any) -> Any:
    """The rows of the courses that the words found."""
    if texts is None:
        return np.arange(len(columns.course))
    return np.flatnonzero(texts[columns.course] > 0)


def _distances(postcode: str | None, postcodes: Any) -> Any:
    """About how many kilometres each postcode lies from this one; FAR when it is not known."""
    by_area = np.full(AREAS, FAR, dtype=np.int16)
    if postcode is None:
        return np.full(len(postcodes), FAR, dtype=np.int16)
    for area, km in places().near(postcode, None).items():
        by_area[int(area)] = km
    found = by_area[postcodes // AREAS]
    return np.where(postcodes == int(postcode), np.int16(0), found)


def _fitting(columns: Columns, chosen: Any, km: Any, query: Query) -> Any:
    """Which of the chosen rows pass the filters. What is not known does not, but for an unknown start."""
    course, start = columns.course[chosen], columns.start[chosen]
    fits = start >= query.on.toordinal()
    if query.period is not None:
        fits &= (start >= query.period[0].toordinal()) & (start <= query.period[1].toordinal())
    if query.forms:
        fits &= _in(columns.form[chosen], [FORMS[name] for name in query.forms])
    if query.postcode is not None:
        near = km <= (DEFAULT_RADIUS if query.radius is None else query.radius)
        fits &= near | (columns.form[chosen] == FORMS["online"]) if "online" in query.forms else near
    if query.price_max is not None:
        price = columns.price[chosen]
        fits &= (price >= 0) & (price <= int(query.price_max * 100))
    if query.hours_max is not None:
        fits &= columns.hours[course] <= float(query.hours_max)
    if query.incentive is not None:
        fits &= (columns.incentives[course] & columns.bits([query.incentive])) != 0
    if query.shortage is not None:
        fits &= columns.shortage[course] == query.shortage
    return fits


def _in(values: Any, allowed: Sequence[int]) -> Any:
    return np.isin(values, allowed)


def _cost(columns: Columns, chosen: Any, km: Any, texts: Any, query: Query) -> Any:
    """The lower the better."""
    course, start = columns.course[chosen], columns.start[chosen]
    waiting = np.where(start == UNKNOWN_DAY, NO_DATE, (start - np.int64(query.on.toordinal())) * DAY)
    cost = waiting + np.where(km >= FAR, 0.0, km * KM)
    if texts is not None:
        found = texts[course]
        cost = cost + (1 - found / found.max()) * TEXT
    if query.near is not None:
        away = _distances(query.near, columns.postcode[chosen])
        cost = cost + np.minimum(away, FARTHEST) * KM
    for like in query.likes:
        cost = cost + like.cost * _unmet(columns, chosen, course, like)
    return cost


def _unmet(columns: Columns, chosen: Any, course: Any, like: Like) -> Any:
    """From 0 (as somebody likes it) to 1."""
    if like.kind == "lesvorm":
        return ~_in(columns.form[chosen], [FORMS[name] for name in like.values])
    if like.kind == "steun":
        return (columns.incentives[course] & columns.bits(like.values)) == 0
    if like.kind == "knelpunt":
        return columns.shortage[course] != 1
    if like.kind == "soort":
        return ~_in(columns.kind[course], [KINDS[name] for name in like.values])
    if like.kind == "niveau":
        return columns.level[course] == 0
    if like.kind == "beroep":
        wanted = [columns.occupations.get(tuple(name.split()), -1) for name in like.values]
        return ~_in(columns.occupation[course], wanted)
    if like.kind == "kort":
        return _above(columns.hours[course], SHORT_HOURS, LONGEST)
    price = columns.price[chosen]
    return _above(np.where(price < 0, HIGHEST_PRICE, price), LOW_PRICE * 100, HIGHEST_PRICE)


def _above(values: Any, good: float, bad: float) -> Any:
    """0.2 at most as long as it is good, then rising to 1; unknown counts as bad."""
    known = np.nan_to_num(values.astype(np.float64), nan=bad)
    low = 0.2 * np.minimum(known / good, 1)
    return low + 0.8 * np.clip((known - good) / (bad - good), 0, 1)


def _best_editions(course: Any, cost: Any) -> tuple[Any, Any]:
    """For each course the place of its best edition, and what that costs. Courses stand together."""
    first = np.flatnonzero(np.r_[True, course[1:] != course[:-1]])
    least = np.minimum.reduceat(cost, first)
    group = np.cumsum(np.r_[False, course[1:] != course[:-1]])
    equal = np.flatnonzero(cost == least[group])
    groups = group[equal]
    best = equal[np.r_[True, groups[1:] != groups[:-1]]]
    return best, least


def _page(cost: Any, query: Query) -> Any:
    """The places of the courses of this page, in order."""
    begin, end = (query.page - 1) * query.per_page, query.page * query.per_page
    if begin >= len(cost):
        return np.array([], dtype=int)
    nearest = np.argpartition(cost, end - 1)[:end] if end < len(cost) else np.arange(len(cost))
    return nearest[np.argsort(cost[nearest], kind="stable")][begin:end]
