"""An appointment in the chat: choose a moment, how to be reached, what goes along; move it, or call it off.

The moments stand with the service. The dialogue only says what is wanted (`afspraak: {"doe": ...}`); the
service answers in the same turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from actions.learning import learn
from actions.reply import Option, command, yes_no
from actions.texts import button
from actions.turn import Handler, Turn
from knowledge.answers import say_facts
from knowledge.contacts import is_address, number_within
from knowledge.formatting import dutch_moment
from knowledge.taal.appointment_wish import wanted_of
from knowledge.taal.moments import Wish, chosen, puts_off, read_wish
from knowledge.taal.signals import signal

START, SLOT, NO_CONTACT = "afspraak", "moment:", "geen_contact"
MOMENT, MOVE, NUMBER = "afspraak_moment", "afspraak_verplaats", "afspraak_nummer"
CONTACT, SHARE, CANCEL = "afspraak_contact", "afspraak_meegeven", "afspraak_afzeggen"
PHONE = "telefoon"
OF_APPOINTMENT, ASKS_MORE = signal("afspraak", "afspraak"), signal("afspraak", "vraagt_meer")
NOT_NOW = frozenset({"ontken", "stop"})
MAY_BE_A_MOMENT = frozenset(
    {
        "maak_afspraak",
        "geef_info",
        "nlu_fallback",
        "buiten_bereik",
        "bevestig",
        "ontken",
        "corrigeer",
        "vraag_mens",
    }
)
"""Intents that a moment in words may look like; of any other only a short message is one."""
IN_PASSING = frozenset(
    {"maak_afspraak", "nlu_fallback", "buiten_bereik", "ontken", "stop", "vraag_mens", "geef_info"}
)
"""Intents of which a message may be about the appointment without naming it ("ik kom niet")."""
ASKS = "vraag_"
"""Begins the intents of a question, which chooses nothing."""
SHORT = 6
"""Words."""
SHARES: Mapping[str, dict[str, bool]] = {
    "geef_feiten": {"meegeven": True, "verloop": False},
    "geef_alles": {"meegeven": True, "verloop": True},
    "geef_niets": {"meegeven": False, "verloop": False},
}
"""What may go along to a counsellor: the button, and what the service is told."""


def order(turn: Turn, what: str, **more: object) -> None:
    """Let the service do something with the appointment, and ask nothing else in this turn."""
    turn.reply.requests.append({"afspraak": {"doe": what, **more}})
    turn.end()


def start(turn: Turn) -> None:
    """Show the appointment there is, or the moments to choose from."""
    if turn.setting.appointment:
        turn.say("afspraak_stand")
        order(turn, "stand")
    else:
        move(turn)


def move(turn: Turn) -> None:
    """Show the moments to choose from or to move to; those that fit when a day or an hour was said."""
    turn.say("afspraak_verzet" if turn.setting.appointment else "afspraak_zoek")
    _show(turn, None if read_wish(turn.said.text, _today(turn)).empty else turn.said.text)


def _today(turn: Turn) -> date:
    return turn.setting.today or turn.setting.on


def _show(turn: Turn, wish: str | None, **shown: object) -> None:
    order(turn, "toon", **({"wens": wish} if wish else {}), **shown)
    turn.wait_for(MOMENT)


def asked_in_words(turn: Turn) -> None:
    """A message about an appointment: make, move or call it off, or say when it is."""
    wanted = wanted_of(turn.said.text)
    if wanted == "annuleer" and turn.setting.appointment:
        ask_to_cancel(turn)
    elif wanted == "verzet" and turn.setting.appointment:
        move(turn)
    else:
        start(turn)


def take_moment(turn: Turn) -> bool:
    """A moment in words ("dinsdag om 10u", "de tweede", "liever later die week"), or none of them."""
    if turn.said.button is not None:
        return False
    wish = read_wish(turn.said.text, _today(turn))
    shown = turn.setting.shown
    if wish.empty:
        return _take_no_moment(turn)
    if turn.said.intent not in MAY_BE_A_MOMENT and not _may_be_a_moment(turn, wish):
        return False
    asks = turn.said.intent.startswith(ASKS) and turn.said.intent not in MAY_BE_A_MOMENT
    one = None if asks else chosen(wish, shown)
    if one is not None and wish.ordinal is not None and turn.setting.appointment:
        turn.say("afspraak_verplaats_zeker", *yes_no(), moment=dutch_moment(one.at))
        turn.wait_for(MOVE, moment=one.id)
    elif one is not None and (wish.precise or not turn.setting.appointment):
        _take(turn, one.channel, one.id, one.at)
    else:
        turn.say("afspraak_zoek")
        between = {"na": shown[-1].at.isoformat(), "voor": shown[0].at.isoformat()} if shown else {}
        _show(turn, turn.said.text, **between)
    return True


def _may_be_a_moment(turn: Turn, wish: Wish) -> bool:
    """Of an intent about something else: a short message; a question only when it asks for a time."""
    if len(turn.said.text.split()) > SHORT:
        return False
    return not turn.said.intent.startswith(ASKS) or (wish.timed and not ASKS_MORE.search(turn.said.text))


def _take_no_moment(turn: Turn) -> bool:
    """No moment in it: a yes to the only one there is, a no to all, or something else."""
    shown = turn.setting.shown
    if turn.said.intent == "bevestig" and len(shown) == 1:
        _take(turn, shown[0].channel, shown[0].id, shown[0].at)
    elif turn.said.intent in NOT_NOW or puts_off(turn.said.text):
        turn.talk.progress.nummer = ""
        turn.say("afspraak_blijft" if turn.setting.appointment else "afspraak_niet")
    else:
        return False
    return True


def take_move(turn: Turn, agreed: bool) -> None:
    """Move to the moment that was pointed at, or not."""
    waiting = turn.talk.progress.wacht or {}
    if agreed:
        _take(turn, "", waiting["moment"])
    else:
        turn.say("afspraak_blijft")


def take_passing(turn: Turn) -> bool:
    """Somebody who has an appointment wants to move it or call it off, in a few words or by its name."""
    said = turn.said.text
    if turn.said.button is not None or not turn.setting.appointment:
        return False
    if wanted_of(said) not in ("verzet", "annuleer"):
        return False
    if not OF_APPOINTMENT.search(said) and not (
        turn.said.intent in IN_PASSING and len(said.split()) <= SHORT and not turn.said.reading.fact_count
    ):
        return False
    asked_in_words(turn)
    return True


def choose(turn: Turn) -> None:
    """The button of a moment."""
    _, channel, moment = (turn.said.button or "").split(":", 2)
    _take(turn, channel, moment)


def _take(turn: Turn, channel: str, moment: str, at: datetime | None = None) -> None:
    """A moment was chosen: move the appointment, or ask how to be reached. `at`: it was chosen in words."""
    if at is not None:
        turn.say("afspraak_gekozen", moment=dutch_moment(at))
    if turn.setting.appointment:
        turn.say("afspraak_even")
        order(turn, "verzet", moment=moment)
    elif turn.talk.progress.nummer:
        turn.say("afspraak_nummer", *yes_no(), nummer=turn.talk.progress.nummer)
        turn.wait_for(NUMBER, kanaal=channel, moment=moment)
    else:
        _ask_contact(turn, channel, moment)


def take_known_number(turn: Turn) -> bool:
    """The number that was told before is the right one, or is forgotten; another one may be typed at once."""
    waiting = turn.talk.progress.wacht or {}
    known, turn.talk.progress.nummer = turn.talk.progress.nummer, ""
    said = {"true": "bevestig", "false": "ontken"}.get(turn.said.button or "", turn.said.intent)
    if number_within(turn.said.text)[0] is not None:
        return take_contact(turn)
    if said == "bevestig":
        _ask_share(turn, waiting["moment"], known)
    elif said == "ontken":
        _ask_contact(turn, waiting["kanaal"], waiting["moment"])
    else:
        turn.say("afspraak_niet")
        return said in NOT_NOW
    return True


def _ask_contact(turn: Turn, channel: str, moment: str, *, again: bool = False) -> None:
    if channel == PHONE:
        turn.say("terugbellen_nummer_fout" if again else "terugbellen_nummer")
    else:
        turn.say("afspraak_contact_fout" if again else "afspraak_contact", command(NO_CONTACT))
    turn.wait_for(CONTACT, kanaal=channel, moment=moment, nog_eens=again)


def take_contact(turn: Turn) -> bool:
    """Read the number or address. What is neither is asked again, once."""
    waiting = turn.talk.progress.wacht or {}
    text = turn.said.text.strip()
    found = number_within(text)[0] or (text if is_address(text) and waiting["kanaal"] != PHONE else None)
    skipped = turn.said.button == NO_CONTACT or turn.said.intent == "sla_over"
    if found or (skipped and waiting["kanaal"] != PHONE):
        _ask_share(turn, waiting["moment"], found)
    elif turn.said.intent in NOT_NOW or waiting.get("nog_eens"):
        turn.say("afspraak_niet")
    else:
        learn(turn)
        _ask_contact(turn, waiting["kanaal"], waiting["moment"], again=True)
    return True


def _ask_share(turn: Turn, moment: str, contact: str | None) -> None:
    told = turn.talk.facts
    facts = turn.text("chat_feiten", feiten=say_facts(turn.knowledge, told)) if told else ""
    ways = [command(way) for way in SHARES if told or way != "geef_feiten"]
    turn.say("chat_meegeven", *ways, feiten=facts)
    turn.wait_for(SHARE, moment=moment, contact=contact)


def take_share(turn: Turn) -> bool:
    """The last step: what may go along. Without a clear answer nothing is booked, and that is said."""
    waiting = turn.talk.progress.wacht or {}
    way = turn.said.button or {"bevestig": "geef_feiten", "ontken": "geef_niets"}.get(turn.said.intent)
    if way is None or way not in SHARES:
        turn.say("afspraak_niet")
        return turn.said.intent in NOT_NOW
    turn.say("afspraak_even")
    order(turn, "boek", moment=waiting["moment"], contact=waiting["contact"], **SHARES[way])
    return True


def ask_to_cancel(turn: Turn) -> None:
    """Calling off is asked once more."""
    turn.say("afspraak_zeker", *yes_no(), command("afspraak_verzet"))
    turn.wait_for(CANCEL)


def take_cancel(turn: Turn, agreed: bool) -> None:
    """Call it off, or not."""
    turn.say("afspraak_even" if agreed else "afspraak_blijft")
    if agreed:
        order(turn, "annuleer")


def share_nothing(turn: Turn) -> None:
    """What was to go along goes no more."""
    turn.say("afspraak_even")
    order(turn, "niets_delen")


def no_call(turn: Turn) -> None:
    """The person does not want to be called any more."""
    turn.talk.progress.oproep = {}
    turn.say("afspraak_even")
    order(turn, "bel_niet")


def offer(turn: Turn) -> list[Option]:
    """The button to an appointment, where one can be made or was made."""
    return [command(START)] if turn.setting.moments or turn.setting.appointment else []


def option_no_call() -> Option:
    """The button that takes a call-back request back."""
    return Option(button("bel_niet"), "bel_niet")


COMMANDS: Mapping[str, Handler] = {
    START: start,
    "afspraak_verzet": move,
    "afspraak_annuleer": ask_to_cancel,
    "afspraak_niets_delen": share_nothing,
    "bel_niet": no_call,
}
