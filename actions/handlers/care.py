"""Somebody is worn out, or was just in need: no question about work, but a human and a line to talk to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.bare_wish import HEAVY_INTENT
from actions.learning import learn
from actions.motives import BARRIER
from actions.phrases import EXHAUSTED_INTENT, SAFE_INTENT
from actions.reply import command
from actions.turn import Handler, Turn
from knowledge.answers import help_lines, referral
from knowledge.taal import shared_reader
from knowledge.taal.emergencies import tells_of_violence
from knowledge.taal.signals import signal

HEALTH = "gezondheid"
DESPAIR, SUICIDE, VIOLENCE = "wanhoop", "zelfdoding", "geweld"
"""Kinds of need in hulplijnen.yml."""
WORN_OUT, OF_WORK = signal("zorg", "op"), signal("zorg", "over_werk")
MEANS_IT, YES, NO = signal("zorg", "meent_het"), signal("zorg", "ja"), signal("zorg", "nee")
HEARD, ASKED, SAFE = "gehoord", "gevraagd", "veilig"
"""How far a talk about need is: the lines were given, it was asked whether the person is safe, they are."""
AGE, OLDEST, YOUNGEST = "leeftijd", 75, 15
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
    turn.talk.progress.pauze, turn.talk.progress.nood = True, ""


def without_barrier(turn: Turn) -> None:
    """Leave the barrier out of what was read: it is met in another way than with support for learning."""
    reading = turn.said.reading
    told = {veld: value for veld, value in reading.profiel.items() if veld != BARRIER}
    turn.said = replace(turn.said, reading=replace(reading, profiel=told))


def with_care(intent: str, handler: Handler) -> Handler:
    """The handler, unless somebody who was in need says something that is not clearly about work."""

    def chosen(turn: Turn) -> None:
        if turn.talk.progress.pauze and turn.said.button is None and _heard_in_need(turn, intent):
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


def _heard_in_need(turn: Turn, intent: str) -> bool:
    """What somebody who was in need says next; True when it was met here."""
    progress = turn.talk.progress
    if intent == SAFE_INTENT:
        progress.nood = SAFE
    elif intent in HEARD_ALREADY:
        return False
    elif _still_in_need(turn, intent):
        progress.nood = HEARD
        _say_lines(turn, "nood_weer", help_lines(progress.nood_soort or None))
        return True
    elif progress.nood == ASKED and _says(turn, intent, "bevestig", YES):
        progress.nood = SAFE
        turn.say("veilig")
        return True
    elif _keeps_fact(turn, intent):
        return True
    elif progress.nood != SAFE and _stays(turn, intent):
        _say(turn, "zorg_kort" if progress.nood == ASKED else "zorg_blijft", SUICIDE)
        progress.nood = ASKED
        return True
    return False


def _still_in_need(turn: Turn, intent: str) -> bool:
    """Does somebody confirm what they wrote, or tell that they are not safe?"""
    nood, plain = turn.talk.progress.nood, turn.said.reading.plain
    if not nood or turn.for_counsellor or OF_WORK.search(plain) or "?" in plain:
        return False
    if MEANS_IT.search(plain):
        return True
    if nood == ASKED:
        return _says(turn, intent, "ontken", NO)
    return nood == HEARD and _says(turn, intent, "bevestig", YES)


def _says(turn: Turn, intent: str, meant: str, words: re.Pattern[str]) -> bool:
    said = turn.said.reading
    return not (said.profiel or said.opleiding) and (
        intent == meant or words.search(said.plain.strip(" .!")) is not None
    )


def _keeps_fact(turn: Turn, intent: str) -> bool:
    """An answer to the question from before ("41") is kept, and nothing else is asked."""
    said, question = turn.said, turn.talk.pending
    if intent not in LEADS_ON or said.reading.profiel or said.reading.opleiding:
        return False
    plain = said.reading.plain.strip(" .!")
    age = plain.isdigit() and AGE not in turn.talk.facts and YOUNGEST <= int(plain) <= OLDEST
    for veld in dict.fromkeys([question, AGE if age else None]):
        if veld is None or WORN_OUT.search(plain):
            continue
        again = shared_reader().read(said.text, veld, turn.setting.on)
        if again.answers_question and again.yes_no is None and (again.profiel or again.opleiding):
            turn.said = replace(said, reading=again)
            learn(turn)
            turn.say("zorg_onthouden")
            return True
    return False


def _stays(turn: Turn, intent: str) -> bool:
    if intent not in LEADS_ON:
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
    _say_lines(turn, key, help_lines(only=kind))


def _say_lines(turn: Turn, key: str, lines: Sequence[str]) -> None:
    turn.reply.say("\n".join([turn.text(key), *(f"- {line}" for line in lines)]))


def emergency(turn: Turn) -> None:
    """Help lines at once, before and instead of anything else."""
    kind = VIOLENCE if tells_of_violence(turn.said.reading.plain) else None
    progress = turn.talk.progress
    progress.pauze, progress.nood, progress.nood_soort = True, HEARD, kind or ""
    _say_lines(turn, "noodsituatie_intro", help_lines(kind))
    at_work = referral(topic for topic in turn.said.reading.topics if topic == "pesten")
    if at_work is not None:
        turn.reply.say(at_work)
    turn.say("noodsituatie_slot", command("mens"), command("later"))
    turn.end()


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
    "noodsituatie": emergency,
    EXHAUSTED_INTENT: exhausted,
    HEAVY_INTENT: heavy_word,
    "klacht": complain,
    "beledig": insult,
}
