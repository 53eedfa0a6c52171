"""Two OpenID Connect providers for the tests: a stand-in that can also lie, and one that others made."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

import jwt
from aiohttp import BasicAuth, web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks.processes import free_port
from tests.project import ROOT

CLIENT, SECRET = "loopbaanwijzer", "geheim: van+de 50% cliënt"
LOCK = ROOT / "tests" / "oidc.lock"
KEPT = ROOT / "var" / "oidc"
PATIENCE = 300


class StandIn:
    """A provider of the tests' own. It checks PKCE, one use and the client, and it can lie."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "an-1", "name": "An", "roles": ["gids"], "organisation": "lw"}
        self.lies: dict[str, Any] = {}
        """Claims of the id token that are not what they should be; None leaves one out."""
        self.down = False
        self.ends = True
        """Whether it has a place to sign out."""
        self.looked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        self.rotate()

    def rotate(self) -> None:
        """A new key takes the place of the old one."""
        self.key, self.name = ec.generate_private_key(ec.SECP256R1()), secrets.token_hex(4)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._about)
        app.router.add_get("/keys", self._keys)
        app.router.add_get("/authorize", self._authorize)
        app.router.add_post("/token", self._token)
        return app

    def started(self, server: TestServer) -> None:
        self.issuer = str(server.make_url("")).rstrip("/")

    async def _about(self, request: web.Request) -> web.Response:
        self.looked.append("about")
        if self.down:
            return web.Response(status=502)
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        if self.ends:
            told["end_session_endpoint"] = f"{self.issuer}/end"
        return web.json_response(told)

    async def _keys(self, request: web.Request) -> web.Response:
        self.looked.append("keys")
        public = jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return web.json_response({"keys": [{**public, "kid": self.name, "use": "sig", "alg": "ES256"}]})

    async def _authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(12)
        self._codes[code] = asked
        back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        return web.Response(status=302, headers={"Location": back})

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        asked = self._codes.pop(str(form.get("code")), None)
        digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        client = BasicAuth.decode(request.headers["Authorization"])
        if (unquote_plus(client.login), unquote_plus(client.password)) != (CLIENT, SECRET):
            return web.json_response({"error": "invalid_client"}, status=401)
        if asked is None or asked["code_challenge"] != challenge:
            return web.json_response({"error": "invalid_grant"}, status=400)
        return web.json_response(
            {"access_token": "x", "token_type": "Bearer", "id_token": self._signed(asked)}
        )

    def _signed(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said = {**claims, **self.claims, **self.lies}
        said = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(said, self.key, algorithm="ES256", headers={"kid": self.name})


# ------------------------------------------------------------------ one that others made
class NoProvider(RuntimeError):
    """oidc-provider-mock cannot be installed here."""


def installed() -> Path:
    """Its program, in an environment of its own: it wants another pydantic than Rasa does."""
    stamp, program = KEPT / "installed", KEPT / "bin" / "oidc-provider-mock"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == wanted and program.exists()):
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        try:
            for command in _commands():
                subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        except (OSError, subprocess.SubprocessError) as error:
            raise NoProvider(str(error)) from error
        stamp.write_text(wanted)
    return program


def _commands() -> list[list[str]]:
    python, private = str(KEPT / "bin" / "python"), ROOT / ".tools" / "bin" / "uv"
    uv = shutil.which("uv") or (str(private) if private.exists() else None)
    if uv is None:
        install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        return [[sys.executable, "-m", "venv", str(KEPT)], install]
    install = [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", str(LOCK)]
    return [[uv, "venv", "--quiet", "--python", sys.executable, str(KEPT)], install]


@contextmanager
def running_provider(port: int, *users: dict[str, Any]) -> Iterator[str]:
    """Its issuer, while it runs as a process of its own. A new process has new keys."""
    command = [str(installed()), "--port", str(port), "--require-nonce", "true"]
    for user in users:
        command += ["--user-claims", json.dumps(user)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    issuer = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise NoProvider("it stopped") from None
                time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(20)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def consent(address: str, subject: str) -> dict[str, str]:
    """Sign in at that provider as somebody; what it sends back to the service."""
    opener = urllib.request.build_opener(_Stay)
    try:
        response = opener.open(address, urlencode({"sub": subject}).encode(), timeout=60)
        raise AssertionError(f"no way back: {response.status}")
    except urllib.error.HTTPError as error:
        assert error.code in (302, 303), error.read()[:300]
        back = urlsplit(error.headers["Location"])
        return {name: values[0] for name, values in parse_qs(back.query).items()}


def sign_out(address: str) -> str:
    """Sign out at that provider as its page asks; where it sends the browser then."""
    with urllib.request.urlopen(address, timeout=60) as response:
        page = response.read().decode()
    fields = dict(re.findall(r'name="([^"]+)"\s+value="([^"]*)"', page))
    action = urlsplit(address)._replace(path=re.findall(r'action="([^"]+)"', page)[0], query="").geturl()
    form = {name: unescape(value) for name, value in fields.items()}
    try:
        urllib.request.build_opener(_Stay).open(action, urlencode(form).encode(), timeout=60)
        raise AssertionError("no way back")
    except urllib.error.HTTPError as error:
        assert error.code in (302, 303), error.read()[:300]
        return str(error.headers["Location"])


__all__ = [
    "CLIENT",
    "SECRET",
    "NoProvider",
    "StandIn",
    "consent",
    "free_port",
    "running_provider",
    "sign_out",
]
