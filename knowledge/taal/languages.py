"""Which language is a message written in, when it is not Dutch."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from .lexicon import load

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SCRIPTS = (
    (re.compile(r"[іїєґІЇЄҐ]"), "uk"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[پچژگ]"), "fa"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u1200-\u137f]"), "ti"),
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u0980-\u0dff]"), "andere"),
)
"""Scripts that Dutch does not use; the first that fits names the language."""
_FOREIGN_SCRIPT = re.compile("|".join(pattern.pattern for pattern, _ in _SCRIPTS))
_CODE = re.compile(r"[{}<>;|]|==|\w\(|^\W*(?:select|drop|import|def|sudo) \w", re.IGNORECASE)
"""Programs and commands: their English words are no message in English."""
_SHARE = 0.4
_LONG = 6
"""Only in longer words an ending tells the language."""
_REMEMBERED = 20_000
"""Of so many words it is remembered in which languages they are words."""
_SHORT = 3
"""In so short a message all words must be of the other language, and one that Dutch has not is enough."""


class Languages:
    """Frequent words of other languages, against those of Dutch."""

    def __init__(self) -> None:
        data = load("talen")
        codes: dict[str, str] = data["codes"]
        self._foreign = {codes[name]: _words(block) for name, block in data["woorden"].items()}
        self._dutch = _words(data["nederlands"])
        self._alone = _words(data["alleen"])
        self._ukrainian, self._russian = (
            _words(data["cyrillisch"][name]) for name in ("oekraiens", "russisch")
        )
        self._endings: dict[str, tuple[str, ...]] = {
            code: tuple(endings) for code, endings in data["uitgangen"].items()
        }
        self._letters: dict[str, frozenset[str]] = {
            code: frozenset(letters) for code, letters in data["letters"].items()
        }
        self._codes = lru_cache(maxsize=_REMEMBERED)(self._codes_of)

    def of(self, text: str) -> str | None:
        """The code of the language (`en`, `fr`, `de` ...); None for Dutch and when in doubt."""
        if len(_FOREIGN_SCRIPT.findall(text)) >= 2:
            code = next(code for pattern, code in _SCRIPTS if pattern.search(text))
            return "uk" if code == "ru" and self._is_ukrainian(text) else code
        if _CODE.search(text):
            return None
        words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
        if not words:
            return None
        codes = [self._codes(word) for word in words]
        counted = Counter(code for told in codes for code in told)
        best = max(self._foreign, key=lambda code: counted[code])
        if " ".join(words) in self._alone:
            return best
        known, dutch = [best in told for told in codes], [word in self._dutch for word in words]
        foreign = sum(here and not ours for here, ours in zip(known, dutch, strict=True))
        against = sum(ours and not here for here, ours in zip(known, dutch, strict=True))
        if 2 <= len(words) <= _SHORT and all(known) and foreign:
            return best
        surely = foreign >= 2 and foreign > against and sum(known) / len(words) >= _SHARE
        return best if surely else None

    def _is_ukrainian(self, text: str) -> bool:
        """Whether a text in Cyrillic letters that both languages have is Ukrainian: its words tell."""
        words = [word.lower() for word in _WORD.findall(text)]
        return sum(word in self._ukrainian for word in words) > sum(word in self._russian for word in words)

    def _codes_of(self, word: str) -> frozenset[str]:
        """The languages of which it is a word, or looks like one."""
        return frozenset(code for code in self._foreign if self._is(code, word))

    def _is(self, code: str, word: str) -> bool:
        if word in self._foreign[code] or not self._letters.get(code, frozenset()).isdisjoint(word):
            return True
        return len(word) > _LONG and word.endswith(self._endings.get(code, ()))


def _words(block: str) -> frozenset[str]:
    return frozenset(part.strip() for part in block.split(",") if part.strip())
