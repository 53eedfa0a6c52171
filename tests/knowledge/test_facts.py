"""Facts: types, ranges, what follows, and the messages for the visitor."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Facts, InvalidFacts, Knowledge, UnknownField, bare
from knowledge.facts import Refused, as_json, parse_value, read_fact
from knowledge.formatting import dutch_number, dutch_value

ACCEPTED = [
    ("profiel", "leeftijd", 38, 38),
    ("profiel", "leeftijd", 38.0, 38),
    ("profiel", "tewerkstellingspercentage", 87.5, 87.5),
    ("profiel", "tewerkstellingspercentage", 0, 0),
    ("profiel", "brutomaandloon", 0.1, 0.1),
    ("profiel", "statuut", "werknemer", "werknemer"),
    ("profiel", "bijberoep", False, False),
    ("profiel", "postcode", " 3500 ", "3500"),
    ("profiel", "paritair_comite", "119.02", "119.02"),
    ("opleiding", "startdatum", "2025-09-01", "2025-09-01"),
    ("opleiding", "startdatum", date(2025, 9, 1), "2025-09-01"),
    ("opleiding", "titel", "lassen", "lassen"),
]


@pytest.mark.parametrize(("section", "name", "given_value", "kept"), ACCEPTED)
def test_a_good_value_is_kept(
    knowledge: Knowledge, section: str, name: str, given_value: Any, kept: Any
) -> None:
    facts = knowledge.facts(**{"profiel": {}, "opleiding": {}, section: {name: given_value}})
    found = facts.profiel if section == "profiel" else facts.opleiding
    assert found[name] == kept and type(found[name]) is type(kept)


REFUSED = [
    ("leeftijd", 13, "te klein. Het moet minstens 14"),
    ("leeftijd", 111, "te groot. Het mag hoogstens 110"),
    ("leeftijd", 38.5, "geheel getal"),
    ("leeftijd", "38", "een getal"),
    ("leeftijd", True, "een getal"),
    ("leeftijd", [38], "een getal"),
    ("tewerkstellingspercentage", float("nan"), "gewoon getal"),
    ("tewerkstellingspercentage", float("inf"), "gewoon getal"),
    ("tewerkstellingspercentage", Decimal("-Infinity"), "gewoon getal"),
    ("ancienniteit_maanden", 10**13, "te groot"),
    ("ancienniteit_maanden", -1, "te klein"),
    ("bijberoep", 1, "ja of nee"),
    ("bijberoep", "ja", "ja of nee"),
    ("statuut", "piloot", "Kies uit: werknemer"),
    ("statuut", 3, "Kies uit"),
    ("postcode", 3500, "verwacht ik tekst"),
    ("paritair_comite", "20\ud8000", "tekens die ik niet kan lezen"),
    ("postcode", "350", "Belgische postcode"),
    ("postcode", "0500", "Belgische postcode"),
    ("paritair_comite", "x" * 201, "te lang"),
    ("leeftyd", 3, "Bedoel je 'leeftijd'?"),
    ("opleiding.contacturen", 3, "Dit veld ken ik niet"),
    ("contacturen", 3, "hoort bij de opleiding"),
]


@pytest.mark.parametrize(("name", "value", "message"), REFUSED, ids=[f"{n}={v!s:.20}" for n, v, _ in REFUSED])
def test_a_bad_value_is_refused_in_dutch(knowledge: Knowledge, name: str, value: Any, message: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        knowledge.facts({name: value}, {})
    (error,) = caught.value.errors
    assert error.veld == name and message in error.melding


@pytest.mark.parametrize(
    "value", ["1 september", "2025-02-30", 2025, datetime(2025, 9, 1), "1899-12-31", True]
)
def test_a_bad_date_is_refused(knowledge: Knowledge, value: Any) -> None:
    with pytest.raises(InvalidFacts, match="startdatum"):
        knowledge.facts({}, {"startdatum": value})


def test_all_errors_are_told_at_once_and_nothing_is_accepted(knowledge: Knowledge) -> None:
    with pytest.raises(InvalidFacts) as caught:
        knowledge.facts(
            {"leeftijd": 3, "statuut": "piloot", "werkgewest": "vlaanderen", 7: 8}, {"leeftijd": 3}
        )
    assert [error.veld for error in caught.value.errors] == ["leeftijd", "statuut", "7", "leeftijd"]
    assert "hoort bij het profiel" in caught.value.errors[3].melding
    assert "leeftijd: " in str(caught.value)


@pytest.mark.parametrize("nothing", [None, "", "   "])
def test_nothing_is_unknown(knowledge: Knowledge, nothing: Any) -> None:
    facts = knowledge.facts({"paritair_comite": nothing, "leeftijd": None}, {"titel": nothing})
    assert len(facts) == 0 and facts.get("leeftijd") is None and "titel" not in facts


@pytest.mark.parametrize(
    ("profile", "follows"),
    [
        ({"diploma": "geen"}, {"scholingsgraad": "kort"}),
        ({"diploma": "gebrevetteerd_verpleegkundige"}, {"scholingsgraad": "midden"}),
        ({"diploma": "hbo5"}, {"scholingsgraad": "hoog"}),
        ({"diploma": "master", "scholingsgraad": "kort"}, {"scholingsgraad": "kort"}),
        ({"postcode": "1000"}, {"woongewest": "brussel"}),
        ({"postcode": "1299"}, {"woongewest": "brussel"}),
        ({"postcode": "1300"}, {"woongewest": "wallonie"}),
        ({"postcode": "1500"}, {"woongewest": "vlaanderen"}),
        ({"postcode": "3999"}, {"woongewest": "vlaanderen"}),
        ({"postcode": "4000"}, {"woongewest": "wallonie"}),
        ({"postcode": "7999"}, {"woongewest": "wallonie"}),
        ({"postcode": "8000"}, {"woongewest": "vlaanderen"}),
        ({"postcode": "1000", "woongewest": "eer"}, {"woongewest": "eer"}),
        ({"statuut": "zelfstandige", "bijberoep": True}, {"statuut": "werknemer", "bijberoep": True}),
        ({"statuut": "zelfstandige", "bijberoep": False}, {"statuut": "zelfstandige"}),
        ({"statuut": "zelfstandige"}, {"statuut": "zelfstandige"}),
        ({"loopbaanbegeleiding_jaren_geleden": 2}, {"loopbaanbegeleiding_gevolgd": True}),
        (
            {"loopbaanbegeleiding_jaren_geleden": 2, "loopbaanbegeleiding_gevolgd": False},
            {"loopbaanbegeleiding_gevolgd": False},
        ),
    ],
)
def test_what_surely_follows_is_known(
    knowledge: Knowledge, profile: dict[str, Any], follows: dict[str, Any]
) -> None:
    found = knowledge.facts(profile, {})
    assert {**found.profiel, **follows} == found.profiel
    assert all(key in found.profiel for key in profile)


def test_facts_never_change(knowledge: Knowledge) -> None:
    first = knowledge.facts({"diploma": "master"}, {})
    second = first.with_("contacturen", 40).with_("opleiding.studiepunten", 3)
    assert first.opleiding == {} and second.opleiding == {"contacturen": 40, "studiepunten": 3}
    assert second.get("contacturen") == second.get("opleiding.contacturen") == 40
    assert second.without("contacturen").opleiding == {"studiepunten": 3}
    assert second.with_("contacturen", None) == second.without("contacturen")
    assert first.without("diploma").profiel == {} and first.derived == ("scholingsgraad",)
    assert list(first) == ["diploma", "scholingsgraad"]


def test_facts_are_equal_when_the_same_was_told(knowledge: Knowledge) -> None:
    one, other = knowledge.facts({"leeftijd": 38}, {}), knowledge.facts({"leeftijd": 38.0}, {})
    assert one == other and hash(one) == hash(other) == hash(one) and one != knowledge.facts({}, {})
    assert one != "leeftijd" and "leeftijd" in repr(one) and "38" not in repr(one)


def test_an_unknown_name_is_an_error_not_an_unknown_fact(knowledge: Knowledge) -> None:
    facts = knowledge.facts({}, {})
    for call in (facts.get, facts.without, lambda name: facts.with_(name, 3), knowledge.vocabulary.field):
        with pytest.raises(UnknownField, match="Bedoel je 'leeftijd'"):
            call("leeftyd")
    with pytest.raises(InvalidFacts):
        facts.with_("leeftijd", 3)


def test_values_as_text_are_read_for_buttons_and_files(knowledge: Knowledge) -> None:
    field = knowledge.vocabulary.field
    assert parse_value(field("bijberoep"), "true") is True
    assert parse_value(field("leeftijd"), "38") == 38
    assert parse_value(field("statuut"), "student") == "student"
    for name, text in (("bijberoep", "ja"), ("leeftijd", "veel"), ("titel", " ")):
        with pytest.raises(Refused):
            parse_value(field(name), text)
    assert read_fact(field("titel"), None) is None


def test_values_go_out_as_json_numbers() -> None:
    assert as_json(Decimal("93.75")) == 93.75 and as_json(Decimal("3714.00")) == 3714
    assert isinstance(as_json(Decimal("3714.00")), int)
    assert as_json(None) is None and as_json(True) is True and as_json(date(2025, 9, 1)) == "2025-09-01"


@pytest.mark.parametrize(
    ("number", "money", "text"),
    [
        ("1234.5", False, "1.234,5"),
        ("1234.5", True, "1.234,50"),
        ("1250", True, "1.250"),
        ("21.30", True, "21,30"),
        ("0.125", False, "0,125"),
        ("-0.5", False, "-0,5"),
        ("-12.5", False, "-12,5"),
        ("100", False, "100"),
        ("1000000", False, "1.000.000"),
    ],
)
def test_numbers_are_written_the_dutch_way(number: str, money: bool, text: str) -> None:
    assert dutch_number(Decimal(number), money=money) == text


def test_values_are_written_the_dutch_way() -> None:
    assert dutch_value(None, {}) == "onbekend"
    assert (dutch_value(True, {}), dutch_value(False, {})) == ("ja", "nee")
    assert dutch_value(date(2025, 9, 1), {}) == "1 september 2025"
    assert dutch_value("prive", {"prive": "privésector"}) == "privésector"


def test_a_field_knows_what_it_measures(knowledge: Knowledge) -> None:
    field = knowledge.vocabulary.field
    assert field("brutomaandloon").is_money and not field("leeftijd").is_money
    assert field("leeftijd").is_number and not field("statuut").is_number
    assert bare("opleiding.contacturen") == bare("contacturen") == "contacturen"


def test_only_what_follows_from_a_change_can_be_derived(knowledge: Knowledge) -> None:
    stated = knowledge.facts({"diploma": "master", "postcode": "1000"}, {}).stated
    assert "scholingsgraad" not in knowledge.vocabulary.derive(stated, only=["postcode"])
    assert knowledge.vocabulary.derive(stated, only=["postcode"])["woongewest"] == "brussel"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data())
def test_any_json_is_accepted_or_refused_with_a_message(knowledge: Knowledge, data: st.DataObject) -> None:
    names = st.sampled_from([field.name for field in knowledge.vocabulary.fields.values()])
    profile = data.draw(st.dictionaries(names | st.text(max_size=10), JSON, max_size=5))
    try:
        facts = knowledge.facts(profile, {})
    except InvalidFacts as error:
        assert error.errors and all(item.melding for item in error.errors)
    else:
        assert Facts.read(knowledge.vocabulary, facts.profiel, {}) == Facts.read(
            knowledge.vocabulary, facts.profiel, {}
        )
