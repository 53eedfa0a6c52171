"""An employer tells of somebody who works for them: that is told of the worker, never of the employer."""

from __future__ import annotations

from typing import Any

from actions.turn import Turn
from knowledge.taal import shared_reader
from knowledge.taal.signals import signal

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
WORKER = signal("personeel", "werknemer")
"""Somebody who works for the speaker."""
MYSELF = signal("personeel", "ikzelf")
"""Somebody speaks of themselves."""
ASSOCIATION = signal("personeel", "vereniging")
"""Who speaks for an association employs people and is never self-employed."""
EMPLOYS = signal("personeel", "stelt_tewerk")
"""Who has employees is an employer, and is not asked whether they are one."""
MANAGES = signal("personeel", "beheert_personeel")
"""Who arranges things for the staff speaks for the employer."""
AGE = signal("personeel", "leeftijd")
"""How old somebody is of whom is told: "mijn metser is 45"."""
HEADS = signal("personeel", "hoofden")
STAFF_COUNT, CHILDREN = "aantal_werknemers", "kinderen_ten_laste"
IN_SERVICE = signal("personeel", "in_dienst")
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
    _heads(turn, told)
    of_worker = bool(WORKER.search(said.plain))
    alone = "zelfstandige" in (turn.talk.profiel.get("statuut"), told.get("statuut"))
    own = bool(MYSELF.search(said.plain)) or turn.said.intent == "corrigeer" or said.correction or alone
    aside = {}
    for veld in list(told):
        personal = veld in PERSONAL and veld != answered and (of_worker or not own)
        if personal or (veld == "statuut" and _is_of_staff(turn, told, answered)):
            aside[veld] = told.pop(veld)
    age = AGE.search(said.plain) if of_worker or not own else None
    if age is not None and "leeftijd" not in {**told, **aside}:
        aside["leeftijd"] = int(age["jaren"])
    if of_worker and answered in REGIONS and answered in told and not _told_alone(turn, str(answered)):
        aside[str(answered)] = told.pop(str(answered))
    _implied_situation(turn, told, own)
    return aside


def _heads(turn: Turn, told: dict[str, Any]) -> None:
    """ "2 gasten" in an enterprise are no children: they work there."""
    counted = HEADS.search(turn.said.reading.plain)
    if counted is None or "kind" in turn.said.reading.plain:
        return
    told.pop(CHILDREN, None)
    if STAFF_COUNT not in turn.talk.profiel:
        told.setdefault(STAFF_COUNT, int(counted["aantal"]))


def _implied_situation(turn: Turn, told: dict[str, Any], own: bool) -> None:
    """Who comes in as an employer and speaks for an association is one; it is read back."""
    known = turn.talk.profiel.get("statuut") or told.get("statuut")
    if known is not None or turn.setting.entrance != "werkgever":
        return
    plain = turn.said.reading.plain
    employs = told.get(STAFF_COUNT) and EMPLOYS.search(plain) and "zelfstandig" not in plain
    if (ASSOCIATION.search(plain) and not own) or employs or MANAGES.search(plain):
        told["statuut"] = "werkgever"


def _is_of_staff(turn: Turn, told: dict[str, Any], answered: str | None) -> bool:
    """Whether a situation that is told is that of somebody who works for this employer, not their own.

    What only follows from a joint committee never tells the situation of who asks for an enterprise.
    """
    said, own = turn.said, turn.talk.profiel.get("statuut") in OWN_BUSINESS
    if "statuut" in said.reading.implied:
        return True
    plain = said.reading.plain
    of_worker = bool(WORKER.search(plain))
    if told.get("statuut") in OWN_BUSINESS or (
        answered == "statuut" and not of_worker and " en " not in plain
    ):
        return False
    myself = bool(MYSELF.search(plain)) and not of_worker
    corrects = said.intent == "corrigeer" or said.reading.correction
    if own:
        return not ((myself or corrects) and IN_SERVICE.search(plain))
    return not (myself or corrects)


def _told_alone(turn: Turn, veld: str) -> bool:
    """Whether a sentence about a worker tells this by itself: their wage is no postcode of the enterprise."""
    alone = shared_reader().read(turn.said.text, today=turn.setting.on)
    return veld in {**alone.profiel, **alone.opleiding}
