"""Rasa's agent with our parts in it. Imports Rasa: only to be imported after `lean.prepare_rasa`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.domain import SessionConfig

from bot.logs import silence_structlog
from bot.runtime.actions import InProcessActions, trust_in_process_results
from bot.runtime.graph import StraightRunner
from bot.runtime.locks import AsyncioLockStore
from bot.runtime.tracker import SnapshotTrackerStore
from bot.runtime.turn import TurnInput, TurnOutput

CHANNEL = "loopbaanwijzer"
CHOICE_INTENT = "keuze"
# Stands in for a text of only slashes, so that there is something to parse.
NOTHING_TO_READ = "?"
# What makes Rasa read a text as a command: slashes, after white space of any sort or characters nobody sees.
COMMAND_MARK = re.compile("^[\\s/\u200b-\u200f\u2060\ufeff]+")
# Intents that steer: the service's own, and those on which Rasa itself acts. No text may have them.
NEVER_FROM_TEXT = frozenset({CHOICE_INTENT, "restart", "back", "session_start"})


class _Collector(OutputChannel):
    """Keeps every message of a turn as Rasa made it, extra fields included."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)


class Engine:
    """A loaded model that can take turns."""

    def __init__(
        self,
        model: Path,
        actions: str = "actions",
        recent_turns: int = 2,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        silence_structlog()
        trust_in_process_results()
        self._store = SnapshotTrackerStore(recent_turns=recent_turns)
        self._agent = Agent.load(
            model,
            tracker_store=self._store,
            lock_store=AsyncioLockStore(),
            action_endpoint=InProcessActions(actions, failed),
        )
        processor = self._agent.processor
        assert processor is not None
        processor.graph_runner = StraightRunner(processor.graph_runner)
        self._processor = processor
        # The service decides when a conversation ends; Rasa must not start a new session in the middle.
        processor.domain.session_config = SessionConfig(0, True)

    async def take_turn(self, turn: TurnInput) -> TurnOutput:
        """Let the dialogue answer one message."""
        parse_data = await self._understand(turn)
        channel = _Collector()
        self._store.seat(turn.conversation, turn.slots, turn.recent)
        try:
            await self._agent.handle_message(_user_message(turn, channel, parse_data))
        finally:
            result = self._store.leave(turn.conversation)
        if result is None:
            raise RuntimeError("the dialogue kept no state of this turn")
        return TurnOutput(channel.messages, result.slots, result.recent, result.events, parse_data)

    async def warm_up(self) -> None:
        """One turn of nobody, which is not kept: whatever loads late is loaded before the first visitor."""
        await self.take_turn(TurnInput("opwarmen", "hallo"))

    async def parse(self, text: str, metadata: dict[str, Any]) -> dict[str, Any]:
        """Understand a text. A leading slash means nothing: intents cannot be sent as text."""
        readable = COMMAND_MARK.sub("", text) or NOTHING_TO_READ
        parse_data = dict(await self._processor.parse_message(_to_parse(readable, metadata)))
        _quote_entities(parse_data)
        parse_data["text"] = text
        if parse_data["intent"].get("name") in NEVER_FROM_TEXT:
            parse_data["intent"] = {"name": None, "confidence": 0.0}
        return parse_data

    async def _understand(self, turn: TurnInput) -> dict[str, Any]:
        if turn.choice is None:
            return await self.parse(turn.text, turn.metadata)
        payload = f"/{CHOICE_INTENT}{json.dumps({'waarde': turn.choice})}"
        return dict(await self._processor.parse_message(_to_parse(payload, turn.metadata)))


def _quote_entities(parse_data: dict[str, Any]) -> None:
    """Keep the words of each entity: its offsets hold for the text that was parsed, not for the original."""
    parsed = parse_data["text"]
    for entity in parse_data["entities"]:
        entity.setdefault("tekst", parsed[entity.get("start") or 0 : entity.get("end") or 0])


def _to_parse(text: str, metadata: dict[str, Any]) -> UserMessage:
    """A message that is only read. It needs no id; without one Rasa asks the system for a random number."""
    return UserMessage(text, message_id="-", metadata=metadata)


def _user_message(turn: TurnInput, channel: OutputChannel, parse_data: dict[str, Any]) -> UserMessage:
    return UserMessage(
        text=parse_data["text"],
        output_channel=channel,
        sender_id=turn.conversation,
        message_id=turn.message_id,
        parse_data=parse_data,
        input_channel=CHANNEL,
        metadata=turn.metadata,
    )
