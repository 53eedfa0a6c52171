"""The talks while servers are killed: both sides speak, and listen as a browser does."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks.processes import ServerStopped
from bot.console.guard import COOKIE

AGAIN = 0.1
"""Seconds before another try."""
PATIENCE = 120.0


@dataclass
class Side:
    """One side of a talk: what it said, and what it was shown of the other."""

    said: list[str] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)
    """(id, text), as they came."""
    tries: int = 0
    lines: int = 0


@dataclass
class Talk:
    """A person and a counsellor, each with a line that is opened again when it breaks."""

    session: aiohttp.ClientSession
    addresses: list[str]
    number: int
    key: str
    csrf: str
    over: asyncio.Event
    person: Side = field(default_factory=Side)
    counsellor: Side = field(default_factory=Side)
    id: str = ""
    token: str = ""
    last: str = ""
    """The last message that the person has."""

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.key}"}

    async def begin(self) -> None:
        """Open it and let the counsellor take it."""
        opened = await self._post("/api/v1/gesprekken", {}, json={})
        self.id, self.token, self.last = opened["gesprek"], opened["token"], opened["berichten"][-1]["id"]
        await self._post(f"/api/v1/gesprekken/{self.id}/overdracht", self.bearer, json={"verloop": True})
        await self._post(f"/begeleider/gesprek/{self.id}/neem", self.cookie, data={"_csrf": self.csrf})

    async def _post(self, path: str, headers: dict[str, str], side: Side | None = None, **body: Any) -> Any:
        """Until a server takes it; which one is asked changes after each failure."""
        which = random.randrange(2)
        deadline = time.monotonic() + PATIENCE
        while True:
            if side is not None:
                side.tries += 1
            try:
                address = self.addresses[which] + path
                async with self.session.post(
                    address, headers=headers, allow_redirects=False, **body
                ) as response:
                    if response.status < 400:
                        return await response.json() if response.content_type.endswith("json") else None
                    if response.status < 500:
                        raise RuntimeError(f"{path}: {response.status} {await response.text()}")
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
                pass
            if time.monotonic() > deadline:
                raise ServerStopped(f"{path} was not taken in {PATIENCE:g} s")
            which = 1 - which
            await asyncio.sleep(AGAIN)

    async def speak(self, pause: float) -> None:
        """Both say something, again and again, until it is over."""
        number = 0
        while not self.over.is_set():
            number += 1
            await asyncio.gather(self._ask(number), self._answer(number))
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))

    async def _ask(self, number: int) -> None:
        text = f"vraag {number} in gesprek {self.number}"
        self.person.said.append(text)
        path, body = f"/api/v1/gesprekken/{self.id}/berichten", {"tekst": text, "bericht_id": f"v{number}"}
        await self._post(path, self.bearer, self.person, json=body)

    async def _answer(self, number: int) -> None:
        text = f"antwoord {number} in gesprek {self.number}"
        self.counsellor.said.append(text)
        path = f"/begeleider/gesprek/{self.id}/bericht"
        form = {"tekst": text, "bericht_id": f"a{number}", "_csrf": self.csrf}
        await self._post(path, self.cookie, self.counsellor, data=form)

    async def listen_as_person(self) -> None:
        """The line of the person; each time it breaks it is opened again from the last message."""
        while True:
            self.person.lines += 1
            try:
                where = f"{random.choice(self.addresses)}/api/v1/gesprekken/{self.id}/stroom"
                async with self.session.ws_connect(where) as line:
                    await line.send_json({"token": self.token, "vanaf": self.last})
                    async for message in line:
                        for one in message.json().get("berichten") or ():
                            self.last = one["id"]
                            if one["van"] == "begeleider":
                                self.person.shown.append((one["id"], one["tekst"]))
            except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(AGAIN)

    async def listen_as_counsellor(self) -> None:
        """The line of the console."""
        last = 0
        while True:
            self.counsellor.lines += 1
            try:
                where = f"{random.choice(self.addresses)}/begeleider/stroom"
                async with self.session.ws_connect(where, headers=self.cookie) as line:
                    await line.send_json({"volg": self.id, "vanaf": last})
                    async for message in line:
                        for one in message.json().get("berichten") or ():
                            last = max(last, one["nummer"])
                            if one["van"] == "gebruiker":
                                self.counsellor.shown.append((one["id"], one["tekst"]))
            except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(AGAIN)

    def all_shown(self) -> bool:
        """Whether each side has seen all that the other said."""
        pairs = ((self.person.shown, self.counsellor.said), (self.counsellor.shown, self.person.said))
        return all(len({text for _, text in shown}) >= len(said) for shown, said in pairs)

    async def transcript(self) -> list[str]:
        """The texts as they are stored."""
        for address in self.addresses * 20:
            try:
                where = f"{address}/api/v1/gesprekken/{self.id}"
                async with self.session.get(where, headers=self.bearer) as response:
                    if response.status == 200:
                        return [one["tekst"] for one in (await response.json())["berichten"]]
            except aiohttp.ClientError:
                await asyncio.sleep(AGAIN)
        raise ServerStopped("no transcript")
