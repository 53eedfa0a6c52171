"""Words of the field, explained."""

from __future__ import annotations

import re

from .files import knowledge_list


def explain_term(text: str) -> str | None:
    """The explanation of the longest known word in `text`, or None."""
    said = " ".join(re.findall(r"[\w-]+", text.lower()))
    found = [
        (len(word), entry["uitleg"])
        for entry in knowledge_list("teksten/woordenlijst")
        for word in entry["woorden"]
        if re.search(rf"\b{re.escape(word)}\b", said)
    ]
    return str(max(found)[1]) if found else None
