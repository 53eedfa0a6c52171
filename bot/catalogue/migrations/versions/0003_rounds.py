"""In which round of its source a course was last seen, and fetched pages as files beside the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, comment in (("bronnen", "of the last import"), ("opleidingen", "in which it was last seen")):
        with op.batch_alter_table(name) as table:
            column = sa.Column("ronde", sa.Integer(), nullable=False, server_default="0", comment=comment)
            table.add_column(column)
    op.execute("delete from opgehaald")
    with op.batch_alter_table("opgehaald") as table:
        table.drop_column("inhoud")


def downgrade() -> None:
    op.execute("delete from opgehaald")
    with op.batch_alter_table("opgehaald") as table:
        table.add_column(sa.Column("inhoud", sa.Text(), nullable=False))
    for name in ("opleidingen", "bronnen"):
        with op.batch_alter_table(name) as table:
            table.drop_column("ronde")
