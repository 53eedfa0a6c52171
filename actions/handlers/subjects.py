"""Questions about a subject (loon, examens, an allowance that may stop), whatever the model makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.handlers import courses_one
from actions.handlers.measures import HANDLERS as HANDLERS_OF_MEASURES
from actions.handlers.measures import measures_spoken_of, named_measures
from actions.learning import learn
from actions.reply import command
from actions.state import MAX_QUESTIONS
from actions.turn import Handler, Turn
from actions.understanding import SUBJECT_INTENT
from knowledge.answers.subjects import about, answers_subject, beside, naming, told_to_owner, whom_to_ask
from knowledge.subjects import OF_DISMISSAL, OF_LENGTH, WITH_NUMBER, Subject
from knowledge.taal.signals import signal
from knowledge.taal.subjects import subject_of

SITUATION, EMPLOYER = "statuut", "werkgever"
DISMISSES, NUMBERED = signal("personeel", "ontslaat"), signal("onderwerp", "project")
BARE_DURATION = signal("begrip", "hoelang")


def answer(turn: Turn) -> None:
    """What the measures say of what is asked about."""
    answer_about(turn, subject_of(turn.said.reading.plain) or "")


def answer_about(turn: Turn, name: str) -> None:
    """What the measures say of it: the one named or last spoken of, else those of the subject."""
    learn(turn)
    subject = turn.knowledge.subjects[name]
    if WITH_NUMBER in subject.traits:
        _say_project(turn, subject)
        return
    spoken = measures_spoken_of(turn)
    if OF_LENGTH in subject.traits and _length_elsewhere(turn, subject, spoken):
        return
    if _of_own_staff(turn, subject) or (turn.for_employer and not subject.of_enterprise):
        _to_employer(turn, subject, spoken)
        return
    told = about(turn.knowledge, subject, spoken, turn.facts(), turn.setting.on)
    answering = [name for name in spoken if answers_subject(turn.knowledge, name, subject.id)]
    for text in told:
        turn.reply.say(text, topic=answering[0] if answering else None)
    if answering:
        turn.talk.progress.laatste_maatregel = answering[0]
    if subject.needs_person:
        turn.reply.bubbles[-1].options.append(command("mens"))
    if turn.talk.pending is None and not turn.learned:
        turn.end()


def _say_project(turn: Turn, subject: Subject) -> None:
    """What the funds tell of a project with this number, whoever it is for; then whom to ask."""
    named = NUMBERED.search(turn.said.reading.plain)
    told = naming(turn.knowledge, f"project {named['nummer']}") if named else []
    for text in (
        [*told, *beside(subject, turn.facts())] if told else whom_to_ask(turn.knowledge, turn.facts())
    ):
        turn.reply.say(text)


def _length_elsewhere(turn: Turn, subject: Subject, spoken: Sequence[str]) -> bool:
    """How long a course of the list takes, or a measure of which that is not known."""
    if not named_measures(turn) and turn.talk.progress.gevonden:
        return courses_one.details(turn)
    if not spoken and BARE_DURATION.search(turn.said.reading.plain.strip(" ?.!")):
        turn.say("duur_waarover", command("zoek"), max_vragen=MAX_QUESTIONS)
        return True
    if not spoken or answers_subject(turn.knowledge, spoken[0], subject.id):
        return False
    turn.say("duur_onbekend", naam=turn.knowledge.measures[spoken[0]].naam)
    return True


def _of_own_staff(turn: Turn, subject: Subject) -> bool:
    """Whether somebody of whom no situation is known asks about dismissing who works for them."""
    dismisses = OF_DISMISSAL in subject.traits and turn.talk.profiel.get(SITUATION) is None
    return dismisses and DISMISSES.search(turn.said.reading.plain) is not None


def _to_employer(turn: Turn, subject: Subject, spoken: Sequence[str]) -> None:
    """What the measures say of it is said to who learns; an employer hears what their staff's leave means."""
    facts = turn.facts().with_(SITUATION, EMPLOYER)
    named = named_measures(turn)
    meant = [name for name in spoken if name in named or answers_subject(turn.knowledge, name, subject.id)]
    measures = list(dict.fromkeys([*meant, *subject.measures])) or list(spoken)
    told = told_to_owner(turn.knowledge, subject, meant or measures, facts, turn.setting.on)
    aside = beside(subject, facts)
    if measures and not told and (named or not aside):
        turn.talk.progress.laatste_maatregel = measures[0]
        HANDLERS_OF_MEASURES["vraag_bedrag"](turn)
        return
    for text in [*told, *aside] or whom_to_ask(turn.knowledge, facts):
        turn.reply.say(text)


HANDLERS: Mapping[str, Handler] = {SUBJECT_INTENT: answer}
