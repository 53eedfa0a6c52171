"""A sentence that rests on no official source says so, once."""

from __future__ import annotations

from datetime import date

from knowledge import Knowledge, answers
from knowledge.dated import WARNING

ON = date(2026, 3, 15)


def test_what_only_news_or_a_provider_tells_warns_once(knowledge: Knowledge) -> None:
    assert all(line.endswith(WARNING) for line in knowledge.on("actiris_cheques", ON).amounts)
    result = knowledge.assess(knowledge.facts({}, {}), ON, ["actiris_cheques"]).results[0]
    assert answers.how_much(knowledge, result).count(WARNING) == 1


def test_what_the_law_tells_does_not_warn(knowledge: Knowledge) -> None:
    assert not any(WARNING in line for line in knowledge.on("vov", ON).amounts)
