"""Reading the official CSV files of ESCO in Dutch. What cannot be read is told with file, line and reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ATTRIBUTION = "Deze dienst gebruikt de ESCO-classificatie van de Europese Commissie."
"""The words that the licence of ESCO asks for."""
LARGEST_VALUE = 1_000_000
LONGEST_ROW = 500
"""A row over more lines than this has a quotation mark that is not closed."""
EVERY = 2_000
"""After so many rows progress is told."""
RELEASED = "released"
CODE = re.compile(r"[0-9]{1,4}")
ESSENTIAL, OPTIONAL = "essential", "optional"
Told = Callable[[str, int], None]


class EscoError(ValueError):
    """The files cannot be used; the message says which, why, and what to do. In Dutch."""


@dataclass(frozen=True)
class BadRow:
    """A row that was left out."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, regel {self.line}: {self.reason}"


@dataclass(frozen=True)
class EscoOccupation:
    """One occupation of ESCO."""

    uri: str
    name: str
    other_names: tuple[str, ...]
    group: str
    """Code of its ISCO group, four digits."""
    code: str
    description: str
    hidden_names: tuple[str, ...] = ()
    """Names to find it by that are not shown: old ones, misspellings."""


@dataclass(frozen=True)
class EscoSkill:
    """One skill or piece of knowledge."""

    uri: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    """skill/competence or knowledge; empty when it is not told."""
    description: str
    broader: str = ""
    """Name of the group of skills it belongs to, where that is told."""


@dataclass
class Esco:
    """What the files hold."""

    occupations: dict[str, EscoOccupation] = field(default_factory=dict)
    skills: dict[str, EscoSkill] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    """Code of an ISCO group -> its name."""
    relations: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Occupation and skill -> whether the skill is essential."""
    errors: list[BadRow] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """Files that are not there; without them there is less to tell, but what is there works."""


@dataclass(frozen=True)
class _Row:
    line: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def names(self, column: str) -> tuple[str, ...]:
        """The other names: one a line, each once."""
        found = (" ".join(name.split()) for name in self[column].split("\n"))
        return tuple(dict.fromkeys(name for name in found if name))


def read_esco(directory: Path, told: Told = lambda file, rows: None) -> Esco:
    """Read a directory with the files of ESCO in Dutch.

    Raises:
        EscoError: no directory, no occupations, or a file that is no CSV of ESCO.
    """
    if not directory.is_dir():
        raise EscoError(f"{directory} is geen map. Geef de map met de csv-bestanden van ESCO.")
    found = Esco()
    reader = _Reader(directory, found, told)
    for row in reader.rows("ISCOGroups", "code", "preferredLabel"):
        reader.keep(row, _group, found.groups)
    for row in reader.rows("occupations", "conceptUri", "preferredLabel", "iscoGroup", needed=True):
        reader.keep(row, reader.occupation, found.occupations)
    for row in reader.rows("skills", "conceptUri", "preferredLabel"):
        reader.keep(row, _skill, found.skills)
    for row in reader.rows("occupationSkillRelations", "occupationUri", "relationType", "skillUri"):
        reader.keep(row, reader.relation, found.relations)
    reader.broader()
    if not found.occupations:
        raise EscoError("Geen enkel beroep in deze bestanden is goed. Er is niets veranderd.")
    return found


class _Reader:
    """Reads one file after the other, and notes what is wrong."""

    def __init__(self, directory: Path, found: Esco, told: Told) -> None:
        self._directory, self._found, self._told = directory, found, told
        self._file = ""

    def rows(self, name: str, *columns: str, needed: bool = False, short: bool = False) -> Iterator[_Row]:
        """The rows of a file, whatever its exact name: `occupations_nl.csv` or `esco_occupations_nl.csv`.

        `short`: empty values at the end of a row may be left out, as ESCO does in the hierarchy of skills.
        """
        path = self._path(name)
        self._file = path.name if path else f"{name}_nl.csv"
        if path is None:
            if needed:
                raise EscoError(
                    f"In {self._directory} staat geen {self._file}. Haal ESCO op als csv, in het Nederlands."
                )
            self._found.absent.append(self._file)
            return
        try:
            with path.open(encoding="utf-8-sig", errors="strict", newline="") as lines:
                yield from self._parsed(lines, columns, short)
        except UnicodeDecodeError as error:
            raise EscoError(f"{self._file} is niet in UTF-8. Er is niets veranderd.") from error

    def _path(self, name: str) -> Path | None:
        wanted = re.compile(rf"(esco_)?{name}_nl\.csv", re.IGNORECASE)
        return next((path for path in sorted(self._directory.iterdir()) if wanted.fullmatch(path.name)), None)

    def _parsed(self, lines: Iterator[str], columns: tuple[str, ...], short: bool) -> Iterator[_Row]:
        csv.field_size_limit(LARGEST_VALUE)
        first = next(lines, "").replace("\0", "")
        header = next(csv.reader([first], delimiter=_separator(first)), [])
        if not set(columns) <= set(header):
            missing = ", ".join(name for name in columns if name not in header)
            raise EscoError(
                f"{self._file} is geen bestand van ESCO: ik mis de kolom {missing}. Er is niets veranderd."
            )
        count = 0
        for line, last, values in self._lines(csv.reader(lines, delimiter=_separator(first))):
            count += 1
            if len(values) == len(header) or (short and len(values) < len(header)):
                yield _Row(line, dict(zip(header, values, strict=False)))
            elif values:
                swallowed = (
                    f"; gelezen tot regel {last}: sluit elk aanhalingsteken"
                    if last - line > LONGEST_ROW
                    else ""
                )
                self.refuse(line, f"{len(values)} kolommen in plaats van {len(header)}{swallowed}")
            if count % EVERY == 0:
                self._told(self._file, count)
        self._told(self._file, count)

    def _lines(self, parsed: Any) -> Iterator[tuple[int, int, list[str]]]:
        """First and last line of each row, and its values. The header was line 1."""
        while True:
            line = parsed.line_num + 2
            try:
                values = next(parsed)
            except StopIteration:
                return
            except csv.Error:
                self.refuse(line, f"deze rij is niet te lezen; ik ga verder na regel {parsed.line_num + 1}")
                continue
            yield line, parsed.line_num + 1, values

    def refuse(self, line: int, reason: str) -> None:
        """Note a row that is left out."""
        self._found.errors.append(BadRow(self._file, line, reason))

    def keep(
        self, row: _Row, read: Callable[[_Row], tuple[Any, Any] | str | None], into: dict[Any, Any]
    ) -> None:
        """Take a row in, once. `read` gives key and content, a reason to refuse it, or None."""
        result = read(row)
        if isinstance(result, str):
            self.refuse(row.line, result)
        elif result is not None:
            key, value = result
            if key in into and into[key] != value:
                self.refuse(row.line, "dit stond al eerder in het bestand, anders")
            else:
                into[key] = value

    def occupation(self, row: _Row) -> tuple[str, EscoOccupation] | str | None:
        """An occupation, when it is in use."""
        if row["status"] not in ("", RELEASED):
            return None
        wrong = _wrong_concept(row)
        if wrong:
            return wrong
        if not CODE.fullmatch(row["iscoGroup"]):
            return f"'{row['iscoGroup'][:20]}' is geen code van een ISCO-groep"
        if self._found.groups and row["iscoGroup"] not in self._found.groups:
            return f"ISCO-groep {row['iscoGroup']} bestaat niet"
        name = " ".join(row["preferredLabel"].split())
        others = tuple(other for other in row.names("altLabels") if other != name)
        code = row["code"] or row["iscoGroup"]
        kept = EscoOccupation(
            row["conceptUri"],
            name,
            others,
            row["iscoGroup"],
            code,
            row["description"],
            row.names("hiddenLabels"),
        )
        return kept.uri, kept

    def relation(self, row: _Row) -> tuple[tuple[str, str], bool] | str | None:
        """Which skill an occupation asks."""
        if row["relationType"] not in (ESSENTIAL, OPTIONAL):
            return f"'{row['relationType'][:20]}' is geen soort band; het is {ESSENTIAL} of {OPTIONAL}"
        for column, known in (("occupationUri", self._found.occupations), ("skillUri", self._found.skills)):
            if row[column] not in known:
                return f"{column} {row[column][:120] or '(leeg)'} staat niet in de andere bestanden"
        return (row["occupationUri"], row["skillUri"]), row["relationType"] == ESSENTIAL

    def broader(self) -> None:
        """Say of each skill in which group it is, from the groups and the relations to them."""
        names = {
            row["conceptUri"]: row["preferredLabel"]
            for row in self.rows("skillGroups", "conceptUri", "preferredLabel")
        }
        for row in self.rows("skillsHierarchy", "Level 0 URI", "Level 0 preferred term", short=True):
            for level in range(4):
                uri, name = row[f"Level {level} URI"], row[f"Level {level} preferred term"]
                if uri and name:
                    names.setdefault(uri, name)
        for row in self.rows("broaderRelationsSkillPillar", "conceptUri", "broaderUri"):
            skill = self._found.skills.get(row["conceptUri"])
            above = names.get(row["broaderUri"]) or _name(self._found.skills.get(row["broaderUri"]))
            if skill is not None and above and not skill.broader:
                values = (skill.uri, skill.name, skill.other_names, skill.kind, skill.description)
                self._found.skills[skill.uri] = EscoSkill(*values, broader=above)


def _name(skill: EscoSkill | None) -> str:
    return skill.name if skill else ""


def _separator(header: str) -> str:
    """What stands between the values: a comma, as ESCO writes it, or what a spreadsheet made of it."""
    return max(",;\t", key=header.count)


def _wrong_concept(row: _Row) -> str | None:
    if not re.fullmatch(r"https?://\S{4,300}", row["conceptUri"]):
        return "conceptUri is leeg of geen webadres"
    return None if row["preferredLabel"] else "preferredLabel is leeg"


def _group(row: _Row) -> tuple[str, str] | str | None:
    if not CODE.fullmatch(row["code"]):
        return f"'{row['code'][:20]}' is geen code van een ISCO-groep"
    return (row["code"], row["preferredLabel"]) if row["preferredLabel"] else "preferredLabel is leeg"


def _skill(row: _Row) -> tuple[str, EscoSkill] | str | None:
    if row["status"] not in ("", RELEASED):
        return None
    wrong = _wrong_concept(row)
    if wrong:
        return wrong
    name = " ".join(row["preferredLabel"].split())
    return row["conceptUri"], EscoSkill(
        row["conceptUri"], name, row.names("altLabels"), row["skillType"], row["description"]
    )
