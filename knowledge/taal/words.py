"""Plain words with the place where they stood, and the numbers that several of them make."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from .numbers import phrase_to_int, trimmed, word_to_int

_LONGEST = 45
"""Years that something at work lasts at most, where a number of months follows without a word between."""
_DURATIONS = ("jaar", "maand", "week", "dag", "uur")
_COUNTED = (
    "euro",
    "kilometer",
    "man",
    "mensen",
    "personen",
    "werknemer",
    "collega",
    "stuk",
    "medewerkers",
    "les",
    "lessen",
)
_TOGETHER = dict(
    zip(
        ("tweeen", "drieen", "vieren", "vijven", "zessen", "zevenen", "achten", "negenen", "tienen"),
        range(2, 11),
        strict=True,
    )
)
"""`we zijn met vijven` -> 5."""
_HALF_ON = re.compile(r"(?:jaar|maand|dag) en (?:een )?hal(?:f|ve)(?!\S)")
"""After a number: `3 jaar en half`."""
_MINUTES = ("min", "minuten", "minuut")


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


def without_marks(text: str) -> tuple[str, list[int]]:
    """The text without loose accents (a letter may bear dozens), and where each character stood."""
    if text.isascii():
        return text, list(range(len(text)))
    places = [place for place, char in enumerate(text) if not unicodedata.combining(char)]
    return "".join(text[place] for place in places), places


def fold(text: str) -> str:
    """Lower case without accents, of the same length as the given text."""
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = []
    for char in text.lower() if len(text.lower()) == len(text) else text:
        base = unicodedata.normalize("NFKD", char)[0]
        folded.append({"’": "'", "‘": "'", "`": "'"}.get(base, base))
    return "".join(folded)


# ---------------------------------------------------------------- numbers
def is_number(text: str) -> bool:
    """Is it a number in digits, and no fraction?"""
    return bool(text) and text[0].isdigit() and "/" not in text


def join_numbers(words: list[Word]) -> list[Word]:
    """Number words to digits, `2 400` to 2400, `30 en half` to 30.5, `1 duizend` to 1000."""
    joined: list[Word] = []
    position = 0
    words = _about(words)
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


def _about(words: list[Word]) -> list[Word]:
    """`een 140-tal mensen` -> 140 mensen; `met zijn vijven` -> met 5."""
    words = list(_together(words))
    texts = [word.text for word in words]
    tails = {i for i, text in enumerate(texts) if text == "tal" and texts[i - 2 : i] and texts[i - 1] == "-"}
    tails = {i for i in tails if is_number(texts[i - 2])}
    return [word for i, word in enumerate(words) if i not in tails and i + 1 not in tails]


def _together(words: list[Word]) -> Iterator[Word]:
    before = ""
    for i, word in enumerate(words):
        following = words[i + 1].text if i + 1 < len(words) else ""
        if before == "met" and word.text in ("zijn", "z'n", "ons", "hun", "z") and following in _TOGETHER:
            continue
        together = word.text in _TOGETHER and before == "met"
        yield Word(str(_TOGETHER[word.text]), word.start, word.end) if together else word
        before = word.text


def _durations(words: list[Word]) -> Iterator[Word]:
    """`een jaar of 10` -> 10 jaar; `7 jaar en 6 maand` -> 7.5 jaar."""
    position = 0
    while position < len(words):
        here = words[position]
        texts = [w.text for w in words[position : position + 5]]
        minutes = texts[1:2] == ["uur"] and texts[2:3] == ["en"] and texts[4:5] and texts[4] in _MINUTES
        if minutes and is_number(texts[0]) and is_number(texts[3]):
            last = words[position + 4]
            yield Word(f"{trimmed(round(float(texts[0]) + float(texts[3]) / 60, 2))}", here.start, last.end)
            yield Word("uur", here.start, last.end)
            position += 5
            continue
        half_on = _HALF_ON.match(" ".join(texts[1:5]))
        if texts[0].isdigit() and half_on:
            used = len(half_on.group().split())
            yield Word(f"{texts[0]}.5", here.start, words[position + used].end)
            yield Word(texts[1], here.start, words[position + used].end)
            position += used + 1
            continue
        or_so = texts[0:1] == ["een"] and texts[2:3] == ["of"] and is_number("".join(texts[3:4]))
        if or_so and texts[1] in (*_DURATIONS, *_COUNTED):
            yield Word(texts[3], here.start, words[position + 3].end)
            yield Word(texts[1], here.start, words[position + 3].end)
            position += 4
            continue
        gap = 1 if texts[2:3] == ["en"] else 0
        if (
            is_number(texts[0])
            and texts[1:2] == ["jaar"]
            and is_number("".join(texts[2 + gap : 3 + gap]))
            and texts[3 + gap : 4 + gap] == ["maand"]
            and _is_one_length(float(texts[0]), float(texts[2 + gap]), bool(gap))
        ):
            last = words[position + 3 + gap]
            yield Word(f"{trimmed(float(texts[0]) + float(texts[2 + gap]) / 12)}", here.start, last.end)
            yield Word("jaar", here.start, last.end)
            position += 4 + gap
            continue
        yield here
        position += 1


def _is_one_length(years: float, months: float, linked: bool) -> bool:
    """`51 jaar 18 maand werkloos` is an age and a length: no months of a year, or too long to be one."""
    return months < 12 and (linked or years <= _LONGEST)


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
        if is_number(here.text) and following[:1] in (["duizend"], ["1000"]):
            used, text = 1, f"{trimmed(float(here.text) * 1000)}"
        elif here.text.isdigit():
            if following[:2] in (["en", "half"], ["en", "halve"]):
                used, text = 2, f"{here.text}.5"
            elif following[:3] in (["en", "een", "half"], ["en", "een", "halve"]):
                used, text = 3, f"{here.text}.5"
            elif (
                len(here.text) <= 2
                and following[:1]
                and re.fullmatch(r"\d{3}(?:\.\d+)?", following[0])
                and (following[1:2] in (["euro"], ["bruto"], ["netto"], []) or following[0] == "000")
            ):
                used, text = 1, here.text + following[0]
        if used:
            out.append(Word(text, here.start, words[position + used].end))
        else:
            out.append(here)
        position += used + 1
    return out
