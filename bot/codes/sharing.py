"""What goes along with a code, exactly and in words, for the person who must say yes to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.codes import texts
from bot.codes.storage import Shared
from bot.conversation import identity
from bot.conversation.display import OPEN
from bot.conversation.identity import local
from knowledge.formatting import dutch_date


def what_goes_along(overview: dict[str, Any], messages: int) -> dict[str, Any]:
    """The facts, course and rights of an overview (none yet: no rights), and how many messages go along."""
    return {
        "feiten": [fact["tekst"] for fact in overview["feiten"]],
        "rechten": [
            {"naam": measure["naam"], "status": measure["status"]}
            for measure in overview["rechten"] or ()
            if measure["status"] in OPEN
        ],
        "opleiding": overview["opleiding"].get("titel"),
        "plan": True,
        "berichten": messages,
    }


def lines(along: dict[str, Any], chosen: bool) -> list[str]:
    """The same as sentences; `chosen`: the person already chose whether messages go along."""
    facts, rights = ", ".join(along["feiten"]), ", ".join(right["naam"] for right in along["rechten"])
    course = [texts.COURSE.format(titel=along["opleiding"])] if along["opleiding"] else []
    number = along["berichten"]
    shared = texts.MESSAGES.format(aantal=number) if number else texts.NO_MESSAGES
    return [
        texts.FACTS.format(feiten=facts) if facts else texts.NO_FACTS,
        texts.RIGHTS.format(rechten=rights) if rights else texts.NO_RIGHTS,
        *course,
        texts.PLAN,
        texts.LATER,
        shared if chosen else texts.CHOOSE,
    ]


def view(
    shared: Shared | None, along: dict[str, Any], said: str, opened: list[dict[str, Any]]
) -> dict[str, Any]:
    """The state of the code for the person: whether it holds, until when, what goes along, who opened it."""
    names = sorted({opening["organisatie"] for opening in opened})
    seen = [texts.OPENED.format(namen=", ".join(names))] if names else []
    return {
        "actief": shared is not None,
        "code": None,
        "vervalt": None if shared is None else identity.iso(shared.ends),
        "verloop": shared is not None and shared.shares_transcript,
        "gaat_mee": along,
        "geopend": opened,
        "melding": said,
        "regels": [*lines(along, shared is not None), *seen],
    }


def last_day(shared: Shared) -> str:
    """The last whole day on which the code works, at least today."""
    ends, made = local(shared.ends).date(), local(shared.made).date()
    return dutch_date(max(date.fromordinal(ends.toordinal() - 1), made))
