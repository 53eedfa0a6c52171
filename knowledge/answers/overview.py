"""The overview of somebody's rights: the outcome first, then what may still be, then what not and why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ..assessment import Assessment, MeasureResult
from ..facts import Facts
from ..followons import followings
from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..largest_sets import largest_sets
from ..measures import ONLY_PUBLIC
from ..relations import NO, NOT_FOUND, YES
from .barriers import closing, in_order
from .benefits import benefit_phrases
from .employer import EMPLOYER, SITUATION, is_for_staff
from .facts import say_fact
from .followons import follow_on_lines
from .guidance import signpost
from .lists import and_

LAW_UNKNOWN = "de regels voor deze periode kon ik niet bevestigen. Vraag het na."
HEADING, HEADING_EMPLOYER = "**Dit kan jij krijgen**", "**Dit kan je onderneming krijgen**"
SECTOR, NOT_PUBLIC = "sector", ("prive", "social_profit")
MOST_OPEN = 2
MOST_RIGHTS, MOST_IN_FULL = 5, 2
MOST_PERHAPS, MOST_REFUSED = 3, 4
"""Told with their question or their reason; the others by name."""
MOST_SETS = 2
MOST_FOLLOWING = 2
MOST_SENTENCES = 2
"""Of a measure of the staff; the rest is told when asked."""


def overview_bubbles(
    knowledge: Knowledge, assessment: Assessment, facts: Facts, staff: Sequence[str] = ()
) -> list[str]:
    """Two texts: what somebody can (perhaps) get; what not, with the date of the rules and a signpost.

    Args:
        knowledge: the knowledge of this turn.
        assessment: the measures that matter to this person.
        facts: what is known of them.
        staff: for an employer, the measures of the people who work for them.
    """
    by_status: dict[str, list[MeasureResult]] = {
        "recht": [],
        "mogelijk": [],
        "geen_recht": [],
        "buiten_periode": [],
    }
    own = facts.get(SITUATION) == EMPLOYER
    for result in in_order(knowledge, assessment.results, facts):
        if own and result.status == "geen_recht" and is_for_staff(knowledge, result):
            continue  # told below, as it is for the staff
        if is_elsewhere(result):
            continue
        by_status[result.status].append(result)
    signs = signpost(knowledge, facts)
    heading = HEADING_EMPLOYER if own else HEADING
    outcome = [*_rights(by_status["recht"], heading), *_perhaps(knowledge, by_status["mogelijk"], own)]
    if not outcome:  # what there is instead comes first
        outcome, signs = ["De steun die ik ken, past nu niet bij jou. Maar je bent niet alleen.", *signs], []
    outcome += closing(knowledge, by_status["recht"] + by_status["mogelijk"], facts)
    rest = [
        *_for_staff(knowledge, assessment, facts, staff),
        *_not(by_status["geen_recht"] + by_status["buiten_periode"], facts),
        *_together(by_status["recht"], facts),
        *_next(knowledge, assessment, facts),
        *_uncertain(by_status),
        *signs,
    ]
    rest.append(f"Dit zijn de regels op {dutch_date(assessment.on)}, voor zover ik ze kon nakijken.")
    return ["\n".join(outcome), "\n".join(rest)]


def _rights(results: list[MeasureResult], heading: str) -> list[str]:
    """The first ones with how to apply; the others in short, as more is not read at once."""
    lines = [heading] if results else []
    for number, result in enumerate(results[:MOST_RIGHTS], 1):
        known = benefit_phrases(result, brief=True)
        gives = (", ".join(known) or _first_sentence(result.measure.wat)).rstrip(".")
        only = f" (alleen als {result.only_if})" if result.only_if else ""
        step = f" {_next_step(result)}" if number <= MOST_IN_FULL else ""
        lines.append(f"{number}) **{result.measure.naam}**{only}: {gives}.{step}".rstrip())
    if results[MOST_RIGHTS:]:
        lines.append(f"Ook: {and_(result.measure.naam for result in results[MOST_RIGHTS:])}.")
    return lines


def _first_sentence(text: str) -> str:
    return text.split(". ")[0]


def _next_step(result: MeasureResult) -> str:
    """Where to apply and by when."""
    application = result.application
    return f"Aanvragen: {application.waar} {application.tegen}".rstrip() if application else ""


def _together(results: list[MeasureResult], facts: Facts) -> list[str]:
    """Which of the rights go together for one training, as far as that was found."""
    names = {result.measure.id: result.measure.naam for result in results}
    friends: dict[str, set[str]] = {name: set() for name in names}
    apart: dict[str, list[str]] = {"Mag samen, maar niet voor dezelfde opleiding": [], "Mag niet samen": []}
    for one, other in combinations([result.measure for result in results], 2):
        known = one.combinations.get(other.id, NOT_FOUND)
        answer = known.for_training(facts.known)
        if answer == YES:
            friends[one.id].add(other.id)
            friends[other.id].add(one.id)
        elif answer == NO:
            apart[list(apart)[known.together == NO]].append(and_((one.naam, other.naam)))
    sets = [found for found in largest_sets(friends) if len(found) > 1]
    told = [
        and_(naam for name, naam in names.items() if name in found)
        for found in sorted(sets, key=lambda found: (-len(found), sorted(found)))
    ]
    lines = {"Mag samen": told, **apart}
    return [f"**{words}**: {'; '.join(found[:MOST_SETS])}." for words, found in lines.items() if found]


def _next(knowledge: Knowledge, assessment: Assessment, facts: Facts) -> list[str]:
    """What can be asked for after these rights."""
    told = {result.measure.id for result in assessment.results if result.status == "mogelijk"}
    found = [item for item in followings(knowledge, assessment, facts) if item.result.measure.id not in told]
    lines = follow_on_lines(knowledge, found[:MOST_FOLLOWING])
    return ["**Daarna kan misschien ook**", *lines] if lines else []


def _for_staff(knowledge: Knowledge, assessment: Assessment, facts: Facts, staff: Sequence[str]) -> list[str]:
    """What it means for an employer when the staff learn: rights, costs, what comes back."""
    own = knowledge.assess(facts, assessment.on, staff).by_id
    lines = [
        f"- **{knowledge.measures[name].naam}**: {' '.join(sentences[:MOST_SENTENCES])}"
        for name in staff
        if (sentences := _known_of(own[name]) or knowledge.on(name, assessment.on).for_employers)
    ]
    return ["**Voor je personeel**", *lines] if lines else []


def _known_of(result: MeasureResult) -> tuple[str, ...]:
    """What is known for this very employer, such as what their own fund gives."""
    return result.given if result.status == "recht" else ()


def _perhaps(knowledge: Knowledge, results: list[MeasureResult], own: bool) -> list[str]:
    lines = ["**Misschien**"] if results else []
    for result in results[:MOST_PERHAPS]:
        questions = dict.fromkeys(knowledge.answered_by[key].said_to(own).kort for key in result.missing)
        why = f"dit wil ik nog weten: {' '.join(list(questions)[:MOST_OPEN])}" if questions else LAW_UNKNOWN
        lines.append(f"- **{result.measure.naam}**: {why}")
    if results[MOST_PERHAPS:]:
        lines.append(f"- Misschien ook: {and_(result.measure.naam for result in results[MOST_PERHAPS:])}.")
    return lines


def _not(results: list[MeasureResult], facts: Facts) -> list[str]:
    """What somebody cannot get; measures that are not for somebody in this situation share a line."""
    others = [result.measure.naam for result in results if _for_others(result)]
    own = [result for result in results if not _for_others(result)]
    lines = [f"- **{result.measure.naam}**: {_reason(result)}" for result in own[:MOST_REFUSED]]
    if own[MOST_REFUSED:]:
        lines.append(f"- Ook niet: {and_(result.measure.naam for result in own[MOST_REFUSED:])}.")
    if others:
        situation = say_fact(facts.vocabulary.fields[SITUATION], facts.values[SITUATION])
        lines.append(f"- Niet voor jouw situatie ({situation}): {and_(others)}.")
    return ["**Dit niet, en waarom**", *lines] if lines else []


def is_elsewhere(result: MeasureResult) -> bool:
    """Whether it is refused because it is for public service alone and somebody works elsewhere."""
    failed = next((reason for reason in result.reasons if reason.value is False), None)
    return (
        result.status == "geen_recht"
        and ONLY_PUBLIC in result.measure.traits
        and failed is not None
        and failed.facts.get(SECTOR) in NOT_PUBLIC
    )


def _for_others(result: MeasureResult) -> bool:
    """Whether the first condition that fails only looks at somebody's situation."""
    failed = next((reason for reason in result.reasons if reason.value is False), None)
    return failed is not None and failed.due.fields == (SITUATION,)


def _reason(result: MeasureResult) -> str:
    """The first condition that fails; outside its period the measure's own words."""
    failed = next((reason.text for reason in result.reasons if reason.outcome == "niet_voldaan"), None)
    return failed or result.measure.period.toelichting or "deze steun bestaat op die datum niet."


def _uncertain(by_status: dict[str, list[MeasureResult]]) -> list[str]:
    """The measures among the (possible) rights of which a value or a rule is not certain."""
    names = [r.measure.naam for s in ("recht", "mogelijk") for r in by_status[s] if r.certainty == "onzeker"]
    return [f"**Niet zeker**: {', '.join(names)}. Kijk de details na voor je beslist."] if names else []
