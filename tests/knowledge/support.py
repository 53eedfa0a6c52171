# ruff: noqa: E501
"""What the tests of the domain share: the real knowledge, a small data directory, people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from knowledge import (
    Facts,
    Knowledge,
    KnowledgeError,
    MeasureResult,
    Problem,
    load_knowledge,
    shared_knowledge,
)

SCHOOL_YEAR = date(2025, 10, 1)
CONTRACT_PROFILE: dict[str, Any] = {
    "statuut": "werknemer",
    "sector": "prive",
    "werkgewest": "vlaanderen",
    "tewerkstellingspercentage": 100,
    "uren_per_week": 38,
}
CONTRACT_TRAINING: dict[str, Any] = {"in_opleidingsdatabank": True, "contacturen": 40}

real_knowledge = shared_knowledge


def judged(knowledge: Knowledge, measure: str, facts: Facts, on: date) -> MeasureResult:
    """One measure for these facts."""
    return knowledge.assess(facts, on, [measure]).results[0]


VOCABULARY = """
    version: 1
    uitgave: "2026.1"
    profiel:
      leeftijd: {type: int, label: leeftijd, eenheid: jaar, min: 14, max: 110}
      statuut: {type: enum, label: statuut, values: {werknemer: werknemer, zelfstandige: zelfstandige, student: student}}
      bijberoep: {type: bool, label: bijberoep}
      diploma: {type: enum, label: diploma, values: {geen: geen diploma, master: master}}
      scholingsgraad: {type: enum, label: scholingsgraad, values: {kort: kort, hoog: hoog}}
      loon: {type: number, label: loon, eenheid: EUR_per_maand, min: 0}
      sinds: {type: date, label: begindatum}
      postcode: {type: str, label: postcode, patroon: "[1-9][0-9]{3}", patroon_uitleg: Vier cijfers.}
      gewest: {type: enum, label: gewest, values: {vlaanderen: Vlaanderen, brussel: Brussel}}
    opleiding:
      uren: {type: number, label: lesuren, eenheid: uur, min: 0}
      punten: {type: number, label: studiepunten, eenheid: studiepunt, min: 0}
      online: {type: bool, label: online}
    afleidingen:
    - {uit: diploma, naar: scholingsgraad, tabel: {geen: kort, master: hoog}}
    - {uit: postcode, naar: gewest, bereiken: [{van: 1000, tot: 1299, waarde: brussel}, {van: 8000, tot: 9999, waarde: vlaanderen}]}
    - {als: "statuut == zelfstandige en bijberoep", naar: statuut, waarde: werknemer, vervangt: true}
    maatregelen:
      kern: [vov, cheque]
      ander: [gir]
    status: {recht: ja, mogelijk: misschien, geen_recht: nee, buiten_periode: bestaat niet}
    zekerheid: {bevestigd: zeker, onzeker: niet zeker}
    intents: {groet: begroeting}
    entiteiten: [leeftijd]
"""

MEASURE = """
    id: vov
    naam: Verlof
    niveau: vlaams
    wat: "Verlof om te leren."
    voor_wie: "Je werkt."
    bronnen:
      A1: {titel: "Besluit", url: "https://example.org", datum: "2020", zekerheid: A, gezien_op: 2026-11-21}
      D1: {titel: "Afleiding", url: null, datum: null, zekerheid: D, gezien_op: 2026-11-21}
    periode: {van: 2020-01-01, tot: 2026-12-31, bronnen: [A1], toelichting: "Sinds 2020."}
    parameters:
      min_uren:
        omschrijving: kleinste opleiding
        eenheid: uur
        waarden:
        - {van: 2020-01-01, tot: 2024-12-31, waarde: 32, bronnen: [A1], zekerheid: A}
        - {van: 2025-01-01, tot: 2025-12-31, waarde: null, bronnen: [A1], zekerheid: D, toelichting: "Niet gevonden."}
        - {van: 2026-01-01, tot: 2026-12-31, waarde: 40, betwist: true, bronnen: [A1], zekerheid: A, toelichting: "Spreekt elkaar tegen."}
      premie:
        omschrijving: premie per maand
        eenheid: EUR_per_maand
        waarden:
        - {van: 2020-01-01, tot: 2023-12-31, waarde: 1250.5, bronnen: [A1], zekerheid: A}
        - {van: 2024-01-01, tot: 2024-12-31, waarde: 1300, bronnen: [D1], zekerheid: D}
        - {van: 2025-01-01, tot: 2025-12-31, waarde: null, bronnen: [D1], zekerheid: D, toelichting: "De premie is niet gevonden."}
        - {van: 2026-01-01, tot: 2026-12-31, waarde: 1400, betwist: true, bronnen: [A1], zekerheid: A, toelichting: "Twee bronnen, twee bedragen."}
      dagen:
        omschrijving: dagen om aan te vragen
        eenheid: dag
        waarden:
        - {van: 2020-01-01, tot: 2021-12-31, waarde: 15, bronnen: [A1], zekerheid: A}
        - {van: 2022-01-01, tot: null, waarde: 20, bronnen: [A1], zekerheid: A}
    berekeningen:
      genoeg: "opleiding.uren >= $min_uren"
    voorwaarden:
    - id: V-1
      eis: "statuut == werknemer"
      voldaan: "Je werkt."
      niet_voldaan: "Jij bent {statuut}."
      onbekend: "Ik weet niet of je werkt."
      bronnen: [A1]
    - id: V-2
      eis: "#genoeg"
      voldaan: "Dat zijn {opleiding.uren} uur."
      niet_voldaan:
      - {als: "opleiding.uren < 10", tekst: "Veel te kort."}
      - {tekst: "Te kort: {$min_uren} uur is nodig."}
      onbekend: "Hoe lang duurt het?"
      bronnen: [A1]
    voordeel:
      bedrag_per_maand_bruto: {formule: "$premie", omschrijving: premie}
      uren: {formule: "min(opleiding.uren, 100)", als: "bekend(opleiding.uren)"}
      rva_uitkering: {status: "leeftijd >= 25"}
    aandachtspunten:
    - {tekst: "Vraag het binnen {$dagen} dagen.", bronnen: [A1]}
    - {tekst: "Online telt.", als: "opleiding.online", bronnen: [A1]}
    onzekerheden:
    - {veld: uren, uitleg: "Onder 60 uur is het onzeker.", als: "opleiding.uren < 60", bij: V-2, van: 2023-01-01, tot: 2023-12-31}
    combineerbaar:
      cheque: {waarde: ja, toelichting: "Dat mag samen.", bronnen: [A1]}
    aanvragen:
    - {van: 2020-01-01, tot: 2024-12-31, waar: "Bij je werkgever.", tegen: "Binnen {$dagen} dagen.", link: "https://example.org", stappen: ["Vraag het."], bronnen: [A1]}
    wijzigingen:
    - {datum: 2025-01-01, tekst: "Nieuwe regels.", bronnen: [A1]}
    voorbeelden:
    - {naam: gewoon, dossier: "1", peildatum: 2021-01-01, profiel: {statuut: werknemer}, opleiding: {uren: 40}, verwacht: {status: recht}}
    voorbeelden_niet_uitdrukbaar:
    - {dossier: "2", waarom: "Dat kan niet."}
"""

QUESTIONS = """
    onderwerpen: [werk, school]
    vragen:
      statuut:
        onderwerp: werk
        tekst: "Wat doe je?"
        kort: "wat doe je?"
        waarom: "Dat telt."
        uitleg: "Werk of school."
        keuzes:
        - {titel: "Ik werk", waarde: werknemer}
        - {titel: "Weet ik niet", waarde: weet_niet}
        kansen: {werknemer: 0.7, student: 0.2, weet_niet: 0.1}
      diploma:
        onderwerp: school
        beantwoordt: [scholingsgraad]
        tekst: "Welk diploma?"
        kort: "welk diploma?"
        waarom: "Dat telt."
        uitleg: "Het hoogste."
      opleiding.uren:
        onderwerp: school
        alleen_als: "niet statuut == student"
        tekst: "Hoeveel uur?"
        kort: "hoeveel uur?"
        waarom: "Dat telt."
        uitleg: "Tel de lessen."
        kansen: {"20": 1, "60": 3}
"""

FACTS = """
    leeftijd: "{waarde} jaar"
    bijberoep: {ja: met bijberoep, nee: zonder bijberoep}
"""

BENEFITS = """
    bedrag_per_maand_bruto: {zin: "{waarde} per maand", onbekend: "het bedrag ken ik niet", eenheid: EUR, overzicht: true}
    uren: {zin: "{waarde} vrij", onbekend: "de uren ken ik niet", eenheid: uur}
    rva_uitkering: {recht: "met uitkering", mogelijk: "misschien met uitkering", geen_recht: "zonder uitkering"}
"""

SIGNPOSTS = """
    - {als: "statuut == student", tekst: "Bel {tel_vdab} of {tel_overheid}."}
"""

SUBJECTS = """
    loon:
      maatregelen: [vov]
      teksten: [{als: "statuut == student", tekst: "Bel {tel_vdab}."}]
    geen_regel:
      teksten: [{tekst: "Vraag het na."}]
"""

GLOSSARY = """
    - {woorden: [verlof, vrijaf], uitleg: "Niet werken."}
"""

CHANNELS = """
    bronnen:
      G1: {titel: "Contact", url: null, datum: null, zekerheid: A, gezien_op: 2026-11-21}
    kanalen:
    - {id: vdab, naam: VDAB, wat: "Werk.", telefoon: "0800", gratis: true, bronnen: [G1], zekerheid: A}
    - {id: overheid_1700, naam: "1700", wat: "Alles.", telefoon: "1700", bronnen: [G1], zekerheid: A}
    - {id: leerwinkel, naam: Leerwinkel, wat: "Leren.", bronnen: [G1], zekerheid: A}
    - {id: loopbaancentrum, naam: Centrum, wat: "Loopbaan.", maatregel: vov, bronnen: [G1], zekerheid: A}
"""

HELP_LINES = """
    bronnen:
      H1: {titel: "Nood", url: null, datum: null, zekerheid: A, gezien_op: 2026-11-21}
    hulplijnen:
    - {id: nood, naam: nood, nummer: "112", voor: "Gevaar.", soort: [gevaar], wanneer: altijd, bronnen: [H1], zekerheid: A}
"""

TRAJECTORIES = """
    - {als: "statuut == student", ingang: [werkgever], vragen: true, maatregelen: [gir]}
    - {als: "gewest == brussel", maatregelen: [cheque]}
"""

CHANGEABLE = """
    veranderingen:
    - {id: langer, getal: opleiding.uren, richting: meer, moeite: 1, als_je: "{waarde} uur les volgt"}
    wachten:
      langst_maanden: 24
      velden: {}
"""

MOTIVES = """
    bronnen: {}
    soorten: {}
    drempels: {}
"""

FILES = {
    "vocabulary.yml": VOCABULARY,
    "maatregelen/vov.yml": MEASURE,
    "vragen.yml": QUESTIONS,
    "trajecten.yml": TRAJECTORIES,
    "veranderbaar.yml": CHANGEABLE,
    "teksten/feiten.yml": FACTS,
    "teksten/voordelen.yml": BENEFITS,
    "teksten/wegwijzers.yml": SIGNPOSTS,
    "teksten/onderwerpen.yml": SUBJECTS,
    "teksten/woordenlijst.yml": GLOSSARY,
    "drempels.yml": MOTIVES,
    "doelen.yml": "{}",
    "tegenspraak.yml": "[]",
    "contactkanalen.yml": CHANNELS,
    "hulplijnen.yml": HELP_LINES,
}
VOV = "maatregelen/vov.yml"


class SmallData:
    """A small sound data directory; `change` spoils it, `problems` says what the loader finds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a file, without the common indentation."""
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> int:
        """Replace a piece of a file that stands there once; the line where it stands."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line(self, name: str, piece: str) -> int:
        """The line where this piece first stands."""
        text = (self.root / name).read_text(encoding="utf-8")
        return text[: text.index(piece)].count("\n") + 1

    def load(self) -> Knowledge:
        """The knowledge in this directory."""
        return load_knowledge(self.root)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with this directory; fails when nothing is."""
        with pytest.raises(KnowledgeError) as caught:
            self.load()
        return caught.value.problems
