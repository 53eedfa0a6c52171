"""Which language is a message written in, when it is not Dutch."""

from __future__ import annotations

import re

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
_SHARE = 0.4


class Languages:
    """Small words of other languages, against those of Dutch."""

    def __init__(self) -> None:
        data = load("talen")
        codes: dict[str, str] = data["codes"]
        self._foreign = {codes[name]: _words(block) for name, block in data["woorden"].items()}
        self._dutch = _words(data["nederlands"])

    def of(self, text: str) -> str | None:
        """The code of the language (`en`, `fr`, `de` ...); None for Dutch and for too few words."""
        if len(_FOREIGN_SCRIPT.findall(text)) >= 2:
            return next(code for pattern, code in _SCRIPTS if pattern.search(text))
        words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
        if len(words) < 2:
            return None
        dutch = sum(word in self._dutch for word in words)
        counts = {code: sum(word in known for word in words) for code, known in self._foreign.items()}
        best = max(counts, key=lambda code: counts[code])
        surely = counts[best] >= 2 and counts[best] > dutch and counts[best] / len(words) >= _SHARE
        return best if surely else None


def _words(block: str) -> frozenset[str]:
    return frozenset(part.strip() for part in block.split(",") if part.strip())
