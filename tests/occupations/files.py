"""Small files in the form of ESCO's official CSV."""

from __future__ import annotations

import csv
from pathlib import Path

BASE = "http://data.europa.eu/esco"
OCCUPATIONS = (
    ("o-1", "7512", "bakker", "broodbakker\nbakkerin", "Bakkers maken brood en gebak.", "7512.1"),
    ("o-2", "5120", "kok", "restaurantkok", "Koks bereiden gerechten.", "5120.1"),
    ("o-3", "7231", "automonteur", "automecanicien", "Automonteurs herstellen auto's.", "7231.1"),
)
SKILLS = (
    ("s-1", "skill/competence", "brood bakken", "deeg bakken", "Brood en gebak in de oven bakken."),
    ("s-2", "knowledge", "voedselveiligheid", "", "Regels om voedsel veilig te houden."),
    ("s-3", "skill/competence", "remmen vervangen", "", "Remmen van een auto vervangen."),
)
RELATIONS = (
    ("o-1", "essential", "skill/competence", "s-1"),
    ("o-1", "optional", "knowledge", "s-2"),
    ("o-2", "essential", "knowledge", "s-2"),
    ("o-3", "essential", "skill/competence", "s-3"),
)
_OCCUPATIONS = """
conceptType conceptUri iscoGroup preferredLabel altLabels hiddenLabels status modifiedDate
regulatedProfessionNote scopeNote definition inScheme description code
"""
_SKILLS = """
conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status modifiedDate
scopeNote definition inScheme description
"""
OCCUPATION_COLUMNS, SKILL_COLUMNS = _OCCUPATIONS.split(), _SKILLS.split()


def occupation(key: str, group: str, name: str, others: str, told: str, code: str) -> list[str]:
    """One row of occupations_nl.csv."""
    row = ["Occupation", f"{BASE}/occupation/{key}", group, name, others, "", "released", "", "", "", "", ""]
    return [*row, told, code]


def skill(key: str, kind: str, name: str, others: str, told: str) -> list[str]:
    """One row of skills_nl.csv."""
    address = f"{BASE}/skill/{key}"
    return ["KnowledgeSkillCompetence", address, kind, "", name, others, "", "released", *[""] * 4, told]


def relation(key: str, kind: str, skill_kind: str, asked: str) -> list[str]:
    """One row of occupationSkillRelations_nl.csv."""
    return [f"{BASE}/occupation/{key}", kind, skill_kind, f"{BASE}/skill/{asked}"]


def write(path: Path, columns: list[str], rows: list[list[str]], separator: str = ",") -> None:
    """Write a file as ESCO does."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\n").writerows([columns, *rows])


def write_all(directory: Path) -> Path:
    """A small ESCO of three occupations, with every file."""
    directory.mkdir(parents=True, exist_ok=True)
    groups = [["ISCOGroup", f"{BASE}/isco/C{c}", c, n, "released", "", "", ""] for c, n in GROUPS]
    header = "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description"
    write(directory / "ISCOGroups_nl.csv", header.split(","), groups)
    write(directory / "occupations_nl.csv", OCCUPATION_COLUMNS, [occupation(*row) for row in OCCUPATIONS])
    write(directory / "skills_nl.csv", SKILL_COLUMNS, [skill(*row) for row in SKILLS])
    columns = ["occupationUri", "relationType", "skillType", "skillUri"]
    write(directory / "occupationSkillRelations_nl.csv", columns, [relation(*row) for row in RELATIONS])
    group = ["SkillGroup", f"{BASE}/skill/g-1", "voedsel bereiden", *[""] * 7, "S1"]
    header = (
        "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,inScheme"
    )
    write(directory / "skillGroups_nl.csv", [*header.split(","), "description", "code"], [group])
    levels = [f"Level {n} {what}" for n in range(4) for what in ("URI", "preferred term")]
    above = [f"{BASE}/skill/g-0", "vaardigheden", f"{BASE}/skill/g-2", "voertuigen herstellen"]
    write(directory / "skillsHierarchy_nl.csv", [*levels, "Description"], [above])
    pairs = [["s-1", "g-1"], ["s-3", "g-2"]]
    broader = [
        ["KnowledgeSkillCompetence", f"{BASE}/skill/{a}", "SkillGroup", f"{BASE}/skill/{b}"] for a, b in pairs
    ]
    columns = ["conceptType", "conceptUri", "broaderType", "broaderUri"]
    write(directory / "broaderRelationsSkillPillar_nl.csv", columns, broader)
    return directory


GROUPS = (("751", "Voedselverwerking"), ("7512", "Bakkers"), ("5120", "Koks"), ("7231", "Automonteurs"))
