"""Attempts to sign in at an OpenID Connect provider, until they come back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aanmeldpogingen",
        sa.Column("sleutel_hash", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("vervalt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sleutel_hash", name=op.f("pk_aanmeldpogingen")),
    )


def downgrade() -> None:
    op.drop_table("aanmeldpogingen")
