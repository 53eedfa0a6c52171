"""The tables of the catalogue. They hold no personal data and stand in a file of their own."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from bot.storage.tables import metadata as conversations

metadata = MetaData(naming_convention=conversations.naming_convention)

bronnen = Table(
    "bronnen",
    metadata,
    Column("naam", String(40), primary_key=True),
    Column("stand", Integer, nullable=False, comment="raised by every import that changed something"),
    Column("ingelezen", DateTime, nullable=False),
    Column("overgeslagen", Integer, nullable=False, comment="problems of the last import"),
    Column("ronde", Integer, nullable=False, server_default="0", comment="of the last import"),
)

opleidingen = Table(
    "opleidingen",
    metadata,
    Column("nummer", Integer, primary_key=True),
    Column("id", String(160), nullable=False, unique=True),
    Column("bron", String(40), ForeignKey("bronnen.naam"), nullable=False),
    Column("code", String(110), nullable=False),
    Column("vingerafdruk", String(32), nullable=False, comment="of the content, to see what changed"),
    Column("aangeboden", Boolean, nullable=False),
    Column("verdwenen", DateTime, nullable=True, comment="since when the source no longer has it"),
    Column("titel", Text, nullable=False),
    Column("aanbieder", Text, nullable=False),
    Column("aanbieder_soort", String(24), nullable=False),
    Column("aanbieder_website", Text, nullable=True),
    Column("soort", String(24), nullable=True),
    Column("omschrijving", Text, nullable=False),
    Column("trefwoorden", JSON, nullable=False),
    Column("domein", Text, nullable=True),
    Column("contacturen", Float, nullable=True),
    Column("studiepunten", Float, nullable=True),
    Column("prijs_cent", Integer, nullable=True),
    Column("instapvoorwaarden", Text, nullable=False),
    Column("kwalificatie", Text, nullable=True),
    Column("vks_niveau", Integer, nullable=True),
    Column("databanknummer", Text, nullable=True),
    Column("databank_van", Date, nullable=True),
    Column("databank_tot", Date, nullable=True),
    Column("incentives", JSON, nullable=False),
    Column("beroep", Text, nullable=True),
    Column("knelpuntberoep", Boolean, nullable=True),
    Column("url", Text, nullable=True),
    Column("voorbeeldgegevens", Boolean, nullable=False),
    Column("titelwoorden", Integer, nullable=False, comment="that say what it is about; for the order"),
    Column("ronde", Integer, nullable=False, server_default="0", comment="in which it was last seen"),
    Index("ix_opleidingen_bron", "bron", "code", unique=True),
)

edities = Table(
    "edities",
    metadata,
    Column("nummer", Integer, primary_key=True),
    Column("opleiding", Integer, ForeignKey("opleidingen.nummer", ondelete="CASCADE"), nullable=False),
    Column("code", String(110), nullable=False),
    Column("lesvorm", String(16), nullable=True),
    Column("start", Date, nullable=True),
    Column("einde", Date, nullable=True),
    Column("gemeente", Text, nullable=True),
    Column("postcode", String(4), nullable=True),
    Column("prijs_cent", Integer, nullable=True, comment="when it differs from the course"),
    Column("inschrijven_tot", Date, nullable=True),
    Index("ix_edities_opleiding", "opleiding"),
    Index("ix_edities_postcode", "postcode"),
)

kenmerken = Table(
    "kenmerken",
    metadata,
    Column("naam", String(40), primary_key=True),
    Column("waarde", String(100), nullable=False),
)
"""Facts about the catalogue itself, such as the form of the words in its index."""

zoekteksten = Table(
    "zoekteksten",
    MetaData(),  # of PostgreSQL only, so not among those that every database must have
    Column("nummer", Integer, primary_key=True),
    Column("woorden", Text, nullable=False),
)
"""The stems of a course as a tsvector. SQLite has the table `zoekindex` of FTS5 for it."""

opgehaald = Table(
    "opgehaald",
    metadata,
    Column("bron", String(40), primary_key=True),
    Column("adres", String(2000), primary_key=True),
    Column("volgnummer", Integer, nullable=False),
    Column("volgende", String(2000), nullable=True, comment="the next page; null: this was the last"),
)
"""Pages that were fetched, until the import is done: an interrupted one goes on where it stopped. What is in
them stands in files beside the catalogue."""
