"""A simulated visitor: tells a story, answers what is asked from what is true, and strays now and then."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.personas import Outcome
from benchmarks.processes import ServerStopped
from knowledge import shared_knowledge

VISITORS = Path(__file__).with_name("bezoekers.yml")
MOST_TURNS = 30
PATIENCE = 30.0
TRIES = 8
BUSY = (429, 503)
UNKNOWN = "dat weet ik niet"
PUSHING_ON = ("ja doe maar verder", "waar heb ik nu recht op?")
PLAIN: dict[str, dict[Any, str]] = {
    "sector": {
        "prive": "de privésector",
        "social_profit": "social profit, een vzw",
        "lokale_overheid": "bij de stad",
        "onderwijs": "in een school",
    },
    "werkgewest": {"vlaanderen": "in Vlaanderen", "brussel": "in Brussel", "wallonie": "in Wallonië"},
    "woongewest": {"vlaanderen": "in Vlaanderen", "brussel": "in Brussel", "wallonie": "in Wallonië"},
    "uurrooster": {"vast": "een vast uurrooster", "variabel": "wisselende uren"},
    "diploma": {
        "geen": "geen diploma",
        "lager_onderwijs": "lager onderwijs",
        "lager_secundair": "lager secundair",
        "hoger_secundair": "secundair diploma",
        "gebrevetteerd_verpleegkundige": "gebrevetteerd verpleegkundige",
        "bachelor": "bachelor",
        "master": "master",
    },
    "initiatief": {"werknemer": "ik wil het zelf", "werkgever": "mijn werkgever stelde het voor"},
    "betaald_door": {"werknemer": "ik betaal het zelf", "werkgever": "mijn werkgever betaalt"},
    "soort": {
        "hoger_onderwijs": "aan een hogeschool of universiteit",
        "nt2": "een cursus Nederlands",
    },
    "uitkering": {"inschakeling": "een inschakelingsuitkering"},
    "ondernemingsgrootte": {"klein": "een kleine onderneming"},
}
UNITS = {
    "leeftijd": "{} jaar",
    "uren_per_week": "{} uur per week",
    "tewerkstellingspercentage": "{} procent",
    "contacturen": "{} uur",
    "studiepunten": "{} studiepunten",
    "werkervaring_jaren": "{} jaar",
    "ancienniteit_maanden": "{} maanden",
    "directe_kost": "{} euro",
    "loopbaanbegeleiding_jaren_geleden": "{} jaar geleden",
}


@dataclass
class Visitor:
    """Who talks: the facts by bare name, and the words."""

    id: str
    verhaal: str
    waar: dict[str, Any]
    peildatum: str
    ingang: str = "burger"
    woorden: dict[str, str] = field(default_factory=dict)
    tussendoor: dict[int, str] = field(default_factory=dict)
    weet_niet: list[str] = field(default_factory=list)

    def answer(self, asked: str) -> str:
        """The words for what is true, or that it is not known."""
        value = self.waar.get(asked)
        if value is None or asked in self.weet_niet:
            return UNKNOWN
        if asked in self.woorden:
            return self.woorden[asked]
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if value in PLAIN.get(asked, {}):
            return PLAIN[asked][value]
        return UNITS.get(asked, "{}").format(str(value).replace(".", ",").replace("_", " "))

    def sections(self) -> dict[str, dict[str, Any]]:
        """The true facts as `profiel` and `opleiding`."""
        vocabulary = shared_knowledge().vocabulary
        found: dict[str, dict[str, Any]] = {"profiel": {}, "opleiding": {}}
        for name, value in self.waar.items():
            section, dot, bare = vocabulary.locate(name).rpartition(".")
            found[section if dot else "profiel"][bare] = value
        return found


def load_visitors(path: Path = VISITORS) -> list[Visitor]:
    """The visitors of the file."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Visitor(**{**row, "peildatum": str(row["peildatum"])}) for row in rows]


def visit(visitor: Visitor, address: str) -> Outcome:
    """One talk over HTTP, up to the overview, and what came of it."""
    opened = _post(f"{address}/api/v1/gesprekken", {"ingang": visitor.ingang, "peildatum": visitor.peildatum})
    url = f"{address}/api/v1/gesprekken/{opened['gesprek']}/berichten"
    answer, told, questions, idle, text = opened, set[str](), 0, 0, visitor.verhaal
    for _ in range(MOST_TURNS):
        answer = _post(url, {"tekst": text, "bericht_id": str(uuid.uuid4())}, opened["token"])
        if answer.get("rechten") is not None and not answer.get("voorlopig"):
            break
        asked = (answer.get("vraag") or {}).get("veld")
        if asked is None:
            text, idle = PUSHING_ON[idle % len(PUSHING_ON)], idle + 1
            continue
        questions += 1
        text = visitor.tussendoor.get(questions) or visitor.answer(asked)
        if text == visitor.answer(asked) and text != UNKNOWN:
            told.add(asked)
    return _outcome(visitor, answer, told, questions, address)


def _outcome(
    visitor: Visitor, answer: dict[str, Any], told: set[str], questions: int, address: str
) -> Outcome:
    known = {**(answer.get("profiel") or {}), **(answer.get("opleiding") or {})}
    right = [name for name, value in visitor.waar.items() if same(known.get(name), value)]
    wrong = [name for name in visitor.waar if known.get(name) is not None and name not in right]
    found = {row["id"]: row["status"] for row in answer.get("rechten") or []}
    core = list(shared_knowledge().core)
    judged = _post(
        f"{address}/api/v1/rechten",
        {"peildatum": visitor.peildatum, "maatregelen": core, **visitor.sections()},
    )
    statuses = {row["id"]: (found.get(row["id"]), row["status"]) for row in judged["maatregelen"]}
    missed = tuple(sorted(name for name in told if known.get(name) is None))
    completed = answer.get("rechten") is not None and not answer.get("voorlopig")
    return Outcome(visitor.id, completed, questions, len(right), tuple(wrong), missed, statuses)


def same(found: object, true: object) -> bool:
    """Whether a fact is the true one; numbers may differ a little, titles may be longer."""
    if isinstance(true, (int, float)) and not isinstance(true, bool):
        return isinstance(found, (int, float)) and abs(found - true) <= 0.05 * abs(true)
    if isinstance(true, str) and isinstance(found, str):
        return true.lower() in found.lower()
    return found == true


def _post(url: str, body: dict[str, Any], token: str | None = None) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                found: dict[str, Any] = json.load(response)
                return found
        except urllib.error.HTTPError as error:
            if error.code not in BUSY:
                raise
            time.sleep(float(error.headers.get("Retry-After") or 1))
    raise ServerStopped(f"{url} stays busy")
