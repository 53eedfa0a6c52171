"""A measure moved along its stretch is the same as one prepared for the day itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from knowledge import Knowledge
from knowledge.dated import DatedMeasure, dated
from knowledge.stretches import first_days

from .support import SmallData, real_knowledge


def told(subject: DatedMeasure) -> Iterator[object]:
    """Everything that holds on the day, in a form that can be compared."""
    yield from (subject.on, subject.exists, subject.amounts, subject.sources, subject.benefit_sources)
    yield subject.application
    yield [(item.template, item.span) for item in subject.attention]
    for group in subject.groups:
        yield from (group.values, group.uncertain, group.rows)
        yield [(due.condition, due.fields, due.uncertain, due.texts) for due in group.conditions]
        yield [[(use.name, use.row) for use in due.thresholds] for due in group.conditions]
        yield [(point.veld, point.template) for point in group.open_points]


def days(knowledge: Knowledge, measure_id: str) -> Iterator[date]:
    """Each side of every change, and some days between."""
    for first in first_days(knowledge.measures[measure_id], knowledge.measures)[1:]:
        yield from (first - timedelta(days=1), first, first + timedelta(days=40))


@pytest.mark.parametrize("measure_id", list(real_knowledge().measures))
def test_every_day_is_as_if_prepared_for_itself(knowledge: Knowledge, measure_id: str) -> None:
    for day in days(knowledge, measure_id):
        direct = dated(knowledge.measures[measure_id], day, knowledge.measures)
        assert list(told(knowledge.on(measure_id, day))) == list(told(direct)), day


def test_a_general_amount_that_looks_at_the_date_is_prepared_for_each_day(data: SmallData) -> None:
    data.change(
        "maatregelen/vov.yml",
        "naam: Verlof\n",
        'naam: Verlof\nhoeveel: [{tekst: "Veel.", als: "peildatum >= 2021-06-01", bronnen: [A1]}]\n',
    )
    knowledge = data.load()
    assert knowledge.on("vov", date(2021, 5, 31)).amounts == ()
    assert knowledge.on("vov", date(2021, 6, 1)).amounts == ("Veel.",)
