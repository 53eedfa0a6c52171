"""Which conversations a look at a list held, to find it by the conversation; what signs out elsewhere."""

import json
from itertools import islice

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

APPEND_ONLY = "the log of who looked is append-only"
DAYS = 365
LISTS = ("agenda", "wachtrij")
BATCH = 1000


def upgrade() -> None:
    op.add_column(
        "sessies",
        sa.Column("bewijs", sa.Text(), nullable=True, comment="id token, to sign out at the provider too"),
    )
    listed = op.create_table(
        "inzagelog_lijsten",
        sa.Column("gesprek", sa.String(length=64), nullable=False, comment="pseudonym, as in the log"),
        sa.Column("regel", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["regel"],
            ["inzagelog.volgnummer"],
            name=op.f("fk_inzagelog_lijsten_regel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("gesprek", "regel", name=op.f("pk_inzagelog_lijsten")),
    )
    op.create_index("ix_inzagelog_lijsten_regel", "inzagelog_lijsten", ["regel"], unique=False)
    _fill(listed)
    _protect()


def _fill(listed: sa.Table) -> None:
    """What older lines name in their details."""
    log = sa.table(
        "inzagelog",
        sa.column("volgnummer", sa.Integer),
        sa.column("actie", sa.String),
        sa.column("details", sa.JSON),
    )
    connection = op.get_bind()
    query = sa.select(log.c.volgnummer, log.c.details).where(log.c.actie.in_(LISTS))
    rows = (
        {"gesprek": name, "regel": number}
        for number, details in connection.execute(query).all()
        for name in _names(details)
    )
    while batch := list(islice(rows, BATCH)):
        connection.execute(listed.insert(), batch)


def _names(details: object) -> list[str]:
    read = json.loads(details) if isinstance(details, str) else details
    return list(dict.fromkeys(read.get("gesprekken", []))) if isinstance(read, dict) else []


def _protect() -> None:
    """Nothing is changed, and nothing goes before its line may go."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "create trigger inzagelog_lijsten_no_update before update on inzagelog_lijsten "
            f"begin select raise(abort, '{APPEND_ONLY}'); end"
        )
        op.execute(
            "create trigger inzagelog_lijsten_no_delete before delete on inzagelog_lijsten "
            "when exists (select 1 from inzagelog where volgnummer = old.regel "
            f"and tijd > strftime('%Y-%m-%d %H:%M:%S', 'now', '-{DAYS} days')) "
            f"begin select raise(abort, '{APPEND_ONLY}'); end"
        )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create trigger inzagelog_lijsten_append_only before update or truncate on inzagelog_lijsten "
            "for each statement execute function inzagelog_append_only()"
        )
        op.execute(
            "create function inzagelog_lijsten_no_delete() returns trigger language plpgsql as $$ begin "
            "if exists (select 1 from inzagelog where volgnummer = old.regel "
            f"and tijd > (now() at time zone 'utc') - interval '{DAYS} days') "
            f"then raise exception '{APPEND_ONLY}'; end if; return old; end $$"
        )
        op.execute(
            "create trigger inzagelog_lijsten_no_delete before delete on inzagelog_lijsten "
            "for each row execute function inzagelog_lijsten_no_delete()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger inzagelog_lijsten_no_delete")
    op.drop_table("inzagelog_lijsten")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function inzagelog_lijsten_no_delete()")
    with op.batch_alter_table("sessies") as table:
        table.drop_column("bewijs")
