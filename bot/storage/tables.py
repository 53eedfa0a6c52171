"""The tables: everything that is kept about a conversation hangs on `gesprekken` and goes with it.

The people who help (organisations, counsellors, sessions) and the log of who looked stand on their own.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
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
    text,
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


def _id() -> Column:
    return Column("id", String(64), primary_key=True)


def _number() -> Column:
    """Rows in the order in which they came."""
    return Column("volgnummer", Integer, primary_key=True, autoincrement=True)


def _moment(name: str, **more: Any) -> Column:
    return Column(name, DateTime, nullable=False, **more)


gesprekken = Table(
    "gesprekken",
    metadata,
    _id(),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("ingang", String(32), nullable=False),
    Column("peildatum", String(10), nullable=True, comment="null: today, on every turn"),
    Column("taal", String(8), nullable=False, default="nl"),
    _moment("gemaakt"),
    _moment("laatst_actief", index=True),
)

berichten = Table(
    "berichten",
    metadata,
    _number(),
    Column("id", String(64), nullable=False, unique=True),
    _conversation(),
    Column("van", String(16), nullable=False),
    Column("tekst", Text, nullable=False),
    Column("keuzes", JSON, nullable=False),
    Column("kaarten", JSON, nullable=False),
    Column("onderwerp", String(64), nullable=True),
    _moment("tijd"),
    Index("ix_berichten_gesprek", "gesprek", "volgnummer"),
)

verwerkte_berichten = Table(
    "verwerkte_berichten",
    metadata,
    _conversation(primary_key=True),
    Column("bericht_id", String(128), primary_key=True),
    Column("antwoord", JSON, nullable=False),
    _moment("tijd"),
)

gebeurtenissen = Table(
    "gebeurtenissen",
    metadata,
    _number(),
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
    _number(),
    _conversation(),
    Column("inhoud", JSON, nullable=False),
    _moment("tijd"),
    Column("organisatie", String(64), nullable=True, comment="null: of the standard organisation"),
    Column("afgehandeld", DateTime, nullable=True),
    Column("afgehandeld_door", String(64), nullable=True),
    Index("ix_terugbelverzoeken_gesprek", "gesprek"),
)

overdrachten = Table(
    "overdrachten",
    metadata,
    _id(),
    _conversation(),
    Column("status", String(16), nullable=False),
    Column("inhoud", JSON, nullable=False),
    _moment("tijd", comment="when the person asked"),
    Column("organisatie", String(64), nullable=True, index=True),
    Column("begeleider", String(64), nullable=True),
    _moment("sinds", comment="when the present status began"),
    Column("vanaf", Integer, nullable=False, default=0, comment="last message before the request"),
    Column("tot", Integer, nullable=True, comment="last message of the human stretch"),
    Column("resultaat", String(32), nullable=True),
    UniqueConstraint("gesprek", name="uq_overdrachten_gesprek"),
)

overdracht_stappen = Table(
    "overdracht_stappen",
    metadata,
    _number(),
    _conversation(),
    Column("van", String(16), nullable=False),
    Column("naar", String(16), nullable=False),
    Column("door", String(64), nullable=False, comment="bezoeker, systeem or the counsellor's id"),
    Column("aan", String(64), nullable=True, comment="the counsellor who has the talk afterwards"),
    Column("reden", String(32), nullable=True),
    _moment("tijd"),
    Index("ix_overdracht_stappen_gesprek", "gesprek", "volgnummer"),
)

intakes = Table(
    "intakes",
    metadata,
    _conversation(primary_key=True),
    Column("organisatie", String(64), nullable=False, index=True),
    Column("begeleider", String(64), nullable=False),
    _moment("tijd"),
)

notities = Table(
    "notities",
    metadata,
    _number(),
    _conversation(),
    Column("organisatie", String(64), nullable=False),
    Column("begeleider", String(64), nullable=False),
    Column("tekst", Text, nullable=False),
    _moment("tijd"),
    Index("ix_notities_gesprek", "gesprek"),
)

organisaties = Table(
    "organisaties",
    metadata,
    _id(),
    Column("naam", String(200), nullable=False),
    _moment("gemaakt"),
)

begeleiders = Table(
    "begeleiders",
    metadata,
    _id(),
    Column("organisatie", ForeignKey("organisaties.id"), nullable=False),
    Column("gebruikersnaam", String(100), nullable=False, unique=True, comment="in lower case"),
    Column("naam", String(100), nullable=False, comment="what visitors see"),
    Column("rol", String(16), nullable=False),
    Column("wachtwoord", String(200), nullable=True, comment="Argon2 hash"),
    Column("totp", String(64), nullable=True, comment="secret of the one-time codes"),
    Column("totp_gebruikt", Integer, nullable=True, comment="time step of the last code that was taken"),
    Column("geblokkeerd", Boolean, nullable=False, default=False),
    Column("mislukt", Integer, nullable=False, default=0),
    Column("vergrendeld_tot", DateTime, nullable=True),
    Column("aan_dienst_tot", DateTime, nullable=True, comment="renewed by an open console"),
    Column("codes_fout", Integer, nullable=False, server_default="0", comment="wrong codes of people"),
    Column("codes_sinds", DateTime, nullable=True, comment="from when they are counted"),
    _moment("gemaakt"),
)

sessies = Table(
    "sessies",
    metadata,
    Column("sleutel_hash", String(64), primary_key=True),
    Column("begeleider", ForeignKey("begeleiders.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    _moment("gemaakt"),
    _moment("gebruikt"),
    Column("bewijs", Text, nullable=True, comment="id token, to sign out at the provider too"),
)

inzagelog = Table(
    "inzagelog",
    metadata,
    _number(),
    _moment("tijd"),
    Column("organisatie", String(64), nullable=True, index=True),
    Column("begeleider", String(64), nullable=True),
    Column("naam", String(100), nullable=True),
    Column("actie", String(32), nullable=False),
    Column("gesprek", String(64), nullable=True, index=True, comment="no key: it outlives the conversation"),
    Column("details", JSON, nullable=True),
)
"""Append-only: triggers of the database refuse changes, and deletion within a year (migration 0008)."""

inzagelog_lijsten = Table(
    "inzagelog_lijsten",
    metadata,
    Column("gesprek", String(64), primary_key=True, comment="pseudonym, as in the log"),
    Column("regel", ForeignKey("inzagelog.volgnummer", ondelete="CASCADE"), primary_key=True, index=True),
)
"""The conversations that a line about a list names, to find the line by; append-only too (migration 0010)."""

gebruikte_contexten = Table(
    "gebruikte_contexten",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    _moment("vervalt"),
)

momenten = Table(
    "momenten",
    metadata,
    _id(),
    Column("organisatie", String(64), nullable=False),
    Column("begeleider", String(64), nullable=False, comment="who offers it"),
    _moment("begin"),
    Column("minuten", Integer, nullable=False),
    Column("kanaal", String(16), nullable=False),
    Column("plaats", String(300), nullable=False, comment="address, or where the video is"),
    Column("afspraak", String(64), nullable=True, index=True, comment="null: free"),
    _moment("gemaakt"),
    Index("ix_momenten_organisatie", "organisatie", "begin"),
    Index("ix_momenten_begin", "begin"),
)

_BOOKED = text("status = 'geboekt'")
afspraken = Table(
    "afspraken",
    metadata,
    _id(),
    _conversation(),
    Column("organisatie", String(64), nullable=False),
    Column("begeleider", String(64), nullable=False),
    _moment("begin"),
    Column("minuten", Integer, nullable=False),
    Column("kanaal", String(16), nullable=False),
    Column("plaats", String(300), nullable=False),
    Column("status", String(16), nullable=False),
    Column("versie", Integer, nullable=False, comment="SEQUENCE of the calendar file"),
    Column("code", String(8), nullable=False, comment="what the person names at the desk"),
    Column("inhoud", JSON, nullable=False, comment="how to reach the person, what goes along"),
    Column("tot", Integer, nullable=False, comment="last message before the appointment"),
    _moment("gemaakt"),
    _moment("gewijzigd"),
    Index("ix_afspraken_gesprek", "gesprek"),
    Index("ix_afspraken_organisatie", "organisatie", "begin"),
    Index("uq_afspraken_geboekt", "gesprek", unique=True, sqlite_where=_BOOKED, postgresql_where=_BOOKED),
)

_LIVE = text("ingetrokken is null")
toegangscodes = Table(
    "toegangscodes",
    metadata,
    _id(),
    _conversation(),
    Column("code_hash", String(64), nullable=False, unique=True, comment="keyed: HMAC-SHA256"),
    Column("verloop", Boolean, nullable=False, comment="whether messages go along"),
    Column("tot", Integer, nullable=False, comment="last message before the code"),
    _moment("gemaakt", comment="also the moment of the consent"),
    _moment("vervalt"),
    Column("ingetrokken", DateTime, nullable=True),
    Index("ix_toegangscodes_gesprek", "gesprek"),
    Index("uq_toegangscodes_geldig", "gesprek", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
)

geopende_codes = Table(
    "geopende_codes",
    metadata,
    Column("code", ForeignKey("toegangscodes.id", ondelete="CASCADE"), primary_key=True),
    Column("begeleider", String(64), primary_key=True),
    _conversation(),
    Column("organisatie", String(64), nullable=False),
    _moment("tijd", comment="of the first time"),
    Index("ix_geopende_codes_gesprek", "gesprek"),
    Index("ix_geopende_codes_begeleider", "begeleider"),
)

diensten = Table(
    "diensten",
    metadata,
    Column("lijst", String(64), primary_key=True, comment="the file it came with"),
    Column("id", String(64), primary_key=True),
    Column("streek", String(2), nullable=False, index=True, comment="first two digits of the postcode"),
    Column("voorbeeld", Boolean, nullable=False),
    Column("inhoud", JSON, nullable=False, comment="the row as it was supplied"),
    _moment("gelezen"),
)

koppelingen = Table(
    "koppelingen",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("organisatie", String(64), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("adres", String(500), nullable=False),
    Column("geheim", String(100), nullable=True, comment="signs what goes to a webhook"),
    Column("gemaakt", DateTime, nullable=False),
)

uitgaand = Table(
    "uitgaand",
    metadata,
    Column("id", String(64), primary_key=True, comment="a receiver knows a repetition by it"),
    Column(
        "gesprek",
        ForeignKey("gesprekken.id", ondelete="CASCADE"),
        nullable=True,
        index=True,
        comment="null: outlives the conversation",
    ),
    Column("koppeling", String(64), nullable=True, comment="null: mail to the person"),
    Column("soort", String(16), nullable=False),
    Column("gebeurtenis", String(32), nullable=False),
    Column("inhoud", JSON, nullable=False, comment="wiped when delivered or given up"),
    Column("pogingen", Integer, nullable=False),
    Column("volgende", DateTime, nullable=False),
    Column("klaar", DateTime, nullable=True),
    Column("fout", String(100), nullable=True, comment="kind of the last failure, no words"),
    Column("gemaakt", DateTime, nullable=False),
    Index("ix_uitgaand_klaar", "klaar", "volgende"),
)

aanmeldpogingen = Table(
    "aanmeldpogingen",
    metadata,
    Column("sleutel_hash", String(64), primary_key=True),
    Column("inhoud", JSON, nullable=False),
    Column("vervalt", DateTime, nullable=False),
)

OF_A_CONVERSATION = (
    berichten,
    verwerkte_berichten,
    gebeurtenissen,
    momentopnames,
    terugbelverzoeken,
    overdrachten,
    overdracht_stappen,
    intakes,
    notities,
    afspraken,
    geopende_codes,
    toegangscodes,
    uitgaand,
)
