"""The JSON form of the HTTP contract: its own example to the letter, and the shape of every answer."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge, assessment_as_contract, next_question
from knowledge.texts import BENEFITS

from .profiles import DATES, people
from .support import CONTRACT_PROFILE, CONTRACT_TRAINING, SCHOOL_YEAR


def answer(knowledge: Knowledge, facts: Facts, on: date, measures: list[str] | None = None) -> dict[str, Any]:
    """What `POST /api/v1/rechten` answers, as a client reads it."""
    assessment = knowledge.assess(facts, on, measures)
    found = assessment_as_contract(assessment, next_question(knowledge, facts, on, measures))
    told: dict[str, Any] = json.loads(json.dumps(found, allow_nan=False))
    return told


def test_the_example_of_the_contract(knowledge: Knowledge) -> None:
    found = answer(knowledge, knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING), SCHOOL_YEAR, ["vov"])
    assert found["peildatum"] == "2025-10-01" and found["volgende_vraag"] is None
    (vov,) = found["maatregelen"]
    assert (vov["id"], vov["naam"]) == ("vov", "Vlaams opleidingsverlof")
    assert (vov["status"], vov["zekerheid"]) == ("recht", "bevestigd")
    benefit = vov["voordeel"]
    assert {key: benefit[key] for key in ("uren", "uren_max", "loonplafond")} == {
        "uren": 40, "uren_max": 125, "loonplafond": 3714,
    }  # fmt: skip
    reason = next(item for item in vov["redenen"] if item["voorwaarde"] == "VOV-6")
    assert reason["uitkomst"] == "voldaan" and "L1" in reason["bronnen"]
    assert reason["uitleg"] == "Je werkt minstens 80 % en 28 uur per week."
    assert "Doe mee aan de eindproef als er een is." in vov["aandachtspunten"]
    assert vov["ontbrekend"] == [] and vov["onzekerheden"] == []
    assert vov["combineerbaar"]["opleidingscheques"] == "ja"
    assert vov["aanvragen"].keys() >= {"waar", "tegen", "link"}
    source = next(item for item in vov["bronnen"] if item["id"] == "L1")
    assert source.keys() == {"id", "titel", "url", "gezien_op"} and source["gezien_op"] == "2026-11-21"


def test_the_variant_of_the_contract_without_hours(knowledge: Knowledge) -> None:
    profile = {name: value for name, value in CONTRACT_PROFILE.items() if name != "uren_per_week"}
    found = answer(knowledge, knowledge.facts(profile, CONTRACT_TRAINING), SCHOOL_YEAR, ["vov"])
    (vov,) = found["maatregelen"]
    assert vov["status"] == "mogelijk" and vov["ontbrekend"] == ["uren_per_week"]
    assert {r["voorwaarde"]: r["uitkomst"] for r in vov["redenen"]}["VOV-6"] == "onbekend"
    question = found["volgende_vraag"]
    assert question["veld"] == "uren_per_week" and question["keuzes"] == []
    assert question["tekst"] and question["waarom"]


def test_null_means_unknown(knowledge: Knowledge) -> None:
    profile = {**CONTRACT_PROFILE, "uren_per_week": None}
    (vov,) = answer(knowledge, knowledge.facts(profile, CONTRACT_TRAINING), SCHOOL_YEAR, ["vov"])[
        "maatregelen"
    ]
    assert vov["ontbrekend"] == ["uren_per_week"]


def test_a_side_job_is_read_as_an_employee(knowledge: Knowledge) -> None:
    on = date(2024, 10, 1)
    as_worker = knowledge.facts({**CONTRACT_PROFILE, "bijberoep": True}, CONTRACT_TRAINING)
    as_independent = knowledge.facts(
        {**CONTRACT_PROFILE, "statuut": "zelfstandige", "bijberoep": True}, CONTRACT_TRAINING
    )
    assert answer(knowledge, as_worker, on) == answer(knowledge, as_independent, on)


def test_the_choices_of_a_question_are_texts(knowledge: Knowledge) -> None:
    question = answer(knowledge, knowledge.facts({}, {}), SCHOOL_YEAR)["volgende_vraag"]
    assert {"titel": "Ik werk voor een werkgever", "waarde": "werknemer"} in question["keuzes"]
    assert all(isinstance(choice["waarde"], str) for choice in question["keuzes"])


STATUSES = {"recht", "mogelijk", "geen_recht", "buiten_periode"}
KEYS = {
    "id", "naam", "status", "zekerheid", "voordeel", "redenen", "aandachtspunten", "ontbrekend",
    "onzekerheden", "combineerbaar", "aanvragen", "bronnen",
}  # fmt: skip


def _check_measure(knowledge: Knowledge, found: dict[str, Any]) -> None:
    assert found.keys() >= KEYS and found["status"] in STATUSES
    assert found["zekerheid"] in ("bevestigd", "onzeker")
    for key, value in found["voordeel"].items():
        assert key in BENEFITS
        judged = key == "rva_uitkering"
        assert value in STATUSES if judged else value is None or type(value) in (int, float)
        if value is None:
            assert found["onzekerheden"]
    for reason in found["redenen"]:
        assert reason["uitkomst"] in ("voldaan", "niet_voldaan", "onbekend")
        assert reason["uitleg"] and "{" not in reason["uitleg"] and reason["bronnen"]
    assert all(item["veld"] and item["uitleg"] for item in found["onzekerheden"])
    assert set(found["combineerbaar"].values()) <= {"ja", "nee", "onbekend"}
    assert found["bronnen"] and all(text and "{" not in text for text in found["aandachtspunten"])
    cited = {source["id"] for source in found["bronnen"]}
    assert all(set(reason["bronnen"]) <= cited for reason in found["redenen"])


def _check_status(found: dict[str, Any]) -> None:
    outcomes = [reason["uitkomst"] for reason in found["redenen"]]
    if found["status"] == "buiten_periode":
        assert outcomes == [] and found["voordeel"] == {} and found["aanvragen"] is None
    elif found["status"] == "geen_recht":
        assert "niet_voldaan" in outcomes and found["voordeel"] == {}
    else:
        assert ("onbekend" in outcomes) == (found["status"] == "mogelijk") and "niet_voldaan" not in outcomes
    assert found["ontbrekend"] == [] or found["status"] == "mogelijk"
    if found["zekerheid"] == "onzeker":
        assert found["onzekerheden"], found


@settings(max_examples=150, deadline=None)
@given(person=people(), on=st.sampled_from(DATES))
def test_every_answer_has_the_form_of_the_contract(knowledge: Knowledge, person: Facts, on: date) -> None:
    found = answer(knowledge, person, on)
    assert [measure["id"] for measure in found["maatregelen"]] == list(knowledge.measures)
    for measure in found["maatregelen"]:
        _check_measure(knowledge, measure)
        _check_status(measure)
    undecided = [m for m in found["maatregelen"] if m["status"] == "mogelijk" and m["ontbrekend"]]
    assert found["volgende_vraag"] is None or undecided


@pytest.mark.parametrize("on", DATES, ids=str)
def test_answers_do_not_share_what_a_client_could_change(knowledge: Knowledge, on: date) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    first, second = (assessment_as_contract(knowledge.assess(facts, on), None) for _ in range(2))
    for measure in first["maatregelen"]:
        measure["bronnen"][0]["titel"] = "x"
        for reason in measure["redenen"]:
            for use in reason["drempels"]:
                use["waarde"] = "x"
    assert second == assessment_as_contract(knowledge.assess(facts, on), None)
