"""Somebody is worn out, or was just in need: no question about work, but a human and a line to talk to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.bare_wish import HEAVY_INTENT
from actions.learning import learn
from actions.motives import BARRIER
from actions.phrases import EXHAUSTED_INTENT
from actions.reply import command
from actions.turn import Handler, Turn
from knowledge.answers import help_lines
from knowledge.taal.signals import signal

HEALTH = "gezondheid"
DESPAIR, SUICIDE, VIOLENCE = "wanhoop", "zelfdoding", "geweld"
"""Kinds of need in hulplijnen.yml."""
WORN_OUT, OF_WORK = signal("zorg", "op"), signal("zorg", "over_werk")
SCOLDS = signal("zorg", "scheldt")
ANSWERS_ANGER = frozenset({"beledig", "klacht", "noodsituatie"})
"""What already says sorry, or must come first."""
OF_VIOLENCE = signal("zorg", "over_geweld")
GRIEF, BURNOUT = signal("zorg", "verdriet"), signal("zorg", "burnout")
TELLS_ONLY = frozenset({"geef_info", "uit_drempel", "corrigeer", "nlu_fallback", "buiten_bereik", "ontken"})
"""After these nothing is asked of somebody who has worries at home."""
HEARD_ALREADY = frozenset({"noodsituatie", EXHAUSTED_INTENT})
LEADS_ON = frozenset(
    {
        *("competentiecheck", "ander_werk", "zoek_opleiding", "verfijn_zoekopdracht", "vraag_opleiding"),
        *("uit_drempel", "geef_info", "corrigeer", "weet_niet", "sla_over", "ontken", "wat_nu", "zucht"),
        *("nlu_fallback", "buiten_bereik", "twijfel"),
    }
)
"""What the model may make of words of somebody who is not well: each would lead on to work or learning."""


def exhausted(turn: Turn) -> None:
    """Worn out, by a burn-out perhaps: heard first, with whom to talk to, and nothing to decide now."""
    without_barrier(turn)
    learn(turn)
    if turn.for_counsellor:
        return
    turn.talk.profiel[BARRIER] = HEALTH
    _say(turn, "uitgeput", DESPAIR)
    turn.say("uitgeput_later")
    turn.talk.progress.pauze = True


def without_barrier(turn: Turn) -> None:
    """Leave the barrier out of what was read: it is met in another way than with support for learning."""
    reading = turn.said.reading
    told = {veld: value for veld, value in reading.profiel.items() if veld != BARRIER}
    turn.said = replace(turn.said, reading=replace(reading, profiel=told))


def with_care(intent: str, handler: Handler) -> Handler:
    """The handler, unless somebody who was in need says something that is not clearly about work."""

    def chosen(turn: Turn) -> None:
        if _stays(turn, intent):
            _say(turn, "zorg_blijft", SUICIDE)
            return
        if (
            intent not in ANSWERS_ANGER
            and turn.said.button is None
            and SCOLDS.search(turn.said.reading.plain)
        ):
            turn.say("sorry_kort")
        if _tells_of_burnout(turn, intent):
            turn.talk.progress.zorg_gezegd = True
            turn.say("burnout_gehoord")
        if _grieves(turn, intent):
            turn.say("verdriet", command("later"), command("mens"))
            if intent in TELLS_ONLY:
                turn.end()
        handler(turn)

    return chosen


def _stays(turn: Turn, intent: str) -> bool:
    if not turn.talk.progress.pauze or turn.said.button is not None or intent not in LEADS_ON:
        return False
    plain, told = turn.said.reading.plain, turn.said.reading
    if WORN_OUT.search(plain):
        return True
    return not (told.profiel or told.opleiding or OF_WORK.search(plain))


def _grieves(turn: Turn, intent: str) -> bool:
    """Worries at home, told by the person themselves: heard before anything else."""
    own = turn.for_citizen and not turn.for_counsellor and turn.said.button is None
    return own and intent not in HEARD_ALREADY and GRIEF.search(turn.said.reading.plain) is not None


def _tells_of_burnout(turn: Turn, intent: str) -> bool:
    """Somebody tells of a burn-out without being in need: heard once, before the questions go on."""
    own = turn.for_citizen and turn.said.button is None and not turn.talk.progress.zorg_gezegd
    told = intent in TELLS_ONLY or intent == "ander_werk"
    return own and told and BURNOUT.search(turn.said.reading.plain) is not None


def _say(turn: Turn, key: str, kind: str) -> None:
    turn.reply.say("\n".join([turn.text(key), *(f"- {line}" for line in help_lines(only=kind))]))


def complain(turn: Turn) -> None:
    """A complaint: sorry, and the way to somebody."""
    turn.say("klacht", command("mens"))


def insult(turn: Turn) -> None:
    """Stay calm."""
    turn.say("beledig", command("mens"))


def heavy_word(turn: Turn) -> None:
    """A word that weighs, by itself: heard, with whom to talk to, and nothing is asked."""
    kind = VIOLENCE if OF_VIOLENCE.search(turn.said.reading.plain) else DESPAIR
    _say(turn, "zwaar_woord", kind)
    turn.say("zwaar_woord_later", command("later"), command("mens"))
    turn.end()


HANDLERS: Mapping[str, Handler] = {
    EXHAUSTED_INTENT: exhausted,
    HEAVY_INTENT: heavy_word,
    "klacht": complain,
    "beledig": insult,
}
