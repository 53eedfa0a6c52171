"""What differs between two days, two versions or the law and a proposal, and how it is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge import InvalidFacts, Knowledge, load_knowledge
from knowledge.changes import Side, rule_changes
from knowledge.changes_text import person_text, rules_text, situations_text
from knowledge.person_changes import Situation, person_changes, situation_changes

from .support import VOV, SmallData

OLD, NEW = date(2025, 8, 31), date(2025, 9, 1)
HALF_TIME: dict[str, Any] = {
    "statuut": "werknemer",
    "sector": "prive",
    "werkgewest": "vlaanderen",
    "tewerkstellingspercentage": 60,
    "uren_per_week": 23,
}
FULL_TIME = {**HALF_TIME, "tewerkstellingspercentage": 100, "uren_per_week": 38}
TRAINING: dict[str, Any] = {"in_opleidingsdatabank": True, "contacturen": 100}


def days(knowledge: Knowledge, first: date = OLD, last: date = NEW) -> tuple[Side, Side]:
    """Two days under one version."""
    return Side(knowledge, first), Side(knowledge, last)


def test_for_everybody_values_conditions_and_announcements(knowledge: Knowledge) -> None:
    (vov,) = rule_changes(*days(knowledge), ["vov"])
    values = {change.parameter.name: change for change in vov.values}
    percentage = values["min_percentage"]
    assert percentage.before is not None and percentage.after is not None
    assert (percentage.before.value, percentage.after.value) == (50, 80) and percentage.after.sources
    assert "uren_per_studiepunt" not in values
    conditions = {change.id: (change.before is None, change.after is None) for change in vov.conditions}
    assert conditions == {"VOV-5": (False, True), "VOV-6": (True, False)}
    assert [change.datum for change in vov.announced] == [NEW, NEW]
    assert vov.differs and not vov.benefits and vov.application is None


def test_nothing_differs_between_two_quiet_days(knowledge: Knowledge) -> None:
    before, after = days(knowledge, date(2024, 10, 1), date(2024, 10, 2))
    assert rule_changes(before, after) == ()
    assert person_changes(before, after, FULL_TIME, TRAINING) == ()
    assert "Er verandert niets." in rules_text(before, after, ())
    assert "Er verandert niets." in person_text(before, after, ())


def test_what_is_lent_is_told_once(knowledge: Knowledge) -> None:
    found = {change.id: change for change in rule_changes(*days(knowledge))}
    assert "min_percentage" in {value.parameter.name for value in found["vov"].values}
    assert "min_percentage" not in {value.parameter.name for value in found["vov_gir"].values}


def test_a_condition_with_only_another_id_is_no_change(knowledge: Knowledge) -> None:
    (cheque,) = rule_changes(*days(knowledge, date(2025, 10, 31), date(2025, 11, 1)), ["loopbaancheque"])
    ids = {change.id for change in cheque.conditions}
    assert {"LC-C3", "LC-C4", "LC-C8"} <= ids and not {"LC-C2", "LC-C9"} & ids
    assert cheque.application is not None


def test_a_measure_that_stops(knowledge: Knowledge) -> None:
    before, after = days(knowledge, date(2026, 12, 31), date(2027, 1, 1))
    (cheque,) = rule_changes(before, after, ["loopbaancheque"])
    assert cheque.after is None and cheque.differs and len(cheque.announced) == 1
    assert "Deze maatregel is er niet meer." in rules_text(before, after, [cheque])
    (back,) = rule_changes(after, before, ["loopbaancheque"])
    assert back.before is None and "is er nu wel" in rules_text(after, before, [back])


def test_for_one_person_a_lost_right_with_its_cause(knowledge: Knowledge) -> None:
    before, after = days(knowledge)
    (vov,) = person_changes(before, after, HALF_TIME, TRAINING, ["vov"])
    assert vov.statuses == ("recht", "geen_recht") and vov.differs
    (reason,) = vov.reasons
    assert reason.id == "VOV-6" and reason.before is None
    assert [value.parameter.name for value in reason.values] == ["min_percentage"]
    told = person_text(before, after, [vov])
    assert "Eerst: je hebt recht. Daarna: je hebt geen recht." in told
    assert "Je werkt 60 %. Nodig is minstens 80 % en gemiddeld 28 uur per week." in told
    assert "Minimaal tewerkstellingspercentage: van 50 % naar 80 %. (Bron: Besluit van de Vlaamse" in told
    assert "https://" in told and "1 september 2025: " in told


def test_for_one_person_other_amounts_of_a_right_that_stays(knowledge: Knowledge) -> None:
    before, after = days(knowledge)
    (vov,) = person_changes(before, after, FULL_TIME, TRAINING, ["vov"])
    assert vov.statuses == ("recht", "recht") and vov.reasons == ()
    amounts = {change.key: (change.before, change.after) for change in vov.benefits}
    assert amounts == {"loonplafond": (3641, 3714), "forfait_werkgever": (Decimal("21.30"), Decimal("14.91"))}
    told = person_text(before, after, [vov])
    assert "Hetzelfde blijft: je hebt recht." in told and "van 3.641 euro naar 3.714 euro." in told


def test_only_values_that_were_looked_at_are_a_cause(knowledge: Knowledge) -> None:
    before, after = days(knowledge, date(2025, 10, 31), date(2025, 11, 1))
    person = {
        "statuut": "werknemer",
        "werkervaring_jaren": 9,
        "woongewest": "vlaanderen",
        "loopbaancheques_gebruikt": 0,
    }
    (cheque,) = person_changes(before, after, person, {}, ["loopbaancheque"])
    causes = {change.key: {value.parameter.name for value in change.values} for change in cheque.benefits}
    assert causes["aantal_cheques"] == {"max_cheques"}  # not the window of six years
    assert causes["uren_begeleiding"] == {"max_cheques", "uren_cheque_1", "uren_cheque_2"}


def test_facts_that_are_refused(knowledge: Knowledge) -> None:
    with pytest.raises(InvalidFacts):
        person_changes(*days(knowledge), {"statuut": "baas"}, {})


def test_a_measure_that_one_side_does_not_have(data: SmallData) -> None:
    day = date(2021, 6, 1)
    with_it = data.load()
    (data.root / VOV).unlink()
    without = data.load()
    before, after = Side(with_it, day, "versie 1"), Side(without, day, "versie 2")
    (change,) = rule_changes(before, after)
    assert change.after is None and "versie 1, op 1 juni 2021" in rules_text(before, after, [change])
    (gone,) = person_changes(before, after, {"statuut": "werknemer"}, {"uren": 40})
    assert gone.after is None and gone.statuses == ("recht", "buiten_periode")
    (come,) = person_changes(after, before, {"statuut": "werknemer"}, {"uren": 40})
    assert come.before is None and "Je krijgt: " in person_text(after, before, [come])


def test_two_versions_of_the_data_and_who_gets_another_answer(data: SmallData) -> None:
    old = data.load()
    data.change(VOV, "waarde: 32, bronnen", "waarde: 50, bronnen")
    data.change(VOV, 'formule: "min(opleiding.uren, 100)"', 'formule: "min(opleiding.uren, 90)"')
    data.change(VOV, 'stappen: ["Vraag het."]', 'stappen: ["Vraag het snel."]')
    before, after = Side(old, date(2021, 6, 1)), Side(data.load(), date(2021, 6, 1))
    (change,) = rule_changes(before, after)
    assert [value.parameter.name for value in change.values] == ["min_uren"]
    assert [benefit.key for benefit in change.benefits] == ["uren"]
    told = rules_text(before, after, [change])
    for piece in ("wordt anders berekend", "Nieuwe stap: Vraag het snel.", "Deze stap vervalt: Vraag het."):
        assert piece in told
    situations = [
        Situation("a", {"statuut": "werknemer"}, {"uren": 40}),
        Situation("b", {"statuut": "werknemer"}, {"uren": 60}),
        Situation("c", {"statuut": "werknemer"}, {"uren": 95}),
        Situation("d", {"statuut": "baas"}, {}),
    ]
    found = list(situation_changes(before, after, situations))
    assert [change.situation.id for change in found] == ["a", "c", "d"]
    assert found[2].refused[0].veld == "statuut"
    told = situations_text(before, after, found)
    assert "recht -> geen_recht" in told and "van 95 uur naar 90 uur" in told
    assert "3 situaties krijgen een ander antwoord." in told


def test_the_law_and_a_proposal(knowledge: Knowledge) -> None:
    reform = load_knowledge(reform="serv_vov_deeltijds", law=knowledge)
    before, after = Side(knowledge, date(2025, 10, 1)), Side(reform, date(2025, 10, 1))
    assert {change.id for change in rule_changes(before, after)} == {"vov"}
    (vov,) = person_changes(before, after, HALF_TIME, TRAINING, ["vov"])
    assert vov.statuses == ("geen_recht", "recht")
    told = person_text(before, after, [vov])
    assert "Daarna: voorstel: opleidingsverlof naar verhouding" in told
    assert "Dit telt niet meer: Je werkt 60 %." in told and "(75 uur)" in told
    earlier = Side(knowledge, date(2024, 10, 1)), Side(reform, date(2024, 10, 1))
    assert rule_changes(*earlier) == ()
