"""From what people type to plain Dutch words: dialect, chat spelling, units, numbers, typing errors."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .dialect import standard_spelling
from .lexicon import DATA, load, word_frequencies
from .numbers import parse_digits, phrase_to_int, plain, word_to_int

_TOKEN = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)"  # a date
    r"|\d+/\d+(?![\d/])"  # a fraction
    r"|\d{1,2}[uh][0-5]\d(?!\d)"  # 22u48: hours and minutes
    r"|(?<!\S)-\d+(?:[.,]\d+)?(?![\d/-])"  # -5, which is said to be impossible
    r"|\d{1,2}k\d{1,3}(?![\w])"  # 2k8: 2800
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)"  # 2.400,50
    r"|\d+[.,]\d+(?!\d)|\d+"  # 30,4 and 38
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|['’][^\W\d_]+"  # words, m'n and 's
    r"|[%€+=&]|\.{2,}|[^\w\s]"
)
_PER_UNIT = re.compile(
    r" (?:w|wk|week|weken|maand|mnd|dag|uur|u|jaar|j|persoon|pers|man|semester|les|kwartaal)\b", re.I
)
_TITLES = ("mevr", "mw", "dhr", "mr", "ingeschr", "inschr", "prof")
"""Shortened words that a capital often follows."""
_USUAL = 1e-5
"""From this share of all words on a word is usual enough to be found behind a small one."""
_SHORTEST_REST = 4
_CLOCK = re.compile(r"(\d{1,2})[uh](\d\d)")
_THOUSANDS = re.compile(r"(\d{1,2})k(\d{1,3})")
_DURATIONS = ("jaar", "maand", "week", "dag", "uur")


@dataclass(frozen=True)
class Word:
    """One plain word and where it stood in the message."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class PlainText:
    """A message as plain words; `text` joins them with single spaces and offsets lead back to the message."""

    original: str
    words: tuple[Word, ...]
    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts, position = [], 0
        for word in self.words:
            starts.append(position)
            position += len(word.text) + 1
        object.__setattr__(self, "text", " ".join(word.text for word in self.words))
        object.__setattr__(self, "starts", tuple(starts))

    def index(self, position: int) -> int:
        """Which word a character of `text` belongs to."""
        return max(0, bisect_right(self.starts, position) - 1)

    def source(self, start: int, end: int) -> tuple[str, int, int]:
        """The stretch of the message behind `text[start:end]`."""
        first, last = self.words[self.index(start)], self.words[self.index(max(start, end - 1))]
        return self.original[first.start : last.end], first.start, last.end


def fold(text: str) -> str:
    """Lower case without accents, of the same length as the given text."""
    folded = []
    for char in text.lower() if len(text.lower()) == len(text) else text:
        base = unicodedata.normalize("NFKD", char)[0]
        folded.append({"’": "'", "‘": "'", "`": "'"}.get(base, base))
    return "".join(folded)


class Speller:
    """Turns a message into `PlainText`."""

    def __init__(self, known: Iterable[str] = (), names: Iterable[str] = (), directory: Path = DATA) -> None:
        """`known`: words that a typing error may stand for; `names`: other words that are right."""
        data = load("spelling", directory)
        self._replace: dict[Any, list[str]] = {}
        self._phrases: dict[Any, list[str]] = {}
        for standard, block in data["schrijfwijzen"].items():
            for variant in str(block).split(","):
                tokens = tuple(_TOKEN.findall(fold(variant.strip())))
                (self._replace if len(tokens) == 1 else self._phrases)[
                    tokens if len(tokens) > 1 else tokens[0]
                ] = str(standard).split()
        self._after_number: dict[str, str] = {}
        for unit, block in data["na_een_getal"].items():
            self._after_number.update({fold(variant.strip()): str(unit) for variant in str(block).split(",")})
        self._small = dict(sorted(data["aaneen"].items(), key=lambda pair: -len(pair[0])))
        self._shortened = set(data["afkortingen"].split())
        self._with_ik = set(data["ik_ervoor"].split())
        self._common = set(data["gewone_woorden"].split())
        self._targets = sorted({fold(word) for word in known if len(word) >= 5 and word.isalpha()})
        self._targets_set = set(self._targets)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._targets_set | {word for word in self._common if len(word) >= 6}):
            self._by_length.setdefault(len(word), []).append(word)
        self._words = self._common | set(self._targets)
        self._known = self._words | set(self._replace) | {fold(name) for name in names}
        self._frequencies = word_frequencies()
        self._cache: dict[str, str] = {}

    def standard(self, word: str) -> str:
        """The one plain word that stands for a variant; the word itself when there is none."""
        found = self._replace.get(word, [word])
        return found[0] if len(found) == 1 else word

    def read(self, message: str, correct: bool = True) -> PlainText:
        """Plain words of a message; `correct` also undoes typing errors."""
        tokens = list(self._tokens(message))
        words: list[Word] = []
        position = 0
        while position < len(tokens):
            used, texts = self._next(
                tokens[position : position + 3], words[-1].text if words else "", correct
            )
            start, end = tokens[position][1], tokens[position + used - 1][2]
            words.extend(Word(text, start, end) for text in texts)
            position += used
        return PlainText(message, tuple(_join_numbers(words)))

    def _tokens(self, message: str) -> Iterator[tuple[str, int, int]]:
        """The tokens without the full stops that only shorten a word (`mevr. 37j`, not `gem. Ik`)."""
        previous = ("", 0, 0)
        for match in _TOKEN.finditer(fold(message)):
            token = (match.group(), match.start(), match.end())
            sentence = message[token[2] :].lstrip()[:1].isupper() and previous[0] not in _TITLES
            if (
                token[0] == "."
                and previous[2] == token[1]
                and previous[0] in self._shortened
                and not sentence
            ):
                continue
            if message[token[2] : token[2] + 1] == ".":
                token = (self._unshortened(token[0]), *token[1:])
            previous = token
            yield (",", *token[1:]) if _parts(message, match) else token

    def _parted(self, token: str) -> str:
        """`enwerk` -> en werk: a small word and a usual one without the space between."""
        for first, standard in self._small.items():
            rest = token[len(first) :]
            usual = rest in self._targets_set or self._frequencies.get(rest, 0.0) >= _USUAL
            if token.startswith(first) and len(rest) >= _SHORTEST_REST and (usual or rest in self._replace):
                return " ".join([standard, *self._replace.get(rest, [rest])])
        return token

    def _unshortened(self, token: str) -> str:
        """`werkl.` -> werkloos: the shortest word of the lists that begins so, when it is no word itself."""
        if len(token) < 4 or token in self._known or token in self._frequencies or not token.isalpha():
            return token
        longer = [word for word in self._targets if word.startswith(token)]
        if longer:
            self._shortened.add(token)
        return min(longer, key=len, default=token)

    def _next(
        self, tokens: list[tuple[str, int, int]], previous: str, correct: bool
    ) -> tuple[int, list[str]]:
        for length in range(len(tokens), 1, -1):
            found = self._phrases.get(tuple(token for token, _, _ in tokens[:length]))
            if found:
                return length, found
        return 1, self._plain(tokens[0][0], previous, correct)

    def _plain(self, token: str, previous: str, correct: bool) -> list[str]:
        clock = _CLOCK.fullmatch(token)
        if clock:
            return [f"{plain(int(clock[1]) + int(clock[2]) / 60)}", "uur"]
        thousands = _THOUSANDS.fullmatch(token)
        if thousands:
            return [f"{thousands[1]}{thousands[2]:0<3}"]
        number = parse_digits(token)
        if number is not None:
            return (
                [f"{plain(number)}"]
                if len(token) < 4 or "." in token or "," in token or token[0] != "0"
                else [token]
            )
        if _is_number(previous) and token in self._after_number:
            return self._after_number[token].split()
        if token in self._replace:
            return self._replace[token]
        if token.startswith("k"):
            verb = token.lstrip("k'")
            if verb not in self._with_ik and correct and token not in self._frequencies:
                verb = self._spelled(verb)
            if verb in self._with_ik:
                return ["ik", *self._replace.get(verb, [verb])]
        bare = token.strip("'") or token
        return self._spelled(bare).split() if correct else [bare]

    def _spelled(self, token: str) -> str:
        if token not in self._cache:
            if len(self._cache) > 20_000:
                self._cache.clear()
            self._cache[token] = self._corrected(token)
        return self._cache[token]

    def _usual(self, word: str) -> float:
        """How usual a word is; the words of the lists come before all others."""
        if word in self._targets_set:
            return 1.0
        return self._frequencies.get(word, 1e-5 if word in self._common else 0.0)

    def _corrected(self, token: str) -> str:
        """The one known word within a typing error or two; the token itself when in doubt."""
        dotted = token.replace("y", "ij")
        if dotted != token and token not in self._known and dotted in self._frequencies:
            return " ".join(self._replace.get(dotted, [dotted]))
        if len(token) < 4 or not token.isalpha() or token in self._known or word_to_int(token) is not None:
            return token
        if token in self._frequencies or (len(token) > 4 and f"{token}en" in self._frequencies):
            return token
        spoken = standard_spelling(token, self._usual)
        if spoken:
            return " ".join(self._replace.get(spoken, [spoken]))
        if len(token) < 6:
            return self._parted(token)
        for stem in (token[:-1], token[:-2], token + "e", token + "n", token + "en", token + "s"):
            if stem in self._words and len(stem) >= 4:
                return token
        allowed = 1 if len(token) < 10 else 2
        candidates = [
            w
            for n in range(len(token) - allowed, len(token) + allowed + 1)
            for w in self._by_length.get(n, ())
        ]
        near = process.extract(token, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=4)
        found = [
            str(word) for word, distance, _ in near if distance == near[0][1] and _same_ends(word, token)
        ]
        if not found:
            return self._parted(token)
        word = max(found, key=lambda w: self._frequencies.get(w, 0.0))
        return " ".join(self._replace.get(word, [word]))


def _parts(message: str, match: re.Match[str]) -> bool:
    """`41j / LSO / 100%`: a stroke between spaces parts facts, unless a unit follows (`38 u / week`)."""
    if match.group() != "/" or message[match.start() - 1 : match.start()] != " ":
        return False
    following = message[match.end() :]
    return following[:1] == " " and following.split()[:1] != [] and not _PER_UNIT.match(following)


def _same_ends(word: str, token: str) -> bool:
    return word[0] == token[0] and (len(token) >= 8 or word[-1] == token[-1])


def _is_number(text: str) -> bool:
    return bool(text) and text[0].isdigit() and "/" not in text


def _join_numbers(words: list[Word]) -> list[Word]:
    """Number words to digits, `2 400` to 2400, `30 en half` to 30.5, `1 duizend` to 1000."""
    joined: list[Word] = []
    position = 0
    while position < len(words):
        compound = _compound([w.text for w in words[position : position + 3]])
        if compound:
            joined.append(Word(str(compound), words[position].start, words[position + 2].end))
            position += 3
            continue
        run = _number_run(words, position)
        if run:
            value = phrase_to_int([w.text for w in words[position : position + run]])
            if value is None:
                run, value = 1, word_to_int(words[position].text)
            joined.append(Word(str(value), words[position].start, words[position + run - 1].end))
            position += run
        else:
            joined.append(words[position])
            position += 1
    return list(_durations(_halves(joined)))


def _durations(words: list[Word]) -> Iterator[Word]:
    """`een jaar of 10` -> 10 jaar; `7 jaar en 6 maand` -> 7.5 jaar."""
    position = 0
    while position < len(words):
        here = words[position]
        texts = [w.text for w in words[position : position + 5]]
        or_so = texts[0:1] == ["een"] and texts[2:3] == ["of"] and _is_number("".join(texts[3:4]))
        if or_so and texts[1] in (*_DURATIONS, "euro", "kilometer"):
            yield Word(texts[3], here.start, words[position + 3].end)
            yield Word(texts[1], here.start, words[position + 3].end)
            position += 4
            continue
        gap = 1 if texts[2:3] == ["en"] else 0
        if (
            _is_number(texts[0])
            and texts[1:2] == ["jaar"]
            and _is_number("".join(texts[2 + gap : 3 + gap]))
            and texts[3 + gap : 4 + gap] == ["maand"]
        ):
            last = words[position + 3 + gap]
            yield Word(f"{plain(float(texts[0]) + float(texts[2 + gap]) / 12)}", here.start, last.end)
            yield Word("jaar", here.start, last.end)
            position += 4 + gap
            continue
        yield here
        position += 1


def _compound(texts: list[str]) -> int | None:
    """`vijf en dertig` -> 35."""
    if len(texts) < 3 or texts[1] != "en":
        return None
    unit, tens = word_to_int(texts[0]), word_to_int(texts[2])
    return (
        unit + tens if unit and tens and unit < 10 and tens >= 20 and tens % 10 == 0 and tens < 100 else None
    )


def _number_run(words: list[Word], position: int) -> int:
    run = 0
    while position + run < len(words) and word_to_int(words[position + run].text) is not None:
        run += 1
    return run


def _halves(words: list[Word]) -> list[Word]:
    """`30 en (een) half` -> 30.5; `2 duizend` -> 2000; `2 400 euro` -> 2400."""
    out: list[Word] = []
    position = 0
    while position < len(words):
        here = words[position]
        following = [w.text for w in words[position + 1 : position + 4]]
        used = 0
        if here.text in ("anderhalf", "anderhalve"):
            here = Word("1.5", here.start, here.end)
        if here.text in ("half", "halve") and following[:1] in (["jaar"], ["maand"]):
            here = Word("0.5", here.start, here.end)
        if _is_number(here.text) and following[:1] in (["duizend"], ["1000"]):
            used, text = 1, f"{plain(float(here.text) * 1000)}"
        elif here.text.isdigit():
            if following[:2] in (["en", "half"], ["en", "halve"]):
                used, text = 2, f"{here.text}.5"
            elif following[:3] in (["en", "een", "half"], ["en", "een", "halve"]):
                used, text = 3, f"{here.text}.5"
            elif (
                len(here.text) <= 2
                and following[:1]
                and re.fullmatch(r"\d{3}(?:\.\d+)?", following[0])
                and following[1:2] in (["euro"], ["bruto"], ["netto"], [])
            ):
                used, text = 1, here.text + following[0]
        if used:
            out.append(Word(text, here.start, words[position + used].end))
        else:
            out.append(here)
        position += used + 1
    return out
