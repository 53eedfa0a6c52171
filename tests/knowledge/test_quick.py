"""The quick reader of expressions gives the trees of grammar.lark, or leaves the text to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.expressions import ExpressionError, quick
from knowledge.expressions.parsing import parse_by_grammar
from knowledge.loading import DATA

WORDS = (
    "als", "dan", "anders", "of", "en", "niet", "in", "waar", "onwaar", "onbekend", "peildatum", "bekend",
    "vaststaand", "volgens", "min", "leeftijd", "opleiding.uren", "index", "$grens", "#som", "3", "21.30",
    "2025-09-01", '"tekst"', "==", "!=", ">=", "<", "+", "-", "*", "/", "(", ")", "[", "]", ",", ";", ":",
    "@",
)  # fmt: skip


def _written() -> Iterator[str]:
    """Every text of the measure files that can be an expression."""
    for path in sorted((DATA / "maatregelen").glob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from line.split('"')[1::2]


def same(text: str) -> bool:
    """Whether the quick reader leaves this text, or reads it as the grammar does."""
    try:
        tree = quick.read(text)
    except quick.NotRead:
        return True
    return bool(tree == parse_by_grammar(text))


def test_it_reads_every_expression_of_the_files_as_the_grammar_does() -> None:
    read = 0
    for text in set(_written()):
        try:
            tree = parse_by_grammar(text)
        except ExpressionError:
            with pytest.raises(quick.NotRead):
                quick.read(text)
        else:
            assert quick.read(text) == tree
            read += 1
    assert read > 100


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_it_never_reads_what_the_grammar_does_not(text: str) -> None:
    assert same(text)


atoms = st.sampled_from(["leeftijd", "$grens", "3", "waar", "peildatum", "bekend(leeftijd)", "2025-09-01"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "==", "<", "en", "of"]), inner).map(" ".join),
        inner.map("({})".format),
        inner.map("niet {}".format),
        inner.map("-{}".format),
        two.map("min({0[0]}, {0[1]})".format),
        two.map("{0[0]} in [{0[1]}]".format),
        two.map("{0[0]} niet in [{0[1]}, x]".format),
        st.tuples(inner, inner, inner).map("als {0[0]} dan {0[1]} anders {0[2]}".format),
        two.map("volgens(leeftijd: {0[0]}; opleiding.uren: {0[1]})".format),
        inner.map("vaststaand({})".format),
    )


@given(st.recursive(atoms, _larger, max_leaves=12))
def test_made_expressions_are_read_the_same(text: str) -> None:
    assert same(text)
