"""One turn: learn the facts, do what was asked, then ask what still matters or give the overview."""

from __future__ import annotations

from collections.abc import Callable

from actions.overview import offer_next_steps, overview
from actions.reply import Option, command
from actions.standing import PURPOSE, Standing
from actions.state import MAX_BESIDE, MAX_QUESTIONS
from knowledge import Question, bare

SITUATION = "statuut"
OF_EMPLOYERS = ("werkgever", "zelfstandige", "werknemer", "weet_niet")
"""The situations that are offered to who comes in as an employer; every other one can be typed."""

ABOUT_QUESTION = ("waarom_vraag", "niet_begrepen", "herhaal")
"""Intents that are about the open question itself, which then comes back."""

BESIDE = frozenset(
    {
        *("wat_als", "neem_terug", "corrigeer", "vergeet_feit", "bedenkt_zich", "plan", "wat_weet_je"),
        *("onderwerp", "gratis", "later_nog", "waarom_niet", "wat_nu", "verder"),
    }
)
"""With every intent that begins with `vraag_`: what is no attempt to answer the open question."""
MAX_SAID = 3
"""A question that was said this many times without a usable answer is set aside."""


class Turn(Standing):
    """The work of one turn. Handlers (`actions/handlers`) call its methods; none of them touches Rasa."""

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
    def is_beside(self) -> bool:
        """Whether the message asks, supposes or takes back something: no attempt to answer our question."""
        return self.said.intent.startswith("vraag_") or self.said.intent in BESIDE

    @property
    def asked_in_vain(self) -> bool:
        """Whether the open question was said so often without an answer that it is better let go."""
        waits = self.talk.pending is not None and not self.learned and not self.for_counsellor
        return waits and not self.is_beside and self.talk.progress.gesteld >= MAX_SAID

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
        if not ((self.learned or self.is_beside) and self.talk.progress.gesteld):
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
        for bubble in overview(self):
            self.reply.say(bubble)
        if provisional and self.talk.pending is not None:
            self.ask_again()
        else:
            offer_next_steps(self)
        self.end()


Handler = Callable[[Turn], None]


def options_of(question: Question) -> list[Option]:
    """The buttons of a question."""
    return [Option(choice.titel, choice.waarde) for choice in question.keuzes]


def go_on(turn: Turn) -> None:
    """Take up the questions again, after a stop or after the overview."""
    turn.talk.progress.gestopt = False
    turn.talk.progress.pauze = False
