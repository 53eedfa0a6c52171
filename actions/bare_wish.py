"""A word or two of which nothing was read, where somebody may say what they want to learn: "luthier"."""

from __future__ import annotations

from dataclasses import replace

from actions.standing import PURPOSE
from actions.turn import Turn
from knowledge.catalogue.titles_known import in_a_title
from knowledge.occupations.search import shared_occupations
from knowledge.taal.lexicon import ordinary_words
from knowledge.taal.signals import signal

BARE_WISH_INTENT = "kale_wens"
"""A bare word that may be a trade or a subject."""
HEAVY_INTENT = "zwaar_woord"
"""A bare word that weighs too much to be taken for a subject to learn: "overleden"."""
KIND, OCCUPATION, EVERYDAY = "soort", "beroep", "alledaags"
OPEN_TO_WISHES = (None, PURPOSE, KIND)
"""Questions to which people answer with what they want to become."""
LIKE = frozenset({"nlu_fallback", "buiten_bereik", "twijfel", "geef_info", "vraag_beroep", "zoek_opleiding"})
"""What the model makes of a word that it does not know."""
TOLD = frozenset({"uit_drempel", "corrigeer", "ontken", "help", "zucht", "klacht", "vraag_mens", "bevestig"})
"""What else the model may make of a word that weighs."""
UNSURE = 0.35
"""Below this certainty every intent is a guess."""
WORDS, FORM = signal("cursus", "kale_wens"), signal("cursus", "vorm_van_vak")
HEAVY = signal("zorg", "zwaar_woord")
"""One or two words that tell of grief, violence or illness, and nothing else."""


def take_bare_wish(turn: Turn) -> None:
    """Take a bare word that tells nothing else for a wish, to be asked about, or for one that weighs."""
    said, reading, progress = turn.said, turn.said.reading, turn.talk.progress
    if said.button is not None or progress.pauze or not turn.for_citizen:
        return
    told = reading.fact_count or reading.out_of_range or reading.language or reading.unknown_answer
    if told or reading.yes_no is not None or set(reading.topics) - {EVERYDAY}:
        return
    guessed = said.intent in LIKE or said.certainty < UNSURE
    if HEAVY.search(reading.plain.strip(" .!,")):
        if guessed or said.intent in TOLD:
            turn.said = replace(said, intent=HEAVY_INTENT, certainty=1.0)
        return
    if turn.talk.pending not in OPEN_TO_WISHES:
        return
    if guessed and WORDS.search(reading.plain) and _names_only_a_trade(turn) and _may_be_taught(turn):
        turn.said = replace(said, intent=BARE_WISH_INTENT, certainty=1.0)


def _may_be_taught(turn: Turn) -> bool:
    """Whether the words are known as a course or an occupation, or have the form of a trade."""
    plain, on = turn.said.reading.plain.strip(" .!,"), turn.setting.on
    if set(plain.split()) <= ordinary_words():
        return False
    return (
        FORM.search(plain) is not None or bool(shared_occupations().search(plain, 1)) or in_a_title(plain, on)
    )


def _names_only_a_trade(turn: Turn) -> bool:
    """Whether no town or measure is named, nor an occupation of which more is known here."""
    named = turn.said.reading.entities
    known = shared_occupations()
    return all(item.entiteit == OCCUPATION and not known.search(str(item.waarde), 1) for item in named)
