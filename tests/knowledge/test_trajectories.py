"""Which measures the guided questions settle for whom."""

from __future__ import annotations

from datetime import date

from knowledge import Knowledge, next_question

from .support import SmallData

DAY = date(2026, 3, 15)


def planned(knowledge: Knowledge, entrance: str = "burger", **profiel: object) -> set[str]:
    """The measures beside the core."""
    found = knowledge.planned_for(knowledge.facts(profiel, {}), entrance)
    assert found[: len(knowledge.core)] == knowledge.core and len(set(found)) == len(found)
    return set(found) - set(knowledge.core)


def test_of_whom_nothing_is_known_only_the_core_is_asked(knowledge: Knowledge) -> None:
    assert planned(knowledge) == set()


def test_an_employer_is_asked_for_the_firm_first(knowledge: Knowledge) -> None:
    found = knowledge.planned_for(knowledge.facts({}, {}), "werkgever")
    assert "kmo_portefeuille" in found and not set(found) & set(knowledge.core)
    assert "kmo_portefeuille" in planned(knowledge, "werkgever", statuut="werkgever")


def test_the_situation_decides_what_is_asked_beside_the_core(knowledge: Knowledge) -> None:
    assert "vdab_opleiding" in planned(knowledge, statuut="werkzoekende")
    assert "actiris_cheques" in planned(knowledge, statuut="werkzoekende", woongewest="brussel")
    assert "actiris_cheques" not in planned(knowledge, statuut="werkzoekende", woongewest="vlaanderen")
    assert {"kmo_portefeuille", "mentorsteun"} <= planned(knowledge, statuut="werkgever")
    assert "mentorsteun" not in planned(knowledge, statuut="zelfstandige")
    walloon = planned(knowledge, statuut="zelfstandige", werkgewest="wallonie")
    assert walloon == {"cheque_formation_wallonie"}


def test_an_employee_is_asked_for_the_core_and_the_leave_of_the_region(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer", "werkgewest": "vlaanderen", "sector": "prive"}, {})
    assert knowledge.planned_for(facts) == knowledge.core
    assert {"tijdskrediet_opleiding", "vov_gir"} <= set(knowledge.shown_for(facts))
    assert planned(knowledge, statuut="werknemer", werkgewest="brussel") == {"educatief_verlof_brussel"}


def test_what_is_planned_is_shown(knowledge: Knowledge) -> None:
    for status in knowledge.vocabulary.field("statuut").values:
        facts = knowledge.facts({"statuut": status}, {"soort": "cvo"})
        for entrance in ("burger", "werkgever"):
            shown, plan = knowledge.shown_for(facts, entrance), knowledge.planned_for(facts, entrance)
            assert set(plan) <= set(shown) and set(knowledge.core) <= set(shown)


def test_a_job_seeker_is_asked_about_training_and_allowance(knowledge: Knowledge) -> None:
    """The core says at once that it is for who works; the talk goes on about what is for this person."""
    facts, asked = knowledge.facts({"statuut": "werkzoekende"}, {}), set[str]()
    assert next_question(knowledge, facts, DAY, knowledge.core) is None
    measures = knowledge.planned_for(facts)
    while (question := next_question(knowledge, facts, DAY, measures, skip=asked)) is not None:
        asked.add(question.veld)
    assert {"vdab_ingeschreven", "uitkering", "opleiding.erkend"} <= asked


def test_rules_of_the_file(data: SmallData) -> None:
    knowledge = data.load()
    student = knowledge.facts({"statuut": "student", "gewest": "brussel"}, {})
    assert knowledge.planned_for(student, "werkgever") == knowledge.core, "gir has no file"
    assert knowledge.trajectories[0].asks and not knowledge.trajectories[1].asks
    assert knowledge.trajectories[0].fits(student.known, "werkgever")
    assert not knowledge.trajectories[0].fits(student.known, "burger")
