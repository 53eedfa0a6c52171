"""What if: an honest answer also when too little is known."""

from __future__ import annotations

from tests.actions.talk import Talk


def test_with_too_little_known_the_talk_says_so_and_asks_what_decides() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik ben werkloos")
    answer = talk.say("en wat als ik halftijds werk?", "wat_als")
    assert "kan ik nog niet berekenen" in answer and "verandert er niets" not in answer
    assert talk.vraag == "uitkering" and "tewerkstellingspercentage" not in talk.profiel


def test_what_changes_is_told() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik ben bediende in een bank in Gent, voltijds")
    assert "geen recht" in talk.say("en wat als ik halftijds werk?", "wat_als")
