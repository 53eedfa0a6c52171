"""A tracker store of a slot snapshot and the last turns: a turn costs the same at any length."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

# What a stored user message keeps of its parse: enough to replay, without the ranking of every intent.
KEPT_PARSE_DATA = ("intent", "entities", "text")


@dataclass
class _Seat:
    """The state of one conversation during one turn."""

    slots: dict[str, Any]
    recent: list[dict[str, Any]]
    seeded: int = 0
    tracker: DialogueStateTracker | None = None


@dataclass(frozen=True)
class TrackerResult:
    """What a turn made of the tracker."""

    slots: dict[str, Any]
    recent: list[dict[str, Any]]
    events: list[dict[str, Any]]


class SnapshotTrackerStore(TrackerStore):
    """Holds only conversations whose turn is running; the service stores the result in its transaction."""

    def __init__(self, domain: Domain | None = None, recent_turns: int = 2) -> None:
        super().__init__(domain)
        self._recent_turns = recent_turns
        self._seats: dict[str, _Seat] = {}

    def seat(self, conversation: str, slots: dict[str, Any], recent: list[dict[str, Any]]) -> None:
        """Put a conversation's snapshot ready for its turn."""
        self._seats[conversation] = _Seat(slots, recent)

    def leave(self, conversation: str) -> TrackerResult | None:
        """Take the result of the turn out; None when the turn never saved a tracker."""
        seat = self._seats.pop(conversation, None)
        if seat is None or seat.tracker is None:
            return None
        events = [_trimmed(event.as_dict()) for event in list(seat.tracker.events)[seat.seeded :]]
        recent = _last_turns([*seat.recent, *events], self._recent_turns)
        return TrackerResult(dict(seat.tracker.current_slot_values()), recent, events)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a seated conversation: its slots, then its last turns."""
        seat = self._seats.get(sender_id)
        if seat is None:
            return None
        tracker = self.init_tracker(sender_id)
        begun = [] if seat.recent else [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        slots = self._slot_events(seat.slots)  # after the start of the session, which forgets all slots
        last = [ActionExecuted(ACTION_LISTEN_NAME), *map(_event, seat.recent)]
        tracker.update_with_events([*begun, *slots, *last], self.domain)
        seat.seeded = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Remember the tracker until the conversation leaves; unseated conversations are not kept."""
        seat = self._seats.get(tracker.sender_id)
        if seat is not None:
            seat.tracker = tracker

    async def keys(self) -> list[str]:
        """The conversations whose turn is running."""
        return list(self._seats)

    def _slot_events(self, slots: dict[str, Any]) -> list[Event]:
        known = {slot.name: slot.initial_value for slot in self.domain.slots}
        return [
            SlotSet(name, value) for name, value in slots.items() if name in known and value != known[name]
        ]


def _event(stored: dict[str, Any]) -> Event:
    """The event of a stored form. Rasa's own way walks through all event classes for each event."""
    kind = _event_classes().get(stored["event"], Event)
    event = kind._from_parameters(dict(stored))
    if event is None:
        raise ValueError(f"an event of kind {stored['event']} cannot be read back")
    return event


@lru_cache(maxsize=1)
def _event_classes() -> dict[str, type[Event]]:
    return {kind.type_name: kind for kind in all_subclasses(Event)}


def _last_turns(events: list[dict[str, Any]], turns: int) -> list[dict[str, Any]]:
    """The events from the nth last user message on, without slots: those are in the snapshot."""
    starts = [place for place, event in enumerate(events) if event["event"] == "user"]
    if not turns or not starts:
        return []
    kept = events[starts[-turns] if len(starts) >= turns else starts[0] :]
    return [event for event in kept if event["event"] not in ("slot", "reset_slots", "restart")]


def _trimmed(event: dict[str, Any]) -> dict[str, Any]:
    if event["event"] != "user":
        return event
    parse_data = {key: event["parse_data"][key] for key in KEPT_PARSE_DATA if key in event["parse_data"]}
    return {**event, "parse_data": parse_data}
