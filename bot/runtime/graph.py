"""Runs the model's graph step by step; Rasa's own runner plans and schedules each run of a few steps anew."""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

Step = tuple[str, GraphNode, tuple[str, ...]]


class StraightRunner:
    """Takes the nodes over from Rasa's runner and calls them in an order that is worked out once."""

    def __init__(self, runner: DaskGraphRunner) -> None:
        self._schema: GraphSchema = runner._graph_schema
        self._nodes: dict[str, GraphNode] = runner._instantiated_nodes
        self._orders: dict[tuple[str, ...], list[Step]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """What Rasa's own `run` gives: the output of each target."""
        wanted = tuple(targets or self._schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._order(wanted):
            absent = [need for need in needs if need not in outputs]
            if absent:
                raise GraphRunError(f"The step {name} needs {', '.join(absent)}, which was not given.")
            outputs[name] = node(*(outputs[need] for need in needs))
        return {name: outputs[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[Step]:
        """The steps that lead to these targets, each after the steps that it needs."""
        if targets not in self._orders:
            placed: dict[str, Step] = {}
            for target in targets:
                self._place(target, placed)
            self._orders[targets] = list(placed.values())
        return self._orders[targets]

    def _place(self, name: str, placed: dict[str, Step]) -> None:
        step = self._schema.nodes.get(name)
        if step is None or name in placed:  # an input comes from outside
            return
        needs = tuple(step.needs.values())
        for need in needs:
            self._place(need, placed)
        placed[name] = (name, self._nodes[name], needs)
