"""Organisations and counsellors for the tests of the hand-over and the console."""

from __future__ import annotations

from functools import lru_cache

from aiohttp.test_utils import TestClient

from bot.conversation import identity
from bot.http.services import SERVICES
from bot.people import accounts, passwords
from bot.people.accounts import Counsellor

PASSWORD = "vier groene fietsen"
ORGANISATIONS = {"leerwinkel": "De Leerwinkel", "vakbond": "De Vakbond"}


@lru_cache(maxsize=1)
def _hash() -> str:
    return passwords.hashed(PASSWORD)


async def hire(
    client: TestClient, login: str, organisation: str = "leerwinkel", role: str = accounts.COUNSELLOR
) -> Counsellor:
    """An account; its organisation is made when it is not there."""
    database = client.app[SERVICES].database

    def work(connection):  # type: ignore[no-untyped-def]
        if organisation not in accounts.organisations(connection):
            accounts.add_organisation(connection, organisation, ORGANISATIONS[organisation], identity.now())
        made = accounts.add(
            connection, organisation, login, login.capitalize(), role, _hash(), identity.now()
        )
        return accounts.find(connection, made)

    found: Counsellor = await database.run(work)
    return found
