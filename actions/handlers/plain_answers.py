"""Somebody wants a plain answer: money back that was paid already, one thing to do, is this course real."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers import care
from actions.handlers.courses_shown import price_in_words, remembered, stay
from actions.handlers.measures import measures_spoken_of
from actions.handlers.plan import plan_of, with_day
from actions.learning import learn
from actions.phrases import (
    ASKED_BACK_INTENT,
    FIRST_STEP_INTENT,
    IS_REAL_INTENT,
    KEEP_WORK_INTENT,
    NO_ANSWER_INTENT,
    OCCUPIED_INTENT,
    PREPAID_INTENT,
    TOO_OLD_INTENT,
)
from actions.reply import command
from actions.turn import Handler, Turn
from knowledge import MeasureResult
from knowledge.answers.prepaid import refund_of_prepaid
from knowledge.catalogue.search import Query, shared_catalogue

PRICE, TITLE, AGE = "directe_kost", "titel", "leeftijd"
MOST_PRICES = 3
SEARCHED = 9
"""So many courses are looked through for their prices."""


def prepaid(turn: Turn) -> None:
    """Whether money that was paid already comes back; what must be asked before the start seldom does."""
    learn(turn)
    asked = dict.fromkeys([*measures_spoken_of(turn), *turn.planned()])
    for result in turn.judge(turn.facts(), list(asked)).results:
        told = refund_of_prepaid(turn.knowledge, result, turn.facts())
        if told:
            turn.talk.progress.laatste_maatregel = result.measure.id
            turn.reply.say(told, command("mens"), topic=result.measure.id)
            turn.end()
            return
    turn.say("voorgeschoten_onbekend", command("mens"))
    turn.end()


def no_answer(turn: Turn) -> None:
    """It was no answer: sorry, the outcome in a line (never the same words again), and a human."""
    last = turn.last_spoken_of
    result = None if last is None else turn.judge(turn.facts(), [last]).results[0]
    turn.say(_outcome(result), command("mens"), naam=result.measure.naam if result else "")
    turn.end()


def _outcome(result: MeasureResult | None) -> str:
    if result is None:
        return "geen_antwoord"
    return f"geen_antwoord_{result.status}"


def asked_back(turn: Turn) -> None:
    """We asked what somebody just asked of us: what we can find ourselves, else say that we do not know."""
    if turn.talk.pending == PRICE or turn.talk.opleiding.get(TITLE) is not None:
        prices(turn)
    else:
        turn.say("vraag_terug", command("mens"))
        turn.end()


def prices(turn: Turn) -> None:
    """The prices of the course that is spoken of in the catalogue, and where the real one is found."""
    if turn.talk.pending == PRICE:
        turn.talk.pending = None
    turn.talk.vraag = PRICE  # not asked, but an amount by itself is taken for it
    title = str(turn.talk.opleiding.get(TITLE) or "")
    catalogue = shared_catalogue()
    page = catalogue.search(Query(turn.setting.on, title, per_page=SEARCHED)) if catalogue and title else None
    hits = () if page is None or page.loose or page.beside else page.hits
    priced = [(hit, price_in_words(hit.course, hit.edition)) for hit in hits]
    lines = list(dict.fromkeys(f"- {hit.course.title}: {price}" for hit, price in priced if price))
    if lines and turn.talk.progress.prijzen == title:
        turn.say("prijs_al_gezegd", command("zoek"), command("mens"))
    elif not lines:
        turn.say("prijs_niet_gevonden", command("zoek"))
    else:
        examples = any(hit.course.example for hit in hits)
        said = [turn.text("prijs_gevonden", titel=title), *lines[:MOST_PRICES]]
        said.append(turn.text("prijs_voorbeeld" if examples else "prijs_echt"))
        turn.talk.progress.prijzen = title
        turn.reply.say("\n".join(said), command("zoek"))
    turn.end()


def is_real(turn: Turn) -> None:
    """Whether the courses that were shown are real, and where real ones are found."""
    catalogue, progress = shared_catalogue(), turn.talk.progress
    shown = [progress.gekozen] if progress.gekozen else list(progress.gevonden)
    seen = [remembered(catalogue, shown, place) if catalogue else None for place in range(len(shown))]
    real = [item for item in seen if item is not None and not item.course.example]
    turn.say("opleiding_echt" if real else "opleiding_voorbeeld", command("zoek"))
    stay(turn)


def first_step(turn: Turn) -> None:
    """One thing to do: the first step of the plan."""
    learn(turn)
    steps = plan_of(turn).steps
    if not steps:
        turn.say("wat_nu_niets", command("zoek"), command("ontdek"), command("mens"))
    else:
        turn.say("eerste_stap", command("pop"), command("mens"), stap=with_day(turn, steps[0]))
    turn.end()


def occupied(turn: Turn) -> None:
    """Somebody wants something to do: no answer to what was asked, and no course must lead to work."""
    learn(turn)
    turn.say("bezig_zijn", command("zoek"), command("ontdek"), command("mens"))
    turn.end()


def keep_work(turn: Turn) -> None:
    """Whether somebody must give up their work to learn."""
    learn(turn)
    turn.say("werk_houden", command("overzicht"), command("zoek"))
    if turn.talk.pending is None:
        turn.end()


def too_old(turn: Turn) -> None:
    """Whether it can be done at somebody's age: what the rules say of age for what they can perhaps get."""
    care.without_barrier(turn)
    learn(turn)
    field = turn.knowledge.vocabulary.locate(AGE)
    results = turn.assess_for_overview().results
    refused = [
        reason.text
        for result in results
        for reason in result.reasons
        if reason.value is False and field in reason.due.fields
    ]
    key = "leeftijd_kan_maar" if refused else "leeftijd_kan"
    turn.say(key, command("ontdek"), command("mens"), reden=refused[0] if refused else "")
    if turn.talk.pending is None:
        turn.end()


HANDLERS: Mapping[str, Handler] = {
    PREPAID_INTENT: prepaid,
    NO_ANSWER_INTENT: no_answer,
    ASKED_BACK_INTENT: asked_back,
    IS_REAL_INTENT: is_real,
    FIRST_STEP_INTENT: first_step,
    OCCUPIED_INTENT: occupied,
    TOO_OLD_INTENT: too_old,
    KEEP_WORK_INTENT: keep_work,
}
