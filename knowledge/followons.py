"""What follows from a measure that somebody has or gets: the step after it that many never ask for.

Having a measure makes facts true (`geeft`), or can make them true (`kan_geven`). The next measure is judged
under those facts; when it comes within reach it is told, with what is still open. From there it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .assessment import Assessment, MeasureResult, judge
from .expressions import Value
from .facts import Facts
from .knowledge import Knowledge
from .relations import FollowOn

CLOSER = {"geen_recht": 0, "mogelijk": 1, "recht": 2}


@dataclass(frozen=True, eq=False)
class Following:
    """A measure that comes within reach through another."""

    path: tuple[FollowOn, ...]
    """The steps from what the person gets; the last leads to `result`."""
    start: MeasureResult
    result: MeasureResult
    """As it is judged once the steps before it are taken."""
    depends_on: tuple[str, ...]
    """Keys of the fields that a step can make true but need not; the texts of the steps say when."""
    missing: tuple[str, ...]
    """Keys of the fields that are not known and still matter, on the way or at the end."""
    now: str
    """Its status without the steps; empty when it was not judged."""

    @property
    def step(self) -> FollowOn:
        """The last step."""
        return self.path[-1]

    @property
    def status(self) -> str:
        """`recht` only when nothing is left open."""
        return "mogelijk" if self.depends_on or self.missing else self.result.status


def followings(knowledge: Knowledge, assessment: Assessment, facts: Facts) -> tuple[Following, ...]:
    """What follows from the judged measures; each measure once, by the way that leaves the least open."""
    found: dict[str, Following] = {}
    for start in (result for result in assessment.results if result.status == "recht"):
        for item in _Walk(knowledge, assessment, start).from_here(start, facts):
            known = found.get(item.result.measure.id)
            if known is None or _effort(item) < _effort(known):
                found[item.result.measure.id] = item
    return tuple(sorted(found.values(), key=_effort))


def _effort(item: Following) -> tuple[int, ...]:
    """How far away it still is; what was refused so far comes first, because nobody asks for that."""
    return -CLOSER[item.status], item.now != "geen_recht", len(item.path), len(item.missing)


@dataclass(frozen=True)
class _Open:
    """What is left open on the way."""

    depends_on: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def and_then(self, depends_on: tuple[str, ...], missing: tuple[str, ...]) -> _Open:
        return _Open(
            tuple(dict.fromkeys((*self.depends_on, *depends_on))),
            tuple(dict.fromkeys((*self.missing, *missing))),
        )


class _Walk:
    """The steps from one measure."""

    def __init__(self, knowledge: Knowledge, assessment: Assessment, start: MeasureResult) -> None:
        self.knowledge, self.assessment, self.start = knowledge, assessment, start

    def from_here(
        self, here: MeasureResult, facts: Facts, path: tuple[FollowOn, ...] = (), so_far: _Open | None = None
    ) -> Iterator[Following]:
        """What follows from a measure under these facts, and from that again; never in a circle."""
        passed = {self.start.measure.id, *(step.naar for step in path)}
        for step in here.measure.follow_ons:
            waits_for = self._open(here, step, facts)
            if step.naar in passed or step.naar not in self.knowledge.measures or waits_for is None:
                continue
            learned = _with(facts, {**step.gives, **step.may_give})
            after = self._judge(step.naar, learned)
            if not _within_reach(self._judge(step.naar, facts), after, step):
                continue
            unsure = tuple(key for key, value in step.may_give.items() if facts.values.get(key) != value)
            still = (so_far or _Open()).and_then(unsure, (*waits_for, *after.missing))
            now = self._status_now(step.naar)
            if now != "recht":
                yield Following((*path, step), self.start, after, still.depends_on, still.missing, now)
            yield from self.from_here(after, learned, (*path, step), still)

    def _open(self, here: MeasureResult, step: FollowOn, facts: Facts) -> tuple[str, ...] | None:
        """The fields that decide whether the step is for this person; None when it certainly is not."""
        if step.condition is None:
            return ()
        env = {**facts.known, **self.knowledge.on(here.measure.id, here.on).own.values}
        holds = step.condition.evaluate(env)
        if holds is None:
            return step.condition.missing(env)
        return () if holds else None

    def _judge(self, measure_id: str, facts: Facts) -> MeasureResult:
        return judge(self.knowledge.on(measure_id, self.assessment.on), facts)

    def _status_now(self, measure_id: str) -> str:
        known = self.assessment.by_id.get(measure_id)
        return known.status if known else ""


def _within_reach(before: MeasureResult, after: MeasureResult, step: FollowOn) -> bool:
    """Whether the next measure can be had, and the step brings it closer or only points to it."""
    if after.status not in ("recht", "mogelijk") or before.status == "recht":
        return False
    closer = CLOSER[after.status] > CLOSER[before.status] or set(after.missing) < set(before.missing)
    return closer or not (step.gives or step.may_give)


def _with(facts: Facts, given: Mapping[str, Value]) -> Facts:
    return Facts(facts.vocabulary, {**facts.stated, **given}) if given else facts
