"""What the benchmark of killed servers counts as lost, twice and out of order."""

from __future__ import annotations

import pytest

from benchmarks.killing import judge

SAID = ["een", "twee", "drie"]
SHOWN = [("1", "een"), ("2", "twee"), ("3", "drie")]


@pytest.mark.parametrize(
    ("shown", "stored", "lost", "doubled", "ordered"),
    [
        (SHOWN, SAID, 0, 0, True),
        (SHOWN[:2], SAID, 1, 0, False),
        (SHOWN, SAID[:2], 1, 0, False),
        ([*SHOWN, ("3", "drie")], SAID, 0, 1, True),
        ([*SHOWN, ("4", "drie")], [*SAID, "drie"], 0, 2, False),
        ([SHOWN[1], SHOWN[0], SHOWN[2]], SAID, 0, 0, False),
        (SHOWN, ["iets anders", *SAID], 0, 0, True),
    ],
)
def test_the_judge(
    shown: list[tuple[str, str]], stored: list[str], lost: int, doubled: int, ordered: bool
) -> None:
    assert judge(SAID, shown, stored) == (lost, doubled, ordered)
