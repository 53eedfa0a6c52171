"""The one Rasa action: a turn of the talk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.bare_wish import take_bare_wish
from actions.counsellor import conclude
from actions.echo import avoid_echo
from actions.handlers import HANDLERS
from actions.handlers.telling import name_region
from actions.late import take_late_answer
from actions.learning import sizes_course
from actions.running import run
from actions.setting import Setting, Shown
from actions.standing import COUNSELLOR
from actions.state import Conversation
from actions.supposing import keep_known
from actions.turn import Turn
from actions.understanding import understand
from actions.waiting import take_waiting
from knowledge import shared_knowledge
from knowledge.taal import shared_reader

ZONE = ZoneInfo("Europe/Brussels")
LISTEN = "action_listen"
"""What comes after every turn. Saying so spares Rasa the work of predicting it."""


class Beurt(Action):
    """Reads the message in the light of the talk, answers it, and asks on."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_beurt"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One turn; the reply goes to the dispatcher, the new state into slots."""
        talk = Conversation.from_tracker(tracker)
        setting = setting_of(tracker.latest_message.get("metadata") or {})
        said = understand(
            tracker.latest_message,
            shared_reader(),
            talk.vraag,
            setting.on,
            shorthand=setting.entrance == COUNSELLOR,
            offered=talk.progress.geboden,
            sizes_course=sizes_course(talk),
        )
        said = keep_known(said, talk, shared_knowledge())
        turn = Turn(shared_knowledge(), talk, said, setting)
        run(turn, HANDLERS, take_waiting, conclude, _read_again, avoid_echo)
        talk.progress.geboden = turn.reply.offered
        turn.reply.send(dispatcher)
        return [*talk.events(), FollowupAction(LISTEN)]


def _read_again(turn: Turn) -> None:
    """Words that fit no open question: an answer to what is still to be known, or else a bare wish."""
    name_region(turn)
    take_late_answer(turn)
    take_bare_wish(turn)


def setting_of(metadata: dict[str, Any]) -> Setting:
    """The entrance and the reference date that the service sends along; today in Flanders without them."""
    on, today = metadata.get("peildatum"), metadata.get("vandaag")
    return Setting(
        entrance=metadata.get("ingang") or "burger",
        on=date.fromisoformat(on) if on else datetime.now(ZONE).date(),
        retention_days=metadata.get("bewaartermijn"),
        code_days=metadata.get("dagen_code"),
        counsellors=bool(metadata.get("begeleiders")),
        only_suggests=bool(metadata.get("voorstel")),
        handed_over=bool(metadata.get("doorgegeven")),
        in_queue=bool(metadata.get("in_de_rij")),
        moments=bool(metadata.get("momenten")),
        appointment=bool(metadata.get("afspraak")),
        shown=tuple(
            Shown(name, channel, datetime.fromisoformat(at))
            for name, channel, at in metadata.get("geboden_momenten") or ()
        ),
        today=date.fromisoformat(today) if today else datetime.now(ZONE).date(),
        changes=metadata.get("aanpassing"),
    )
