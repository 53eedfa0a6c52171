"""Which measures matter to whom beside the core measures, read from trajecten.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .expressions import Env, Expression
from .reading import Reader, listed, optional
from .wording import Words

FILE = "trajecten.yml"
ENTRANCES = ("burger", "begeleider", "werkgever", "mijn_loopbaan")
"""Where a talk can begin, as in the HTTP contract."""


@dataclass(frozen=True, eq=False)
class Trajectory:
    """Measures for people in one situation."""

    condition: Expression | None
    entrances: tuple[str, ...]
    """Empty: all."""
    measures: tuple[str, ...]
    asks: bool
    """Whether the guided questions settle them too; otherwise they are shown when they are settled anyway."""
    instead: bool = False
    """Whether the core measures wait while this fits."""
    staff: tuple[str, ...] = ()
    """Measures of the people who work for an employer, told to the employer."""

    def fits(self, env: Env, entrance: str) -> bool:
        """Whether it is surely for somebody of whom this is known."""
        if self.entrances and entrance not in self.entrances:
            return False
        return self.condition is None or self.condition.evaluate(env) is True


def chosen(trajectories: Iterable[Trajectory], env: Env, entrance: str, *, only_asked: bool) -> Iterator[str]:
    """The measures of every trajectory that fits, in their order; some may come twice."""
    for trajectory in trajectories:
        if (trajectory.asks or not only_asked) and trajectory.fits(env, entrance):
            yield from trajectory.measures


def for_staff(trajectories: Iterable[Trajectory], env: Env, entrance: str) -> tuple[str, ...]:
    """The measures of the staff that an employer hears of, in their order."""
    return tuple(
        dict.fromkeys(name for item in trajectories if item.fits(env, entrance) for name in item.staff)
    )


def read_trajectories(reader: Reader, words: Words, measure_ids: Collection[str]) -> tuple[Trajectory, ...]:
    """The content of trajecten.yml."""
    return tuple(_trajectory(item, words, measure_ids) for item in reader.items())


def _trajectory(reader: Reader, words: Words, measure_ids: Collection[str]) -> Trajectory:
    entry = reader.mapping(("maatregelen",), ("als", "ingang", "vragen", "zonder_kern", "personeel"))
    return Trajectory(
        condition=optional(entry, "als", words.test),
        entrances=tuple(item.one_of(ENTRANCES) for item in listed(entry, "ingang")),
        measures=tuple(item.one_of(measure_ids) for item in listed(entry, "maatregelen")),
        asks=bool(optional(entry, "vragen", Reader.boolean)),
        instead=bool(optional(entry, "zonder_kern", Reader.boolean)),
        staff=tuple(item.one_of(measure_ids) for item in listed(entry, "personeel")),
    )
