"""How somebody can be reached: one rule for a phone number and one for an e-mail address."""

from __future__ import annotations

import re

LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_IN_A_SENTENCE = re.compile(r"(?<![\w+])(?:\+|0)\d(?:[\s./()-]{0,2}\d){7,12}(?!\w)")
_BELGIAN_NUMBER = re.compile(r"(?:\+|00)32[1-9]\d{7,8}|0[1-9]\d{7,8}")


def is_address(text: str) -> bool:
    """Whether this is one plain e-mail address."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None and ".." not in text


def number_in(text: str) -> str | None:
    """The Belgian phone number that a text is, without signs between."""
    number = re.sub(r"[\s./()-]", "", text)
    return number if _BELGIAN_NUMBER.fullmatch(number) else None


def number_within(text: str) -> tuple[str | None, str]:
    """The Belgian phone number that stands in a sentence, and the sentence without it."""
    for found in _IN_A_SENTENCE.finditer(text):
        number = number_in(found.group())
        if number is not None:
            return number, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    return None, text
