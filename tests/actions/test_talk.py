"""Whole talks: what is said, what is remembered, what is asked next."""

from __future__ import annotations

from datetime import date

import pytest

from actions.handlers import HANDLERS
from actions.handlers.buttons import COMMANDS
from actions.state import MAX_BESIDE, MAX_QUESTIONS
from actions.texts import ORDERS, button
from knowledge import shared_knowledge as knowledge
from tests.actions.talk import Talk

STORY = "ik ben 38, werk 4/5 als bediende bij een privébedrijf in Mechelen en wil boekhouden leren"


@pytest.fixture
def asked() -> Talk:
    """A talk in which a story was told and a question is open."""
    talk = Talk()
    talk.say(STORY)
    assert talk.vraag is not None
    return talk


def test_a_story_is_read_back_and_only_open_facts_are_asked(talk: Talk) -> None:
    answer = talk.say(STORY)
    assert {
        "leeftijd": 38,
        "statuut": "werknemer",
        "tewerkstellingspercentage": 80,
    }.items() <= talk.profiel.items()
    assert "Ik onthoud" in answer and "38 jaar" in answer
    assert talk.vraag not in talk.profiel and talk.vraag not in talk.opleiding


def test_an_answer_in_words_and_a_button_are_the_same(asked: Talk) -> None:
    first = asked.vraag
    field = knowledge().vocabulary.field(first)
    value = next(v for v in asked.buttons if v != "weet_niet")
    asked.press(value)
    told = {**asked.profiel, **asked.opleiding}[first]
    assert str(told).lower() == value if field.type == "bool" else str(told) == value
    assert asked.vraag != first


def test_a_value_that_is_no_value_of_the_field_is_refused(asked: Talk) -> None:
    open_question = asked.vraag
    answer = asked.press("geen-bestaande-waarde")
    assert "Even nakijken" in answer
    assert asked.vraag == open_question


def test_unknown_is_left_open_and_not_asked_again(asked: Talk) -> None:
    seen = []
    while asked.vraag is not None:
        seen.append(asked.vraag)
        asked.press("weet_niet")
    assert len(seen) == len(set(seen)) <= MAX_QUESTIONS
    assert not set(seen) & {*asked.profiel, *asked.opleiding}
    assert asked.slots["gesprek_staat"]["overzicht_getoond"] == "definitief"


def test_why_names_what_depends_on_the_answer_and_comes_back(asked: Talk) -> None:
    open_question = asked.vraag
    answer = asked.say("waarom wil je dat weten?", "waarom_vraag")
    assert any(knowledge().measures[m].naam in answer for m in knowledge().core)
    assert "Terug naar mijn vraag" in answer
    assert asked.vraag == open_question


def test_a_question_about_a_measure_is_answered_and_then_the_open_question_returns(asked: Talk) -> None:
    open_question = asked.vraag
    answer = asked.say("wat is een opleidingscheque eigenlijk?", "vraag_maatregel")
    assert "cheque" in answer
    assert asked.vraag == open_question


def test_one_question_back_forgets_its_answer(asked: Talk) -> None:
    first, before = asked.vraag, (asked.profiel, asked.opleiding)
    asked.press(next(v for v in asked.buttons if v != "weet_niet"))
    asked.say("vorige vraag", "vorige_vraag")
    assert asked.vraag == first
    assert (asked.profiel, asked.opleiding) == before


def test_one_question_back_keeps_what_was_corrected_in_between(asked: Talk) -> None:
    asked.press(next(v for v in asked.buttons if v != "weet_niet"))
    asked.say("trouwens ik ben 41 jaar", "geef_info")
    asked.say("vorige vraag", "vorige_vraag")
    assert asked.profiel["leeftijd"] == 41


def test_a_correction_replaces_the_fact_and_tells_what_it_changes(talk: Talk) -> None:
    talk.say("ik werk 80 procent, 30 uur per week, in een privébedrijf in Gent")
    answer = talk.say("nee sorry, ik werk 60 procent", "corrigeer")
    assert talk.profiel["tewerkstellingspercentage"] == 60
    assert "Ik pas het aan" in answer and "Vlaams opleidingsverlof" in answer


def test_what_if_leaves_the_facts_alone(talk: Talk) -> None:
    talk.say("ik werk 80 procent, 30 uur per week, in een privébedrijf in Gent")
    answer = talk.say("en als ik halftijds zou werken?", "wat_als")
    assert talk.profiel["tewerkstellingspercentage"] == 80
    assert "Stel:" in answer and "Vlaams opleidingsverlof" in answer


@pytest.mark.parametrize(
    "text", ["van waar weet ge da", "is da wel zeker?", "wat is je bron?", "wie zegt dat"]
)
def test_who_asks_where_it_comes_from_gets_the_sources(talk: Talk, text: str) -> None:
    assert "wetten" in talk.say(text, "klacht")
    talk.say("hoeveel is een opleidingscheque waard?", "vraag_bedrag")
    answer = talk.say(text, "klacht")
    assert "Opleidingscheque" in answer and "bekeken op 21 november 2026" in answer


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("hoeveel pensioen krijg ik later?", "mypension.be"),
        ("help je ook met mijn belastingen?", "financien.belgium.be"),
        ("waar vind ik vacatures?", "vdab.be"),
        ("mijn huisbaas wil mijn huurwaarborg houden", "1700"),
        ("welk weer wordt het morgen?", "Daar weet ik niets over"),
    ],
)
def test_another_subject_is_referred_to_who_handles_it(talk: Talk, text: str, piece: str) -> None:
    assert piece in talk.say(text, "buiten_bereik")


def test_greeting_then_button_begins_the_questions(talk: Talk) -> None:
    talk.say("hallo", "groet")
    assert talk.vraag is None and "begin" in talk.buttons
    talk.press("begin")
    assert talk.vraag == "doel"
    assert "een andere richting uit" in talk.press("herorienteren")
    assert talk.vraag == "statuut"


def test_an_early_overview_is_provisional_and_the_question_stays(asked: Talk) -> None:
    open_question = asked.vraag
    answer = asked.say("waar heb ik nu recht op?", "vraag_rechten")
    assert "voorlopig" in answer
    assert asked.slots["gesprek_staat"]["overzicht_getoond"] == "voorlopig"
    assert asked.vraag == open_question


def test_not_understood_leads_to_choices_and_then_to_a_human(talk: Talk) -> None:
    for _ in range(2):
        talk.say("blabla xyz", "nlu_fallback", 0.1)
        assert talk.buttons
    talk.say("blabla xyz", "nlu_fallback", 0.1)
    assert "mens" in talk.buttons


def test_start_again_only_after_a_yes(asked: Talk) -> None:
    asked.say("opnieuw beginnen", "opnieuw_beginnen")
    asked.say("nee", "ontken")
    assert asked.profiel["leeftijd"] == 38
    asked.say("opnieuw beginnen", "opnieuw_beginnen")
    asked.say("ja", "bevestig")
    assert asked.profiel == {} and asked.opleiding == {}


def test_wiping_asks_the_service_to_erase(asked: Talk) -> None:
    asked.say("wis mijn gegevens", "wis_gegevens")
    assert not asked.requests
    asked.press("true")
    assert asked.requests == {"wissen": True}
    assert asked.profiel == {}


def test_an_emergency_gives_help_lines_and_asks_nothing(asked: Talk) -> None:
    answer = asked.say("ik zie het niet meer zitten, ik wil dood", "noodsituatie", 1.0)
    assert "1813" in answer and "112" in answer and "106" in answer
    assert asked.vraag is None


def test_violence_gives_the_line_for_violence_first(asked: Talk) -> None:
    answer = asked.say("mijn man slaat mij", "noodsituatie", 1.0)
    assert answer.index("**1712**") < answer.index("**112**") < answer.index("**1813**")


def test_a_knife_gives_the_emergency_number_first(asked: Talk) -> None:
    answer = asked.say("er staat iemand met een mes voor mijn deur", "noodsituatie", 1.0)
    assert answer.index("**112**") < answer.index("**1712**")


def test_call_back_is_requested_with_what_the_person_agrees_to(asked: Talk) -> None:
    answer = asked.say("ik wil iemand spreken", "vraag_mens")
    assert "0800 30 700" in answer and asked.vraag is None
    asked.press("true")
    asked.say("bel maar op 12", "geef_info")
    assert not asked.requests
    asked.say("0470/12.34.56", "geef_info")
    asked.press("voormiddag")
    assert asked.profiel["leeftijd"] == 38
    answer = asked.press("true")
    assert asked.requests == {
        "terugbelverzoek": {"telefoon": "0470123456", "moment": "voormiddag", "meegeven": True}
    }
    assert "456" in answer and "0470123456" not in str(asked.slots)


def test_after_the_overview_a_new_fact_offers_a_new_one(asked: Talk) -> None:
    while asked.vraag is not None:
        asked.press("weet_niet")
    asked.say("ik werk 30 uur per week")
    assert "overzicht" in asked.buttons and asked.vraag is None
    asked.press("overzicht")
    assert asked.slots["gesprek_staat"]["overzicht_getoond"] == "definitief"


def test_stop_and_go_on(asked: Talk) -> None:
    asked.say("stop er maar mee", "stop")
    assert asked.vraag is None
    asked.press("verder")
    assert asked.vraag is not None


@pytest.mark.parametrize("intent", sorted(knowledge().vocabulary.intents))
def test_every_intent_is_answered_also_while_a_question_is_open(intent: str) -> None:
    assert intent in HANDLERS
    assert Talk().say("hm", intent).strip()
    open_talk = Talk()
    open_talk.say(STORY)
    assert open_talk.say("hm", intent).strip()


def test_a_barrier_is_answered_with_care_before_anything_is_asked(talk: Talk) -> None:
    answer = talk.say("ik ben 54 en terug naar school, dat durf ik niet meer", "uit_drempel")
    assert talk.profiel["drempel"] == "zelfvertrouwen"
    assert answer.startswith("Dat gevoel hebben veel mensen")
    assert "drempel" not in answer and {"ontdek", "mens"} <= set(talk.buttons)


def test_a_fact_that_does_not_answer_the_question_is_read_back(asked: Talk) -> None:
    open_question = asked.vraag
    assert open_question != "brutomaandloon"
    answer = asked.say("ik verdien 2500 euro bruto")
    assert asked.profiel["brutomaandloon"] == 2500
    assert "2.500 euro bruto" in answer and asked.vraag == open_question


def test_the_title_of_a_button_may_be_typed(asked: Talk) -> None:
    answer = asked.say("toon mijn overzicht!", "vraag_overzicht")
    assert "voorlopig overzicht" in answer


def test_every_order_has_a_button_and_something_to_do() -> None:
    assert set(ORDERS) == set(COMMANDS)
    assert all(button(order) for order in ORDERS)


def test_the_number_is_asked_again_and_never_taken_for_a_fact(asked: Talk) -> None:
    asked.say("ik wil iemand spreken", "vraag_mens")
    asked.press("true")
    answer = asked.say("morgen voormiddag", "groet")
    assert "0470 12 34 56" in answer
    before = {**asked.profiel, **asked.opleiding}
    asked.say("047812", "geef_info")
    assert {**asked.profiel, **asked.opleiding} == before
    assert not asked.requests


def test_a_longer_number_is_not_cut_to_a_telephone_number(asked: Talk) -> None:
    asked.say("ik wil iemand spreken", "vraag_mens")
    asked.press("true")
    assert "telefoonnummer" in asked.say("0470 12 34 567 890")


def test_losing_a_job_is_met_with_care_and_shows_another_way(talk: Talk) -> None:
    answer = talk.say("ik ben 54 en ik ben mijn werk kwijt, ik ben werkloos")
    assert "Je werk verliezen is niet niks" in answer
    answer = talk.know_nothing_more()
    assert "Erkende opleiding bij VDAB" in answer and "0800 30 700" in answer


def test_who_names_the_overview_gets_it(asked: Talk) -> None:
    assert "voorlopig" in asked.say("kunt ge mij dat overzicht nog eens tonen", "samenvatting")


def test_saying_a_known_fact_again_is_answered(asked: Talk) -> None:
    while asked.vraag is not None:
        asked.press("weet_niet")
    answer = asked.say("ik ben 38")
    assert "wist ik al" in answer and asked.buttons


def test_a_contrast_of_numbers_corrects_the_fact_with_the_old_one(talk: Talk) -> None:
    talk.say("ik werk 80 procent bij een privébedrijf in Gent")
    talk.say("sorry, niet 80 maar 60", "corrigeer")
    assert talk.profiel["tewerkstellingspercentage"] == 60


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("hello, can you help me please", "only"),
        ("bonjour, je cherche un travail", "Vous"),
        ("ich suche bitte eine Arbeit und habe Fragen", "Rufen"),
    ],
)
def test_another_language_is_answered_in_that_language(talk: Talk, text: str, piece: str) -> None:
    assert piece in talk.say(text, "andere_taal", 1.0)


@pytest.mark.parametrize("intent", ["vraag_leerrekening", "wat_als", "vraag_rechten", "buiten_bereik"])
def test_what_would_i_get_in_france_is_computed(talk: Talk, intent: str) -> None:
    talk.say("ik werk voltijds bij een privébedrijf en heb lager secundair")
    answer = talk.say("wat zou ik in Frankrijk krijgen?", intent)
    facts = knowledge().facts(talk.profiel, {})
    france = knowledge().assess(facts, date(2025, 10, 1), ["fr_cpf"]).results[0]
    assert f"{france.benefit['jaarlijks_krediet']:.0f} euro" in answer
    assert "In Vlaanderen bestaat dit niet" in answer


def test_how_other_countries_do_it_names_each(talk: Talk) -> None:
    answer = talk.say("hoe doen andere landen dat eigenlijk?", "vraag_leerrekening")
    countries = ("Frankrijk", "Nederland", "Duitsland", "Schotland", "Singapore")
    assert all(country in answer for country in countries)


def test_who_works_for_no_employer_is_asked_about_their_own_support(talk: Talk) -> None:
    talk.say("ik ben zelfstandige in Aalst en zoek een opleiding")
    assert talk.vraag == "ondernemingsgrootte"
    talk.press("klein")
    answer = talk.know_nothing_more()
    assert "**Kmo-portefeuille**" in answer.split("**Dit niet, en waarom**")[0]
    assert "Niet voor jouw situatie (zelfstandige)" in answer


def test_an_employer_is_not_asked_as_an_employee_and_hears_what_staff_get() -> None:
    talk = Talk(ingang="werkgever")
    talk.say("we zijn met twaalf mensen in een winkel in Brugge")
    assert talk.vraag == "statuut"
    talk.press("werkgever")
    answer = talk.know_nothing_more()
    asked = set(talk.slots["gesprek_staat"]["gevraagd"])
    assert not asked & {"diploma", "loopbaancheques_gebruikt", "tewerkstellingspercentage"}
    assert "**Voor je personeel**" in answer and "per goedgekeurd uur" in answer


def test_who_works_in_brussels_hears_of_the_leave_there(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Brussel, de cursus telt 40 contacturen")
    answer = talk.know_nothing_more()
    assert "Betaald educatief verlof in Brussel" in answer


def test_what_a_course_really_costs_is_told_with_what_goes_together() -> None:
    talk = Talk("2025-03-15")
    talk.say(
        "ik werk 4/5, 30 uur bij een privébedrijf in Mechelen, woon in Lier, heb A2, cursus bij het cvo van "
        "80 lestijden, kost 180 euro, ik betaal zelf, staat in de opleidingsdatabank"
    )
    talk.know_nothing_more()
    assert "pakket" in talk.buttons
    answer = talk.press("pakket")
    assert "Jij betaalt 90 euro van de 180 euro" in answer
    assert "Je kan 80 uur wegblijven van je werk met loon" in answer


def test_who_is_refused_hears_what_would_change_it(talk: Talk) -> None:
    talk.say("ik werk 70 procent, 26,6 uur, bij een bank in Gent, cursus van 40 contacturen in de databank")
    answer = talk.say("waarom krijg ik geen opleidingsverlof?", "vraag_voorwaarden")
    assert "Niet in orde: Je werkt 70 %" in answer
    assert "3,8 uur per week meer werkt" in answer


def test_a_job_seeker_gets_an_overview_soon_and_is_asked_more_when_they_want(talk: Talk) -> None:
    talk.say("ik ben werkloos en woon in Gent")
    talk.know_nothing_more()
    assert len(talk.slots["gesprek_staat"]["gevraagd"]) == MAX_BESIDE
    assert "verder" in talk.buttons
    talk.press("verder")
    assert talk.vraag is not None


def test_one_measure_without_another_is_no_question_about_combining(talk: Talk) -> None:
    answer = talk.say("krijg ik vov?", "vraag_combineren")
    assert "mag samen" not in answer and "Vlaams opleidingsverlof" in answer


def test_a_question_without_a_name_offers_what_is_open_for_this_person(talk: Talk) -> None:
    talk.say("ik ben werkloos en woon in Gent")
    talk.say("hoeveel krijg ik dan?", "vraag_bedrag")
    assert "vdab_opleiding" in talk.buttons and "vov" not in talk.buttons
