"""A counsellor goes on to another client: the facts of one are never mixed with those of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.counsellor import state
from actions.handlers import care, telling
from actions.reply import Option
from actions.texts import button
from actions.turn import Handler, Turn
from actions.understanding import STATE_INTENT
from knowledge.answers import say_facts
from knowledge.taal import shared_reader
from knowledge.taal.shorthand import opening_line, written_out
from knowledge.taal.signals import signal

ANNOUNCED, OPENS, BACK = (signal("klant", name) for name in ("nieuwe_klant", "opent", "vorige_klant"))
ASKED = "nieuwe_klant"
"""The question of the dialogue whether a line is about another client."""
OF_ONE_PERSON = frozenset(
    {"leeftijd", "statuut", "sector", "paritair_comite", "diploma", "postcode", "woongewest"}
)
"""What does not change from one line to the next."""
EMERGENCY = "noodsituatie"
DIFFERENT = 2
"""So many of these that differ tell another client."""


def take_new(turn: Turn) -> bool:
    """Begin anew for another client, or back to the one before; True when that was said."""
    if not turn.for_counsellor or turn.said.button is not None:
        return False
    if turn.said.intent == EMERGENCY:
        return _emergency(turn)
    plain = turn.said.reading.plain.strip(" .!?")
    if BACK.search(plain) and turn.talk.progress.vorige_klant:
        _back(turn)
        return True
    announced = ANNOUNCED.search(turn.said.text)
    if announced is not None and turn.talk.facts and turn.setting.handed_over:
        turn.say("klant_elders")
        turn.end()
        return True
    if announced is not None and turn.talk.facts:
        _begin(turn, turn.said.text[announced.end() :].lstrip(" :,.-"))
        return True
    if _looks_like_another(turn) and not turn.setting.handed_over:
        turn.say("klant_nieuw", *_options(), feiten=say_facts(turn.knowledge, turn.talk.facts))
        turn.wait_for(ASKED, regel=turn.said.text)
        return True
    return False


def _emergency(turn: Turn) -> bool:
    """Help lines before anything else; then the file of who was announced: the next line is theirs."""
    if ANNOUNCED.search(turn.said.text) is None or not turn.talk.facts or turn.setting.handed_over:
        return False
    care.emergency(turn)
    _begin(turn, "")
    turn.talk.progress.pauze = True
    return True


def take_answer(turn: Turn, another: bool) -> None:
    """The answer to whether a line was about another client: then it is read again, for the right one."""
    line = str((turn.talk.progress.wacht or {}).get("regel", ""))
    if another and turn.setting.handed_over:
        turn.say("klant_elders")
    elif another:
        _begin(turn, line)
    else:
        _tell(turn, line, line)


def _looks_like_another(turn: Turn) -> bool:
    """A line that opens as a file does, or that says of several things that they are otherwise."""
    said, known = turn.said.reading, turn.talk.profiel
    if said.correction or said.hypothetical or "?" in turn.said.text or not known:
        return False
    told = said.profiel
    differ = {veld for veld in OF_ONE_PERSON & told.keys() & known.keys() if told[veld] != known[veld]}
    opens = OPENS.search(turn.said.text) is not None and len(told) > 1
    return bool(differ) if opens else "leeftijd" in differ and len(differ) >= DIFFERENT


def _begin(turn: Turn, rest: str) -> None:
    talk = turn.talk
    before = {"profiel": talk.profiel, "opleiding": talk.opleiding}
    talk.forget()
    talk.progress.vorige_klant, talk.progress.meer_klanten = before, True
    turn.say("klant_begonnen", Option(button("vorige_klant"), "vorige_klant"))
    if rest:
        _tell(turn, rest, opening_line(rest))


def _tell(turn: Turn, line: str, opened: str) -> None:
    """Read a line as a counsellor types it, no question open; `opened` is with the age that begins a file."""
    reading = shared_reader().read(written_out(opened), None, turn.setting.on)
    turn.said = replace(turn.said, text=line, intent="geef_info", button=None, reading=reading)
    telling.tell(turn)


def _back(turn: Turn) -> None:
    talk, kept = turn.talk, turn.talk.progress.vorige_klant
    now = {"profiel": talk.profiel, "opleiding": talk.opleiding}
    talk.forget()
    talk.profiel, talk.opleiding = dict(kept.get("profiel") or {}), dict(kept.get("opleiding") or {})
    talk.progress.vorige_klant = now
    talk.begin_turn()
    turn.say("klant_terug", feiten=say_facts(turn.knowledge, talk.facts))


def back(turn: Turn) -> None:
    """The button: back to the client before."""
    if turn.talk.progress.vorige_klant:
        _back(turn)
    else:
        turn.say("herhaal_niets")


def _options() -> tuple[Option, Option]:
    return Option(button("klant_ja"), "true"), Option(button("klant_nee"), "false")


HANDLERS: Mapping[str, Handler] = {STATE_INTENT: state}
