"""An appointment in the chat: the dialogue asks what is needed and tells the service what is wanted."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

SLOT = "moment:ter_plaatse:m1"


@pytest.fixture
def talk() -> Talk:
    """A talk while nobody is on duty and moments are free."""
    talk = Talk()
    talk.metadata["momenten"] = True
    return talk


def orders(talk: Talk) -> dict[str, object]:
    found: dict[str, object] = talk.requests.get("afspraak", {})
    return found


def test_nobody_on_duty_offers_an_appointment_first(talk: Talk) -> None:
    assert "afspraak maken" in talk.say("ik wil een mens", "vraag_mens")
    assert talk.buttons == ["afspraak", "true", "false", "buurt"]
    talk.press("afspraak")
    assert orders(talk) == {"doe": "toon"}
    talk.say("maak een afspraak")
    assert orders(talk) == {"doe": "toon"}, "the title of the button, typed"
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("ja graag", "bevestig")
    assert orders(talk) == {"doe": "toon"}
    talk.say("ik wil een mens", "vraag_mens")
    assert "telefoonnummer" in talk.press("true")


def test_on_duty_the_chat_comes_first(talk: Talk) -> None:
    talk.metadata["begeleiders"] = True
    talk.say("ik wil een mens", "vraag_mens")
    assert talk.buttons == ["chat_nu", "afspraak", "true", "false", "buurt"]
    talk.press("afspraak")
    assert orders(talk) == {"doe": "toon"}


def test_a_moment_a_way_to_be_reached_and_what_goes_along(talk: Talk) -> None:
    talk.say("ik ben 38 jaar")
    talk.say("ik wil graag een afspraak", "maak_afspraak")
    assert orders(talk) == {"doe": "toon"}
    assert "e-mailadres" in talk.press(SLOT)
    assert talk.buttons == ["geen_contact"]
    assert "38 jaar" in talk.say("els@voorbeeld.be")
    talk.press("geef_alles")
    assert orders(talk) == {
        "doe": "boek",
        "moment": "m1",
        "contact": "els@voorbeeld.be",
        "meegeven": True,
        "verloop": True,
    }


@pytest.mark.parametrize("contact", ["els..p@voorbeeld.be", "els@voorbeeld", "els@a.be, jan@a.be", "0470"])
def test_what_cannot_be_reached_is_asked_again(talk: Talk, contact: str) -> None:
    talk.press(SLOT)
    assert "lees ik niet als nummer of e-mailadres" in talk.say(contact, "geef_info")
    assert orders(talk) == {}


def test_a_phone_call_needs_a_number(talk: Talk) -> None:
    talk.press("moment:telefoon:m2")
    assert "Belgisch telefoonnummer" in talk.say("els@voorbeeld.be")
    talk.say("0470 12 34 56")
    talk.say("nee", "ontken")
    assert orders(talk)["contact"] == "0470123456" and orders(talk)["meegeven"] is False


@pytest.mark.parametrize("steps", [["stop"], ["wablief", "wablief"]])
def test_without_a_number_nothing_is_booked(talk: Talk, steps: list[str]) -> None:
    talk.press("moment:telefoon:m2")
    for text in steps:
        answer = talk.say(text, "stop" if text == "stop" else "buiten_bereik")
    assert "leg niets vast" in answer and orders(talk) == {}


def test_a_question_instead_of_consent_books_nothing_and_is_answered(talk: Talk) -> None:
    talk.press(SLOT)
    talk.press("geen_contact")
    answer = talk.say("wat is een opleidingscheque?", "vraag_maatregel")
    assert "leg niets vast" in answer and len(answer) > 100 and orders(talk) == {}


def test_moving_and_calling_off(talk: Talk) -> None:
    talk.metadata["afspraak"] = True
    talk.say("ik wil een afspraak", "maak_afspraak")
    assert orders(talk) == {"doe": "stand"}
    assert "blijft je afspraak staan" in talk.press("afspraak_verzet")
    assert orders(talk) == {"doe": "toon"}
    talk.press(SLOT)
    assert orders(talk) == {"doe": "verzet", "moment": "m1"}
    talk.press("afspraak_annuleer")
    assert "blijft staan" in talk.press("false")
    talk.press("afspraak_annuleer")
    talk.press("true")
    assert orders(talk) == {"doe": "annuleer"}


def test_taking_consent_or_a_call_back(talk: Talk) -> None:
    talk.press("afspraak_niets_delen")
    assert orders(talk) == {"doe": "niets_delen"}
    talk.say("ik wil een mens", "vraag_mens")
    talk.press("true")
    talk.say("0470 12 34 56")
    talk.press("namiddag")
    assert talk.buttons[:1] == ["bel_niet"]
    talk.press("bel_niet")
    assert orders(talk) == {"doe": "bel_niet"}


SHOWN = [
    ["m1", "video", "2026-12-01T10:00:00"],
    ["m2", "telefoon", "2026-12-03T10:00:00"],
    ["m3", "video", "2026-12-03T14:00:00"],
]


@pytest.fixture
def offered(talk: Talk) -> Talk:
    """A talk in which three moments were just offered."""
    talk.metadata |= {"vandaag": "2026-11-30", "geboden_momenten": SHOWN}  # type: ignore[operator]
    talk.say("ik wil een afspraak", "maak_afspraak")
    return talk


@pytest.mark.parametrize(
    ("text", "told", "contact"),
    [
        ("dinsdag om 10u", "dinsdag 1 december 2026 om 10.00 uur", "e-mailadres"),
        ("de tweede", "donderdag 3 december 2026 om 10.00 uur", "telefoonnummer"),
        ("maakt mij niet uit", "dinsdag 1 december", "e-mailadres"),
    ],
)
def test_a_moment_in_words(offered: Talk, text: str, told: str, contact: str) -> None:
    answer = offered.say(text)
    assert told in answer and contact in answer
    offered.say("0470 12 34 56")
    offered.press("geef_niets")
    assert orders(offered)["doe"] == "boek"


@pytest.mark.parametrize("text", ["liever later die week", "donderdag", "om 16u", "geen van die past mij"])
def test_words_for_more_than_one_moment_show_what_fits(offered: Talk, text: str) -> None:
    offered.say(text)
    assert orders(offered) == {
        "doe": "toon",
        "wens": text,
        "na": "2026-12-03T14:00:00",
        "voor": "2026-12-01T10:00:00",
    }
    assert "3 december" in offered.say("de tweede"), "and the choice goes on"


def test_no_moment_in_words_is_no_choice(offered: Talk) -> None:
    assert "leg niets vast" in offered.say("nee laat maar", "ontken")
    offered.say("ik wil een afspraak", "maak_afspraak")
    assert len(offered.say("wat is een opleidingscheque?", "vraag_maatregel")) > 100
    assert orders(offered) == {}
    offered.say("ik wil een afspraak", "maak_afspraak")
    question = "kan ik dinsdag ook opleidingsverlof nemen voor mijn avondles"
    offered.say(question, "vraag_maatregel")
    assert orders(offered) == {}


def test_a_day_in_the_question_itself(talk: Talk) -> None:
    talk.metadata["vandaag"] = "2026-11-30"
    talk.say("is er dinsdag nog plaats voor een afspraak", "maak_afspraak")
    assert orders(talk)["wens"] == "is er dinsdag nog plaats voor een afspraak"


def test_moving_and_calling_off_in_words(offered: Talk) -> None:
    offered.metadata["afspraak"] = True  # type: ignore[assignment]
    offered.say("kan mijn afspraak verzet worden naar donderdag", "maak_afspraak")
    assert orders(offered)["doe"] == "toon" and "donderdag" in str(orders(offered)["wens"])
    offered.say("dinsdag")
    assert orders(offered)["doe"] == "toon", "a loose word moves nothing: the moment is shown first"
    assert "verplaatsen naar dinsdag 1 december" in offered.say("de eerste") and orders(offered) == {}
    assert "blijft staan" in offered.say("nee", "ontken") and orders(offered) == {}
    offered.press("afspraak_verzet")
    offered.say("de eerste")
    offered.say("ja", "bevestig")
    assert orders(offered) == {"doe": "verzet", "moment": "m1"}
    assert "zeker niet meer" in offered.say("ik kan niet komen, zeg mijn afspraak af", "maak_afspraak")
    assert offered.buttons == ["true", "false", "afspraak_verzet"]
    offered.say("ja", "bevestig")
    assert orders(offered) == {"doe": "annuleer"}
    offered.say("hoe laat was mijn afspraak ook weer", "maak_afspraak")
    assert orders(offered) == {"doe": "stand"}


def test_without_an_appointment_there_is_nothing_to_call_off(talk: Talk) -> None:
    assert "geen afspraak van jou" in talk.say("ik wil mijn afspraak annuleren", "maak_afspraak")
    del talk.metadata["momenten"]
    answer = talk.say("hoe laat was mijn afspraak", "maak_afspraak")
    assert "geen afspraak van jou" in answer and "VDAB" in answer


# ---------------------------------------------------------------- as people say it
@pytest.mark.parametrize("intent", ["maak_afspraak", "vraag_mens"])
@pytest.mark.parametrize("text", ["bel mij op 0470 12 34 56", "kan iemand mij terugbellen op 0470123456"])
def test_a_number_in_the_sentence_is_not_asked_for_again(talk: Talk, text: str, intent: str) -> None:
    assert "Wanneer past het" in talk.say(text, intent)
    talk.say("dinsdag na 16u")
    assert talk.requests["terugbelverzoek"]["telefoon"] == "0470123456"


def test_a_number_and_a_moment_in_one_sentence(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("bel mij op 0470 12 34 56 morgenvoormiddag", "vraag_mens")
    wanted = talk.requests["terugbelverzoek"]
    assert wanted["telefoon"] == "0470123456" and wanted["moment"] == "morgenvoormiddag"


def test_a_number_told_with_the_wish_for_an_appointment_is_kept(talk: Talk) -> None:
    talk.say("ik wil een afspraak, mijn nummer is 0470 12 34 56", "maak_afspraak")
    assert orders(talk) == {"doe": "toon"}
    assert "bereiken op 0470123456?" in talk.press("moment:telefoon:m2"), "it is repeated first"
    assert "begeleider zien" in talk.say("ja", "bevestig")
    talk.press("geef_niets")
    assert orders(talk)["contact"] == "0470123456"
    assert "telefoonnummer" in talk.press("moment:telefoon:m3"), "used once"


@pytest.mark.parametrize(
    ("text", "intent", "told"),
    [
        ("nee", "ontken", "telefoonnummer"),
        ("nee, 0471 12 34 56", "ontken", "begeleider zien"),
        ("wat is een opleidingscheque?", "vraag_maatregel", "leg niets vast"),
    ],
)
def test_a_number_that_is_refused_is_forgotten(talk: Talk, text: str, intent: str, told: str) -> None:
    talk.say("ik wil een afspraak, mijn nummer is 0470 12 34 56", "maak_afspraak")
    talk.press("moment:telefoon:m2")
    assert told in talk.say(text, intent)
    if told == "begeleider zien":
        talk.press("geef_niets")
        assert orders(talk)["contact"] == "0471123456"
    assert "telefoonnummer" in talk.press("moment:telefoon:m2")


def test_a_number_within_words_is_read(talk: Talk) -> None:
    talk.press("moment:telefoon:m2")
    assert "begeleider zien" in talk.say("das 0470/12.34.56 he", "geef_info")


@pytest.mark.parametrize("text", ["laat maar", "nee laat maar zitten", "hoeft niet meer"])
def test_never_mind_is_an_answer_to_the_question_for_a_number(talk: Talk, text: str) -> None:
    talk.press("moment:telefoon:m2")
    assert "leg niets vast" in talk.say(text, "buiten_bereik")
    talk.say("bel mij terug", "maak_afspraak")
    assert "later naar vragen" in talk.say(text, "nlu_fallback")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kan ik verplaatsen?", "welk moment"),
        ("liever een andere dag", "welk moment"),
        ("ik wil annuleren", "zeker"),
    ],
)
def test_an_appointment_is_moved_or_called_off_in_words(talk: Talk, text: str, told: str) -> None:
    talk.metadata["afspraak"] = True
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    assert told in talk.say(text, "buiten_bereik")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("schrap mijn gegevens", "wis_gegevens"),
        ("schrap mijn leeftijd", "corrigeer"),
        ("ik kom niet rond", "drempel"),
        ("ik wil mijn opleiding annuleren", "buiten_bereik"),
        ("ik wil mijn opleiding uitstellen", "geef_info"),
        ("ik zoek een ander uur les", "verfijn_zoekopdracht"),
        ("dat moet op een andere dag", "verfijn_zoekopdracht"),
        ("annuleer maar", "wis_gegevens"),
    ],
)
def test_what_is_of_something_else_leaves_the_appointment_alone(talk: Talk, text: str, intent: str) -> None:
    talk.metadata["afspraak"] = True
    answer = talk.say(text, intent)
    assert "zeker niet meer" not in answer and "welk moment" not in answer and orders(talk) == {}


def test_wiping_with_an_appointment_wipes(talk: Talk) -> None:
    talk.metadata["afspraak"] = True
    talk.say("schrap mijn gegevens", "wis_gegevens")
    talk.say("ja", "bevestig")
    assert "afspraak" not in talk.requests


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("de eerste keer dat ik dit hoor", "geef_info"),
        ("hoeveel is dat voor de tweede", "vraag_bedrag"),
        ("de tweede", "vraag_bedrag"),
        ("hoeveel krijg ik dinsdag", "vraag_bedrag"),
        ("iets anders: mijn diploma", "nlu_fallback"),
        ("dat doe ik later wel", "nlu_fallback"),
    ],
)
def test_words_in_passing_choose_no_moment(offered: Talk, text: str, intent: str) -> None:
    offered.say(text, intent)
    assert orders(offered) == {}


def test_a_question_whether_a_day_is_free_shows_and_chooses_nothing(offered: Talk) -> None:
    offered.say("kan het dinsdag?", "vraag_bedrag")
    assert orders(offered)["doe"] == "toon"


def test_without_an_appointment_nothing_is_moved(talk: Talk) -> None:
    assert "welk moment" not in talk.say("kan ik mijn opleiding verplaatsen?", "buiten_bereik")
