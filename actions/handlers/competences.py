"""The competence check: two occupations, at most ten ratings, a picture, and a way for each gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from actions.handlers.competences_shown import PRESENT, WISHED, show
from actions.handlers.occupations import career, named, remembered
from actions.learning import learn
from actions.phrases import SIGH_INTENT
from actions.reply import Option, command
from actions.texts import button
from actions.turn import Handler, Turn
from knowledge.occupations.check import GOOD, NOT, RATINGS, competences_to_rate
from knowledge.occupations.model import Competence, Occupation
from knowledge.occupations.search import shared_occupations
from knowledge.taal.signals import first_signal, signal

CHECK = "check"
SKIPS = frozenset({"sla_over", "weet_niet"})
AGAIN = frozenset({"niet_begrepen", "herhaal", "waarom_vraag"})
ANSWERS = frozenset(
    {"geef_info", "bevestig", "ontken", "corrigeer", "nlu_fallback", "buiten_bereik", "groet"}
)
"""Intents that an answer to the check may look like; every other one is something in between."""
STOPS = "stop"
QUESTIONS = frozenset(
    {"vraag_knelpuntberoep", "vraag_evc", "vraag_maatregel", "vraag_bedrag", "vraag_voorwaarden"}
)
ASKS = signal("beroep", "vraagt")
"""How somebody begins who asks something instead of naming an occupation."""
NOW = signal("beroep", "nu")
"""Who says what they are now answers the first question, whichever is open."""
WANTS, RESUMES = signal("beroep", "later"), signal("beroep", "verder")
MOST_IN_BETWEEN = 3
"""So many other things in a row, and the check waits instead of asking once more."""
NONE = signal("beroep", "geen")
"""There is no occupation to name."""


def start(turn: Turn) -> None:
    """Begin the check, or go on where it stopped."""
    learn(turn)
    state = career(turn)
    if state.get("check") == "lopend":
        turn.say("check_verder_intro")
    else:
        _forget_answers(state)
        state["check"] = "lopend"
        turn.say("check_intro")
        mentioned = named(turn) if turn.said.button is None else None
        if mentioned is not None and _has_occupation(turn):
            state.setdefault(PRESENT, mentioned.id)
    ask(turn)


def _has_occupation(turn: Turn) -> bool:
    return any(entity.entiteit == "beroep" for entity in turn.said.reading.entities)


def _forget_answers(state: dict[str, Any]) -> None:
    for key in ("antwoorden", "over", "stappen"):
        state.pop(key, None)


def ask(turn: Turn) -> None:
    """Ask what comes next, or show the picture."""
    state = career(turn)
    if turn.said.button in RATINGS or turn.said.intent == "competentiecheck":
        state.pop("tussendoor", None)
    for which in (PRESENT, WISHED):
        if which not in state:
            _ask_occupation(turn, which)
            return
    left, total = _left(turn)
    if total == 0:
        state["check"] = "klaar"
        turn.say("check_geen_beroep", command("mens"), command("ander"))
        turn.end()
    elif not left:
        show(turn)
    else:
        _ask_rating(turn, left[0], total - len(left) + 1, total)


def _ask_occupation(turn: Turn, which: str) -> None:
    turn.say(f"check_{which}", Option(button(f"check_{which}_geen"), "weet_niet"), command("check_stop"))
    turn.wait_for(CHECK, vraag=which)


def _ask_rating(turn: Turn, competence: Competence, number: int, total: int) -> None:
    options = [Option(button(f"kan_{rating}"), rating) for rating in RATINGS]
    turn.say(
        "check_vraag",
        *options,
        Option(button("check_over"), "weet_niet"),
        nummer=number,
        totaal=total,
        zin=competence.text,
        voorbeeld=competence.example or "",
    )
    turn.wait_for(CHECK, vraag=competence.id)


def _left(turn: Turn) -> tuple[list[Competence], int]:
    """The competences that are still to be rated, and how many there are in all."""
    state = career(turn)
    order = competences_to_rate(shared_occupations().own, remembered(turn, PRESENT), remembered(turn, WISHED))
    done = {*(state.get("antwoorden") or {}), *(state.get("over") or [])}
    return [competence for competence in order if competence.id not in done], len(order)


# ------------------------------------------------------------------ answers
def take(turn: Turn, handler_of: Callable[[str], Handler]) -> bool:
    """An answer to the check, a step in it, or something in between, after which the question comes back."""
    asked = str((turn.talk.progress.wacht or {}).get("vraag"))
    intent, pressed = turn.said.intent, turn.said.button
    if pressed == "check_stop" or (pressed is None and intent == STOPS):
        turn.say("check_gestopt", command("check"), command("begin"), command("mens"))
        turn.end()
    elif pressed == "weet_niet" or (pressed is None and intent in SKIPS):
        _skip(turn, asked)
        ask(turn)
    elif pressed is None and intent == "vorige_vraag":
        _back(turn)
        ask(turn)
    elif pressed is None and intent in AGAIN:
        turn.say("check_waarom")
        ask(turn)
    elif pressed is None and intent == SIGH_INTENT:
        turn.say("check_zucht")
        ask(turn)
    elif asked in (PRESENT, WISHED):
        return _take_occupation(turn, asked, handler_of)
    else:
        return _take_rating(turn, asked, handler_of)
    return True


def _take_occupation(turn: Turn, which: str, handler_of: Callable[[str], Handler]) -> bool:
    if turn.said.button is not None:
        return False
    if _asks_something(turn):
        return _in_between(turn, handler_of)
    found = None if _tells_of_person(turn) else named(turn)
    if found is None and turn.said.intent not in ANSWERS:
        return _in_between(turn, handler_of)
    learn(turn)
    if found is None and (NONE.search(turn.said.text.lower()) or turn.said.intent == "ontken"):
        _skip(turn, which)
        turn.say("check_zonder")
        ask(turn)
    elif found is None and turn.learned:
        ask(turn)
    elif found is None:
        _not_found(turn, which)
    else:
        _take_found(turn, which, found)
    return True


def _tells_of_person(turn: Turn) -> bool:
    """Whether a diploma or an age is told and no occupation: "enkel lager middelbaar" is no teacher."""
    reading = turn.said.reading
    return bool(reading.profiel) and all(item.entiteit != "beroep" for item in reading.entities)


def _asks_something(turn: Turn) -> bool:
    """Whether a message names an occupation only to ask something about it."""
    return turn.said.intent in QUESTIONS or bool(ASKS.search(turn.said.text.lower().strip()))


def _take_found(turn: Turn, which: str, found: Occupation) -> None:
    state, text = career(turn), turn.said.text.lower()
    if which == WISHED and NOW.search(text) and not WANTS.search(text):
        state[PRESENT] = found.id
    else:
        state[which] = found.id
        state.setdefault("stappen", []).append(which)
    turn.say("check_neem", beroep=found.name)
    ask(turn)


def or_resumes(handler: Handler) -> Handler:
    """The handler, but for words that take up a check that was left."""

    def chosen(turn: Turn) -> None:
        left = career(turn).get("check") == "lopend"
        resumes = left and turn.said.button is None and RESUMES.search(turn.said.text.lower())
        (start if resumes else handler)(turn)

    return chosen


def _not_found(turn: Turn, which: str) -> None:
    """An occupation that is not known is asked once more, then left open."""
    state = career(turn)
    if state.get("gemist") == which:
        state.pop("gemist")
        _skip(turn, which)
        turn.say("check_zonder")
        ask(turn)
    else:
        state["gemist"] = which
        turn.say("check_niet_gevonden")
        _ask_occupation(turn, which)


def _take_rating(turn: Turn, competence: str, handler_of: Callable[[str], Handler]) -> bool:
    rating = turn.said.button if turn.said.button in RATINGS else None
    if turn.said.button is not None and rating is None:
        return False
    if rating is None and turn.said.intent in ANSWERS:
        rating = rating_said(turn.said.text, turn.said.intent)
        learn(turn)
    elif rating is None:
        return _in_between(turn, handler_of)
    if rating is None:
        if not turn.learned:
            turn.say("check_kies")
    else:
        state = career(turn)
        state.setdefault("antwoorden", {})[competence] = rating
        state.setdefault("stappen", []).append(competence)
    ask(turn)
    return True


def rating_said(text: str, intent: str) -> str | None:
    """The rating in typed words."""
    plain = text.lower().strip(" .!?")
    return first_signal("beoordeling", plain) or {"bevestig": GOOD, "ontken": NOT}.get(intent)


def _in_between(turn: Turn, handler_of: Callable[[str], Handler]) -> bool:
    """Answer something else, then come back, unless that answer asks something itself."""
    before = turn.talk.progress.wacht
    handler_of(turn.said.intent)(turn)
    state = career(turn)
    if turn.talk.progress.wacht is before and state.get("check") == "lopend":
        state["tussendoor"] = state.get("tussendoor", 0) + 1
        if state["tussendoor"] < MOST_IN_BETWEEN:
            turn.say("check_terug")
            ask(turn)
        else:
            turn.say("check_wacht", command("check"))
            turn.end()
    return True


def _skip(turn: Turn, asked: str) -> None:
    state = career(turn)
    if asked in (PRESENT, WISHED):
        state[asked] = None
    else:
        state.setdefault("over", []).append(asked)
    state.setdefault("stappen", []).append(asked)


def _back(turn: Turn) -> None:
    """Take the last answer back."""
    state = career(turn)
    steps = state.get("stappen") or []
    if not steps:
        turn.say("geen_vorige")
        return
    last = steps.pop()
    if last in (PRESENT, WISHED):
        state.pop(last, None)
    else:
        (state.get("antwoorden") or {}).pop(last, None)
        state["over"] = [name for name in state.get("over") or [] if name != last]
    turn.say("vorige_vraag")


HANDLERS: Mapping[str, Handler] = {"competentiecheck": start}
