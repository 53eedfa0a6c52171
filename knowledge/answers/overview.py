"""The overview of somebody's rights: the outcome first, then what may still be, then what not and why."""

from __future__ import annotations

from itertools import combinations

from ..assessment import Assessment, MeasureResult
from ..facts import Facts
from ..formatting import dutch_date
from ..knowledge import Knowledge
from .benefits import benefit_phrases
from .facts import field_labels
from .guidance import signpost

LAW_UNKNOWN = "de regels voor deze periode kon ik niet bevestigen, vraag het na"


def overview_bubbles(knowledge: Knowledge, assessment: Assessment, facts: Facts) -> list[str]:
    """Two texts: what somebody can (perhaps) get; what not, with the date of the rules and a signpost."""
    by_status: dict[str, list[MeasureResult]] = {
        "recht": [],
        "mogelijk": [],
        "geen_recht": [],
        "buiten_periode": [],
    }
    for result in assessment.results:
        by_status[result.status].append(result)
    outcome = [*_rights(by_status["recht"]), *_perhaps(knowledge, by_status["mogelijk"])]
    if not outcome:
        outcome = [
            "Van deze steun past er nu niets bij jou. Dat is jammer, maar er is misschien iets anders."
        ]
    rest = [
        *_not(by_status["geen_recht"] + by_status["buiten_periode"]),
        *_together(by_status["recht"]),
        *_uncertain(by_status),
        *signpost(knowledge, facts),
    ]
    rest.append(f"Dit zijn de regels op {dutch_date(assessment.on)}, voor zover ik ze kon nakijken.")
    return ["\n".join(outcome), "\n".join(rest)]


def _rights(results: list[MeasureResult]) -> list[str]:
    lines = ["**Dit kan jij krijgen**"] if results else []
    for number, result in enumerate(results, 1):
        gives = ", ".join(benefit_phrases(result, brief=True)) or result.measure.wat
        lines.append(
            f"{number}) **{result.measure.naam}**: {gives.rstrip('.')}. {_next_step(result)}".rstrip()
        )
    return lines


def _next_step(result: MeasureResult) -> str:
    """Where to apply and by when."""
    application = result.application
    return f"Aanvragen: {application.waar} {application.tegen}".rstrip() if application else ""


def _together(results: list[MeasureResult]) -> list[str]:
    """Which of the (possible) rights go together, as far as that was found."""
    pairs: dict[str, list[str]] = {"ja": [], "nee": []}
    for one, other in combinations(results, 2):
        known = one.measure.combinations.get(other.measure.id) or other.measure.combinations.get(
            one.measure.id
        )
        if known is not None and known.waarde in pairs:
            pairs[known.waarde].append(f"{one.measure.naam} en {other.measure.naam}")
    words = {"ja": "Mag samen", "nee": "Mag niet samen"}
    return [f"**{words[answer]}**: {'; '.join(names)}." for answer, names in pairs.items() if names]


def _perhaps(knowledge: Knowledge, results: list[MeasureResult]) -> list[str]:
    lines = ["**Misschien**"] if results else []
    for result in results:
        open_facts = field_labels(knowledge, result.missing[:3])
        why = f"hangt nog af van: {open_facts}" if open_facts else LAW_UNKNOWN
        lines.append(f"- **{result.measure.naam}**: {why}.")
    return lines


def _not(results: list[MeasureResult]) -> list[str]:
    lines = ["**Dit niet, en waarom**"] if results else []
    return lines + [f"- **{result.measure.naam}**: {_reason(result)}" for result in results]


def _reason(result: MeasureResult) -> str:
    """The first condition that fails; outside its period the measure's own words."""
    failed = next((reason.text for reason in result.reasons if reason.outcome == "niet_voldaan"), None)
    return failed or result.measure.period.toelichting or "deze steun bestaat op die datum niet."


def _uncertain(by_status: dict[str, list[MeasureResult]]) -> list[str]:
    """The measures among the (possible) rights of which a value or a rule is not certain."""
    names = [r.measure.naam for s in ("recht", "mogelijk") for r in by_status[s] if r.certainty == "onzeker"]
    return [f"**Niet zeker**: {', '.join(names)}. Kijk de details na voor je beslist."] if names else []
