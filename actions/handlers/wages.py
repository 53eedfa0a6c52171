"""A wage by the hour, and a wage of which the kind follows from what was told before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from actions.handlers.telling import GROSS, NET
from actions.learning import learn
from actions.meanings import HOURLY_INTENT, STATED_WAGE_INTENT
from actions.reply import Option
from actions.texts import button
from actions.turn import Handler, Turn
from knowledge.formatting import dutch_number
from knowledge.taal.wages import LEAST, MOST, hourly_wage, is_monthly, monthly, stated_wage

WAGE = "brutomaandloon"


def hourly(turn: Turn) -> None:
    """A wage by the hour: what it comes to in a month where the hours are known, else what is needed."""
    learn(turn)
    amount, hours = hourly_wage(turn.said.reading.plain), turn.facts().get("uren_per_week")
    turn.heard = True
    if amount is None or NET in turn.said.reading.plain:
        turn.say("loon_netto")
    elif not hours:
        turn.say("uurloon_uren")
    else:
        month = monthly(amount, float(str(hours)))
        if not is_monthly(month):
            _doubt(turn, month)
            return
        said = {"uur": _said(amount), "uren": _said(hours), "maand": _said(month)}
        turn.say("uurloon", **said)
        if GROSS in turn.said.reading.plain:
            _keep(turn, month)
        else:
            _ask_kind(turn, month)


def stated(turn: Turn) -> None:
    """ "Mijn loon is 4500": gross when a gross wage was told before, else it is asked."""
    learn(turn)
    amount = stated_wage(turn.said.reading.plain)
    if amount is None:
        return
    if not is_monthly(amount):
        turn.heard = True
        _doubt(turn, amount)
        return
    if WAGE in turn.talk.profiel or turn.talk.pending == WAGE:
        _keep(turn, amount)
    else:
        _ask_kind(turn, amount)


def _keep(turn: Turn, amount: float) -> None:
    turn.said = replace(turn.said, reading=replace(turn.said.reading, profiel={WAGE: amount}, opleiding={}))
    learn(turn)


def _doubt(turn: Turn, amount: float) -> None:
    """An amount that nobody earns in a month is not kept: it may be by the hour, or a slip."""
    turn.say("loon_bedrag", bedrag=_said(amount), laagste=_said(LEAST), hoogste=_said(MOST))


def _ask_kind(turn: Turn, amount: float) -> None:
    options = Option(button("bruto"), GROSS), Option(button("netto"), NET)
    turn.say("loon_welk", *options, bedrag=_said(amount))
    turn.wait_for("loon", bedrag=float(amount))


def _said(number: object) -> str:
    return dutch_number(Decimal(str(number)), money=True)


HANDLERS: Mapping[str, Handler] = {HOURLY_INTENT: hourly, STATED_WAGE_INTENT: stated}
