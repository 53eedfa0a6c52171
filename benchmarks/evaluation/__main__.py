"""`python -m benchmarks.evaluation [--quick] [--eval DIR]`: the understanding beside plain baselines.

On a held-out part of the project's own examples, and simulated visitors talk with the service; with DIR also
on its xSID set and its single messages, and its personas talk too.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NoReturn

from benchmarks import personas
from benchmarks.contestants import PROJECT
from benchmarks.evaluation import outside, xsid
from benchmarks.evaluation.fields import measure_fields
from benchmarks.evaluation.metrics import Refusal
from benchmarks.evaluation.plain_fields import PlainFields
from benchmarks.evaluation.report import as_json, markdown
from benchmarks.evaluation.results import Result, measure, on_other_data, timed_reading
from benchmarks.evaluation.robustness import EVERY, Loss, load_messages, losses
from benchmarks.evaluation.split import Parts, Sentence, smaller, split
from benchmarks.evaluation.stock import TRAINING_PATIENCE, StockRasa
from benchmarks.evaluation.sweep import sweep
from benchmarks.evaluation.understanders import Ours, OursWithout, Regression, SpacyBow, Understander
from benchmarks.evaluation.visitor import load_visitors, visit
from benchmarks.processes import ServerStopped, run
from benchmarks.report import machine
from bot.nlu.measure import contract_answer, load_examples
from knowledge import Knowledge, load_knowledge
from knowledge.taal import Reader

OUTPUT = PROJECT / "var" / "eval"
SMALL = 30
"""Sentences of every intent to learn from where stock Rasa takes part: with all of them it needs hours."""

Maker = Callable[[], Understander]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, report, and let the personas talk when there are any."""
    given = _arguments(arguments)
    evaluation = Path(given.eval).expanduser().resolve() if given.eval else None
    if evaluation is not None and not evaluation.is_dir():
        print(f"eval: {evaluation} is no directory", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _terminated)  # so that what was started is ended then too
    if not given.talks_only:
        with tempfile.TemporaryDirectory(prefix="eval-") as directory:
            Evaluation(Path(directory), evaluation, given.quick, given.small).run()
    if evaluation is None:
        return 0
    say("personas talk with the service")
    return personas.main(["--eval", str(evaluation), "--talks-only"])


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    named = os.environ.get(personas.VARIABLE)
    parser.add_argument("--eval", metavar="DIR", default=named, help=f"evaluation data [{personas.VARIABLE}]")
    parser.add_argument("--quick", action="store_true", help="without stock Rasa and most variants")
    parser.add_argument("--small", action="store_true", help="only with less to learn from, with stock Rasa")
    parser.add_argument("--talks-only", action="store_true", help="only the personas")
    return parser.parse_args(arguments)


class Evaluation:
    """One run."""

    def __init__(self, directory: Path, evaluation: Path | None, quick: bool, small: bool) -> None:
        self._directory, self._evaluation = directory, evaluation
        self._quick, self._small = quick, small
        self._knowledge: Knowledge = load_knowledge()
        self._reader = Reader(self._knowledge)
        self._plain = PlainFields(self._knowledge)
        texts, intents = load_examples()
        self._parts = split(map(Sentence, texts, intents))
        self._part = Parts(smaller(self._parts.training, SMALL), self._parts.held_out)
        self._xsid = xsid.load(evaluation) if evaluation else None
        self._sweep: list[Refusal] = []
        self._noise: list[Loss] = []
        self._reading_ms = 0.0

    def run(self) -> None:
        """Everyone in turn, then the report."""
        about = self._about()
        say("{training} sentences to learn from, {held_out} held out; load {load_before}".format(**about))
        say("facts")
        fields = measure_fields(self._knowledge, self._reader)
        results = [] if self._small else self._each(list(self._makers()), self._parts)
        small = [] if self._quick else self._each(list(self._small_makers()), self._part)
        visits = [] if self._quick or self._small else _visits()
        report = markdown(results, fields, self._sweep, about, small, visits, self._noise)
        print("\n" + report, flush=True)
        _keep(report, as_json(results, fields, self._sweep, about, small, visits, self._noise))

    def _each(self, makers: Sequence[Maker], parts: Parts) -> list[Result]:
        """Everyone in turn; who fails is named and left out."""
        results = []
        for number, make in enumerate(makers, 1):
            try:
                results.append(self._measured(make, f"{number}/{len(makers)}", parts))
            except ServerStopped as error:  # the figures of the others are worth keeping
                say(f"left out: {error}")
        return results

    def _about(self) -> dict[str, Any]:
        training, held_out = self._parts
        self._reading_ms = timed_reading(self._reader, [s.text for s in held_out])
        return {
            **machine(),
            "moment": datetime.now(timezone.utc).isoformat(timespec="minutes"),
            "training": len(training),
            "small": len(self._part.training),
            "held_out": len(held_out),
            "intents": len({sentence.intent for sentence in training}),
            "reading_ms": self._reading_ms,
        }

    def _makers(self) -> Iterator[Maker]:
        """Who is compared; every maker gives one that has not learned yet."""
        reader = self._reader
        yield lambda: Ours(reader)
        yield Regression
        if self._quick:
            return
        yield lambda: Ours(reader, copies=0)
        yield lambda: Ours(reader, copies=1)
        yield lambda: OursWithout(reader, "without ideas", idea_weight=0.0)
        yield lambda: OursWithout(reader, "without distant pairs", pair_weight=0.0)
        yield lambda: OursWithout(reader, "n-grams alone", fact_weight=0.0, idea_weight=0.0, pair_weight=0.0)
        yield lambda: Regression(characters=True)
        yield SpacyBow

    def _small_makers(self) -> Iterator[Maker]:
        """Those of different kinds, once more with less to learn from, and stock Rasa."""
        yield lambda: Ours(self._reader)
        yield Regression
        yield lambda: Regression(characters=True)
        yield lambda: StockRasa(self._directory / "stock")

    def _measured(self, make: Maker, number: str, parts: Parts) -> Result:
        one = make()
        say(f"{number} {one.name}")
        far = self._xsid.held_out if self._xsid else []
        try:
            result = measure(one, parts, far, self._reading_ms)
            if isinstance(one, StockRasa):
                result.memory, result.training_memory = one.memory, one.training_memory
            if type(one) is Ours and not self._sweep:
                self._sweep = sweep(one, self._parts.held_out)
                say("each kind of noise")
                messages = list(load_messages())[::EVERY]
                self._noise = list(losses(self._reader, messages, one.understanding))
            if self._evaluation and (self._evaluation / outside.SCORE).is_file():
                result.outside = outside.score(self._evaluation, self._answering(one))
        finally:
            one.close()
        if parts is self._parts:
            result.xsid = self._on_xsid(make, self._xsid)
        return result

    @staticmethod
    def _on_xsid(make: Maker, parts: Parts | None) -> float | None:
        if parts is None:
            return None
        one = make()
        try:
            return on_other_data(one, parts)
        finally:
            one.close()

    def _answering(self, one: Understander) -> outside.Answer:
        """As the service answers; a baseline finds facts with the plain baseline of that."""
        if isinstance(one, Ours):
            return lambda text: contract_answer(self._knowledge, one.understanding, text, None)
        return lambda text: {"intent": one.answer(text), **self._plain.in_sections(text), "entiteiten": []}


def _visits() -> list[personas.Outcome]:
    """The project's own visitors talk with a service of their own."""
    say("visitors talk with the service; its language model is trained first when there is none")
    try:
        with tempfile.TemporaryDirectory(prefix="visitors-") as directory:
            log = Path(directory) / "train.log"
            run((sys.executable, "-m", "bot.cli", "train"), PROJECT, log, TRAINING_PATIENCE)
        with personas.running(None) as address:
            return [visit(one, address) for one in load_visitors()]
    except (ServerStopped, OSError) as error:
        say(f"no talks: {error}")
        return []


def _keep(report: str, numbers: dict[str, Any]) -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    name = OUTPUT / f"{datetime.now():%Y%m%d-%H%M%S}"
    name.with_suffix(".md").write_text(report, encoding="utf-8")
    text = json.dumps(numbers, indent=1, ensure_ascii=False, default=str)
    name.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    print(f"Report and all numbers: {name.relative_to(PROJECT)}.md and .json", flush=True)


def say(text: str) -> None:
    """Progress for the person who waits."""
    print(f"[eval {datetime.now():%H:%M:%S}] {text}", flush=True)


def _terminated(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
