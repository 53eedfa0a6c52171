"""Alembic's entry: works on the connection it is given, or on the configured database."""

from alembic import context
from sqlalchemy.engine import Connection

from bot.storage.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    from bot.settings import read_settings
    from bot.storage.database import Database

    settings = read_settings()
    with Database(settings.database_url, settings.database_timeout).engine.begin() as own:
        _run(own)
