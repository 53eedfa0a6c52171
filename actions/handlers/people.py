"""The way to a human: contact channels, a chat and a call-back request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.handlers.appointments import (
    OF_APPOINTMENT,
    SHARES,
    asked_in_words,
    no_call,
    offer,
    option_no_call,
    start,
)
from actions.handlers.calls import (
    ASKS_FOR_CALL,
    LONGEST_MOMENT,
    asks_who_calls,
    is_moment,
    moment_in,
    other_moment_in,
)
from actions.learning import learn
from actions.reply import Option, command, yes_no
from actions.texts import button
from actions.turn import Handler, Turn
from knowledge.answers import contact_lines, say_facts
from knowledge.contacts import number_within
from knowledge.taal.appointment_wish import wanted_of
from knowledge.taal.signals import signal

MOMENTS = ("voormiddag", "namiddag", "maakt_niet_uit")

CHAT = "chat_nu"
NO_MEANING = frozenset({"geef_info", "nlu_fallback", "buiten_bereik", "bevestig", "groet"})
NOT_NOW = frozenset({"ontken", "stop", "sla_over", "afscheid"})

CALL_ME, CALL_BACK = signal("terugbellen", "bel"), signal("terugbellen", "bel_mij")
NOT_CALL = signal("terugbellen", "niet_bellen")
OFFERED = ("terugbellen", "chat", "afspraak_of_bel")
"""Questions of the dialogue in which a call is offered."""
OF_CALLING, OF_ELSE = signal("terugbellen", "over_bellen"), signal("terugbellen", "andere_zaak")
BARE_MOMENT = 12  # words: up to here a moment is that of the call that was noted
WITHDRAWS, TAKES_BACK = signal("terugbellen", "trekt_in"), signal("terugbellen", "trekt_vraag_in")
"""Words against being called, and words that take back the request that was noted."""
IN_QUEUE = signal("zorg", "rij")
WRONG_NUMBER, LIKE_NUMBER = signal("terugbellen", "ander_nummer"), signal("terugbellen", "lijkt_nummer")
PHONE, WHEN_TO_CALL, ALONG = "telefoon", "moment", "meegeven"
OF_CALL = (PHONE, WHEN_TO_CALL, ALONG)
"""The steps of a call-back request."""
REPLACES = "vervangt"
KEPT = (WHEN_TO_CALL, REPLACES)
"""What stays while the number is asked again: the moment, and that it replaces the one that was noted."""


def person(turn: Turn) -> None:
    """Where to find a human, and the offer to be called back; who asks to be called is asked for a number."""
    if asks_to_be_called(turn):
        call_back(turn, True)
        return
    turn.reply.say(
        "\n".join([turn.text("mens_kanalen"), *(f"- {line}" for line in contact_lines(turn.facts()))])
    )
    appointment = offer(turn)
    if turn.setting.counsellors:
        turn.say(
            "mens_nu",
            command(CHAT),
            *appointment,
            Option(button("bel_mij"), "true"),
            Option(button("niet_bellen"), "false"),
            command("buurt"),
        )
        turn.wait_for("chat")
    elif appointment:
        turn.say("mens_afspraak", *appointment, *yes_no("bel_mij", "niet_bellen"), command("buurt"))
        turn.wait_for("afspraak_of_bel")
    else:
        turn.say("mens_aanbod", *yes_no("bel_mij", "niet_bellen"), command("buurt"))
        turn.wait_for("terugbellen")


def appointment(turn: Turn) -> None:
    """An appointment where that can be made here; else the ways to people. A call is asked for as a call."""
    if asks_to_be_called(turn) and not OF_APPOINTMENT.search(turn.said.text):
        call_back(turn, True)
        return
    if turn.setting.moments and not turn.setting.appointment:
        turn.talk.progress.nummer = number_within(turn.said.text)[0] or turn.talk.progress.nummer
    if not turn.setting.appointment and wanted_of(turn.said.text) != "maak":
        turn.say("afspraak_geen")
    (asked_in_words if offer(turn) else person)(turn)


# ------------------------------------------------------------------ a chat with a counsellor, now
def take_way(turn: Turn) -> bool:
    """A chat now, a call later, or neither. A plain yes is a chat: that is what was offered first."""
    button_value, intent = turn.said.button, turn.said.intent
    if button_value == CHAT or (button_value is None and intent == "bevestig"):
        _ask_what_goes_along(turn)
    elif button_value in ("true", "false"):
        call_back(turn, button_value == "true")
    elif wants_call(turn):
        call_back(turn, True)
    elif button_value is None and intent in NOT_NOW:
        _not_now(turn)
    else:
        return False
    return True


def take_other_way(turn: Turn) -> bool:
    """An appointment, a call, or neither. A plain yes is an appointment: that is what was offered first."""
    if turn.said.button is None and turn.said.intent == "bevestig":
        start(turn)
        return True
    return take_way(turn)


def take_queue(turn: Turn) -> bool:
    """Who waits for a human asks whether somebody is there: the service tells the place and the time."""
    waits = turn.setting.in_queue and turn.said.button is None and turn.talk.progress.wacht is None
    if not waits or not IN_QUEUE.search(turn.said.text):
        return False
    turn.say("rij_stand", *offer(turn))
    turn.reply.requests.append({"overdracht": {}})
    turn.end()
    return True


def _ask_what_goes_along(turn: Turn) -> None:
    told = turn.talk.facts
    facts = turn.text("chat_feiten", feiten=say_facts(turn.knowledge, told)) if told else ""
    ways = [command(way) for way in SHARES if told or way != "geef_feiten"]
    turn.say("chat_meegeven", *ways, feiten=facts)
    turn.wait_for("chat_meegeven")


def take_share(turn: Turn) -> bool:
    """What may go along: the facts, the talk too, or nothing. Without a clear answer nothing is asked for."""
    way = turn.said.button
    if way is None:
        way = {"bevestig": "geef_feiten", "ontken": "geef_niets"}.get(turn.said.intent)
    if way is None or way not in SHARES:
        return False
    turn.reply.requests.append({"overdracht": SHARES[way]})
    turn.say("chat_gevraagd")
    turn.end()
    return True


# ------------------------------------------------------------------ the call-back request, one step a turn
def wants_call(turn: Turn) -> bool | None:
    """A yes or no to being called, also in words ("bel mij maar"); None when it is something else."""
    said = turn.said.text.lower()
    if ASKS_FOR_CALL.search(said) and turn.said.button is None:
        return not WITHDRAWS.search(said)
    if CALL_ME.search(said) and turn.said.button is None and "?" not in said:
        return not NOT_CALL.search(said)
    return None


def asks_to_be_called(turn: Turn) -> bool:
    """Whether somebody asks to be called ("bel mij", "bel 0470 12 34 56"), not for a human in another way."""
    said = turn.said.text
    named = CALL_BACK.search(said.lower()) or ASKS_FOR_CALL.search(said) or number_within(said)[0]
    return bool(wants_call(turn) and named)


def take_change(turn: Turn) -> bool:
    """Somebody wants no call any more, or to be called on another number: while it is asked, or after it."""
    said, noted = turn.said.text, turn.talk.progress.oproep
    step = (turn.talk.progress.wacht or {}).get("op")
    asking = step in OF_CALL
    talked_of = asking or step in OFFERED
    if turn.said.button is None and (talked_of or noted) and asks_who_calls(turn, in_short=talked_of):
        _say_who_calls(turn)
        return True
    if turn.said.button is not None or not (asking or (noted and step is None)):
        return False
    if WITHDRAWS.search(said) or (not asking and TAKES_BACK.search(said)):
        (no_call if noted else _not_now)(turn)
        return True
    moment = other_moment_in(said) if step == ALONG or (step is None and _is_of_the_call(turn)) else None
    if moment is not None and not OF_APPOINTMENT.search(said):
        _moment_changed(turn, moment)
        return True
    if step == PHONE or asks_to_be_called(turn) or OF_APPOINTMENT.search(said):
        return False
    number, rest = number_within(said)
    if number is not None and "?" not in said:
        _number_changed(turn, number, rest)
        return True
    if WRONG_NUMBER.search(said) or (asking and LIKE_NUMBER.search(said)):
        key = "terugbellen_nummer_fout" if LIKE_NUMBER.search(said) else "terugbellen_nummer"
        _ask_number(turn, key, **({} if asking else {REPLACES: True}))
        return True
    return False


def _is_of_the_call(turn: Turn) -> bool:
    """Whether a message beside the call that was noted speaks of it, and tells nothing of work or lessons."""
    said = turn.said.text
    bare = len(said.split()) <= BARE_MOMENT and not OF_ELSE.search(said)
    return not turn.said.reading.fact_count and (bare or OF_CALLING.search(said) is not None)


def _say_who_calls(turn: Turn) -> None:
    """Who calls and when, as far as that is known, and how to change it; then what was open comes back."""
    waiting, noted = dict(turn.talk.progress.wacht or {}), turn.talk.progress.oproep
    step, moment = waiting.get("op"), waiting.get(WHEN_TO_CALL) or noted.get(WHEN_TO_CALL)
    said = button(moment).lower() if moment in MOMENTS else moment
    turn.say("terugbellen_wie")
    turn.say("terugbellen_wanneer" if moment else "terugbellen_wanneer_open", moment=said)
    if step in OFFERED:
        turn.say("mens_aanbod", *yes_no("bel_mij", "niet_bellen"))
        turn.wait_for("terugbellen")
    elif step == PHONE:
        _ask_number(turn, "terugbellen_nummer", Option(button("niet_bellen"), "false"))
    elif step == WHEN_TO_CALL:
        _ask_moment(turn, waiting["telefoon"])
    elif step == ALONG:
        _moment_known(turn, waiting["telefoon"], waiting[WHEN_TO_CALL])
    else:
        turn.say("terugbellen_anders", option_no_call())
        turn.talk.progress.wacht = None


def _not_now(turn: Turn) -> None:
    """No call; who says goodbye is asked nothing more."""
    turn.say("terugbellen_niet")
    if turn.said.intent == "afscheid":
        turn.end()


def _ask_number(turn: Turn, key: str, *options: Option, **details: object) -> None:
    """Ask for the number; what else was told of the call stays."""
    waiting = {name: value for name, value in (turn.talk.progress.wacht or {}).items() if name in KEPT}
    turn.say(key, *options)
    turn.wait_for(PHONE, **{**waiting, **details})


def _number_changed(turn: Turn, number: str, rest: str) -> None:
    """Another number than the one that was told: it takes its place, and is said back."""
    waiting, noted = turn.talk.progress.wacht or {}, turn.talk.progress.oproep
    when = waiting.get(WHEN_TO_CALL)
    if waiting and not waiting.get(REPLACES):
        turn.say("terugbellen_nummer_nu", einde=number[-3:])
        if when is not None:
            _moment_known(turn, number, when)
        else:
            _number_known(turn, number, rest)
    else:
        _request(turn, number, moment_in(rest) or noted["moment"], bool(noted["meegeven"]))


def _moment_changed(turn: Turn, moment: str) -> None:
    """Another moment than the one that was told; of a call that was noted, the service keeps the number."""
    number = (turn.talk.progress.wacht or {}).get(PHONE)
    if number is not None:
        _moment_known(turn, number, moment)
        return
    noted = {**turn.talk.progress.oproep, "moment": moment}
    turn.reply.requests.append({"terugbelverzoek": {"telefoon": None, **noted}})
    turn.talk.progress.oproep = noted
    turn.say("terugbellen_moment_nieuw", option_no_call(), moment=moment)


def call_back(turn: Turn, agreed: bool) -> None:
    """Wants to be called back, or not. A number in the same sentence is not asked for again."""
    number, rest = number_within(turn.said.text)
    if agreed and number is not None:
        _number_known(turn, number, rest)
    elif agreed:
        _ask_number(turn, "terugbellen_nummer")
    else:
        _not_now(turn)


def asks_first(turn: Turn) -> bool:
    """Whether something else is asked in the place of a number, the first time: it is answered first."""
    said, waiting = turn.said, turn.talk.progress.wacht or {}
    of_call = {"waarom_vraag", "vraag_mens", "maak_afspraak", "corrigeer"}
    other = said.intent not in {*NO_MEANING, *NOT_NOW, *of_call}
    digits = any(char.isdigit() for char in said.text)
    when = moment_in(said.text) is not None and "?" not in said.text
    return said.button is None and other and not (digits or when or waiting.get("nog_eens"))


def ask_number_again(turn: Turn) -> None:
    """After an answer to something else: the number, with a way out; unless something else waits now."""
    waiting = turn.talk.progress.wacht or {}
    if waiting.get("op") == PHONE:
        _ask_number(turn, "terugbellen_nummer", Option(button("niet_bellen"), "false"), nog_eens=True)


def take_number(turn: Turn) -> bool:
    """Read the number. What is no number is asked again, with a way out, so that nothing else takes it."""
    wacht, said = turn.talk.progress.wacht or {}, turn.said
    number, rest = number_within(said.text)
    again = bool(wacht.get("nog_eens"))
    digits = any(char.isdigit() for char in said.text)
    if number is not None and any(wacht.get(name) for name in KEPT):
        _number_changed(turn, number, rest)
    elif number is not None:
        _number_known(turn, number, rest)
    elif said.button == "false":
        _not_now(turn)
    elif said.button is not None:
        return False
    elif said.intent in NOT_NOW and not digits:
        _not_now(turn)
    elif again and not digits and said.intent not in NO_MEANING:
        return False
    else:
        learn(turn)
        way_out = [Option(button("niet_bellen"), "false")] if again else []
        why = said.intent == "waarom_vraag"
        _ask_number(turn, "terugbellen_waarom" if why else "terugbellen_nummer_fout", *way_out, nog_eens=True)
    return True


def _number_known(turn: Turn, number: str, rest: str) -> None:
    """The number was told; a moment in the same sentence counts ("morgen op 0470 12 34 56")."""
    when = None if turn.said.button is not None else moment_in(rest)
    if when is not None:
        _moment_known(turn, number, when)
    else:
        _ask_moment(turn, number)


def _ask_moment(turn: Turn, number: str) -> None:
    turn.say("terugbellen_moment", *(Option(button(moment), moment) for moment in MOMENTS))
    turn.wait_for("moment", telefoon=number)


def take_moment(turn: Turn, handler_of: Callable[[str], Handler]) -> bool:
    """Note the moment; ask what may go along. What is no moment is answered, and the moment asked again."""
    wacht = turn.talk.progress.wacht or {}
    button_value = turn.said.button
    if turn.said.intent in NOT_NOW and button_value is None:
        _not_now(turn)
        return True
    if button_value not in (*MOMENTS, None) or (button_value is None and not is_moment(turn.said.text)):
        if turn.said.intent in NO_MEANING or wacht.get("nog_eens"):
            turn.say("terugbellen_moment_niet")
        else:
            handler_of(turn.said.intent)(turn)
        _ask_moment(turn, wacht["telefoon"])
        return True
    _moment_known(turn, wacht["telefoon"], button_value or turn.said.text.strip()[:LONGEST_MOMENT])
    return True


def _moment_known(turn: Turn, number: str, moment: str) -> None:
    """When to call is known: ask what may go along, if anything was told."""
    told = turn.talk.facts
    if told:
        turn.say(
            "terugbellen_meegeven", *yes_no("geef_mee", "vertel_zelf"), feiten=say_facts(turn.knowledge, told)
        )
        turn.wait_for("meegeven", telefoon=number, moment=moment)
    else:
        _request(turn, number, moment, False)


def take_consent(turn: Turn, agreed: bool) -> None:
    """The last step: hand the request to the service."""
    wacht = turn.talk.progress.wacht or {}
    _request(turn, wacht["telefoon"], wacht["moment"], agreed)


def _request(turn: Turn, number: str, moment: str, share: bool) -> None:
    turn.talk.progress.nummer = ""
    turn.reply.requests.append({"terugbelverzoek": {"telefoon": number, "moment": moment, "meegeven": share}})
    turn.talk.progress.oproep = {"moment": moment, "meegeven": share}
    when = button(moment).lower() if moment in MOMENTS else moment
    turn.say("terugbellen_klaar", option_no_call(), einde=number[-3:], moment=when)


HANDLERS: Mapping[str, Handler] = {
    "vraag_mens": person,
    "maak_afspraak": appointment,
}
