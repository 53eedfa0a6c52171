"""Actions that speak, learn, fail, keep silent, take a choice and ask to erase."""

from __future__ import annotations

import threading
import time
from typing import Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet


class Greet(Action):
    def name(self) -> str:
        return "action_greet"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        buttons = [{"title": "Vlaanderen", "payload": '/keuze{"waarde": "vlaanderen"}'}]
        dispatcher.utter_message(
            text="Dag! In welk gewest werk je?", buttons=buttons, onderwerp="vov", kaarten=[{"id": "vov"}]
        )
        return [SlotSet("vraag", "werkgewest")]


class Learn(Action):
    def name(self) -> str:
        return "action_learn"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        facts = tracker.latest_message["feiten"]["profiel"]
        profile = {**(tracker.get_slot("profiel") or {}), **facts}
        state = {
            "gevraagd": ["leeftijd"],
            "overzicht_getoond": "definitief" if facts == {"leeftijd": 65} else None,
        }
        dispatcher.utter_message(text=f"Genoteerd: {sorted(profile.items())}")
        dispatcher.utter_message(json_message={"terugbelverzoek": {"wanneer": "morgen"}})
        return [SlotSet("profiel", profile), SlotSet("gesprek_staat", state)]


class Fail(Action):
    def name(self) -> str:
        return "action_fail"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        raise ValueError(f"geheim: {tracker.get_slot('profiel')}")


BUSY, GO_ON = threading.Event(), threading.Event()
"""Who is silent until something happens: that it is, and what it waits for."""


class Silent(Action):
    def name(self) -> str:
        return "action_silent"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        if "lang" in tracker.latest_message["text"]:
            time.sleep(1)
        if "tot" in tracker.latest_message["text"]:
            BUSY.set()
            GO_ON.wait(60)
        return []


class Choose(Action):
    def name(self) -> str:
        return "action_choose"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        entities = tracker.latest_message["entities"]
        value = next(entity["value"] for entity in entities if entity["entity"] == "waarde")
        profile = {**(tracker.get_slot("profiel") or {}), "werkgewest": value}
        dispatcher.utter_message(text=f"Gekozen: {value}")
        return [SlotSet("profiel", profile), SlotSet("vraag", None)]


class Erase(Action):
    def name(self) -> str:
        return "action_erase"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        dispatcher.utter_message(text="Wissen?")
        if tracker.latest_message["text"] == "wis mijn gegevens":
            dispatcher.utter_message(json_message={"wissen": True})
        return []
