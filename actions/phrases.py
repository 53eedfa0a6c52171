"""Phrases of which the words themselves tell what is meant, whatever the model makes of them."""

from __future__ import annotations

import re

KNOWN_INTENT = "wat_weet_je"
"""What do you know of me."""
REFUSAL_INTENT = "mag_weigeren"
"""May my employer say no."""
NEXT_STEP_INTENT = "wat_nu"
"""What do I do now, really."""
SIGH_INTENT = "zucht"
"""A sigh answers nothing and refuses nothing."""
LESS_WORK_INTENT = "minder_werken"
"""Wants to work less, and does not say how much."""
READING_INTENT = "lezen_schrijven"
"""Finds reading or writing hard."""
EMPLOYER_SEES_INTENT = "ziet_werkgever"
"""Does my employer see this."""

KEEP_INTENT = "samenvatting"
"""Wants the overview for somebody else: a code, or to end one."""

PLACE_INTENT = "plaats_welk"
"""A place, without saying whether it is home or work."""
NET_INTENT = "loon_netto"
"""A net wage, which no rule asks for."""
DATABASE_INTENT = "staat_in_databank"
"""Is it in the database: nobody but the provider knows, or a search tells."""
SAFE_INTENT = "veilig"
"""Somebody in need tells that they are safe."""
WAGE_INTENT = "loon_welk"
"""A wage, without saying whether it is gross or net."""
WAGE = re.compile(
    r"\bverdien\w*\b(?: \S+){0,4}? (\d{3,5})(?:\.0+)?(?: euro)?\b(?!.*\b(?:bruto|netto|jaar)\b)"
)

_BOSS = (
    r"(?:baas|bazin|werkgever|directeur|directrice|directie|ploegbaas|chef|patron|bedrijf|leidinggevende|"
    r"hij|zij|ze)"
)
_WISH = r"(?:wil|wou|zou|graag|willen|liever|moet|kan ik|mag ik|hoe)"
LESS_WORK = re.compile(
    rf"\b{_WISH}\b.*\b(?:minder (?:gaan )?(?:uren )?(?:gaan )?werken|minder uren|deeltijds gaan werken|"
    r"minder les ?geven|(?:tijdelijk|even|een tijdje?) (?:stoppen|niet) (?:met )?werken)|"
    r"^(?:iets |wat )?minder (?:gaan )?werken\b|"
    rf"\b{_WISH}\b(?: \S+){{0,3}} (?:4/5|vier vijfden?|80 (?:procent|%)|halftijds|deeltijds) gaan\b"
)

_PHRASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        SAFE_INTENT,
        re.compile(
            r"^(?:ja |nee |neen )?[, ]*(?:ik ben|ben ik|ben)(?: nu| wel| even)* veilig\b(?!.*\bniet\b)"
        ),
    ),
    (SIGH_INTENT, re.compile(r"^(?:p+f+|zucht|tss+|oef|amai|bwa+h?|hm+|mja|a+rgh*|ugh+|jee+)$")),
    (
        KNOWN_INTENT,
        re.compile(
            r"\bwat (?:weet|wist|heb|onthoudt?) (?:je|jij|ge|gij|u) (?:nu |al |dan |eigenlijk |allemaal )*"
            r"(?:over|van) mij|"
            r"\bwat heb (?:je|jij|ge|gij|u) (?:al |nu |allemaal )*(?:onthouden|genoteerd|opgeschreven)|"
            r"\b(?:toon|laat)\b.*\bwat (?:je|ge|u) (?:al )?(?:weet|hebt|heb)"
        ),
    ),
    (
        EMPLOYER_SEES_INTENT,
        re.compile(
            rf"\b(?:ziet|weet|leest|hoort)\b(?: \S+){{0,3}} {_BOSS}\b(?: \S+)* "
            r"(?:dit|dat|het|mee|hier\S*|gesprek)$|"
            rf"\b(?:kan|kunnen|mag|gaat|komt)\b.* {_BOSS}\b.*\b(?:zien|(?:mee)?lezen|meekijken|te weten)\b"
        ),
    ),
    (
        KEEP_INTENT,
        re.compile(
            r"\bcode\b(?: \S+){0,4} (?:begeleid\w+|consulent\w*|bemiddela\w+|loopbaan\w*)|"
            r"\b(?:begeleid\w+|consulent\w*|bemiddela\w+)\b(?: \S+){0,5} code$|"
            r"^(?:geef|maak|ik wil)(?: mij| me)?(?: eens| nu)?(?: een| de| die)? code(?: aub| alsjeblieft)?$|"
            r"\bcode (?:weer )?in ?(?:te )?trekken\b|\btrek\b(?: \S+){0,2} code(?: \S+)? in\b"
        ),
    ),
    (
        REFUSAL_INTENT,
        re.compile(
            rf"\b{_BOSS}\b.* (?:moet|moeten) (?:dat |het |dit )?(?:goedkeuren|toestaan|akkoord)|"
            rf"\b(?:mag|kan|moet|gaat|zal|als|wat als)\b.*\b{_BOSS}\b.*"
            r"\b(?:weiger\w*|nee (?:zeg\w*|knik\w*)|verbied\w*|tegenhoud\w*|afkeur\w*|goedkeur\w*|"
            r"akkoord|toestemming)"
        ),
    ),
    (
        REFUSAL_INTENT,
        re.compile(
            r"^(?:en )?(?:mag|kan|moet|mogen|kunnen|moeten) (?:ik|we) (?:dat|het|dit|haar|hem|ze)?\b ?"
            r"(?:\S+ ){0,2}(?:weiger\w*|laten (?:gaan|doen|gaan)|toestaan|nee zeggen)"
        ),
    ),
    (
        DATABASE_INTENT,
        re.compile(
            r"\b(?:staat|zit) (?:ie|hij|ze|die|dat|het|de \S+|deze \S+)\b.*\bdatabank\b|"
            r"\bhoe weet ik (?:dat|of)\b.*\bdatabank"
        ),
    ),
    (NET_INTENT, re.compile(r"\bverdien\w*\b(?: \S+){0,3} \d{3,5}\b.*\bnetto\b")),
    (
        NEXT_STEP_INTENT,
        re.compile(
            r"\b(?:wat|hoe)\b(?: \S+)? (?:moet|doe|kan|ga|begin) (?:ik|we)"
            r"(?: (?:nu|dan|best|concreet|als|eerste|eerst|maandag|morgen|hier|daar|mee|eraan|praktisch|"
            r"eigenlijk))+"
            r"(?: (?:doen|mee|aan|eerst|eerste|beginnen|concreet))*$|^(?:en )?wat eerst$|"
            r"\bwat (?:is|wordt) (?:de|mijn) (?:eerste|volgende) stap|^(?:en )?wat nu(?: eerst)?$"
        ),
    ),
    (
        READING_INTENT,
        re.compile(
            r"\b(?:niet|slecht|moeilijk|nooit|amper|moeite)\b(?: \S+){0,3} \b(?:lezen|schrijven)\b|"
            r"\b(?:lezen|schrijven|lees|schrijf)\b(?: \S+){0,4} \b(?:niet|slecht|moeilijk|lastig)\b|"
            r"\banalfabe"
        ),
    ),
)
"""Matched on the plain words without the closing mark; the first that fits counts."""

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
    found = next((name for name, pattern in _PHRASES if pattern.search(said)), None)
    if found == READING_INTENT and len(said.split()) > LONGEST_TOLD:
        return None
    if found is None and not facts and intent in WAGE_LIKE and WAGE.search(said):
        return WAGE_INTENT
    if found is None and not facts and intent in WORK_LESS_LIKE and LESS_WORK.search(said):
        return LESS_WORK_INTENT
    return found
