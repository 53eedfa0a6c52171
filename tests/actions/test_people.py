"""The way to a human in the chat: a counsellor now when one is on duty, a call otherwise."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A talk while a counsellor is on duty."""
    talk = Talk()
    talk.metadata["begeleiders"] = True
    return talk


def test_nobody_on_duty_leaves_the_call() -> None:
    talk = Talk()
    assert "begeleider aan dienst" not in talk.say("ik wil een mens", "vraag_mens")
    assert "chat_nu" not in talk.buttons


def test_a_chat_is_asked_for_with_what_may_go_along(talk: Talk) -> None:
    talk.say("ik ben 38 jaar en werk in Mechelen")
    assert "begeleider aan dienst" in talk.say("ik wil een mens", "vraag_mens")
    assert talk.buttons[:1] == ["chat_nu"]
    assert "38 jaar" in talk.press("chat_nu")
    assert talk.buttons == ["geef_feiten", "geef_alles", "geef_niets"]
    talk.press("geef_alles")
    assert talk.requests == {"overdracht": {"meegeven": True, "verloop": True}}


@pytest.mark.parametrize(("intent", "shared"), [("bevestig", True), ("ontken", False)])
def test_words_instead_of_buttons(talk: Talk, intent: str, shared: bool) -> None:
    talk.say("ik ben 38 jaar")
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("ja graag", "bevestig")
    talk.say("doe maar", intent)
    assert talk.requests == {"overdracht": {"meegeven": shared, "verloop": False}}


def test_without_facts_there_are_no_facts_to_share(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    talk.press("chat_nu")
    assert talk.buttons == ["geef_alles", "geef_niets"]


def test_nothing_is_asked_without_an_answer(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    talk.press("chat_nu")
    talk.say("wat is een opleidingscheque?", "vraag_maatregel")
    assert talk.requests == {}


def test_rather_a_call_or_neither(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    assert "telefoonnummer" in talk.press("true")
    talk.say("stop", "stop")
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("nee", "ontken")
    assert talk.requests == {}


@pytest.mark.parametrize("on_duty", [True, False])
def test_much_that_is_uncertain_offers_a_human_who_is_there(on_duty: bool) -> None:
    talk = Talk("2026-03-15")
    talk.metadata["begeleiders"] = on_duty
    talk.say("ik ben 38, werk voltijds 38 uur per week als bediende in de privesector in Mechelen")
    assert ("met je meekijken" in talk.know_nothing_more()) is on_duty
    assert "mens" in talk.buttons


# ---------------------------------------------------------------- the call-back: withdrawn, another number
@pytest.fixture
def noted() -> Talk:
    """A talk in which a call was just noted."""
    talk = Talk()
    talk.say("bel mij op 0470 12 34 56 morgen", "maak_afspraak")
    assert talk.requests["terugbelverzoek"]["telefoon"] == "0470123456"
    return talk


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("laat maar, bel mij niet", "maak_afspraak"),
        ("bel me niet meer", "maak_afspraak"),
        ("trek mijn vraag in", "wis_gegevens"),
        ("annuleer het telefoontje", "stop"),
        ("ik wil niet gebeld worden", "maak_afspraak"),
    ],
)
def test_a_noted_call_is_withdrawn_in_words(noted: Talk, text: str, intent: str) -> None:
    noted.say(text, intent)
    assert noted.requests == {"afspraak": {"doe": "bel_niet"}}
    noted.say("trek mijn vraag in", "wis_gegevens")
    assert "bel_niet" not in str(noted.requests), "it was withdrawn already"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("dat nummer is fout, het is 0499887766", "corrigeer"),
        ("toch beter 0499 88 77 66", "corrigeer"),
        ("neen ander nummer: 0499887766", "ontken"),
    ],
)
def test_another_number_takes_the_place_of_the_one_that_was_told(noted: Talk, text: str, intent: str) -> None:
    assert "766" in noted.say(text, intent)
    assert noted.requests["terugbelverzoek"] == {
        "telefoon": "0499887766",
        "moment": "morgen",
        "meegeven": False,
    }
    asking = Talk()
    asking.say("bel mij op 0470 12 34 56", "maak_afspraak")
    assert "766" in asking.say(text, intent) and "voormiddag" in asking.buttons
    asking.say("dinsdag na 16u")
    assert asking.requests["terugbelverzoek"]["telefoon"] == "0499887766"
    assert asking.requests["terugbelverzoek"]["moment"] == "dinsdag na 16u"


def test_another_number_while_it_is_asked_what_goes_along() -> None:
    talk = Talk()
    talk.say("ik ben 38 jaar")
    talk.say("bel mij op 0470 12 34 56 morgen", "maak_afspraak")
    assert "766" in talk.say("toch liever op 0499 88 77 66", "corrigeer")
    talk.press("true")
    assert talk.requests["terugbelverzoek"] == {
        "telefoon": "0499887766",
        "moment": "morgen",
        "meegeven": True,
    }


def test_a_number_that_is_wrong_is_asked_anew(noted: Talk) -> None:
    assert "telefoonnummer" in noted.say("dat nummer is fout", "corrigeer")
    noted.say("0499887766", "buiten_bereik")
    assert noted.requests["terugbelverzoek"] == {
        "telefoon": "0499887766",
        "moment": "morgen",
        "meegeven": False,
    }


def test_half_a_number_is_no_moment() -> None:
    talk = Talk()
    talk.say("bel mij op 0470 12 34 56", "maak_afspraak")
    assert "Belgisch telefoonnummer" in talk.say("toch beter 0472 33", "corrigeer")
    assert not talk.requests


def test_a_number_that_cannot_be_is_asked_again_with_a_way_out() -> None:
    talk = Talk()
    talk.say("bel mij", "maak_afspraak")
    for text in ("0471", "12345", "04711"):
        assert "Belgisch telefoonnummer" in talk.say(text, "buiten_bereik")
    assert talk.buttons == ["false"]
    assert "voormiddag" in talk.say("0471 23 45 67", "buiten_bereik") + str(talk.buttons)


def test_who_wants_no_call_after_all_is_left_alone() -> None:
    talk = Talk()
    talk.say("bel mij", "maak_afspraak")
    assert "later naar vragen" in talk.say("nee bel me toch niet", "maak_afspraak")
    talk.say("bel mij", "maak_afspraak")
    talk.say("0471", "buiten_bereik")
    talk.say("12", "buiten_bereik")
    assert "later naar vragen" in talk.press("false")


def test_a_number_of_the_country_and_a_moment_in_one_sentence() -> None:
    talk = Talk()
    talk.say("bel +32 471 23 45 67 morgen voormiddag", "maak_afspraak")
    assert talk.requests["terugbelverzoek"]["telefoon"] == "+32471234567"
    assert talk.requests["terugbelverzoek"]["moment"] == "morgen voormiddag"


@pytest.mark.parametrize("facts", [False, True])
def test_another_moment_needs_no_number_again(talk: Talk, facts: bool) -> None:
    if facts:
        talk.say("ik werk voltijds bij een bank in Gent")
    talk.say("bel mij, morgen namiddag, 0470 12 34 56", "vraag_mens")
    if facts:
        answer = talk.say("toch liever vrijdag om 10u", "verfijn_zoekopdracht", 0.7)
        assert "meegeven" in answer
        talk.press("true")
        noted = talk.requests["terugbelverzoek"]
        assert (noted["telefoon"], noted["moment"]) == ("0470123456", "vrijdag om 10u")
    answer = talk.say("dat past niet, kan het ook donderdag na 16u", "maak_afspraak", 0.8)
    assert "nieuwe moment" in answer and "nummer" in answer
    assert talk.requests["terugbelverzoek"] == {
        "telefoon": None, "moment": "donderdag na 16u", "meegeven": facts,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ik werk nu liever in de voormiddag, en ik ben 45 jaar",
        "Ik volg liever les op zaterdag",
        "kan ik toch les volgen op vrijdag?",
        "ik heb anders op woensdag les",
        "Ik wil van werk veranderen vanaf maandag",
    ],
)
def test_a_day_of_lessons_or_work_moves_no_call(talk: Talk, text: str) -> None:
    talk.say("bel mij, morgen namiddag, 0470 12 34 56", "vraag_mens")
    answer = talk.say(text, "geef_info")
    assert "nieuwe moment" not in answer
