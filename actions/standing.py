"""Where a turn stands: who is spoken to, what is known, what is worth asking; and how something is said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from actions.reply import Option, Reply
from actions.setting import Setting
from actions.state import Conversation
from actions.texts import text
from actions.understanding import Understanding
from knowledge import Assessment, Facts, Knowledge, Question, bare, next_question
from knowledge.taal import Reading

CITIZENS = ("burger", "mijn_loopbaan")
"""The entrances of people who look for themselves."""
COUNSELLOR = "begeleider"
PURPOSE = "doel"
"""What somebody learns for."""
KEPT = ("onthouden", "beroep_onthouden")
"""The sentences that say that something was kept."""

TRAINING, KIND = "opleiding", "soort"
FIRST_OF_TRAINING = (KIND, "betaald_door")
"""What can be asked about a training before anything else is known of it."""
TELLS_COURSE = frozenset(
    {"titel", "soort", "contacturen", "studiepunten", "directe_kost", "in_opleidingsdatabank", "startdatum"}
)

MAX_ATTEMPTS = 2
"""A question that got no answer twice is left alone."""


class Standing:
    """What a turn knows and has said so far; `Turn` asks on and gives the overview."""

    def __init__(
        self, knowledge: Knowledge, conversation: Conversation, said: Understanding, setting: Setting
    ) -> None:
        self.knowledge = knowledge
        self.talk = conversation
        self.said = said
        self.setting = setting
        self.reply = Reply()
        self.learned: dict[str, Any] = {}
        self.taught: Reading | None = None
        """The reading whose facts were taken in: each is taken in once, whoever asks for it."""
        self.gave_overview = False
        """Whether the overview was shown in this turn."""
        self.heard = False
        """Whether something was understood of which no fact is kept."""
        self._done = False

    @property
    def for_citizen(self) -> bool:
        """Whether somebody looks for themselves, not for staff or for a client."""
        return self.setting.entrance in CITIZENS and self.talk.profiel.get("statuut") != "werkgever"

    @property
    def for_counsellor(self) -> bool:
        """Whether a counsellor types, about a client."""
        return self.setting.entrance == COUNSELLOR

    @property
    def for_employer(self) -> bool:
        """Whether somebody asks for the people who work for them."""
        situation = self.talk.profiel.get("statuut")
        if situation is None:
            return self.setting.entrance == "werkgever"
        staff = situation == "zelfstandige" and (self.talk.profiel.get("aantal_werknemers") or 0) > 0
        return situation == "werkgever" or staff

    # ------------------------------------------------------------------ what is known
    def facts(self) -> Facts:
        """Everything known about the person and the training, with what surely follows."""
        return self.knowledge.facts(self.talk.profiel, self.talk.opleiding)

    def planned(self, facts: Facts | None = None) -> tuple[str, ...]:
        """The ids of the measures that the questions settle for this person."""
        return self.knowledge.planned_for(facts or self.facts(), self.setting.entrance)

    def shown(self) -> tuple[str, ...]:
        """The ids of the measures that matter to this person, also those that are only told when settled."""
        return self.knowledge.shown_for(self.facts(), self.setting.entrance)

    def assess(self, facts: Facts | None = None) -> Assessment:
        """The planned measures for these facts (default: the known ones)."""
        facts = facts or self.facts()
        return self.judge(facts, self.planned(facts))

    def judge(self, facts: Facts, measures: Sequence[str]) -> Assessment:
        """These measures for these facts, on the day of the talk."""
        return self.knowledge.assess(facts, self.setting.on, measures)

    def assess_for_overview(self) -> Assessment:
        """The planned measures, and those beside them that the person surely can get."""
        facts, planned = self.facts(), self.planned()
        results = self.judge(facts, self.shown()).results
        return Assessment(
            self.setting.on, tuple(r for r in results if r.measure.id in planned or r.status == "recht")
        )

    def question(self, measures: Sequence[str] | None = None) -> Question | None:
        """The question that is worth asking now, or None; for these measures (default: the planned ones).

        The details of a course (its hours, its price, the databank) are asked of who has one: others are
        asked what kind of training they think of, and when they do not know, about the rest.
        """
        progress = self.talk.progress
        tired = [veld for veld, times in progress.pogingen.items() if times >= MAX_ATTEMPTS]
        closed = {*progress.overgeslagen, *tired}
        closed |= self._following(closed)
        found = self._best(measures, closed)
        if found is None or self.course_known or not _is_detail(found):
            return found
        if KIND not in closed and (self.knowledge.question(KIND).condition is None):
            return self.knowledge.question(KIND)
        details = {
            bare(question.veld) for question in self.knowledge.questions.values() if _is_detail(question)
        }
        return self._best(measures, closed | details)

    def _best(self, measures: Sequence[str] | None, closed: Collection[str]) -> Question | None:
        return next_question(
            self.knowledge,
            self.facts(),
            self.setting.on,
            self.planned() if measures is None else measures,
            skip={self.knowledge.vocabulary.locate(veld) for veld in closed},
            topic=self.talk.progress.onderwerp,
        )

    def _following(self, closed: Collection[str]) -> set[str]:
        """Questions that only follow from a yes to one that is closed: how long ago, what level."""
        found = set()
        for question in self.knowledge.questions.values():
            on = question.condition.fields if question.condition is not None else frozenset()
            if on and on <= self.knowledge.yes_no_fields and all(bare(key) in closed for key in on):
                found.add(bare(question.veld))
        return found

    @property
    def course_known(self) -> bool:
        """Whether anything is known of the training: without it nobody knows its hours or its price.

        A counsellor fills in what is known at once, and asks for the rest.
        """
        told = TELLS_COURSE & self.talk.opleiding.keys()
        if self.talk.progress.richting and not self.talk.progress.gekozen:
            told -= {"titel"}
        return self.for_counsellor or bool(told)

    @property
    def last_spoken_of(self) -> str | None:
        """The id of the measure last spoken of, when there are data of it."""
        last = self.talk.progress.laatste_maatregel
        return last if last in self.knowledge.measures else None

    # ------------------------------------------------------------------ what to say
    def text(self, key: str, **values: object) -> str:
        """A sentence of the dialogue; variants alternate with the turns."""
        return text(key, self.talk.progress.beurt, **values)

    def say(self, key: str, *options: Option, **values: object) -> None:
        """Say a sentence of the dialogue; that something was kept only when it is."""
        if self.setting.only_suggests and key in KEPT:
            return
        self.reply.say(self.text(key, **values), *options)

    def wait_for(self, what: str, **details: Any) -> None:
        """The dialogue itself asked something; the next turn answers it. No other question is asked now."""
        self.talk.progress.wacht = {"op": what, **details}
        self.end()

    def end(self) -> None:
        """Nothing more is asked in this turn."""
        self._done = True

    @property
    def done(self) -> bool:
        """Whether nothing more is asked in this turn."""
        return self._done


def _is_detail(question: Question) -> bool:
    """Whether only somebody with a certain course in mind can answer it."""
    return question.onderwerp == TRAINING and bare(question.veld) not in FIRST_OF_TRAINING
