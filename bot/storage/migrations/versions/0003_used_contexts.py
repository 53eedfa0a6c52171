"""The signed contexts that were used, so that each is taken once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gebruikte_contexten",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("vervalt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_gebruikte_contexten")),
    )


def downgrade() -> None:
    op.drop_table("gebruikte_contexten")
