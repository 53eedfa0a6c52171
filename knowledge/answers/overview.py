"""The overview of somebody's rights: the outcome first, then what may still be, then what not and why."""

from __future__ import annotations

from itertools import combinations

from ..assessment import Assessment, MeasureResult
from ..facts import Facts
from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..relations import NOT_FOUND
from .benefits import benefit_phrases
from .guidance import signpost

LAW_UNKNOWN = "de regels voor deze periode kon ik niet bevestigen. Vraag het na."
MOST_OPEN = 2


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
    signs = signpost(knowledge, facts)
    outcome = [*_rights(by_status["recht"]), *_perhaps(knowledge, by_status["mogelijk"])]
    if not outcome:  # what there is instead comes first
        outcome, signs = ["De steun die ik ken, past nu niet bij jou. Maar je bent niet alleen.", *signs], []
    rest = [
        *_not(by_status["geen_recht"] + by_status["buiten_periode"]),
        *_together(by_status["recht"]),
        *_uncertain(by_status),
        *signs,
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
        answer = one.measure.combinations.get(other.measure.id, NOT_FOUND).together
        if answer in pairs:
            pairs[answer].append(f"{one.measure.naam} en {other.measure.naam}")
    words = {"ja": "Mag samen", "nee": "Mag niet samen"}
    return [f"**{words[answer]}**: {'; '.join(names)}." for answer, names in pairs.items() if names]


def _perhaps(knowledge: Knowledge, results: list[MeasureResult]) -> list[str]:
    lines = ["**Misschien**"] if results else []
    for result in results:
        questions = dict.fromkeys(knowledge.answered_by[key].kort for key in result.missing)
        why = f"dit wil ik nog weten: {' '.join(list(questions)[:MOST_OPEN])}" if questions else LAW_UNKNOWN
        lines.append(f"- **{result.measure.naam}**: {why}")
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
