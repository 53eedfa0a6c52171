"""Words as they sound in Flanders, to how they are written: `goan`, `vruuger`, `studern`, `kuise`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

_ENDINGS = (
    (re.compile(r"(?<=[bcdfgklmprstvz])n$"), "en"),  # willn, studern
    (re.compile(r"e$"), "en"),  # kuise
    (re.compile(r"(?<=[aeiou])t$"), "d"),  # tijt
    (re.compile(r"(?<=[lrn])t$"), "d"),  # gelt
    (re.compile(r"igge$"), "ige"),
    (re.compile(r"(?<=[a-z]{3})k(?:es|e|en)$"), "je"),  # opleidingske
    (re.compile(r"lik$"), "lijk"),
    (re.compile(r"$"), ""),
)
"""Sounds at the end of a word that are said otherwise than they are written."""
_SOUNDS = (
    (re.compile(r"oa"), ("aa", "a")),  # goan, moand
    (re.compile(r"uu"), ("oe", "oo")),  # vruuger
    (re.compile(r"eu"), ("oo",)),  # veur
    (re.compile(r"ie(?=[dkmnprst])"), ("ij", "ee")),  # tied, wiek
    (re.compile(r"ei"), ("ij", "ee")),
    (re.compile(r"ij"), ("ei",)),
    (re.compile(r"y"), ("ij",)),
    (re.compile(r"(?<=[aeiou])rre(?=[gkmn])"), ("r",)),  # werreken
    (re.compile(r"(?<=[aeiou])lle(?=[fkmp])"), ("l",)),  # hellepen
    (re.compile(r"oe"), ("oo", "oei")),
    (re.compile(r"ck"), ("k",)),
    (re.compile(r"^z(?=[aeiou])"), ("s",)),
    (re.compile(r"^ier"), ("hier",)),
    (re.compile(r"^(?=[aeiou])"), ("h",)),  # alftijds, uis
    (re.compile(r"([bdfgklmnprst])\1"), (r"\1",)),
    (re.compile(r"([aeou])\1(?=[bdfgklmnprstvz]e)"), (r"\1",)),  # studeere
    (re.compile(r"(?<=[aeiou])(?=([dfgklmnprst])e)"), (r"\1",)),
    (re.compile(r"sch"), ("s", "sk")),
    (re.compile(r"sk(?=[a-z])"), ("sch",)),
)
"""Sounds inside a word, with the spellings that they can stand for."""


_WEST_FLEMISH = (
    (re.compile(r"(?:b[aeè]h?)?(?:joa|jao)(?:'?(?:k|t|j|g|s|m|n|w|ze|me|ge|je))?"), "ja"),
    (re.compile(r"(?:b[aeè]h?)?(?:nin|neen)'?(?:k|t|j|g|s|m|w|ze|me|ge|je)"), "nee"),
    (re.compile(r"(?:b[aeè]h?)?nin|(?:nee){2,}n?"), "nee"),
    (re.compile(r"(?:b[aeè]h?)?toe[td]oe(?:t|n|k|ns|ze|j|ge)?"), "jawel"),
)
"""A yes or no of West Flanders goes with the person: `joak` (I), `joat` (it), `nink`, `ba nins`; `toetoet` is
a yes against a no."""


def short_answer(token: str) -> str | None:
    """The yes or no that a token is in West Flanders; None when it is none."""
    return next((word for form, word in _WEST_FLEMISH if form.fullmatch(token)), None)


def spellings(token: str) -> Iterator[str]:
    """The words that a token can stand for: one sound changed, an ending changed, or both."""
    inside = [token]
    for sound, written in _SOUNDS:
        if sound.search(token):
            inside += [sound.sub(spelling, token) for spelling in written]
    ends = [(pattern, ending) for pattern, ending in _ENDINGS if pattern.search(token)]
    for stem, (pattern, ending) in product(inside, ends):
        changed = pattern.sub(ending, stem, count=1)
        if changed != token:
            yield changed


def standard_spelling(token: str, frequency: Callable[[str], float]) -> str | None:
    """The most usual word that the token can stand for; None when it stands for none.

    Args:
        token: a plain word that is no Dutch word as it stands.
        frequency: how usual a word is (0 for what is no word).
    """
    best = max(spellings(token), key=frequency, default=None)
    return best if best and frequency(best) > 0 else None
