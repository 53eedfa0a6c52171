"""Reading Dutch. Import this package explicitly: `import knowledge` does not load spaCy."""

from .contrast import resolve
from .reader import Reader
from .reading import Entity, RangeProblem, Reading, Replacement
from .shared import reader_of, shared_reader

__all__ = [
    "Entity",
    "RangeProblem",
    "Reader",
    "Reading",
    "Replacement",
    "reader_of",
    "resolve",
    "shared_reader",
]
