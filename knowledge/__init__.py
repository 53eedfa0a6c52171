"""The domain: measures, rule engine, question planner and answers. Usable alone, from a notebook or a job."""

from .assessment import Assessment, MeasureResult, Reason, Uncertainty
from .contract import assessment_as_contract
from .current import Current, shared_knowledge
from .errors import FieldError, InvalidFacts, KnowledgeError, Problem, UnknownField, UnknownMeasure
from .facts import Facts
from .knowledge import Knowledge
from .loading import load_knowledge
from .measures import Measure
from .nearest import NearestChange, nearest_change
from .planner import next_question, questions_left
from .questions import Choice, Question
from .vocabulary import Field, Vocabulary, bare

__all__ = [
    "Assessment",
    "Choice",
    "Current",
    "Facts",
    "Field",
    "FieldError",
    "InvalidFacts",
    "Knowledge",
    "KnowledgeError",
    "Measure",
    "MeasureResult",
    "NearestChange",
    "Problem",
    "Question",
    "Reason",
    "Uncertainty",
    "UnknownField",
    "UnknownMeasure",
    "Vocabulary",
    "assessment_as_contract",
    "bare",
    "load_knowledge",
    "nearest_change",
    "next_question",
    "questions_left",
    "shared_knowledge",
]
