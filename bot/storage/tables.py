"""The tables: everything that is kept about a conversation hangs on `gesprekken` and goes with it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _conversation(primary_key: bool = False) -> Column:
    reference = ForeignKey("gesprekken.id", ondelete="CASCADE")
    return Column("gesprek", String(64), reference, nullable=False, primary_key=primary_key)


gesprekken = Table(
    "gesprekken",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("ingang", String(32), nullable=False),
    Column("peildatum", String(10), nullable=True, comment="null: today, on every turn"),
    Column("taal", String(8), nullable=False, default="nl"),
    Column("gemaakt", DateTime, nullable=False),
    Column("laatst_actief", DateTime, nullable=False, index=True),
)

berichten = Table(
    "berichten",
    metadata,
    Column("volgnummer", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    _conversation(),
    Column("van", String(16), nullable=False),
    Column("tekst", Text, nullable=False),
    Column("keuzes", JSON, nullable=False),
    Column("kaarten", JSON, nullable=False),
    Column("onderwerp", String(64), nullable=True),
    Column("tijd", DateTime, nullable=False),
    Index("ix_berichten_gesprek", "gesprek", "volgnummer"),
)

verwerkte_berichten = Table(
    "verwerkte_berichten",
    metadata,
    _conversation(primary_key=True),
    Column("bericht_id", String(128), primary_key=True),
    Column("antwoord", JSON, nullable=False),
    Column("tijd", DateTime, nullable=False),
)

gebeurtenissen = Table(
    "gebeurtenissen",
    metadata,
    Column("volgnummer", Integer, primary_key=True, autoincrement=True),
    _conversation(),
    Column("soort", String(64), nullable=False),
    Column("inhoud", JSON, nullable=False),
    Index("ix_gebeurtenissen_gesprek", "gesprek", "volgnummer"),
)

momentopnames = Table(
    "momentopnames",
    metadata,
    _conversation(primary_key=True),
    Column("versie", Integer, nullable=False, comment="raised by every turn; guards against two writers"),
    Column("slots", JSON, nullable=False),
    Column("recent", JSON, nullable=False, comment="Rasa events of the last turns"),
    Column("laatste_antwoord", JSON, nullable=True),
)

terugbelverzoeken = Table(
    "terugbelverzoeken",
    metadata,
    Column("volgnummer", Integer, primary_key=True, autoincrement=True),
    _conversation(),
    Column("inhoud", JSON, nullable=False),
    Column("tijd", DateTime, nullable=False),
    Index("ix_terugbelverzoeken_gesprek", "gesprek"),
)

overdrachten = Table(
    "overdrachten",
    metadata,
    Column("id", String(64), primary_key=True),
    _conversation(),
    Column("status", String(16), nullable=False),
    Column("inhoud", JSON, nullable=False),
    Column("tijd", DateTime, nullable=False),
    UniqueConstraint("gesprek", name="uq_overdrachten_gesprek"),
)

OF_A_CONVERSATION = (
    berichten,
    verwerkte_berichten,
    gebeurtenissen,
    momentopnames,
    terugbelverzoeken,
    overdrachten,
)
