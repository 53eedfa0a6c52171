"""The way to people: contact channels, help lines, and a signpost for whom the core measures hardly serve."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..expressions import Expression, compile_expression
from ..facts import Facts
from ..scope import FieldScope
from ..vocabulary import Vocabulary
from .files import read_data

ALWAYS = ("vdab", "overheid_1700")
BY_STATUS = {"werknemer": ("leerwinkel",), "werkzoekende": ("leerwinkel",), "uitzendkracht": ("leerwinkel",)}


@lru_cache(maxsize=1)
def phone_numbers() -> dict[str, str]:
    """The numbers that sentences of the dialogue mention, by placeholder."""
    channels = _channels()
    return {"tel_vdab": channels["vdab"]["telefoon"], "tel_overheid": channels["overheid_1700"]["telefoon"]}


def contact_lines(facts: Facts) -> list[str]:
    """A line for each channel that suits this person."""
    chosen = (*ALWAYS, *BY_STATUS.get(str(facts.get("statuut")), ()))
    return [_line(_channels()[channel]) for channel in chosen]


def help_lines() -> list[str]:
    """A line for each Flemish help line, the emergency number first."""
    return [
        f"**{line['nummer']}** ({line['naam']}, {line['wanneer']}): {line['voor']}"
        + (f" Chat: {line['chat']}." if line.get("chat") else "")
        for line in read_data("hulplijnen")["hulplijnen"]
    ]


def signpost(facts: Facts) -> list[str]:
    """The first signpost whose condition holds, as a list of at most one text."""
    env = {**facts.vocabulary.unknown, **facts.values}
    for condition, text in _signposts(facts.vocabulary):
        if condition.evaluate(env) is True:
            return [text.format(**phone_numbers())]
    return []


def _line(channel: dict[str, Any]) -> str:
    parts = [f"**{channel['naam']}**"]
    if channel.get("telefoon") and channel["telefoon"] not in channel["naam"]:
        parts.append(f": {channel['telefoon']}")
    details = ", ".join(
        text for text in ("gratis" if channel.get("gratis") else "", channel.get("uren") or "") if text
    )
    return "".join(parts) + (f" ({details})" if details else "") + f". {channel['wat']}"


@lru_cache(maxsize=1)
def _channels() -> dict[str, dict[str, Any]]:
    return {channel["id"]: channel for channel in read_data("contactkanalen")["kanalen"]}


_compiled: dict[int, list[tuple[Expression, str]]] = {}


def _signposts(vocabulary: Vocabulary) -> list[tuple[Expression, str]]:
    """The signposts with their compiled conditions; one vocabulary per process, so compiled once."""
    if id(vocabulary) not in _compiled:
        scope = FieldScope({key: field.expression_type for key, field in vocabulary.fields.items()})
        _compiled[id(vocabulary)] = [
            (compile_expression(entry["als"], scope), entry["tekst"])
            for entry in read_data("teksten/wegwijzers")
        ]
    return _compiled[id(vocabulary)]
