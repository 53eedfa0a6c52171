"""Signing in to the console: password, one-time code, lock-out, and the session that follows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.conversation import identity
from bot.people import accounts, audit, passwords
from bot.people.accounts import Counsellor, Session
from bot.settings import Settings
from bot.storage import Database

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A new session, with the only copy of its key."""

    key: str
    session: Session


class SigningIn:
    """Opens, checks and ends sessions."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._hashing = asyncio.Semaphore(2)  # one hash takes 64 MiB

    async def sign_in(self, login: str, password: str, code: str) -> Opened | None:
        """A session for who proves to be this counsellor; None, without saying why, for anybody else."""
        lock = timedelta(minutes=self._settings.login_lock_minutes)
        proof = await self._database.run(
            accounts.start_attempt, login, self._settings.login_attempts, lock, identity.now()
        )
        stored = proof.password if proof else None
        right = await self._hash(lambda: passwords.matches(stored, password))
        if proof is None or proof.locked or not right:
            await self._database.run(self._note_failure, login)
            return None
        step = passwords.step_of(proof.totp, code) if proof.totp else None
        if proof.totp and step is None:
            await self._database.run(self._note_failure, login)
            return None
        assert proof.password is not None
        weak = passwords.outdated(proof.password)
        stronger = await self._hash(lambda: passwords.hashed(password)) if weak else None
        return await self._database.run(self._open, proof.counsellor, step, stronger)

    async def proves(self, who: Counsellor, password: str) -> bool:
        """Whether this is the password of somebody who is signed in; wrong ones count as at the door."""
        lock = timedelta(minutes=self._settings.login_lock_minutes)
        proof = await self._database.run(
            accounts.start_attempt, who.login, self._settings.login_attempts, lock, identity.now()
        )
        stored = proof.password if proof else None
        right = await self._hash(lambda: passwords.matches(stored, password))
        if proof is None or proof.locked or not right:
            await self._database.run(self._note_failure, who.login)
            return False
        return await self._database.run(accounts.attempt_succeeded, who.id)

    async def _hash(self, work: Callable[[], T]) -> T:
        async with self._hashing:
            return await asyncio.to_thread(work)

    def _note_failure(self, connection: Connection, login: str) -> None:
        who = accounts.find_login(connection, login)
        if who is not None:
            audit.note(connection, who, "aanmelden_mislukt", None, identity.now())

    def _open(
        self, connection: Connection, counsellor: str, step: int | None, password: str | None
    ) -> Opened | None:
        if not accounts.attempt_succeeded(connection, counsellor, step, password):
            return None
        return self.open_for(connection, counsellor)

    def open_for(self, connection: Connection, counsellor: str, token: str | None = None) -> Opened | None:
        """A session for who was recognised, here or by another party, that gave this id token."""
        who = accounts.find(connection, counsellor)
        if who is None:
            return None
        key, csrf, now = identity.new_token(), identity.new_token(), identity.now()
        key_hash = identity.token_hash(key)
        accounts.open_session(connection, counsellor, key_hash, csrf, now, token)
        audit.note(connection, who, "aangemeld", None, now)
        return Opened(key, Session(key_hash, csrf, who))

    async def session(self, key: str | None, renew: bool = True) -> Session | None:
        """Who this key belongs to; None when it is unknown, too old or blocked. `renew`: this is a use."""
        if not key:
            return None
        limits = self._settings.session_limits
        return await self._database.run(
            accounts.use_session, identity.token_hash(key), *limits, identity.now(), renew
        )

    async def sessions_of(self, who: Counsellor) -> int:
        """How many sessions of this account still open something."""
        limits = self._settings.session_limits
        return await self._database.run(accounts.sessions_of, who.id, *limits, identity.now())

    async def sign_out(self, session: Session) -> str | None:
        """End the session, and the duty that went with it; the id token that it was opened with."""

        def work(connection: Connection) -> str | None:
            token = accounts.end_session(connection, session.key_hash)
            accounts.set_duty(connection, session.who.id, False, identity.now())
            audit.note(connection, session.who, "afgemeld", None, identity.now())
            return token

        return await self._database.run(work)
