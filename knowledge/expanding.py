"""Patterns of the lists with their pieces filled in: `{baas}` is a piece, round brackets only group."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .lists import LexiconError

_PIECE = re.compile(r"\{([a-z]\w*)\}")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


def compiled(pattern: str, pieces: Mapping[str, str], where: str) -> re.Pattern[str]:
    """The regex of a pattern; capitals make no difference, and what is read out of it has a name.

    Raises:
        LexiconError: naming `where` it stands; a piece is missing or contains itself, or it is no regex.
    """
    expanded = _expanded(pattern, pieces, where)
    try:
        return re.compile(expanded, re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{where}: is no valid regex ({error}): {expanded}") from error


def _expanded(pattern: str, pieces: Mapping[str, str], where: str, depth: int = 0) -> str:
    def piece(match: re.Match[str]) -> str:
        if match[1] not in pieces:
            raise LexiconError(f"{where}: there is no piece {{{match[1]}}} under 'stukken'")
        if depth > len(pieces):
            raise LexiconError(f"{where}: the piece {{{match[1]}}} contains itself")
        return _expanded(pieces[match[1]], pieces, where, depth + 1)

    return _GROUP.sub("(?:", _PIECE.sub(piece, pattern))
