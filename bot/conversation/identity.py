"""Ids, tokens and the clock."""

from __future__ import annotations

import hashlib
import hmac
import random
import secrets
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

_messages = random.Random(secrets.randbits(256))
BRUSSELS = ZoneInfo("Europe/Brussels")


def new_id() -> str:
    """An unguessable id."""
    return secrets.token_urlsafe(18)


def new_message_id() -> str:
    """An id for a message: unique, but no secret, so it need not cost a call to the system."""
    return f"{_messages.getrandbits(96):024x}"


def new_token() -> str:
    """A bearer token; only its hash is stored."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token. The token is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def same_hash(one: str, other: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(one, other)


def now() -> datetime:
    """The present moment in UTC, without zone: the form that is stored."""
    return datetime.now(timezone.utc).replace(tzinfo=None)


def today() -> date:
    """The date where the law applies."""
    return datetime.now(BRUSSELS).date()


def iso(moment: datetime) -> str:
    """A stored moment in ISO 8601."""
    return moment.isoformat(timespec="milliseconds") + "Z"


def local(moment: datetime) -> datetime:
    """A stored moment on the Belgian clock."""
    return moment.replace(tzinfo=timezone.utc).astimezone(BRUSSELS)


def local_iso(moment: datetime) -> str:
    """A stored moment in ISO 8601 on the Belgian clock, with how far that is from UTC."""
    return local(moment).isoformat(timespec="milliseconds")
