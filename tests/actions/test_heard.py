"""What people say in passing: of a worker, instead of a button, after a question, or from worry."""

from __future__ import annotations

import pytest

from knowledge import shared_knowledge as knowledge
from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-03-15")


@pytest.fixture
def employer() -> Talk:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder van een bakkerij met 8 man in Aalst")
    return talk


# ---------------------------------------------------------------- an employer tells of a worker
@pytest.mark.parametrize(
    "text",
    [
        "mijn arbeider is 24 jaar en woont in 3200 aarschot, hij verdient 2018 bruto",
        "een van mijn mensen heeft een bachelor en werkt halftijds",
        "bediende, 45 jaar, 3100 bruto",
    ],
)
def test_facts_of_a_worker_are_not_those_of_the_employer(employer: Talk, text: str) -> None:
    before = employer.profiel
    answer = employer.say(text)
    assert employer.profiel == before and "iemand die bij je werkt" in answer


def test_a_wage_is_no_postcode_of_the_enterprise() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder")
    assert talk.vraag == "werkgewest"
    talk.say("mijn arbeider verdient 2018")
    assert "werkgewest" not in talk.profiel and talk.vraag == "werkgewest"
    talk.say("ons bedrijf ligt in Gent, ikzelf ben 51 jaar")
    assert talk.profiel["werkgewest"] == "vlaanderen" and talk.profiel["leeftijd"] == 51


@pytest.mark.parametrize("text", ["PC 118", "118", "ik werk in PC 118", "wij zitten in PC 118"])
def test_the_committee_is_taken_after_the_overview_asked_for_it(employer: Talk, text: str) -> None:
    assert "nummer van je paritair comité" in employer.know_nothing_more()
    answer = employer.say(text)
    assert employer.profiel["paritair_comite"] == "118" and employer.profiel["statuut"] == "werkgever"
    assert knowledge().measures["sectorfonds"].naam in answer


def test_the_size_is_taken_after_the_overview(employer: Talk) -> None:
    employer.know_nothing_more()
    employer.say("klein", "buiten_bereik")
    assert employer.profiel["ondernemingsgrootte"] == "klein"


@pytest.mark.parametrize(
    ("text", "told"), [("klein", {"ondernemingsgrootte": "klein"}), ("prive", {"sector": "prive"})]
)
def test_what_is_told_of_the_enterprise_is_taken_whatever_is_asked(text: str, told: dict[str, str]) -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("8 man")
    assert talk.vraag == "statuut"
    talk.say(text, "buiten_bereik")
    assert told.items() <= talk.profiel.items() and talk.vraag == "statuut"


def test_a_committee_does_not_make_an_employer_an_employee() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("8 man")
    talk.say("pc 130")
    assert talk.profiel["paritair_comite"] == "130" and "statuut" not in talk.profiel


def test_how_many_people_work_there_was_asked_at_the_opening() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder")
    talk.say("12")
    assert talk.profiel["aantal_werknemers"] == 12 and talk.vraag == "werkgewest"


@pytest.mark.parametrize(
    ("text", "situation", "count"),
    [
        ("8 man", None, 8),
        ("wij zijn een vzw met 35 medewerkers", "werkgever", 35),
        ("zelfstandig loodgieter met 2 gasten", "zelfstandige", 2),
    ],
)
def test_the_staff_of_an_enterprise_is_counted(text: str, situation: str | None, count: int) -> None:
    talk = Talk("2026-03-15", "werkgever")
    answer = talk.say(text)
    assert talk.profiel.get("statuut") == situation and talk.profiel["aantal_werknemers"] == count
    assert "kinderen_ten_laste" not in talk.profiel
    if situation is None:
        assert "voor een werkgever, of ben je zelfstandige" in answer
        assert talk.buttons == ["werkgever", "zelfstandige", "werknemer", "weet_niet"]


@pytest.mark.parametrize(
    "text", ["excel voor onze bediende, ze is 45 en heeft bachelor", "ik en mijn vrouw en 1 student"]
)
def test_the_situation_of_a_worker_is_no_answer_to_the_question_for_ones_own(text: str) -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("frituur")
    assert talk.vraag == "statuut"
    talk.say(text)
    assert talk.profiel.get("statuut") in (None, "werkgever") and "leeftijd" not in talk.profiel


def test_an_employer_hears_whether_they_may_refuse(employer: Talk) -> None:
    answer = employer.say("mag ik weigeren?", "vraag_voorwaarden")
    assert "Je kan het recht niet weigeren" in answer and "akkoord" in answer


# ---------------------------------------------------------------- facts in passing
@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("plaats_werk", {"werkgewest": "vlaanderen"}),
        ("plaats_woon", {"woongewest": "vlaanderen"}),
        ("plaats_allebei", {"werkgewest": "vlaanderen", "woongewest": "vlaanderen"}),
    ],
)
def test_a_place_by_itself_is_asked_about(talk: Talk, choice: str, told: dict[str, str]) -> None:
    talk.say("ik werk in de carrefour, 24 uur per week")
    assert "woon je daar" in talk.say("da's in aalst")
    talk.press(choice)
    regions = {veld: value for veld, value in talk.profiel.items() if veld in ("werkgewest", "woongewest")}
    assert regions == told


def test_how_much_somebody_works_is_not_how_much_they_stop(talk: Talk) -> None:
    talk.say("ik wil minder werken")
    assert talk.vraag == "onderbreking"
    talk.say("ik werk voltijds bij de stad Gent")
    assert talk.profiel["tewerkstellingspercentage"] == 100 and "onderbreking" not in talk.profiel


def test_a_no_that_takes_something_back_answers_no_question(talk: Talk) -> None:
    talk.say("ik ben 61, werk voltijds 38 uur bij een bank in Gent en wil een cursus boekhouden volgen")
    assert talk.vraag == "in_opleidingsdatabank"
    talk.say("nee ik bedoel 59 jaar", "geef_info", 0.6)
    assert "in_opleidingsdatabank" not in talk.opleiding


def test_no_staff_in_a_side_job_is_not_the_size_of_the_employer(talk: Talk) -> None:
    talk.say("ik ben bediende en zelfstandige in bijberoep, 0 werknemers")
    assert "aantal_werknemers" not in talk.profiel and talk.profiel["bijberoep"] is True


@pytest.mark.parametrize(
    ("answer", "kept"), [("bruto", 2500), ("netto", None), ("=netto", None), ("=bruto", 2500)]
)
def test_a_wage_without_a_word_is_asked_about(talk: Talk, answer: str, kept: int | None) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    open_question = talk.vraag
    assert "bruto" in talk.say("verdien 2500 euro") and talk.vraag is None
    talk.press(answer[1:]) if answer.startswith("=") else talk.say(answer)
    assert talk.profiel.get("brutomaandloon") == kept and talk.vraag == open_question


def test_an_occupation_in_passing_is_heard(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    open_question = talk.vraag
    answer = talk.say("ik ben verpleegster")
    assert "verpleegkundige" in answer and "begreep" not in answer and talk.vraag == open_question


def test_a_yes_about_something_else_is_no_answer(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent en wil een cursus boekhouden volgen")
    assert talk.vraag == "in_opleidingsdatabank"
    talk.say("ja werk contract", "bevestig", 0.6)
    assert "in_opleidingsdatabank" not in talk.opleiding and talk.vraag == "in_opleidingsdatabank"


def test_two_numbers_for_one_are_asked_about_at_once(talk: Talk) -> None:
    talk.say("ik werk bij een bank in Gent en verdien 2500 of 3000 bruto")
    assert talk.vraag == "brutomaandloon" and "brutomaandloon" not in talk.profiel
    talk.say("2700")
    assert talk.profiel["brutomaandloon"] == 2700


# ---------------------------------------------------------------- buttons that are typed, and the call
@pytest.mark.parametrize(
    "text", ["Ja, bel mij terug", "ja bel mij terug", "bel mij maar terug", "ja graag bellen"]
)
def test_a_call_can_be_asked_for_in_words(talk: Talk, text: str) -> None:
    talk.say("ik wil iemand spreken", "vraag_mens")
    assert "telefoonnummer" in talk.say(text, "maak_afspraak")


@pytest.mark.parametrize("text", ["nee, ik bel zelf", "ik bel zelf wel", "bel mij niet"])
def test_who_calls_themselves_is_not_asked_for_a_number(talk: Talk, text: str) -> None:
    talk.say("ik wil iemand spreken", "vraag_mens")
    assert "telefoonnummer" not in talk.say(text, "vraag_mens")


def test_a_number_by_itself_is_a_yes_to_a_call(talk: Talk) -> None:
    talk.say("ik wil iemand spreken", "vraag_mens")
    assert "Wanneer past het" in talk.say("0499 12 34 56", "buiten_bereik")


def test_who_asks_to_be_called_is_asked_for_a_number_at_once(talk: Talk) -> None:
    assert "telefoonnummer" in talk.say("bel mij terug aub", "maak_afspraak")


def test_an_overview_is_no_moment_to_call(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    talk.say("ik wil iemand spreken", "vraag_mens")
    talk.press("true")
    talk.say("0470 12 34 56")
    answer = talk.say("overzicht", "samenvatting")
    assert "Dit kan" in answer and "Wanneer past het" in answer and not talk.requests
    talk.say("dinsdag na 16u")
    talk.press("true")
    assert talk.requests["terugbelverzoek"]["moment"] == "dinsdag na 16u"


# ---------------------------------------------------------------- worries and questions about the talk
@pytest.mark.parametrize("text", ["ik ben ontslagen", "mijn fabriek sluit, ik ben werkloos"])
def test_who_lost_their_work_is_comforted_also_in_the_middle(talk: Talk, text: str) -> None:
    talk.press("begin")
    assert "niet niks" in talk.say(text)


def test_who_looks_for_work_did_not_lose_it(talk: Talk) -> None:
    assert "verliezen" not in talk.say("ik zoek werk")


@pytest.mark.parametrize(
    ("text", "intent", "who"),
    [
        ("ik heb geen geld voor eten", "uit_drempel", "OCMW"),
        ("ik heb honger", "geef_info", "OCMW"),
        ("ik heb schulden", "uit_drempel", "CAW"),
        ("ik word gepest op het werk", "klacht", "vertrouwenspersoon"),
        ("mijn chef valt mij lastig", "noodsituatie", "vertrouwenspersoon"),
        ("ik kan niet goed lezen en schrijven", "uit_drempel", "Ligo"),
    ],
)
def test_a_worry_gets_the_service_that_helps(talk: Talk, text: str, intent: str, who: str) -> None:
    assert who in talk.say(text, intent)
    assert "drempel" not in talk.profiel


def test_a_sigh_skips_nothing(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    open_question = talk.vraag
    talk.say("pfff", "weet_niet")
    assert talk.vraag == open_question and not talk.slots["gesprek_staat"]["overgeslagen"]


@pytest.mark.parametrize(
    ("text", "intent", "told"),
    [
        ("wat weet je van mij", "buiten_bereik", "werkt 100 %"),
        ("ziet mijn baas dit", "vraag_privacy", "Nee, je werkgever ziet dit"),
        ("mag mijn baas weigeren", "vraag_voorwaarden", "kan het recht niet weigeren"),
        ("en wa doe ik nu maandag concreet", "wat_als", "vraag je zo aan"),
    ],
)
def test_a_question_in_passing_is_answered(talk: Talk, text: str, intent: str, told: str) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent en wil een cursus boekhouden volgen")
    assert told in talk.say(text, intent)
    assert "drempel" not in talk.profiel


def test_the_wish_to_work_less_is_heard_and_asked_about(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    answer = talk.say("ik wil minder werken om te kunnen studeren", "vraag_rechten")
    assert knowledge().measures["tijdskrediet_opleiding"].naam in answer and talk.vraag == "onderbreking"
    talk.press("een_vijfde")
    assert "tijdskrediet" in talk.say("toon mijn overzicht", "vraag_rechten").lower()


# ---------------------------------------------------------------- questions that make no sense
def test_what_somebody_learns_for_is_asked_once(talk: Talk) -> None:
    talk.press("begin")
    assert talk.vraag == "doel"
    talk.say("wat is een opleidingscheque?", "vraag_maatregel")
    assert talk.vraag != "doel"


def test_how_long_ago_is_not_asked_of_who_does_not_know_whether(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent, woon in Gent, master")
    seen = []
    while talk.vraag is not None:
        seen.append(talk.vraag)
        talk.press("weet_niet")
    assert "loopbaanbegeleiding_gevolgd" in seen and "loopbaanbegeleiding_jaren_geleden" not in seen


def test_details_of_a_course_are_only_asked_of_who_has_one(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    seen = []
    while talk.vraag is not None:
        seen.append(talk.vraag)
        talk.press("weet_niet")
        if seen[-1] == "soort":
            assert "zoek" in talk.buttons
    details = {"in_opleidingsdatabank", "contacturen", "directe_kost", "erkend"}
    assert "soort" in seen and not details & set(seen)


# ---------------------------------------------------------------- a counsellor's shorthand
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "vr 34 vt bediende priv gent, wil 4/5",
            {"onderbreking": "een_vijfde", "tewerkstellingspercentage": 100},
        ),
        ("sec ond", {"diploma": "hoger_secundair"}),
        ("m 29 interim, lso", {"leeftijd": 29, "statuut": "uitzendkracht", "diploma": "lager_secundair"}),
        ("cl 35 zelfst bijb + bed 80%", {"leeftijd": 35, "statuut": "werknemer", "bijberoep": True}),
        ("gewest vl", {"werkgewest": "vlaanderen"}),
        ("bach/master vroedk", {"scholingsgraad": "hoog"}),
    ],
)
def test_shorthand_is_written_out(text: str, told: dict[str, object]) -> None:
    talk = Talk("2026-03-15", "begeleider")
    talk.say(text)
    assert told.items() <= talk.profiel.items()
    assert ("diploma" in talk.profiel) is ("diploma" in told)


def test_numbers_of_a_list_are_no_share_of_a_week() -> None:
    talk = Talk("2026-03-15", "begeleider")
    talk.say("m 45 vt bediende gent")
    assert "lijst" in talk.say("nr 2/5", "geef_info")
    assert talk.profiel["tewerkstellingspercentage"] == 100


# ---------------------------------------------------------------- words that only resemble an answer
def test_a_trade_of_who_looks_for_work_is_former_work(talk: Talk) -> None:
    talk.say("geen werk meer sinds vorige maand, failliet")
    talk.say("bediende boekhouding")
    assert talk.profiel["statuut"] == "werkzoekende"
    talk.say("ik werk nu als bediende bij een bank")
    assert talk.profiel["statuut"] == "werknemer"


def test_a_wish_that_begins_with_not_is_no_no(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent en wil een cursus boekhouden volgen")
    assert talk.vraag == "in_opleidingsdatabank"
    talk.say("niet te duur")
    assert "in_opleidingsdatabank" not in talk.opleiding


def test_who_tells_that_they_are_safe_is_heard_and_left_in_peace(talk: Talk) -> None:
    talk.say("mijn man slaat mij", "noodsituatie")
    answer = talk.say("ja ik ben veilig nu", "vraag_privacy")
    assert "veilig" in answer and talk.vraag is None and talk.buttons == ["verder", "mens"]


def test_small_talk_that_is_not_sure_is_asked_about(talk: Talk) -> None:
    talk.say("ik ben zelfstandige in Brussel")
    open_question = talk.vraag
    assert "succes" not in talk.say("klein", "afscheid", 0.28) and talk.vraag == open_question


@pytest.mark.parametrize(
    "text",
    [
        "geef mij een code voor mijn begeleider",
        "kan ik een code krijgen voor de consulent?",
        "mijn begeleidster vraagt een code",
        "geef mij een code",
        "ik wil mijn code intrekken",
        "trek de code weer in",
    ],
)
def test_a_code_is_asked_for_in_words(talk: Talk, text: str) -> None:
    assert "Code voor mijn begeleider" in talk.say(text, "vraag_privacy")


def test_another_code_is_no_code_for_a_counsellor(talk: Talk) -> None:
    for text in (
        "mijn postcode is 9000",
        "wat is een code 1 in de klas",
        "leren programmeren: code schrijven",
    ):
        assert "Code voor mijn begeleider" not in talk.say(text, "geef_info"), text
