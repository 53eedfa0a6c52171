"""Searching, refining, asking about and choosing courses, with a real catalogue of made-up ones."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.catalogue.search import offering
from tests.actions.talk import Talk

pytestmark = pytest.mark.usefixtures("courses_offered")


def cards(talk: Talk) -> list[dict[str, Any]]:
    return talk.cards


def search(talk: Talk, text: str) -> list[dict[str, Any]]:
    talk.say(text, "zoek_opleiding")
    return cards(talk)


def refine(talk: Talk, text: str) -> list[dict[str, Any]]:
    talk.say(text, "verfijn_zoekopdracht")
    return cards(talk)


def test_at_most_three_cards_with_why(talk: Talk) -> None:
    answer = talk.say("ik zoek een avondopleiding boekhouden in Gent", "zoek_opleiding")
    found = cards(talk)
    assert 1 <= len(found) <= 3
    assert "voorbeelden" in answer
    for number, card in enumerate(found, 1):
        assert card["titel"].startswith(f"{number}. ")
        assert card["lesvorm"] == "avond" and "avond" in card["waarom"] and "avond" in card["tekst"]
        assert card["afstand_km"] is not None and card["voorbeeldgegevens"] is True
    assert [value for value in talk.buttons if value.startswith("kies_")][0] == "kies_1"


def test_the_questions_go_on_after_a_search(talk: Talk) -> None:
    search(talk, "ik wil lasser worden")
    assert talk.vraag is not None, "what helps to pay it is found out meanwhile"


@pytest.mark.parametrize("text", ["ik zoek een opleiding", "welke cursussen zijn er"])
def test_without_a_subject_it_is_asked(talk: Talk, text: str) -> None:
    assert "Wat wil je leren?" in talk.say(text, "zoek_opleiding")
    assert cards(talk) == []


def test_cheaper_shorter_online_nearer_and_more(talk: Talk) -> None:
    first = search(talk, "ik zoek een cursus Frans in Mechelen")[0]
    cheaper = refine(talk, "iets goedkoper")
    assert cheaper and all(card["prijs"] < first["prijs"] for card in cheaper)
    shorter = refine(talk, "iets korters")
    assert all(card["contacturen"] < cheaper[0]["contacturen"] for card in shorter)
    search(talk, "ik zoek een cursus Frans in Mechelen")
    nearer = refine(talk, "dichterbij")
    assert nearer and all(card["afstand_km"] <= 15 for card in nearer)
    search(talk, "ik zoek een cursus Engels")
    assert {card["lesvorm"] for card in refine(talk, "enkel online")} == {"online"}
    search(talk, "ik zoek een cursus Engels")
    assert "online" not in {card["lesvorm"] for card in refine(talk, "niet online")}
    search(talk, "ik zoek een cursus Engels")
    assert all(card["prijs"] <= 100 for card in refine(talk, "maximum 100 euro"))
    seen = {card["id"] for card in search(talk, "ik zoek een cursus Engels")}
    assert not seen & {card["id"] for card in refine(talk, "toon er meer")}


def test_later_farther_and_letting_go(talk: Talk) -> None:
    first = search(talk, "ik zoek een cursus Frans in Mechelen")[0]
    later = refine(talk, "liever later starten")
    assert later and all(card["startdatum"] > first["startdatum"] for card in later)
    refine(talk, "maximum 100 euro")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["prijs_max"] == 100
    refine(talk, "de prijs maakt niet uit")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["prijs_max"] is None
    refine(talk, "het mag verder")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["straal"] == 60


def test_a_filter_can_be_taken_back(talk: Talk) -> None:
    before = [card["id"] for card in search(talk, "ik zoek een cursus Engels")]
    refine(talk, "enkel online")
    assert "zoek_terug" in talk.buttons
    answer = talk.press("zoek_terug")
    assert "laat ik vallen" in answer and [card["id"] for card in cards(talk)] == before
    assert "geen wens" in talk.press("zoek_terug")
    refine(talk, "enkel online")
    talk.say("doe die filter weg", "buiten_bereik")
    assert [card["id"] for card in cards(talk)] == before


@pytest.mark.parametrize("intent", ["wis_gegevens", "vorige_vraag", "vraag_deadline", "weet_niet"])
def test_what_the_model_makes_of_words_about_the_list_does_not_matter(talk: Talk, intent: str) -> None:
    search(talk, "ik zoek een cursus Engels")
    refine(talk, "maximum 100 euro")
    talk.say("de prijs maakt niet uit", intent)
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["prijs_max"] is None and cards(talk)
    refine(talk, "enkel online")
    assert "laat ik vallen" in talk.say("wis de filters", intent)
    assert "naast elkaar" in talk.say("vergelijk 1 en 2", intent)


def test_the_best_of_the_list_and_the_difference_with_another(talk: Talk) -> None:
    found = search(talk, "ik zoek een cursus Engels")
    refine(talk, "vergelijk 1 en 2")
    answer = talk.say("wat is verschil met 3", "niet_begrepen")
    assert "naast elkaar" in answer and found[2]["titel"] in answer
    cheapest = min(found, key=lambda card: card["prijs"])
    answer = talk.say("welke is t goedkoopst", "buiten_bereik")
    assert cheapest["titel"].partition(". ")[2] in answer and "goedkoopst" in answer
    first = min(card["startdatum"] for card in found)
    assert str(int(first[8:])) in talk.say("welke start het eerst", "buiten_bereik")
    assert "naast elkaar" not in talk.say("wat is het verschil tussen vov en cheques", "vraag_maatregel")


def test_words_of_a_wish_are_no_subject(talk: Talk) -> None:
    search(talk, "excel rond mechelen, liefst avond")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["tekst"] == "excel"
    talk.say("en online?", "wat_als", 0.57)
    assert {card["lesvorm"] for card in cards(talk)} == {"online"}
    titles = {card["titel"] for card in search(talk, "welke lasopleidingen zijn er in gent")}
    assert titles and all("Lassen" in title for title in titles)


@pytest.mark.parametrize("text", ["slapen doek overdag, zoek cursus excel", "ik werk overdag, zoek excel"])
def test_when_somebody_sleeps_or_works_is_no_wish(talk: Talk, text: str) -> None:
    search(talk, text)
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["vormen"] == []


def test_near_work_when_no_home_is_known(talk: Talk) -> None:
    talk.say("ik werk in Gent", "geef_info")
    answer = talk.say("ik zoek een cursus Excel in de avond", "zoek_opleiding")
    assert "in de buurt van je werk" in answer
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["postcode"] == "9000"
    talk.say("ik woon in Mechelen", "geef_info")
    assert "je werk" not in talk.say("zoek een cursus Excel", "zoek_opleiding")


def test_a_price_that_cannot_be_finds_nothing(talk: Talk) -> None:
    assert "kan niet kloppen" in talk.say("cursus van -100 euro", "zoek_opleiding") and not cards(talk)


def test_other_words_keep_their_meaning_while_courses_are_shown(talk: Talk) -> None:
    search(talk, "ik zoek een cursus Engels")
    assert "wis" in talk.say("wis mijn gegevens", "wis_gegevens").lower()


def test_more_until_the_end(talk: Talk) -> None:
    seen = {card["id"] for card in search(talk, "ik zoek een opleiding hondentrimmer")}
    for _ in range(10):
        if "zoek_meer" not in talk.buttons:
            break
        talk.press("zoek_meer")
        assert not seen & {card["id"] for card in cards(talk)}
        seen |= {card["id"] for card in cards(talk)}
    assert "Dat waren ze allemaal" in talk.press("zoek_meer")


def test_what_is_not_near_is_looked_for_everywhere_and_that_is_said(talk: Talk) -> None:
    answer = talk.say(
        "ik zoek een opleiding keramiek in Veurne, in de avond, maximum 1 euro", "zoek_opleiding"
    )
    assert "liet ik je andere wensen los" in answer and cards(talk)


def test_two_courses_beside_each_other(talk: Talk) -> None:
    found = search(talk, "ik zoek een cursus Excel")
    answer = talk.say("vergelijk 1 en 3", "buiten_bereik")
    assert found[0]["titel"] in answer and found[2]["titel"] in answer
    assert "Prijs" in answer and "Nummer " in answer
    assert {"kost_1", "kost_3", "kies_3"} <= set(talk.buttons)
    assert found[1]["titel"] in talk.say(
        "wat is het verschil tussen de tweede en de derde", "vraag_opleiding"
    )


@pytest.mark.parametrize("intent", ["vraag_bedrag", "vraag_opleiding", "buiten_bereik"])
def test_what_a_course_really_costs(talk: Talk, intent: str) -> None:
    talk.say("ik ben bediende in de privesector in Mechelen, voltijds 38 uur", "geef_info")
    found = search(talk, "ik zoek een opleiding boekhouden")
    answer = talk.say("wat kost nummer 2 mij echt?", intent)
    assert found[1]["titel"].removeprefix("2. ") in answer and "Jij betaalt" in answer
    (figures,) = [card for card in cards(talk) if card["soort"] == "kost"]
    assert figures["id"] == found[1]["id"] and figures["eigen_kost"] is not None
    assert "kies_2" in talk.buttons
    assert "titel" not in talk.opleiding or talk.opleiding["titel"] != found[1]["titel"], "only looked at"
    again = talk.say("en wat kost die cursus mij echt?", intent)
    assert found[1]["titel"].removeprefix("2. ") in again, "the one spoken of last"


def test_the_course_that_is_reckoned_with_has_its_days(talk: Talk) -> None:
    talk.say("ik ben bediende in de privesector in Mechelen, voltijds 38 uur, diploma secundair", "geef_info")
    found = search(talk, "ik zoek een opleiding boekhouden")
    talk.press("kies_1")
    told = talk.press("pakket")
    assert "Doe dit op tijd" in told and found[0]["titel"].removeprefix("1. ") in told
    talk.say("de cursus kost 999 euro", "corrigeer")
    assert "Doe dit op tijd" not in talk.press("pakket"), "what was told since goes before the catalogue"


def test_each_result_has_its_buttons(talk: Talk) -> None:
    found = search(talk, "ik zoek een opleiding boekhouden")
    assert [option["waarde"] for option in found[1]["keuzes"]] == ["kost_2", "kies_2"]
    assert set(talk.buttons) >= {"kost_1", "kost_2", "kost_3"}
    assert "kost" in talk.press("kost_1")


def test_a_measure_that_is_named_is_not_the_course(talk: Talk) -> None:
    search(talk, "ik zoek een opleiding boekhouden")
    assert "loopbaancheque" in talk.say("wat kost een loopbaancheque mij?", "vraag_bedrag").lower()


def test_a_filter_that_leaves_nothing_keeps_the_old_list(talk: Talk) -> None:
    search(talk, "ik zoek een opleiding lassen")
    before = talk.slots["gesprek_staat"]["gevonden"]
    assert "vind ik niets" in talk.say("binnen de 0 km in Brussel", "verfijn_zoekopdracht")
    assert talk.slots["gesprek_staat"]["gevonden"] == before


def test_details_and_a_choice_fill_the_training(talk: Talk) -> None:
    card = search(talk, "ik zoek een opleiding boekhouden")[1]
    answer = talk.say("vertel meer over de tweede", "vraag_opleiding")
    assert card["titel"].removeprefix("2. ") in answer and "bestaat niet echt" in answer
    answer = talk.press("kies_2")
    assert f"ik reken met **{card['titel'].removeprefix('2. ')}**" in answer and "geen " not in answer
    assert talk.opleiding["titel"] == card["titel"].removeprefix("2. ")
    assert talk.opleiding["directe_kost"] == card["prijs"]
    assert talk.opleiding["startdatum"] == card["startdatum"]
    assert talk.opleiding["knelpuntberoep"] is True
    assert ("contacturen" in talk.opleiding) == (card["contacturen"] is not None)


def test_choosing_in_words_replaces_the_facts_of_an_earlier_choice(talk: Talk) -> None:
    search(talk, "ik zoek een opleiding verpleegkunde")
    talk.press("kies_1")
    assert talk.opleiding["soort"] == "hoger_onderwijs" and "studiepunten" in talk.opleiding
    search(talk, "ik zoek een cursus Excel")
    talk.say("ik kies de eerste", "vraag_opleiding")
    assert talk.opleiding["titel"].startswith("Excel")
    assert "studiepunten" not in talk.opleiding


def test_nothing_found_and_nothing_shown(talk: Talk) -> None:
    assert "geen opleiding die past" in talk.say("ik zoek een cursus xqzvw", "zoek_opleiding")
    assert "Wat wil je leren?" in talk.say("hoeveel kost die", "vraag_opleiding")
    assert "vind ik niet meer" in talk.press("kies_3")


def test_without_a_catalogue_the_way_to_one_is_shown(talk: Talk) -> None:
    with offering(None):
        for intent in ("zoek_opleiding", "verfijn_zoekopdracht", "vraag_opleiding"):
            assert "vdab.be" in talk.say("ik zoek een cursus Frans", intent)


def test_when_nothing_fits_the_search_is_loosened_and_says_so(talk: Talk) -> None:
    answer = talk.say("ik zoek een opleiding hondentrimmer in Veurne, in het weekend", "zoek_opleiding")
    assert "vond ik niets" in answer and cards(talk)


def test_refining_before_a_search_takes_the_training_that_was_told(talk: Talk) -> None:
    talk.say("ik wil een opleiding boekhouden volgen", "geef_info")
    assert all("avond" in card["waarom"] for card in refine(talk, "enkel in de avond"))
    assert cards(talk)


def test_after_a_change_it_says_which_wishes_still_hold(talk: Talk) -> None:
    search(talk, "een avondopleiding boekhouden")
    first = cards(talk)[0]
    answer = talk.say("goedkoper aub", "verfijn_zoekopdracht")
    assert f"Je zoekt nu: boekhouden, avond, hoogstens {first['prijs'] - 1} euro." in answer


def test_no_count_of_the_best_when_all_are_shown(talk: Talk) -> None:
    search(talk, "wijnkennis")
    while "zoek_meer" in talk.buttons:
        answer = talk.press("zoek_meer")
        assert "Dit zijn de volgende" in answer


def test_support_that_the_rules_refuse_is_not_told(talk: Talk) -> None:
    talk.say("ik ben zelfstandige", "geef_info")
    found = search(talk, "ik zoek een opleiding boekhouden met opleidingsverlof")
    assert found and all("met opleidingsverlof" not in card["waarom"] for card in found)


def test_what_stays_of_the_search_can_be_dropped_at_once(talk: Talk) -> None:
    search(talk, "ik zoek een avondopleiding boekhouden in Gent")
    refine(talk, "goedkoper aub")
    assert "zoek_vrij" in talk.buttons
    talk.press("zoek_vrij")
    stored = talk.slots["gesprek_staat"]["zoekopdracht"]
    assert (
        stored["tekst"] and not stored["vormen"] and stored["prijs_max"] is None and stored["straal"] is None
    )
    assert "zoek_vrij" not in talk.buttons


@pytest.mark.parametrize("text", ["toch nummer 1", "neem nr 1", "doe toch maar nummer 1", "ja toch nummer 1"])
def test_a_number_is_chosen_in_words(talk: Talk, text: str) -> None:
    card = search(talk, "ik zoek een opleiding boekhouden")[0]
    talk.say(text, "vraag_opleiding")
    assert talk.opleiding["titel"] == card["titel"].removeprefix("1. ")


def test_two_numbers_are_put_beside_each_other(talk: Talk) -> None:
    search(talk, "ik zoek een opleiding boekhouden")
    assert "naast elkaar" in talk.say("nr 2/3", "geef_info")
    assert "maar 3 nummers" in talk.say("nr 2/5", "geef_info")
    assert "tewerkstellingspercentage" not in talk.profiel


def test_wishes_in_few_words_refine_the_search(talk: Talk) -> None:
    search(talk, "ik zoek een opleiding boekhouden")
    talk.say("niet te duur", "geef_info")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["prijs_max"] is not None
    talk.say("avond", "groet")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["vormen"] == ["avond"]
    talk.say("zonder die wensen", "geef_info")
    assert not talk.slots["gesprek_staat"]["zoekopdracht"]["vormen"]


def test_a_search_beside_a_fact_keeps_both(talk: Talk) -> None:
    answer = talk.say("woon in Aalst, iets gratis?", "geef_info")
    assert talk.profiel["woongewest"] == "vlaanderen" and "Ik onthoud" in answer
    found = cards(talk)
    assert found and all(card["prijs"] == 0 and card["afstand_km"] is not None for card in found)


def test_a_search_is_near_the_town_where_somebody_lives(talk: Talk) -> None:
    talk.say("ik woon in Genk")
    assert all(card["afstand_km"] is not None for card in search(talk, "ik zoek een cursus Frans"))


def test_a_search_moves_to_a_town(talk: Talk) -> None:
    search(talk, "ik zoek een cursus Frans in Brugge")
    assert refine(talk, "dichter bij genk")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["postcode"] == "3600"


def test_a_search_that_is_moved_to_another_town_says_so_and_finds_courses_there(talk: Talk) -> None:
    search(talk, "ik zoek een cursus duikerslassen onder water in Gent")
    talk.say("dichter bij hasselt", "verfijn_zoekopdracht")
    assert "duikerslassen onder water, hoogstens 25 km van Hasselt" in talk.messages[0]["text"]
    assert cards(talk) and all(card["afstand_km"] <= 25 for card in cards(talk))


def test_numbers_without_a_list_are_no_account(talk: Talk) -> None:
    assert "geen lijst" in talk.say("vergelijk 1 en 2", "vraag_leerrekening")


def test_no_other_question_while_courses_are_looked_at(talk: Talk) -> None:
    search(talk, "ik zoek een cursus Frans in Mechelen")
    asked = talk.slots["gesprek_staat"]["openstaand"]
    assert asked and talk.vraag == asked
    refine(talk, "iets goedkoper")
    assert talk.vraag is None and talk.buttons[-1] == "verder"
    talk.press("verder")
    assert talk.vraag == asked, "the question waited"


def test_numbers_go_on_so_that_any_two_can_be_compared(talk: Talk) -> None:
    search(talk, "ik zoek een cursus Engels")
    shown = refine(talk, "toon er meer")
    assert [card["titel"][:2] for card in shown] == ["4.", "5.", "6."]
    answer = talk.say("nr 2/5")
    assert "**2. " in answer and "**5. " in answer
    talk.press("kies_5")
    assert talk.opleiding["titel"] in shown[1]["titel"]


def test_too_dear_beside_a_list_is_a_wish(talk: Talk) -> None:
    first = search(talk, "ik zoek een cursus Frans in Mechelen")[0]
    talk.say("te duur", "uit_drempel")
    assert cards(talk) and all(card["prijs"] < first["prijs"] for card in cards(talk))


def test_choosing_that_one(talk: Talk) -> None:
    shown = search(talk, "ik zoek een cursus Engels")
    talk.say("nr 2", "sla_over")
    talk.say("kies die", "verfijn_zoekopdracht")
    assert talk.opleiding["titel"] in shown[1]["titel"]


def test_nearer_is_no_poet(talk: Talk) -> None:
    talk.say("dichter bij hasselt", "verfijn_zoekopdracht")
    assert talk.slots["gesprek_staat"]["zoekopdracht"]["tekst"] == ""
