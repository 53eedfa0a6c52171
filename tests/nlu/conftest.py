"""The understanding, trained once on a part of the examples."""

from __future__ import annotations

import pytest

from bot.nlu.measure import load_examples
from bot.nlu.understanding import Understanding, train
from knowledge import load_knowledge
from knowledge.taal import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load_knowledge())


@pytest.fixture(scope="session")
def understanding(reader: Reader) -> Understanding:
    """All examples, no noisy copies: quick to train and close to the real model."""
    texts, intents = load_examples()
    return Understanding(reader, train(reader, texts, intents, copies=0))
