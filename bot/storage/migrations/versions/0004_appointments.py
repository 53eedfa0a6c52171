"""Moments that counsellors offer, and the appointments that people make."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "momenten",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("begeleider", sa.String(length=64), nullable=False, comment="who offers it"),
        sa.Column("begin", sa.DateTime(), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=False),
        sa.Column("kanaal", sa.String(length=16), nullable=False),
        sa.Column("plaats", sa.String(length=300), nullable=False, comment="address, or where the video is"),
        sa.Column("afspraak", sa.String(length=64), nullable=True, comment="null: free"),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_momenten")),
    )
    op.create_index("ix_momenten_organisatie", "momenten", ["organisatie", "begin"], unique=False)
    op.create_index(op.f("ix_momenten_afspraak"), "momenten", ["afspraak"], unique=False)
    op.create_index("ix_momenten_begin", "momenten", ["begin"], unique=False)
    op.create_table(
        "afspraken",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("begeleider", sa.String(length=64), nullable=False),
        sa.Column("begin", sa.DateTime(), nullable=False),
        sa.Column("minuten", sa.Integer(), nullable=False),
        sa.Column("kanaal", sa.String(length=16), nullable=False),
        sa.Column("plaats", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False, comment="SEQUENCE of the calendar file"),
        sa.Column("code", sa.String(length=8), nullable=False, comment="what the person names at the desk"),
        sa.Column("inhoud", sa.JSON(), nullable=False, comment="how to reach the person, what goes along"),
        sa.Column("tot", sa.Integer(), nullable=False, comment="last message before the appointment"),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.Column("gewijzigd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_afspraken_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraken")),
    )
    op.create_index("ix_afspraken_gesprek", "afspraken", ["gesprek"], unique=False)
    op.create_index("ix_afspraken_organisatie", "afspraken", ["organisatie", "begin"], unique=False)
    booked = sa.text("status = 'geboekt'")
    op.create_index(
        "uq_afspraken_geboekt",
        "afspraken",
        ["gesprek"],
        unique=True,
        sqlite_where=booked,
        postgresql_where=booked,
    )


def downgrade() -> None:
    op.drop_table("afspraken")
    op.drop_table("momenten")
