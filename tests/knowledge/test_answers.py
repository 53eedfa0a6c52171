"""Dutch answers: the overview, questions about a measure, words, and the way to people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge, answers
from knowledge.answers.benefits import amount, benefit_phrases
from knowledge.answers.guidance import signpost

from .profiles import DATES, people
from .support import (
    CONTRACT_PROFILE,
    CONTRACT_TRAINING,
    MEASURE,
    SCHOOL_YEAR,
    VOV,
    SmallData,
    judged,
    real_knowledge,
)

FAMILIAR = {**CONTRACT_PROFILE, "diploma": "hoger_secundair", "woongewest": "vlaanderen", "uitkering": "geen"}
TRAINING = {
    **CONTRACT_TRAINING,
    "betaald_door": "werknemer",
    "directe_kost": 200,
    "soort": "arbeidsmarktgericht",
}


def overview(knowledge: Knowledge, facts: Facts, on: date) -> list[str]:
    """The overview of the core measures."""
    return answers.overview_bubbles(knowledge, knowledge.assess(facts, on, knowledge.core), facts)


# ---------------------------------------------------------------- overview
def test_the_overview_leads_with_the_outcome(knowledge: Knowledge) -> None:
    outcome, rest = overview(knowledge, knowledge.facts(FAMILIAR, TRAINING), date(2024, 10, 1))
    assert outcome.startswith("**Dit kan jij krijgen**\n1) **Vlaams opleidingsverlof**: 40 uur vrij met loon")
    assert "een cheque van 200 euro" in outcome and "jij betaalt zelf 100 euro" in outcome
    assert rest.startswith("**Mag samen**") and "zorgkrediet" not in rest  # that is for public service
    assert "1 oktober 2024" in rest


def test_the_overview_says_how_and_by_when(knowledge: Knowledge) -> None:
    outcome, _ = overview(knowledge, knowledge.facts(FAMILIAR, TRAINING), date(2024, 10, 1))
    assert "Bij je werkgever" in outcome and "31 oktober" in outcome and "binnen 15 dagen" in outcome


def test_the_overview_says_what_goes_together(knowledge: Knowledge) -> None:
    whole = "\n".join(overview(knowledge, knowledge.facts(FAMILIAR, TRAINING), date(2024, 10, 1)))
    assert "samen" in whole.lower()


def test_what_may_not_go_together_is_said_and_what_is_unknown_is_not(data: SmallData) -> None:
    data.write(
        "maatregelen/cheque.yml",
        MEASURE.replace("id: vov", "id: cheque").replace("naam: Verlof", "naam: Cheque"),
    )
    data.change("maatregelen/cheque.yml", "  cheque: {waarde: ja", "  vov: {waarde: nee")
    data.change(VOV, "  cheque: {waarde: ja", "  gir: {waarde: ja")
    knowledge = data.load()
    facts = knowledge.facts({"statuut": "werknemer"}, {"uren": 80})
    assert "**Mag niet samen**: Verlof en Cheque." in "\n".join(overview(knowledge, facts, date(2021, 1, 1)))
    data.change("maatregelen/cheque.yml", "waarde: nee", "waarde: onbekend")
    knowledge = data.load()
    assert "samen" not in "\n".join(overview(knowledge, facts, date(2021, 1, 1)))


def test_what_may_still_be_names_what_it_hangs_on(knowledge: Knowledge) -> None:
    outcome, _ = overview(knowledge, knowledge.facts({"statuut": "werknemer"}, {}), SCHOOL_YEAR)
    assert "**Misschien**" in outcome and "**Vlaams opleidingsverlof**: dit wil ik nog weten: " in outcome


def test_what_is_refused_says_the_failing_condition(knowledge: Knowledge) -> None:
    facts = knowledge.facts({**FAMILIAR, "werkgewest": "brussel"}, TRAINING)
    _, rest = overview(knowledge, facts, date(2024, 10, 1))
    assert "**Vlaams opleidingsverlof**: Je werkt in Brussel." in rest


def test_who_is_self_employed_hears_that_a_job_beside_it_changes_all(knowledge: Knowledge) -> None:
    on = date(2024, 10, 1)
    unsaid = knowledge.facts({"statuut": "zelfstandige"}, {})
    assert "\n".join(overview(knowledge, unsaid, on)).count("dan tel je mee als werknemer") == 1
    assert "tel je mee" not in "\n".join(overview(knowledge, unsaid.with_("bijberoep", False), on))
    assert knowledge.assess(unsaid.with_("bijberoep", True), on).by_id["vov"].status == "mogelijk"


def test_outside_its_period_a_measure_says_when_it_was(knowledge: Knowledge) -> None:
    _, rest = overview(knowledge, knowledge.facts(FAMILIAR, TRAINING), date(2012, 1, 1))
    assert "Sinds 1 september 2019" in rest


def test_uncertainty_is_named(knowledge: Knowledge) -> None:
    _, rest = overview(knowledge, knowledge.facts(FAMILIAR, TRAINING), date(2026, 11, 21))
    assert "Vlaams opleidingsverlof" in rest.split("**Niet zeker**: ")[1]


def test_a_law_unknown_measure_waits_for_nobody(knowledge: Knowledge) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    outcome, _ = overview(knowledge, facts, date(2026, 11, 21))
    assert "**Vlaams opleidingsverlof**: de regels voor deze periode kon ik niet bevestigen" in outcome


def test_nothing_for_somebody_still_shows_a_way(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werkzoekende", "uitkering": "werkloosheid"}, {})
    outcome, rest = overview(knowledge, facts, SCHOOL_YEAR)
    assert outcome.startswith("De steun die ik ken, past nu niet bij jou.")
    assert "0800 30 700" in outcome and "{" not in outcome + rest


@pytest.mark.parametrize(
    ("profile", "piece"),
    [
        ({"statuut": "werkgever"}, "vlaio.be"),
        ({"statuut": "zelfstandige"}, "job bij een werkgever"),
        ({"statuut": "gepensioneerd"}, "leerwinkel"),
        ({"statuut": "werknemer", "werkgewest": "vlaanderen"}, ""),
        ({}, ""),
    ],
)
def test_a_signpost_for_whom_the_measures_hardly_serve(
    knowledge: Knowledge, profile: dict[str, Any], piece: str
) -> None:
    found = signpost(knowledge, knowledge.facts(profile, {}))
    assert len(found) == (1 if piece else 0) and all(piece in text for text in found)


# ---------------------------------------------------------------- benefits
def test_amounts_have_their_unit_in_one_and_in_many(data: SmallData) -> None:
    knowledge = data.load()
    result = judged(
        knowledge, "vov", knowledge.facts({"statuut": "werknemer"}, {"uren": 1}), date(2021, 1, 1)
    )
    assert result.status == "geen_recht" and benefit_phrases(result) == []
    facts = knowledge.facts({"statuut": "werknemer"}, {"uren": 80})
    result = judged(knowledge, "vov", facts, date(2021, 1, 1))
    assert benefit_phrases(result) == ["1.250,50 euro per maand", "80 uur vrij", "misschien met uitkering"]
    assert benefit_phrases(result, brief=True) == ["1.250,50 euro per maand", "misschien met uitkering"]


def test_an_unknown_amount_is_said_in_words(data: SmallData) -> None:
    knowledge = data.load()
    facts = knowledge.facts({"statuut": "werknemer", "leeftijd": 20}, {"uren": 80})
    result = judged(knowledge, "vov", facts, date(2025, 6, 1))
    assert benefit_phrases(result)[0] == "het bedrag ken ik niet"
    assert benefit_phrases(result, known_only=True) == ["80 uur vrij", "zonder uitkering"]
    assert benefit_phrases(result, brief=True) == ["zonder uitkering"]


def test_when_nothing_is_known_the_first_unknown_is_said(data: SmallData) -> None:
    data.change(VOV, '  rva_uitkering: {status: "leeftijd >= 25"}\n', "")
    knowledge = data.load()
    result = judged(
        knowledge, "vov", knowledge.facts({"statuut": "werknemer"}, {"uren": 80}), date(2025, 6, 1)
    )
    assert benefit_phrases(result, brief=True) == ["het bedrag ken ik niet"]


@pytest.mark.parametrize(
    ("unit", "one", "many"),
    [("cheque", "1 cheque", "2 cheques"), ("EUR", "1 euro", "2 euro"), ("dag", "1 dag", "2 dagen")],
)
def test_units_have_a_plural(unit: str, one: str, many: str) -> None:
    from decimal import Decimal

    assert (amount(Decimal(1), unit), amount(Decimal(2), unit)) == (one, many)


# ---------------------------------------------------------------- questions about a measure
def test_what_a_measure_is(knowledge: Knowledge) -> None:
    facts = knowledge.facts({}, {})
    told = answers.what_is(knowledge, judged(knowledge, "vov", facts, SCHOOL_YEAR))
    assert told.startswith("**Vlaams opleidingsverlof**: ") and "bestaat dit niet" not in told
    before = date(2018, 1, 1)
    assert "Op 1 januari 2018 bestaat dit niet." in answers.what_is(
        knowledge, judged(knowledge, "vov", facts, before)
    )


def test_a_refusal_names_only_what_decides_it(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer", "sector": "federale_overheid"}, {})
    lines = answers.conditions(knowledge, judged(knowledge, "vov", facts, SCHOOL_YEAR)).splitlines()
    assert lines[0] == "Nee, met wat ik nu weet krijg je dit niet: Vlaams opleidingsverlof."
    assert len(lines) == 2 and lines[1].startswith("- Niet in orde: Dit verlof is er voor de privésector")


def test_what_is_open_is_told_before_what_is_met(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer", "sector": "prive"}, {})
    lines = answers.conditions(knowledge, judged(knowledge, "vov", facts, SCHOOL_YEAR)).splitlines()
    assert lines[0].startswith("Misschien.") and lines[1].startswith("- Nog niet geweten")
    assert lines[-1] == "- In orde: de rest van wat je vertelde." and len(lines) <= 6


def test_what_a_measure_is_ends_with_what_it_comes_to_for_this_person(knowledge: Knowledge) -> None:
    def told(profile: dict[str, Any], training: dict[str, Any]) -> str:
        facts = knowledge.facts(profile, training)
        return answers.what_is(knowledge, judged(knowledge, "vov", facts, SCHOOL_YEAR))

    assert "Voor jou" not in told({}, {})
    assert "**Voor jou**: misschien. Dit telt nog:" in told({"statuut": "werknemer"}, {})
    assert told(CONTRACT_PROFILE, CONTRACT_TRAINING).endswith(
        "recht op: 40 uur vrij met loon voor deze opleiding, hoogstens 125 uur vrij met loon per schooljaar."
    )
    assert "**Voor jou**: nu niet. " in told({"statuut": "student"}, {})


@pytest.mark.parametrize(
    ("profile", "on", "heading"),
    [
        (CONTRACT_PROFILE, SCHOOL_YEAR, "Ja, je voldoet"),
        ({}, SCHOOL_YEAR, "Misschien."),
        (CONTRACT_PROFILE, date(2012, 1, 1), "Vlaams opleidingsverlof bestaat op die datum niet."),
    ],
)
def test_conditions_lead_with_the_outcome(
    knowledge: Knowledge, profile: dict[str, Any], on: date, heading: str
) -> None:
    facts = knowledge.facts(profile, CONTRACT_TRAINING)
    assert answers.conditions(knowledge, judged(knowledge, "vov", facts, on)).startswith(heading)


def test_how_much_for_this_person_or_in_general(knowledge: Knowledge) -> None:
    mine = answers.how_much(
        knowledge, judged(knowledge, "vov", knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING), SCHOOL_YEAR)
    )
    assert "40 uur" in mine
    general = answers.how_much(knowledge, judged(knowledge, "vov", knowledge.facts({}, {}), SCHOOL_YEAR))
    assert "125 uur" in general
    refused = answers.how_much(
        knowledge, judged(knowledge, "vov", knowledge.facts({"statuut": "student"}, {}), SCHOOL_YEAR)
    )
    assert refused.count("Maar met wat ik nu van je weet, heb je er geen recht op.") == 1


def test_how_much_without_any_known_amount(data: SmallData) -> None:
    knowledge = data.load()
    told = answers.how_much(knowledge, judged(knowledge, "vov", knowledge.facts({}, {}), date(2025, 6, 1)))
    assert told == "Hoeveel Verlof nu oplevert, kon ik niet bevestigen. Vraag het na."


def test_how_to_apply_with_numbered_steps_and_link(knowledge: Knowledge) -> None:
    result = judged(knowledge, "vov", knowledge.facts({}, {}), SCHOOL_YEAR)
    told = answers.how_to_apply(result, SCHOOL_YEAR)
    assert "\n1. " in told and "\n4. " in told and "\n5. " not in told and "https://www.vlaanderen.be" in told
    assert "binnen 15 dagen" in answers.deadline(result, SCHOOL_YEAR)


def test_what_is_not_found_about_applying_is_said(data: SmallData) -> None:
    knowledge = data.load()
    on = date(2025, 6, 1)
    result = judged(knowledge, "vov", knowledge.facts({}, {}), on)
    assert answers.how_to_apply(result, on) == "Hoe je Verlof aanvraagt op 1 juni 2025, heb ik niet gevonden."
    assert "geen uiterste datum gevonden" in answers.deadline(result, on)


def test_combinations_are_told_both_ways_and_unknown_ones_too(knowledge: Knowledge) -> None:
    vov = knowledge.measures["vov"]
    told = answers.combinations(knowledge, vov, ["opleidingscheques"])
    assert told.startswith("Vlaams opleidingsverlof en ") and "dat mag samen" in told
    assert answers.combinations(knowledge, vov, []).count("\n") >= 3
    assert "niet samen" in answers.combinations(
        knowledge, knowledge.measures["zorgkrediet_opleiding"], ["vov"]
    )
    cheque, leave = knowledge.measures["loopbaancheque"], "zorgkrediet_opleiding"
    assert answers.combinations(knowledge, cheque, [leave]).count(cheque.naam) == 1
    assert "heb ik niet gevonden" in answers.combinations(knowledge, vov, ["sectorfonds"])
    assert "niets gevonden" in answers.combinations(knowledge, vov, ["bestaat_niet"])


def test_coming_changes_first_and_old_ones_only_when_their_year_is_named(knowledge: Knowledge) -> None:
    told = answers.upcoming([knowledge.measures["vov"]], date(2026, 3, 1), 3)
    assert "vanaf 1 september 2026" in told[0] and all("sinds" in line for line in told[1:])
    old = answers.upcoming([knowledge.measures["vov"]], date(2026, 3, 1), 9, "wat veranderde er in 2019")
    assert old and all("2019" in line for line in old)


def test_what_changes_for_this_person_and_from_when(knowledge: Knowledge) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    told = answers.for_this_person(knowledge, facts, date(2026, 3, 1), ["vov", "loopbaancheque"])
    assert told[0] == "Vanaf 1 september 2026. Vlaams opleidingsverlof: recht wordt misschien recht."
    assert told[1] == "Vanaf 1 januari 2027. Loopbaancheque bestaat dan niet meer."


def test_what_is_left_and_what_would_tell_more(knowledge: Knowledge) -> None:
    def left(**told: Any) -> Any:
        facts = knowledge.facts({**CONTRACT_PROFILE, **told}, CONTRACT_TRAINING)
        return answers.what_is_left(knowledge, knowledge.assess(facts, SCHOOL_YEAR, ["vov", "evc"]))

    unknown = left()
    assert len(unknown.lines) == 1 and "Hoeveel je al gebruikte, weet ik niet" in unknown.lines[0]
    assert unknown.question.veld == "vov_uren_opgenomen"
    known = left(vov_uren_opgenomen=25)
    assert known.lines == ["- **Vlaams opleidingsverlof**: je hebt nog 100 uur over dit schooljaar."]
    assert known.question is None


# ---------------------------------------------------------------- facts, words, people
def test_facts_are_said_as_people_do(knowledge: Knowledge) -> None:
    field = knowledge.vocabulary.field
    assert answers.say_fact(field("tewerkstellingspercentage"), 87.5) == "werkt 87,5 %"
    assert answers.say_fact(field("werkgewest"), "wallonie") == "werkt in Wallonië"
    assert answers.say_fact(field("bijberoep"), False) == "geen bijberoep"
    assert answers.say_fact(field("startdatum"), "2025-09-01") == "start op 1 september 2025"
    assert answers.say_fact(field("brutomaandloon"), 2400.5) == "2.400,50 euro bruto per maand"


def test_a_field_without_a_phrase_is_said_by_its_label(data: SmallData) -> None:
    assert answers.say_fact(data.load().vocabulary.field("loon"), 1200) == "loon: 1.200"


def test_what_follows_from_a_told_fact_is_not_said(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"diploma": "master", "leeftijd": 38}, {"contacturen": 40})
    assert answers.say_facts(knowledge, {**facts.profiel, **facts.opleiding}) == (
        "38 jaar, diploma: master, 40 lesuren per jaar"
    )
    assert answers.say_facts(knowledge, {"scholingsgraad": "hoog"}) == "hooggeschoold"


@pytest.mark.parametrize("status", ["recht", "mogelijk", "geen_recht", "buiten_periode"])
def test_statuses_are_said(status: str) -> None:
    assert answers.say_status(status)


def test_words_are_explained_the_longest_first() -> None:
    assert "POP" in str(answers.explain_term("Wat is een persoonlijk ontwikkelingsplan?"))
    assert answers.explain_term("wat is een zeppelin") is None


def test_phone_numbers_and_contact_lines(knowledge: Knowledge) -> None:
    assert answers.phone_numbers() == {"tel_vdab": "0800 30 700", "tel_overheid": "1700"}
    worker = answers.contact_lines(knowledge.facts({"statuut": "werknemer"}, {}))
    anybody = answers.contact_lines(knowledge.facts({}, {}))
    assert len(worker) == 3 and worker[:2] == anybody and "0800 30 700 (gratis, op werkdagen" in worker[0]
    assert worker[1].count("1700") == 2


def test_help_lines_begin_with_the_emergency_number() -> None:
    lines = answers.help_lines()
    assert lines[0].startswith("**112**") and any("1813" in line for line in lines)


# ---------------------------------------------------------------- never a crash, never a null as a number
def _everything(knowledge: Knowledge, facts: Facts, on: date) -> Iterator[str]:
    yield from overview(knowledge, facts, on)
    for result in knowledge.assess(facts, on).results:
        yield answers.what_is(knowledge, result)
        yield answers.conditions(knowledge, result)
        yield answers.how_much(knowledge, result)
        yield answers.how_to_apply(result, on)
        yield answers.deadline(result, on)
        yield answers.combinations(knowledge, result.measure, [])
        yield from answers.upcoming([result.measure], on, 3)


def _sound(text: str) -> None:
    assert text.strip() and not {"{", "}", "$"} & set(text), text
    for bad in (
        "None",
        "null",
        "Decimal",
        "onbekend euro",
        "onbekend uur",
        "onbekend %",
        "onbekend maanden",
        "..",
    ):
        assert bad not in text.replace("...", ""), text


@settings(max_examples=60, deadline=None)
@given(person=people(), on=st.sampled_from(DATES))
def test_every_answer_for_anybody_on_any_date_is_sound(knowledge: Knowledge, person: Facts, on: date) -> None:
    for text in _everything(knowledge, person, on):
        _sound(text)


@pytest.mark.parametrize(
    "on", [date(year, month, 2) for year in range(2003, 2029) for month in (1, 9)], ids=str
)
def test_every_answer_for_a_stranger_on_every_school_year_is_sound(on: date) -> None:
    knowledge = real_knowledge()
    for text in _everything(knowledge, knowledge.facts({}, {}), on):
        _sound(text)


def test_a_weak_amount_is_told_with_a_warning(knowledge: Knowledge) -> None:
    nothing = knowledge.facts({}, {})
    before = answers.how_much(knowledge, judged(knowledge, "loopbaancheque", nothing, date(2025, 3, 15)))
    after = answers.how_much(knowledge, judged(knowledge, "loopbaancheque", nothing, date(2026, 3, 15)))
    assert "45 euro" in before and "niet zeker" not in before
    assert "90 euro per cheque" in after and "Dit is niet zeker" in after
