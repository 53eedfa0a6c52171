"""People with a training in mind, drawn from a seed: what each would answer to every question.

The shares are rough estimates, made to compare ways of asking; they are no statistics and nothing of the law.
Facts hang together: who works half-time has half the hours, a study in higher education has credits, a hobby
is in no database. What people often do not know is left out.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from knowledge import Facts, Vocabulary
from knowledge.expressions import Value

Answers = Mapping[str, Value]
"""Field key -> what this person answers; absent: does not know."""

UNSURE: Mapping[str, float] = {
    "sector": 0.02,
    "loon_door_departement_onderwijs": 0.1,
    "uren_per_week": 0.02,
    "ancienniteit_maanden": 0.01,
    "loopbaancheques_gebruikt": 0.03,
    "loopbaanbegeleiding_jaren_geleden": 0.05,
    "onderbreking": 0.25,
    "cao_tijdskrediet": 0.65,
    "rva_onderbrekingsuitkering": 0.5,
    "zorgkrediet_maanden_voltijds": 0.04,
    "tijdskrediet_opleiding_maanden": 0.02,
    "tijdskrediet_zorg_maanden": 0.05,
    "opleiding.soort": 0.04,
    "opleiding.in_opleidingsdatabank": 0.3,
    "opleiding.contacturen": 0.15,
    "opleiding.contacturen_per_trimester": 0.4,
    "opleiding.studiepunten": 0.06,
    "opleiding.studiepunten_per_trimester": 0.3,
    "opleiding.examencontract": 0.03,
    "opleiding.erkend": 0.3,
    "opleiding.valt_binnen_werkuren": 0.03,
    "opleiding.opleidingskrediet_label": 0.6,
    "opleiding.knelpuntberoep": 0.3,
    "opleiding.leidt_tot_kwalificatie": 0.15,
    "opleiding.ondernemerschapstraject": 0.05,
    "opleiding.in_pop": 0.05,
}
"""How often people do not know the answer; what is not named they know."""

SITUATIONS = {
    "werknemer": 0.7, "uitzendkracht": 0.05, "zelfstandige": 0.09, "werkgever": 0.02, "werkzoekende": 0.09,
    "jobstudent": 0.01, "student": 0.01, "gepensioneerd": 0.01, "niet_actief": 0.02,
}  # fmt: skip
WORKING = ("werknemer", "uitzendkracht", "zelfstandige", "werkgever", "jobstudent")
SECTORS = {
    "prive": 0.58, "social_profit": 0.16, "onderwijs": 0.1, "lokale_overheid": 0.06, "vlaamse_overheid": 0.03,
    "federale_overheid": 0.04, "autonoom_overheidsbedrijf": 0.03,
}  # fmt: skip
DIPLOMAS = {
    "geen": 0.02, "lager_onderwijs": 0.03, "lager_secundair": 0.12, "hoger_secundair": 0.38,
    "gebrevetteerd_verpleegkundige": 0.01, "hbo5": 0.01, "graduaat": 0.05, "bachelor": 0.22, "master": 0.15,
    "doctoraat": 0.01,
}  # fmt: skip
KINDS = {
    "arbeidsmarktgericht": 0.42, "hoger_onderwijs": 0.17, "cvo": 0.2, "secundair_diploma": 0.05, "nt2": 0.04,
    "basiseducatie": 0.01, "examencommissie": 0.01, "evc": 0.02, "mentoropleiding": 0.01, "hobby": 0.07,
}  # fmt: skip
IN_DATABASE = {
    "arbeidsmarktgericht": 0.55, "hoger_onderwijs": 0.8, "cvo": 0.65, "secundair_diploma": 0.95, "nt2": 0.8,
    "basiseducatie": 0.8, "examencommissie": 0.1, "evc": 0.1, "mentoropleiding": 0.9, "hobby": 0.02,
}  # fmt: skip
RECOGNISED = {"arbeidsmarktgericht": 0.45, "mentoropleiding": 0.8, "hobby": 0.05, "evc": 0.7}
HOURS: Mapping[str, Sequence[int]] = {
    "arbeidsmarktgericht": (7, 14, 24, 40, 60, 120, 400),
    "cvo": (40, 80, 120, 160, 240),
    "secundair_diploma": (200, 360, 600),
    "nt2": (60, 120, 240),
    "basiseducatie": (60, 120, 240),
    "mentoropleiding": (16, 24),
    "hobby": (20, 40, 80),
    "examencommissie": (0,),
    "evc": (8, 16),
}
FULL_TIME_HOURS = (38, 38, 38, 36, 40)


def people(vocabulary: Vocabulary, count: int, seed: int) -> list[Answers]:
    """As many people as asked; the same for the same seed."""
    draw = random.Random(seed)
    return [_person(vocabulary, draw) for _ in range(count)]


def _person(vocabulary: Vocabulary, draw: random.Random) -> Answers:
    situation = _pick(draw, SITUATIONS)
    person = {"statuut": situation, **_home(draw), **_career(draw)}
    if situation in WORKING:
        person |= _work(draw, situation)
    person["uitkering"] = _benefit(draw, situation)
    person["tijdelijk_werkloos"] = situation in WORKING and person["uitkering"] == "werkloosheid"
    training = _training(draw, person)
    facts = Facts.read(vocabulary, person, training)
    unsure = {key for key, share in UNSURE.items() if draw.random() < share}
    return {key: value for key, value in facts.values.items() if key not in unsure}


def _pick(draw: random.Random, shares: Mapping[str, float]) -> str:
    return draw.choices(list(shares), list(shares.values()))[0]


def _home(draw: random.Random) -> dict[str, Any]:
    home = _pick(
        draw, {"vlaanderen": 0.9, "brussel": 0.05, "wallonie": 0.03, "eer": 0.015, "buiten_eer": 0.005}
    )
    return {
        "woongewest": home,
        "verhuisd_uit_eer": home == "wallonie" and draw.random() < 0.1,
        "alleenwonend": draw.random() < 0.3,
        "kinderen_ten_laste": draw.choices((0, 1, 2, 3), (0.5, 0.2, 0.2, 0.1))[0],
    }


def _career(draw: random.Random) -> dict[str, Any]:
    guided = draw.random() < 0.14
    facts: dict[str, Any] = {
        "diploma": _pick(draw, DIPLOMAS),
        "werkervaring_jaren": draw.choices((0, 1, 3, 5, 8, 12, 20, 30), (2, 5, 10, 10, 15, 20, 23, 15))[0],
        "loopbaanbegeleiding_gevolgd": guided,
        "loopbaancheques_gebruikt": draw.choices((0, 1, 2), (0.15, 0.4, 0.45))[0] if guided else 0,
    }
    if guided:
        facts["loopbaanbegeleiding_jaren_geleden"] = draw.choices((0, 1, 3, 5, 8), (2, 3, 3, 1, 3))[0]
    return facts


def _work(draw: random.Random, situation: str) -> dict[str, Any]:
    part = draw.choices((100, 90, 80, 75, 60, 50, 40), (0.6, 0.03, 0.16, 0.05, 0.04, 0.1, 0.02))[0]
    sector = "prive" if situation == "uitzendkracht" else _pick(draw, SECTORS)
    stopped = draw.random()
    return {
        "sector": sector,
        "loon_door_departement_onderwijs": sector == "onderwijs" and draw.random() < 0.85,
        "bijberoep": situation == "werknemer" and draw.random() < 0.05,
        "werkgewest": _pick(draw, {"vlaanderen": 0.87, "brussel": 0.1, "wallonie": 0.02, "buitenland": 0.01}),
        "tewerkstellingspercentage": part,
        "uren_per_week": round(draw.choice(FULL_TIME_HOURS) * part / 100, 1),
        "uurrooster": _pick(draw, {"vast": 0.7, "variabel": 0.3}),
        "ancienniteit_maanden": draw.choices((3, 8, 14, 24, 60, 120), (8, 10, 12, 15, 30, 25))[0],
        "aantal_werknemers": draw.choices((5, 15, 50, 250), (2, 2, 3, 4))[0],
        "onderbreking": _pick(draw, {"voltijds": 0.2, "halftijds": 0.3, "een_vijfde": 0.5}),
        "cao_tijdskrediet": draw.random() < 0.7,
        "rva_onderbrekingsuitkering": draw.random() < 0.04,
        "tijdskrediet_opleiding_maanden": 0 if stopped < 0.93 else 12,
        "tijdskrediet_zorg_maanden": draw.choices((0, 12, 24, 51), (0.78, 0.12, 0.07, 0.03))[0],
        "zorgkrediet_maanden_voltijds": draw.choices((0, 6, 18), (0.9, 0.07, 0.03))[0],
        "initiatief": "werkgever" if draw.random() < 0.17 else "werknemer",
    }


def _benefit(draw: random.Random, situation: str) -> str:
    if situation == "werkzoekende":
        return _pick(draw, {"werkloosheid": 0.65, "geen": 0.2, "inschakeling": 0.05, "leefloon": 0.1})
    return _pick(draw, {"geen": 0.95, "werkloosheid": 0.02, "ziekte": 0.03})


def _training(draw: random.Random, person: Mapping[str, Any]) -> dict[str, Any]:
    kind = _pick(draw, KINDS)
    qualifying = kind in ("hoger_onderwijs", "secundair_diploma") or draw.random() < 0.3
    in_database = draw.random() < IN_DATABASE[kind]
    by_employer = person.get("initiatief") == "werkgever"
    facts: dict[str, Any] = {
        "soort": kind,
        "in_opleidingsdatabank": in_database,
        "erkend": draw.random() < RECOGNISED.get(kind, 0.95),
        "leidt_tot_kwalificatie": qualifying,
        "knelpuntberoep": draw.random() < 0.25,
        "ondernemerschapstraject": draw.random() < 0.06,
        "opleidingskrediet_label": in_database and qualifying and draw.random() < 0.6,
        "in_pop": person["loopbaanbegeleiding_gevolgd"] and draw.random() < 0.35,
        "betaald_door": "werkgever" if draw.random() < (0.85 if by_employer else 0.1) else "werknemer",
        "valt_binnen_werkuren": draw.random() < (0.7 if by_employer else 0.25),
        "afstandsonderwijs": draw.random() < 0.1,
        "directe_kost": draw.choice((90, 180, 350, 600, 1200)),
    }
    return facts | _size(draw, kind, facts["afstandsonderwijs"])


def _size(draw: random.Random, kind: str, distance: bool) -> dict[str, Any]:
    if kind == "hoger_onderwijs":
        points = draw.choice((3, 6, 12, 20, 30, 60))
        return {
            "studiepunten": points,
            "studiepunten_per_trimester": Decimal(points) / 3,
            "examencontract": draw.random() < 0.04,
        }
    hours = draw.choice(HOURS[kind])
    facts: dict[str, Any] = {
        "contacturen": hours,
        "contacturen_per_trimester": hours // 2,
        "examencontract": False,
    }
    return facts | ({"studiepunten": 0, "studiepunten_per_trimester": 0} if distance else {})
