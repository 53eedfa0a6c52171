"""The runner of the model's graph: the same outcome as Rasa's own, without the scheduler."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError

from bot.runtime.graph import StraightRunner


@dataclass
class Step:
    """What the schema says of one node."""

    needs: dict[str, str]


@dataclass
class Schema:
    """A few nodes; the last is the target."""

    nodes: dict[str, Step]
    target_names: list[str]


@dataclass
class Node:
    """Adds its name to what it gets, and counts its calls."""

    name: str
    calls: list[str]

    def __call__(self, *received: tuple[str, str]) -> tuple[str, str]:
        self.calls.append(self.name)
        return self.name, "".join(value for _, value in received) + self.name


@dataclass
class Runner:
    """Looks like Rasa's runner after loading."""

    _graph_schema: Schema
    calls: list[str] = field(default_factory=list)

    @property
    def _instantiated_nodes(self) -> dict[str, Node]:
        return {name: Node(name, self.calls) for name in self._graph_schema.nodes}


DIAMOND = Schema(
    {
        "d": Step({"left": "b", "right": "c"}),
        "b": Step({"x": "a"}),
        "c": Step({"x": "a"}),
        "a": Step({"x": "__input__"}),
        "apart": Step({}),
    },
    ["d"],
)


def _runner() -> tuple[Any, list[str]]:
    rasas: Any = Runner(DIAMOND)
    return StraightRunner(rasas), rasas.calls


def test_each_step_runs_once_and_after_what_it_needs() -> None:
    runner, calls = _runner()
    assert runner.run({"__input__": "0"}, ["d"]) == {"d": "0ab0acd"}
    assert calls == ["a", "b", "c", "d"]


def test_without_targets_those_of_the_schema() -> None:
    runner, _ = _runner()
    assert runner.run({"__input__": "1"}) == {"d": "1ab1acd"}


def test_only_what_the_targets_need_runs() -> None:
    runner, calls = _runner()
    assert runner.run({"__input__": "0"}, ["b", "apart"]) == {"b": "0ab", "apart": "apart"}
    assert calls == ["a", "b", "apart"]


def test_a_second_run_starts_afresh() -> None:
    runner, _ = _runner()
    first, second = (runner.run({"__input__": text}, ["b"]) for text in ("0", "1"))
    assert (first, second) == ({"b": "0ab"}, {"b": "1ab"})


def test_an_input_that_is_absent_is_named() -> None:
    runner, _ = _runner()
    with pytest.raises(GraphRunError, match="__input__"):
        runner.run({}, ["d"])
