"""Turns over which people stumbled: a fact put right behind a no, another course, the same words twice."""

from __future__ import annotations

import pytest

from actions.understanding import understand
from knowledge.taal import shared_reader
from knowledge.taal.self_repair import mended
from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-03-15")


# ---------------------------------------------------------------- a no that puts a fact right
def test_a_no_that_corrects_a_fact_answers_no_open_question(talk: Talk) -> None:
    talk.say("ik werk via interim in Gent")
    for _ in range(3):
        if talk.vraag != "loopbaanbegeleiding_gevolgd":
            talk.press("weet_niet")
    assert talk.vraag == "loopbaanbegeleiding_gevolgd"
    talk.say("nee dat klopt niet, ik sta nog op de payroll", "corrigeer")
    assert talk.profiel["statuut"] == "werknemer"
    assert "loopbaanbegeleiding_gevolgd" not in talk.profiel


def test_a_correction_to_what_is_known_already_is_not_asked_for_again(working: Talk) -> None:
    assert "staat al zo" in working.say("dat klopt niet, ik ben bediende", "corrigeer")


def test_a_word_inside_a_fact_names_no_kind_of_training(working: Talk) -> None:
    assert working.vraag == "soort"
    working.say("ik sta nog op de payroll")
    assert "soort" not in working.opleiding


NOT_MENDED = (
    "ik wil lassen leren, maar ik werk 38 uur, euh nee 30 uur",
    "ik volg een cursus Excel, ik ben 45, sorry nee 54",
    "ik wil Frans leren, sorry nee bedankt",
    "ik wil Frans leren, sorry, neen laat maar",
    "ik wil Frans leren, sorry eigenlijk weet ik niet",
    "ik woon in Aalst, sorry toch geen Gent",
)
"""A repair behind it is of something else, or is none."""


@pytest.mark.parametrize(
    ("text", "question", "kept"),
    [
        ("klopt nt, PC 218", "in_opleidingsdatabank", {"paritair_comite": "218"}),
        ("nee, PC 226", "in_opleidingsdatabank", {"paritair_comite": "226"}),
        ("Nee, 40 uur opleiding per persoon, niet per week", "in_opleidingsdatabank", {}),
        ("nee laat maar, zoals het was", "loopbaanbegeleiding_gevolgd", {}),
        ("klopt nt", "loopbaanbegeleiding_gevolgd", {}),
        ("ik wil dat niet meer, mijn echte gegevens", "loopbaanbegeleiding_gevolgd", {}),
    ],
)
@pytest.mark.parametrize("intent", ["corrigeer", "ontken", "geef_info"])
def test_what_puts_something_right_is_no_yes_or_no(
    text: str, question: str, kept: dict[str, str], intent: str
) -> None:
    parsed = {"text": text, "intent": {"name": intent, "confidence": 0.9}}
    reading = understand(parsed, shared_reader(), question).reading
    told = {**reading.profiel, **reading.opleiding}
    assert question not in told and kept.items() <= told.items()


# ---------------------------------------------------------------- another course, another town
@pytest.mark.usefixtures("courses_offered")
@pytest.mark.parametrize(
    ("text", "intent", "title"),
    [
        ("of nee, eigenlijk lassen", "corrigeer", "lassen"),
        ("Frans in plaats van heftruck", "corrigeer", "frans"),
        ("nee toch Excel", "ontken", "excel"),
        ("geen heftruck maar boekhouden", "verfijn_zoekopdracht", "boekhouden"),
    ],
)
def test_another_course_takes_the_place_of_the_one_sought(text: str, intent: str, title: str) -> None:
    talk = Talk()
    talk.say("ik zoek een cursus heftruck in Gent", "zoek_opleiding")
    answer = talk.say(text, intent)
    assert talk.opleiding["titel"].lower() == title
    assert f"Je zoekt nu: {title}" in answer and "Gent" in answer


@pytest.mark.usefixtures("courses_offered")
def test_the_search_follows_to_another_town() -> None:
    talk = Talk()
    talk.say("ik zoek een cursus heftruck in Mechelen", "zoek_opleiding")
    answer = talk.say("t is eigenlijk in Willebroek nie Mechelen", "corrigeer")
    assert "Willebroek" in answer and talk.opleiding["titel"] == "heftruck"


def test_where_somebody_works_can_be_put_right_without_a_search(working: Talk) -> None:
    assert "Willebroek" in working.say("t is eigenlijk in Willebroek nie Mechelen", "corrigeer")
    assert working.slots["gesprek_staat"]["werkplaats"] == "2830"


@pytest.mark.parametrize("text", ["nee toch niet", "ik werk niet, ik studeer", "liever niet"])
def test_not_every_no_names_another_course(working: Talk, text: str) -> None:
    working.say("ik wil een cursus heftruck volgen")
    working.say(text, "ontken")
    assert "heftruck" in (working.opleiding.get("titel") or "heftruck")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ik wil heftruck leren of nee, eigenlijk boekhouden", "ik wil boekhouden leren"),
        ("ik werk in Mechelen, of nee, eigenlijk in Willebroek", "ik werk in Willebroek"),
        ("ik zoek een cursus excel in Gent, wacht nee in Aalst", "ik zoek een cursus excel in Aalst"),
        ("ik wil lassen leren of nee toch niet", "ik wil lassen leren of nee toch niet"),
        ("wil Frans leren in plaats van heftruck", "wil Frans leren"),
        ("ik ben 38 of nee 39", "ik ben 38 of nee 39"),
        *((same, same) for same in NOT_MENDED),
    ],
)
def test_a_sentence_that_is_mended_while_typing_is_read_as_meant(typed: str, meant: str) -> None:
    assert mended(typed, shared_reader()) == meant


@pytest.mark.usefixtures("courses_offered")
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("toch handig", "bevestig"),
        ("liever goedkoper", "verfijn_zoekopdracht"),
        ("toch heel dom", "klacht"),
        ("nee liever iemand spreken", "vraag_mens"),
    ],
)
def test_only_the_name_of_a_course_takes_the_place_of_a_course(text: str, intent: str) -> None:
    talk = Talk()
    talk.say("ik wil heftruck leren", "zoek_opleiding")
    talk.say(text, intent, 0.95)
    assert talk.opleiding["titel"] == "heftruck"


# ---------------------------------------------------------------- taken back
@pytest.mark.parametrize("between", [[], ["ok doe maar halftijds"]])
def test_what_went_away_by_a_fact_comes_back_with_it(working: Talk, between: list[str]) -> None:
    working.say("doe maar halftijds")
    assert "uren_per_week" not in working.profiel
    for text in between:
        working.say(text)
    working.say("nee toch niet", "ontken")
    assert working.profiel["uren_per_week"] == 38 and "tewerkstellingspercentage" not in working.profiel
    assert working.vraag != "uren_per_week"


def test_what_is_taken_back_in_the_same_message_changes_nothing(working: Talk) -> None:
    before = working.profiel
    answer = working.say("ok doe maar halftijds ... nee toch niet", "corrigeer")
    assert working.profiel == before and "verandert er niets" in answer


def test_going_half_time_is_tried_out_when_the_hours_are_known(working: Talk) -> None:
    answer = working.say("ga halftijds")
    assert "Stel: werkt 50 %" in answer and working.profiel["uren_per_week"] == 38
    assert answer.count("ik kan het niet berekenen") <= 1


# ---------------------------------------------------------------- not understood, and asked why
@pytest.mark.parametrize("known", [True, False])
def test_question_marks_never_get_the_same_words_twice_in_a_row(known: bool) -> None:
    talk = Talk("2026-03-15")
    if known:
        talk.say("ik ben bediende in Gent")
    said = [talk.say("?", "herhaal", 0.24) for _ in range(6)]
    assert all(one != other for one, other in zip(said, said[1:], strict=False))
    assert any("0800 30 700" in answer for answer in said)


def test_how_so_asks_why_and_skips_nothing(working: Talk) -> None:
    question = working.vraag
    answer = working.say("hoezo", "sla_over")
    assert "gelden andere regels" in answer and working.vraag == question


def test_the_same_words_are_not_said_without_a_way_out(working: Talk) -> None:
    first = working.say("wa zegt ge nu allemaal", "klacht")
    second = working.say("wa zegt ge nu allemaal", "klacht")
    assert "Ik val in herhaling" not in first and "Ik val in herhaling" in second


# ---------------------------------------------------------------- wishes in a word or two
def test_no_more_nights_is_heard_and_kept(working: Talk) -> None:
    answer = working.say("geen nachten meer", "verfijn_zoekopdracht", 0.4)
    assert "nachtwerk" in answer
    assert working.slots["gesprek_staat"]["loopbaan"]["wensen"]["niet"] == ["nacht"]


@pytest.mark.parametrize(
    ("text", "intent", "certainty"),
    [("luthier", "help", 0.18), ("imker", "vraag_beroep", 0.83), ("honden trimmen", "buiten_bereik", 1.0)],
)
@pytest.mark.usefixtures("courses_offered")
def test_a_bare_trade_is_asked_about_and_looked_for(text: str, intent: str, certainty: float) -> None:
    talk = Talk()
    answer = talk.say(text, intent, certainty)
    assert text in answer and talk.buttons[:2] == ["true", "false"]
    talk.press("true")
    assert talk.opleiding["titel"] == text


@pytest.mark.parametrize("text", ["overleden", "geweld", "depressie", "verdriet", "pesten", "uitgeput"])
def test_a_word_that_weighs_leads_to_somebody_to_talk_to(talk: Talk, text: str) -> None:
    answer = talk.say(text, "nlu_fallback", 0.2)
    assert "iets leren rond" not in answer and ("106" in answer or "1712" in answer) and talk.vraag is None


def test_no_more_shifts_is_heard_and_tells_no_fixed_hours(working: Talk) -> None:
    assert "ploegenwerk" in working.say("geen shiften meer", "ander_werk", 0.5)
    assert "uurrooster" not in working.profiel


@pytest.mark.parametrize("text", ["geen zin", "amai zeg", "wat nu", "stom gedoe hoor"])
def test_a_sigh_is_no_trade(talk: Talk, text: str) -> None:
    assert "iets leren rond" not in talk.say(text, "nlu_fallback", 0.2)


# ---------------------------------------------------------------- asked in two words
def test_childcare_in_two_words_is_a_question_and_no_training(talk: Talk) -> None:
    talk.say("ik ben werkzoekend in Gent en wil een opleiding zorgkundige", "zoek_opleiding")
    answer = talk.say("en kinderopvang", "buiten_bereik")
    assert "opvang" in answer and "soort" not in talk.opleiding


def test_a_partner_who_works_along_counts(talk: Talk) -> None:
    talk.say("ik ben zelfstandige bakker in Gent")
    answer = talk.say("mijn vrouw helpt mee in de zaak", "buiten_bereik", 0.64)
    assert "meewerkende partner" in answer and "Daar weet ik niets over" not in answer


def test_what_was_passed_on_is_the_facts(working: Talk) -> None:
    assert "38 uur per week" in working.say("wat heb ik doorgegeven", "vraag_overzicht", 0.79)


def test_begin_at_the_very_start_wipes_nothing(talk: Talk) -> None:
    answer = talk.say("begin", "opnieuw_beginnen")
    assert "vergeten" not in answer and talk.vraag is not None


# ---------------------------------------------------------------- West Flanders
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bajoak", True),
        ("joat", True),
        ("toetoet", True),
        ("nin", False),
        ("ba nin'k", False),
        ("nint", False),
        ("'k en doe da nie", False),
    ],
)
def test_a_yes_or_no_of_west_flanders_answers(text: str, value: bool) -> None:
    reading = shared_reader().read(text, "loopbaanbegeleiding_gevolgd")
    assert reading.profiel == {"loopbaanbegeleiding_gevolgd": value}


# ---------------------------------------------------------------- what a counsellor would not have said
@pytest.mark.parametrize("text", ["plan", "maak plan", "maak een plan voor mij", "plan godverdomme"])
def test_the_plan_is_shown_however_shortly_it_is_asked(working: Talk, text: str) -> None:
    assert "Jouw plan" in working.say(text, "maak_afspraak", 0.6)


def test_a_diploma_told_in_the_check_is_no_occupation(talk: Talk) -> None:
    talk.say("wat kan ik al", "competentiecheck")
    answer = talk.say("enkel lager middelbaar")
    assert talk.profiel["diploma"] == "lager_secundair" and "Ik neem" not in answer
    assert "Wat is je werk nu" in answer


def test_who_says_what_they_want_to_become_gets_a_plan_for_it(talk: Talk) -> None:
    talk.say("ik ben werkloos sinds maart en ik wil gewoon lasser worden")
    assert talk.slots["gesprek_staat"]["loopbaan"]["gewenst"]
    assert "lasser" in talk.say("maak mijn plan", "buiten_bereik")


def test_when_an_occupation_is_chosen_a_free_evening_is_one_for_the_course(talk: Talk) -> None:
    talk.say("camionchauffeur 44j wil van den baan af", "ander_werk")
    talk.say("wil planner worden of zoiets", "ander_werk")
    assert "Taxichauffeur" not in talk.say("kan enkel in t weekend of savonds", "verfijn_zoekopdracht")


def test_an_employer_who_will_not_like_it_is_about_refusing(working: Talk) -> None:
    answer = working.say("baas ga da nie goe vinden", "uit_drempel", 0.7)
    assert "weigeren" in answer


def test_a_burnout_is_heard_once_before_the_questions(talk: Talk) -> None:
    assert "Een burn-out is zwaar" in talk.say("ben verpleegkundige, al 8 maanden thuis met burn out")
    assert "Een burn-out is zwaar" not in talk.say("door die burn-out slaap ik ook niet goed")


def test_doubt_about_the_present_work_takes_nothing_back(talk: Talk) -> None:
    answer = talk.say("weet niet of ik nog terug wil naar de zorg", "vorige_vraag", 0.63)
    assert "vorige vraag" not in answer and "werk" in answer


def test_work_need_not_be_given_up_to_learn(working: Talk) -> None:
    answer = working.say("moet ik dan mijn werk opgeven", "waarom_vraag", 0.29)
    assert "niet altijd" in answer and working.vraag == "soort"


def test_a_town_that_is_mended_is_asked_about(talk: Talk) -> None:
    talk.say("ik ben bediende")
    assert "Werk je daar" in talk.say("in Aalst, of nee in Ninove", "corrigeer")


@pytest.mark.usefixtures("courses_offered")
def test_an_answer_that_is_mended_is_no_filter_taken_back() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik werk via interim in Gent en wil frans leren", "zoek_opleiding")
    for _ in range(4):
        if talk.vraag != "loopbaanbegeleiding_gevolgd":
            talk.press("weet_niet")
    assert talk.vraag == "loopbaanbegeleiding_gevolgd"
    talk.say("ja, of nee toch niet", "geef_info")
    assert talk.profiel["loopbaanbegeleiding_gevolgd"] is False


@pytest.mark.parametrize(
    ("text", "question", "facts"),
    [
        ("nee geen diploma belgie", "in_opleidingsdatabank", {"diploma": "geen"}),
        ("mijn land diploma wel", "loopbaanbegeleiding_gevolgd", {}),
        ("dat heb ik wel", "loopbaanbegeleiding_gevolgd", {"loopbaanbegeleiding_gevolgd": True}),
        ("ja, of nee toch niet", "loopbaanbegeleiding_gevolgd", {"loopbaanbegeleiding_gevolgd": False}),
        ("ziekenkas ja", "statuut", {"uitkering": "ziekte"}),
        ("ik ben 35, neenee 36", None, {"leeftijd": 36}),
        ("geef al 15 jaar wiskunde en ben het kotsbeu", None, {"sector": "onderwijs"}),
    ],
)
def test_what_is_read_of_short_and_broken_answers(text: str, question: str | None, facts: object) -> None:
    reading = shared_reader().read(text, question)
    told = {**reading.profiel, **reading.opleiding}
    assert {veld: told.get(veld) for veld in facts} == facts  # type: ignore[attr-defined]
    assert question in facts or question not in told  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "zesde middelbaar nie gedaan",
        "zesde middelbaar beroeps nie gedoan",
        "ik heb mijn zesde middelbaar niet gedaan",
    ],
)
def test_a_year_that_was_not_done_gives_no_diploma(text: str) -> None:
    assert shared_reader().read(text).profiel.get("diploma") != "hoger_secundair"
