"""Somebody wants another course, or looks elsewhere: "of nee, eigenlijk lassen", "in Gent, niet in Aalst"."""

from __future__ import annotations

from dataclasses import replace

from actions.handlers import courses
from actions.learning import learn
from actions.turn import Handler, Turn
from knowledge.catalogue.places import places
from knowledge.catalogue.search import shared_catalogue
from knowledge.catalogue.titles_known import in_a_title
from knowledge.taal import shared_reader
from knowledge.taal.signals import signal

SWITCHES = tuple(signal("wisselt", name) for name in ("in_plaats_van", "geen_maar", "toch", "eigenlijk"))
"""What somebody wants now is named `nieuw` in each."""
TITLE, TOWN, OCCUPATION, SUBJECT = "titel", "gemeente", "beroep", "opleiding"
OF_COURSE = (TITLE, "soort")
"""Questions that the name of another course seems to answer."""
OF_SEARCHES = frozenset(
    {
        *("corrigeer", "ontken", "bevestig", "geef_info", "zoek_opleiding", "verfijn_zoekopdracht"),
        *("vraag_opleiding", "nlu_fallback", "buiten_bereik", "twijfel"),
    }
)
"""What the model may make of the name of another course or place; what it is surer to be else, is that."""
SURE = 0.5
LONGEST = 9
"""In more words than this there is more than a change of course or place."""


def or_switches(handler: Handler) -> Handler:
    """The handler, but for words that put another course or place instead of the one that was spoken of."""

    def switched(turn: Turn) -> None:
        if not _may_switch(turn) or not switch(turn):
            handler(turn)

    return switched


def _may_switch(turn: Turn) -> bool:
    """Whether a course or a place was spoken of, and the message tells or answers nothing else."""
    said, progress = turn.said, turn.talk.progress
    if said.intent not in OF_SEARCHES and said.certainty >= SURE:
        return False
    spoken_of = turn.talk.opleiding.get(TITLE) or progress.zoekopdracht or _known_place(turn)
    answers = said.reading.answers_question and turn.talk.pending not in OF_COURSE
    told = said.reading.profiel or answers or said.reading.supposed
    short = len(said.reading.plain.split()) <= LONGEST and "?" not in said.text
    return bool(spoken_of and short and not told and said.button is None)


def switch(turn: Turn) -> bool:
    """Put the other course or place in its place; False when the words name none."""
    wanted = _wanted(turn.said.reading.plain.strip(" .!"))
    if wanted is None:
        return False
    on = turn.setting.on
    alone = shared_reader().read(wanted, None, on)
    named = [entity for entity in alone.entities if entity.entiteit == TOWN]
    if named and len(wanted.split()) <= len(named[0].tekst.split()) + 1:
        return _elsewhere(turn, wanted, str(named[0].waarde))
    if any(entity.entiteit == OCCUPATION for entity in alone.entities):
        return False
    known = any(entity.entiteit == SUBJECT for entity in alone.entities) or in_a_title(wanted, on)
    if not known:
        return False
    title = shared_reader().read(f"ik wil {wanted} leren", None, on).opleiding.get(TITLE)
    if title is None or title == turn.talk.opleiding.get(TITLE):
        return False
    turn.said = replace(turn.said, reading=replace(turn.said.reading, profiel={}, opleiding={TITLE: title}))
    learn(turn)
    if turn.talk.progress.zoekopdracht is not None:
        courses.look_instead(turn, str(title))
    return True


def _wanted(plain: str) -> str | None:
    """The words for what somebody wants now."""
    found = next((match for pattern in SWITCHES if (match := pattern.search(plain))), None)
    return None if found is None else found["nieuw"].strip(" ,")


def _known_place(turn: Turn) -> str | None:
    return turn.talk.progress.woonplaats or turn.talk.progress.werkplaats


def _elsewhere(turn: Turn, words: str, town: str) -> bool:
    """Another town: for the search that goes on, else for where somebody lives or works."""
    progress, postcode = turn.talk.progress, places().postcode_of(town)
    if progress.zoekopdracht is not None and shared_catalogue() is not None:
        courses.look_instead(turn, words if words.startswith("in ") else f"in {words}")
        return True
    if postcode is None or _known_place(turn) is None:
        return False
    if progress.woonplaats is not None:
        progress.woonplaats = postcode
    else:
        progress.werkplaats = postcode
    turn.say("plaats_aangepast", plaats=town)
    return True
