"""The parts of the benchmark of the rules that need nothing but the project itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benchmarks.plan import FULL, QUICK
from benchmarks.report import Row, table
from benchmarks.rules import Bulk, RulesMeasured, Single
from benchmarks.rules_ours import DAY, outcomes_of, trace_of, values_in
from benchmarks.rules_report import conditions_told, engine_rows, openfisca_rows
from benchmarks.rules_translation import NotExpressible, literal, translate, translate_all
from benchmarks.rules_worker import part
from knowledge import Knowledge, assessment_as_contract, shared_knowledge
from knowledge.expressions import compile_expression
from knowledge.scope import MeasureScope


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return shared_knowledge()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (Decimal("0.50"), "0.50"),
        (Decimal("1E+3"), "1000"),
        (date(2025, 9, 1), 'd"2025-09-01"'),
        ("a", '"a"'),
    ],
)
def test_a_value_is_written_as_rule_engine_reads_it(value: Any, text: str) -> None:
    assert literal(value) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("leeftijd >= 18 en niet statuut == student", '((leeftijd >= 18) and (not (statuut == "student")))'),
        ("statuut in [werknemer, student]", '(statuut in ["werknemer", "student"])'),
        ("als bijberoep dan leeftijd > 1 anders waar", "(bijberoep ? (leeftijd > 1) : true)"),
        ("bekend(leeftijd) of vaststaand(bijberoep)", "((leeftijd != null) or bijberoep)"),
        ("min(leeftijd, 65) + -1 > omlaag(leeftijd)", "(($min([leeftijd, 65]) + (-1)) > (leeftijd).floor)"),
        ("opleiding.contacturen >= 32", "(opleiding_contacturen >= 32)"),
        (
            "volgens(leeftijd: leeftijd > 1; bijberoep: waar)",
            "((leeftijd != null and (leeftijd > 1)) or (bijberoep != null and true))",
        ),
        (
            'valt_onder(paritair_comite, "118")',
            '(paritair_comite in ["118"] or paritair_comite.starts_with("118."))',
        ),
    ],
)
def test_rules_are_translated(knowledge: Knowledge, rule: str, text: str) -> None:
    fields = {key: field.expression_type for key, field in knowledge.vocabulary.fields.items()}
    assert translate(compile_expression(rule, MeasureScope(fields, {}, {})), {}) == text


@pytest.mark.parametrize("rule", ["afgerond(leeftijd) > 1", "leeftijd > onbekend"])
def test_what_cannot_be_said_is_left_out(knowledge: Knowledge, rule: str) -> None:
    fields = {key: field.expression_type for key, field in knowledge.vocabulary.fields.items()}
    with pytest.raises(NotExpressible):
        translate(compile_expression(rule, MeasureScope(fields, {}, {})), {})


def test_nearly_every_condition_is_compared_and_with_our_own_outcome(knowledge: Knowledge) -> None:
    conditions, total = translate_all(knowledge, DAY)
    assert total >= len(conditions) > 0.8 * total
    facts = knowledge.facts({"leeftijd": 40, "statuut": "werknemer"}, {})
    results = knowledge.assess(facts, DAY).by_id
    outcomes = outcomes_of(facts, conditions)
    for item, outcome in zip(conditions, outcomes, strict=True):
        mine = [r.value for r in results[item.measure].reasons if r.condition.id == item.condition]
        assert outcome in mine
    assert [line["outcome"] for line in trace_of(facts, conditions)] == outcomes


def test_every_condition_benefit_and_status_is_a_value(knowledge: Knowledge) -> None:
    answer = assessment_as_contract(knowledge.assess(knowledge.facts({"leeftijd": 40}, {}), DAY), None)
    measures = answer["maatregelen"]
    assert values_in(answer) == sum(len(m["redenen"]) + len(m["voordeel"]) for m in measures) + len(measures)


def test_people_come_round_again() -> None:
    assert part(["a", "b", "c"], 2, 3) == ["c", "a", "b"]


def test_a_shorter_run_judges_no_aim_that_needs_a_long_one() -> None:
    assert FULL.rules.sizes[-1] == 1_000_000 and FULL.rules.situations == 10_000
    assert QUICK.rules.sizes[-1] < FULL.rules.sizes[0] * 10
    judged = {row.what: row.reached for row in openfisca_rows(_measured(), full=False)}
    assert judged["stored situations judged again"] is None


def _measured() -> RulesMeasured:
    def bulk(seconds: float) -> list[Bulk]:
        return [
            Bulk(people, [seconds * people + 1], [seconds * people], [0.0], [0.0], values=10, peak_mib=50.0)
            for people in (10, 100)
        ]

    names = ("ours_outcomes", "ours_trace", "engine_outcomes", "engine_trace")
    return RulesMeasured(
        single={
            "ours": Single([0.001, 0.002, 0.003], 100),
            "openfisca": Single([0.004], 10),
            "openfisca_year": Single([0.02], 100),
            **{name: Single([0.001], 100) for name in names},
        },
        bulk={"ours": bulk(0.5), "openfisca": bulk(1.0)},
        loading={"ours": [0.2, 0.25, 0.9], "ours_processor": [0.2], "openfisca": [0.1]},
        rerun=[10.0],
        conditions={
            "expressible": 9,
            "in_all": 10,
            "compared": 90,
            "different": 0,
            "compiling_seconds": 0.01,
        },
    )


def test_the_tables_say_what_was_measured() -> None:
    found = {row.what.strip(): row for row in openfisca_rows(_measured(), full=True)}
    whole = found["one person, everything with its trace"]
    assert (whole.other, whole.ours, whole.ratio, whole.reached) == (4.0, 2.0, 0.5, False)
    assert found["per computed value (10; 100)"].ratio == pytest.approx(0.05)
    assert found["per computed value (10; 100)"].reached
    assert found["loopbaanwijzer: per person among 100 / 10"].ours == pytest.approx(1.0)
    assert found["all knowledge loaded and checked"].ours == 250.0
    text = table([*found.values(), *engine_rows(_measured())], "OpenFisca")
    assert text.splitlines()[0].split("|")[3].strip() == "OpenFisca"
    assert "9 of 10 conditions; 0 of 90" in conditions_told(_measured())


def test_a_row_without_another_is_judged_by_itself() -> None:
    assert Row("x", "s", None, 10.0, ("at most", 30.0)).reached is True
