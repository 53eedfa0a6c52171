"""The items of a long list in a JSON file, one after the other, without the whole file in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from .model import SourceError

BLOCK = 1 << 16
LARGEST_VALUE = 8_000_000
"""Characters of one course; what is longer is no course."""
SPACE = re.compile(r"[ \t\r\n]*")
DECODER = json.JSONDecoder()


class JsonStream:
    """Reads values from a text, keeping only the part that is not read yet."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._text, self._place, self._line = "", 0, 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            found = SPACE.match(self._text, self._place)
            self._place = found.end() if found else self._place
            if self._place < len(self._text) or not self._more():
                return self._text[self._place : self._place + 1]

    def take(self, expected: str) -> None:
        """Go past this character; raises SourceError when another stands there."""
        if self.peek() != expected:
            raise self.wrong()
        self._place += 1

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                too_long = len(self._text) - self._place > LARGEST_VALUE
                if too_long or not self._more():
                    raise self.wrong(error.pos) from error
                continue
            except (ValueError, RecursionError) as error:
                raise self.wrong() from error
            if end == len(self._text) and not isinstance(found, (dict, list, str)) and self._more():
                continue  # a number may go on in the next block
            self._place = end
            return found

    def wrong(self, place: int | None = None) -> SourceError:
        """That this is no JSON, with the line."""
        line = self._line + self._text.count("\n", 0, self._place if place is None else place)
        return SourceError(f"Dit is geen geldige JSON op regel {line}.")

    def _more(self) -> bool:
        """Read on; False at the end."""
        if self._ended:
            return False
        block = self._file.read(max(BLOCK, len(self._text) - self._place))
        if not block:
            self._ended = True
            return False
        self._line += self._text.count("\n", 0, self._place)
        self._text, self._place = self._text[self._place :] + block, 0
        return True


def items_under(file: IO[str], name: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each item of a list, and what stands beside the list, as far as that was read.

    The list is the whole document, or stands under `name` in it. Raises SourceError when there is none.
    """
    stream = JsonStream(file)
    beside: dict[str, Any] = {}
    if stream.peek() == "[":
        yield from ((item, beside) for item in _items(stream))
    elif stream.peek() == "{":
        yield from _members(stream, name, beside)
    else:
        stream.value()
        raise SourceError(f"Ik vind geen lijst '{name}' in dit bestand.")
    if stream.peek():
        raise stream.wrong()


def _members(stream: JsonStream, name: str, beside: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    stream.take("{")
    found = False
    while stream.peek() != "}":
        key = stream.value()
        stream.take(":")
        if key == name and stream.peek() == "[":
            found = True
            yield from ((item, beside) for item in _items(stream))
        else:
            beside[str(key)] = stream.value()
        if stream.peek() != "}":
            stream.take(",")
    stream.take("}")
    if not found:
        raise SourceError(f"Ik vind geen lijst '{name}' in dit bestand.")


def _items(stream: JsonStream) -> Iterator[Any]:
    stream.take("[")
    while stream.peek() != "]":
        yield stream.value()
        if stream.peek() != "]":
            stream.take(",")
    stream.take("]")
