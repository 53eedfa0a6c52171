"""Scripts, styles and pages as files: compressed for who takes that, and kept by a browser that has them."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aiohttp import hdrs, web

from bot.http.problems import not_found

ALWAYS_THE_SAME = "public, max-age=31536000, immutable"
"""For a script that was asked with its own version behind the `?`: other contents have another address."""
LOADER = "loopbaan-wijzer.js"
FRESH_FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
"""For the loader, that every page of a host asks for: a browser does not ask again for five minutes, and
looks for a new one beside the page within a day. So a release is there at the
first or second page after those five minutes."""
WITHOUT_CHARSET = ("image/", "font/", "application/octet-stream")
"""Begins the type of what is no text."""
_WEIGHT = re.compile(r"q *= *([01](?:\.\d{0,3})?)")
VERSION = 10
"""Characters of a version, as `widget/build.mjs` writes it."""


@dataclass(frozen=True)
class File:
    """The contents of a file, as they are and compressed."""

    plain: bytes
    zipped: bytes
    digest: str
    type: str


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> File:
    contents = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    zipped = gzip.compress(contents, 9, mtime=0)
    return File(contents, zipped, hashlib.sha256(contents).hexdigest(), kind)


def give(request: web.Request, path: Path) -> web.Response:
    """This file; 404 when it is not there, 304 when the browser has it already."""
    try:
        file = _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):  # not there, a directory, or no name that a file can have
        raise not_found(request.path) from None
    headers: dict[str, str] = {hdrs.ETAG: f'W/"{file.digest[:32]}"', hdrs.VARY: hdrs.ACCEPT_ENCODING}
    if request.query.get("v") == file.digest[:VERSION]:
        headers[hdrs.CACHE_CONTROL] = ALWAYS_THE_SAME
    elif path.name == LOADER:
        headers[hdrs.CACHE_CONTROL] = FRESH_FOR_A_WHILE
    if _has(request, headers[hdrs.ETAG]):
        return web.Response(status=304, headers=headers)
    body = file.plain
    if takes_gzip(request.headers.get(hdrs.ACCEPT_ENCODING, "")) and len(file.zipped) < len(body):
        body = file.zipped
        headers[hdrs.CONTENT_ENCODING] = "gzip"
    charset = None if file.type.startswith(WITHOUT_CHARSET) else "utf-8"
    return web.Response(body=body, headers=headers, content_type=file.type, charset=charset)


def _has(request: web.Request, etag: str) -> bool:
    """Whether the browser has these contents; weak and strong tags count as the same."""
    known = [tag.strip() for tag in request.headers.get(hdrs.IF_NONE_MATCH, "").split(",")]
    return "*" in known or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in known}


def takes_gzip(accepted: str) -> bool:
    """Whether `Accept-Encoding` takes gzip: by its name, else by `*`; a weight of 0 refuses it."""
    weights: dict[str, float] = {}
    for coding in accepted.lower().split(","):
        name, _, rest = coding.partition(";")
        found = _WEIGHT.fullmatch(rest.strip())
        weights[name.strip()] = float(found[1]) if found else 1.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def add_files(app: web.Application, prefix: str, directory: Path) -> None:
    """Serve every file that stands in this directory itself."""

    async def one(request: web.Request) -> web.Response:
        return give(request, directory / request.match_info["name"])

    app.router.add_get(prefix + r"{name:[\w-][\w.-]*}", one)
