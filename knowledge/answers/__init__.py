"""Dutch answers composed from the data: overview, questions about a measure, words, ways to people.

Nothing here states a legal fact by itself: every amount, condition and date comes out of a measure file.
"""

from knowledge.answers.abroad import abroad, abroad_in_short, measures_of
from knowledge.answers.balance import what_is_left
from knowledge.answers.barriers import barrier_answer
from knowledge.answers.counsellor import counsellor_overview, decided, still_to_ask, trace
from knowledge.answers.course_cost import cost_answer
from knowledge.answers.differences import differences, unsure
from knowledge.answers.employer import is_for_staff, told_to_employer
from knowledge.answers.facts import say_fact, say_facts, say_status
from knowledge.answers.glossary import asked_term, explain_term
from knowledge.answers.guidance import contact_lines, help_lines, phone_numbers, referral
from knowledge.answers.measure import (
    IN_SHORT,
    combinations,
    conditions,
    deadline,
    decisive,
    how_much,
    how_to_apply,
    in_short,
    what_is,
)
from knowledge.answers.overview import overview_bubbles
from knowledge.answers.package import package_answer
from knowledge.answers.reform import for_this_person, upcoming
from knowledge.answers.refusal import may_refuse
from knowledge.answers.sources import how_known

__all__ = [
    "IN_SHORT",
    "abroad",
    "abroad_in_short",
    "asked_term",
    "barrier_answer",
    "measures_of",
    "combinations",
    "conditions",
    "contact_lines",
    "counsellor_overview",
    "cost_answer",
    "deadline",
    "decided",
    "decisive",
    "differences",
    "explain_term",
    "for_this_person",
    "help_lines",
    "how_known",
    "how_much",
    "how_to_apply",
    "in_short",
    "is_for_staff",
    "may_refuse",
    "overview_bubbles",
    "package_answer",
    "phone_numbers",
    "referral",
    "say_fact",
    "say_facts",
    "say_status",
    "still_to_ask",
    "told_to_employer",
    "trace",
    "unsure",
    "upcoming",
    "what_is",
    "what_is_left",
]
