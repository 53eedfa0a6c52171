"""Measure the understanding without a running service.

python -m bot.nlu.measure               train on the examples, time it, cross-validate
python -m bot.nlu.measure --serve 8931  the same model behind POST /api/v1/begrijp on 127.0.0.1
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from aiohttp import web
from sklearn.model_selection import StratifiedKFold

from knowledge import Facts, InvalidFacts, Knowledge, load_knowledge
from knowledge.lists import parsed
from knowledge.taal import Reader

from .training import train
from .understanding import Understanding

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "nlu"


def load_examples(directory: Path = EXAMPLES) -> tuple[list[str], list[str]]:
    """The texts and intents of the training data."""
    texts, intents = [], []
    for path in sorted(directory.glob("*.yml")):
        for block in parsed(path.read_bytes())["nlu"]:
            for line in block["examples"].splitlines():
                texts.append(line[2:].strip())
                intents.append(block["intent"])
    return texts, intents


def contract_answer(
    knowledge: Knowledge, understanding: Understanding, text: str, question: str | None
) -> dict[str, Any]:
    """What `/begrijp` answers."""
    understood = understanding.understand(text, question)
    reading, verdict = understood.reading, understood.verdict
    if verdict.intent == "andere_taal":
        return {
            "intent": verdict.intent,
            "zekerheid": verdict.certainty,
            "entiteiten": [],
            "profiel": {},
            "opleiding": {},
        }
    try:
        facts = Facts.read(knowledge.vocabulary, reading.profiel, reading.opleiding)
        profile, training = facts.profiel, facts.opleiding
    except InvalidFacts:
        profile, training = reading.profiel, reading.opleiding
    return {
        "intent": verdict.intent,
        "zekerheid": round(verdict.certainty, 3),
        "profiel": profile,
        "opleiding": training,
        "entiteiten": [
            {"entiteit": e.entiteit, "waarde": e.waarde, "tekst": e.tekst}
            for e in reading.entities
            if e.entiteit != "taal"
        ],
    }


def cross_validate(
    reader: Reader, texts: list[str], intents: list[str], folds: int = 4
) -> tuple[float, Counter[tuple[str, str]]]:
    """Share of intents that a model gets right which has not seen them, and what it takes them for."""
    wrong: Counter[tuple[str, str]] = Counter()
    for known, unseen in StratifiedKFold(folds, shuffle=True, random_state=1).split(texts, intents):
        model = train(reader, [texts[i] for i in known], [intents[i] for i in known], copies=0)
        understanding = Understanding(reader, model)
        for i in unseen:
            answer = understanding.understand(texts[i]).verdict.intent
            if answer != intents[i]:
                wrong[(intents[i], answer)] += 1
    return 1 - sum(wrong.values()) / len(texts), wrong


def timings(understanding: Understanding, texts: list[str]) -> tuple[float, float]:
    """Median and 95th percentile of one understanding pass, in milliseconds."""
    spent = []
    for text in texts[::5]:
        start = time.perf_counter()
        understanding.understand(text)
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


def serve(knowledge: Knowledge, understanding: Understanding, port: int) -> None:
    """Answer `/api/v1/begrijp` until stopped."""

    async def understand(request: web.Request) -> web.Response:
        body = await request.json()
        return web.json_response(
            contract_answer(knowledge, understanding, str(body["tekst"]), body.get("vraag"))
        )

    app = web.Application()
    app.router.add_post("/api/v1/begrijp", understand)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.nlu.measure", description="Measure the understanding of Dutch."
    )
    parser.add_argument("--serve", type=int, metavar="PORT", help="serve /api/v1/begrijp on 127.0.0.1")
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    reader = Reader(knowledge)
    texts, intents = load_examples()
    start = time.perf_counter()
    understanding = Understanding(reader, train(reader, texts, intents))
    print(
        f"{len(texts)} examples, {len(set(intents))} intents, trained in {time.perf_counter() - start:.0f} s",
        flush=True,
    )
    median, late = timings(understanding, texts)
    print(f"one understanding pass: p50 {median:.1f} ms, p95 {late:.1f} ms", flush=True)
    if arguments.serve:
        serve(knowledge, understanding, arguments.serve)
        return
    share, wrong = cross_validate(reader, texts, intents)
    print(f"cross-validation: {share:.3f}")
    for (intent, answer), count in wrong.most_common(15):
        print(f"  {count:3} {intent} -> {answer}")


if __name__ == "__main__":
    main()
