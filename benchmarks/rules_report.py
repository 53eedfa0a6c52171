"""The tables of the rules: beside OpenFisca, and beside rule-engine."""

from __future__ import annotations

import statistics

from benchmarks.report import Aim, Row
from benchmarks.rules import MONTHS, Bulk, RulesMeasured, Single

FASTER: Aim = ("at most", 0.2)
"""One evaluation with its trace: at least five times faster."""
AS_FAST: Aim = ("at most", 1.0)
LINEAR: Aim = ("at most", 1.2)
"""What a person may cost more among the most people than among the fewest."""
LOADED_MS: Aim = ("at most", 300.0)
RERUN_S: Aim = ("at most", 30.0)
MILLI, MICRO, NANO = 1e3, 1e6, 1e9


def openfisca_rows(found: RulesMeasured, *, full: bool) -> list[Row]:
    """Beside OpenFisca with its country template; some aims hold for the full plan only."""
    ours, theirs, year = (found.single[name] for name in ("ours", "openfisca", "openfisca_year"))
    return [
        _time("one person, everything with its trace", theirs, ours, FASTER),
        _value(f"  per computed value ({theirs.values}; {ours.values})", theirs, ours, FASTER),
        _time(f"one person, its variables in {MONTHS} months", year, ours, FASTER),
        _value(f"  per computed value ({year.values}; {ours.values})", year, ours, FASTER),
        *_bulk(found, full),
        Row(
            "rules loaded, median",
            "ms",
            statistics.median(found.loading["openfisca"]) * MILLI,
            statistics.median(found.loading["ours"]) * MILLI,
        ),
        Row(
            "all knowledge loaded and checked",
            "ms",
            None,
            statistics.median(found.loading["ours"]) * MILLI,
            LOADED_MS,
        ),
        Row(
            "  processor time of that",
            "ms",
            None,
            statistics.median(found.loading["ours_processor"]) * MILLI,
        ),
        Row("stored situations judged again", "s", None, statistics.median(found.rerun), RERUN_S, full),
    ]


def _time(what: str, theirs: Single, ours: Single, aim: Aim | None = None) -> Row:
    return Row(what, "ms", theirs.seconds * MILLI, ours.seconds * MILLI, aim)


def _value(what: str, theirs: Single, ours: Single, aim: Aim | None = None) -> Row:
    other, own = (one.seconds / one.values * MICRO for one in (theirs, ours))
    return Row(what, "us", other, own, aim)


def _bulk(found: RulesMeasured, full: bool) -> list[Row]:
    """The most people; and what a person costs there beside what one costs among the fewest."""
    ours, theirs = found.bulk["ours"], found.bulk["openfisca"]
    most, other = ours[-1], theirs[-1]
    rows = [
        Row(f"{one.people} people, per person", "ns", two.per_person * NANO, one.per_person * NANO)
        for one, two in zip(ours, theirs, strict=True)
    ]
    values = (other.per_person / other.values * NANO, most.per_person / most.values * NANO)
    return [
        *rows,
        Row(f"  per computed value ({other.values}; {most.values})", "ns", *values, AS_FAST),
        _growth("OpenFisca", theirs),
        _growth("loopbaanwijzer", ours, LINEAR, judged=full),
        Row("  most memory of the whole process", "MiB", other.peak_mib, most.peak_mib),
    ]


def _growth(name: str, sizes: list[Bulk], aim: Aim | None = None, *, judged: bool = True) -> Row:
    first, last = sizes[0], sizes[-1]
    what = f"  {name}: per person among {last.people} / {first.people}"
    return Row(what, "x", None, last.growing_per_person / first.growing_per_person, aim, judged)


def engine_rows(found: RulesMeasured) -> list[Row]:
    """Beside rule-engine: conditions only, and of these the ones that it can express."""
    bare, traced = found.single["engine_outcomes"], found.single["engine_trace"]
    own_bare, own_traced = found.single["ours_outcomes"], found.single["ours_trace"]
    return [
        _time(f"one person, {bare.values} conditions, outcome only", bare, own_bare),
        _value("  per condition", bare, own_bare, FASTER),
        _time("  with the same trace: condition, outcome, facts", traced, own_traced),
        _value("  per condition", traced, own_traced, FASTER),
        _value("that trace, and our full answer: per value", traced, found.single["ours"]),
    ]


def conditions_told(found: RulesMeasured) -> str:
    """What the comparison with rule-engine is about."""
    return (
        "rule-engine expresses {expressible:.0f} of {in_all:.0f} conditions; "
        "{different:.0f} of {compared:.0f} outcomes differ; compiled in {compiling_seconds:.2f} s"
    ).format(**found.conditions)
