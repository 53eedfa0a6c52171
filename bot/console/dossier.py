"""The facts and the rights of a person as a counsellor reads them: the whole trace, and what would move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.console.told import Told
from bot.conversation.answer import accepted_facts
from knowledge import Facts, InvalidFacts, Knowledge, UnknownField, assessment_as_contract, next_question
from knowledge.answers.benefits import benefit_phrases
from knowledge.answers.facts import say_fact
from knowledge.assessment import Assessment
from knowledge.facts import Refused, as_json, parse_value
from knowledge.formatting import dutch_date
from knowledge.vocabulary import Field, bare

GROUPS = (
    ("recht", "Recht"),
    ("mogelijk", "Mogelijk"),
    ("geen_recht", "Geen recht"),
    ("buiten_periode", "Bestaat nu niet"),
)
STATUS = dict(GROUPS)
OUTCOMES = {"voldaan": "voldaan", "niet_voldaan": "niet voldaan", "onbekend": "onbekend"}


@dataclass(frozen=True)
class Supposed:
    """A fact that is tried out."""

    field: str
    value: Any
    words: str


class BadSupposition(ValueError):
    """What was tried out is no fact; the message says why, in Dutch."""


def read_value(knowledge: Knowledge, field: str, written: str) -> Any:
    """A value as it was typed or chosen, in the JSON form; BadSupposition when it cannot be."""
    try:
        found = knowledge.vocabulary.field(field)
        value = as_json(
            parse_value(found, written.strip().replace(",", ".") if found.is_number else written.strip())
        )
        training = found.section == "opleiding"
        knowledge.facts({} if training else {field: value}, {field: value} if training else {})
    except (Refused, InvalidFacts, UnknownField) as error:
        raise BadSupposition(f"Dat is geen waarde voor dit gegeven. {_why(error)}".strip()) from error
    return value


def _why(error: Exception) -> str:
    if isinstance(error, InvalidFacts):
        return " ".join(problem.melding for problem in error.errors)
    return str(error) if isinstance(error, Refused) else "Dit gegeven ken ik niet."


def suppose(knowledge: Knowledge, written: Iterable[str]) -> list[Supposed]:
    """Read `veld:waarde` pairs."""
    found = []
    for pair in written:
        name, _, text = pair.partition(":")
        value = read_value(knowledge, name, text)
        found.append(Supposed(name, value, say_fact(knowledge.vocabulary.field(name), value)))
    return found


def dossier(
    knowledge: Knowledge,
    slots: Mapping[str, Any],
    on: date,
    entrance: str,
    told: Mapping[str, Told],
    supposed: Iterable[Supposed] = (),
    everything: bool = False,
) -> dict[str, Any]:
    """What the page shows: facts with their origin, rights with their trace, and what a supposition moves."""
    real = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    facts = real
    tried = list(supposed)
    for item in tried:
        facts = facts.with_(knowledge.vocabulary.locate(item.field), item.value)
    chosen = knowledge.offered if everything else knowledge.shown_for(facts, entrance)
    assessment = knowledge.assess(facts, on, chosen)
    question = next_question(knowledge, facts, on, knowledge.planned_for(facts, entrance))
    return {
        "feiten": _facts(knowledge, real, told),
        "groepen": _groups(knowledge, assessment),
        "medewerker": _of_worker(knowledge, slots),
        "geprobeerd": tried,
        "verschillen": _differences(knowledge.assess(real, on, chosen), assessment) if tried else [],
        "vraag": question.tekst if question else None,
        "vraag_waarom": question.waarom if question else None,
        "ontbreekt": _missing(knowledge, assessment),
        "dag": dutch_date(on),
        "kennis": knowledge.version,
        "alles": everything,
    }


def _facts(knowledge: Knowledge, facts: Facts, told: Mapping[str, Told]) -> list[dict[str, Any]]:
    values = {**facts.profiel, **facts.opleiding}
    rows = []
    for key, field in knowledge.vocabulary.fields.items():
        name = bare(key)
        if name in values:
            row = {"veld": name, "tekst": say_fact(field, values[name]), "van": told.get(name)}
            rows.append({**row, "label": field.label})
    return rows


def _of_worker(knowledge: Knowledge, slots: Mapping[str, Any]) -> list[str]:
    """What an employer told of one person who works for them: no fact of the employer."""
    told = (slots.get("gesprek_staat") or {}).get("medewerker") or {}
    facts = accepted_facts(knowledge, told, {})
    return [
        say_fact(field, facts.profiel[bare(key)])
        for key, field in knowledge.vocabulary.fields.items()
        if key in facts.stated and bare(key) in facts.profiel
    ]


def _groups(knowledge: Knowledge, assessment: Assessment) -> list[dict[str, Any]]:
    rendered = assessment_as_contract(assessment, None)["maatregelen"]
    measures = [
        {**measure, "voordelen": benefit_phrases(result), **_in_words(knowledge, measure)}
        for measure, result in zip(rendered, assessment.results, strict=True)
    ]
    return [
        {"status": status, "titel": title, "maatregelen": [m for m in measures if m["status"] == status]}
        for status, title in GROUPS
    ]


def _in_words(knowledge: Knowledge, measure: dict[str, Any]) -> dict[str, Any]:
    field = knowledge.vocabulary.field
    return {
        "ontbreekt": [field(name).label for name in measure["ontbrekend"]],
        "spoor": [
            {
                **reason,
                "woord": OUTCOMES[reason["uitkomst"]],
                "gegevens": [
                    (field(name).label, None if value is None else say_fact(field(name), value))
                    for name, value in reason["feiten"].items()
                ],
            }
            for reason in measure["redenen"]
        ],
    }


def _differences(before: Assessment, after: Assessment) -> list[dict[str, Any]]:
    """Per measure that moves: its status and benefits before and after."""
    rows = []
    for old in before.results:
        new = after.by_id[old.measure.id]
        was, becomes = benefit_phrases(old, brief=True), benefit_phrases(new, brief=True)
        if (old.status, was) != (new.status, becomes):
            words = {"was": STATUS[old.status], "wordt": STATUS[new.status]}
            rows.append({"naam": old.measure.naam, **words, "voordeel_was": was, "voordeel_wordt": becomes})
    return rows


def _missing(knowledge: Knowledge, assessment: Assessment) -> list[str]:
    """What still decides something, the most decisive first."""
    keys = [key for result in assessment.results for key in result.missing]
    return [knowledge.vocabulary.fields[key].label for key in sorted(set(keys), key=lambda k: -keys.count(k))]


def choices(knowledge: Knowledge) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Every field for a form: name, label, and its values when those are all."""
    return [
        (bare(key), _label(key, field), _values(field)) for key, field in knowledge.vocabulary.fields.items()
    ]


def _label(key: str, field: Field) -> str:
    return f"{field.label} (opleiding)" if key.startswith("opleiding.") else field.label


def _values(field: Field) -> list[tuple[str, str]]:
    if field.type == "bool":
        return [("true", "ja"), ("false", "nee")]
    return [(value, label) for value, label in field.values.items()]
