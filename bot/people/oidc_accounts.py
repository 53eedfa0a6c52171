"""Who somebody of an OpenID Connect provider is here: the account, role and organisation of their claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.conversation import identity
from bot.people import accounts, audit
from bot.people.accounts import ROLES, Counsellor
from bot.people.oidc import Attempt
from bot.settings import SettingError, Settings, env_name
from bot.storage import tables as t

MINUTES = 10
"""How long an attempt to sign in may take."""
ANYTHING = "*"
LONGEST_NAME = 100


class NoAccess(Exception):
    """The provider knows this person, but nothing here is theirs; the message says what is missing."""


@dataclass(frozen=True)
class ClaimMapping:
    """From the values of a claim to names of this service, in order of preference."""

    claim: str
    pairs: tuple[tuple[str, str], ...]

    def of(self, claims: Mapping[str, Any]) -> str | None:
        """The first name whose value the claim has."""
        values = values_of(claims, self.claim)
        return next((name for value, name in self.pairs if value in values or value == ANYTHING), None)


def read_mapping(claim: str, text: str, setting: str, allowed: tuple[str, ...] = ()) -> ClaimMapping:
    """Read `value=name, value=name`; raises SettingError. `*` is never for names with rights (`allowed`)."""
    pairs = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        value, sign, name = (piece.strip() for piece in part.rpartition("="))
        if not sign or not value or not name or (allowed and name not in allowed):
            known = f"; names: {', '.join(allowed)}" if allowed else ""
            raise SettingError(f"{env_name(setting)} must be like value=name, value=name{known}")
        if allowed and value == ANYTHING:
            raise SettingError(
                f"{env_name(setting)}: '{ANYTHING}={name}' mag niet, want dan krijgt iedereen die "
                f"zich aanmeldt die rol. Noem elke waarde apart; '{ANYTHING}' kan alleen bij organisaties."
            )
        pairs.append((value, name))
    return ClaimMapping(claim, tuple(pairs))


def values_of(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    """The values of a claim; `a.b` also means b inside a."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    listed = found if isinstance(found, list) else [found]
    return frozenset(str(value) for value in listed if isinstance(value, (str, int)))


def mappings(settings: Settings) -> tuple[ClaimMapping, ClaimMapping]:
    """From claims to role and to organisation; raises SettingError."""
    roles = read_mapping(settings.oidc_role_claim, settings.oidc_roles, "oidc_roles", ROLES)
    houses = read_mapping(settings.oidc_organisation_claim, settings.oidc_organisations, "oidc_organisations")
    return roles, houses


def account_of(connection: Connection, settings: Settings, claims: Mapping[str, Any]) -> Counsellor:
    """The account of who signed in, made or brought up to date; raises NoAccess."""
    roles, houses = mappings(settings)
    role, organisation = roles.of(claims), houses.of(claims)
    if role is None:
        raise NoAccess("role")
    if organisation is None or organisation not in accounts.organisations(connection):
        raise NoAccess("organisation")
    login = login_of(settings.oidc_issuer, str(claims["sub"]))
    name = str(claims.get("name") or claims.get("preferred_username") or "Begeleider")[:LONGEST_NAME]
    known, now = accounts.find_login(connection, login), identity.now()
    if known is None:
        try:
            with connection.begin_nested():
                made = accounts.add(connection, organisation, login, name, role, None, now)
        except IntegrityError:  # signed in twice at once, and the other was first
            known = accounts.find_login(connection, login)
            if known is None:
                raise
        else:
            who = _sure(connection, made)
            audit.note(connection, who, "account_gemaakt", None, now, {"met": "oidc"})
            return who
    if accounts.is_blocked(connection, known.id):
        raise NoAccess("blocked")
    if (known.organisation, known.role, known.name) != (organisation, role, name):
        if (known.organisation, known.role) != (organisation, role):
            accounts.end_sessions(connection, known.id)
            accounts.set_duty(connection, known.id, False, now)
            audit.note(connection, known, "account_gewijzigd", None, now, {"met": "oidc", "rol": role})
        changed = update(t.begeleiders).where(t.begeleiders.c.id == known.id)
        connection.execute(changed.values(organisatie=organisation, rol=role, naam=name))
    return _sure(connection, known.id)


def login_of(issuer: str, subject: str) -> str:
    """The user name of somebody of a provider: no local account can have it."""
    return f"oidc:{identity.token_hash(f'{issuer} {subject}')[:40]}"


def _sure(connection: Connection, identifier: str) -> Counsellor:
    found = accounts.find(connection, identifier)
    assert found is not None
    return found


# ------------------------------------------------------------------ attempts under way
def remember(connection: Connection, key_hash: str, attempt: Attempt, to: str, now: datetime) -> None:
    """Keep an attempt until it comes back, and forget those that never did."""
    table = t.aanmeldpogingen
    connection.execute(delete(table).where(table.c.vervalt < now))
    content = {**asdict(attempt), "naar": to}
    expires = now + timedelta(minutes=MINUTES)
    connection.execute(insert(table).values(sleutel_hash=key_hash, inhoud=content, vervalt=expires))


def take(connection: Connection, key_hash: str, now: datetime) -> tuple[Attempt, str] | None:
    """The attempt with this key, once; with the page to go to."""
    table = t.aanmeldpogingen
    query = select(table.c.inhoud).where(table.c.sleutel_hash == key_hash, table.c.vervalt >= now)
    content = connection.execute(query).scalar_one_or_none()
    gone = connection.execute(delete(table).where(table.c.sleutel_hash == key_hash)).rowcount
    if content is None or gone != 1:
        return None
    return Attempt(content["state"], content["nonce"], content["verifier"]), content["naar"]
