"""Which signed contexts were used. Of each only a hash is kept, until it would have expired anyway."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.storage import tables as t


class AlreadyUsed(Exception):
    """This context opened a conversation before."""


def use(connection: Connection, id_hash: str, expires: datetime, now: datetime) -> None:
    """Mark a context as used, and forget those that have expired; raises AlreadyUsed."""
    table = t.gebruikte_contexten
    connection.execute(delete(table).where(table.c.vervalt < now))
    try:
        connection.execute(insert(table).values(id_hash=id_hash, vervalt=expires))
    except IntegrityError as error:
        raise AlreadyUsed(id_hash) from error
