"""One of what is counted is said as one."""

from __future__ import annotations

import re

from knowledge import Knowledge, answers


def test_one_is_never_followed_by_a_plural(knowledge: Knowledge) -> None:
    for field in knowledge.vocabulary.fields.values():
        if field.is_number:
            said = answers.say_fact(field, 1)
            assert not re.search(r"\b1 \w+(en|s)\b", said), said
            assert "1" in said and answers.say_fact(field, 1.0) == said


def test_more_than_one_keeps_its_plural(knowledge: Knowledge) -> None:
    field = knowledge.vocabulary.field
    assert answers.say_fact(field("ancienniteit_maanden"), 1) == "1 maand bij deze werkgever"
    assert answers.say_fact(field("ancienniteit_maanden"), 1.5) == "1,5 maanden bij deze werkgever"
    assert answers.say_fact(field("contacturen"), 2) == "2 lesuren per jaar"
