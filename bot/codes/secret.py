"""The code itself: made, read back as people type it, and kept only as a keyed hash."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from bot.settings import Settings

ALPHABET = "3479BCDFGHJKMNPQRSTVWXZ"
"""Nothing that looks like something else of it, and no vowels: a code is never a word."""
GROUP, GROUPS = 4, 3
LENGTH = GROUP * GROUPS
"""23 signs on 12 places: 54 bits, guessed at a few tries in a quarter of an hour."""
LONGEST = 40
"""What is read of what somebody types."""
_MISREAD = str.maketrans("2586", "ZSBG")
"""Digits that a code never has, and the letters that look like them."""


def new_code() -> str:
    """A code as it is shown: XXXX-XXXX-XXXX."""
    return shown("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def shown(letters: str) -> str:
    """The letters in groups."""
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str | None:
    """The letters of a code, however it was typed: small letters, spaces, strokes. None: no code."""
    letters = "".join(sign for sign in typed[:LONGEST].upper() if sign.isalnum()).translate(_MISREAD)
    good = len(letters) == LENGTH and all(sign in ALPHABET for sign in letters)
    return letters if good else None


class CodeKey:
    """The key of the hashes: the setting, or else a file beside the database, made when first needed."""

    def __init__(self, settings: Settings) -> None:
        self._given, self._file = settings.code_key, settings.code_key_path
        self._key: bytes | None = None

    def hash_of(self, letters: str) -> str:
        """What is stored of a code; OSError when the file of the key cannot be read or made."""
        if self._key is None:
            self._key = self._given.encode() if self._given else _key_in(self._file)
        return hmac.new(self._key, letters.encode(), hashlib.sha256).hexdigest()


def _key_in(path: Path) -> bytes:
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Write a key whole or not at all; what another process made first stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
