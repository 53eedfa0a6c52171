"""What a course really costs somebody, in Dutch: first the outcome, then what to do by when."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue.cost import CourseCost
from ..catalogue.search import price_of
from ..deadlines import Deadline
from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..packages import HOURS, MONEY, PAYER
from .benefits import amount
from .lists import and_
from .package import package_text, said

MOST_TERMS, MOST_REFUSED = 4, 2
NO_SUPPORT = "Ik vond geen steun die je voor deze opleiding kan gebruiken."
IF_EMPLOYER_PAYS = "Betaalt je werkgever? Dan kost ze jou niets."
NO_PRICE = "De prijs ken ik niet. Vraag hem aan de school."
UNSURE = "Die dag is niet zeker: vraag hem na."
EXAMPLE_DAYS = "Dit is een voorbeeld: de opleiding bestaat niet echt, en deze dagen dus ook niet."
PASSED = "Die dag is al voorbij: vraag na wat nog kan."
OTHER_AMOUNTS = "Op de startdag ({dag}) gelden andere bedragen of kan ik ze nog niet bevestigen: {naam}."
LATER = {
    "recht": "Op de startdag ({dag}) heb je er recht op: {naam}.",
    "mogelijk": "Op de startdag ({dag}) is dit nog niet zeker: {naam}.",
    "geen_recht": "Op de startdag ({dag}) heb je dit niet meer: {naam}.",
    "buiten_periode": "Op de startdag ({dag}) bestaat dit niet meer: {naam}.",
}


def cost_answer(knowledge: Knowledge, cost: CourseCost) -> list[str]:
    """A text with the price and what remains of it, and one with what to do and what does not apply."""
    best = cost.best
    first = [_price(cost), package_text(knowledge, best) if best else NO_SUPPORT]
    then = [*_terms(cost), *_refused(cost), *_later(cost)]
    return ["\n".join(first), *(["\n".join(then)] if then else [])]


def cost_in_short(cost: CourseCost) -> str:
    """The figures only, a line each; what is not known or nothing is left out."""
    best, price = cost.best, price_of(cost.course, cost.edition)
    lines = [f"Prijs: {amount(price, MONEY)}" if price is not None else ""]
    if best is not None:
        own = "niets" if best.net_cost.high == 0 else said(best.net_cost, MONEY)
        shown = (
            ("Jij betaalt", own),
            ("Vrij met loon", said(best.paid_hours, HOURS)),
            ("Je werkgever krijgt terug", said(best.employer_gets, MONEY)),
        )
        lines += [f"{label}: {words}" for label, words in shown if words]
    return "\n".join(line for line in lines if line)


def _price(cost: CourseCost) -> str:
    price = price_of(cost.course, cost.edition)
    if price is None:
        return f"**{cost.course.title}**. {NO_PRICE}"
    if price == 0:
        return f"**{cost.course.title}** is gratis."
    return f"**{cost.course.title}** kost {amount(price, MONEY)}.{_payer(cost)}"


def _payer(cost: CourseCost) -> str:
    """As long as nobody said who pays, both ends are open."""
    asks = cost.facts.get("statuut") in ("werknemer", "uitzendkracht") and PAYER not in cost.facts.values
    return f" {IF_EMPLOYER_PAYS}" if asks else ""


def _terms(cost: CourseCost) -> Iterator[str]:
    """What must be asked first, and by when, of the measures that go together."""
    members = {member.measure.id for member in cost.best.members} if cost.best else set()
    mine = [item for item in cost.deadlines if item.result.measure.id in members]
    if mine:
        yield "**Doe dit op tijd**"
        yield from (f"- {term_text(item)}" for item in mine[:MOST_TERMS])
        if cost.course.example:
            yield EXAMPLE_DAYS


def term_text(item: Deadline) -> str:
    """One thing to do, with its last day when that is known."""
    by = item.rule if item.note or not item.day else f"ten laatste op {dutch_date(item.day)}, {item.rule}"
    remarks = [item.note] if item.note else []
    if item.day is not None and item.day < item.result.on:
        remarks.append(PASSED)
    elif not item.certain:
        remarks.append(UNSURE)
    return " ".join([f"{item.what}: {by} ({item.result.measure.naam}).", *remarks])


def _refused(cost: CourseCost) -> Iterator[str]:
    """The well-known support that the course can be used with and this person cannot get, and why."""
    flagged = [result for result in cost.refused if cost.course.incentives.get(result.measure.id)]
    for result in flagged[:MOST_REFUSED]:
        failed = [reason.text for reason in result.reasons if reason.outcome == "niet_voldaan"]
        yield f"Dit krijg je niet: {result.measure.naam}. {failed[0] if failed else ''}".strip()


def _later(cost: CourseCost) -> Iterator[str]:
    start = cost.edition.start if cost.edition else None
    if start is None:
        return
    members = {member.measure.id for member in cost.best.members} if cost.best else set()
    groups: dict[str, list[str]] = {}
    for item in cost.later:
        if item.now.measure.id in members:
            same = item.now.status == item.then.status
            sentence = OTHER_AMOUNTS if same else LATER[item.then.status]
            groups.setdefault(sentence, []).append(item.then.measure.naam)
    for sentence, names in groups.items():
        yield sentence.format(dag=dutch_date(start), naam=and_(names))
