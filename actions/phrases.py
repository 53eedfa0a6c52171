"""Phrases of which the words themselves tell what is meant, whatever the model makes of them."""

from __future__ import annotations

from knowledge.taal.signals import first_signal, signal

KNOWN_INTENT = "wat_weet_je"
"""What do you know of me."""
REFUSAL_INTENT = "mag_weigeren"
"""May my employer say no."""
NEXT_STEP_INTENT = "wat_nu"
"""What do I do now, really."""
SIGH_INTENT = "zucht"
"""A sigh answers nothing and refuses nothing."""
YES_OR_NO_INTENT = "ja_of_nee"
"""Wants a yes or a no of us: no answer to our own question."""
MANY_QUESTIONS_INTENT = "veel_vragen"
"""Finds the questions too many and wants to know what to do."""
NO_TYPING_INTENT = "niet_typen"
"""Does not like to type: nothing that holds them back from learning."""
LESS_WORK_INTENT = "minder_werken"
"""Wants to work less, and does not say how much."""
READING_INTENT = "lezen_schrijven"
"""Finds reading or writing hard."""
EMPLOYER_SEES_INTENT = "ziet_werkgever"
"""Does my employer see this."""

PLACE_INTENT = "plaats_welk"
"""A place, without saying whether it is home or work."""
NET_INTENT = "loon_netto"
"""A net wage, which no rule asks for."""
DATABASE_INTENT = "staat_in_databank"
"""Is it in the database: nobody but the provider knows, or a search tells."""
COST_INTENT = "wat_kost_het"
"""What does it really cost me."""
WHY_NOT_INTENT = "waarom_niet"
"""Why somebody does not get it: only the reason."""
FREE_INTENT = "gratis"
"""Does it cost something, without saying what."""
LATER_INTENT = "later_nog"
"""Can it be done later."""
EXHAUSTED_INTENT = "uitgeput"
"""Worn out, with a burn-out: heard before anything else."""
SAFE_INTENT = "veilig"
"""Somebody in need tells that they are safe."""
WAGE_INTENT = "loon_welk"
"""A wage, without saying whether it is gross or net."""
NO_ANSWER_INTENT = "geen_antwoord"
"""It was no answer."""
ASKED_BACK_INTENT = "kaatst_terug"
"""We asked what somebody just asked of us."""
PREPAID_INTENT = "voorgeschoten"
"""Does money come back that was paid already."""
IS_REAL_INTENT = "bestaat_echt"
"""Is the course that was shown real."""
FIRST_STEP_INTENT = "eerste_stap"
"""One thing to do."""
OCCUPIED_INTENT = "bezig_zijn"
"""Wants something to do, above all."""
KEEP_WORK_INTENT = "werk_houden"
"""Must somebody give up their work to learn."""
TOO_OLD_INTENT = "te_oud"
"""Can it be done at my age."""
OWN_QUESTIONS = frozenset(
    {
        *(NO_ANSWER_INTENT, ASKED_BACK_INTENT, PREPAID_INTENT, IS_REAL_INTENT, FIRST_STEP_INTENT),
        *(
            KEEP_WORK_INTENT,
            OCCUPIED_INTENT,
            TOO_OLD_INTENT,
            COST_INTENT,
            "plan",
            "vraag_bedrag",
            "vraag_voorwaarden",
        ),
    }
)
"""What answers no question of ours, whatever a word or a number in it fits."""
WAGE = signal("terloops", "loon")
LESS_WORK = signal("terloops", "minder_werken")

LONGEST_TOLD = 12
"""In more words than this, reading and writing are probably said in passing."""
WAGE_LIKE = frozenset({"geef_info", "nlu_fallback", "buiten_bereik", "vraag_bedrag"})
WORK_LESS_LIKE = frozenset(
    {
        *("ander_werk", "vraag_rechten", "geef_info", "nlu_fallback", "buiten_bereik", "vraag_aanvragen"),
        *("vraag_opleiding", "vraag_voorwaarden", "vraag_maatregel"),
    }
)
"""What the model may make of the wish to work less."""


def meant_by_words(plain: str, intent: str, *, facts: bool) -> str | None:
    """The intent of these words, or None when they tell nothing by themselves.

    Args:
        plain: the message in plain words, as it was read.
        intent: what the model made of it.
        facts: whether facts were read in it.
    """
    said = plain.strip(" .!?,")
    found = first_signal("bedoeling", said)
    if found == READING_INTENT and len(said.split()) > LONGEST_TOLD:
        return None
    if found is None and not facts and intent in WAGE_LIKE and WAGE.search(said):
        return WAGE_INTENT
    if found is None and not facts and intent in WORK_LESS_LIKE and LESS_WORK.search(said):
        return LESS_WORK_INTENT
    return found
