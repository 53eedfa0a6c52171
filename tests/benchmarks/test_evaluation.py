"""The pure parts of the evaluation of the understanding."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

import pytest

from benchmarks.evaluation import metrics, outside, xsid
from benchmarks.evaluation.fields import load_told
from benchmarks.evaluation.metrics import OUT_OF_SCOPE, Counts, Ranking, Refusal
from benchmarks.evaluation.plain_fields import PlainFields
from benchmarks.evaluation.report import share, table
from benchmarks.evaluation.split import Parts, Sentence, families, smaller, split
from benchmarks.evaluation.sweep import best
from benchmarks.evaluation.twins import twin
from benchmarks.evaluation.visitor import UNKNOWN, Visitor, load_visitors, same
from bot.nlu.measure import load_examples
from knowledge import Facts, shared_knowledge

EXAMPLES = [Sentence(*pair) for pair in zip(*load_examples(), strict=True)]


@lru_cache(maxsize=1)
def divided() -> Parts:
    """The examples, divided; finding near copies takes a while."""
    return split(EXAMPLES)


def test_every_sentence_is_on_one_side() -> None:
    training, held_out = divided()
    assert Counter([*training, *held_out]) == Counter(EXAMPLES)
    assert not set(training) & set(held_out)


def test_a_fifth_of_every_intent_is_held_out() -> None:
    training, held_out = (Counter(s.intent for s in part) for part in divided())
    shares = [held_out[intent] / (held_out[intent] + training[intent]) for intent in training]
    assert min(shares) > 0.12
    assert max(shares) <= 0.2


def test_the_order_makes_no_difference_and_the_seed_does() -> None:
    held_out = set(divided().held_out)
    assert set(split(reversed(EXAMPLES)).held_out) == held_out
    assert set(split(EXAMPLES, seed=1).held_out) != held_out


def test_near_copies_stay_together() -> None:
    found = families(["tot ziens", "tot ziens!", "nu tot ziens", "ik ben weg"])
    assert sorted(map(len, found)) == [1, 3]


def test_signs_alone_are_no_copies_of_each_other() -> None:
    assert len(families(["???", "..."])) == 2


def test_twins_are_the_same_every_time_and_noisy() -> None:
    texts = [sentence.text for sentence in EXAMPLES[::20]]
    twins = [twin(text) for text in texts]
    assert twins == [twin(text) for text in texts]
    assert sum(a != b.lower().rstrip("?!. ") for a, b in zip(twins, texts, strict=True)) > 0.7 * len(texts)
    assert all(abs(len(a) - len(b)) <= 6 + len(b) // 8 for a, b in zip(twins, texts, strict=True))
    assert all(twins)


def test_numbers_are_not_mistyped() -> None:
    assert {"38", "9000"} <= set(twin("ik werk 38 uur in 9000 Gent").replace("k38", "k 38").split())


def test_accuracy_counts_messages_and_macro_counts_intents() -> None:
    sentences = [
        Sentence("a", "groet"),
        Sentence("b", "groet"),
        Sentence("c", "groet"),
        Sentence("d", "stop"),
    ]
    answers = ["groet", "groet", "groet", "help"]
    assert metrics.accuracy(sentences, answers) == 0.75
    assert metrics.macro(sentences, answers) == 0.5


def test_confusions_come_worst_first() -> None:
    sentences = [Sentence("a", "groet"), Sentence("b", "stop"), Sentence("c", "stop")]
    found = metrics.confusions(sentences, ["stop", "help", "help"])
    assert [(one.intent, one.answer, one.count, one.example) for one in found] == [
        ("stop", "help", 2, "b"),
        ("groet", "stop", 1, "a"),
    ]


def ranked(chance: float) -> Ranking:
    """So sure that the message is a greeting."""
    return [("groet", chance), (OUT_OF_SCOPE, 1 - chance)]


def test_no_more_is_refused_than_is_allowed() -> None:
    sentences = [Sentence(str(n), "groet") for n in range(10)] + [Sentence("x", OUT_OF_SCOPE)] * 2
    rankings = [ranked(0.5 + n / 20) for n in range(10)] + [ranked(0.52), ranked(0.97)]
    found = metrics.refusal(sentences, rankings, allowed=0.1)
    assert (found.wrongly, found.recall) == (0.1, 0.5)
    assert metrics.refusal(sentences, rankings, allowed=0.0).recall == 0.0


def test_the_best_threshold_obeys_the_limit() -> None:
    rows = [Refusal(0.1, 0.5, 0.01), Refusal(0.2, 0.7, 0.02), Refusal(0.3, 0.7, 0.03), Refusal(0.4, 0.9, 0.1)]
    assert best(rows) is rows[1]
    assert best(rows, allowed=0.005) is rows[0]


def test_fields_are_right_extra_or_missed() -> None:
    found = metrics.count_fields(
        [({"leeftijd": 40, "doel": "inhalen"}, {"leeftijd": 41.0, "sector": "prive"})]
    )
    assert found["leeftijd"] == Counts(0, 1, 1)
    assert found["doel"] == Counts(0, 0, 1)
    assert found["sector"] == Counts(0, 1, 0)
    assert metrics.all_fields(found) == Counts(0, 2, 2)
    assert Counts().f1 == 1.0


def test_told_facts_are_in_the_vocabulary() -> None:
    vocabulary = shared_knowledge().vocabulary
    for told in load_told():
        for name, value in told.facts.items():
            if not name.startswith("named: "):
                values = vocabulary.fields[name].values
                assert not values or value in values, told.text


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("ik ben werknemer en 40 jaar oud", {"statuut": "werknemer", "leeftijd": 40.0}),
        ("de cursus kost 99,5 euro", {"opleiding.directe_kost": 99.5}),
        ("hallo daar", {}),
    ],
)
def test_the_plain_baseline_reads_words_and_numbers(text: str, facts: dict[str, object]) -> None:
    found = PlainFields(shared_knowledge()).read(text)
    assert {name: found.get(name) for name in facts} == facts
    assert bool(found) == bool(facts)


def test_xsid_is_read_by_sentence() -> None:
    text = "# id = 1\n# text = Gaat het = nu?\n# intent = weer\n1\tGaat\tO\n\n# text = hoi\n# intent = dag\n"
    assert xsid.parse(text) == [Sentence("Gaat het = nu?", "weer"), Sentence("hoi", "dag")]


def test_figures_of_scored_rows() -> None:
    empty: dict[str, Any] = {"tp": [], "fp": [], "fn": []}
    rows: list[dict[str, Any]] = [
        {"goud": ["groet"], "intent": "groet", "ok": True, **empty, "tp": [["leeftijd", 4, 4]]},
        {"goud": ["groet"], "intent": OUT_OF_SCOPE, "ok": False, **empty, "fn": [["leeftijd", 4, None]]},
        {"goud": [OUT_OF_SCOPE], "intent": OUT_OF_SCOPE, "ok": True, **empty},
    ]
    found = outside.figures(rows)
    assert (found.messages, found.macro, found.recall, found.wrongly) == (3, 0.75, 1.0, 0.5)
    assert found.fields == {"leeftijd": Counts(1, 0, 1)}


def test_a_table_keeps_its_columns() -> None:
    text = table(["a", "b"], [["1|2", "x"], ["3", "yy"]])
    assert text.splitlines() == ["| a    | b  |", "|------|----|", "| 1\\|2 | x  |", "| 3    | yy |"]
    assert (share(None), share(0.5)) == ("", "0.500")


def test_a_smaller_part_has_something_of_every_intent() -> None:
    part = smaller(EXAMPLES, 5)
    assert set(Counter(s.intent for s in part).values()) == {5}
    assert part == smaller([*reversed(EXAMPLES)], 5)


def test_visitors_answer_from_what_is_true() -> None:
    visitor = Visitor("x", "hallo", {"leeftijd": 40, "bijberoep": False, "diploma": "master"}, "2025-10-01")
    visitor.woorden["diploma"] = "licentiaat"
    assert visitor.answer("leeftijd") == "40 jaar"
    assert visitor.answer("bijberoep") == "nee"
    assert visitor.answer("diploma") == "licentiaat"
    assert visitor.answer("titel") == UNKNOWN


def test_the_facts_of_all_visitors_are_facts_of_the_vocabulary() -> None:
    knowledge = shared_knowledge()
    for visitor in load_visitors():
        sections = visitor.sections()
        Facts.read(knowledge.vocabulary, sections["profiel"], sections["opleiding"])
        assert {*visitor.woorden, *visitor.weet_niet} <= set(visitor.waar)


@pytest.mark.parametrize(
    ("found", "true", "right"),
    [
        (19, 19.5, True),
        (19, 24, False),
        ("boekhouden voor beginners", "Boekhouden", True),
        (None, True, False),
    ],
)
def test_when_a_fact_is_the_true_one(found: object, true: object, right: bool) -> None:
    assert same(found, true) is right
