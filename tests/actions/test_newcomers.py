"""What newcomers say in other words than the polite ones: they get the same good answer."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

NOT_REFUSED = "kan het recht niet weigeren"


@pytest.mark.parametrize(
    "text",
    ["hij zegt dat het te druk is", "hij zegt dat het niet gaat", "ze zegt dat ik moet wachten"],
)
def test_what_the_employer_answers_is_about_refusing(text: str) -> None:
    talk = Talk()
    talk.say("mag mijn baas mijn opleidingsverlof weigeren", "vraag_voorwaarden")
    answer = talk.say(text, "uit_drempel")
    assert NOT_REFUSED in answer and "een andere datum" in answer


def test_a_service_or_a_school_may_be_the_employer() -> None:
    talk = Talk()
    talk.say("ik ben leerkracht")
    for text in ("mag mijn dienst weigeren", "en de school mag weigeren?"):
        answer = talk.say(text, "vraag_voorwaarden")
        assert "zorgkrediet" in answer and "in geen enkele bron" in answer and "drempel" not in talk.profiel
    talk.say("krijg ik zorgkrediet", "vraag_voorwaarden")
    answer = talk.say("mag mijn dienst weigeren", "vraag_voorwaarden")
    assert "zorgkrediet" in answer and "opleidingsverlof" not in answer


def test_of_what_somebody_has_no_right_to_is_told_why() -> None:
    talk = Talk()
    talk.say("ik ben ambtenaar bij de Vlaamse overheid")
    answer = talk.say("mag mijn dienst vov weigeren", "vraag_voorwaarden")
    assert NOT_REFUSED not in answer and "opleidingsverlof" in answer


def test_who_scolds_and_asks_gets_the_answer_and_one_sorry() -> None:
    asked = "mijn opleidingsverlof is geweigerd door mijn baas en ik wil weten of da mag"
    polite = Talk().say(asked, "vraag_voorwaarden")
    answer = Talk().say(f"jullie zijn nen hoop prutsers, {asked}", "vraag_combineren")
    assert NOT_REFUSED in polite and answer.endswith(polite)
    assert answer.lower().count("sorry") == 1


# ---------------------------------------------------------------- a call
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("kan iemand mij bellen? mijn nr is 0475 98 76 54 liefst morgenvoormiddag", "morgenvoormiddag"),
        ("bel mij, vanaf 16u kan ik, 0475 98 76 54", "vanaf 16u"),
        ("kunnen jullie mij morgen om 10u bellen op 0475 98 76 54?", "morgen om 10u"),
        ("bel mij op 0475 98 76 54 tussen 9 en 11 aub", "tussen 9 en 11"),
    ],
)
@pytest.mark.parametrize("intent", ["maak_afspraak", "vraag_mens"])
def test_a_number_and_a_moment_are_noted_at_once(text: str, moment: str, intent: str) -> None:
    talk = Talk()
    answer = talk.say(text, intent)
    assert talk.requests["terugbelverzoek"] == {
        "telefoon": "0475987654",
        "moment": moment,
        "meegeven": False,
    }
    assert "genoteerd" in answer and moment in answer


def test_only_the_consent_is_asked_when_number_and_moment_are_told() -> None:
    talk = Talk()
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    answer = talk.say(
        "kan iemand mij bellen? mijn nr is 0475 98 76 54 liefst morgenvoormiddag", "maak_afspraak"
    )
    assert "Zal ik meegeven" in answer and "Wanneer" not in answer
    talk.say("ja", "bevestig")
    assert talk.requests["terugbelverzoek"]["moment"] == "morgenvoormiddag"


def test_a_moment_before_the_number_is_not_asked_for_again() -> None:
    talk = Talk()
    assert "telefoonnummer" in talk.say("kan iemand mij bellen?", "vraag_mens")
    talk.say("vanaf 16u kan ik, 0478 12 34 56", "maak_afspraak")
    assert talk.requests["terugbelverzoek"]["moment"] == "vanaf 16u"


def test_who_calls_and_when_is_told_and_the_call_stays() -> None:
    talk = Talk()
    talk.say("bel mij", "maak_afspraak")
    talk.say("0478 12 34 56", "buiten_bereik")
    answer = talk.say("wie gaat er mij dan bellen en wanneer?", "uit_drempel")
    assert "begeleider van deze dienst" in answer and "Wanneer past het" in answer
    talk.say("morgen in de voormiddag", "verfijn_zoekopdracht")
    assert talk.requests["terugbelverzoek"]["telefoon"] == "0478123456"
    answer = talk.say("wanneer gaan ze nu bellen?", "vraag_hervorming")
    assert "begeleider van deze dienst" in answer and "morgen in de voormiddag" in answer
    assert "bel_niet" in talk.buttons and not talk.requests
    talk.say("bel mij op 0478 12 34 56 vrijdag na 17u", "maak_afspraak")
    assert talk.requests["terugbelverzoek"]["moment"] == "vrijdag na 17u"


# ---------------------------------------------------------------- worries, and what is no barrier
def test_worries_at_home_are_heard_before_anything_else() -> None:
    talk = Talk()
    said = "ik werk voltijds als arbeider in gent maar mijn hoofd staat er nie naar, mijn vrouw is ziek"
    answer = talk.say(said)
    assert answer.startswith("Dat is zwaar") and talk.vraag is None and "mens" in talk.buttons
    assert talk.profiel["tewerkstellingspercentage"] == 100
    assert "Dat is zwaar" not in talk.say("mijn vrouw is verpleegster")


def test_who_is_called_too_stupid_lacks_confidence() -> None:
    talk = Talk()
    answer = talk.say("ik ben 45, mijn man zegt dat ik daar te dom voor ben", "uit_drempel")
    assert talk.profiel["drempel"] == "zelfvertrouwen" and "Dat gevoel hebben veel mensen" in answer


def test_not_liking_to_type_is_no_barrier() -> None:
    talk = Talk()
    talk.say("ik werk voltijds")
    answer = talk.say("geen zin om te typen", "uit_drempel")
    assert "kies gewoon een knop" in answer and "drempel" not in talk.profiel and talk.vraag == "sector"


def test_free_from_work_for_the_lessons_is_about_leave() -> None:
    answer = Talk().say("ik vroeg of ik vrij krijg om naar de les te gaan", "uit_drempel")
    assert "opleidingsverlof" in answer and "tegen" not in answer


def test_too_many_questions_get_a_sorry_and_the_next_step() -> None:
    said = "amai da zijn veel vragen, zeg gewoon wat ik moet doen"
    talk = Talk()
    talk.say("ik werk voltijds 38 uur als bediende in de privé in Gent en volg een cursus boekhouden")
    answer = talk.say(said, "compliment")
    assert "Sorry" in answer and "vraag je zo aan" in answer
    fresh = Talk()
    fresh.say("ik ben 40 jaar")
    assert "Sorry" in fresh.say(said, "compliment") and fresh.vraag == "statuut"


@pytest.mark.parametrize("text", ["zijt ge nu doof?? JA OF NEE", "antwoord is, ja of nee", "ja of nee"])
def test_yes_or_no_answers_nothing_and_brings_the_last_question_back(text: str) -> None:
    talk = Talk()
    talk.say("ik werk voltijds 38 uur als bediende in de privé in Gent")
    talk.say("ik volg een cursus boekhouden")
    assert talk.vraag == "in_opleidingsdatabank"
    talk.say("krijg ik vov?", "vraag_voorwaarden")
    answer = talk.say(text, "ontken")
    assert answer.startswith("Sorry") and "opleidingsverlof" in answer
    assert "in_opleidingsdatabank" not in talk.opleiding and talk.vraag == "in_opleidingsdatabank"
    other = Talk()
    other.say("mag mijn baas weigeren", "vraag_voorwaarden")
    assert NOT_REFUSED in other.say(text, "ontken")


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("ik ben student", "mag de school mij weigeren?"),
        ("ik werk in een winkel en wil een cursus volgen in het cvo", "en de school mag weigeren?"),
        ("ik wil een bachelor volgen", "kan ik geweigerd worden door de hogeschool?"),
    ],
)
def test_a_school_that_refuses_a_learner_is_no_employer(first: str, text: str) -> None:
    talk = Talk()
    talk.say(first)
    answer = talk.say(text, "vraag_voorwaarden")
    assert "hangt af van de school" in answer and "werkgever" not in answer
    assert ("Is je leerkrediet op?" in answer) == ("bachelor" in first)
    assert "drempel" not in talk.profiel and "mens" in talk.buttons


@pytest.mark.parametrize(
    "said",
    [
        "ik ben 17 en ik ben school beu, ik wil stoppen",
        "mag ik gaan werken in plaats van school?",
        "tot welke leeftijd moet ik naar school",
        "wat is duaal leren",
        "mijn zoon van 16 wil stoppen met school",
    ],
)
def test_a_pupil_who_is_tired_of_school_hears_who_knows_the_rules(said: str) -> None:
    talk = Talk("2026-03-15")
    answer = talk.say(said, "ander_werk")
    assert "duaal leren" in answer and "CLB" in answer and "kon ik niet nakijken" in answer
    assert not {"statuut", "sector"} & talk.profiel.keys()
