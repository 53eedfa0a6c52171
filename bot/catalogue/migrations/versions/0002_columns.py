"""The number of telling words in a title, the form of the index, and an index without prefixes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW = (
    "drop table zoekwoorden",
    "drop table zoekindex",
    "create virtual table zoekindex using fts5(titel, trefwoorden, omschrijving, detail=column)",
    "create virtual table zoekwoorden using fts5vocab(zoekindex, row)",
)
OLD = (
    "drop table zoekwoorden",
    "drop table zoekindex",
    "create virtual table zoekindex using fts5(titel, trefwoorden, omschrijving, prefix='3 4 5')",
    "create virtual table zoekwoorden using fts5vocab(zoekindex, row)",
)
POSTGRES = (
    "create table zoekteksten (nummer integer primary key, woorden tsvector not null)",
    "create index ix_zoekteksten_woorden on zoekteksten using gin (woorden)",
)


def upgrade() -> None:
    op.create_table(
        "kenmerken",
        sa.Column("naam", sa.String(length=40), nullable=False),
        sa.Column("waarde", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_kenmerken")),
    )
    with op.batch_alter_table("opleidingen") as table:
        table.add_column(
            sa.Column(
                "titelwoorden",
                sa.Integer(),
                nullable=False,
                server_default="1",
                comment="that say what it is about; for the order",
            )
        )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in NEW if sqlite else POSTGRES:  # the courses are indexed again when the file is opened
        op.execute(statement)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in OLD if sqlite else ("drop table zoekteksten",):
        op.execute(statement)
    with op.batch_alter_table("opleidingen") as table:
        table.drop_column("titelwoorden")
    op.drop_table("kenmerken")
