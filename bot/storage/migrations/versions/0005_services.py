"""Services with people that organisations supply: where they are, when they are open, how to reach them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "diensten",
        sa.Column("lijst", sa.String(length=64), nullable=False, comment="the file it came with"),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("streek", sa.String(length=2), nullable=False, comment="first two digits of the postcode"),
        sa.Column("voorbeeld", sa.Boolean(), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False, comment="the row as it was supplied"),
        sa.Column("gelezen", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("lijst", "id", name=op.f("pk_diensten")),
    )
    op.create_index(op.f("ix_diensten_streek"), "diensten", ["streek"], unique=False)


def downgrade() -> None:
    op.drop_table("diensten")
