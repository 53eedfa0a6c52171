"""What the dialogue remembers between two turns: plain data in four Rasa slots."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.events import EventType

MAX_HISTORY = 10

MAX_QUESTIONS = 8
"""How many questions are asked before the overview is given (HTTP contract)."""

MAX_BESIDE = 3
"""How many once the core measures are decided; the rest waits until somebody wants to be asked more."""


@dataclass
class Progress:
    """The slot `gesprek_staat`: how far the talk is. Its names are stored: Dutch, as in the contract."""

    gevraagd: list[str] = field(default_factory=list)
    """Bare names of the fields asked so far, in order, each once."""
    pogingen: dict[str, int] = field(default_factory=dict)
    """How often each field was asked."""
    overgeslagen: list[str] = field(default_factory=list)
    """Fields the person does not know or does not want to tell."""
    geschiedenis: list[dict[str, Any]] = field(default_factory=list)
    """What each answered question changed, newest last: {veld, was, werd}, both {field: value or None}."""
    overzicht_getoond: str | None = None
    """None, "voorlopig" or "definitief"."""
    misverstanden: int = 0
    beurt: int = 0
    onderwerp: str | None = None
    laatste_maatregel: str | None = None
    laatste_samen: list[str] = field(default_factory=list)
    """Ids of the measures of which was asked last whether they go together."""
    laatste_vraag: str | None = None
    """The intent of the question that the person asked last."""
    wacht: dict[str, Any] | None = None
    """A question of the dialogue itself that is open, e.g. {"op": "wissen"}."""
    gestopt: bool = False
    zoekopdracht: dict[str, Any] | None = None
    """The search for a course that is going on, as plain values (see handlers/courses.py)."""
    gevonden: list[str] = field(default_factory=list)
    """Ids of the courses shown last, in order."""
    drempels: list[str] = field(default_factory=list)
    """The barriers that were told and answered, in order."""
    nagevraagd: list[str] = field(default_factory=list)
    """Fields that were asked again because two facts excluded each other."""
    pauze: bool = False
    """After an emergency nothing is asked until the person wants to go on."""
    nood: str = ""
    """How far a talk about need is: heard, asked whether the person is safe, safe (see handlers/care.py)."""
    nood_soort: str = ""
    """The need whose help line goes first, when it is not suicide: `geweld`."""
    geslacht_gemeld: bool = False
    """Whether a counsellor heard that gender is not kept."""
    zoekstappen: list[dict[str, Any]] = field(default_factory=list)
    """The searches before the one that is going on, newest last: so that a filter can be taken back."""
    bekeken: int = 0
    """Which of the courses shown last was spoken of last, from 0."""
    gekozen: str = ""
    """The course that is reckoned with, as it was shown; empty when none was chosen."""
    loopbaan: dict[str, Any] = field(default_factory=dict)
    """Work: occupations, ratings of the competence check, wishes (see handlers/competences.py)."""
    laatst: dict[str, Any] = field(default_factory=dict)
    """What was learned last, to take it back: {beurt, was, werd, volgt}; `was` is {field: value or None}, of
    what went away by it too, `werd` {field: value}, `volgt` the fields that only followed; `medewerker`: what
    was known of the worker before."""
    woonplaats: str | None = None
    """The postcode of the town where somebody said they live, to search near it."""
    werkplaats: str | None = None
    """The postcode of the town where somebody said they work, to search near it when no home is known."""
    vorige_klant: dict[str, Any] = field(default_factory=dict)
    """The facts of the client before this one, for a counsellor who goes back: {profiel, opleiding}."""
    meer_klanten: bool = False
    """Whether a counsellor typed of more than one client here: all their words stay in the talk."""
    medewerker: dict[str, Any] = field(default_factory=dict)
    """What an employer tells of one person who works for them, by field; never part of the profile."""
    nummer: str = ""
    """A phone number that was typed before it was asked for; forgotten once it was used or refused."""
    oproep: dict[str, Any] = field(default_factory=dict)
    """The call-back that was noted, without its number: {moment, meegeven}; empty when there is none."""
    geboden: list[list[str]] = field(default_factory=list)
    """The buttons of the last turn, as [title, value]."""
    richting: bool = False
    """Whether the title of the training is only a direction ("iets met ouderen"): no course is known yet."""
    gesteld: int = 0
    """How often the question that waits was said without getting a usable answer."""
    onbegrepen: int = 0
    """How many times in a row somebody said that they do not understand."""
    prijzen: str = ""
    """The course of which the prices were shown last."""
    uitgelegd: list[str] = field(default_factory=list)
    """Fields of which the question was explained."""
    verteld: str = ""
    """What the turn before told of: the id of a measure, `overzicht`, or nothing."""
    zorg_gezegd: bool = False
    """Whether a burn-out was heard."""
    gezegd: str = ""
    """A checksum of the first words of the turn before: the same are not said twice in a row."""
    echos: int = 0
    """How many times in a row the same was said."""
    openstaand: str | None = None
    """Bare name of the question that still waits for an answer, also while something else is talked about."""


@dataclass
class Conversation:
    """All that is known at the start of a turn; handlers change it, `events` writes it back."""

    profiel: dict[str, Any] = field(default_factory=dict)
    opleiding: dict[str, Any] = field(default_factory=dict)
    vraag: str | None = None
    """The field that the bot's last message asks, if any: `vraag` in the contract."""
    progress: Progress = field(default_factory=Progress)
    known_before: dict[str, Any] = field(default_factory=dict)
    """The facts that this turn began with; another client's file begins with its own. Not stored."""
    worker_before: dict[str, Any] = field(default_factory=dict)
    """What this turn began with of the worker that an employer tells of. Not stored."""

    @classmethod
    def from_tracker(cls, tracker: Tracker) -> Conversation:
        """Read the slots; unknown keys of an older version are ignored."""
        stored = tracker.get_slot("gesprek_staat") or {}
        known = {f.name for f in fields(Progress)}
        return cls(
            profiel=dict(tracker.get_slot("profiel") or {}),
            opleiding=dict(tracker.get_slot("opleiding") or {}),
            vraag=tracker.get_slot("vraag"),
            progress=Progress(**{key: value for key, value in stored.items() if key in known}),
        )

    def events(self) -> list[EventType]:
        """The slot events that store this state."""
        # Here, because the sdk brings a web server along that the service does not need to start.
        from rasa_sdk.events import SlotSet

        return [
            SlotSet("profiel", self.profiel),
            SlotSet("opleiding", self.opleiding),
            SlotSet("vraag", self.vraag),
            SlotSet("gesprek_staat", asdict(self.progress)),
        ]

    @property
    def pending(self) -> str | None:
        """The question that still waits for an answer."""
        return self.progress.openstaand

    @pending.setter
    def pending(self, veld: str | None) -> None:
        if veld != self.progress.openstaand:
            self.progress.gesteld = 0
        self.progress.openstaand = veld

    def group_of(self, training: bool) -> dict[str, Any]:
        """The dict that holds training facts or profile facts."""
        return self.opleiding if training else self.profiel

    @property
    def facts(self) -> dict[str, Any]:
        """Everything told, about the person and the training, by bare name."""
        return {**self.profiel, **self.opleiding}

    def remember(self, veld: str, before: dict[str, Any] | None = None) -> None:
        """Keep what the answer to this question changed, so that `vorige vraag` can take it back.

        Args:
            veld: the field that was asked.
            before: the facts before the answer; None when it changed nothing.
        """
        after = self.facts
        was = after if before is None else before
        changed = [name for name in {**was, **after} if was.get(name) != after.get(name)]
        step = {
            "veld": veld,
            "was": {name: was.get(name) for name in changed},
            "werd": {name: after.get(name) for name in changed},
        }
        self.progress.geschiedenis = [*self.progress.geschiedenis[1 - MAX_HISTORY :], step]

    def begin_turn(self) -> None:
        """Note what is known now: what differs at the end of the turn was learned in it."""
        self.known_before, self.worker_before = self.facts, dict(self.progress.medewerker)

    def note_learned(
        self, implied: Collection[str] = (), told: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        """Keep what this turn taught, so that "nee, toch niet" can take it back.

        Args:
            implied: the fields that only follow from what was said: they go along, but nobody said them.
            told: the facts of the message; the same told twice can still be taken back after it.
        """
        before, worker = self.known_before, self.progress.medewerker
        new = {veld: value for veld, value in self.facts.items() if before.get(veld) != value}
        if not new and worker == self.worker_before:
            if told and told.items() <= self.progress.laatst.get("werd", {}).items():
                self.progress.laatst["beurt"] = self.progress.beurt
            return
        changed = [*new, *(veld for veld in before if veld not in self.facts)]
        step = {"was": {veld: before.get(veld) for veld in changed}, "werd": new}
        self.progress.laatst = {
            "beurt": self.progress.beurt,
            **step,
            "volgt": sorted(set(implied) & new.keys()),
        }
        if worker != self.worker_before:
            self.progress.laatst["medewerker"] = self.worker_before

    def forget(self) -> None:
        """Start again with nothing known; what is told next is not a change of what was known."""
        self.profiel, self.opleiding, self.vraag = {}, {}, None
        self.progress = Progress(beurt=self.progress.beurt, meer_klanten=self.progress.meer_klanten)
        self.known_before, self.worker_before = {}, {}
