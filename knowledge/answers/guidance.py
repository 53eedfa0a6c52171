"""The way to people: contact channels, help lines, and a signpost for whom the core measures hardly serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..current import shared_knowledge
from ..facts import Facts
from ..knowledge import Knowledge
from ..texts import EVERYBODY, SITUATION
from .files import knowledge_list, read_data


def phone_numbers() -> Mapping[str, str]:
    """The numbers that sentences of the dialogue mention, by placeholder."""
    return shared_knowledge().phones


def contact_lines(facts: Facts) -> list[str]:
    """A line for each channel that suits this person."""
    suiting = {EVERYBODY, facts.get(SITUATION)}
    return [
        _line(channel)
        for channel in contact_channels().values()
        if suiting.intersection(channel.get("noem_bij", ()))
    ]


def referral(topics: Iterable[str]) -> str | None:
    """Who does handle the first of these topics that somebody handles (ids of buiten_domein.yml)."""
    known = {topic["id"]: topic.get("tekst") for topic in read_data("taal/buiten_domein")["onderwerpen"]}
    texts = [known[topic] for topic in topics if known.get(topic)]
    return texts[0].format(**phone_numbers()) if texts else None


EMERGENCY_NUMBER = "noodnummer"


def help_lines(kind: str | None = None, *, only: str | None = None) -> list[str]:
    """A line for each Flemish help line: the one for this kind of need first, then the emergency number.

    Args:
        kind: the need whose line comes first.
        only: give the lines for this need and no others, without the emergency number.
    """
    known = knowledge_list("hulplijnen")["hulplijnen"]
    return [
        f"**{line['nummer']}** ({line['naam']}, {line['wanneer']}): {line['voor']}" + _chat(line.get("chat"))
        for line in sorted(known, key=lambda line: line["soort"][0] != kind)
        if only is None or (only in line["soort"] and line["id"] != EMERGENCY_NUMBER)
    ]


def _chat(where: str | None) -> str:
    if not where:
        return ""
    return " Chatten kan ook." if where == "ja" else f" Chat: {where}."


def signpost(knowledge: Knowledge, facts: Facts) -> list[str]:
    """The first signpost whose condition holds, as a list of at most one text."""
    holding = (
        post
        for post in knowledge.signposts
        if post.condition and post.condition.evaluate(facts.known) is True
    )
    return [post.text for post in holding][:1]


def _line(channel: dict[str, Any]) -> str:
    parts = [f"**{channel['naam']}**"]
    if channel.get("telefoon") and channel["telefoon"] not in channel["naam"]:
        parts.append(f": {channel['telefoon']}")
    details = ", ".join(
        text for text in ("gratis" if channel.get("gratis") else "", channel.get("uren") or "") if text
    )
    return "".join(parts) + (f" ({details})" if details else "") + f". {channel['wat']}"


def contact_channels() -> dict[str, dict[str, Any]]:
    """Every way to people, by id."""
    return {channel["id"]: channel for channel in knowledge_list("contactkanalen")["kanalen"]}
