"""What the words themselves tell (see phrases.py): what is known of me, may my employer refuse, what now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.handlers import breaks, buttons, courses_one, plain_answers
from actions.handlers.measures import HANDLERS as HANDLERS_OF_MEASURES
from actions.handlers.measures import PAY, apply_for_rights, best_package, measures_spoken_of, price_setter
from actions.handlers.subjects import answer_about
from actions.late import place_told
from actions.learning import learn
from actions.phrases import (
    COST_INTENT,
    DATABASE_INTENT,
    EMPLOYER_SEES_INTENT,
    FREE_INTENT,
    KNOWN_INTENT,
    LATER_INTENT,
    LESS_WORK_INTENT,
    MANY_QUESTIONS_INTENT,
    NET_INTENT,
    NEXT_STEP_INTENT,
    NO_TYPING_INTENT,
    PLACE_INTENT,
    READING_INTENT,
    REFUSAL_INTENT,
    SAFE_INTENT,
    SIGH_INTENT,
    YES_OR_NO_INTENT,
)
from actions.reply import Option, command
from actions.turn import Handler, Turn
from knowledge import MeasureResult
from knowledge.answers import decisive, may_refuse
from knowledge.answers.guidance import contact_channels
from knowledge.measures import BY_VDAB, LESS_WORK
from knowledge.taal.signals import first_signal, signal

MOST_REFUSALS = 3
SITUATION, WORKS_FOR = "statuut", "sector"
PRICE, TITLE = "directe_kost", "titel"
AT_VDAB = signal("begrip", "bij_vdab")
OWN_REFUSAL, SCHOOL = signal("weigeren", "zelf"), signal("weigeren", "school")
EDUCATION, BY_SCHOOL = "onderwijs", "school_weigert"
TELLS = {"allebei": ("werkgewest", "woongewest"), "werk": ("werkgewest",), "woon": ("woongewest",)}


def known(turn: Turn) -> None:
    """What was told so far, to look at or to change."""
    buttons.adjust(turn)


def employer_sees(turn: Turn) -> None:
    """The employer does not read along; what is kept."""
    turn.say("werkgever_ziet_niets")


def refusal(turn: Turn) -> None:
    """Whether the employer may say no: of the measure spoken of, else of what somebody can perhaps get."""
    plain = turn.said.reading.plain
    if not turn.for_employer and SCHOOL.search(plain) and turn.talk.profiel.get(WORKS_FOR) != EDUCATION:
        answer_about(turn, BY_SCHOOL)
        return
    if not turn.for_employer and OWN_REFUSAL.search(plain):
        turn.say("weigeren_zelf", command("mens"))
        return
    told = _refusals(turn, measures_spoken_of(turn), anyhow=True)
    told = told or _refusals(turn, [*_of_staff(turn), *turn.shown(), *turn.knowledge.having(LESS_WORK)])
    if told:
        turn.reply.say(
            "\n".join(
                [
                    turn.text("weigeren_werkgever" if turn.for_employer else "weigeren"),
                    *(f"- {line}" for line in told),
                    *([] if turn.for_employer else [turn.text("weigeren_toch")]),
                ]
            ),
            command("mens"),
        )
    else:
        turn.say("weigeren_onbekend_baas" if turn.for_employer else "weigeren_onbekend", command("mens"))


def _of_staff(turn: Turn) -> tuple[str, ...]:
    return turn.knowledge.of_staff(turn.facts(), turn.setting.entrance) if turn.for_employer else ()


def _refusals(turn: Turn, measures: list[str], *, anyhow: bool = False) -> list[str]:
    results = turn.judge(turn.facts(), list(dict.fromkeys(measures))).results
    possible = [r for r in results if anyhow or turn.for_employer or r.status in ("recht", "mogelijk")]
    lines = [_may_refuse(turn, result, anyhow=anyhow) for result in possible]
    return [line for line in lines if line][:MOST_REFUSALS]


def _may_refuse(turn: Turn, result: MeasureResult, *, anyhow: bool) -> str:
    """What is known of refusing it, or that nothing is; of leave without a right to it, the reason."""
    name, known = result.measure.naam, may_refuse(turn.knowledge, result, to_employer=turn.for_employer)
    if not turn.for_citizen:
        return known
    leave = turn.knowledge.subjects[PAY].measures
    if anyhow and result.measure.id in leave and result.status == "geen_recht" and result.reasons:
        return f"**{name}**: {decisive(result).text}"
    is_leave = result.measure.id in turn.knowledge.having(LESS_WORK)
    if not known and is_leave and (anyhow or WORKS_FOR in turn.talk.profiel):
        return f"**{name}**: {turn.text('weigeren_niet_in_bron')}"
    return known


def next_step(turn: Turn) -> None:
    """What to do now: how to ask for what there is; with nothing known yet the questions come first."""
    learn(turn)
    if turn.talk.profiel.get(SITUATION) is None:
        turn.talk.progress.gestopt = False
        turn.say("start_vragen")
    elif any(result.status in ("recht", "mogelijk") for result in turn.assess_for_overview().results):
        turn.say("wat_nu")
        apply_for_rights(turn)
    else:
        turn.say("wat_nu_niets", command("zoek"), command("ontdek"), command("mens"))
        turn.end()


def sigh(turn: Turn) -> None:
    """A sigh: no answer and no refusal. Nothing is skipped; stopping is offered."""
    turn.say("zucht", command("overzicht"), command("mens"))
    if turn.talk.pending is None:
        turn.end()


def yes_or_no(turn: Turn) -> None:
    """Somebody wants a yes or a no: sorry, and the answer to their last question if there was one."""
    last = turn.talk.progress.laatste_vraag or ""
    turn.say("ja_of_nee")
    if last == REFUSAL_INTENT:
        refusal(turn)
    elif last in HANDLERS_OF_MEASURES and turn.last_spoken_of is not None:
        HANDLERS_OF_MEASURES[last](turn)
    else:
        turn.say("ja_of_nee_wat", command("mens"))
        if turn.talk.pending is None:
            turn.end()


def many_questions(turn: Turn) -> None:
    """Too many questions: sorry, and what to do with what is known; or the one question that is needed."""
    learn(turn)
    rights = turn.talk.profiel.get(SITUATION) is not None and any(
        result.status in ("recht", "mogelijk") for result in turn.assess_for_overview().results
    )
    if rights:
        turn.say("veel_vragen")
        apply_for_rights(turn)
    else:
        turn.talk.progress.gestopt = False
        turn.say("veel_vragen_nog", command("mens"))


def no_typing(turn: Turn) -> None:
    """Who does not like to type: buttons and the telephone do too."""
    turn.say("niet_typen", command("mens"))
    if turn.talk.pending is None:
        turn.end()


def less_work(turn: Turn) -> None:
    """Working less to learn."""
    learn(turn)
    if breaks.can_have(turn):
        breaks.offer(turn)
    else:
        turn.say("start_vragen")


def reading(turn: Turn) -> None:
    """Who finds reading or writing hard: where to learn it, without a test, and by telephone."""
    learn(turn)
    place = contact_channels()["ligo"]
    turn.say("lezen_schrijven", command("mens"), wat=place["wat"], website=place["website"])
    turn.heard = True
    if turn.talk.pending is None:
        turn.end()


def place(turn: Turn) -> None:
    """A place by itself: do they live or work there?"""
    told = place_told(turn, turn.said.text)
    kinds = ("werk", "woon", "allebei")
    options = (Option(turn.text(f"knoppen.plaats_{kind}"), f"plaats_{kind}") for kind in kinds)
    turn.say("plaats_welk", *options)
    turn.wait_for("plaats", **told)


def take_place(turn: Turn) -> bool:
    """The answer to `place`, by a button or in words."""
    said = turn.said.button or turn.said.text.lower()
    waiting = turn.talk.progress.wacht or {}
    kind = first_signal("plaats", said)
    if kind is None:
        return False
    wanted = [veld for veld in waiting if veld in TELLS[kind]]
    reading = replace(turn.said.reading, profiel={veld: waiting[veld] for veld in wanted})
    turn.said = replace(turn.said, reading=reading, intent="geef_info", button=None)
    learn(turn)
    return True


def net(turn: Turn) -> None:
    """A net wage is not kept; why."""
    learn(turn)
    turn.say("loon_netto")


def cost(turn: Turn) -> None:
    """What it really costs: reckoned for the course that is known, else its price is asked."""
    learn(turn)
    if turn.talk.opleiding.get(PRICE) is None:
        if price_setter(turn) is not None:
            HANDLERS_OF_MEASURES["vraag_bedrag"](turn)
            return
        plain_answers.prices(turn) if turn.talk.opleiding.get(TITLE) else _ask_price(turn)
    elif not courses_one.cost_of_chosen(turn):
        best_package(turn)


def _ask_price(turn: Turn) -> None:
    turn.say("kost_vraag")
    turn.ask(turn.knowledge.question(PRICE))


def free(turn: Turn) -> None:
    """Does it cost something: the course that is known, the measure last spoken of, or talking here."""
    learn(turn)
    of_vdab = turn.knowledge.having(BY_VDAB) if AT_VDAB.search(turn.said.reading.plain) else ()
    if of_vdab:
        own = next((name for name in of_vdab if name in turn.planned()), of_vdab[0])
        turn.talk.progress.laatste_maatregel = own
        turn.reply.say(turn.knowledge.measures[own].voor_wie)
        HANDLERS_OF_MEASURES["vraag_bedrag"](turn)
    elif turn.talk.opleiding.get(TITLE) is not None or turn.talk.opleiding.get(PRICE) is not None:
        cost(turn)
    elif turn.last_spoken_of is not None:
        HANDLERS_OF_MEASURES["vraag_bedrag"](turn)
    else:
        turn.say("gratis", command("zoek"))


def later(turn: Turn) -> None:
    """Can it be done later: the last day of what somebody can get; the talk itself stays."""
    learn(turn)
    if turn.last_spoken_of is not None or turn.talk.facts:
        HANDLERS_OF_MEASURES["vraag_deadline"](turn)
    else:
        turn.say("later_kan")


def database(turn: Turn) -> None:
    """Whether a course is in the database: what that is, and looking together."""
    turn.reply.say(turn.knowledge.question("in_opleidingsdatabank").uitleg, command("zoek"))


def safe(turn: Turn) -> None:
    """Somebody tells that they are safe: no question about it, and the offer to go on stays."""
    learn(turn)
    turn.say("veilig")


HANDLERS: Mapping[str, Handler] = {
    SAFE_INTENT: safe,
    PLACE_INTENT: place,
    NET_INTENT: net,
    DATABASE_INTENT: database,
    KNOWN_INTENT: known,
    EMPLOYER_SEES_INTENT: employer_sees,
    REFUSAL_INTENT: refusal,
    NEXT_STEP_INTENT: next_step,
    SIGH_INTENT: sigh,
    YES_OR_NO_INTENT: yes_or_no,
    MANY_QUESTIONS_INTENT: many_questions,
    NO_TYPING_INTENT: no_typing,
    LESS_WORK_INTENT: less_work,
    READING_INTENT: reading,
    COST_INTENT: cost,
    FREE_INTENT: free,
    LATER_INTENT: later,
}
