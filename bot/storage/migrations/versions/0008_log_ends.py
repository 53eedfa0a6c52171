"""The log of who looked may end: lines of more than a year old may go, younger ones never."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APPEND_ONLY = "the log of who looked is append-only"
DAYS = 365


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger inzagelog_no_delete")
        op.execute(
            "create trigger inzagelog_no_delete before delete on inzagelog "
            f"when old.tijd > strftime('%Y-%m-%d %H:%M:%S', 'now', '-{DAYS} days') "
            f"begin select raise(abort, '{APPEND_ONLY}'); end"
        )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute("drop trigger inzagelog_append_only on inzagelog")
        op.execute(
            "create trigger inzagelog_append_only before update or truncate on inzagelog "
            "for each statement execute function inzagelog_append_only()"
        )
        op.execute(
            "create trigger inzagelog_no_delete before delete on inzagelog for each row "
            f"when (old.tijd > (now() at time zone 'utc') - interval '{DAYS} days') "
            "execute function inzagelog_append_only()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger inzagelog_no_delete")
        op.execute(
            "create trigger inzagelog_no_delete before delete on inzagelog "
            f"begin select raise(abort, '{APPEND_ONLY}'); end"
        )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute("drop trigger inzagelog_no_delete on inzagelog")
        op.execute("drop trigger inzagelog_append_only on inzagelog")
        op.execute(
            "create trigger inzagelog_append_only before update or delete or truncate on inzagelog "
            "for each statement execute function inzagelog_append_only()"
        )
