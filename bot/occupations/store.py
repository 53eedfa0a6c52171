"""The file with ESCO. An import makes a new file and puts it in the place of the old: all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from knowledge.occupations.esco import Esco, EscoError, EscoOccupation, EscoSkill
from knowledge.occupations.model import EscoDetails, Found

if TYPE_CHECKING:
    from knowledge.occupations.index import Entry, Index

FORM = "1"
"""Of the tables below; a file of another form is not read, and an import makes it new."""
SCHEMA = """
CREATE TABLE gegevens (naam TEXT PRIMARY KEY, waarde BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE groepen (code TEXT PRIMARY KEY, naam TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE beroepen (nummer INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, naam TEXT NOT NULL,
  namen TEXT NOT NULL, groep TEXT NOT NULL, code TEXT NOT NULL, omschrijving TEXT NOT NULL,
  verborgen TEXT NOT NULL);
CREATE TABLE vaardigheden (nummer INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, naam TEXT NOT NULL,
  namen TEXT NOT NULL, soort TEXT NOT NULL, omschrijving TEXT NOT NULL, groep TEXT NOT NULL);
CREATE TABLE banden (beroep INTEGER NOT NULL, vaardigheid INTEGER NOT NULL, nodig INTEGER NOT NULL,
  PRIMARY KEY (beroep, vaardigheid)) WITHOUT ROWID;
"""
OCCUPATION = "uri, naam, namen, groep, code, omschrijving, verborgen"
"""The columns of an occupation, in the order of `EscoOccupation`."""
READABLE = 0o644
"""Nothing in it is personal: whoever runs the service may read it."""
LEAST_KEPT = 0.5
"""A set with less than this part of the present number of occupations is taken for half a download."""


@dataclass(frozen=True)
class Report:
    """What an import did."""

    new: int
    changed: int
    same: int
    gone: int
    skills: int
    relations: int


class EscoFile:
    """Reads and replaces the file. May be shared between threads; a file that is replaced is seen at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index: tuple[Any, Index | None, list[str]] = (None, None, [])
        self._loading = Lock()

    # ------------------------------------------------------------------ reading
    @property
    def present(self) -> bool:
        """Whether ESCO was taken in."""
        return self._loaded()[1] is not None

    def search(self, text: str, most: int) -> list[Found]:
        """The occupations that are most alike, the best first; nothing without an import."""
        _, index, uris = self._loaded()
        if index is None:
            return []
        return [Found(uris[number], score) for number, score in index.search(text, most)]

    def find(self, uri: str) -> EscoDetails | None:
        """An occupation of ESCO with the skills it asks, the needed ones first."""
        with self._reading() as connection:
            if connection is None:
                return None
            row = connection.execute(
                f"SELECT {OCCUPATION}, nummer FROM beroepen WHERE uri = ?", (uri,)
            ).fetchone()
            if row is None:
                return None
            skills = connection.execute(
                "SELECT v.uri, v.naam, v.namen, v.soort, v.omschrijving, v.groep, b.nodig FROM banden b "
                "JOIN vaardigheden v ON v.nummer = b.vaardigheid WHERE b.beroep = ? "
                "ORDER BY b.nodig DESC, v.naam",
                (row[-1],),
            ).fetchall()
            found = _occupation(row[:-1])
            group = connection.execute("SELECT naam FROM groepen WHERE code = ?", (found.group,)).fetchone()
        asked = tuple((EscoSkill(s[0], s[1], tuple(json.loads(s[2])), *s[3:6]), bool(s[6])) for s in skills)
        return EscoDetails(found, group[0] if group else "", asked)

    def counts(self) -> Mapping[str, int]:
        """How many rows each table has; nothing without an import."""
        with self._reading() as connection:
            if connection is None:
                return {}
            tables = ("beroepen", "vaardigheden", "banden", "groepen")
            return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}

    def _loaded(self) -> tuple[Any, Index | None, list[str]]:
        """The index of the file that is there now."""
        with self._loading:
            try:
                state = os.stat(self.path)
                stamp: Any = (state.st_ino, state.st_mtime_ns)
            except OSError:
                stamp = None
            if stamp != self._index[0]:
                self._index = (stamp, None, [])
                with self._reading() as connection:
                    if connection is not None:
                        stored = connection.execute(
                            "SELECT waarde FROM gegevens WHERE naam = 'zoeken'"
                        ).fetchone()
                        uris = [
                            row[0] for row in connection.execute("SELECT uri FROM beroepen ORDER BY nummer")
                        ]
                        # Here, because it brings NumPy along, which a service without ESCO never needs.
                        from knowledge.occupations.index import Index

                        self._index = (stamp, Index.read(stored[0]), uris)
            return self._index

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """The file, when there is one that this version can read."""
        if not self.path.is_file():
            yield None
            return
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True)) as connection:
            yield connection if _form(connection) == FORM else None

    # ------------------------------------------------------------------ taking in
    def take_in(self, esco: Esco, smaller: bool = False) -> Report:
        """Replace what is there by this; the same again changes nothing.

        Raises:
            EscoError: it has far fewer occupations than what is there, and `smaller` does not allow that.
        """
        old, new = self._marks(), {uri: _mark(occupation) for uri, occupation in esco.occupations.items()}
        if len(new) < LEAST_KEPT * len(old) and not smaller:
            raise EscoError(
                f"Er staan {len(old)} beroepen, en deze bestanden hebben er maar {len(new)}. Dat lijkt een "
                "halve download: er is niets veranderd. Klopt het toch, geef dan --ook-kleiner."
            )
        same = sum(old.get(uri) == mark for uri, mark in new.items())
        added = len(new.keys() - old.keys())
        mark = _mark_of_all(esco)
        if mark != self._mark_kept():
            self._replace(esco, mark)
        gone = len(old.keys() - new.keys())
        return Report(added, len(new) - same - added, same, gone, len(esco.skills), len(esco.relations))

    def _replace(self, esco: Esco, mark: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".beroepen-", suffix=".db", dir=self.path.parent)
        os.close(handle)
        aside = Path(name)
        try:
            with closing(sqlite3.connect(aside)) as connection, connection:
                _fill(connection, esco, mark)
            os.chmod(aside, READABLE)
            os.replace(aside, self.path)
        finally:
            aside.unlink(missing_ok=True)

    def _marks(self) -> dict[str, str]:
        with self._reading() as connection:
            if connection is None:
                return {}
            kept = map(_occupation, connection.execute(f"SELECT {OCCUPATION} FROM beroepen"))
            return {occupation.uri: _mark(occupation) for occupation in kept}

    def _mark_kept(self) -> str | None:
        with self._reading() as connection:
            if connection is None:
                return None
            row = connection.execute("SELECT waarde FROM gegevens WHERE naam = 'kenmerk'").fetchone()
            return str(row[0]) if row else None


def entries(esco: Esco, hidden: frozenset[tuple[str, str]] = frozenset()) -> list[Entry]:
    """What is searched of each occupation, in order.

    Args:
        esco: what was read.
        hidden: names that must not be found, as pairs (uri, name): to measure with.
    """
    from knowledge.occupations.index import Entry

    return [
        Entry(
            (o.name, *(name for name in (*o.other_names, *o.hidden_names) if (o.uri, name) not in hidden)),
            " ".join((o.description, *(esco.groups.get(o.group[:length], "") for length in (4, 3)))),
        )
        for o in esco.occupations.values()
    ]


def _fill(connection: sqlite3.Connection, esco: Esco, mark: str) -> None:
    connection.executescript(SCHEMA)
    connection.executemany("INSERT INTO groepen VALUES (?, ?)", esco.groups.items())
    connection.executemany(
        "INSERT INTO beroepen VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                n,
                o.uri,
                o.name,
                _written(o.other_names),
                o.group,
                o.code,
                o.description,
                _written(o.hidden_names),
            )
            for n, o in enumerate(esco.occupations.values())
        ),
    )
    connection.executemany(
        "INSERT INTO vaardigheden VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, s.uri, s.name, _written(s.other_names), s.kind, s.description, s.broader)
            for n, s in enumerate(esco.skills.values())
        ),
    )
    occupations = {uri: number for number, uri in enumerate(esco.occupations)}
    skills = {uri: number for number, uri in enumerate(esco.skills)}
    connection.executemany(
        "INSERT INTO banden VALUES (?, ?, ?)",
        ((occupations[o], skills[s], needed) for (o, s), needed in esco.relations.items()),
    )
    from knowledge.occupations.index import Index

    index = Index.build(entries(esco)).stored()
    kept = {"vorm": FORM, "kenmerk": mark, "zoeken": index}
    connection.executemany("INSERT INTO gegevens VALUES (?, ?)", kept.items())


def _occupation(row: Sequence[Any]) -> EscoOccupation:
    uri, name, names, group, code, description, hidden = row
    others = tuple(json.loads(names))
    return EscoOccupation(uri, name, others, group, code, description, tuple(json.loads(hidden)))


def _written(names: Sequence[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _form(connection: sqlite3.Connection) -> str | None:
    try:
        row = connection.execute("SELECT waarde FROM gegevens WHERE naam = 'vorm'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None


def _mark(occupation: EscoOccupation) -> str:
    return hashlib.sha256(repr(occupation).encode()).hexdigest()


def _mark_of_all(esco: Esco) -> str:
    """The same for the same content, in whatever order the relations stood."""
    whole = hashlib.sha256(FORM.encode())
    for part in (esco.occupations, esco.skills, esco.groups, dict(sorted(esco.relations.items()))):
        whole.update(repr(list(part.items())).encode())
    return whole.hexdigest()
