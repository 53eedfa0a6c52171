"""Hand-over to a human with its states, counsellors with their organisations, and the log of who looked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW = ("overdracht_stappen", "intakes", "notities", "organisaties", "begeleiders", "sessies", "inzagelog")
APPEND_ONLY = "the log of who looked is append-only"


def upgrade() -> None:
    with op.batch_alter_table("terugbelverzoeken") as table:
        table.add_column(sa.Column("organisatie", sa.String(64), nullable=True))
        table.add_column(sa.Column("afgehandeld", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("afgehandeld_door", sa.String(64), nullable=True))
    with op.batch_alter_table("overdrachten") as table:
        table.add_column(sa.Column("organisatie", sa.String(64), nullable=True))
        table.add_column(sa.Column("begeleider", sa.String(64), nullable=True))
        table.add_column(sa.Column("sinds", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("vanaf", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("tot", sa.Integer(), nullable=True))
        table.add_column(sa.Column("resultaat", sa.String(32), nullable=True))
    op.execute("update overdrachten set status = 'wachtend' where status = 'aangevraagd'")
    op.execute("update overdrachten set sinds = tijd")
    with op.batch_alter_table("overdrachten") as table:
        table.alter_column("sinds", existing_type=sa.DateTime(), nullable=False)
    op.create_index("ix_overdrachten_organisatie", "overdrachten", ["organisatie"], unique=False)
    _create_tables()
    _refuse_changes()


def _create_tables() -> None:
    op.create_table(
        "overdracht_stappen",
        sa.Column("volgnummer", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("van", sa.String(length=16), nullable=False),
        sa.Column("naar", sa.String(length=16), nullable=False),
        sa.Column(
            "door", sa.String(length=64), nullable=False, comment="bezoeker, systeem or the counsellor's id"
        ),
        sa.Column(
            "aan", sa.String(length=64), nullable=True, comment="the counsellor who has the talk afterwards"
        ),
        sa.Column("reden", sa.String(length=32), nullable=True),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_overdracht_stappen_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_overdracht_stappen")),
    )
    op.create_index(
        "ix_overdracht_stappen_gesprek", "overdracht_stappen", ["gesprek", "volgnummer"], unique=False
    )
    op.create_table(
        "intakes",
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("begeleider", sa.String(length=64), nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_intakes_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gesprek", name=op.f("pk_intakes")),
    )
    op.create_index(op.f("ix_intakes_organisatie"), "intakes", ["organisatie"], unique=False)
    op.create_table(
        "notities",
        sa.Column("volgnummer", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("gesprek", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("begeleider", sa.String(length=64), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gesprek"], ["gesprekken.id"], name=op.f("fk_notities_gesprek"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_notities")),
    )
    op.create_index("ix_notities_gesprek", "notities", ["gesprek"], unique=False)
    op.create_table(
        "organisaties",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisaties")),
    )
    op.create_table(
        "begeleiders",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=False),
        sa.Column("gebruikersnaam", sa.String(length=100), nullable=False, comment="in lower case"),
        sa.Column("naam", sa.String(length=100), nullable=False, comment="what visitors see"),
        sa.Column("rol", sa.String(length=16), nullable=False),
        sa.Column("wachtwoord", sa.String(length=200), nullable=True, comment="Argon2 hash"),
        sa.Column("totp", sa.String(length=64), nullable=True, comment="secret of the one-time codes"),
        sa.Column(
            "totp_gebruikt", sa.Integer(), nullable=True, comment="time step of the last code that was taken"
        ),
        sa.Column("geblokkeerd", sa.Boolean(), nullable=False),
        sa.Column("mislukt", sa.Integer(), nullable=False),
        sa.Column("vergrendeld_tot", sa.DateTime(), nullable=True),
        sa.Column("aan_dienst_tot", sa.DateTime(), nullable=True, comment="renewed by an open console"),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisatie"], ["organisaties.id"], name=op.f("fk_begeleiders_organisatie")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begeleiders")),
        sa.UniqueConstraint("gebruikersnaam", name=op.f("uq_begeleiders_gebruikersnaam")),
    )
    op.create_table(
        "sessies",
        sa.Column("sleutel_hash", sa.String(length=64), nullable=False),
        sa.Column("begeleider", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("gemaakt", sa.DateTime(), nullable=False),
        sa.Column("gebruikt", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["begeleider"], ["begeleiders.id"], name=op.f("fk_sessies_begeleider"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sleutel_hash", name=op.f("pk_sessies")),
    )
    op.create_index(op.f("ix_sessies_begeleider"), "sessies", ["begeleider"], unique=False)
    op.create_table(
        "inzagelog",
        sa.Column("volgnummer", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("tijd", sa.DateTime(), nullable=False),
        sa.Column("organisatie", sa.String(length=64), nullable=True),
        sa.Column("begeleider", sa.String(length=64), nullable=True),
        sa.Column("naam", sa.String(length=100), nullable=True),
        sa.Column("actie", sa.String(length=32), nullable=False),
        sa.Column(
            "gesprek", sa.String(length=64), nullable=True, comment="no key: it outlives the conversation"
        ),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_inzagelog")),
    )
    op.create_index(op.f("ix_inzagelog_gesprek"), "inzagelog", ["gesprek"], unique=False)
    op.create_index(op.f("ix_inzagelog_organisatie"), "inzagelog", ["organisatie"], unique=False)


def _refuse_changes() -> None:
    """Make the database itself refuse to change or delete what the log holds."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"create trigger inzagelog_no_{what.lower()} before {what} on inzagelog "
                f"begin select raise(abort, '{APPEND_ONLY}'); end"
            )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute(
            "create function inzagelog_append_only() returns trigger language plpgsql as "
            f"$$ begin raise exception '{APPEND_ONLY}'; end $$"
        )
        op.execute(
            "create trigger inzagelog_append_only before update or delete or truncate on inzagelog "
            "for each statement execute function inzagelog_append_only()"
        )


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function inzagelog_append_only()")
    op.drop_index("ix_overdrachten_organisatie", table_name="overdrachten")
    with op.batch_alter_table("overdrachten") as table:
        for column in ("organisatie", "begeleider", "sinds", "vanaf", "tot", "resultaat"):
            table.drop_column(column)
    op.execute("update overdrachten set status = 'aangevraagd'")
    with op.batch_alter_table("terugbelverzoeken") as table:
        for column in ("organisatie", "afgehandeld", "afgehandeld_door"):
            table.drop_column(column)
