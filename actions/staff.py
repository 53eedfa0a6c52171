"""An employer tells of somebody who works for them: that is told of the worker, never of the employer."""

from __future__ import annotations

import re
from typing import Any

from actions.turn import Turn
from knowledge.taal import shared_reader

STAFF = ("werknemer", "uitzendkracht", "jobstudent")
OWN_BUSINESS = ("werkgever", "zelfstandige")
PERSONAL = frozenset(
    {
        *("leeftijd", "brutomaandloon", "postcode", "woongewest", "diploma", "scholingsgraad"),
        *("werkervaring_jaren", "ancienniteit_maanden", "alleenwonend", "kinderen_ten_laste", "uitkering"),
        *("tewerkstellingspercentage", "uren_per_week", "uurrooster", "onderbreking", "bijberoep"),
        *("loopbaanbegeleiding_gevolgd", "loopbaanbegeleiding_jaren_geleden", "loopbaancheques_gebruikt"),
        *("vov_uren_opgenomen", "opleidingscheques_bedrag", "vdab_ingeschreven", "verhuisd_uit_eer"),
    }
)
"""Facts of a person; those of the enterprise (sector, size, region, committee) stay the employer's."""
REGIONS = ("werkgewest", "woongewest")
WORKER = re.compile(
    r"\b(?:mijn|onze?|een|de|die|haar|zijn|mijne|men|me) (?:\S+ )?"
    r"(?:arbeiders?|arbeidster|bedienden?|werknemers?|werkneemsters?|medewerkers?|medewerksters?|personeel|mensen|"
    r"gast|gasten|jongens?|meisje|meisjes|ploeg|personeelslid|personeelsleden|bakker|kok|poetshulp|verkoopster|"
    r"verkoper|magazijnier|chauffeur|leerling|stagiair|kracht|vakman|secretaresse|boekhoudster|boekhouder|monteur)\b|"
    r"\b(?:hij|zij|ze|iemand|eentje)\b"
)
"""Somebody who works for the speaker."""
MYSELF = re.compile(
    r"(?<!\S)(?:ik|kben|kheb|kwerk|ikzelf)(?: \S+)? (?:ben|werk|heb|verdien|woon|zelf|doe)(?!\S)|"
    r"(?<!\S)(?:ben|werk|heb|verdien|woon) ik(?!\S)|(?<!\S)ik (?:ben|werk|heb|verdien|woon|zelf)(?!\S)"
)
"""Somebody speaks of themselves."""
IN_SERVICE = re.compile(
    r"\b(?:werknemer|arbeider|arbeidster|bediende|loondienst|in dienst|onder contract|interim)\b"
)
"""Somebody who says so of themselves works for another."""


def is_employer(turn: Turn) -> bool:
    """Whether somebody with an own business speaks, or came in by that door."""
    situation = turn.talk.profiel.get("statuut")
    if situation in OWN_BUSINESS:
        return turn.for_employer or turn.setting.entrance == "werkgever"
    return situation is None and turn.for_employer


def set_aside(turn: Turn, told: dict[str, Any], answered: str | None) -> dict[str, Any]:
    """Take out of `told` what is said of a worker; gives what was taken out."""
    if not is_employer(turn):
        return {}
    said = turn.said.reading
    of_worker = bool(WORKER.search(said.plain))
    alone = "zelfstandige" in (turn.talk.profiel.get("statuut"), told.get("statuut"))
    own = bool(MYSELF.search(said.plain)) or turn.said.intent == "corrigeer" or said.correction or alone
    aside = {}
    for veld in list(told):
        personal = veld in PERSONAL and veld != answered and (of_worker or not own)
        if personal or (veld == "statuut" and _is_of_staff(turn, told, answered)):
            aside[veld] = told.pop(veld)
    if of_worker and answered in REGIONS and answered in told and not _told_alone(turn, str(answered)):
        aside[str(answered)] = told.pop(str(answered))
    return aside


def _is_of_staff(turn: Turn, told: dict[str, Any], answered: str | None) -> bool:
    """Whether a situation that is told is that of somebody who works for this employer, not their own.

    What only follows from a joint committee never replaces the situation of who has their own business.
    """
    said, own = turn.said, turn.talk.profiel.get("statuut") in OWN_BUSINESS
    if "statuut" in said.reading.implied:
        return own
    if told.get("statuut") not in STAFF or answered == "statuut":
        return False
    myself = bool(MYSELF.search(said.reading.plain)) and not WORKER.search(said.reading.plain)
    corrects = said.intent == "corrigeer" or said.reading.correction
    if own:
        return not ((myself or corrects) and IN_SERVICE.search(said.reading.plain))
    return not (myself or corrects)


def _told_alone(turn: Turn, veld: str) -> bool:
    """Whether a sentence about a worker tells this by itself: their wage is no postcode of the enterprise."""
    alone = shared_reader().read(turn.said.text, today=turn.setting.on)
    return veld in {**alone.profiel, **alone.opleiding}
