"""The ways of asking that the benchmark compares, on a few people: none beats the optimum."""

from __future__ import annotations

from statistics import mean

import pytest

from benchmarks.planner import DAY
from benchmarks.planner_optimum import Optimum, TooMany
from benchmarks.planner_ways import Choose, Tally, Ways, play
from benchmarks.profiles import people
from knowledge import Facts, Knowledge

SEED = 3


def questions(ways: Ways, choose: Choose, count: int) -> float:
    """The mean number for a few people."""
    tally = Tally("few")
    everyone = people(ways.knowledge.vocabulary, count, SEED)
    return mean(play(ways, choose, item, {}, tally, short=False).questions for item in everyone)


def test_people_are_the_same_for_the_same_seed(knowledge: Knowledge) -> None:
    first, again = (people(knowledge.vocabulary, 20, SEED) for _ in range(2))
    assert first == again != people(knowledge.vocabulary, 20, SEED + 1)
    for answers in first:
        assert Facts(knowledge.vocabulary, answers).get("statuut") is not None


def test_the_planner_asks_less_than_the_others(knowledge: Knowledge) -> None:
    ways = Ways(knowledge, knowledge.core, DAY)
    ours = questions(ways, ways.planner, 60)
    assert ours < questions(ways, ways.fixed_order, 60) < questions(ways, ways.form, 60)
    assert ours < 0.6 * questions(ways, ways.form, 60)


def test_topics_stay_together(knowledge: Knowledge) -> None:
    ways, switches = Ways(knowledge, knowledge.core, DAY), {}
    for name, choose in (("planner", ways.planner), ("greedy", ways.greedy)):
        tally = Tally(name)
        everyone = people(knowledge.vocabulary, 60, SEED)
        tally.talks = [play(ways, choose, item, {}, tally, short=True) for item in everyone]
        switches[name] = tally.switches
        assert 0.5 < tally.short <= 1 and tally.milliseconds > 0
    assert switches["planner"] < 0.8 * switches["greedy"]


def test_no_way_of_asking_beats_the_optimum(knowledge: Knowledge) -> None:
    ways = Ways(knowledge, ("loopbaancheque",), DAY)
    everyone = people(knowledge.vocabulary, 200, SEED)
    least = Optimum(ways, everyone, 10_000).total({}, frozenset(), range(200)) / 200
    for choose in (ways.planner, ways.greedy, ways.fixed_order, ways.form):
        assert questions(ways, choose, 200) >= least
    assert questions(ways, ways.planner, 200) <= 1.1 * least
    with pytest.raises(TooMany):
        Optimum(ways, everyone, 3).total({}, frozenset(), range(200))
