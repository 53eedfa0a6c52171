"""Talking in the terminal."""

from __future__ import annotations

import asyncio
import sys

import pytest
from aiohttp.test_utils import TestClient

from bot.chat import _message
from bot.settings import PROJECT


async def _chat(address: str, typed: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "chat", "--adres", address),
        cwd=PROJECT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await asyncio.wait_for(process.communicate(typed.encode()), 60)
    return process.returncode, output.decode()


@pytest.mark.slow
async def test_a_talk_with_a_choice_by_number(talking: TestClient) -> None:
    code, output = await _chat(str(talking.make_url("/")), "hallo\n1\n/groet\n\n")
    assert code == 0
    assert "[1] Vlaanderen" in output
    assert "Gekozen: vlaanderen" in output
    assert "Traceback" not in output


@pytest.mark.slow
async def test_after_erasing_a_new_conversation_is_opened(talking: TestClient) -> None:
    code, output = await _chat(str(talking.make_url("/")), "wis mijn gegevens\nhallo\n\n")
    assert code == 0
    assert output.count("Ik ben Loopbaanwijzer") == 2
    assert "bestaat niet" not in output
    assert "[1] Vlaanderen" in output


@pytest.mark.slow
async def test_the_end_of_the_input_is_a_goodbye(talking: TestClient) -> None:
    code, output = await _chat(str(talking.make_url("/")), "hallo\n")
    assert (code, "Traceback" in output) == (0, False)


async def test_nobody_answers() -> None:
    code, output = await _chat("http://127.0.0.1:9", "hallo\n")
    assert code == 1
    assert "Er antwoordt niemand" in output


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1", {"keuze": "a"}),
        ("38", {"tekst": "38"}),
        ("2", {"tekst": "2"}),
        ("ja", {"tekst": "ja"}),
    ],
)
def test_a_number_is_a_choice_when_there_is_one(line: str, message: dict[str, str]) -> None:
    offered = [{"titel": "A", "waarde": "a"}, {"titel": "Twee", "waarde": "2"}]
    assert _message(line, offered) == message
