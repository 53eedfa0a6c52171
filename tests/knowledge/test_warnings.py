"""A sentence that rests on no official source says so, once."""

from __future__ import annotations

import re
from datetime import date

from knowledge import Knowledge, answers
from knowledge.dated import WARNING

ON = date(2026, 3, 15)
DOUBT = re.compile(
    r"niet bevestigen|niet zeker|zwakke bron|spreken .* tegen|kijk (?:het|dat) na", re.IGNORECASE
)
"""Words with which a sentence tells its own doubt."""


def test_what_only_news_or_a_provider_tells_warns_once(knowledge: Knowledge) -> None:
    assert all(line.endswith(WARNING) for line in knowledge.on("actiris_cheques", ON).amounts)
    result = knowledge.assess(knowledge.facts({}, {}), ON, ["actiris_cheques"]).results[0]
    assert answers.how_much(knowledge, result).count(WARNING) == 1


def test_what_the_law_tells_does_not_warn(knowledge: Knowledge) -> None:
    assert not any(WARNING in line for line in knowledge.on("vov", ON).amounts)


def test_an_amount_in_short_warns_as_the_long_answer_does(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer", "werkgewest": "vlaanderen"}, {})
    warned = 0
    for result in knowledge.assess(facts, ON).results:
        short = answers.in_short(knowledge, result, "vraag_bedrag")
        if result.status == "buiten_periode" or next(iter(result.benefit.values()), None) is None:
            continue
        long = answers.how_much(knowledge, result)
        notes = [line for line in long.splitlines() if line.startswith("Let op:") or line == WARNING]
        assert all(note in short for note in notes), result.measure.id
        warned += bool(notes)
    assert warned


def test_what_tells_its_own_doubt_is_marked_so_and_warns_no_more(knowledge: Knowledge) -> None:
    general = [item for m in knowledge.measures.values() for item in (*m.amounts, *m.for_employers)]
    assert any(item.doubts for item in general)
    for item in general:
        text = " ".join(item.template.pieces)
        assert bool(DOUBT.search(text)) == item.doubts, text
    coaching = knowledge.on("job_en_taalcoaching", ON).amounts
    assert any("kon ik niet bevestigen" in line for line in coaching)
    assert not any("niet bevestigen" in line and line.endswith(WARNING) for line in coaching)
