"""The exact optimum on small sets: the fewest questions over every way of asking."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.planner_ways import Known, Ways, questions_now
from benchmarks.profiles import Answers
from knowledge import Facts, Question
from knowledge.expressions import Value
from knowledge.planner import Plan as Outlooks


class TooMany(Exception):
    """More states than are looked at."""


class Optimum:
    """The fewest questions for a set of people, over every way of asking: each state of knowledge once."""

    def __init__(self, ways: Ways, everyone: Sequence[Answers], most: int) -> None:
        self.ways, self.everyone, self.most = ways, everyone, most
        self.totals: dict[tuple[frozenset[tuple[str, Value]], frozenset[str]], int] = {}

    def total(self, known: Known, skip: frozenset[str], group: Sequence[int]) -> int:
        """The questions for all people of this group together, of whom this is known."""
        key = (frozenset(known.items()), skip)
        if key in self.totals:
            return self.totals[key]
        if len(self.totals) >= self.most:
            raise TooMany
        outlooks = self.ways.outlooks(Facts(self.ways.knowledge.vocabulary, known), skip)
        best: int | None = None
        for question in sorted(questions_now(outlooks), key=lambda item: -self._likely(item, outlooks)):
            total = self._after(question, known, skip, group, best)
            best = total if best is None else min(best, total)
            if best == len(group):
                break
        self.totals[key] = best or 0
        return best or 0

    def _after(
        self, question: Question, known: Known, skip: frozenset[str], group: Sequence[int], best: int | None
    ) -> int:
        """The questions when this one comes first; given up when it is no better than the best."""
        parts: dict[Value | None, list[int]] = {}
        for number in group:
            parts.setdefault(self.everyone[number].get(question.veld), []).append(number)
        total = len(group)
        for value, part in parts.items():
            if value is None:
                total += self.total(known, skip | {question.veld}, part)
            else:
                total += self.total({**known, question.veld: value}, skip, part)
            if best is not None and total >= best:
                break
        return total

    @staticmethod
    def _likely(question: Question, outlooks: Outlooks) -> float:
        return sum(outlook.asked.get(question.veld, 0.0) for _, outlook in outlooks.open)
