"""The rule language: Kleene's tables, every form, units, and what an error says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.expressions import (
    ANY,
    BOOL,
    DATE,
    NUMBER,
    TEXT,
    Expression,
    ExpressionError,
    Kind,
    Type,
    compile_expression,
)
from knowledge.scope import FieldScope, MeasureScope
from knowledge.units import is_money, multiply, parse_unit, same_unit, show_unit


def number(unit: str) -> Type:
    """A number with this unit."""
    return Type(Kind.NUMBER, parse_unit(unit))


COLOUR = Type(Kind.CHOICE, values=frozenset({"rood", "groen", "blauw"}))
SHAPE = Type(Kind.CHOICE, values=frozenset({"rond", "rood"}))
FIELDS = {
    "a": BOOL,
    "b": BOOL,
    "kleur": COLOUR,
    "lak": COLOUR,
    "vorm": SHAPE,
    "naam": TEXT,
    "start": DATE,
    "uren": number("uur"),
    "maanden": number("maand"),
    "percentage": number("procent"),
    "opleiding.punten": number("studiepunt"),
    "opleiding.uren": number("uur"),
}
PARAMETERS = {"min_uren": number("uur"), "uren_per_punt": number("uur_per_studiepunt"), "leeg": number("uur")}
CALCULATIONS = {
    "dubbel": "uren * 2",
    "viervoud": "#dubbel * 2",
    "kring": "#rond",
    "rond": "#kring",
    "stuk": "uren +",
}
SCOPE = MeasureScope(FIELDS, PARAMETERS, CALCULATIONS)
UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(FIELDS),
    **{f"${name}": None for name in PARAMETERS},
    "$min_uren": Decimal(32),
    "$uren_per_punt": Decimal(4),
    "peildatum": date(2025, 10, 1),
}


def compiled(text: str) -> Expression:
    """The expression in the scope of these tests."""
    return compile_expression(text, SCOPE)


def value(text: str, **known: Any) -> Any:
    """Its value for these facts; `opleiding.x` is given as `opleiding__x`."""
    facts = {name.replace("__", "."): fact for name, fact in known.items()}
    numbers = {
        k: Decimal(str(v)) if isinstance(v, (int, float)) and not isinstance(v, bool) else v
        for k, v in facts.items()
    }
    return compiled(text).evaluate({**UNKNOWN, **numbers})


KLEENE_AND = {(True, True): True, (True, None): None, (None, True): None, (None, None): None}
KLEENE_OR = {(False, False): False, (False, None): None, (None, False): None, (None, None): None}


@pytest.mark.parametrize(("a", "b"), list(product([True, False, None], repeat=2)))
def test_and_and_or_follow_kleene(a: bool | None, b: bool | None) -> None:
    assert value("a en b", a=a, b=b) is KLEENE_AND.get((a, b), False)
    assert value("a of b", a=a, b=b) is KLEENE_OR.get((a, b), True)


@pytest.mark.parametrize(("a", "outcome"), [(True, False), (False, True), (None, None)])
def test_not_keeps_unknown(a: bool | None, outcome: bool | None) -> None:
    assert value("niet a", a=a) is outcome


FORMS = [
    ("waar", {}, True),
    ("onwaar", {}, False),
    ("onbekend", {}, None),
    ("12.5", {}, Decimal("12.5")),
    ('"tekst"', {}, "tekst"),
    ("2025-09-01", {}, date(2025, 9, 1)),
    ("peildatum >= 2025-09-01", {}, True),
    ("start < peildatum", {"start": date(2025, 1, 1)}, True),
    ("uren", {"uren": 3}, 3),
    ("$min_uren", {}, 32),
    ("#dubbel", {"uren": 3}, 6),
    ("#viervoud", {"uren": 3}, 12),
    ("kleur == rood", {"kleur": "rood"}, True),
    ("rood == kleur", {"kleur": "groen"}, False),
    ("kleur != rood", {"kleur": "groen"}, True),
    ("kleur == lak", {"kleur": "groen", "lak": "groen"}, True),
    ("vorm == rood", {"vorm": "rood"}, True),
    ('naam == "jan"', {"naam": "jan"}, True),
    ('valt_onder(naam, "118", "220")', {"naam": "220"}, True),
    ('valt_onder(naam, "118")', {"naam": "118.03"}, True),
    ('valt_onder(naam, "149.01")', {"naam": "149"}, False),
    ('valt_onder(naam, "118")', {"naam": "1180"}, False),
    ('valt_onder(naam, "118")', {}, None),
    ("uren >= $min_uren", {"uren": 32}, True),
    ("uren > 31", {"uren": 31}, False),
    ("uren <= 31", {"uren": 31}, True),
    ("10 < uren < 20", {"uren": 15}, True),
    ("10 < uren < 20", {"uren": 25}, False),
    ("kleur in [rood, groen]", {"kleur": "rood"}, True),
    ("kleur in [rood, groen]", {"kleur": "blauw"}, False),
    ("kleur niet in [rood, groen]", {"kleur": "blauw"}, True),
    ("uren in [10, $leeg]", {"uren": 10}, True),
    ("uren in [10, $leeg]", {"uren": 11}, None),
    ("uren in [10, $min_uren]", {"uren": 11}, False),
    ("uren in [10, $min_uren]", {}, None),
    ("kleur in [rood]", {}, None),
    ("uren + 2 - 1", {"uren": 10}, 11),
    ("-uren + 12", {"uren": 10}, 2),
    ("2 + 3 * 4", {}, 14),
    ("(2 + 3) * 4", {}, 20),
    ("uren / 4", {"uren": 10}, Decimal("2.5")),
    ("uren / 0", {"uren": 10}, None),
    ("min(uren, 5, 7)", {"uren": 6}, 5),
    ("max(0, uren - 20)", {"uren": 6}, 0),
    ("afgerond(2.5)", {}, 3),
    ("omlaag(2.9)", {}, 2),
    ("omhoog(2.1)", {}, 3),
    ("min(uren, 5)", {}, None),
    ("als a dan 1 anders 2", {"a": True}, 1),
    ("als a dan 1 anders 2", {"a": False}, 2),
    ("als a dan 1 anders 2", {}, None),
    ("als a dan 2 anders 2", {}, 2),
    ("als a dan 1 anders onbekend", {"a": False}, None),
    ("als a dan onbekend anders 1", {}, None),
    ("bekend(uren)", {}, False),
    ("bekend(uren)", {"uren": 0}, True),
    ("bekend($leeg)", {}, False),
    ("bekend(#dubbel)", {"uren": 1}, True),
    ("vaststaand(a)", {}, False),
    ("niet vaststaand(a)", {}, True),
    ("vaststaand(kleur == rood)", {"kleur": "rood"}, True),
    ("volgens(uren: uren >= 32; opleiding.punten: opleiding.punten >= 3)", {}, None),
    ("volgens(uren: uren >= 32; opleiding.punten: opleiding.punten >= 3)", {"uren": 40}, True),
    ("volgens(uren: uren >= 32; opleiding.punten: opleiding.punten >= 3)", {"uren": 4}, False),
    (
        "volgens(uren: uren >= 32; opleiding.punten: opleiding.punten >= 3)",
        {"uren": 4, "opleiding__punten": 3},
        True,
    ),
    (
        "volgens(uren: uren >= 32; opleiding.punten: opleiding.punten >= 3 en a)",
        {"opleiding__punten": 3},
        None,
    ),
    ("volgens(uren: a; opleiding.punten: opleiding.punten >= 9)", {"uren": 4, "opleiding__punten": 3}, None),
    ("volgens(opleiding.punten: a; uren: uren >= 9)", {"uren": 4, "opleiding__punten": 3}, None),
]


@pytest.mark.parametrize(
    ("text", "facts", "outcome"), FORMS, ids=[f"{text} {facts}" for text, facts, _ in FORMS]
)
def test_each_form_has_its_value(text: str, facts: dict[str, Any], outcome: Any) -> None:
    assert value(text, **facts) == outcome
    assert (value(text, **facts) is None) == (outcome is None)


MISSING = [
    ("a en b", {}, ("a", "b")),
    ("a en b", {"a": True}, ("b",)),
    ("a of a", {}, ("a",)),
    ("uren >= $min_uren", {}, ("uren",)),
    ("uren >= $leeg", {}, ()),
    ("uren >= $leeg en a", {}, ("a",)),
    ("min(uren, $leeg) > 1", {}, ()),
    ("kleur in [rood]", {}, ("kleur",)),
    ('valt_onder(naam, "118") of onbekend', {}, ("naam",)),
    ('valt_onder(naam, "118") of onbekend', {"naam": "119"}, ()),
    ("uren in [$leeg, 1]", {"uren": Decimal(2)}, ()),
    ("als a dan uren anders opleiding.uren", {}, ("a", "uren", "opleiding.uren")),
    ("als a dan uren anders opleiding.uren", {"a": True}, ("uren",)),
    ("als a dan uren anders opleiding.uren", {"a": False}, ("opleiding.uren",)),
    ("volgens(uren: uren > 1; opleiding.punten: a)", {}, ("uren", "opleiding.punten")),
    ("volgens(uren: uren > 1; opleiding.punten: a)", {"opleiding.punten": Decimal(1)}, ("a",)),
    ("niet a", {}, ("a",)),
    ("bekend(uren) en a", {}, ("a",)),
]


@pytest.mark.parametrize(("text", "facts", "fields"), MISSING)
def test_the_missing_fields_are_those_that_can_change_it(
    text: str, facts: dict[str, Any], fields: tuple[str, ...]
) -> None:
    assert compiled(text).missing({**UNKNOWN, **facts}) == fields


def test_an_expression_knows_what_it_mentions() -> None:
    found = compiled("als bekend(uren) dan #dubbel >= $min_uren anders vaststaand(a) of b")
    assert found.fields == {"uren", "a", "b"}
    assert found.askable == {"uren", "b"}
    assert found.guarded == {"uren", "a"}
    assert found.parameters == {"min_uren"}
    assert not found.total and compiled("bekend(uren)").total and compiled("12 > 3").total


UNITS = [
    ("uren * percentage / 100", "uur"),
    ("opleiding.punten * $uren_per_punt", "uur"),
    ("uren / maanden", "uur_per_maand"),
    ("uren / $min_uren", "plain number"),
    ("2 * uren", "uur"),
    ("uren * uren / uren", "uur"),
    ("2 / uren", "aantal_per_uur"),
    ("uren * uren", "uur*uur"),
]


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_units_are_calculated_along(text: str, unit: str) -> None:
    assert unit in str(compiled(text).type)


def test_units_multiply() -> None:
    hours, percent = parse_unit("uur"), parse_unit("procent")
    assert multiply(hours, percent) == hours
    assert multiply(None, hours) == hours
    assert multiply(hours, hours, divide=True) is None
    assert show_unit(parse_unit("uur_per_week")) == "uur_per_week"
    assert parse_unit("el") is None and parse_unit("uur_per_el") is None


def test_money_has_a_currency_that_is_never_mixed() -> None:
    assert is_money(parse_unit("EUR_per_maand")) and is_money(parse_unit("GBP"))
    assert not is_money(parse_unit("uur")) and not is_money(parse_unit("uur_per_EUR")) and not is_money(None)
    assert not same_unit(parse_unit("EUR"), parse_unit("SGD"))


ERRORS = [
    ("uren >=", "stops too early"),
    ("uren >= )", "cannot read ')' at column 9"),
    ("leeftijd > 3", "the field 'leeftijd' does not exist"),
    ("punten > 3", "is a training field: write 'opleiding.punten'"),
    ("urn > 3", "Did you mean 'uren'?"),
    ("$min_ure > 3", "the parameter '$min_ure' does not exist. Did you mean 'min_uren'?"),
    ("#dubel", "the calculation '#dubel' does not exist. Did you mean 'dubbel'?"),
    ("#kring", "go round in a circle: #kring -> #rond -> #kring"),
    ("#stuk", "stops too early"),
    ("uren", "gives a number (uur), but a yes or no is needed here"),
    ("uren en a", "'uren' is a number (uur), but a yes or no is needed"),
    ("niet kleur", "is a choice of blauw, groen, rood"),
    ("uren > maanden", "compares a number (uur) with a number (maand)"),
    ("uren == rood", "the field 'rood' does not exist"),
    ("kleur == paars", "'paars' is not one of the allowed values: blauw, groen, rood"),
    ("kleur == vorm", "compares a choice of"),
    ("kleur > rood", "'>' needs numbers or dates"),
    ("kleur in [rood, 3]", "'3' is a number"),
    ("kleur in [paars]", "'paars' is not one of the allowed values"),
    ("uren + maanden > 1", "'+' mixes a number (uur) with a number (maand)"),
    ("a + 1 > 1", "'a' is a yes or no, but a number is needed"),
    ("min(uren, maanden) > 1", "'min' mixes"),
    ("wortel(uren) > 1", "the function 'wortel' does not exist; there are: min, max"),
    ("afgerond(1, 2) > 1", "afgerond(...) takes one number"),
    ('valt_onder(uren, "118")', "takes a text field and then codes in quotes"),
    ("valt_onder(naam)", "takes a text field and then codes in quotes"),
    ("valt_onder(naam, naam)", "takes a text field and then codes in quotes"),
    ("2025-13-01 > peildatum", "'2025-13-01' is not a date of the calendar"),
    ("bekend(12)", "bekend(...) takes one name"),
    ("volgens(meters: a)", "the field 'meters' does not exist"),
    ("volgens(uren: uren)", "a yes or no is needed"),
    ("als uren dan 1 anders 2", "a yes or no is needed"),
    ("als a dan uren anders maanden", "'als ... dan ... anders' mixes"),
    ("als a dan kleur anders 1", "mixes a choice"),
    ("start > 3", "compares a date with a number"),
    ("rood == groen", "the field 'rood' does not exist"),
]


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_an_error_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, SCOPE, BOOL)
    assert message in str(caught.value)


def test_a_scope_of_fields_has_no_parameters_or_calculations() -> None:
    scope = FieldScope(FIELDS)
    for text in ("$min_uren > 1", "#dubbel > 1"):
        with pytest.raises(ExpressionError, match="only fields of the vocabulary"):
            compile_expression(text, scope)
    assert compile_expression("a", scope).fields == {"a"}


def test_a_plain_number_and_an_unknown_fit_everywhere() -> None:
    assert ANY.fits(DATE) and NUMBER.fits(number("uur")) and not BOOL.fits(DATE)
    assert str(ANY) == "anything" and str(NUMBER) == "number (a plain number)"


@given(st.text(max_size=40))
def test_any_text_compiles_or_is_explained(text: str) -> None:
    try:
        compiled(text)
    except ExpressionError as error:
        assert str(error)
