"""A stand-in for Mijn Loopbaan: it signs contexts with a key of its own and publishes the public one."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

MAKERS = {
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
}
ALGORITHMS = {
    "EdDSA": jwt.algorithms.OKPAlgorithm,
    "ES256": jwt.algorithms.ECAlgorithm,
    "RS256": jwt.algorithms.RSAAlgorithm,
}


@dataclass
class Portal:
    """A portal with one key."""

    origin: str = "https://mijnloopbaan.example"
    algorithm: str = "EdDSA"
    audience: str = "loopbaanwijzer"
    name: str = "sleutel-1"
    key: Any = field(default=None)

    def __post_init__(self) -> None:
        self.key = MAKERS[self.algorithm]()

    def publish(self, directory: Path) -> Path:
        """Write the public key as JWKS; gives its path."""
        public = ALGORITHMS[self.algorithm].to_jwk(self.key.public_key(), as_dict=True)
        path = directory / f"sleutels-{self.algorithm}.json"
        entry = {**public, "kid": self.name, "alg": self.algorithm, "use": "sig"}
        path.write_text(json.dumps({"keys": [entry]}), encoding="utf-8")
        return path

    def publish_pem(self, directory: Path) -> Path:
        """Write the public key as PEM; gives its path."""
        path = directory / "sleutel.pem"
        pem = serialization.Encoding.PEM
        public = serialization.PublicFormat.SubjectPublicKeyInfo
        path.write_bytes(self.key.public_key().public_bytes(pem, public))
        return path

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Everything a context must have; None leaves a claim out."""
        now = datetime.now(timezone.utc)
        told = {
            "aud": self.audience,
            "origin": self.origin,
            "iat": now,
            "exp": now + timedelta(minutes=2),
            "jti": secrets.token_urlsafe(12),
            **changes,
        }
        return {name: value for name, value in told.items() if value is not None}

    def sign(self, kid: str | None = None, **changes: Any) -> str:
        """A context, signed now."""
        headers = {"kid": kid or self.name}
        return jwt.encode(self.claims(**changes), self.key, algorithm=self.algorithm, headers=headers)
