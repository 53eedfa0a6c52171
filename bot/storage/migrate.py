"""Brings a database to the newest revision. Alembic is only imported when there is work: it is slow."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
NEWEST = "0010"
_one_at_a_time = Lock()
"""Alembic keeps what it is busy with in a global: two databases cannot be upgraded together."""


def migrate(engine: Engine, migrations: Path = MIGRATIONS, newest: str = NEWEST) -> bool:
    """Run the migrations that are missing; False when there were none."""
    if current_revision(engine) == newest:
        return False
    _upgrade(engine, migrations)
    return True


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at, None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("select version_num from alembic_version")).scalar_one_or_none()


def _upgrade(engine: Engine, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations))
    with _one_at_a_time, engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
