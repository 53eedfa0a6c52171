"""The signed JWT with which Mijn Loopbaan can open a conversation with a filled-in profile."""

from __future__ import annotations

from typing import Any

from knowledge import InvalidFacts, Knowledge

ALGORITHM = "HS256"


class InvalidContext(Exception):
    """The context cannot be used; the message says why, in Dutch."""


def read_context(knowledge: Knowledge, token: str, key: str) -> dict[str, dict[str, Any]]:
    """The facts in a signed context: {"profiel": ..., "opleiding": ...}."""
    if not key:
        raise InvalidContext("deze dienst aanvaardt geen vooraf ingevulde gegevens")
    import jwt

    try:
        claims = jwt.decode(token, key, algorithms=[ALGORITHM], options={"require": ["exp"]})
    except jwt.PyJWTError as error:
        raise InvalidContext("de handtekening klopt niet of de gegevens zijn vervallen") from error
    return _facts(knowledge, claims)


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
