"""Judging: status, certainty, benefit, what is missing and what is open, on a small and on real measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge import Facts, Knowledge, MeasureResult, UnknownMeasure

from .support import CONTRACT_PROFILE, CONTRACT_TRAINING, SCHOOL_YEAR, VOV, SmallData, judged

KNOWN, WEAK, NULL, DISPUTED = date(2021, 6, 1), date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1)


def small(data: SmallData, on: date, profiel: dict[str, Any], opleiding: dict[str, Any]) -> MeasureResult:
    """The small measure for these facts."""
    knowledge = data.load()
    return judged(knowledge, "vov", knowledge.facts(profiel, opleiding), on)


WORKER, LONG, SHORT = {"statuut": "werknemer"}, {"uren": 80}, {"uren": 20}


@pytest.mark.parametrize(
    ("on", "profiel", "opleiding", "status", "certainty"),
    [
        (KNOWN, WORKER, LONG, "recht", "bevestigd"),
        (KNOWN, WORKER, {}, "mogelijk", "bevestigd"),
        (KNOWN, {}, {}, "mogelijk", "bevestigd"),
        (KNOWN, WORKER, SHORT, "geen_recht", "bevestigd"),
        (KNOWN, {}, SHORT, "geen_recht", "bevestigd"),
        (KNOWN, {"statuut": "student"}, {}, "geen_recht", "bevestigd"),
        (date(2019, 12, 31), WORKER, LONG, "buiten_periode", "bevestigd"),
        (date(2027, 1, 1), {"statuut": "student"}, SHORT, "buiten_periode", "bevestigd"),
        (WEAK, WORKER, LONG, "recht", "onzeker"),
        (NULL, WORKER, LONG, "mogelijk", "onzeker"),
        (NULL, {"statuut": "student"}, LONG, "geen_recht", "bevestigd"),
        (DISPUTED, WORKER, LONG, "recht", "onzeker"),
        (DISPUTED, WORKER, SHORT, "geen_recht", "onzeker"),
        (DISPUTED, {"statuut": "student"}, SHORT, "geen_recht", "bevestigd"),
    ],
)
def test_status_and_certainty(
    data: SmallData, on: date, profiel: dict[str, Any], opleiding: dict[str, Any], status: str, certainty: str
) -> None:
    result = small(data, on, profiel, opleiding)
    assert (result.status, result.certainty) == (status, certainty)


def test_one_failure_decides_whatever_is_unknown(data: SmallData) -> None:
    result = small(data, KNOWN, {}, SHORT)
    assert [reason.outcome for reason in result.reasons] == ["onbekend", "niet_voldaan"]
    assert result.missing == () and result.attention == () and dict(result.benefit) == {}


def test_texts_carry_the_values_of_the_person_and_of_the_day(data: SmallData) -> None:
    assert [r.text for r in small(data, KNOWN, WORKER, LONG).reasons] == ["Je werkt.", "Dat zijn 80 uur."]
    failing = small(data, KNOWN, {"statuut": "student"}, {"uren": 20.5})
    assert [r.text for r in failing.reasons] == ["Jij bent student.", "Te kort: 32 uur is nodig."]
    assert small(data, KNOWN, {}, {"uren": 5}).reasons[1].text == "Veel te kort."
    assert small(data, KNOWN, {}, {}).reasons[1].text == "Hoe lang duurt het?"


def test_a_reason_shows_facts_and_thresholds(data: SmallData) -> None:
    reason = small(data, KNOWN, {}, LONG).reasons[1]
    assert reason.facts == {"opleiding.uren": 80} and reason.condition.id == "V-2"
    (use,) = reason.thresholds
    assert (use.name, use.unit, use.row.value, use.row.sources) == ("min_uren", "uur", 32, ("A1",))


def test_an_unknown_amount_is_null_uncertain_and_explained(data: SmallData) -> None:
    data.change(VOV, "waarde: null, bronnen: [A1]", "waarde: 32, bronnen: [A1]")
    result = small(data, NULL, {**WORKER, "leeftijd": 30}, LONG)
    assert result.status == "recht" and result.certainty == "onzeker"
    assert result.benefit == {"bedrag_per_maand_bruto": None, "uren": 80, "rva_uitkering": "recht"}
    notes = {item.veld: item.uitleg for item in result.uncertainties}
    assert notes["bedrag_per_maand_bruto"] == "De premie is niet gevonden."


def test_a_disputed_amount_is_not_told_and_a_weak_one_is_told_as_uncertain(data: SmallData) -> None:
    disputed, weak = small(data, DISPUTED, WORKER, LONG), small(data, WEAK, WORKER, LONG)
    assert disputed.benefit["bedrag_per_maand_bruto"] is None
    assert any(item.uitleg == "Twee bronnen, twee bedragen." for item in disputed.uncertainties)
    assert weak.benefit["bedrag_per_maand_bruto"] == 1300
    assert any("zwakke bron" in item.uitleg for item in weak.uncertainties)


def test_an_amount_that_waits_for_the_person_is_null_but_the_law_is_certain(data: SmallData) -> None:
    data.change(VOV, 'formule: "$premie"', 'formule: "min($premie, loon)"')
    result = small(data, KNOWN, WORKER, LONG)
    assert result.certainty == "bevestigd" and result.benefit["bedrag_per_maand_bruto"] is None
    assert [i.uitleg for i in result.uncertainties] == ["Dat hangt af van: loon."]


def test_an_amount_that_nothing_can_tell_is_uncertain(data: SmallData) -> None:
    data.change(VOV, 'formule: "$premie"', 'formule: "$premie / 0"')
    result = small(data, KNOWN, WORKER, LONG)
    assert result.certainty == "onzeker" and result.benefit["bedrag_per_maand_bruto"] is None
    assert any(item.veld == "bedrag_per_maand_bruto" for item in result.uncertainties)


def test_amounts_are_told_to_the_cent(data: SmallData) -> None:
    data.change(VOV, 'formule: "$premie"', 'formule: "$premie / 3"')
    assert small(data, KNOWN, WORKER, LONG).benefit["bedrag_per_maand_bruto"] == Decimal("416.83")


@pytest.mark.parametrize(
    ("profiel", "status"), [({}, "mogelijk"), ({"leeftijd": 30}, "recht"), ({"leeftijd": 20}, "geen_recht")]
)
def test_a_judged_benefit_is_a_status(data: SmallData, profiel: dict[str, Any], status: str) -> None:
    assert small(data, KNOWN, {**WORKER, **profiel}, LONG).benefit["rva_uitkering"] == status


def test_a_benefit_with_a_condition_is_left_out_while_that_is_not_true(data: SmallData) -> None:
    assert "uren" not in small(data, KNOWN, WORKER, {}).benefit


def test_an_open_point_makes_the_outcome_uncertain_where_it_matters(data: SmallData) -> None:
    on = date(2023, 6, 1)
    assert small(data, on, WORKER, {"uren": 40}).certainty == "onzeker"
    assert small(data, on, WORKER, {"uren": 70}).certainty == "bevestigd"
    assert small(data, on, WORKER, SHORT).certainty == "onzeker"
    assert small(data, on, {"statuut": "student"}, SHORT).certainty == "bevestigd"
    assert small(data, on, {"statuut": "student"}, {"uren": 40}).certainty == "bevestigd"


def test_a_condition_on_a_weak_source_makes_the_outcome_uncertain(data: SmallData) -> None:
    data.change(
        VOV, 'onbekend: "Ik weet niet of je werkt."\n  bronnen: [A1]', 'onbekend: "?"\n  bronnen: [D1]'
    )
    assert small(data, KNOWN, WORKER, LONG).certainty == "onzeker"
    student = small(data, KNOWN, {"statuut": "student"}, LONG)
    assert student.certainty == "onzeker" and any(item.veld == "V-1" for item in student.uncertainties)
    assert small(data, KNOWN, {"statuut": "student"}, SHORT).certainty == "bevestigd"


def test_every_weak_failure_is_named(data: SmallData) -> None:
    data.change(
        VOV, 'onbekend: "Ik weet niet of je werkt."\n  bronnen: [A1]', 'onbekend: "?"\n  bronnen: [D1]'
    )
    both = small(data, DISPUTED, {"statuut": "student"}, SHORT)
    assert both.certainty == "onzeker" and {item.veld for item in both.uncertainties} == {"V-1", "min_uren"}


def test_of_several_thresholds_the_uncertain_one_is_named(data: SmallData) -> None:
    data.change(
        VOV, 'genoeg: "opleiding.uren >= $min_uren"', 'genoeg: "opleiding.uren >= $min_uren en $dagen > 3"'
    )
    result = small(data, DISPUTED, WORKER, LONG)
    assert {item.veld for item in result.uncertainties} == {"min_uren", "bedrag_per_maand_bruto"}


def test_attention_only_where_it_holds_and_not_for_a_refusal(data: SmallData) -> None:
    assert small(data, KNOWN, WORKER, LONG).attention == ("Vraag het binnen 15 dagen.",)
    assert small(data, KNOWN, WORKER, {**LONG, "online": True}).attention[1:] == ("Online telt.",)
    assert small(data, date(2022, 1, 1), {}, {}).attention == ("Vraag het binnen 20 dagen.",)
    assert small(data, KNOWN, {"statuut": "student"}, {}).attention == ()


def test_the_instruction_of_the_day_names_the_value_of_the_day(data: SmallData) -> None:
    first, later = small(data, KNOWN, {}, {}).application, small(data, date(2022, 1, 1), {}, {}).application
    assert first is not None and later is not None
    assert (first.tegen, later.tegen) == ("Binnen 15 dagen.", "Binnen 20 dagen.")
    assert first.stappen == ("Vraag het.",) and first.waar == "Bij je werkgever."
    assert small(data, NULL, {}, {}).application is None


def test_sources_are_those_that_were_used(data: SmallData) -> None:
    assert [s.id for s in small(data, KNOWN, WORKER, LONG).sources] == ["A1"]
    assert [s.id for s in small(data, WEAK, WORKER, LONG).sources] == ["A1", "D1"]
    assert [s.id for s in small(data, WEAK, {"statuut": "student"}, LONG).sources] == ["A1"]
    assert [s.id for s in small(data, date(2019, 1, 1), {}, {}).sources] == ["A1"]


def test_the_fields_that_decide_alone_come_first(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer", "sector": "prive"}, {})
    missing = judged(knowledge, "vov", facts, SCHOOL_YEAR).missing
    assert (
        set(missing[:2]) == {"werkgewest", "tewerkstellingspercentage"} and "opleiding.contacturen" in missing
    )
    assert missing.index("werkgewest") < missing.index("uren_per_week") < missing.index("opleiding.in_pop")


def test_conditions_are_inherited_with_their_thresholds(knowledge: Knowledge) -> None:
    facts = knowledge.facts({**CONTRACT_PROFILE, "initiatief": "werkgever"}, CONTRACT_TRAINING)
    vov, gir = (judged(knowledge, name, facts, SCHOOL_YEAR) for name in ("vov", "vov_gir"))
    assert [r.condition.id for r in gir.reasons] == [*(r.condition.id for r in vov.reasons), "GIR-1"]
    assert [r.text for r in gir.reasons[:-1]] == [r.text for r in vov.reasons]
    assert (vov.benefit["uren_max"], gir.benefit["uren_max"]) == (125, 250)


def test_a_law_unknown_threshold_waits_without_a_missing_field(knowledge: Knowledge) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    result = judged(knowledge, "vov", facts, date(2026, 11, 21))
    assert (result.status, result.certainty, result.missing) == ("mogelijk", "onzeker", ())
    assert result.benefit["uren_max"] is None and result.uncertainties


def test_an_old_amount_is_never_told_as_current(knowledge: Knowledge) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    result = judged(knowledge, "vov", facts, date(2030, 1, 1))
    assert all(
        result.benefit[key] is None for key in ("uren", "uren_max", "loonplafond", "forfait_werkgever")
    )


def test_several_measures_in_the_order_that_was_asked(knowledge: Knowledge) -> None:
    facts = knowledge.facts({}, {})
    assessment = knowledge.assess(facts, SCHOOL_YEAR, ["vok", "vov"])
    assert [result.measure.id for result in assessment.results] == ["vok", "vov"]
    assert assessment.by_id["vov"] is assessment.results[1]
    assert [r.measure.id for r in knowledge.assess(facts, SCHOOL_YEAR).results] == list(knowledge.measures)
    assert tuple(knowledge.measures)[: len(knowledge.core)] == knowledge.core


def test_an_unknown_measure_is_an_error_with_a_hint(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownMeasure, match="Bedoel je 'vov'"):
        knowledge.assess(knowledge.facts({}, {}), SCHOOL_YEAR, ["vof"])


def test_dates_that_were_looked_at_are_forgotten_in_time(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.knowledge.MAX_DATES", 3)
    for day in range(1, 9):
        knowledge.on("vov", date(2025, 10, day))
    assert len(knowledge._dated) <= 3
    assert knowledge.on("vov", SCHOOL_YEAR) is knowledge.on("vov", SCHOOL_YEAR)


@pytest.mark.parametrize("statuut", ["zelfstandige", "werkgever", "student", "gepensioneerd"])
def test_no_core_measure_but_the_loopbaancheque_for_who_does_not_work_for_another(
    knowledge: Knowledge, statuut: str
) -> None:
    facts = knowledge.facts({"statuut": statuut, "bijberoep": False}, {})
    outcome = {
        r.measure.id: r.status for r in knowledge.assess(facts, date(2024, 10, 1), knowledge.core).results
    }
    assert set(outcome.values()) <= {"geen_recht"} | ({"mogelijk"} if statuut == "zelfstandige" else set())


def test_facts_hold_every_field(knowledge: Knowledge) -> None:
    facts: Facts = knowledge.facts({"diploma": "master"}, {})
    assert facts.known.keys() == knowledge.vocabulary.fields.keys()
    assert facts.known["scholingsgraad"] == "hoog" and facts.known["leeftijd"] is None
