"""Learning the intents from the examples, and from copies of them as a hurried hand types."""

from __future__ import annotations

import random
from collections.abc import Sequence

from knowledge.taal import Reader

from .intents import Example, IntentModel
from .noise import noisy

COPIES = 2
"""How many noisy copies of each example the classifier also learns from."""


def train(reader: Reader, texts: Sequence[str], intents: Sequence[str], copies: int = COPIES) -> IntentModel:
    """Train the classifier on the examples and on noisy copies of them.

    What chance does to an example hangs on that example alone: a new one changes no copy of another.
    """
    pairs = list(zip(texts, intents, strict=True))
    for copy in range(copies):
        pairs += [
            (noisy(text, random.Random(f"{copy} {text}")), intent)
            for text, intent in zip(texts, intents, strict=True)
        ]
    read = {text: reader.read(text) for text in dict.fromkeys(text for text, _ in pairs)}
    examples = [Example(text, read[text]) for text, _ in pairs]
    sources = [place % len(texts) for place in range(len(pairs))]
    return IntentModel().train(examples, [intent for _, intent in pairs], sources)
