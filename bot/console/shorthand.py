"""The shorthand of counsellors, where the reader of Dutch needs a word more."""

from __future__ import annotations

import re

# At the start of a line: the sex, which is not kept, and the age without its unit.
START = re.compile(
    r"^\s*(?:(?:vr|vrouw|v|m|man)\b\.?[\s,]+)?(\d{2})\b(?!\s*(?:j\b|jr\b|jaar|u\b|uur|%|[/.:,]\d|eur|lt\b))",
    re.IGNORECASE,
)
SEX = re.compile(r"^\s*(?:vr|vrouw|v|m|man)\b\.?[\s,]+", re.IGNORECASE)


def spelled_out(line: str) -> str:
    """The line with the age as `42 jaar`, and without the sex."""
    return SEX.sub("", START.sub(r"\1 jaar", line, count=1), count=1)
