"""Copies of the examples as people type: hurried, by ear, in Flemish, with spaces and small words lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Change = Callable[[list[str], random.Random], list[str]]

SHORTEST = 4
"""In shorter words no letter changes."""
WORDS_A_CHANGE = 4
"""A copy has one change, and one more for every so many words."""

_PAIRS: dict[tuple[str, str], tuple[str, ...]] = {
    ("ik", "heb"): ("kheb", "kem", "khem"),
    ("ik", "ben"): ("kben", "kzen", "kzin"),
    ("ik", "wil"): ("kwil",),
    ("ik", "zou"): ("kzou",),
    ("ik", "moet"): ("kmoet",),
    ("ik", "werk"): ("kwerk",),
    ("ik", "woon"): ("kwoon",),
    ("ik", "kan"): ("kkan", "kan"),
    ("ik", "ga"): ("kga",),
    ("ik", "weet"): ("kweet",),
    ("heb", "ik"): ("hebk", "hebbek", "hek"),
    ("kan", "ik"): ("kank", "kanekik"),
    ("mag", "ik"): ("magk", "maggek"),
    ("moet", "ik"): ("moek", "moetk"),
    ("als", "ik"): ("ak", "ask", "azzek"),
    ("dat", "ik"): ("dak", "dat k"),
    ("wat", "ik"): ("wak",),
    ("zou", "ik"): ("zouk",),
    ("krijg", "ik"): ("krijgk",),
    ("wat", "is"): ("wa is", "wats", "wadis"),
    ("dat", "is"): ("das", "da's"),
    ("het", "is"): ("tis", "'t is"),
    ("hoe", "lang"): ("hoelang",),
    ("hoe", "veel"): ("hoeveel",),
    ("heb", "je"): ("hebde", "edde"),
    ("kan", "je"): ("kunde",),
    ("kun", "je"): ("kunde",),
    ("ben", "je"): ("zijde", "bende"),
    ("wil", "je"): ("wilde",),
    ("moet", "je"): ("moete",),
    ("in", "het"): ("int", "in t"),
    ("op", "het"): ("opt", "op t"),
    ("van", "het"): ("vant",),
    ("voor", "het"): ("voort",),
    ("in", "de"): ("inde",),
    ("op", "de"): ("opde",),
    ("van", "de"): ("vande",),
    ("bij", "de"): ("bijde",),
    ("met", "de"): ("mede",),
    ("in", "een"): ("inne", "in n"),
    ("voor", "een"): ("vooreen", "vr n"),
}
_WORDS: dict[str, tuple[str, ...]] = {
    "niet": ("ni", "nie", "niee", "nt"),
    "dat": ("da", "dah"),
    "wat": ("wa", "wah"),
    "met": ("me", "mee", "mt"),
    "een": ("n", "ne", "nen", "e"),
    "het": ("t", "ut"),
    "mijn": ("mn", "men", "m'n", "myn", "mijne"),
    "voor": ("vr", "veur", "vo"),
    "als": ("as", "ast"),
    "je": ("ge", "gij", "u"),
    "jij": ("gij",),
    "jullie": ("gulder", "jull"),
    "goed": ("goe",),
    "iets": ("iet", "ies"),
    "niets": ("niks", "niet"),
    "ook": ("oek", "oo"),
    "waar": ("woar", "wr"),
    "naar": ("nr", "noar"),
    "maar": ("mr", "ma", "moar"),
    "hier": ("ier",),
    "hoe": ("oe",),
    "veel": ("vl", "vele"),
    "euro": ("eur", "€"),
    "zijn": ("zyn", "zen"),
    "graag": ("geire", "gere", "grg"),
    "omdat": ("omda",),
    "of": ("ofda", "of da"),
    "even": ("effe",),
    "eens": ("is", "ne keer", "es"),
    "werken": ("wrk", "werke"),
    "opleiding": ("opl", "opleidng", "oplijding"),
    "opleidingsverlof": ("oplverlof", "opleidingsverlov"),
    "alstublieft": ("aub", "aub.", "astemblieft"),
}
_DROPPED = frozenset({"ik", "een", "de", "het", "er", "dat", "ze", "van"})
"""Small words that are left out in a hurry."""
_SOUNDS: tuple[tuple[str, str], ...] = (
    (r"ij", "y"),
    (r"ij", "ei"),
    (r"ei", "ij"),
    (r"ie", "i"),
    (r"(?<=[a-z])d\b", "t"),
    (r"(?<=[a-z])dt\b", "d"),
    (r"(?<=[a-z])t\b", "d"),
    (r"(?<=[a-z])en\b", "e"),
    (r"(?<=[a-z])en\b", "n"),
    (r"(?<=[a-z])el\b", "l"),
    (r"(?<=[a-z])er\b", "r"),
    (r"(?<=[a-z])ing", "ng"),
    (r"([bdfgklmnprst])\1", r"\1"),
    (r"([aeou])\1", r"\1"),
    (r"(?<=[bdfgklmnprst])([aeou])(?=[bdfgklmnprst])", ""),
    (r"qu", "kw"),
    (r"c(?=[aou])", "k"),
    (r"c(?=[ei])", "s"),
    (r"ch", "g"),
    (r"sch", "sg"),
    (r"v", "f"),
    (r"z", "s"),
    (r"s\b", "z"),
    (r"\bh", ""),
    (r"ou", "au"),
    (r"au", "ou"),
    (r"oe", "oo"),
    (r"x", "ks"),
    (r"th", "t"),
    (r"ti(?=e)", "s"),
)
"""Spelling by ear."""
_NEXT = {a: b for row in ("azertyuiop", "qsdfghjklm", "wxcvbn") for a, b in zip(row, row[1:], strict=False)}


def noisy(text: str, chance: random.Random) -> str:
    """A copy of the message with some changes; which ones is chance."""
    words = text.lower().rstrip("?!. ").split() if chance.random() < 0.8 else text.split()
    for _ in range(1 + len(words) // WORDS_A_CHANGE):
        change = chance.choices(_CHANGES, _WEIGHTS)[0]
        words = change(words, chance) or words
    return " ".join(words)


def _spoken(words: list[str], chance: random.Random) -> list[str]:
    """A pair or a word as it is said."""
    pairs = [place for place in range(len(words) - 1) if tuple(words[place : place + 2]) in _PAIRS]
    singles = [place for place, word in enumerate(words) if word in _WORDS]
    if pairs and (not singles or chance.random() < 0.6):
        place = chance.choice(pairs)
        said = chance.choice(_PAIRS[words[place], words[place + 1]])
        return [*words[:place], *said.split(), *words[place + 2 :]]
    if singles:
        place = chance.choice(singles)
        return [*words[:place], *chance.choice(_WORDS[words[place]]).split(), *words[place + 1 :]]
    return _by_ear(words, chance)


def _by_ear(words: list[str], chance: random.Random) -> list[str]:
    """One word is written as it sounds."""
    place = _some_word(words, chance)
    if place is None:
        return words
    told = list(_SOUNDS)
    chance.shuffle(told)
    for sound, spelling in told:
        written = re.sub(sound, spelling, words[place], count=1)
        if written != words[place]:
            return [*words[:place], written, *words[place + 1 :]]
    return words


def _slip(words: list[str], chance: random.Random) -> list[str]:
    """One slip of the finger: a letter forgotten, swapped, doubled, or the key beside it."""
    place = _some_word(words, chance)
    if place is None:
        return words
    word = words[place]
    spot, kind = chance.randrange(1, len(word) - 1), chance.randrange(5)
    before, letter, after = word[:spot], word[spot], word[spot + 1 :]
    slipped = (
        before + after,
        before + after,
        before + after[:1] + letter + after[1:],
        before + letter + letter + after,
        before + _NEXT.get(letter, letter) + after,
    )[kind]
    return [*words[:place], slipped, *words[place + 1 :]]


def _glued(words: list[str], chance: random.Random) -> list[str]:
    """Two words lose the space between them."""
    if len(words) < 3:
        return words
    place = chance.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def _shorter(words: list[str], chance: random.Random) -> list[str]:
    """A small word is left out."""
    places = [place for place, word in enumerate(words) if word in _DROPPED]
    if not places or len(words) < 4:
        return words
    place = chance.choice(places)
    return [*words[:place], *words[place + 1 :]]


def _some_word(words: list[str], chance: random.Random) -> int | None:
    places = [place for place, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    return chance.choice(places) if places else None


_CHANGES: tuple[Change, ...] = (_spoken, _by_ear, _slip, _glued, _shorter)
_WEIGHTS = (0.3, 0.25, 0.25, 0.1, 0.1)
