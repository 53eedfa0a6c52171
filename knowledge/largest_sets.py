"""The largest groups in which everybody goes with everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def largest_sets(friends: Mapping[str, set[str]]) -> Iterator[frozenset[str]]:
    """Every set of names that are all friends and to which none can be added (Bron-Kerbosch)."""

    def grow(chosen: frozenset[str], left: set[str], done: set[str]) -> Iterator[frozenset[str]]:
        if not left and not done:
            yield chosen
            return
        pivot = max(sorted(left | done), key=lambda name: len(friends[name] & left))
        for name in sorted(left - friends[pivot]):
            yield from grow(chosen | {name}, left & friends[name], done & friends[name])
            left = left - {name}
            done = done | {name}

    if friends:
        yield from grow(frozenset(), set(friends), set())
