"""How much is measured: every count and every patience stands here."""

from __future__ import annotations

from dataclasses import dataclass, replace

TRAINING_PATIENCE = 1800.0
START_PATIENCE = 300.0
ANSWER_PATIENCE = 60.0


@dataclass(frozen=True)
class Window:
    """Turns of a conversation, counted from 1, both ends included."""

    first: int
    last: int

    def of(self, turns: list[float]) -> list[float]:
        """The turns of one conversation that lie in this window."""
        return turns[self.first - 1 : self.last]

    def __str__(self) -> str:
        return f"turns {self.first}-{self.last}"


@dataclass(frozen=True)
class RulesPlan:
    """How much of the rules is measured beside others."""

    loads: int
    batches: int
    people: int
    """In a batch; one after the other."""
    sizes: tuple[int, ...]
    """Numbers of people at once, the fewest first."""
    repeats: int
    situations: int
    reruns: int


@dataclass(frozen=True)
class Plan:
    """A bounded amount of work. The aims are for the full plan."""

    name: str
    starts: int
    talks: int
    early: Window
    late: Window
    users: int
    turns_each: int
    rounds: int
    evaluations: int
    rules: RulesPlan

    @property
    def full(self) -> bool:
        """Whether the aims can be judged."""
        return self is FULL


FULL = Plan(
    "full",
    starts=3,
    talks=3,
    early=Window(1, 10),
    late=Window(191, 210),
    users=20,
    turns_each=10,
    rounds=3,
    evaluations=3000,
    rules=RulesPlan(
        loads=5,
        batches=9,
        people=50,
        sizes=(100_000, 300_000, 1_000_000),
        repeats=5,
        situations=10_000,
        reruns=3,
    ),
)
QUICK = replace(
    FULL,
    name="quick",
    starts=1,
    talks=1,
    late=Window(41, 60),
    turns_each=5,
    rounds=1,
    evaluations=300,
    rules=replace(FULL.rules, batches=3, sizes=(30_000, 100_000), repeats=3, situations=1_000, reruns=1),
)
