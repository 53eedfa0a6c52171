"""Which addresses of other services are safe to use."""

from __future__ import annotations

from urllib.parse import urlsplit

HERE = ("localhost", "127.0.0.1", "::1")


def is_safe(address: str) -> bool:
    """Whether an address is https, or http of this machine itself; False for what is no address."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises for a wrong port)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    )
