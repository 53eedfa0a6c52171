"""The best use of several measures together, in Dutch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..amounts import Amount
from ..knowledge import Knowledge
from ..packages import ASIDE, HOURS, MONEY, Package, Packages, Part, is_better
from ..relations import NO
from .benefits import amount, phrase
from .lists import and_

MOST_OPEN = 3
MOST_UNSETTLED = 3
DAYS = "dag"
"""Told by themselves: days are not added to hours."""
BEHIND = {
    "kost": "Die keuze kost je meer, of de kost is minder zeker.",
    "uren": "Die keuze geeft je minder uren vrij met loon.",
    "inkomen": "Die keuze geeft je minder geld per maand.",
}


def package_answer(knowledge: Knowledge, found: Packages, most: int = 2) -> list[str]:
    """A text for each of the best packages, and for what is still open when that would be better."""
    told = [
        package_text(knowledge, package, first=not number)
        for number, package in enumerate(found.certain[:most])
    ]
    best = found.certain[:1]
    perhaps = [package for package in found.possible if all(is_better(package, sure) for sure in best)]
    told += [package_text(knowledge, package) for package in perhaps[:1]]
    return told or ["Ik vond nog geen steun die je voor deze opleiding kan combineren."]


def package_text(knowledge: Knowledge, package: Package, *, first: bool = True) -> str:
    """What is in a package, what it brings, and what is not certain about it."""
    names = and_(member.measure.naam for member in package.members)
    lines = [f"**{_heading(package, first)}**: {names}.", *(f"- {line}" for line in _brings(package))]
    if not first and package.behind:
        lines.append(BEHIND[package.behind])
    return "\n".join([*lines, *_to_mind(knowledge, package)])


def _heading(package: Package, first: bool) -> str:
    alone = len(package.members) == 1
    if not package.certain:
        return "Misschien kan dit" if alone else "Misschien kan dit samen"
    if not first:
        return "Dit kan ook"
    return "Dit kan je gebruiken" if alone else "Dit past het best samen"


def _brings(package: Package) -> Iterator[str]:
    yield _cost(package)
    later = said(package.paid_back_later, MONEY)
    if later:
        yield f"Achteraf kan je {later} terugkrijgen."
    hours = said(package.paid_hours, HOURS)
    if hours:
        yield f"Je kan {hours} wegblijven van je werk met loon."
    income = said(package.monthly_income, MONEY)
    if income:
        yield f"Je krijgt {income} bruto per maand terwijl je minder werkt."
    employer = said(package.employer_gets, MONEY)
    if employer:
        yield f"Je werkgever krijgt {employer} terug."
    yield from (_own_words(part) for part in package.parts if part.kind in ASIDE or part.unit == DAYS)


def _cost(package: Package) -> str:
    if package.net_cost.high is None:
        return "Wat je zelf betaalt, kan ik niet berekenen. De prijs van de opleiding ken ik nog niet."
    if package.net_cost.high == 0:
        return "Jij betaalt niets voor de opleiding."
    price = said(package.price, MONEY) if package.price.known else ""
    of = f" van de {price}" if price and package.net_cost.high != package.price.high else ""
    return f"Jij betaalt {said(package.net_cost, MONEY)}{of} voor de opleiding."


def _own_words(part: Part) -> str:
    value = part.result.benefit[part.benefit.key]
    return f"{part.result.measure.naam}: {phrase(part.benefit.words, value)}."


def said(value: Amount, unit: str) -> str:
    """An amount in words, or nothing when nothing is known of it or it is nothing."""
    if value.high is None:
        return f"minstens {amount(value.low, unit)}" if value.low else ""
    if value.known:
        return amount(value.high, unit) if value.high else ""
    if not value.low:
        return f"hoogstens {amount(value.high, unit)}"
    return f"tussen {amount(value.low, unit)} en {amount(value.high, unit)}"


def _to_mind(knowledge: Knowledge, package: Package) -> Iterator[str]:
    for pair in package.hours:
        both = f"{pair.one.measure.naam} en {pair.other.measure.naam}"
        known = "Niet voor dezelfde uren" if pair.answer == NO else "Misschien niet voor dezelfde uren"
        yield f"{known}: {both}."
    questions = _questions(knowledge, package)
    if questions:
        yield f"Dit wil ik nog weten: {' '.join(questions)}"
    if package.unsettled:
        others = and_(item.result.measure.naam for item in package.unsettled[:MOST_UNSETTLED])
        yield f"Of dit er nog bij mag, heb ik niet gevonden: {others}. Vraag het na."
    if package.certainty == "onzeker":
        yield "Niet alles hierin is zeker. Kijk de details na voor je beslist."


def _questions(knowledge: Knowledge, package: Package) -> Sequence[str]:
    asked = (knowledge.answered_by[key].kort for key in package.missing if key in knowledge.answered_by)
    return list(dict.fromkeys(asked))[:MOST_OPEN]
