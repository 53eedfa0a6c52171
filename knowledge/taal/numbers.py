"""Dutch number words and fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from text_to_num import text2num

_LIKELY = re.compile(
    r"(nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig|dertig|veertig|vijftig"
    r"|zestig|zeventig|tachtig|negentig|honderd|duizend)"
)
_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
COUNTED = (*_UNITS, "tien", "elf", "twaalf")
"""The number words from one on, without a gap; with the article, for where only a number can stand."""
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_UNIT_AND_TEN = re.compile(rf"({'|'.join(_UNITS)})en({'|'.join(_TENS)})")
_NOT_A_NUMBER = {"een", "eens", "achter", "achterin", "drieling", "tweeling"}


@lru_cache(maxsize=4096)
def word_to_int(word: str) -> int | None:
    """`vijfendertig` -> 35; None when the word is no number. The article `een` is no number."""
    if word in _NOT_A_NUMBER or not _LIKELY.search(word):
        return None
    if word.endswith("tal"):
        word = word.removesuffix("tal")
    if word.endswith("tiger") and _UNIT_AND_TEN.fullmatch(word[:-2]):  # `als zevenenvijftiger`
        word = word.removesuffix("er")
    if word.endswith("tigste") and _UNIT_AND_TEN.fullmatch(word[:-3]):  # `op mijn tweeenvijftigste`
        word = word.removesuffix("ste")
    joined = _UNIT_AND_TEN.fullmatch(word)  # `tweeenzestig`, which loses its diaeresis
    if joined:
        return int(text2num(joined[1], "nl")) + int(text2num(joined[2], "nl"))
    try:
        return int(text2num(word, "nl"))
    except ValueError:
        return None


def number_words() -> Iterator[str]:
    """The number words of two digits, without a diaeresis."""
    yield from ("honderd", "duizend", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien")
    for ten in _TENS:
        yield ten
        yield from (f"{unit}en{ten}" for unit in _UNITS)


def phrase_to_int(words: list[str]) -> int | None:
    """`tweeduizend vierhonderd` -> 2400."""
    try:
        return int(text2num(" ".join(words), "nl"))
    except ValueError:
        return None


def trimmed(number: float) -> int | float:
    """38.0 -> 38, 30.4 stays 30.4."""
    return int(number) if float(number).is_integer() else round(float(number), 4)


def parse_digits(text: str) -> float | None:
    """`2.400` and `2400,50` and `30.4` in the Belgian way: a point before three digits groups thousands."""
    compact = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", compact):
        compact = compact.replace(".", "")
    if re.fullmatch(r"\d+([.,]\d+)?", compact):
        return float(compact.replace(",", "."))
    return None
