"""Reading Dutch. Import this package explicitly: `import knowledge` does not load spaCy."""

from .reader import Reader
from .reading import Entity, RangeProblem, Reading
from .shared import shared_reader

__all__ = ["Entity", "RangeProblem", "Reader", "Reading", "shared_reader"]
