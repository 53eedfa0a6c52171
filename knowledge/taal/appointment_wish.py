"""What a message wants with an appointment: make, move or call it off, or hear when it is."""

from __future__ import annotations

import re

from .moments import plain

_CANCEL = re.compile(
    r"\bannul\w+|\bcancel\w*|\bschrap\w*|\bafze[gt]\w*|\bafgezegd\b|\bze[gt]\w* .*\baf\b"
    r"|\bgaat niet door\b|\bniet (?:meer )?doorgaan\b|\bgeen afspraak meer\b|\bafspraak niet meer\b"
    r"|\bniet meer nodig\b|\bkom (?:(?:toch|morgen|\w+dag) )*niet\b"
    r"(?! (?:meer )?(?:rond|toe|uit|verder|vooruit|over|aan|in aanmerking)\b)"
    r"|\b(?:kan|wil) (?:\S+ ){0,3}niet (?:meer )?komen\b"
)
_MOVE = re.compile(
    r"\bver(?:zet(?!je)|plaats|schuif|schoven|schuiv|leg(?!en\b))\w*|\bomboek\w*|\buitstel\w*|\bopschui\w+|\bopgeschoven\b"
    r"|\banders?e? (?:moment|uur|dag|tijd)\w*|\bafspraak (?:\S+ ){0,4}(?:later|vroeger|eerder)\b"
    r"|\b(?:later|vroeger) (?:komen|doen)\b"
)
_WHEN = re.compile(
    r"\b(?:hoe laat|wanneer|welke dag|welk uur|waar)\b(?=.*\bafspraak\b)"
    r"|\bafspraak (?:bevestig|nakijk|bekijk)\w*|\bmijn code\b"
)
_NAMED = re.compile(r"\b\w*afspra(?:ak|ken)\b")
_CLAUSES = re.compile(r"[,;.]|\b(?:want|omdat|doordat|wegens|aangezien)\b")
_MAKE = re.compile(
    r"\bafspraak (?:te )?(?:maken|krijgen|boeken|vastleggen)\b|\bmaak\w* (?:\S+ ){0,2}afspraak\b"
)
_OTHER_OBJECT = re.compile(
    r"\b(?:opleiding|cursus|les|studie|vorming|examen|stage|gegevens|profiel|contract|job|verlof|krediet"
    r"|aanvraag|inschrijving|cheque|zoekopdracht|filter|antwoord|vraag|leeftijd|nummer|alles)(?:en|s|sen|ken|ques)?\b"
    r"|\bmijn (?!\w*afspra|moment|uur|dag|komst|code|beurt|gesprek)\w+"
)
"""What is moved, called off or wiped, when that is no appointment."""


def wanted_of(text: str) -> str:
    """What a message about an appointment wants: `annuleer`, `verzet`, `stand`, or `maak`."""
    said = plain(text)
    for wanted, words in (("verzet", _MOVE), ("annuleer", _CANCEL)):
        if words.search(said):
            return "maak" if _is_of_something_else(said, words) else wanted
    return "stand" if _WHEN.search(said) else "maak"


def _is_of_something_else(said: str, words: re.Pattern[str]) -> bool:
    """Whether something else is moved or called off: in the clause that says so, not in the reason for it."""
    asked = next((clause for clause in _CLAUSES.split(said) if words.search(clause)), said)
    named = _NAMED.search(asked) is not None and _MAKE.search(asked) is None
    return not named and _OTHER_OBJECT.search(asked) is not None
