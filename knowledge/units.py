"""Units of measure, so that hours are never compared with months.

A unit is a product of bases with exponents. `None` is a plain number from the text of a rule: it fits
everything. Percentages and counts are kept apart in comparisons, but scale freely: 125 uur * 80 procent / 100
is again uur.
"""

from __future__ import annotations

CURRENCIES = frozenset({"EUR", "GBP", "SGD"})
"""Never converted into each other: no rate of exchange is known."""
BASES = CURRENCIES | frozenset(
    {
        "procent",
        "uur",
        "week",
        "jaar",
        "maand",
        "dag",
        "kwartaal",
        "studiepunt",
        "aantal",
        "km",
        "persoon",
    }
)
SCALARS = frozenset({"procent", "aantal"})

Unit = tuple[tuple[str, int], ...]


def parse_unit(text: str) -> Unit | None:
    """`uur_per_week` -> (("uur", 1), ("week", -1)); None when a part is not a known base."""
    above, *below = text.split("_per_")
    if not {above, *below} <= BASES:
        return None
    exponents = {above: 1}
    for base in below:
        exponents[base] = exponents.get(base, 0) - 1
    return _normal(exponents)


def show_unit(unit: Unit | None) -> str:
    """The unit as it is written in the data files."""
    if unit is None:
        return "a plain number"
    above = [base for base, power in unit if power > 0 for _ in range(power)] or ["aantal"]
    below = [base for base, power in unit if power < 0 for _ in range(-power)]
    return "_per_".join(["*".join(above), *below])


def is_money(unit: Unit | None) -> bool:
    """Whether it counts money, also per hour or month."""
    return any(base in CURRENCIES and power == 1 for base, power in unit or ())


def same_unit(left: Unit | None, right: Unit | None) -> bool:
    """Whether two quantities may be added or compared."""
    return left is None or right is None or left == right


def multiply(left: Unit | None, right: Unit | None, *, divide: bool = False) -> Unit | None:
    """The unit of a product (or a quotient)."""
    if right is None:
        return left
    if left is None and not divide:
        return right
    exponents = dict(left or ())
    for base, power in right:
        exponents[base] = exponents.get(base, 0) + (-power if divide else power)
    return _without_scalars(exponents)


def _without_scalars(exponents: dict[str, int]) -> Unit | None:
    """A product with something real loses its percentages and counts; pure scalars become a plain number."""
    return _normal({base: power for base, power in exponents.items() if base not in SCALARS}) or None


def _normal(exponents: dict[str, int]) -> Unit:
    return tuple(sorted((base, power) for base, power in exponents.items() if power))
