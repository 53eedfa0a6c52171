"""Spelling, numbers, dates, word lists and the spaCy side."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from knowledge import Knowledge
from knowledge.taal import Reader, lexicon, pipeline
from knowledge.taal.dates import find_dates
from knowledge.taal.numbers import parse_digits, trimmed, word_to_int
from knowledge.taal.patterns import compile_pattern, load_patterns
from knowledge.taal.reader import FULL_TIME_HOURS
from knowledge.taal.spelling import Speller

SATURDAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(["opleidingsverlof", "Kortrijk", "boekhouden"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kheb", "ik heb"),
        ("kben 38,werk", "ik ben 38 , werk"),
        ("30u/week", "30 uur per week"),
        ("€ 2.400,50", "euro 2400.5"),
        ("80%", "80 procent"),
        ("vijf en dertig", "35"),
        ("tweeduizend vierhonderd euro", "2400 euro"),
        ("2,8k bruto", "2800 bruto"),
        ("30 en een half", "30.5"),
        ("anderhalf jaar", "1.5 jaar"),
        ("Sint-Niklaas", "sint niklaas"),
        ("'s avonds", "savonds"),
        ("opleidingsverlfo", "opleidingsverlof"),
        ("Kortirjk", "kortrijk"),
        ("ge moet da ni doen", "je moet dat niet doen"),
    ],
)
def test_plain_words(speller: Speller, typed: str, expected: str) -> None:
    assert speller.read(typed).text.replace("- ", "") == expected


def test_plain_words_lead_back_to_the_message(speller: Speller) -> None:
    message = "Hallo, kheb 30u"
    read = speller.read(message)
    start = read.text.index("30")
    assert read.source(start, start + len("30 uur")) == ("30u", 12, 15)


def test_ordinary_words_are_not_corrected(speller: Speller) -> None:
    for word in ("juist", "postcode", "verkopen", "testen", "contact"):
        assert speller.read(word).text == word


@pytest.mark.parametrize(
    ("word", "number"),
    [("drieëndertig", 33), ("honderdtwintig", 120), ("een", None), ("achter", None), ("fiets", None)],
)
def test_number_words(word: str, number: int | None) -> None:
    assert word_to_int(word) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.400", 2400.0), ("30,4", 30.4), ("30.4", 30.4), ("1.234.567", 1234567.0), ("abc", None)],
)
def test_digits(text: str, number: float | None) -> None:
    assert parse_digits(text) == number


def test_plain_number() -> None:
    assert (trimmed(38.0), trimmed(30.4)) == (38, 30.4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/9/2026", dt.date(2026, 9, 1)),
        ("3-2-27", dt.date(2027, 2, 3)),
        ("15 september", dt.date(2027, 9, 15)),
        ("15 december", dt.date(2026, 12, 15)),
        ("1 januari 2028", dt.date(2028, 1, 1)),
        ("in februari", dt.date(2027, 2, 1)),
        ("september 2028", dt.date(2028, 9, 1)),
        ("morgen", dt.date(2026, 11, 22)),
    ],
)
def test_dates(text: str, expected: dt.date) -> None:
    assert [found for found, _, _ in find_dates(text, SATURDAY, months_too=True)] == [expected]


def test_impossible_dates_are_no_dates() -> None:
    assert list(find_dates("31/02/2027", SATURDAY)) == []


# ---------------------------------------------------------------- word lists
def test_every_pattern_belongs_to_a_field(knowledge: Knowledge) -> None:
    known = {*knowledge.vocabulary.fields, FULL_TIME_HOURS}
    assert {p.field for p in load_patterns()} <= known


def test_a_broken_pattern_is_named() -> None:
    with pytest.raises(lexicon.LexiconError, match="no valid regex"):
        compile_pattern("(open", {})


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(lexicon.LexiconError, match="nergens.yml: cannot be read"):
        lexicon.load("nergens", tmp_path)


def test_an_empty_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "leeg.yml").write_text("", encoding="utf-8")
    with pytest.raises(lexicon.LexiconError, match="leeg.yml: is empty"):
        lexicon.load("leeg", tmp_path)


def test_the_brussels_municipalities_are_all_there() -> None:
    brussels = {p.name for p in lexicon.places().values() if p.home_region == "brussel" and p.is_town}
    assert {
        "Anderlecht",
        "Brussel",
        "Elsene",
        "Etterbeek",
        "Evere",
        "Ganshoren",
        "Jette",
        "Koekelberg",
        "Oudergem",
        "Schaarbeek",
        "Sint-Agatha-Berchem",
        "Sint-Gillis",
        "Sint-Jans-Molenbeek",
        "Sint-Joost-ten-Node",
        "Sint-Lambrechts-Woluwe",
        "Sint-Pieters-Woluwe",
        "Ukkel",
        "Vorst",
        "Watermaal-Bosvoorde",
    } <= brussels


@pytest.mark.parametrize("text", ["ik zit op een boom", "mijn ham is op", "geel is mijn kleur"])
def test_an_ordinary_word_is_no_town(reader: Reader, text: str) -> None:
    assert not [e for e in reader.read(text).entities if e.entiteit == "gemeente"]


@pytest.mark.parametrize(
    ("text", "town"),
    [("ik woon in Boom", "Boom"), ("cursus in Geel", "Geel"), ("iets dichtbij Lier", "Lier")],
)
def test_a_town_that_is_also_a_word(reader: Reader, text: str, town: str) -> None:
    assert [e.waarde for e in reader.read(text).entities if e.entiteit == "gemeente"] == [town]


# ---------------------------------------------------------------- spaCy
def test_without_a_model_the_blank_pipeline_serves() -> None:
    assert pipeline.load_pipeline("geen_model_met_deze_naam").lang == "nl"


def test_an_installed_model_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small stand-in package of the model's name, as pip would install it."""
    name = "nl_stand_in_sm"
    package = tmp_path / name
    nlp = spacy.blank("nl")
    nlp.meta.update({"name": "stand_in_sm", "version": "3.8.0"})
    nlp.add_pipe("sentencizer")
    package.mkdir()
    nlp.to_disk(package / f"{name}-3.8.0")
    (package / "meta.json").write_bytes((package / f"{name}-3.8.0" / "meta.json").read_bytes())
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    info = tmp_path / f"{name}-3.8.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.8.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    loaded = pipeline.load_pipeline(name)
    assert loaded.meta["name"] == "stand_in_sm"
    assert "sentencizer" in loaded.pipe_names


def test_a_reader_works_on_a_given_pipeline(knowledge: Knowledge) -> None:
    assert Reader(knowledge, spacy.blank("nl")).read("ik woon in Ieper").profiel == {
        "woongewest": "vlaanderen"
    }


def test_importing_knowledge_leaves_spacy_alone() -> None:
    heavy = "any(name.split('.')[0] in ('spacy', 'rasa') for name in sys.modules)"
    code = f"import sys, knowledge; sys.exit({heavy})"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_patterns_follow_the_speller() -> None:
    """A pattern is written in ordinary words; it must fit what the speller makes of them."""
    speller = Speller()
    pattern = compile_pattern("drie dagen betalen( wij)?", {}, speller.standard)
    assert pattern.pattern.count("dag ") == 1
    assert pattern.search(" ".join(["drie", *speller.read("dagen betalen").text.split()]))


def test_a_percentage_of_work_stands_before_the_employer(reader: Reader) -> None:
    assert reader.read("ik werk 80 procent bij een bedrijf").profiel["tewerkstellingspercentage"] == 80


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("ancienniteit_maanden", "ik ben 38 jaar", {"leeftijd": 38}),
        ("contacturen", "ik werk 30 uur", {"uren_per_week": 30}),
        ("brutomaandloon", "mijn cursus kost 400 euro", {"directe_kost": 400}),
        ("loopbaancheques_gebruikt", "ik ben 38", {"leeftijd": 38}),
        ("contacturen", "ik woon in 9000 Gent", {"postcode": "9000"}),
        ("uren_per_week", "de cursus telt 60 uur", {"contacturen": 60}),
        ("werkgewest", "ik woon in Gent", {"woongewest": "vlaanderen"}),
        ("woongewest", "ik werk in Brussel", {"werkgewest": "brussel"}),
        ("werkervaring_jaren", "nee", {}),
        ("contacturen", "nee", {}),
        ("betaald_door", "ik denk het", {}),
        ("ancienniteit_maanden", "ik ben geen 38 meer", {}),
    ],
)
def test_what_tells_another_fact_is_no_answer(
    reader: Reader, question: str, text: str, told: dict[str, object]
) -> None:
    reading = reader.read(text, question)
    read = {**reading.profiel, **reading.opleiding}
    assert question not in read and not reading.answers_question
    assert told.items() <= read.items()


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("contacturen", "30 uur", 30),
        ("loopbaancheques_gebruikt", "nee", 0),
        ("ancienniteit_maanden", "ik werk er al 5 jaar", 60),
        ("woongewest", "Gent", "vlaanderen"),
        ("betaald_door", "ik", "werknemer"),
    ],
)
def test_a_plain_answer_is_taken(reader: Reader, question: str, text: str, value: object) -> None:
    reading = reader.read(text, question)
    assert {**reading.profiel, **reading.opleiding}[question] == value


def test_a_reader_forgets_what_it_read(reader: Reader) -> None:
    reader.read("ik werk 30 uur in Mechelen")
    assert reader.remembered > 0
    reader.forget()
    assert reader.remembered == 0


def test_every_topic_outside_the_domain_has_its_own_words_and_a_known_source() -> None:
    content = lexicon.load("buiten_domein")
    words: dict[str, str] = {}
    for topic in content["onderwerpen"]:
        assert set(topic.get("bronnen", ())) <= set(content["bronnen"])
        assert ("tekst" in topic) == ("bronnen" in topic), topic["id"]
        for word in (part.strip() for part in topic["woorden"].split(",")):
            assert words.setdefault(word, topic["id"]) == topic["id"], word
