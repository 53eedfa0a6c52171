"""What is kept, and wiping it."""

from __future__ import annotations

from collections.abc import Mapping

from actions.reply import yes_no
from actions.turn import Handler, Turn


def explain_privacy(turn: Turn) -> None:
    """What is stored, how long, and what the person can do with it."""
    turn.say("privacy")
    if turn.setting.retention_days is not None:
        turn.say("privacy_termijn", dagen=turn.setting.retention_days)


def ask_to_wipe(turn: Turn) -> None:
    """Wiping everything is asked twice: it cannot be undone."""
    turn.say("zeker_wissen", *yes_no())
    turn.wait_for("wissen")


def wipe(turn: Turn, agreed: bool) -> None:
    """The answer to `ask_to_wipe`; the service erases what it stored."""
    if not agreed:
        turn.say("niet_gewist")
        return
    turn.talk.forget()
    turn.reply.requests.append({"wissen": True})
    turn.say("gewist")
    turn.end()


def start_again(turn: Turn, agreed: bool) -> None:
    """The answer to "shall I wipe what you told and start again"."""
    if not agreed:
        turn.say("niet_opnieuw")
        return
    turn.talk.forget()
    turn.say("opnieuw_gedaan")
    turn.end()


def taken_over(turn: Turn, agreed: bool) -> None:
    """Whether the facts that a portal handed over may be used; refused ones are forgotten."""
    if not agreed:
        turn.talk.profiel, turn.talk.opleiding = {}, {}
    turn.say("overgenomen_ja" if agreed else "overgenomen_nee")


HANDLERS: Mapping[str, Handler] = {"vraag_privacy": explain_privacy, "wis_gegevens": ask_to_wipe}
