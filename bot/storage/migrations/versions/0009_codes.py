"""Codes with which counsellors see what somebody shares, who opened them, and wrong tries."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "toegangscodes",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False, comment="keyed: HMAC-SHA256"),
        sa.Column("verloop", sa.Boolean(), nullable=False, comment="whether messages go along"),
        sa.Column("tot", sa.Integer(), nullable=False, comment="last message before the code"),
        sa.Column("gemaakt", sa.DateTime(), nullable=False, comment="also the moment of the consent"),
        sa.Column("vervalt", sa.DateTime(), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_toegangscodes_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toegangscodes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_toegangscodes_code_hash")),
    )
    op.create_index("ix_toegangscodes_gesprek", "toegangscodes", ["gesprek"], unique=False)
    live = sa.text("ingetrokken is null")
    op.create_index(
        "uq_toegangscodes_geldig",
        "toegangscodes",
        ["gesprek"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_table(
        "geopende_codes",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("begeleider", sa.String(length=64), nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False, comment="of the first time"),
        sa.ForeignKeyConstraint(
            ["code"], ["toegangscodes.id"], name=op.f("fk_geopende_codes_code"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_geopende_codes_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code", "begeleider", name=op.f("pk_geopende_codes")),
    )
    op.create_index("ix_geopende_codes_gesprek", "geopende_codes", ["gesprek"], unique=False)
    op.create_index("ix_geopende_codes_begeleider", "geopende_codes", ["begeleider"], unique=False)
    wrong = sa.Column(
        "codes_fout", sa.Integer(), nullable=False, server_default="0", comment="wrong codes of people"
    )
    op.add_column("begeleiders", wrong)
    op.add_column(
        "begeleiders",
        sa.Column("codes_sinds", sa.DateTime(), nullable=True, comment="from when they are counted"),
    )


def downgrade() -> None:
    with op.batch_alter_table("begeleiders") as table:
        table.drop_column("codes_sinds")
        table.drop_column("codes_fout")
    op.drop_table("geopende_codes")
    op.drop_table("toegangscodes")
