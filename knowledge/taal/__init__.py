"""Reading Dutch. Import this package explicitly: `import knowledge` does not load spaCy."""

from .reader import Reader
from .reading import Entity, RangeProblem, Reading

__all__ = ["Entity", "RangeProblem", "Reader", "Reading"]
