"""The worked examples of the measure files, each by its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from knowledge import Knowledge, check
from knowledge.measures import Example

from .support import real_knowledge


def _examples() -> Iterator[Any]:
    for measure in real_knowledge().measures.values():
        for example in measure.examples:
            yield pytest.param(measure.id, example, id=f"{measure.id}: {example.name}")


@pytest.mark.parametrize(("measure_id", "example"), _examples())
def test_the_outcome_is_that_of_the_worked_example(
    knowledge: Knowledge, measure_id: str, example: Example
) -> None:
    assert list(check.differences(knowledge, measure_id, example)) == []


def test_every_measure_file_has_examples_with_their_own_names(knowledge: Knowledge) -> None:
    for measure in knowledge.measures.values():
        names = [example.name for example in measure.examples]
        assert names and len(set(names)) == len(names), measure.id


@pytest.mark.parametrize("measure_id", list(real_knowledge().measures))
def test_the_examples_show_every_outcome(knowledge: Knowledge, measure_id: str) -> None:
    measure = knowledge.measures[measure_id]
    shown = {example.expected["status"] for example in measure.examples}
    decides = any(condition.requirement.fields for condition in measure.conditions)
    assert ({"recht", "geen_recht", "mogelijk"} if decides else {"mogelijk"}) <= shown
