"""The signed context (a JWT) with which a trusted portal opens a conversation with a filled-in profile.

The portal signs with its private key; here only the public keys are known. A context holds for a few minutes,
for this service, from one website, and once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.settings import Settings
from knowledge import InvalidFacts, Knowledge

ALGORITHMS = ("RS256", "ES256", "EdDSA")
"""Asymmetric ones only: with these no key that is known here can sign."""
REQUIRED = ("exp", "iat", "aud", "jti", "origin")
LEEWAY = 30
"""Seconds that two clocks may differ."""
LONGEST_ID = 200


class InvalidContext(Exception):
    """The context cannot be used; the message says why, in Dutch."""


class InvalidKeys(ValueError):
    """The file with public keys cannot be used."""


@dataclass(frozen=True)
class Trust:
    """Whose contexts are taken, and when."""

    keys: Mapping[str | None, Any] = field(default_factory=dict)
    """Public keys by `kid`; under None one without a name."""
    audience: str = ""
    origins: frozenset[str] = frozenset()
    max_age: int = 300


@dataclass(frozen=True)
class Context:
    """What a context told: facts, and what makes it usable only once."""

    facts: dict[str, dict[str, Any]]
    id: str
    expires: datetime
    """In UTC, without zone: the form that is stored."""


def trust_of(settings: Settings) -> Trust:
    """What the settings say about contexts; without keys none is taken."""
    keys = read_keys(settings.path(settings.context_keys)) if settings.context_keys else {}
    origins = settings.origins | settings.frame_origins
    return Trust(keys, settings.context_audience, origins, settings.context_max_age)


def read_keys(path: Path) -> dict[str | None, Any]:
    """The public keys of a JWKS file, or the one of a PEM file; raises InvalidKeys."""
    import jwt

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidKeys(f"{path} cannot be read: {error}") from error
    if "PRIVATE KEY" in text:
        raise InvalidKeys(f"{path} holds a private key; this service must only have public ones")
    if "BEGIN PUBLIC KEY" in text:
        return {None: text}
    try:
        entries = json.loads(text)["keys"]
        keys: dict[str | None, Any] = {entry.get("kid"): jwt.PyJWK(entry).key for entry in entries}
    except (ValueError, KeyError, TypeError, AttributeError, jwt.PyJWTError) as error:
        raise InvalidKeys(f"{path} is neither a JWKS with public keys nor a PEM public key") from error
    if not keys or any(entry.get("kty") == "oct" or "d" in entry for entry in entries):
        raise InvalidKeys(f"{path} must hold public keys, and nothing secret")
    return keys


def read_context(knowledge: Knowledge, token: str, trust: Trust, origin: str | None) -> Context:
    """The facts in a signed context; raises InvalidContext.

    Args:
        token: the JWT.
        origin: the `Origin` of the request, if the browser sent one.
    """
    if not trust.keys:
        raise InvalidContext("deze dienst aanvaardt geen vooraf ingevulde gegevens")
    claims = _verified(token, trust)
    if claims["origin"] not in trust.origins or (origin in trust.origins and origin != claims["origin"]):
        raise InvalidContext("deze gegevens zijn niet voor deze website")
    expires = datetime.fromtimestamp(int(claims["exp"]), timezone.utc).replace(tzinfo=None)
    return Context(_facts(knowledge, claims), str(claims["jti"]), expires)


def _verified(token: str, trust: Trust) -> dict[str, Any]:
    """The claims, when signature, time, audience and form are right."""
    import jwt

    try:
        key = trust.keys.get(jwt.get_unverified_header(token).get("kid"))
        if key is None:
            raise InvalidContext("de sleutel van deze gegevens is niet bekend")
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=trust.audience,
            leeway=LEEWAY,
            options={"require": list(REQUIRED)},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise InvalidContext("de handtekening klopt niet of de gegevens zijn vervallen") from error
    identifier, origin = claims["jti"], claims["origin"]
    if not (isinstance(identifier, str) and 0 < len(identifier) <= LONGEST_ID and isinstance(origin, str)):
        raise InvalidContext("de gegevens hebben niet de juiste vorm")
    if claims["exp"] - claims["iat"] > trust.max_age:
        raise InvalidContext("deze gegevens zijn te lang geldig")
    return claims


def _facts(knowledge: Knowledge, claims: dict[str, Any]) -> dict[str, dict[str, Any]]:
    profile, training = claims.get("profiel") or {}, claims.get("opleiding") or {}
    if not isinstance(profile, dict) or not isinstance(training, dict):
        raise InvalidContext("profiel en opleiding moeten objecten zijn")
    try:
        knowledge.facts(profile, training)
    except InvalidFacts as error:
        wrong = ", ".join(problem.veld for problem in error.errors)
        raise InvalidContext(f"deze gegevens kloppen niet: {wrong}") from error
    return {"profiel": profile, "opleiding": training}
