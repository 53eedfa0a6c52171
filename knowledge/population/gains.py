"""What a change of the rules means for a person: who gains, who loses, and of whom it cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import numpy as np

from ..measures import Measure
from . import arrays as a
from .judging import ENTITLED, POSSIBLE, Given, Outcome

CHANGES = ("wint", "verliest", "gemengd", "onduidelijk", "gelijk")
GAINS, LOSES, MIXED, UNCLEAR, SAME = (np.uint8(code) for code in range(len(CHANGES)))


class Better(Enum):
    """Which way a benefit is better for the person."""

    MORE = "meer"
    LESS = "minder"


_WORTH = {
    "korting": Better.MORE,
    "terug_achteraf": Better.MORE,
    "tijd_met_loon": Better.MORE,
    "tijd_zonder_loon": Better.MORE,
    "inkomen_per_maand": Better.MORE,
    "begeleiding": Better.MORE,
    "prijs": Better.LESS,
    "eigen_kost": Better.LESS,
}
"""By `telt_als`. What is only told, or goes to the employer, makes nobody gain or lose."""


def directions(measure: Measure) -> dict[str, Better]:
    """The benefits that are worth something to the person, and which way."""
    return {
        benefit.key: _WORTH[benefit.counts_as] for benefit in measure.benefits if benefit.counts_as in _WORTH
    }


def change(before: Outcome, after: Outcome, better: Mapping[str, Better]) -> a.Array:
    """Each person's change in one measure, as an index into CHANGES.

    Getting a right is a gain, losing it a loss. With the same status the benefits decide: more of one is a
    gain, unless another gets worse. What is unknown on one side only cannot be said.
    """
    had, has = (side.status == ENTITLED for side in (before, after))
    maybe_before, maybe_after = (side.status == POSSIBLE for side in (before, after))
    up, down = has & ~had & ~maybe_before, had & ~has & ~maybe_after
    unclear = maybe_before ^ maybe_after
    both = (had & has) | (maybe_before & maybe_after)
    for key, direction in better.items():
        first, second = before.benefits.get(key), after.benefits.get(key)
        if first is None or second is None:
            unclear = unclear | (both & _worth(first or second))
            continue
        rises, falls, doubt = _moved(first, second, direction)
        up, down, unclear = up | (both & rises), down | (both & falls), unclear | (both & doubt)
    moved = np.where(up, np.where(down, MIXED, GAINS), np.where(down, LOSES, SAME))
    return np.where(unclear, UNCLEAR, moved)


def _worth(given: Given | None) -> a.Array:
    """Who has something of a benefit."""
    return a.NOBODY if given is None else given.present & given.counts & (~given.known | (given.values != 0))


def _moved(first: Given, second: Given, direction: Better) -> tuple[a.Array, a.Array, a.Array]:
    """For whom a benefit gets better, gets worse, or does something that cannot be said."""
    here, there = first.present & first.counts, second.present & second.counts
    if first.judged:
        old, new = -first.values.astype(np.int8), -second.values.astype(np.int8)
        known = (first.values != POSSIBLE) & (second.values != POSSIBLE)
        doubt = here & there & ((first.values == POSSIBLE) ^ (second.values == POSSIBLE))
        return here & there & known & (new > old), here & there & known & (new < old), doubt
    old, new = np.where(here, first.values, 0), np.where(there, second.values, 0)
    known_before, known_after = ~here | first.known, ~there | second.known
    doubt = known_before ^ known_after
    if direction is Better.LESS:
        doubt = doubt | (here ^ there)  # a price that appears may come with something worth it
        old, new = new, old
    comparable = known_before & known_after & ~doubt
    return comparable & (new > old), comparable & (new < old), doubt


_JOINED = np.full((len(CHANGES), len(CHANGES)), UNCLEAR)
for _code in (GAINS, LOSES, MIXED, SAME):
    _JOINED[_code, _code] = _JOINED[SAME, _code] = _JOINED[_code, SAME] = _code
for _one, _other in ((GAINS, LOSES), (GAINS, MIXED), (LOSES, MIXED)):
    _JOINED[_one, _other] = _JOINED[_other, _one] = MIXED


def together(first: a.Array, second: a.Array) -> a.Array:
    """The change over two measures: a gain and a loss are mixed, a doubt makes the whole doubtful."""
    return _JOINED[first, second]
