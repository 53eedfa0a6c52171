"""Organisations and counsellors in the database. Each function is one step of a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversation import identity
from bot.storage import tables as t

COUNSELLOR, COORDINATOR, ADMINISTRATOR = "begeleider", "coordinator", "beheerder"
ROLES = (COUNSELLOR, COORDINATOR, ADMINISTRATOR)

PRESENT_SECONDS = 60
"""How long somebody counts as present after the last sign of an open console."""


@dataclass(frozen=True)
class Counsellor:
    """Somebody who signs in to the console."""

    id: str
    organisation: str
    organisation_name: str
    login: str
    name: str
    role: str

    @property
    def may_talk(self) -> bool:
        """Whether this role sees conversations."""
        return self.role in (COUNSELLOR, COORDINATOR)

    @property
    def may_audit(self) -> bool:
        """Whether this role sees who looked at what."""
        return self.role in (COORDINATOR, ADMINISTRATOR)

    @property
    def may_manage(self) -> bool:
        """Whether this role manages accounts."""
        return self.role == ADMINISTRATOR


@dataclass(frozen=True)
class OwnSettings:
    """What somebody may know of the own account."""

    local: bool
    """Whether it has a password here; else somebody signs in at a provider."""
    totp: bool


@dataclass(frozen=True)
class Proof:
    """What somebody must prove to sign in, and whether that is allowed now."""

    counsellor: str
    password: str | None
    totp: str | None
    totp_used: int
    locked: bool


_W = t.begeleiders.c
_WHO = (_W.id, _W.organisatie, t.organisaties.c.naam, _W.gebruikersnaam, _W.naam, _W.rol)
_JOINED = t.begeleiders.join(t.organisaties, t.organisaties.c.id == _W.organisatie)


def add_organisation(connection: Connection, identifier: str, name: str, now: datetime) -> None:
    """A new organisation."""
    connection.execute(insert(t.organisaties).values(id=identifier, naam=name, gemaakt=now))


def organisations(connection: Connection) -> dict[str, str]:
    """Every organisation: id -> name."""
    found = connection.execute(select(t.organisaties.c.id, t.organisaties.c.naam).order_by("gemaakt"))
    return {row[0]: row[1] for row in found}


def add(
    connection: Connection,
    organisation: str,
    login: str,
    name: str,
    role: str,
    password: str | None,
    now: datetime,
) -> str:
    """A new account; `password` is its hash, None for who signs in elsewhere. The id."""
    identifier = identity.new_id()
    values = {"id": identifier, "organisatie": organisation, "gebruikersnaam": login.lower(), "naam": name}
    connection.execute(
        insert(t.begeleiders).values(
            **values, rol=role, wachtwoord=password, geblokkeerd=False, mislukt=0, gemaakt=now
        )
    )
    return identifier


_FIND = select(*_WHO).select_from(_JOINED).where(_W.id == bindparam("id_"))


def find(connection: Connection, identifier: str) -> Counsellor | None:
    """The account with this id, also when it is blocked."""
    row = connection.execute(_FIND, {"id_": identifier}).one_or_none()
    return None if row is None else Counsellor(*row)


def find_login(connection: Connection, login: str) -> Counsellor | None:
    """The account with this user name, also when it is blocked."""
    query = select(*_WHO).select_from(_JOINED).where(_W.gebruikersnaam == login.lower())
    row = connection.execute(query).one_or_none()
    return None if row is None else Counsellor(*row)


def colleagues(connection: Connection, organisation: str | None, now: datetime) -> list[dict[str, Any]]:
    """The accounts of an organisation (None: of all) with what may be shown of them."""
    query = select(*_WHO, _W.geblokkeerd, _W.aan_dienst_tot, _W.totp, _W.vergrendeld_tot).select_from(_JOINED)
    if organisation is not None:
        query = query.where(_W.organisatie == organisation)
    rows = connection.execute(query.order_by(_W.organisatie, _W.naam))
    return [
        {
            "who": Counsellor(*row[:6]),
            "blocked": bool(row[6]),
            "on_duty": bool(row[7] and row[7] > now and not row[6]),
            "totp": row[8] is not None,
            "locked": bool(row[9] and row[9] > now),
        }
        for row in rows
    ]


def start_attempt(
    connection: Connection, login: str, attempts: int, lock: timedelta, now: datetime
) -> Proof | None:
    """Count an attempt to sign in before it is judged, so that many at once gain nothing."""
    query = select(_W.id, _W.wachtwoord, _W.totp, _W.totp_gebruikt, _W.geblokkeerd, _W.vergrendeld_tot)
    row = connection.execute(query.where(_W.gebruikersnaam == login.lower())).one_or_none()
    if row is None:
        return None
    until = row.vergrendeld_tot
    if until is not None and until <= now:
        _change(connection, row.id, mislukt=0, vergrendeld_tot=None)
        until = None
    _change(connection, row.id, mislukt=_W.mislukt + 1)
    tries = connection.execute(select(_W.mislukt).where(_W.id == row.id)).scalar_one()
    if until is None and tries >= attempts:
        _change(connection, row.id, vergrendeld_tot=now + lock)
    locked = bool(row.geblokkeerd) or until is not None or tries > attempts
    return Proof(row.id, row.wachtwoord, row.totp, row.totp_gebruikt or 0, locked)


def attempt_succeeded(
    connection: Connection, counsellor: str, step: int | None = None, password: str | None = None
) -> bool:
    """Forget the failures; `step` is the time step of the code. False when that code was taken already."""
    if step is not None:
        fresh = (_W.totp_gebruikt.is_(None)) | (_W.totp_gebruikt < step)
        used = update(t.begeleiders).where(_W.id == counsellor, fresh).values(totp_gebruikt=step)
        if connection.execute(used).rowcount != 1:
            return False
    _change(connection, counsellor, mislukt=0, vergrendeld_tot=None)
    if password is not None:
        _change(connection, counsellor, wachtwoord=password)
    return True


def _change(connection: Connection, counsellor: str, **values: Any) -> None:
    connection.execute(update(t.begeleiders).where(_W.id == counsellor).values(**values))


def block(connection: Connection, counsellor: str, blocked: bool) -> None:
    """Block or unblock an account; a blocked one is signed out everywhere."""
    _change(connection, counsellor, geblokkeerd=blocked, mislukt=0, vergrendeld_tot=None, aan_dienst_tot=None)
    if blocked:
        end_sessions(connection, counsellor)


def is_blocked(connection: Connection, counsellor: str) -> bool:
    """Whether an account may not sign in."""
    return bool(connection.execute(select(_W.geblokkeerd).where(_W.id == counsellor)).scalar_one())


def reset(connection: Connection, counsellor: str, password: str) -> None:
    """A new password (its hash), without one-time codes; signed out everywhere."""
    _change(connection, counsellor, wachtwoord=password, totp=None, mislukt=0, vergrendeld_tot=None)
    end_sessions(connection, counsellor)


def change_password(connection: Connection, counsellor: str, password: str, kept: str) -> None:
    """Another password (its hash); one-time codes stay, every session but the one with this key ends."""
    _change(connection, counsellor, wachtwoord=password)
    end_sessions(connection, counsellor, kept)


def settings_of(connection: Connection, counsellor: str) -> OwnSettings:
    """What somebody may know of the own account."""
    query = select(_W.wachtwoord, _W.totp).where(_W.id == counsellor)
    password, totp = connection.execute(query).one()
    return OwnSettings(password is not None, totp is not None)


def sessions_of(
    connection: Connection, counsellor: str, idle: timedelta, longest: timedelta, now: datetime
) -> int:
    """How many sessions are open, by the limits of `use_session`."""
    query = select(func.count()).select_from(t.sessies).where(t.sessies.c.begeleider == counsellor)
    return int(connection.execute(query.where(~_too_old(idle, longest, now))).scalar_one())


def set_totp(connection: Connection, counsellor: str, secret: str | None) -> None:
    """Ask one-time codes from now on, or no more."""
    _change(connection, counsellor, totp=secret, totp_gebruikt=None)


def set_duty(connection: Connection, counsellor: str, on: bool, now: datetime) -> None:
    """On duty for a while (renewed by an open console), or off duty."""
    until = now + timedelta(seconds=PRESENT_SECONDS) if on else None
    _change(connection, counsellor, aan_dienst_tot=until)


def renew_duty(connection: Connection, counsellor: str, now: datetime) -> bool:
    """An open console says it is still there; False for who is not on duty."""
    until = now + timedelta(seconds=PRESENT_SECONDS)
    still = (_W.id == counsellor) & _W.aan_dienst_tot.is_not(None)
    return bool(connection.execute(update(t.begeleiders).where(still).values(aan_dienst_tot=until)).rowcount)


def is_on_duty(connection: Connection, counsellor: str, now: datetime) -> bool:
    """Whether this counsellor can be reached now."""
    until = connection.execute(select(_W.aan_dienst_tot).where(_W.id == counsellor)).scalar_one_or_none()
    return until is not None and until > now


# ------------------------------------------------------------------ sessions
@dataclass(frozen=True)
class Session:
    """Somebody who is signed in."""

    key_hash: str
    csrf: str
    who: Counsellor


def open_session(
    connection: Connection,
    counsellor: str,
    key_hash: str,
    csrf: str,
    now: datetime,
    token: str | None = None,
) -> None:
    """A new session; `token`: the id token that proved who this is."""
    row = {"sleutel_hash": key_hash, "begeleider": counsellor, "csrf": csrf, "gemaakt": now, "gebruikt": now}
    connection.execute(insert(t.sessies).values(**row, bewijs=token))


_SESSION = (
    select(t.sessies.c.csrf, t.sessies.c.gemaakt, t.sessies.c.gebruikt, _W.geblokkeerd, *_WHO)
    .select_from(_JOINED.join(t.sessies, t.sessies.c.begeleider == _W.id))
    .where(t.sessies.c.sleutel_hash == bindparam("sleutel"))
)


def use_session(
    connection: Connection,
    key_hash: str,
    idle: timedelta,
    longest: timedelta,
    now: datetime,
    renew: bool = True,
) -> Session | None:
    """The session with this key, when it is not too old and its owner is not blocked."""
    table = t.sessies.c
    row = connection.execute(_SESSION, {"sleutel": key_hash}).one_or_none()
    if row is None:
        return None
    csrf, made, used, blocked, *who = row
    if blocked or now - used > idle or now - made > longest:
        connection.execute(delete(t.sessies).where(table.sleutel_hash == key_hash))
        return None
    if renew and now - used > timedelta(seconds=30):  # not a write for every request
        renewed = update(t.sessies).where(table.sleutel_hash == key_hash).values(gebruikt=now)
        connection.execute(renewed)
    return Session(key_hash, csrf, Counsellor(*who))


def _too_old(idle: timedelta, longest: timedelta, now: datetime) -> Any:
    """The condition for a session that opens nothing any more."""
    return (t.sessies.c.gebruikt < now - idle) | (t.sessies.c.gemaakt < now - longest)


def forget_sessions(connection: Connection, idle: timedelta, longest: timedelta, now: datetime) -> int:
    """Sessions that ended without signing out go, with the id token they were opened with. How many."""
    return int(connection.execute(delete(t.sessies).where(_too_old(idle, longest, now))).rowcount)


def end_session(connection: Connection, key_hash: str) -> str | None:
    """Sign out; the id token that the session was opened with, when it came from a provider."""
    table = t.sessies.c
    token: str | None = connection.execute(
        select(table.bewijs).where(table.sleutel_hash == key_hash)
    ).scalar_one_or_none()
    connection.execute(delete(t.sessies).where(table.sleutel_hash == key_hash))
    return token


def end_sessions(connection: Connection, counsellor: str, but: str = "") -> None:
    """Sign out everywhere, but for the session with this key."""
    table = t.sessies.c
    ended = delete(t.sessies).where(table.begeleider == counsellor, table.sleutel_hash != but)
    connection.execute(ended)
