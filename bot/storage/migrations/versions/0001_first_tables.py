"""The first tables: conversations and everything that hangs on them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gesprekken",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ingang", sa.String(length=32), nullable=False),
        sa.Column("peildatum", sa.String(length=10), nullable=True, comment="null: today, on every turn"),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.Column("laatst_actief", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprekken")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_gesprekken_token_hash")),
    )
    op.create_index(op.f("ix_gesprekken_laatst_actief"), "gesprekken", ["laatst_actief"], unique=False)
    op.create_table(
        "berichten",
        sa.Column("volgnummer", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("van", sa.String(length=16), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("keuzes", sa.JSON(), nullable=False),
        sa.Column("kaarten", sa.JSON(), nullable=False),
        sa.Column("onderwerp", sa.String(length=64), nullable=True),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_berichten_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_berichten")),
        sa.UniqueConstraint("id", name=op.f("uq_berichten_id")),
    )
    op.create_index("ix_berichten_gesprek", "berichten", ["gesprek", "volgnummer"], unique=False)
    op.create_table(
        "gebeurtenissen",
        sa.Column("volgnummer", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_gebeurtenissen_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_gebeurtenissen")),
    )
    op.create_index("ix_gebeurtenissen_gesprek", "gebeurtenissen", ["gesprek", "volgnummer"], unique=False)
    op.create_table(
        "momentopnames",
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column(
            "versie", sa.Integer(), nullable=False, comment="raised by every turn; guards against two writers"
        ),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("recent", sa.JSON(), nullable=False, comment="Rasa events of the last turns"),
        sa.Column("laatste_antwoord", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_momentopnames_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gesprek", name=op.f("pk_momentopnames")),
    )
    op.create_table(
        "overdrachten",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_overdrachten_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overdrachten")),
        sa.UniqueConstraint("gesprek", name="uq_overdrachten_gesprek"),
    )
    op.create_table(
        "terugbelverzoeken",
        sa.Column("volgnummer", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_terugbelverzoeken_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_terugbelverzoeken")),
    )
    op.create_index("ix_terugbelverzoeken_gesprek", "terugbelverzoeken", ["gesprek"], unique=False)
    op.create_table(
        "verwerkte_berichten",
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("bericht_id", sa.String(length=128), nullable=False),
        sa.Column("antwoord", sa.JSON(), nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_verwerkte_berichten_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gesprek", "bericht_id", name=op.f("pk_verwerkte_berichten")),
    )


def downgrade() -> None:
    op.drop_table("verwerkte_berichten")
    op.drop_index("ix_terugbelverzoeken_gesprek", table_name="terugbelverzoeken")
    op.drop_table("terugbelverzoeken")
    op.drop_table("overdrachten")
    op.drop_table("momentopnames")
    op.drop_index("ix_gebeurtenissen_gesprek", table_name="gebeurtenissen")
    op.drop_table("gebeurtenissen")
    op.drop_index("ix_berichten_gesprek", table_name="berichten")
    op.drop_table("berichten")
    op.drop_index(op.f("ix_gesprekken_laatst_actief"), table_name="gesprekken")
    op.drop_table("gesprekken")
