"""Count which words stand side by side in the own sentences, for the slips that only their neighbours tell.

python tools/word_pairs.py      writes knowledge/data/taal/woordparen.txt

Counted are the examples of data/nlu, those of the signals and what people often tell (`word_pairs.txt`), none
of the messages with which the reading is measured.

To be run again when many sentences were added; nothing breaks when it is not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.nlu.measure import load_examples  # noqa: E402
from knowledge import load_knowledge  # noqa: E402
from knowledge.taal.context import FILE, Context, WordPairs  # noqa: E402
from knowledge.taal.lexicon import DATA, load, places  # noqa: E402
from knowledge.taal.spelling import Speller  # noqa: E402
from knowledge.taal.wordlists import known_words, measure_names, right_words, town_words  # noqa: E402

OFTEN = Path(__file__).with_suffix(".txt")
_CHOICE = re.compile(r"\[([^]]*)\]")
HEADER = """\
# Words that stand side by side in the own sentences, in plain words: a word, how often it is said, then
# every word that follows it with how often. `_` is the begin and the end of a sentence, `0` a number,
# `_plaats` a town. Made by tools/word_pairs.py; not written by hand.
"""


def counted(texts: Iterable[str]) -> WordPairs:
    """The pairs of words of messages."""
    found = places()
    towns = town_words(found)
    speller = Speller(known_words(found, dict(measure_names(load_knowledge()))), right_words(found), towns)
    kind = Context(WordPairs.count([]), lambda word: 0.0, (), towns).kind
    return WordPairs.count([kind(word.text) for word in speller.read(text).words] for text in texts)


def often_told(lines: Iterable[str]) -> Iterator[str]:
    """The sentences of the lines, so that each choice is made, and beside more than one of the others."""
    for line in lines:
        choices = [choice.split("|") for choice in _CHOICE.findall(line)]
        most = max(map(len, choices), default=1)
        for number in range(2 * most if len(choices) > 1 else most):
            sentence = line
            for place, choice in enumerate(choices):
                turn = number + (number // most if place % 2 else 0)
                sentence = _CHOICE.sub(choice[turn % len(choice)], sentence, count=1)
            yield sentence


def sentences() -> Iterator[str]:
    """Everything that is counted."""
    yield from load_examples()[0]
    for group in load("signalen").values():
        for signal in group.values() if isinstance(group, dict) else group:
            if isinstance(signal, dict):
                yield from map(str, signal.get("voorbeelden", ()))
    lines = OFTEN.read_text(encoding="utf-8").splitlines()
    yield from often_told(line for line in lines if not line.startswith("#"))


if __name__ == "__main__":
    (DATA / FILE).write_text(HEADER + "\n".join(counted(sentences()).lines()) + "\n", encoding="utf-8")
