"""Who tells facts and asks something in one message, asks: "ik werk halftijds, mag ik dan verlof nemen?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.taal import Reader, Reading
from knowledge.taal.cues import cue

from .intents import Example, IntentModel

TELLS = "geef_info"
ASKS = ("vraag_", "zoek_", "ander_werk", "competentiecheck", "maak_afspraak", "niet_begrepen", "wat_als")
"""How the intents start that ask for something."""
SURE = 0.5
"""How certain the classifier must be of the part that asks; from 0.5 to 0.7 measures the same."""
SHORTEST = 3
"""A part of fewer words is not judged on its own."""

Ranking = Sequence[tuple[str, float]]


def ranked(model: IntentModel, reader: Reader, text: str, reading: Reading) -> Ranking:
    """The intents of a message, the likeliest first.

    The words of the facts outweigh the few words of a question beside them, so a message that seems to
    tell only is looked at again in its parts.
    """
    ranking = model.predict([Example(text, reading)])[0]
    if ranking[0][0] != TELLS:
        return ranking
    asked = max(_asked(model, reader, reading.plain), key=lambda found: found[1], default=None)
    return ranking if asked is None else [asked, *(row for row in ranking if row[0] != asked[0])]


def _asked(model: IntentModel, reader: Reader, plain: str) -> Iterator[tuple[str, float]]:
    """What the parts that open like a question ask, with the certainty."""
    for part in _parts(plain):
        intent, certainty = model.predict([Example(part, reader.read(part))])[0][0]
        if intent.startswith(ASKS) and certainty >= SURE:
            yield intent, certainty


def _parts(plain: str) -> Iterator[str]:
    """The rest of the message from each opening of a question, or up to where the facts begin."""
    for opening in cue("vraag_opent").finditer(plain):
        if opening.start():
            yield from _long_enough(plain[opening.start() :])
        else:
            for facts in cue("verhaal_opent").finditer(plain, opening.end()):
                yield from _long_enough(plain[: facts.start()])


def _long_enough(part: str) -> Iterator[str]:
    if len(part.split()) >= SHORTEST:
        yield part
