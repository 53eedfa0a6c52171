"""Kinds of noise, each by itself, so that what each costs can be told; the same copies in every run.

Made apart from the copies that the classifier learns from (`bot.nlu.noise`) and from `twins`: other
spellings, chances and ways of choosing. Numbers, in digits or in words, are never touched: with another
number it is another fact.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from rapidfuzz.distance import OSA

from knowledge.taal.lexicon import word_frequencies
from knowledge.taal.numbers import word_to_int

Change = Callable[[str], str]
_Word = Callable[[str, random.Random], str]

_WORD = re.compile(r"(?<![\w'])[^\W\d_]+(?![\w'])")
_ROWS = (("azertyuiop", 0.0), ("qsdfghjklm", 0.25), ("wxcvbn", 0.75))
"""The rows of a keyboard of Belgium, and how far each stands to the right of the first."""
_REAL = 3e-6
"""Share of all words from which a keyboard of a telephone proposes a word, and a part makes a compound."""
_EVERYWHERE = 1e-3
"""Nobody errs in the end of a word that is in every sentence (`niet`)."""

_FLEMISH = {
    "niet": ("nie", "ni"),
    "dat": ("da",),
    "wat": ("wa",),
    "met": ("mé", "me"),
    "een": ("ne", "nen", "'n", "e"),
    "de": ("den", "d'"),
    "het": ("t", "'t"),
    "jij": ("gij", "ge"),
    "je": ("ge", "u"),
    "jouw": ("uw", "au"),
    "jullie": ("gulder", "gullie"),
    "mijn": ("mijnen", "men", "mijne"),
    "heb": ("em", "eb", "hem"),
    "heeft": ("eeft", "hee"),
    "had": ("aa", "had"),
    "ben": ("zen", "zijn"),
    "is": ("es", "is"),
    "goed": ("goe",),
    "iets": ("iet",),
    "niets": ("niks", "nieks"),
    "ook": ("oek", "ok"),
    "naar": ("nor", "noar"),
    "daar": ("doar", "daor"),
    "jaar": ("joar", "jaor"),
    "maar": ("moar", "mo"),
    "werk": ("wèrk", "waark"),
    "wil": ("wilt", "wil"),
    "mag": ("mag", "mak"),
    "moet": ("moe", "moet"),
    "veel": ("vele", "vil"),
    "als": ("as",),
    "nog": ("nog", "noch"),
    "graag": ("geire", "gjirn"),
    "thuis": ("tuis", "thoes"),
    "hoe": ("oe", "hoe"),
}
_FLEMISH_ENDS = (("je", "ke"), ("en", "e"), ("en", "n"), ("t", ""), ("d", ""))
_CHAT = {
    "misschien": "mss",
    "waarschijnlijk": "wss",
    "eigenlijk": "eig",
    "inderdaad": "idd",
    "even": "ff",
    "gewoon": "gwn",
    "maar": "mr",
    "voor": "vr",
    "naar": "nr",
    "niet": "nt",
    "niets": "niks",
    "echt": "egt",
    "helemaal": "hlmaal",
    "volgens": "vlgs",
    "zonder": "zndr",
    "met": "mt",
    "een": "n",
    "het": "t",
    "ik": "k",
    "je": "j",
    "ook": "ok",
    "dat": "dt",
    "van": "v",
    "mijn": "mn",
    "alstublieft": "aub",
    "alsjeblieft": "ajb",
    "bedankt": "thx",
    "groetjes": "grtjs",
    "opleiding": "opl",
    "informatie": "info",
    "omdat": "omda",
    "vandaag": "vndg",
    "morgen": "mrgn",
    "werk": "wrk",
    "werken": "wrken",
    "iemand": "iem",
    "altijd": "altd",
    "zoals": "zls",
    "bijvoorbeeld": "bv",
    "tussen": "tss",
    "weet": "wt",
    "geen": "gn",
    "heb": "hb",
    "goed": "gd",
    "school": "schl",
    "wanneer": "wnr",
    "hoeveel": "hvl",
}
_EAR = (
    ("ij", "ei"),
    ("ei", "ij"),
    ("au", "ou"),
    ("ou", "au"),
    ("ie", "i"),
    ("c", "k"),
    ("ch", "g"),
    ("g", "ch"),
    ("th", "t"),
    ("isch", "is"),
    ("tie", "sie"),
    ("ll", "l"),
    ("tt", "t"),
    ("kk", "k"),
    ("pp", "p"),
    ("ee", "e"),
    ("oo", "o"),
    ("s", "z"),
    ("f", "v"),
)
_FOREIGN = (
    ("ij", "ai"),
    ("ij", "ei"),
    ("ui", "oi"),
    ("ui", "au"),
    ("eu", "u"),
    ("oe", "u"),
    ("oe", "ou"),
    ("uu", "u"),
    ("aa", "a"),
    ("ee", "e"),
    ("oo", "o"),
    ("sch", "sk"),
    ("sch", "s"),
    ("ng", "n"),
    ("v", "f"),
    ("z", "s"),
    ("w", "v"),
    ("ch", "h"),
    ("ie", "i"),
)
_SMALL = frozenset({"een", "de", "het", "er", "te", "om"})
_LEFT_OUT = 0.6
_DE = 0.5


def kinds() -> Iterator[tuple[str, Change]]:
    """Every kind by name: from a message to its copy."""
    yield "bare", bare
    yield "fingers", _changing(_finger, 0.16, 4)
    yield "letters lost", _changing(_lost, 0.16, 4)
    yield "joined", _told(_joined)
    yield "parted", _changing(_parted, 0.6, 8)
    yield "d and t", _changing(_d_and_t, 0.5, 3)
    yield "by ear", _changing(_by(_EAR), 0.4, 4)
    yield "Flemish", _told(_flemish)
    yield "chat", _told(_chat)
    yield "learner", _told(_learner)
    yield "wrong word", _changing(_wrong_word, 0.1, 5)
    yield "all together", _told(_mixed)


def bare(text: str) -> str:
    """Without capitals, accents stay; without points, commas and marks, save within numbers."""
    return re.sub(r"(?<!\d)[.,;:!?](?=\s|$)|(?<=\d)[.,;:!?](?=\s|$)", "", text.lower()).strip() or text


def _told(change: _Word) -> Change:
    """A change of the whole message, with chance that hangs on the message alone."""

    def changed(text: str) -> str:
        return change(text, random.Random(f"{change.__name__} {text}"))

    return changed


def _changing(change: _Word, share: float, shortest: int) -> Change:
    """A change of a share of the words that are long enough; one word at least, when there is any."""

    def changed(text: str, chance: random.Random | None = None) -> str:
        chance = chance or random.Random(f"{change.__name__} {text}")
        places = [m for m in _WORD.finditer(text) if len(m.group()) >= shortest and not _counts(m.group())]
        chosen = {m.start() for m in places if chance.random() < share}
        if places and not chosen:
            chosen = {chance.choice(places).start()}
        return _WORD.sub(lambda m: change(m.group(), chance) if m.start() in chosen else m.group(), text)

    return changed


def _counts(word: str) -> bool:
    """Is it a number in words, or a half of one?"""
    return word_to_int(word.lower()) is not None or word.lower().startswith(("half", "halve", "anderhal"))


# ---------------------------------------------------------------- slips of the finger
@cache
def _keys() -> Mapping[str, str]:
    """For each key those that touch it, on its own row and on the next."""
    at = {key: (x + shift, y) for y, (row, shift) in enumerate(_ROWS) for x, key in enumerate(row)}
    return {
        key: "".join(k for k, (u, v) in at.items() if k != key and abs(u - x) <= 1 and abs(v - y) <= 1)
        for key, (x, y) in at.items()
    }


def _finger(word: str, chance: random.Random) -> str:
    """The key beside it, a key too many, or two keys in the wrong order; seldom in the first letter."""
    place = chance.randrange(len(word)) if chance.random() < 0.1 else chance.randrange(1, len(word))
    letter = word[place]
    beside = chance.choice(_keys().get(letter.lower(), letter) or letter)
    kind = chance.random()
    if kind < 0.45:
        return word[:place] + beside + word[place + 1 :]
    if kind < 0.7 and place > 0:
        return word[: place - 1] + letter + word[place - 1] + word[place + 1 :]
    return word[:place] + letter + (letter if kind < 0.85 else beside) + word[place + 1 :]


def _lost(word: str, chance: random.Random) -> str:
    """A letter that was not typed, of a long word now and then two."""
    for _ in range(2 if len(word) > 9 and chance.random() < 0.3 else 1):
        place = chance.randrange(1, len(word))
        word = word[:place] + word[place + 1 :]
    return word


# ---------------------------------------------------------------- spaces
def _joined(text: str, chance: random.Random) -> str:
    """One space in eight is lost, between words and never beside a number."""
    gaps = [
        m.start()
        for m in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", text)
        if not any(map(_counts, (text[: m.start()].split()[-1], text[m.end() :].split()[0])))
    ]
    lost = {gap for gap in gaps if chance.random() < 0.125} or set(gaps and [chance.choice(gaps)])
    return "".join(letter for place, letter in enumerate(text) if place not in lost)


def _parted(word: str, chance: random.Random) -> str:
    """A compound as two words, as a telephone or another language would have it."""
    usual, lower = word_frequencies(), word.lower()
    cuts = [
        (min(usual.get(first, 0.0), usual.get(lower[cut:], 0.0)), cut)
        for cut in range(4, len(lower) - 3)
        for first in {lower[:cut], lower[:cut].removesuffix("s")}
    ]
    share, cut = max(cuts, default=(0.0, 0))
    return f"{word[:cut]} {word[cut:]}" if share >= _REAL else word


# ---------------------------------------------------------------- spelling
def _d_and_t(word: str, chance: random.Random) -> str:
    """The errors of everybody: `ik wordt`, `hij word`, `gebeurt` for `gebeurd`."""
    if word_frequencies().get(word.lower(), 0.0) > _EVERYWHERE:
        return word
    ends = {"dt": ("d", "t"), "d": ("t", "dt"), "t": ("d", "dt"), "den": ("dden",), "ten": ("tten",)}
    for end, others in ends.items():
        if word.endswith(end) and not word.endswith(("cht", "ft", "st", "kt", "pt")):
            return word[: -len(end)] + chance.choice(others)
    return word


def _by(sounds: tuple[tuple[str, str], ...]) -> _Word:
    """One sound of a word in another spelling."""

    def by_sound(word: str, chance: random.Random) -> str:
        found = [pair for pair in sounds if pair[0] in word[1:]]
        if not found:
            return word
        sound, spelling = chance.choice(found)
        place = chance.choice([m.start() for m in re.finditer(sound, word) if m.start()] or [0])
        return word[:place] + spelling + word[place + len(sound) :] if place else word

    return by_sound


def _by_list(text: str, chance: random.Random, spellings: Mapping[str, tuple[str, ...]], share: float) -> str:
    def spelled(match: re.Match[str]) -> str:
        others = spellings.get(match.group().lower())
        return chance.choice(others) if others and chance.random() < share else match.group()

    return _WORD.sub(spelled, text)


def _flemish(text: str, chance: random.Random) -> str:
    """As people speak: small words in Flemish, `'k em` and `hebde`, ends of words lost, `h` not heard."""
    told = re.sub(r"\b[Ii]k (?=[a-z])", lambda m: chance.choice(("'k ", "k ", "ek ", m.group())), text)
    told = re.sub(r"\b(heb|kan|wil|moet|ga) (?:je|jij)\b", lambda m: _asked(m.group(1)), told, flags=re.I)
    told = _by_list(told, chance, _FLEMISH, 0.6)

    def spoken(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 5 or _counts(word) or chance.random() > 0.15:
            return word
        if word[0] in "hH" and chance.random() < 0.5:
            return word[1:]
        for end, heard in _FLEMISH_ENDS:
            if word.endswith(end) and chance.random() < 0.5:
                return word.removesuffix(end) + heard
        return word

    return _WORD.sub(spoken, told)


def _asked(verb: str) -> str:
    """`heb je` as it is said."""
    return {"heb": "hebde", "kan": "kunde", "wil": "wilde", "moet": "moette", "ga": "gade"}[verb.lower()]


def _chat(text: str, chance: random.Random) -> str:
    """Abbreviations of chat, and long words without some of their vowels."""
    told = _by_list(bare(text), chance, {word: (short,) for word, short in _CHAT.items()}, 0.6)

    def short(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 7 or _counts(word) or chance.random() > 0.2:
            return word
        return word[0] + re.sub(r"(?<=[bcdfgklmnprstvz])[eiu](?=[bcdfgklmnprstvz])", "", word[1:], count=2)

    return _WORD.sub(short, told)


def _learner(text: str, chance: random.Random) -> str:
    """Dutch as a second language: articles left out or wrong, and words by the ear of another language."""

    def small(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() not in _SMALL or chance.random() > _LEFT_OUT:
            return word
        return "de" if word.lower() == "het" and chance.random() < _DE else ""

    told = re.sub(r" {2,}", " ", _WORD.sub(small, text)).strip() or text
    return _changing(_by(_FOREIGN), 0.2, 4)(told)


def _wrong_word(word: str, chance: random.Random) -> str:
    """Another word that exists, as a telephone puts in the place of what was typed."""
    near = _neighbours(word.lower())
    return chance.choice(near) if near else word


@cache
def _neighbours(word: str) -> list[str]:
    """Usual words that differ by one letter of the inside and keep the first."""
    return sorted(
        other
        for other in _proposed()[word[0]]
        if other != word
        and abs(len(other) - len(word)) < 2
        and OSA.distance(word, other, score_cutoff=1) == 1
    )


@cache
def _proposed() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {letter: [] for letter in map(chr, range(97, 123))}
    for word, share in word_frequencies().items():
        if share >= _REAL and len(word) >= 4 and word[0] in found and word_to_int(word) is None:
            found[word[0]].append(word)
    return found


def _mixed(text: str, chance: random.Random) -> str:
    """A hurried message: bare, and two other kinds on it."""
    others = dict(kinds())
    names = chance.sample(("fingers", "letters lost", "joined", "d and t", "by ear", "Flemish", "chat"), 2)
    told = bare(text)
    for name in names:
        told = others[name](told)
    return told
