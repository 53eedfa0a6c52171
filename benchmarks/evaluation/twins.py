"""The noisy twin of a sentence: typed on a telephone, in a hurry, in Flanders. The same twin in every run.

Made apart from the noisy copies that the classifier learns from (`bot.nlu.noise`): other spellings, shares
and chances. Some kinds are the same in both, as people have no others.
"""

from __future__ import annotations

import random
import re

AZERTY = ("azertyuiop", "qsdfghjklm", "wxcvbn")
DIALECT = (
    (r"\bik heb\b", "kheb"),
    (r"\bik ben\b", "kben"),
    (r"\bik wil\b", "kwil"),
    (r"\bik zou\b", "kzou"),
    (r"\bik kan\b", "kan k"),
    (r"\bheb je\b", "hebde"),
    (r"\bkan je\b", "kunde"),
    (r"\bwil je\b", "wilde"),
    (r"\bben je\b", "zijde"),
    (r"\bdat is\b", "das"),
    (r"\bhet is\b", "tis"),
    (r"\been\b", "ne"),
    (r"\bniet\b", "ni"),
    (r"\bdat\b", "da"),
    (r"\bwat\b", "wa"),
    (r"\bmet\b", "me"),
    (r"\bgoed\b", "goe"),
    (r"\bjij\b", "gij"),
    (r"\bje\b", "ge"),
    (r"\bmijn\b", "mn"),
)
SWAPPED = 0.5
"""How often a spelling of the list is used where it can be."""
GLUED = 0.25
"""How often two words of a sentence lose the space between them."""
LETTERS_A_SLIP = 40
"""One slip of the finger, and one more for so many letters."""
SHORTEST = 4
"""In shorter words no finger slips."""


def twin(text: str) -> str:
    """The noisy twin."""
    chance = random.Random(text)
    told = text.lower().rstrip("?!. ") or text
    for pattern, spelling in DIALECT:
        if chance.random() < SWAPPED:
            told = re.sub(pattern, spelling, told)
    words = told.split()
    for _ in range(1 + len(told) // LETTERS_A_SLIP):
        places = [place for place, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
        if places:
            place = chance.choice(places)
            words[place] = _slip(words[place], chance)
    if chance.random() < GLUED:
        _glue(words, chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    """One slip in the inside of a word: forgotten, swapped, doubled, or the key beside it."""
    spot, kind = chance.randrange(1, len(word) - 1), chance.randrange(4)
    before, letter, after = word[:spot], word[spot], word[spot + 1 :]
    return (
        before + after,
        before + after[0] + letter + after[1:],
        before + letter + letter + after,
        before + _beside(letter, chance) + after,
    )[kind]


def _beside(letter: str, chance: random.Random) -> str:
    for row in AZERTY:
        place = row.find(letter)
        if place >= 0:
            return chance.choice(row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
    return letter


def _glue(words: list[str], chance: random.Random) -> None:
    places = [p for p in range(len(words) - 1) if words[p].isalpha() and words[p + 1].isalpha()]
    if places and len(words) > 2:
        place = chance.choice(places)
        words[place : place + 2] = [words[place] + words[place + 1]]
