"""`voorbeeld`: a situation with its present outcome, as a worked example to paste in a measure file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..assessment import MeasureResult
from ..contract import result_as_contract
from ..errors import UnknownMeasure
from ..knowledge import Knowledge
from .console import GOOD, CommandError, note, say
from .situations import checked_facts, read_one


def export(knowledge: Knowledge, path: Path, measures: Sequence[str], name: str) -> int:
    """Say the example of each measure; without measures of those that are not plainly refused."""
    given = read_one(path)
    facts = checked_facts(knowledge, given)
    try:
        results = knowledge.assess(facts, given.on, list(measures) or None).results
    except UnknownMeasure as error:
        raise CommandError(f"{error} Er zijn: {', '.join(knowledge.measures)}.") from error
    shown = [result for result in results if measures or result.status in ("recht", "mogelijk")]
    for result in shown:
        say(f"# maatregelen/{result.measure.id}.yml, onder 'voorbeelden:'")
        say(as_example(result, name, given.profiel, given.opleiding))
        say()
    if not shown:
        note("Geen enkele maatregel geeft hier recht of misschien recht. Noem er een met --maatregel.")
    else:
        note("Kijk na of elke uitkomst klopt met de bron voor je het voorbeeld overneemt.")
    return GOOD


def as_example(result: MeasureResult, name: str, profiel: Any, opleiding: Any) -> str:
    """The lines of YAML."""
    told = result_as_contract(result)
    expected: dict[str, Any] = {"status": told["status"], "zekerheid": told["zekerheid"]}
    if told["voordeel"]:
        expected["voordeel"] = told["voordeel"]
    if told["status"] == "mogelijk":
        expected["ontbrekend"] = told["ontbrekend"]
    return "\n".join(
        [
            f"- naam: {_scalar(name)}",
            f"  peildatum: {result.on.isoformat()}",
            f"  profiel: {_flow(profiel)}",
            f"  opleiding: {_flow(opleiding)}",
            f"  verwacht: {_flow(expected)}",
        ]
    )


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Words that are plainly a name stand bare, as in the files; other texts are quoted."""
    if isinstance(value, str):
        plain = value.isidentifier() and value not in ("true", "false", "null")
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
