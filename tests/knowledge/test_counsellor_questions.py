"""Which fact a counsellor asks for, in their own words or in those of the assistant."""

from __future__ import annotations

import pytest

from knowledge import shared_knowledge
from knowledge.counsellor_questions import FILE, asked_field
from knowledge.lists import DATA, read_list
from knowledge.vocabulary import bare


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Hoe oud bent u?", "leeftijd"),
        ("Dag! En wat is uw leeftijd?", "leeftijd"),
        ("Waar woont u?", "woongewest"),
        ("Woont u alleen?", "alleenwonend"),
        ("Heeft u een bijberoep naast een job?", "bijberoep"),
        ("Werkt u voltijds of halftijds?", "tewerkstellingspercentage"),
        ("hoeveel uur werk je per week", "uren_per_week"),
        ("Hoeveel verdient u bruto per maand?", "brutomaandloon"),
        ("Bent u ingeschreven bij de VDAB?", "vdab_ingeschreven"),
        ("Welk diploma hebt u?", "diploma"),
        ("Hoelang werkt u al bij uw werkgever?", "ancienniteit_maanden"),
        ("Hoeveel kost de cursus?", "directe_kost"),
        ("Hoeveel verdient u?", None),  # perhaps net
        ("Hoeveel kinderen hebt u?", None),  # perhaps none of them dependent
        ("Hoe oud bent u en waar woont u?", None),
        ("Waarmee kan ik helpen?", None),
        ("Hoe oud is uw zoon?", None),
        ("Hoeveel loopbaancheques hebt u nog?", None),
        ("Welk diploma wilt u halen?", None),
        ("Welke uitkering krijgt uw partner?", None),
    ],
)
def test_what_is_asked(text: str, field: str | None) -> None:
    assert asked_field(shared_knowledge(), text) == field


def test_the_questions_of_the_assistant_are_known_too() -> None:
    knowledge = shared_knowledge()
    for key, question in knowledge.questions.items():
        assert asked_field(knowledge, question.kort.capitalize()) == bare(key), question.kort


def test_every_list_is_of_a_field() -> None:
    fields = {bare(key) for key in shared_knowledge().vocabulary.fields}
    assert set(read_list(DATA / FILE)) <= fields
