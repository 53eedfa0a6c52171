"""The best use of several measures together, for one person and one training.

A package is a set of measures that may all be used together and to which none can be added. What is not known
to go together is never assumed to: it is named beside the package. What a benefit is worth in a package is
said in the data (`telt_als`). Amounts are ranges, so that what is unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from .amounts import FREE, Amount, anything_of, at_most, covered_by, total
from .assessment import Assessment, MeasureResult
from .dated import ParameterUse
from .expressions import Env, Value
from .facts import Facts
from .knowledge import Knowledge
from .largest_sets import largest_sets
from .measures import Benefit, Measure
from .relations import DOES_NOT_APPLY, NO, UNKNOWN, YES
from .sources import Source

PRICE, PAYER, EMPLOYER = "opleiding.directe_kost", "opleiding.betaald_door", "werkgever"
STATUS, OWN_FIRM = "statuut", ("werkgever", "zelfstandige")
"""Who pays out of the own firm, whoever is named as the payer."""
ONLY_TOLD = ("", "alleen_melden")
BY_LAW = "prijs"
ASIDE = ("begeleiding", "eigen_kost")
TAKES_TIME = ("tijd_met_loon", "tijd_zonder_loon")
MONEY, HOURS = "EUR", "uur"
PERHAPS = ("recht", "mogelijk")


def is_beside(measure: Measure) -> bool:
    """Whether a measure pays for guidance or a test, and nothing of a training itself."""
    kinds = {benefit.counts_as for benefit in measure.benefits}
    return bool(kinds & {*ASIDE}) and kinds <= {*ASIDE, *ONLY_TOLD}


@dataclass(frozen=True, eq=False)
class Part:
    """What one benefit of one measure brings, and what that rests on."""

    result: MeasureResult
    benefit: Benefit
    amount: Amount
    parameters: tuple[ParameterUse, ...]
    """The legal values in it."""
    sources: tuple[Source, ...]

    @property
    def kind(self) -> str:
        """What it is worth."""
        return self.benefit.counts_as

    @property
    def unit(self) -> str:
        """Of its amount."""
        return self.benefit.words.unit

    @property
    def conditions(self) -> tuple[str, ...]:
        """The ids of the conditions that make the person get it."""
        return tuple(reason.condition.id for reason in self.result.reasons)


@dataclass(frozen=True, eq=False)
class Hours:
    """Two measures of the package that both take time: not, or perhaps not, for the same hours."""

    one: MeasureResult
    other: MeasureResult
    answer: str
    toelichting: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, eq=False)
class Unsettled:
    """A measure that would suit too, if only it were known to go together with these of the package."""

    result: MeasureResult
    beside: tuple[MeasureResult, ...]


@dataclass(frozen=True, eq=False)
class Package:
    """Measures that may all be used together for this training, and what they bring."""

    members: tuple[MeasureResult, ...]
    parts: tuple[Part, ...]
    price: Amount
    """Of the training, for the person."""
    net_cost: Amount
    """What the person pays in the end, what is paid back afterwards left out."""
    paid_back_later: Amount
    """Never more than was paid, and never certain beforehand."""
    paid_hours: Amount
    """Off work with pay."""
    monthly_income: Amount
    employer_gets: Amount
    hours: tuple[Hours, ...]
    unsettled: tuple[Unsettled, ...]
    behind: str = ""
    """What makes it come after the package before it: `kost`, `uren`, `inkomen`; empty when nothing does."""

    @property
    def certain(self) -> bool:
        """Whether the person is entitled to all of it."""
        return all(member.status == "recht" for member in self.members)

    @property
    def certainty(self) -> str:
        """`onzeker` as soon as one of its measures is."""
        return "onzeker" if any(item.certainty == "onzeker" for item in self.members) else "bevestigd"

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the fields on which it still depends."""
        return tuple(dict.fromkeys(key for member in self.members for key in member.missing))


@dataclass(frozen=True, eq=False)
class Packages:
    """Best first: what the person can certainly combine, and what is still open."""

    certain: tuple[Package, ...]
    possible: tuple[Package, ...]


def packages(knowledge: Knowledge, assessment: Assessment, facts: Facts) -> Packages:
    """Every package of the judged measures, for these facts."""
    offered = tuple(result for result in assessment.results if not result.measure.comparison)
    maker = _Maker(knowledge, facts.known, replace(assessment, results=offered))
    entitled = [result for result in maker.choices if result.status == "recht"]
    perhaps = [result for result in maker.choices if result.status in PERHAPS]
    return Packages(
        certain=_in_order(maker.packages(entitled)),
        possible=_in_order(package for package in maker.packages(perhaps) if not package.certain),
    )


class _Maker:
    """Makes the packages of one person."""

    def __init__(self, knowledge: Knowledge, env: Env, assessment: Assessment) -> None:
        self.knowledge, self.env = knowledge, env
        self.parts: dict[str, tuple[Part, ...]] = {
            result.measure.id: tuple(self._parts(result))
            for result in assessment.results
            if result.status in PERHAPS
        }
        self.choices = [
            result
            for result in assessment.results
            if {part.kind for part in self.parts.get(result.measure.id, ())} != {BY_LAW}
        ]
        """What one can use or leave; a price set by law is neither."""
        self.prices = tuple(
            part
            for parts in self.parts.values()
            for part in parts
            if part.kind == BY_LAW and part.result.status == "recht" and part.result not in self.choices
        )

    def packages(self, results: Sequence[MeasureResult]) -> Iterator[Package]:
        """The packages of these measures that bring anything."""
        by_id = {result.measure.id: result for result in results}
        answers = {
            frozenset(pair): self.knowledge.combination(*pair).for_training(self.env)
            for pair in combinations(by_id, 2)
        }
        friends = {
            one: {other for other in by_id if answers.get(frozenset((one, other))) == YES} for one in by_id
        }
        for names in largest_sets(friends):
            members = tuple(result for name, result in by_id.items() if name in names)
            if any(self._helps(name) for name in names):
                yield self._package(members, tuple(self._unsettled(members, by_id, answers)))

    def _parts(self, result: MeasureResult) -> Iterator[Part]:
        """What the benefits of a measure bring."""
        subject = self.knowledge.on(result.measure.id, result.on)
        env = {**self.env, **subject.own.values}
        for benefit in result.measure.benefits:
            told = benefit.key in result.benefit and benefit.counts_as not in ONLY_TOLD
            counts = benefit.counts_if is None or benefit.counts_if.evaluate(env)
            if not told or counts is False:
                continue
            amount = _amount(result, benefit)
            names = sorted(benefit.formula.parameters & subject.own.rows.keys())
            cited = subject.benefit_sources[benefit.key]
            yield Part(
                result,
                benefit,
                amount if counts and result.status == "recht" else at_most(amount),
                tuple(
                    ParameterUse(name, parameter.description, parameter.unit_name, subject.own.rows[name])
                    for name in names
                    for parameter in (result.measure.parameters[name],)
                ),
                tuple(result.measure.sources[name] for name in dict.fromkeys(cited)),
            )

    def _unsettled(
        self,
        members: Sequence[MeasureResult],
        by_id: Mapping[str, MeasureResult],
        answers: Mapping[frozenset[str], str],
    ) -> Iterator[Unsettled]:
        inside = {member.measure.id: member for member in members}
        for name, result in by_id.items():
            if name in inside or not self._helps(name):
                continue
            found = {other: answers[frozenset((name, other))] for other in inside}
            if NO not in found.values():
                beside = (inside[other] for other, answer in found.items() if answer == UNKNOWN)
                yield Unsettled(result, tuple(beside))

    def _helps(self, name: str) -> bool:
        """Whether the measure brings something for the training itself."""
        return any(part.kind not in ASIDE for part in self.parts[name])

    def _package(self, members: tuple[MeasureResult, ...], unsettled: tuple[Unsettled, ...]) -> Package:
        mine = tuple(part for member in members for part in self.parts[member.measure.id])
        parts = (*mine, *self.prices)
        hours = tuple(self._same_hours(members, parts))
        price = self._price([part.amount for part in _of(parts, BY_LAW, MONEY)])
        net_cost = _net_cost(price, mine)
        later = total(at_most(part.amount) for part in _of(mine, "terug_achteraf", MONEY))
        paid = [part.amount for part in _of(parts, "tijd_met_loon", HOURS)]
        return Package(
            members=members,
            parts=parts,
            price=price,
            net_cost=net_cost,
            paid_back_later=later.no_more_than(net_cost),
            paid_hours=covered_by(paid) if hours else total(paid),
            monthly_income=total(part.amount for part in _of(parts, "inkomen_per_maand", MONEY)),
            employer_gets=total(part.amount for part in _of(parts, "terug_naar_werkgever", MONEY)),
            hours=hours,
            unsettled=unsettled,
        )

    def _price(self, set_by_law: Sequence[Amount]) -> Amount:
        """What the person would pay without the other measures: as told, or else as the law sets it."""
        own_firm = self.env.get(STATUS) in OWN_FIRM
        payer = self.env.get(PAYER)
        if payer == EMPLOYER and not own_firm:
            return FREE
        stated = _number(self.env.get(PRICE))
        by_law = [amount for amount in set_by_law if amount.high is not None]
        price = anything_of(by_law) if stated is None else Amount.exactly(stated)
        return price if payer is not None or own_firm else at_most(price)

    def _same_hours(self, members: Sequence[MeasureResult], parts: Sequence[Part]) -> Iterator[Hours]:
        """The pairs that both take time and are not known to be allowed for the same hours."""
        taking = {part.result.measure.id for part in parts if part.kind in TAKES_TIME}
        for one, other in combinations([m for m in members if m.measure.id in taking], 2):
            known = self.knowledge.combination(one.measure.id, other.measure.id)
            if known.same_hours not in (YES, DOES_NOT_APPLY):
                yield Hours(one, other, known.same_hours, known.toelichting, known.sources)


def _net_cost(price: Amount, parts: Sequence[Part]) -> Amount:
    """The price less the discounts, or what a measure of the package makes of it."""
    reduced = price.less(covered_by([part.amount for part in _of(parts, "korting", MONEY)]))
    fixed = _of(parts, "eigen_prijs", MONEY)
    certain = [part.amount for part in fixed if part.result.status == "recht"]
    return anything_of(certain) if certain else anything_of([reduced, *(part.amount for part in fixed)])


def _amount(result: MeasureResult, benefit: Benefit) -> Amount:
    """The value of a benefit; an amount per hour times the hours of the same measure."""
    value = _number(result.benefit[benefit.key])
    if value is not None and benefit.words.per:
        times = _number(result.benefit.get(benefit.words.per))
        value = None if times is None else value * times
    return Amount.unknown() if value is None else Amount.exactly(value)


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _of(parts: Iterable[Part], kind: str, unit: str) -> list[Part]:
    return [part for part in parts if part.kind == kind and part.unit == unit]


# ---------------------------------------------------------------- order
def _in_order(found: Iterable[Package]) -> tuple[Package, ...]:
    """The cheapest first, then the most hours with pay, then the most income."""
    ordered = sorted(found, key=lambda package: (*_ranks(package).values(), _names(package)))
    return tuple(
        replace(package, behind=_behind(package, before))
        for before, package in zip([None, *ordered], ordered, strict=False)
    )


def _ranks(package: Package) -> dict[str, tuple[Decimal | int, ...]]:
    """What counts, in its order; smaller is better. An unknown cost comes after every known one."""
    cost = package.net_cost
    discounts = len(_of(package.parts, "korting", MONEY))
    return {
        "kost": (cost.high is None, cost.high or 0, cost.low, -discounts),
        "uren": (-package.paid_hours.low, package.paid_hours.high is not None),
        "inkomen": (-package.monthly_income.low, package.monthly_income.high is not None),
        "": (-len(package.members),),
    }


def _behind(package: Package, before: Package | None) -> str:
    """The first thing in which it is worse than the package before it."""
    if before is None:
        return ""
    mine, other = _ranks(package), _ranks(before)
    return next((aspect for aspect in mine if mine[aspect] != other[aspect]), "")


def is_better(package: Package, than: Package) -> bool:
    """Whether it would come first."""
    return tuple(_ranks(package).values()) < tuple(_ranks(than).values())


def _names(package: Package) -> tuple[str, ...]:
    return tuple(member.measure.id for member in package.members)
