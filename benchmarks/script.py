"""What the measured visitors say: ten short messages, over and over, so that every window holds the same."""

from __future__ import annotations

from typing import Any

# The starter's own stories and rules: a good day, a bad day that gets better, one that does not, a goodbye.
STARTER_LOOP = (
    "hi",
    "i am great",
    "are you a bot?",
    "hello",
    "i feel sad",
    "yes",
    "good morning",
    "i am very sad",
    "no",
    "bye",
)

ANSWER = "<antwoord op de vraag>"
LOOP = (
    "hallo, ik werk als bediende bij een privébedrijf in {town}",
    ANSWER,
    "waarom wil je dat weten?",
    ANSWER,
    "wat is Vlaams opleidingsverlof?",
    ANSWER,
    "eigenlijk werk ik maar {share}",
    ANSWER,
    "hoeveel kost een opleidingscheque?",
    ANSWER,
)
# Said when ANSWER is due and nothing is asked: a visitor who adds and corrects after the overview.
ADDITIONS = (
    "ik ben {age} jaar",
    "de opleiding duurt {hours} uur",
    "ik heb een bachelor",
    "ik woon in {town}",
    "de opleiding kost {price} euro",
)
TOWNS = ("Gent", "Aalst", "Mechelen", "Hasselt", "Brugge", "Brussel", "Leuven")
SHARES = ("4/5", "halftijds", "90 procent")
UNKNOWN = "weet ik niet"
ANSWERS = {
    "statuut": "ik ben werknemer",
    "bijberoep": "nee",
    "tijdelijk_werkloos": "nee",
    "diploma": "hoger secundair onderwijs",
    "sector": "een privébedrijf",
    "werkgewest": "in Vlaanderen",
    "woongewest": "ik woon in Vlaanderen",
    "tewerkstellingspercentage": "80 procent",
    "uren_per_week": "{week} uur per week",
    "uurrooster": "een vast uurrooster",
    "leeftijd": "{age} jaar",
    "ancienniteit_maanden": "{years} jaar",
    "aantal_werknemers": "een vijftigtal",
    "initiatief": "op eigen initiatief",
    "alleenwonend": "nee",
    "kinderen_ten_laste": "twee kinderen",
    "werkervaring_jaren": "al {years} jaar",
    "loopbaancheques_gebruikt": "nog geen enkele",
    "loopbaanbegeleiding_gevolgd": "nee",
    "vov_uren_opgenomen": "nog geen",
    "opleidingscheques_bedrag": "nog niets",
    "titel": "boekhouden",
    "in_opleidingsdatabank": "ja",
    "contacturen": "{hours} uur",
    "directe_kost": "{price} euro",
    "betaald_door": "ik betaal zelf",
    "valt_binnen_werkuren": "nee",
}


def starter_line(turn: int) -> str:
    """What the starter's visitor says in this turn (from 0)."""
    return STARTER_LOOP[turn % len(STARTER_LOOP)]


def visitor(number: int) -> dict[str, object]:
    """What sets this visitor apart, so that no answer given to one can serve another."""
    return {
        "town": TOWNS[number % len(TOWNS)],
        "share": SHARES[number % len(SHARES)],
        "age": 24 + number % 38,
        "years": 1 + number % 23,
        "week": 20 + number % 11,
        "hours": 34 + number,
        "price": 150 + 10 * number,
    }


def service_line(turn: int, answer: dict[str, Any], number: int = 0) -> str:
    """What our visitor with this number says in this turn (from 0), given the service's last answer."""
    return _line(turn, answer).format(**visitor(number))


def _line(turn: int, answer: dict[str, Any]) -> str:
    line = LOOP[turn % len(LOOP)]
    if line is not ANSWER:
        return line
    asked = (answer.get("vraag") or {}).get("veld")
    if asked is None:
        return ADDITIONS[turn // 2 % len(ADDITIONS)]
    return ANSWERS.get(asked, UNKNOWN)
