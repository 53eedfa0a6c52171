"""A delivered file as text: its encoding is found out, and what is no data is refused with a reason."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .model import SourceError

LARGEST = 1_073_741_824
"""Bytes of one source: 1 GiB."""
LARGEST_WHOLE = 200_000_000
"""Bytes of a source that is read as a whole: JSON-LD and OOAPI."""
HEAD, BLOCK = 4096, 1 << 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
FALLBACK = "cp1252"
"""What Windows programs write; tried when it is no UTF-8."""


@dataclass(frozen=True)
class TextSource:
    """A source that can be read from the begin as often as needed."""

    open: Callable[[], IO[str]]
    encoding: str = "utf-8"
    size: int = 0
    """In bytes."""


def of_text(text: str) -> TextSource:
    """A source that is in memory already."""
    plain = text.removeprefix("\ufeff")
    return TextSource(lambda: io.StringIO(plain, newline=""), size=len(plain))


def of_file(path: Path, largest: int = LARGEST) -> TextSource:
    """A file; raises SourceError when it is too large, packed, a web page, or in an encoding nobody knows."""
    size = path.stat().st_size
    if size > largest:
        raise SourceError(f"Dit bestand is groter dan {largest} bytes. Deel het op in meer bronnen.")
    with path.open("rb") as file:
        head = file.read(HEAD)
    refuse_other_content(head)
    encoding = _encoding(path, head)
    return TextSource(lambda: path.open(encoding=encoding, newline=""), encoding, size)


def check_whole(size: int) -> None:
    """Raise SourceError when a source is too large for forms that must be seen as a whole."""
    if size > LARGEST_WHOLE:
        raise SourceError(f"In deze vorm mag een bron hoogstens {LARGEST_WHOLE} bytes hebben. Deel ze op.")


def whole(source: TextSource) -> str:
    """All of it; raises SourceError when that is too much for forms that must be seen as a whole."""
    check_whole(source.size)
    with source.open() as file:
        return file.read()


def refuse_other_content(head: bytes) -> None:
    """Raise SourceError when the first bytes are those of something that is no data."""
    if not head.strip():
        raise SourceError("Dit bestand is leeg.")
    for mark, name in PACKED.items():
        if head.startswith(mark):
            raise SourceError(f"Dit bestand is ingepakt ({name}). Pak het eerst uit.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<html" in start):
        raise SourceError("Dit is een webpagina, geen gegevens. Kijk het adres of het bestand na.")
    if start.startswith(b"%pdf"):
        raise SourceError("Dit is een pdf, geen gegevens.")


def _encoding(path: Path, head: bytes) -> str:
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    for name in ("utf-8", FALLBACK):
        if _readable(path, name):
            return name
    raise SourceError("Ik kan de tekens van dit bestand niet lezen. Bewaar het als UTF-8.")


def _readable(path: Path, encoding: str) -> bool:
    """Whether the whole file can be read so; block by block."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
