"""What a question is taken to ask: words and what they stand for, wishes, and what suits a person."""

from __future__ import annotations

import pytest

from knowledge import shared_knowledge
from knowledge.catalogue.aims import aim_of
from knowledge.catalogue.asking import BELONGS, MEANT, OWN, Vocabulary, terms
from knowledge.catalogue.likes import (
    BARRIERS,
    GOALS,
    INCENTIVES,
    Like,
    Person,
    likes_of,
    person_of,
    read_likes,
)
from knowledge.catalogue.places import places
from knowledge.catalogue.search import FORM_WORDS, INCENTIVE_WORDS
from knowledge.catalogue.words import (
    belonging,
    everyday,
    halves,
    index_terms,
    phrase,
    placed_words,
    stem,
    subject_words,
    telling,
    title_words,
)

STEMS = "boekhoud kapper bloemschik computer werk excel basis starter frans vrachtwagenchauffeur"
VOCABULARY = Vocabulary({stem(word): 5 for word in STEMS.split()}, 1000)


def test_a_word_stands_for_itself_first_and_then_for_what_is_meant() -> None:
    (term,) = terms("Excel!", VOCABULARY)
    assert term.levels[0].worth == OWN and term.levels[0].phrases == ((stem("excel"),),)
    (term,) = terms("coiffeur", VOCABULARY)
    assert term.levels[0].worth == MEANT and (stem("kapper"),) in term.levels[0].phrases
    assert term.repaired is None


def test_everyday_phrases_are_read_as_one() -> None:
    assert terms("camion besturen", VOCABULARY)[0].word == "camion"
    assert [t.word for t in terms("haren knippen", VOCABULARY)] == ["haren knippen"]


def test_a_misspelt_word_is_repaired_and_what_nobody_knows_is_left_out() -> None:
    (term,) = terms("exel", VOCABULARY)
    assert term.repaired == stem("excel")
    (term,) = terms("coifeur", VOCABULARY)
    assert (stem("kapper"),) in term.levels[-1].phrases, "everyday words are repaired too"
    assert terms("xqzvwk", VOCABULARY) == []


def test_what_belongs_to_a_subject_leads_to_it() -> None:
    (term,) = terms("pruiken", VOCABULARY)
    assert [(level.worth, level.phrases) for level in term.levels] == [(BELONGS, ((stem("kapper"),),))]
    assert phrase("computer") in {item[-1:] for item in belonging()[phrase("whatsapp")]}


def test_a_word_that_exists_is_no_typing_error() -> None:
    known = Vocabulary({"zon": 3, stem("verbouwen"): 3}, 1000)
    assert terms("nachten", known) == []


def test_what_stands_behind_a_preposition_weighs_less() -> None:
    assert placed_words("excel op het werk bij kapper") == {"werk", "kapper"}
    assert placed_words("in de bouw werken") == frozenset(), "nothing stands before it"
    both = {term.word: term.weight for term in terms("kapper bij computer", VOCABULARY)}
    assert both["computer"] < both["kapper"]


def test_guiding_is_no_policy() -> None:
    assert stem("begeleiding") == stem("begeleiders") != stem("beleid")
    assert stem("verzekeringsbemiddelaarster") == stem("verzekeringsbemiddelaar")


def test_words_aside_find_nothing_alone_beside_a_subject() -> None:
    asked = {term.word: term.aside for term in terms("excel voor beginners", VOCABULARY)}
    assert asked == {"excel": False, "beginners": True}
    assert [term.aside for term in terms("beginners", VOCABULARY)] == [False]


def test_what_stands_everywhere_says_nothing() -> None:
    everywhere = Vocabulary({stem("excel"): 900, stem("frans"): 10}, 1000)
    assert [term.word for term in terms("excel frans", everywhere)] == ["frans"]


@pytest.mark.parametrize(
    ("text", "left"),
    [("computerlessen", ["computer"]), ("een cursus frans", ["frans"]), ("kookcursus", ["kook"])],
)
def test_a_course_in_something_is_about_that(text: str, left: list[str]) -> None:
    assert subject_words(text) == left


def test_the_known_parts_of_a_compound() -> None:
    known = {stem(word) for word in ("installatie", "massage", "dak")}.__contains__
    assert halves("badkamerinstallatie", known) == ((stem("installatie"),),)
    assert halves("sportmassage", known) == ((stem("massage"),),)
    assert halves("massagesalon", known) == ((stem("massage"),),)
    assert halves("kat", known) == ()


def test_the_other_names_of_occupations_are_everyday_words() -> None:
    assert phrase("tegelzetter") in everyday()[phrase("plavuizen")]


def test_the_words_of_a_title_that_tell() -> None:
    assert title_words("Excel voor gevorderden") == 1
    assert title_words("Loodgieter en sanitair installateur") == 3
    assert index_terms(["de Excel"]) == stem("excel"), "stop words are not kept"


@pytest.mark.parametrize(
    ("text", "rest", "likes", "town"),
    [
        ("boekhouden avond gent", "boekhouden", (Like("lesvorm", ("avond",)),), "Gent"),
        ("'s avonds frans", "frans", (Like("lesvorm", ("avond",)),), None),
        ("goedkope cursus naaien", "cursus naaien", (Like("goedkoop"),), None),
        ("heftruck met opleidingscheque", "heftruck met", (Like("steun", ("opleidingscheques",)),), None),
        ("korte opleiding in sint-niklaas", "opleiding", (Like("kort"),), "Sint-Niklaas"),
        ("boom snoeien", "boom snoeien", (), None),
        ("snoeien in boom", "snoeien", (), "Boom"),
        ("knelpuntberoep in de bouw", "in de bouw", (Like("knelpunt"),), None),
        ("avondmaal koken", "avondmaal koken", (), None),
    ],
)
def test_wishes_in_a_question(text: str, rest: str, likes: tuple[Like, ...], town: str | None) -> None:
    read = read_likes(text)
    assert " ".join(read.text.split()) == rest
    assert read.likes == likes
    assert read.near == (places().postcode_of(town) if town else None)


def test_what_suits_a_person() -> None:
    nobody = person_of({}, ())
    assert likes_of(nobody) == ()
    busy = likes_of(person_of({"drempel": "tijd", "doel": "herorienteren"}, ["vov"]))
    assert {like.kind for like in busy} == {"kort", "lesvorm", "knelpunt", "niveau", "steun"}
    assert next(like for like in busy if like.kind == "steun").values == ("vov",)
    assert {like.kind for like in likes_of(Person(barriers=("geld",)))} == {"goedkoop"}


def test_the_likes_in_the_list_are_of_what_the_knowledge_knows() -> None:
    knowledge = shared_knowledge()
    for name, told in (("drempel", BARRIERS), ("doel", GOALS)):
        assert told and told.keys() <= set(knowledge.vocabulary.field(name).values)
    liked = {like for likes in (*BARRIERS.values(), *GOALS.values()) for like in likes}
    assert {like.kind for like in liked} <= {"lesvorm", "kort", "goedkoop", "knelpunt", "soort", "niveau"}
    forms = {value for like in liked if like.kind == "lesvorm" for value in like.values}
    kinds = {value for like in liked if like.kind == "soort" for value in like.values}
    assert forms <= set(FORM_WORDS) and kinds <= set(knowledge.vocabulary.field("opleiding.soort").values)
    assert INCENTIVE_WORDS.keys() <= knowledge.measures.keys()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("van kapster naar schoonheidsspecialiste", "kapster"),
        ("kan een verpleegkundige nog lerares worden", "verpleegkundige"),
        ("ik sta aan de band maar wil liever machines herstellen", "band"),
        ("liever iets achter een bureau, niet meer op het dak", "dak"),
        ("ik werk als kok en wil boekhouder worden", "werk kok"),
        ("mijn zoon is doof en ik wil met hem praten", ""),
        ("ik heb geen diploma en wil dat nog halen", ""),
        ("ik wil graag leren koken", ""),
        ("boekhouden avond gent", ""),
        ("van maandag", ""),
    ],
)
def test_where_somebody_is_now_is_not_what_is_asked(text: str, left: str) -> None:
    assert aim_of(text).background == frozenset(left.split())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ik wil metser worden", "metselaar"),
        ("heftruckchauffeur", "clarkist"),
        ("kok", "grootkeukenkok"),
        ("kan ik met mijn diploma kok worden?", "grootkeukenkok"),
        ("werken als lasser", "tig lasser"),
        ("papieren van kok halen", "grootkeukenkok"),
        ("koken", ""),
        ("security", ""),
        ("boekhouden", ""),
        ("ik wil worden", ""),
    ],
)
def test_the_occupation_that_is_the_goal(text: str, name: str) -> None:
    found = aim_of(text).occupations
    assert (phrase(name) in found) if name else not found, found


def test_words_of_a_saying_that_the_catalogue_does_not_have_count_one_by_one() -> None:
    assert telling("achter de bar") in everyday()
    known = Vocabulary({stem("bar"): 3}, 1000)
    assert [term.word for term in terms("achter de bar", known)] == ["bar"]


def test_what_may_help_to_pay_is_a_measure() -> None:
    assert INCENTIVES.keys() <= set(shared_knowledge().vocabulary.measure_ids)
