"""Passwords and one-time codes. Hashing takes long on purpose: call it on a thread of its own."""

from __future__ import annotations

import time
from functools import lru_cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
STEP = 30
"""Seconds that a one-time code lives (RFC 6238)."""
_hasher = PasswordHasher()


def problem_with(password: str, login: str) -> str | None:
    """Why this password is refused, in Dutch; None when it is good."""
    if len(password) < SHORTEST:
        return f"Een wachtwoord heeft minstens {SHORTEST} tekens. Een zin van enkele woorden is goed."
    if len(password) > LONGEST:
        return f"Een wachtwoord heeft hoogstens {LONGEST} tekens."
    if len(login) >= 4 and login.lower() in password.lower():
        return "Een wachtwoord bevat je gebruikersnaam niet."
    if len(set(password)) < 5:
        return "Een wachtwoord bestaat uit minstens vijf verschillende tekens."
    return None


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. Without a stored one it takes as long, and is no."""
    try:
        return _hasher.verify(stored or _nobody(), password[:LONGEST]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Whether the hash was made with weaker settings than those of now."""
    return _hasher.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher.hash("niemand heeft dit wachtwoord")


def new_secret() -> str:
    """A secret for one-time codes."""
    return pyotp.random_base32()


def secret_address(secret: str, login: str) -> str:
    """The address that an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Loopbaanwijzer")


def step_of(secret: str, code: str, moment: float | None = None) -> int | None:
    """The time step of a code; one step early or late is fine, for clocks differ. None: wrong."""
    at = time.time() if moment is None else moment
    totp = pyotp.TOTP(secret)
    for step in (int(at // STEP) + shift for shift in (0, -1, 1)):
        if code and pyotp.utils.strings_equal(code.replace(" ", ""), totp.generate_otp(step)):
            return step
    return None
