"""Files as people deliver them: encodings, separators, half rows, and what is no data at all."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from knowledge.catalogue import opening
from knowledge.catalogue.forms import FORMS, parse
from knowledge.catalogue.model import Parsed, SourceError
from knowledge.catalogue.opening import of_file
from knowledge.catalogue.rows import collect
from tests.catalogue.samples import CSV, as_json, record

TEXT = "id;titel;aanbieder\n1;Café creëren;CVO Één\n"


def read(path: Path, form: str = "csv") -> Parsed:
    return collect(FORMS[form](of_file(path)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TEXT, encoding=encoding)
    (course,) = read(file).courses
    assert (course.title, course.provider.name) == ("Café creëren", "CVO Één")
    as_object = tmp_path / "a.json"
    as_object.write_text(json.dumps([record(titel="Café")], ensure_ascii=False), encoding=encoding)
    assert read(as_object, "json").courses[0].title == "Café"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_usual_separator_and_line_ending_is_read(tmp_path: Path, separator: str, ending: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(TEXT.replace(";", separator).replace("\n", ending).encode())
    assert len(read(file).courses) == 1


def test_a_half_row_is_skipped_and_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id;titel;aanbieder;prijs\n1;A;B;250\n2;A;B\n3;A;B;1;2\n4;A;B;25", encoding="utf-8")
    parsed = read(file)
    assert [course.code for course in parsed.courses] == ["1", "4"]
    assert [str(error) for error in parsed.errors] == [
        "regel 3: heeft minder waarden dan er kolommen zijn",
        "regel 4: heeft meer waarden dan er kolommen zijn",
    ]


def test_rows_of_one_course_may_stand_apart() -> None:
    lines = "id;titel;aanbieder;lesvorm\na;A;X;dag\nb;B;X;dag\na;;;avond\nc;C;X;dag\nb;;;online\n"
    found = {
        course.code: [edition.form for edition in course.editions] for course in parse("csv", lines).courses
    }
    assert found == {"c": ["dag"], "a": ["dag", "avond"], "b": ["dag", "online"]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "leeg"),
        (b"  \n", "leeg"),
        (gzip.compress(CSV.encode(), mtime=0), "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"<!DOCTYPE html><html><body>Niet gevonden</body></html>", "webpagina"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><html>', "webpagina"),
        (b"%PDF-1.7", "pdf"),
        (b"id;titel;aanbieder\n1;\x81\x8d;x\n", "tekens"),
        (b'id;titel;aanbieder\n1;"open aanhalingsteken;x\n' + b"y" * 1_100_000, "leesbare CSV"),
    ],
    ids=["empty", "blank", "gzip", "zip", "page", "xml", "pdf", "encoding", "quote"],
)
def test_what_is_no_data_is_refused_with_a_reason(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=told):
        read(file)


def test_what_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "groot.csv"
    with file.open("wb") as out:
        out.truncate(opening.LARGEST + 1)  # takes no room on the disk
    with pytest.raises(SourceError, match="groter dan"):
        of_file(file)
    monkeypatch.setattr(opening, "LARGEST_WHOLE", 10)
    other = tmp_path / "a.jsonld"
    other.write_text('{"@type": "Course"}', encoding="utf-8")
    with pytest.raises(SourceError, match="hoogstens 10"):
        read(other, "jsonld")


@pytest.mark.parametrize(
    "text",
    [
        '{"opleidingen": [',
        '{"opleidingen": [{}',
        '{"opleidingen": [{}]} en meer',
        '{"opleidingen": [{} {}]}',
        '[{"id": 1,}]',
        "[" * 100_000,
        "nul",
    ],
)
def test_broken_json_tells_the_line(text: str) -> None:
    with pytest.raises(SourceError, match="geldige JSON op regel 1"):
        parse("json", text)


def test_json_is_read_across_blocks_and_keeps_its_lines() -> None:
    records = [record(f"c{number}", omschrijving="x" * 900) for number in range(300)]
    text = as_json(*records, voorbeeldgegevens=True, meer={"getal": 12.5})
    parsed = parse("json", text)
    assert len(parsed.courses) == 300 and all(course.example for course in parsed.courses)
    assert len(parse("json", json.dumps(records, indent=1)).courses) == 300
    broken = json.dumps(records, indent=1).replace('"id": "c299"', '"id": c299')
    line = broken[: broken.index(": c299")].count("\n") + 1
    with pytest.raises(SourceError, match=f"op regel {line}"):
        parse("json", broken)
