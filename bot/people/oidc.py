"""OpenID Connect for the console: authorization code with PKCE, state and nonce; keys that change.

The protocol only: who somebody is in the console (role, organisation) is `oidc_accounts.py`.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import aiohttp
import jwt

from bot.addresses import is_safe
from bot.settings import Settings

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Asymmetric ones only."""
REQUIRED = ("iss", "sub", "aud", "exp", "iat")
SCOPE = "openid profile email"
LEEWAY = 30
"""Seconds that two clocks may differ."""
PATIENCE = 10.0
FRESH = 3600.0
"""Seconds that what the provider says of itself is kept."""
AGAIN = 30.0
"""Seconds between two looks for a key that is not known."""
BIGGEST = 256 * 1024
CALLBACK = "/begeleider/oidc/terug"
AFTER = "/begeleider/aanmelden"
"""Where the provider sends people back who signed out there too."""
LONGEST_HINT = 4000
"""Signs of an id token that goes along in an address; a longer one stays out."""


class ProviderAway(Exception):
    """The provider does not answer, or not as the standard says. The message has no words of anybody."""


class NotProven(Exception):
    """What came back does not prove who this is; the message says what failed, for the log."""


@dataclass(frozen=True)
class Attempt:
    """What must come back from the provider, and what proves that we asked."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Attempt:
        """A fresh one."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    @property
    def challenge(self) -> str:
        """The PKCE challenge (S256) of the verifier."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True)
class Proven:
    """Who signed in, as the provider says."""

    claims: Mapping[str, Any]
    token: str
    """The id token itself: with it the provider knows whom to sign out."""


@dataclass
class _Known:
    """What the provider says of itself, and its keys."""

    about: Mapping[str, Any] = field(default_factory=dict)
    about_at: float = -FRESH
    keys: Mapping[str, jwt.PyJWK] = field(default_factory=dict)
    keys_at: float = -FRESH


class Provider:
    """One OpenID Connect provider."""

    def __init__(self, settings: Settings) -> None:
        self._issuer, self._client = settings.oidc_issuer, settings.oidc_client_id
        self._secret = settings.oidc_client_secret
        self._redirect = settings.oidc_address.rstrip("/") + CALLBACK
        self._known = _Known()
        self._looking = asyncio.Lock()

    @property
    def issuer(self) -> str:
        """Whose word is taken."""
        return self._issuer

    async def where_to(self, attempt: Attempt) -> str:
        """The address at the provider where somebody signs in; raises ProviderAway."""
        about = await self._about()
        asked = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": self._redirect,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        return _with_query(str(about["authorization_endpoint"]), asked)

    async def signed_out_at(self, token: str) -> str | None:
        """The address at the provider where who has this id token signs out; None: it has no such thing.

        Raises:
            ProviderAway: it does not answer.
        """
        endpoint = str((await self._about()).get("end_session_endpoint") or "")
        if not is_safe(endpoint):
            return None
        back = self._redirect.removesuffix(CALLBACK) + AFTER
        asked = {"client_id": self._client, "post_logout_redirect_uri": back}
        if len(token) <= LONGEST_HINT:
            asked["id_token_hint"] = token
        return _with_query(endpoint, asked)

    async def proven(self, attempt: Attempt, code: str, state: str) -> Proven:
        """What the provider proves about who signed in; raises NotProven or ProviderAway."""
        if not hmac.compare_digest(state.encode("utf-8", "replace"), attempt.state.encode()):
            raise NotProven("state")
        token = await self._exchange(attempt, code)
        claims = self._checked(token, await self._key_of(token))
        nonce = str(claims.get("nonce", ""))
        if not hmac.compare_digest(nonce.encode("utf-8", "replace"), attempt.nonce.encode()):
            raise NotProven("nonce")
        if claims.get("azp", self._client) != self._client:
            raise NotProven("azp")
        return Proven(claims, token)

    async def _exchange(self, attempt: Attempt, code: str) -> str:
        about = await self._about()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "client_id": self._client,
            "code_verifier": attempt.verifier,
        }
        auth = None
        methods = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if self._secret and "client_secret_basic" in methods:
            auth = aiohttp.BasicAuth(quote_plus(self._client), quote_plus(self._secret))  # RFC 6749, 2.3.1
        elif self._secret:
            form["client_secret"] = self._secret
        status, told = await _fetch("POST", str(about["token_endpoint"]), data=form, auth=auth)
        token = told.get("id_token")
        if status >= 500:
            raise ProviderAway(f"token: HTTP {status}")
        if status != 200 or not isinstance(token, str):
            raise NotProven("code")
        return token

    def _checked(self, token: str, key: jwt.PyJWK) -> Mapping[str, Any]:
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self._client,
                issuer=self._issuer,
                leeway=LEEWAY,
                options={"require": list(REQUIRED)},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise NotProven(type(error).__name__) from error
        return claims

    async def _key_of(self, token: str) -> jwt.PyJWK:
        """The key that signed; a name that is not known yet is looked up, but not for ever."""
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError as error:
            raise NotProven(type(error).__name__) from error
        if header.get("alg") not in ALGORITHMS:
            raise NotProven("algorithm")
        name = str(header.get("kid") or "")
        async with self._looking:
            since = time.monotonic() - self._known.keys_at
            if since >= FRESH or (name not in self._known.keys and since >= AGAIN):
                await self._read_keys()
        keys = self._known.keys
        found = keys.get(name) or (next(iter(keys.values())) if not name and len(keys) == 1 else None)
        if found is None:
            raise NotProven("key")
        return found

    async def _read_keys(self) -> None:
        about = await self._about()
        status, told = await _fetch("GET", str(about["jwks_uri"]))
        if status != 200 or not isinstance(told.get("keys"), list):
            raise ProviderAway(f"keys: HTTP {status}")
        found = {}
        for row in told["keys"]:
            if isinstance(row, dict) and row.get("use", "sig") == "sig" and row.get("kty") != "oct":
                try:
                    found[str(row.get("kid") or "")] = jwt.PyJWK(row)
                except jwt.PyJWTError:
                    continue  # a kind of key that is not known here
        self._known.keys, self._known.keys_at = found, time.monotonic()

    async def _about(self) -> Mapping[str, Any]:
        if time.monotonic() - self._known.about_at < FRESH:
            return self._known.about
        status, told = await _fetch("GET", self._issuer.rstrip("/") + "/.well-known/openid-configuration")
        if status != 200:
            raise ProviderAway(f"discovery: HTTP {status}")
        if told.get("issuer") != self._issuer:
            raise ProviderAway("discovery: another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(told.get(name))):
                raise ProviderAway(f"discovery: {name}")
        self._known.about, self._known.about_at = told, time.monotonic()
        return told


def _with_query(endpoint: str, asked: Mapping[str, str]) -> str:
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}"


async def _fetch(method: str, address: str, **more: Any) -> tuple[int, dict[str, Any]]:
    """The status and the JSON object of an answer ({} when it is none); never follows a redirect."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.request(
                method, address, allow_redirects=False, headers={"Accept": "application/json"}, **more
            ) as response,
        ):
            raw = await response.content.read(BIGGEST)
            status = response.status
    except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
        raise ProviderAway(type(error).__name__) from error
    try:
        told = json.loads(raw)
    except ValueError:
        told = {}
    return status, told if isinstance(told, dict) else {}
