"""The best use of several measures together: which sets, what they bring, what stays unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge, answers
from knowledge.amounts import FREE, Amount, anything_of, at_most, covered_by, total
from knowledge.largest_sets import largest_sets
from knowledge.packages import Package, Packages, packages
from knowledge.relations import YES

from .profiles import DATES, people
from .support import MEASURE, SmallData, real_knowledge

SEVEN = (
    "vov", "vov_gir", "opleidingscheques", "loopbaancheque", "vok", "tijdskrediet_opleiding",
    "zorgkrediet_opleiding",
)  # fmt: skip
WORKER: dict[str, Any] = {
    "statuut": "werknemer",
    "sector": "prive",
    "werkgewest": "vlaanderen",
    "woongewest": "vlaanderen",
    "tewerkstellingspercentage": 100,
    "uren_per_week": 38,
    "diploma": "hoger_secundair",
    "initiatief": "werknemer",
}
COURSE: dict[str, Any] = {
    "in_opleidingsdatabank": True,
    "contacturen": 40,
    "directe_kost": 400,
    "betaald_door": "werknemer",
}
LEAVE: dict[str, Any] = {
    **WORKER,
    "ancienniteit_maanden": 36,
    "onderbreking": "een_vijfde",
    "tijdskrediet_opleiding_maanden": 0,
    "tijdskrediet_zorg_maanden": 0,
    "rva_onderbrekingsuitkering": True,
}
LONG: dict[str, Any] = {
    **COURSE,
    "contacturen": 400,
    "erkend": True,
    "leidt_tot_kwalificatie": True,
}
AUTUMN_2021, AUTUMN_2024 = date(2021, 10, 1), date(2024, 10, 1)


def found(
    knowledge: Knowledge, profile: dict[str, Any], training: dict[str, Any], on: date = AUTUMN_2024
) -> Packages:
    """The packages of the measures that have long been there."""
    facts = knowledge.facts(profile, training)
    return packages(knowledge, knowledge.assess(facts, on, SEVEN), facts)


def names(package: Package) -> set[str]:
    """The ids of its measures."""
    return {member.measure.id for member in package.members}


def exactly(value: float | str) -> Amount:
    """A known amount."""
    return Amount.exactly(Decimal(str(value)))


# ---------------------------------------------------------------- what it brings
@pytest.mark.parametrize(
    ("training", "net_cost"),
    [
        ({**COURSE, "directe_kost": 180}, 90),  # OC 1.5-1
        (COURSE, 275),  # OC 1.5-2: half of 250, and 150 above the ceiling
        ({**COURSE, "directe_kost": 250}, 125),  # OC 1.5-3
        ({**COURSE, "soort": "hoger_onderwijs", "studiepunten": 30, "directe_kost": 600}, 350),  # OC 1.5-4
        ({**COURSE, "directe_kost": 0}, 0),
    ],
)
def test_the_net_cost_is_the_price_less_what_flanders_pays(
    knowledge: Knowledge, training: dict[str, Any], net_cost: int
) -> None:
    (best,) = found(knowledge, WORKER, training).certain
    assert names(best) == {"vov", "opleidingscheques"}
    assert (best.price, best.net_cost) == (exactly(training["directe_kost"]), exactly(net_cost))


def test_a_low_schooled_learner_of_dutch_pays_nothing(knowledge: Knowledge) -> None:
    training = {**COURSE, "soort": "nt2", "contacturen": 120, "directe_kost": 90}
    (best,) = found(knowledge, {**WORKER, "diploma": "geen"}, training).certain  # OC 1.5-17
    assert best.net_cost == FREE
    assert "Jij betaalt niets" in answers.package_answer(knowledge, Packages((best,), ()))[0]


def test_the_hours_and_what_the_employer_gets(knowledge: Knowledge) -> None:
    (best,) = found(knowledge, WORKER, COURSE).certain
    assert (best.paid_hours, best.employer_gets) == (exactly(40), exactly("852"))
    assert best.certain and best.certainty == "bevestigd" and best.missing == ()


def test_income_adds_up_as_far_as_it_is_known(knowledge: Knowledge) -> None:
    (best,) = found(knowledge, LEAVE, LONG, AUTUMN_2021).certain
    assert names(best) >= {"vok", "tijdskrediet_opleiding", "vov", "opleidingscheques"}
    assert best.monthly_income == Amount(Decimal("175.03"), None)  # the benefit of the RVA was not found
    assert best.certainty == "onzeker"


def test_who_gets_no_benefit_of_the_rva_has_no_income_from_it(knowledge: Knowledge) -> None:
    part_time = {
        **LEAVE,
        "tewerkstellingspercentage": 80,
        "onderbreking": "halftijds",
        "cao_tijdskrediet": True,
    }
    best = found(knowledge, {**part_time, "rva_onderbrekingsuitkering": False}, LONG).certain[0]
    leave = [part for part in best.parts if part.result.measure.id == "tijdskrediet_opleiding"]
    assert [part.kind for part in leave] == ["tijd_zonder_loon"] and best.monthly_income == FREE


def test_every_part_says_on_what_it_rests(knowledge: Knowledge) -> None:
    (best,) = found(knowledge, WORKER, COURSE).certain
    discount = next(part for part in best.parts if part.kind == "korting")
    assert discount.amount == exactly(125) and "OC-C3" in discount.conditions
    assert {"plafond", "aandeel_vlaanderen"} <= {use.name for use in discount.parameters}
    assert discount.sources and all(source.title for source in discount.sources)


# ---------------------------------------------------------------- what stays unknown
def test_an_unknown_price_stays_unknown(knowledge: Knowledge) -> None:
    training = {key: value for key, value in COURSE.items() if key != "directe_kost"}
    (best,) = found(knowledge, WORKER, training).certain
    assert best.price == best.net_cost == Amount.unknown()
    assert "kan ik niet berekenen" in answers.package_answer(knowledge, Packages((best,), ()))[0]


def test_an_unknown_discount_leaves_a_bound(knowledge: Knowledge) -> None:
    (best,) = found(knowledge, WORKER, COURSE, date(2025, 10, 1)).certain
    assert best.net_cost == Amount(Decimal(0), Decimal(400))
    assert "hoogstens 400 euro" in answers.package_answer(knowledge, Packages((best,), ()))[0]


def test_who_pays_decides_the_price(knowledge: Knowledge) -> None:
    employer = found(knowledge, WORKER, {**COURSE, "betaald_door": "werkgever"}).certain[0]
    assert names(employer) == {"vov"} and employer.net_cost == FREE
    unsaid = {key: value for key, value in COURSE.items() if key != "betaald_door"}
    assert found(knowledge, WORKER, unsaid).certain[0].price == Amount(Decimal(0), Decimal(400))


def test_what_is_only_possible_stands_apart_and_counts_from_nothing(knowledge: Knowledge) -> None:
    profile = {key: value for key, value in WORKER.items() if key != "woongewest"}
    facts = knowledge.facts(profile, COURSE)
    both = packages(knowledge, knowledge.assess(facts, AUTUMN_2024, ["vov", "opleidingscheques"]), facts)
    (best,), (perhaps,) = both.certain, both.possible
    assert names(best) == {"vov"} and names(perhaps) == {"vov", "opleidingscheques"}
    assert perhaps.net_cost == Amount(Decimal(275), Decimal(400)) and perhaps.missing == ("woongewest",)
    told = answers.package_answer(knowledge, both)
    assert "tussen 275 euro en 400 euro" in told[1] and "waar woon je?" in told[1]


# ---------------------------------------------------------------- what may be together
def test_two_leaves_for_one_training_are_a_choice(knowledge: Knowledge) -> None:
    facts = knowledge.facts({**WORKER, "initiatief": "werkgever"}, COURSE)
    both = packages(knowledge, knowledge.assess(facts, AUTUMN_2024, ["vov", "vov_gir"]), facts)
    assert [names(package) for package in both.certain] == [{"vov"}, {"vov_gir"}]


def test_leave_hours_and_time_credit_are_not_assumed_to_be_the_same_hours(knowledge: Knowledge) -> None:
    (best,) = found(knowledge, LEAVE, LONG, AUTUMN_2021).certain
    assert [(pair.one.measure.id, pair.other.measure.id) for pair in best.hours] == [
        ("vov", "tijdskrediet_opleiding")
    ]
    assert "Misschien niet voor dezelfde uren" in answers.package_answer(knowledge, Packages((best,), ()))[0]


def test_who_stops_working_has_no_hours_for_leave(knowledge: Knowledge) -> None:
    stopped = {**LEAVE, "onderbreking": "voltijds", "cao_tijdskrediet": True}
    first, second = found(knowledge, stopped, LONG, AUTUMN_2021).certain
    assert names(first) == {"vov", "opleidingscheques"}
    assert names(second) == {"opleidingscheques", "vok", "tijdskrediet_opleiding"}
    assert (first.behind, second.behind) == ("", "uren")
    told = answers.package_answer(knowledge, Packages((first, second), ()))
    assert told[1].startswith("**Dit kan ook**") and "minder uren" in told[1]


def test_what_is_not_known_to_go_together_is_named_not_assumed(knowledge: Knowledge) -> None:
    facts = knowledge.facts({**WORKER, "aantal_werknemers": 50}, COURSE)
    wanted = ["opleidingscheques", "individueel_opleidingsrecht"]
    both = packages(knowledge, knowledge.assess(facts, AUTUMN_2024, wanted), facts)
    assert [names(package) for package in both.certain] == [{name} for name in wanted]
    (left,) = both.certain[0].unsettled
    assert left.result.measure.id == "individueel_opleidingsrecht"
    assert [other.measure.id for other in left.beside] == ["opleidingscheques"]
    told = answers.package_answer(knowledge, both)
    assert "heb ik niet gevonden: Individueel opleidingsrecht" in told[0] and "5 dagen opleiding" in told[1]


def test_guidance_alone_is_no_package_for_a_training(knowledge: Knowledge) -> None:
    guided = {**WORKER, "werkervaring_jaren": 10, "loopbaancheques_gebruikt": 0}
    facts = knowledge.facts(guided, COURSE)
    alone = packages(knowledge, knowledge.assess(facts, AUTUMN_2024, ["loopbaancheque"]), facts)
    assert (alone.certain, alone.possible) == ((), ())
    both = packages(knowledge, knowledge.assess(facts, AUTUMN_2024, ["vov", "loopbaancheque"]), facts)
    assert [names(package) for package in both.certain] == [{"vov", "loopbaancheque"}]
    assert "samen 7 uur begeleiding" in answers.package_answer(knowledge, both)[0]


def test_who_seeks_work_pays_nothing_at_vdab(knowledge: Knowledge) -> None:
    seeker = {
        "statuut": "werkzoekende",
        "uitkering": "werkloosheid",
        "vdab_ingeschreven": True,
        "woongewest": "vlaanderen",
    }
    training = {"erkend": True, "knelpuntberoep": True, "contacturen": 400, "directe_kost": 300}
    facts = knowledge.facts(seeker, training)
    wanted = ["vdab_opleiding", "vrijstelling_beschikbaarheid"]
    (best,) = packages(knowledge, knowledge.assess(facts, date(2026, 3, 1), wanted), facts).certain
    assert names(best) == set(wanted) and best.net_cost == FREE


def test_nothing_to_combine(knowledge: Knowledge) -> None:
    none = found(knowledge, {"statuut": "gepensioneerd"}, {"soort": "hobby"})
    assert (none.certain, none.possible) == ((), ())
    assert "geen steun" in answers.package_answer(knowledge, none)[0]


# ---------------------------------------------------------------- properties
@settings(max_examples=60, deadline=None)
@given(facts=people(), on=st.sampled_from(DATES))
def test_packages_are_allowed_complete_and_in_order(facts: Facts, on: date) -> None:
    knowledge = real_knowledge()
    assessment = knowledge.assess(facts, on)
    both = packages(knowledge, assessment, facts)
    for group, statuses in ((both.certain, {"recht"}), (both.possible, {"recht", "mogelijk"})):
        for package in group:
            assert {member.status for member in package.members} <= statuses
            for one, other in combinations(names(package), 2):
                assert knowledge.combination(one, other).for_training(facts.known) == YES
            assert package.net_cost.high is None or package.net_cost.low <= package.net_cost.high
            assert package.net_cost.low >= 0 and package.paid_hours.low >= 0
        assert len({frozenset(names(package)) for package in group}) == len(group)
        assert not any(names(one) < names(other) for one, other in product(group, group))
        costs = [package.net_cost.high for package in group]
        known = [cost for cost in costs if cost is not None]
        assert known == sorted(known) and None not in costs[: len(known)]
    assert all(text.strip() and "None" not in text for text in answers.package_answer(knowledge, both))


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_the_largest_sets_are_all_of_them(pairs: list[tuple[int, int]]) -> None:
    friends: dict[str, set[str]] = {str(number): set() for number in range(8)}
    for one, other in pairs:
        if one != other:
            friends[str(one)].add(str(other))
            friends[str(other)].add(str(one))

    def good(chosen: frozenset[str]) -> bool:
        return all(other in friends[one] for one, other in combinations(chosen, 2))

    every = [frozenset(c) for size in range(1, 9) for c in combinations(friends, size) if good(frozenset(c))]
    expected = {chosen for chosen in every if not any(chosen < other for other in every)}
    sets = list(largest_sets(friends))
    assert set(sets) == expected and len(sets) == len(expected)


def test_there_are_no_sets_of_nothing() -> None:
    assert list(largest_sets({})) == []


# ---------------------------------------------------------------- amounts
def test_amounts_keep_what_is_unknown() -> None:
    some, unknown = exactly(10), Amount.unknown()
    assert total([some, unknown]) == Amount(Decimal(10), None) and total([]) == FREE
    assert covered_by([some, exactly(4)]) == Amount(Decimal(10), Decimal(14))
    assert at_most(some) == Amount(Decimal(0), Decimal(10))
    assert some.less(unknown) == Amount(Decimal(0), Decimal(10)) and unknown.less(some) == unknown
    assert exactly(4).less(some) == FREE
    assert (
        anything_of([some, exactly(4)]) == Amount(Decimal(4), Decimal(10))
        and not anything_of([some, exactly(4)]).known
    )
    assert anything_of([]) == anything_of([some, unknown]) == unknown


@pytest.mark.parametrize("status", ["werkgever", "zelfstandige"])
def test_who_has_a_firm_pays_what_the_firm_pays(knowledge: Knowledge, status: str) -> None:
    facts = knowledge.facts(
        {"statuut": status, "werkgewest": "vlaanderen"}, {**COURSE, "betaald_door": "werkgever"}
    )
    both = packages(knowledge, knowledge.assess(facts, AUTUMN_2024), facts)
    assert all(package.price == exactly(400) for package in (*both.certain, *both.possible))


def test_nobody_gets_back_more_than_was_paid(knowledge: Knowledge) -> None:
    profile = {**WORKER, "diploma": "lager_secundair"}
    training = {**COURSE, "soort": "secundair_diploma", "directe_kost": 400}
    facts = knowledge.facts(profile, training)
    wanted = ["diplomabonus", "opleidingscheques"]
    (best,) = packages(knowledge, knowledge.assess(facts, AUTUMN_2024, wanted), facts).certain
    assert best.net_cost == exactly(150)  # the cheque of 250 costs nothing here
    assert best.paid_back_later == Amount(Decimal(0), Decimal(150))
    assert (
        "Achteraf kan je hoogstens 150 euro terugkrijgen"
        in answers.package_answer(knowledge, Packages((best,), ()))[0]
    )
    assert Amount.unknown().no_more_than(exactly(3)) == Amount(Decimal(0), Decimal(3))
    assert exactly(3).no_more_than(Amount.unknown()) == exactly(3)


# ---------------------------------------------------------------- prices that the law or a measure sets
PRICED = MEASURE.replace(
    "voordeel:\n", 'voordeel:\n      inschrijvingsgeld: {formule: "$premie", telt_als: KIND}\n'
)


@pytest.mark.parametrize(("kind", "members"), [("prijs", {"cheque"}), ("eigen_prijs", {"vov", "cheque"})])
def test_a_price_by_law_is_no_choice_and_a_price_of_a_measure_is(
    data: SmallData, kind: str, members: set[str]
) -> None:
    """The premium of the small measure stands in for a price of 1 250.50."""
    data.change("teksten/voordelen.yml", "overzicht: true}", "overzicht: true, telt_als: alleen_melden}")
    price = 'inschrijvingsgeld: {zin: "{waarde}", onbekend: "de prijs ken ik niet", eenheid: EUR}\n'
    korting = (
        'tegemoetkoming: {zin: "{waarde}", onbekend: "dat ken ik niet", eenheid: EUR, telt_als: korting}\n'
    )
    data.change("teksten/voordelen.yml", "uren: {zin", f"{price}{korting}uren: {{zin")
    data.write("maatregelen/vov.yml", PRICED.replace("KIND", kind))
    data.write(
        "maatregelen/cheque.yml",
        MEASURE.replace("id: vov", "id: cheque").replace(
            "voordeel:\n", 'voordeel:\n      tegemoetkoming: {formule: "200 * opleiding.uren / 80"}\n'
        ),
    )
    data.change("maatregelen/cheque.yml", "  cheque: {waarde: ja", "  vov: {zelfde_opleiding: ja, waarde: ja")
    knowledge = data.load()
    facts = knowledge.facts({"statuut": "werknemer"}, {"uren": 80})
    (best,) = packages(knowledge, knowledge.assess(facts, date(2021, 1, 1)), facts).certain
    assert names(best) == members
    assert {part.kind for part in best.parts} >= {kind, "korting"}
    expected = Amount(Decimal(0), Decimal("1050.5")) if kind == "prijs" else exactly("1250.5")
    assert best.net_cost == expected  # who pays is not known, so a price by law may be nothing
