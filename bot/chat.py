"""Talks in the terminal, over the same HTTP API as everybody else."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
from aiohttp import web

from bot.http.app import build_app
from bot.logs import set_up_logging
from bot.settings import Settings

HELP = "Typ je bericht, of het nummer van een keuze. Stoppen: lege regel of Ctrl-D."
ALL = "/api/v1/gesprekken"
LEAVE = ("", "/stop", "/exit", "/quit")


def chat(settings: Settings, address: str | None) -> int:
    """Talk until the visitor stops; the exit code."""
    set_up_logging("ERROR")
    try:
        asyncio.run(_chat(settings, address))
    except (KeyboardInterrupt, EOFError):
        print()
    except aiohttp.ClientConnectionError:
        print(f"Er antwoordt niemand op {address}. Start de dienst, of laat --adres weg.")
        return 1
    return 0


async def _chat(settings: Settings, address: str | None) -> None:
    async with _service(settings, address) as base, aiohttp.ClientSession(base) as session:
        print(HELP + "\n")
        path, token, offered = await _open(session)
        while (line := await _ask()) not in LEAVE:
            body: dict[str, str] = {"bericht_id": str(uuid.uuid4()), **_message(line, offered)}
            answer = await _call(session, f"{path}/berichten", body, token)
            offered = _show(answer)
            if answer.get("gewist"):
                path, token, offered = await _open(session)
        print(f"Je gesprek is bewaard. Wissen: DELETE {path}")


async def _open(session: aiohttp.ClientSession) -> tuple[str, str, list[dict[str, str]]]:
    """A new conversation: its path, its token and the choices of its opening."""
    opened = await _call(session, ALL, {}, None)
    return f"{ALL}/{opened['gesprek']}", opened["token"], _show(opened)


@contextlib.asynccontextmanager
async def _service(settings: Settings, address: str | None) -> AsyncIterator[str]:
    """The running service at the address, or one of our own on a free port."""
    if address is not None:
        yield address
        return
    print("Even geduld, het taalmodel wordt geladen ...", flush=True)
    runner = web.AppRunner(build_app(replace(settings, port=0)), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _ask() -> str:
    return (await asyncio.get_running_loop().run_in_executor(None, input, "> ")).strip()


def _message(line: str, offered: list[dict[str, str]]) -> dict[str, str]:
    """A number stands for the choice with that number, unless it is itself the value of a choice."""
    values = {choice["waarde"] for choice in offered}
    if line.isdigit() and line not in values and 1 <= int(line) <= len(offered):
        return {"keuze": offered[int(line) - 1]["waarde"]}
    return {"tekst": line}


def _show(answer: dict[str, Any]) -> list[dict[str, str]]:
    offered: list[dict[str, str]] = []
    for message in answer.get("berichten", []):
        print(message["tekst"])
        for card in message.get("kaarten") or []:
            print(f"  {card.get('titel', '')}: {card.get('tekst', '')}".replace("\n", "; "))
        offered += message["keuzes"]
    for number, choice in enumerate(offered, 1):
        print(f"  [{number}] {choice['titel']}")
    print()
    return offered


async def _call(
    session: aiohttp.ClientSession, path: str, body: dict[str, Any], token: str | None
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    timeout = aiohttp.ClientTimeout(total=120)
    async with session.post(path, json=body, headers=headers, timeout=timeout) as response:
        answer: dict[str, Any] = await response.json(content_type=None)
        if response.status >= 400:
            print(f"! {answer.get('title')}: {answer.get('detail')}")
            return {"berichten": []}
        return answer
