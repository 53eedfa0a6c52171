"""One turn: learn the facts, do what was asked, then ask what still matters or give the overview."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from actions.reply import Option, Reply, command
from actions.setting import Setting
from actions.state import MAX_BESIDE, MAX_QUESTIONS, Conversation
from actions.texts import text
from actions.understanding import Understanding
from knowledge import Assessment, Facts, Knowledge, Question, bare, next_question
from knowledge.answers import counsellor_overview, overview_bubbles
from knowledge.taal import Reading

CITIZENS = ("burger", "mijn_loopbaan")
"""The entrances of people who look for themselves."""
COUNSELLOR = "begeleider"
KEPT = ("onthouden", "beroep_onthouden")
"""The sentences that say that something was kept."""
PURPOSE, SITUATION = "doel", "statuut"
OF_EMPLOYERS = ("werkgever", "zelfstandige", "werknemer", "weet_niet")
"""The situations that are offered to who comes in as an employer; every other one can be typed."""

ABOUT_QUESTION = ("waarom_vraag", "niet_begrepen", "herhaal")
"""Intents that are about the open question itself, which then comes back."""

TRAINING, KIND = "opleiding", "soort"
FIRST_OF_TRAINING = (KIND, "betaald_door")
"""What can be asked about a training before anything else is known of it."""
TELLS_COURSE = frozenset(
    {"titel", "soort", "contacturen", "studiepunten", "directe_kost", "in_opleidingsdatabank", "startdatum"}
)

HARD = 2
"""From this many open measures that are not certain on, a human is offered."""

MAX_ATTEMPTS = 2
"""A question that got no answer twice is left alone."""
MAX_SAID = 3
"""A question that was said this many times without a usable answer is set aside."""


class Turn:
    """The work of one turn. Handlers (`actions/handlers`) call its methods; none of them touches Rasa."""

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

    # ------------------------------------------------------------------ asking on
    def proceed(self) -> None:
        """Ask what can still change an outcome, or conclude with the overview."""
        if self._done:
            return
        progress = self.talk.progress
        if progress.pauze:
            self._rest()
            return
        if self.talk.pending == PURPOSE and self.said.intent not in ABOUT_QUESTION:
            self._leave_purpose()
        if self.asked_in_vain:
            self.set_aside()
        if self.talk.pending is not None:
            self.ask_again()
            return
        if progress.gestopt:
            return
        if self._purpose_first():
            self.ask(self.knowledge.question(PURPOSE))
            return
        question = self.question()
        if question is None or (progress.overzicht_getoond != "definitief" and self._asked_enough()):
            self.show_overview()
        else:
            self.ask(question)

    def _leave_purpose(self) -> None:
        """What somebody learns for is asked once: who talks of something else is not asked it again."""
        self.talk.pending = None
        self.talk.progress.overgeslagen.append(PURPOSE)

    def _rest(self) -> None:
        """After an emergency: no question about work or diplomas, only the offer to go on or to talk."""
        if not self.reply.bubbles:
            self.say("pauze")
        self.reply.bubbles[-1].options.extend([command("verder"), command("mens")])
        self.end()

    def _purpose_first(self) -> bool:
        """Whether to ask first what somebody learns for: nothing is known or was asked yet."""
        return self.for_citizen and not self.talk.facts and not self.talk.progress.gevraagd

    def _asked_enough(self) -> bool:
        """Whether the overview comes first now; whoever wants can be asked more after it."""
        asked = len(self.talk.progress.gevraagd)
        return asked >= MAX_QUESTIONS or (asked >= MAX_BESIDE and self.question(self.knowledge.core) is None)

    def ask(self, question: Question) -> None:
        """Ask a question in full."""
        progress, veld = self.talk.progress, bare(question.veld)
        self.talk.pending = veld
        progress.onderwerp, progress.gesteld = question.onderwerp, 0
        if veld not in progress.gevraagd:
            progress.gevraagd.append(veld)
        progress.pogingen[veld] = progress.pogingen.get(veld, 0) + 1
        self.put(question, self.wording(question))

    def wording(self, question: Question) -> str:
        """The question in full, for who is asked it."""
        return self._label(question) if self.for_counsellor else question.said_to(self.for_employer).tekst

    def short_wording(self, question: Question) -> str:
        """The question in short, when the talk comes back to it."""
        if self.for_counsellor:
            return self._label(question)
        return self.text("terug_naar_vraag", kort=question.said_to(self.for_employer).kort)

    def _label(self, question: Question) -> str:
        """A question by the name of its field: a counsellor knows what is meant."""
        label = self.knowledge.vocabulary.fields[question.veld].label
        return self.text("begeleider.vraag", veld=label[0].upper() + label[1:])

    @property
    def asked_in_vain(self) -> bool:
        """Whether the open question was said so often without an answer that it is better let go."""
        waits = self.talk.pending is not None and not self.learned and not self.for_counsellor
        return waits and self.talk.progress.gesteld >= MAX_SAID

    def set_aside(self) -> None:
        """Let the open question go: its fact stays unknown, and the talk goes on."""
        veld = self.talk.pending
        if veld is None:
            return
        self.talk.remember(veld)
        self.talk.progress.overgeslagen.append(veld)
        self.talk.pending = None
        self.say("vraag_rust")

    def put(self, question: Question, wording: str) -> None:
        """Say a question in the given wording, with its buttons, as the last thing of this turn."""
        self.talk.vraag = bare(question.veld)
        if not (self.learned and self.talk.progress.gesteld):
            self.talk.progress.gesteld += 1
        options = options_of(question)
        if bare(question.veld) == SITUATION and self.for_employer:
            options = sorted(
                (o for o in options if o.value in OF_EMPLOYERS), key=lambda o: OF_EMPLOYERS.index(o.value)
            )
        self.reply.say(wording, *options)
        self.end()

    def ask_again(self) -> None:
        """Come back to the open question in its short form."""
        question = self.open_question()
        if question is None:
            self.talk.pending = None
            return
        self.put(question, self.short_wording(question))

    def open_question(self) -> Question | None:
        """The question that waits for an answer."""
        if self.talk.pending is None:
            return None
        return self.knowledge.question(self.knowledge.vocabulary.locate(self.talk.pending))

    def show_overview(self, provisional: bool = False) -> None:
        """Give the rights as they are now; a provisional one leaves the open question open."""
        progress = self.talk.progress
        progress.overzicht_getoond = "voorlopig" if provisional else "definitief"
        self.gave_overview = True
        if provisional:
            if not self.for_counsellor:
                self.say("overzicht_voorlopig")
        else:
            self.talk.pending = None
            progress.gestopt = True
        for bubble in self._overview():
            self.reply.say(bubble)
        if provisional and self.talk.pending is not None:
            self.ask_again()
        else:
            self.offer_next_steps()
        self.end()

    def _overview(self) -> list[str]:
        assessment = self.assess_for_overview()
        if self.for_counsellor:
            return [counsellor_overview(self.knowledge, assessment, self.facts())]
        return overview_bubbles(self.knowledge, assessment, self.facts(), self._staff())

    def _staff(self) -> tuple[str, ...]:
        """The measures of the staff that this employer hears of."""
        return self.knowledge.of_staff(self.facts(), self.setting.entrance) if self.for_employer else ()

    def offer_next_steps(self) -> None:
        """What somebody can do after an overview."""
        progress = self.talk.progress
        key = "overzicht_vervolg"
        something = any(
            result.status in ("recht", "mogelijk") for result in self.assess_for_overview().results
        )
        options = [command("aanvragen" if something else "ontdek"), command("aanpassen"), command("mens")]
        if self.for_counsellor:
            options = [command("spoor"), command("aanvragen")]
        if something and self.facts().get("directe_kost") is not None:
            options.insert(1, command("pakket"))
        options[1:1] = [command(order) for order in self._purpose_steps()]
        if self.question() is not None:
            key, options = "overzicht_later", [command("verder"), *options]
        progress.onderwerp = None
        if self.setting.counsellors and self._hard():
            self.say("overzicht_mens")
        self.say(key, *options)

    def _hard(self) -> bool:
        """Whether so much is uncertain that somebody should look along."""
        open_ones = [r for r in self.assess_for_overview().results if r.status in ("recht", "mogelijk")]
        return sum(result.certainty == "onzeker" for result in open_ones) >= HARD

    def _purpose_steps(self) -> tuple[str, ...]:
        """The next steps that go with what somebody learns for."""
        purpose = self.knowledge.motives.purposes.get(str(self.talk.profiel.get(PURPOSE)))
        return purpose.choices if purpose is not None and self.for_citizen else ()


Handler = Callable[[Turn], None]


def _is_detail(question: Question) -> bool:
    """Whether only somebody with a certain course in mind can answer it."""
    return question.onderwerp == TRAINING and bare(question.veld) not in FIRST_OF_TRAINING


def options_of(question: Question) -> list[Option]:
    """The buttons of a question."""
    return [Option(choice.titel, choice.waarde) for choice in question.keuzes]


def go_on(turn: Turn) -> None:
    """Take up the questions again, after a stop or after the overview."""
    turn.talk.progress.gestopt = False
    turn.talk.progress.pauze = False
