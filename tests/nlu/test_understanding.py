"""Sentences that are not among the examples."""

from __future__ import annotations

import random
import time

import pytest

from bot.nlu.form import entities_of, facts_of
from bot.nlu.intents import distant_pairs, shortened
from bot.nlu.noise import noisy
from bot.nlu.understanding import Understanding
from knowledge.taal import Reader

NEW: list[tuple[str, str]] = [
    ("goeiemorgen iedereen", "groet"),
    ("dank je wel voor alles", "bedank"),
    ("tot een volgende keer", "afscheid"),
    ("ja klopt", "bevestig"),
    ("nee dat klopt niet hoor", "ontken"),
    ("daar heb ik geen flauw idee van", "weet_niet"),
    ("sla die vraag maar over", "sla_over"),
    ("ga terug naar de vorige vraag aub", "vorige_vraag"),
    ("ik wil helemaal opnieuw beginnen", "opnieuw_beginnen"),
    ("waarom wil je mijn loon weten", "waarom_vraag"),
    ("ik werk 4/5 en woon in Ronse", "geef_info"),
    ("en als ik halftijds zou werken, wat dan", "wat_als"),
    ("waar heb ik eigenlijk allemaal recht op", "vraag_rechten"),
    ("wat is het Vlaams opleidingskrediet juist", "vraag_maatregel"),
    ("wat zijn de voorwaarden voor zorgkrediet", "vraag_voorwaarden"),
    ("hoe moet ik tijdskrediet aanvragen", "vraag_aanvragen"),
    ("tegen wanneer moet ik zorgkrediet aanvragen", "vraag_deadline"),
    ("kan ik zorgkrediet samen met opleidingscheques gebruiken", "vraag_combineren"),
    ("wordt zorgkrediet afgeschaft", "vraag_hervorming"),
    ("is dakwerker een knelpuntberoep", "vraag_knelpuntberoep"),
    ("wat doet een ergotherapeut", "vraag_beroep"),
    ("ik wil met iemand van vlees en bloed praten", "vraag_mens"),
    ("ik zoek een loopbaancoach in Lier", "zoek_begeleider"),
    ("bel me morgen eens terug", "maak_afspraak"),
    ("mail mij een samenvatting", "samenvatting"),
    ("wis al mijn gegevens", "wis_gegevens"),
    ("ben jij een robot of een mens", "ben_je_robot"),
    ("mijn man heeft mij geslagen", "noodsituatie"),
    ("where can I learn Dutch", "andere_taal"),
    ("hoeveel pensioen zal ik krijgen", "buiten_bereik"),
    ("wat een rotmachine is dit", "beledig"),
    ("zo een kutprogramma", "beledig"),
    ("hebben jullie vacatures voor een lasser", "buiten_bereik"),
    ("schrijf een motivatiebrief voor deze job", "buiten_bereik"),
    ("hoe vul ik mijn belastingaangifte in", "buiten_bereik"),
    ("moet ik een doktersattest binnenbrengen", "buiten_bereik"),
    ("niet 38 maar 32", "corrigeer"),
    ("die 90 was vroeger, nu is het 70", "corrigeer"),
    ("je voudrais suivre une formation", "andere_taal"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "intent"), NEW, ids=[text for text, _ in NEW])
def test_new_sentences(understanding: Understanding, text: str, intent: str) -> None:
    assert understanding.understand(text).verdict.intent == intent


@pytest.mark.slow
def test_probabilities_are_probabilities(understanding: Understanding) -> None:
    ranking = understanding.understand("hallo").ranking
    assert sum(certainty for _, certainty in ranking) == pytest.approx(1)
    assert [c for _, c in ranking] == sorted((c for _, c in ranking), reverse=True)


@pytest.mark.slow
def test_a_pass_is_quick(understanding: Understanding) -> None:
    """By the processor's own count, which does not see what else the machine does."""
    spent = []
    for _ in range(30):
        start = time.thread_time()
        understanding.understand(
            "ik ben 40 en werk halftijds bij een bank in Gent, heb ik recht op opleidingsverlof?"
        )
        spent.append(time.thread_time() - start)
    assert sorted(spent)[15] < 0.03


def test_noisy_copies_keep_most_letters() -> None:
    chance = random.Random(1)
    for text in ("Waar heb ik recht op?", "ja", "x", ""):
        assert abs(len(noisy(text, chance)) - len(text)) <= 8


def test_noisy_copies_differ_and_keep_their_numbers() -> None:
    chance = random.Random(2)
    text = "ik ben 38 jaar en ik wil graag weten of ik recht heb op opleidingsverlof in 2026"
    copies = [noisy(text, chance) for _ in range(50)]
    assert len(set(copies)) > 45
    assert all("38" in copy and "2026" in copy for copy in copies)


def test_drawn_out_letters_are_one_letter() -> None:
    assert shortened("haaallo daar, een heel goeieeee dag") == "hallo daar, een heel goeie dag"


def test_a_pair_of_words_is_not_of_neighbours() -> None:
    assert distant_pairs("a b c d") == ["a c", "a d", "b d"]


def test_facts_and_entities_in_plain_form(reader: Reader) -> None:
    reading = reader.read("ik ben 5 jaar oud en woon in Genk")
    facts = facts_of(reading)
    assert facts["profiel"] == {"woongewest": "vlaanderen"}
    assert facts["buiten_bereik"][0]["veld"] == "leeftijd"
    assert {
        "entity": "gemeente",
        "value": "Genk",
        "start": 29,
        "end": 33,
        "text": "Genk",
        "extractor": "FactExtractor",
    } in entities_of(reading.entities)


WITH_FACTS = [
    (
        "ik werk halftijds in een school en mijn diploma is bachelor, kan ik dan opleidingsverlof nemen",
        "vraag_",
    ),
    ("hoe lang moet ik gewerkt hebben voor tijdskrediet, ik ben pas 10 maanden bij een bakker", "vraag_"),
    ("ik ben 44 en verkoper in Aalst, waar vraag ik die opleidingscheques aan", "vraag_aanvragen"),
    ("51 jaar, 20 jaar bij dezelfde bank en ik wil weten welke vaardigheden ik heb", "competentiecheck"),
    ("ik ben 36 en werk voltijds in de bouw in Genk, is er een avondcursus metselen", "zoek_opleiding"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "intent"), WITH_FACTS, ids=[text for text, _ in WITH_FACTS])
def test_who_tells_facts_and_asks_something_asks(
    understanding: Understanding, text: str, intent: str
) -> None:
    assert understanding.understand(text).verdict.intent.startswith(intent)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "ik doe in bijberoep wat fotografie, maar mijn hoofdjob is leerkracht in het lager",
        "ik weet hoeveel ik verdien, 2600 bruto, en werk 4/5 in een fabriek in Lier waar ik al 9 jaar zit",
    ],
)
def test_a_story_without_a_question_stays_a_story(understanding: Understanding, text: str) -> None:
    assert understanding.understand(text).verdict.intent == "geef_info"
