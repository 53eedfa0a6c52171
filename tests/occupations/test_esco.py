"""Reading the files of ESCO, keeping them, and what happens with bad ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from bot.occupations.store import EscoFile
from knowledge.occupations.esco import ATTRIBUTION, EscoError, read_esco
from knowledge.occupations.search import Occupations, esco_id
from tests.occupations.files import (
    BASE,
    OCCUPATION_COLUMNS,
    OCCUPATIONS,
    occupation,
    relation,
    write,
    write_all,
)

BAKER = f"{BASE}/occupation/o-1"


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    return write_all(tmp_path / "esco")


@pytest.fixture
def file(tmp_path: Path) -> EscoFile:
    return EscoFile(tmp_path / "var" / "beroepen.db")


def occupations_file(esco: Path) -> Path:
    return esco / "occupations_nl.csv"


def test_everything_of_the_official_files_is_kept(esco: Path, file: EscoFile) -> None:
    seen: list[tuple[str, int]] = []
    read = read_esco(esco, lambda name, rows: seen.append((name, rows)))
    assert read.errors == [] and read.absent == []
    assert ("occupations_nl.csv", 3) in seen
    report = file.take_in(read)
    assert (report.new, report.skills, report.relations) == (3, 3, 4)
    baker = file.find(BAKER)
    assert baker is not None
    assert baker.occupation.other_names == ("broodbakker", "bakkerin")
    assert baker.group_name == "Bakkers"
    assert [(skill.name, needed) for skill, needed in baker.skills] == [
        ("brood bakken", True),
        ("voedselveiligheid", False),
    ]
    assert baker.skills[0][0].broader == "voedsel bereiden"
    repair = file.find(f"{BASE}/occupation/o-3")
    assert repair is not None and repair.skills[0][0].broader == "voertuigen herstellen"
    assert [found.id for found in file.search("broodbakkerin", 3)][0] == BAKER


def test_the_same_again_changes_nothing_and_a_change_is_told(esco: Path, file: EscoFile) -> None:
    file.take_in(read_esco(esco))
    kept = file.path.read_bytes()
    stamp = file.path.stat().st_mtime_ns
    report = file.take_in(read_esco(esco))
    assert (report.new, report.changed, report.same, report.gone) == (0, 0, 3, 0)
    assert file.path.read_bytes() == kept and file.path.stat().st_mtime_ns == stamp
    rows = [occupation(*OCCUPATIONS[0]), occupation(*OCCUPATIONS[1][:4], "Anders.", "5120.1")]
    write(occupations_file(esco), OCCUPATION_COLUMNS, rows)
    report = file.take_in(read_esco(esco))
    assert (report.new, report.changed, report.same, report.gone) == (0, 1, 1, 1)
    assert file.find(f"{BASE}/occupation/o-3") is None
    assert list(file.path.parent.iterdir()) == [file.path], "nothing is left beside it"


def test_bad_rows_are_told_with_line_and_reason_and_the_rest_is_kept(esco: Path, file: EscoFile) -> None:
    good = [occupation(*row) for row in OCCUPATIONS]
    bad = [
        occupation("o-4", "", "zonder groep", "", "", ""),
        occupation("o-5", "9999", "groep die niet bestaat", "", "", ""),
        occupation("o-6", "7512", "", "", "", ""),
        ["Occupation", "geen adres", "7512", "x", *[""] * 10],
        ["half", "een"],
        occupation("o-1", "7512", "twee keer", "", "", ""),
    ]
    write(occupations_file(esco), OCCUPATION_COLUMNS, [*good[:1], *bad, *good[1:]])
    read = read_esco(esco)
    told = [str(error) for error in read.errors if error.file == "occupations_nl.csv"]
    assert len(told) == len(bad) and len(read.occupations) == 3
    # the first good row takes two lines: its names are on lines of their own
    assert told[0] == "occupations_nl.csv, regel 4: '' is geen code van een ISCO-groep"
    assert "regel 5: ISCO-groep 9999 bestaat niet" in told[1]
    assert "regel 6: preferredLabel is leeg" in told[2]
    assert "regel 7: conceptUri is leeg of geen webadres" in told[3]
    assert "regel 8: 2 kolommen in plaats van 14" in told[4]
    assert "anders" in told[5]


def test_relations_that_lead_nowhere_are_told(esco: Path) -> None:
    columns = ["occupationUri", "relationType", "skillType", "skillUri"]
    rows = [relation("o-1", "essential", "", "s-1"), relation("o-9", "essential", "", "s-1")]
    rows += [relation("o-1", "essential", "", "s-9"), relation("o-1", "misschien", "", "s-2")]
    write(esco / "occupationSkillRelations_nl.csv", columns, rows)
    read = read_esco(esco)
    assert len(read.relations) == 1
    assert [error.line for error in read.errors] == [3, 4, 5]
    assert "occupationUri" in read.errors[0].reason and "skillUri" in read.errors[1].reason
    assert "misschien" in read.errors[2].reason


@pytest.mark.parametrize("name", ["skills_nl.csv", "occupationSkillRelations_nl.csv", "ISCOGroups_nl.csv"])
def test_a_file_that_is_not_there_is_told_and_the_rest_works(esco: Path, name: str, file: EscoFile) -> None:
    (esco / name).unlink()
    read = read_esco(esco)
    assert read.absent == [name]
    file.take_in(read)
    assert file.find(BAKER) is not None


def test_prefixed_names_and_other_separators_are_fine(esco: Path) -> None:
    occupations_file(esco).unlink()
    rows = [occupation(*row) for row in OCCUPATIONS]
    for separator in ";\t":
        write(esco / "esco_occupations_nl.csv", OCCUPATION_COLUMNS, rows, separator)
        assert len(read_esco(esco).occupations) == 3
    path = esco / "esco_occupations_nl.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_esco(esco).occupations) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!doctype html><html>niet gevonden</html>", "mis de kolom"),
        (b"", "mis de kolom"),
        (b"\x00\x01\x02", "mis de kolom"),
        (",".join(OCCUPATION_COLUMNS).encode() + b"\nOccupation,http://x.eu/\xff\xfe,1", "UTF-8"),
        (",".join(OCCUPATION_COLUMNS).encode() + b"\n", "Geen enkel beroep"),
        (",".join(OCCUPATION_COLUMNS).encode() + b"\n,,,,,,,,,,,,,\n", "Geen enkel beroep"),
    ],
    ids=["html", "empty", "binary", "latin-1", "header only", "empty rows"],
)
def test_a_file_that_is_no_esco_leaves_what_was_there(
    esco: Path, file: EscoFile, content: bytes, told: str
) -> None:
    file.take_in(read_esco(esco))
    occupations_file(esco).write_bytes(content)
    with pytest.raises(EscoError, match=told):
        file.take_in(read_esco(esco))
    assert file.counts()["beroepen"] == 3


def test_half_a_download_is_refused_unless_that_is_meant(esco: Path, file: EscoFile) -> None:
    file.take_in(read_esco(esco))
    write(occupations_file(esco), OCCUPATION_COLUMNS, [occupation(*OCCUPATIONS[0])])
    with pytest.raises(EscoError, match="halve download"):
        file.take_in(read_esco(esco))
    assert file.counts()["beroepen"] == 3
    assert file.take_in(read_esco(esco), smaller=True).gone == 2


def test_a_quotation_mark_that_is_not_closed_is_told(esco: Path) -> None:
    path = occupations_file(esco)
    lines = "\n".join(f'x{n},"{"y" * 10}' for n in range(600))
    path.write_text(path.read_text(encoding="utf-8") + 'Occupation,"http://x\n' + lines, encoding="utf-8")
    read = read_esco(esco)
    assert len(read.occupations) == 3
    assert any("aanhalingsteken" in error.reason or "kolommen" in error.reason for error in read.errors)


def test_an_interrupted_import_leaves_what_was_there(
    esco: Path, file: EscoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.take_in(read_esco(esco))
    write(occupations_file(esco), OCCUPATION_COLUMNS, [occupation(*row) for row in OCCUPATIONS[:2]])

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("knowledge.occupations.index.Index.build", stop)
    with pytest.raises(KeyboardInterrupt):
        file.take_in(read_esco(esco))
    assert file.counts()["beroepen"] == 3
    assert list(file.path.parent.iterdir()) == [file.path]


def test_a_damaged_or_foreign_file_counts_as_none(file: EscoFile, esco: Path) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(b"geen databank")
    assert not file.present and file.search("bakker", 3) == [] and file.find(BAKER) is None
    file.path.unlink()
    with sqlite3.connect(file.path) as connection:
        connection.execute("CREATE TABLE gegevens (naam TEXT, waarde TEXT)")
    connection.close()
    assert not file.present
    file.take_in(read_esco(esco))
    assert file.present, "an import mends it"


def test_a_new_import_is_seen_by_who_reads_already(esco: Path, file: EscoFile) -> None:
    known = Occupations(file)
    assert known.find(esco_id(BAKER)) is None
    EscoFile(file.path).take_in(read_esco(esco))
    found = known.find(esco_id(BAKER))
    assert found is not None and found.name == "Bakker"
    assert [competence.text for competence in found.competences] == ["brood bakken", "voedselveiligheid"]
    assert esco_id(BAKER) in [shown.id for shown in known.search("broodbakker", 5)]


def test_the_command_tells_what_it_did(
    esco: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["beroepen", "--bestand", str(tmp_path / "b.db")]
    with occupations_file(esco).open("a", encoding="utf-8") as lines:
        lines.write("half,een\n")
    assert main([*words, "importeer", str(esco)]) == 0
    shown = capsys.readouterr()
    assert "3 nieuw" in shown.out and "regel 6: 2 kolommen" in shown.out and ATTRIBUTION in shown.out
    assert "occupations_nl.csv: 4 rijen gelezen" in shown.err
    assert main([*words, "toon"]) == 0
    assert "ESCO: 3 beroepen" in capsys.readouterr().out
    assert main([*words, "toon", "automecanicien"]) == 0
    assert "automecanicien" in capsys.readouterr().out
    assert main([*words, "importeer", str(tmp_path / "nergens")]) == 1
    assert "is geen map" in capsys.readouterr().err
