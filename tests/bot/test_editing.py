"""Facts of stored conversations, for judging again: no ids, no words, no postcodes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.conversation import identity
from bot.storage import Database, conversations
from bot.storage.conversations import Conversation, Snapshot, StoredMessage, TurnRecord


def _store(address: str, identifier: str, slots: dict[str, object], on: str | None) -> None:
    database = Database(address)
    now = identity.now()
    conversation = Conversation(identifier, f"hash-{identifier}", "burger", on, "nl", now, now)
    message = StoredMessage(f"m-{identifier}", "gebruiker", "Ik ben Jan Peeters uit Gent.", now)
    turn = TurnRecord(identifier, now, [message], Snapshot(slots=slots))
    database.run_sync(conversations.open_conversation, conversation, turn)
    database.close()


def test_only_facts_leave_the_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address, out = f"sqlite:///{tmp_path}/t.db", tmp_path / "s.jsonl"
    known = {"statuut": "werknemer", "postcode": "9000", "leeftijd": 38}
    _store(
        address, "geheim-1", {"profiel": known, "opleiding": {"contacturen": 40}, "naam": "Jan"}, "2025-10-01"
    )
    _store(address, "geheim-2", {"profiel": {}, "opleiding": None}, None)
    assert main(["kennis", "situaties", "--uit-databank", address, "--naar", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    (found,) = map(json.loads, text.splitlines())
    assert found["peildatum"] == "2025-10-01" and found["opleiding"] == {"contacturen": 40}
    assert found["profiel"]["leeftijd"] == 38 and found["profiel"]["woongewest"] == "vlaanderen"
    assert found["uitkomst"]["vov"]["status"] in ("mogelijk", "geen_recht", "recht")
    for secret in ("geheim", "Jan", "9000", "Gent", "hash", "gebruiker"):
        assert secret not in text
    assert out.stat().st_mode & 0o077 == 0
    assert "geen namen, nummers, berichten of postcodes" in capsys.readouterr().err
    assert main(["kennis", "herreken", str(out)]) == 0


def test_a_database_that_is_away_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "bestand"
    blocked.write_text("", encoding="utf-8")
    out = str(tmp_path / "s.jsonl")
    assert main(["kennis", "situaties", "--uit-databank", f"sqlite:///{blocked}/x/t.db", "--naar", out]) == 2
    assert "De databank is niet bereikbaar" in capsys.readouterr().err


def test_the_command_needs_no_settings_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["kennis", "--help"])
    told = capsys.readouterr().out
    assert stopped.value.code == 0 and "situaties" in told and "controleer" in told
