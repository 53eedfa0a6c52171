"""Connections to systems of organisations, and what is still to be delivered to them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "koppelingen",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("adres", sa.String(length=500), nullable=False),
        sa.Column("geheim", sa.String(length=100), nullable=True, comment="signs what goes to a webhook"),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koppelingen")),
    )
    op.create_index(op.f("ix_koppelingen_organisatie"), "koppelingen", ["organisatie"], unique=False)
    op.create_table(
        "uitgaand",
        sa.Column("id", sa.String(length=64), nullable=False, comment="a receiver knows a repetition by it"),
        sa.Column("gesprek", sa.String(length=64), nullable=True, comment="null: outlives the conversation"),
        sa.Column("koppeling", sa.String(length=64), nullable=True, comment="null: mail to the person"),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("gebeurtenis", sa.String(length=32), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False, comment="wiped when delivered or given up"),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", sa.DateTime(), nullable=False),
        sa.Column("klaar", sa.DateTime(), nullable=True),
        sa.Column("fout", sa.String(length=100), nullable=True, comment="kind of the last failure, no words"),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_uitgaand_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitgaand")),
    )
    op.create_index(op.f("ix_uitgaand_gesprek"), "uitgaand", ["gesprek"], unique=False)
    op.create_index("ix_uitgaand_klaar", "uitgaand", ["klaar", "volgende"], unique=False)


def downgrade() -> None:
    op.drop_table("uitgaand")
    op.drop_table("koppelingen")
