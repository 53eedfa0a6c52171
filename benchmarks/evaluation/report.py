"""The report, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.evaluation.fields import FieldScores
from benchmarks.evaluation.metrics import ALLOWED, Refusal, all_fields
from benchmarks.evaluation.results import Result
from benchmarks.evaluation.robustness import Loss
from benchmarks.evaluation.sweep import best
from benchmarks.personas import Outcome
from benchmarks.personas import report as talks
from bot.nlu.guard import UNSURE


def markdown(
    results: Sequence[Result],
    fields: Mapping[str, FieldScores],
    sweep: Sequence[Refusal],
    about: Mapping[str, Any],
    small: Sequence[Result] = (),
    visits: Sequence[Outcome] = (),
    noise: Sequence[Loss] = (),
) -> str:
    """Everything, the figures first and the errors after them.

    `small`: those who learned from a smaller part; `visits`: what came of the talks; `noise`: what each
    kind of noise leaves, without noise first.
    """
    parts = [
        "# Understanding, measured",
        "{moment}; {training} sentences to learn from, {held_out} held out, {intents} intents; "
        "{cores} cores, load {load_before}.".format(**about),
        "## Intents",
        *_results(results),
        "Quality is the mean of accuracy, accuracy with noise and recall of out of scope. In the service a "
        f"pass also reads the facts of the message ({about['reading_ms']:.2f} ms). Out of scope: at the "
        f"threshold that refuses at most {ALLOWED:.0%} of the rest; far: messages of another field.",
        *_outside(results),
        *_small(small, about),
        "## Facts",
        _fields(fields),
        *_noise(noise),
        *_visits(visits),
        "## The guard",
        _sweep(sweep),
        "## Worst confusions",
        *_confusions([*results, *(one for one in small if one.memory is not None)]),
    ]
    return "\n\n".join(parts) + "\n"


def _head() -> list[str]:
    return [
        "pipeline",
        "accuracy",
        "macro",
        "noisy",
        "drop",
        "out of scope",
        "far",
        "xSID",
        "p50 ms",
        "p95 ms",
        "in service",
        "training s",
        "quality",
        "per ms",
    ]


def _row(one: Result) -> list[str]:
    shares = [share(one.micro), share(one.macro), share(one.noisy), f"{one.drop:.1f}"]
    more = [share(one.refusal.recall), share(one.far), share(one.xsid)]
    times = [f"{one.p50:.2f}", f"{one.p95:.2f}", f"{one.service:.2f}", f"{one.training:.1f}"]
    return [one.name, *shares, *more, *times, share(one.quality), f"{one.per_millisecond:.3f}"]


def _results(results: Sequence[Result]) -> Iterator[str]:
    if results:
        yield table(_head(), map(_row, results))
        yield (
            f"Best quality: {_best(results, 'quality')}. "
            f"Best quality per millisecond: {_best(results, 'per_millisecond')}."
        )


def _best(results: Sequence[Result], figure: str) -> str:
    return max(results, key=lambda one: float(getattr(one, figure))).name


def _outside(results: Sequence[Result]) -> Iterator[str]:
    rows = [
        [one.name, name, str(s.messages), share(s.micro), share(s.macro), share(s.recall), share(s.wrongly)]
        + [share(all_fields(s.fields).f1)]
        for one in results
        for name, s in one.outside.items()
    ]
    if rows:
        yield "## Messages of the evaluation data"
        head = ["pipeline", "set", "messages", "accuracy", "macro", "out of scope", "wrongly refused"]
        yield table([*head, "F1 of fields"], rows)


def _small(small: Sequence[Result], about: Mapping[str, Any]) -> Iterator[str]:
    if not small:
        return
    yield f"## The same with {about['small']} sentences to learn from"
    yield from _results(small)
    for one in small:
        if one.memory is not None:
            yield (
                f"{one.name}: {one.memory:.0f} MiB while answering, {one.training_memory or 0:.0f} MiB at "
                "most while training."
            )


def _visits(visits: Sequence[Outcome]) -> Iterator[str]:
    if visits:
        yield "## Talks of simulated visitors"
        yield f"```\n{talks(visits)}\n```"


def _noise(noise: Sequence[Loss]) -> Iterator[str]:
    if not noise:
        return
    clean = noise[0]
    yield "## Robustness per kind of noise"
    yield table(
        ["noise", "F1 of facts", "lost", "facts too many", "intents", "lost"],
        (
            [one.kind, share(one.f1), share(clean.f1 - one.f1), str(one.extra), share(one.intents)]
            + [share((clean.intents or 0) - one.intents) if one.intents is not None else ""]
            for one in noise
        ),
    )


def _fields(fields: Mapping[str, FieldScores]) -> str:
    names = sorted({name for scores in fields.values() for name in scores.clean})
    rows = [
        ["all", *(share(all_fields(part).f1) for s in fields.values() for part in (s.clean, s.noisy))],
        *(
            [name, *(_f1(part, name) for s in fields.values() for part in (s.clean, s.noisy))]
            for name in names
        ),
    ]
    return table(["F1", *(f"{name}, {kind}" for name in fields for kind in ("clean", "noisy"))], rows)


def _f1(part: Mapping[str, Any], name: str) -> str:
    return share(part[name].f1) if name in part else "-"


def _sweep(sweep: Sequence[Refusal]) -> str:
    head = ["refused below", "out of scope refused", "wrongly refused"]
    rows = ([_threshold(one, sweep), share(one.recall), share(one.wrongly)] for one in sweep)
    return table(head, rows)


def _threshold(one: Refusal, sweep: Sequence[Refusal]) -> str:
    marks = " (in use)" * (one.threshold == UNSURE) + " (best)" * (one is best(sweep))
    return f"{one.threshold:.2f}{marks}"


def _confusions(results: Sequence[Result]) -> Iterator[str]:
    for one in results:
        yield f"### {one.name}"
        rows = ([c.intent, c.answer, str(c.count), f"`{c.example}`"] for c in one.confusions)
        yield table(["intent", "taken for", "times", "for example"], rows)


def share(value: float | None) -> str:
    """Between 0 and 1, with three decimals."""
    return "" if value is None else f"{value:.3f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown that can be read as text too."""
    lines = [[cell.replace("|", "\\|") for cell in line] for line in (head, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    text = ["| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in lines]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text)


def as_json(
    results: Sequence[Result],
    fields: Mapping[str, FieldScores],
    sweep: Sequence[Refusal],
    about: Mapping[str, Any],
    small: Sequence[Result] = (),
    visits: Sequence[Outcome] = (),
    noise: Sequence[Loss] = (),
) -> dict[str, Any]:
    """The same, for a comparison with later runs."""
    return {
        "about": dict(about),
        "results": [*map(_numbers, results)],
        "small": [*map(_numbers, small)],
        "visits": [asdict(one) for one in visits],
        "fields": {name: asdict(scores) for name, scores in fields.items()},
        "sweep": [asdict(one) for one in sweep],
        "noise": [asdict(one) for one in noise],
    }


def _numbers(one: Result) -> dict[str, Any]:
    return {**asdict(one), "quality": one.quality, "per_millisecond": one.per_millisecond}
