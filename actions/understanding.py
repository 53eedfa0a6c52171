"""What somebody meant: the model's intent and the facts in the text, in the light of the open question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.meanings import cleared, guessed_without_words, meaning, tells_only_hours, without_asked
from actions.phrases import OWN_QUESTIONS, SIGH_INTENT, meant_by_words
from actions.texts import has_text, order_typed
from knowledge import shared_knowledge
from knowledge.answers import asked_term
from knowledge.contacts import number_within
from knowledge.taal import Reader, Reading
from knowledge.taal.cues import cue
from knowledge.taal.self_repair import mended
from knowledge.taal.shorthand import without_either, written_out
from knowledge.taal.signals import signal
from knowledge.taal.subjects import subject_of

BUTTON_INTENT = "keuze"

SOURCE_INTENT = "vraag_bron"
"""Where an answer comes from and how sure it is: read from the words, no intent of the model."""

SUBJECT_INTENT = "onderwerp"
"""A question about a subject (`onderwerp` in signalen.yml): read from the words."""

UNREADABLE_INTENT = "onleesbaar"
"""No letter or digit in it: only pictures or signs."""

ABOUT_ANSWER = "niet_begrepen"
"""Somebody does not understand us; a question mark by itself says no more."""
QUESTION_MARKS = frozenset("?!. \t\n")

DOUBT_INTENT = "twijfel"
"""No meaning is clear, but two are likely: ask which."""

BARRIER_INTENT, BARRIER = "uit_drempel", "drempel"

LIKELY = (0.2, 0.1)
"""From these probabilities on the first and the second meaning are worth asking about."""

ANSWER_LIKE = frozenset(
    {"geef_info", "corrigeer", "bevestig", "ontken", "groet", "nlu_fallback", "buiten_bereik", "andere_taal"}
)
"""Intents that an answer to the open question may look like; every other one means something else."""

OVERVIEW, KEEP_OVERVIEW = signal("begrip", "overzicht"), signal("begrip", "overzicht_bewaren")
"""Who names the overview wants to see it, unless it is to be kept or is about what was used."""

CARE = frozenset({"geldzorgen", "dakloos", "pesten"})
"""Worries that are heard first, whatever the words around them resemble."""
CLEAR = frozenset({"wat_als", "vraag_privacy", "wis_gegevens", "stop"})
CERTAIN = frozenset({"vraag_privacy", "wis_gegevens"})

ASKS = signal("begrip", "vraag")
WHETHER, HOW = signal("begrip", "krijg_ik"), signal("begrip", "hoeveel_of_hoe")
STOPS_OTHER = signal("begrip", "stopt_iets_anders")
TOGETHER = signal("begrip", "samen")
SIDE_BY_SIDE, SEARCHES = signal("begrip", "naast_elkaar"), signal("cursus", "zoekt")
NOT_MEANT = signal("begrip", "niet_bedoeld")
SETS_RIGHT = signal("begrip", "zet_recht")
NOT_TOO = signal("begrip", "niet_te")
OTHER_WISH = signal("begrip", "andere_wens")
ABOUT_QUESTION = frozenset({"waarom_vraag", ABOUT_ANSWER})
"""Who asks why or what a question means, does not answer it."""
STILL_POSSIBLE = signal("begrip", "kan_dat_nog")
YES_AND, OF_WORK = signal("begrip", "ja_en"), signal("begrip", "over_werk")
ROUGHLY = signal("cursus", "ongeveer_dat")
KIND, TITLE = "soort", "titel"
SHORT_NAME = 2
"""A training is named in at most so many words."""
COURSE_QUESTIONS = frozenset(
    {"in_opleidingsdatabank", "erkend", "knelpuntberoep", "opleidingskrediet_label", "leidt_tot_kwalificatie"}
)

NAMES_SCHOOL = signal("cursus", "alleen_school")
"""Where a course is followed, and nothing else: a fact, no search."""

SEARCHES_BESIDE = signal("terloops", "zoekt_ook")
"""A search beside what somebody tells: "woon in Aalst, iets gratis?"."""

FOR_WORKER = signal("personeel", "krijgt_die")
DANGER = 0.8
"""Below this certainty of an emergency, a question about the leave of somebody else is that question."""

SURE = 0.5
"""From this certainty on an intent outweighs a value that the open question could also take."""

GUESSED = frozenset({"ander_werk", "weet_niet", "sla_over", "competentiecheck", "vraag_overzicht", "klacht"})
"""Of these a weak guess counts less than a fact that was read."""

SMALL_TALK = frozenset({"afscheid", "bedank", "compliment", "beledig", "groet", "sla_over"})
UNSURE = 0.35
"""Below this certainty words that resemble small talk are just not understood."""

WHETHER_LIKE = frozenset(
    {
        "vraag_bedrag",
        "vraag_overzicht",
        "bedank",
        "bevestig",
        "groet",
        "compliment",
        "afscheid",
        "vraag_rechten",
    }
    | {"buiten_bereik", "nlu_fallback", "geef_info", "zoek_opleiding"}
)
"""What the model may make of "krijg ik VOV?", which asks for a yes, a no or a perhaps."""

SUPPOSES_LIKE = frozenset({"vraag_voorwaarden", "geef_info", "nlu_fallback"})
"""What the model may make of "mag ik 50 % gaan werken?": what would follow is told."""

STATE_INTENT, STILL_OPEN = "nog_open", signal("klant", "nog_open")
"""A counsellor asks what is still to ask."""

SHORTHAND_FACTS = 3
"""From this many facts on, a counsellor's line without a question mark is shorthand."""

SHORT_ANSWER_WORDS = 4
"""A text of at most this many words that fits the open question is its answer, whatever the model thinks."""


@dataclass(frozen=True)
class Understanding:
    """One message, understood."""

    text: str
    intent: str
    certainty: float
    reading: Reading
    button: str | None = None
    """The value of a pressed button."""
    alternatives: tuple[str, ...] = ()
    """With doubt: the likeliest intents, best first."""


def understand(
    parsed: dict[str, Any],
    reader: Reader,
    question: str | None,
    on: date | None = None,
    *,
    shorthand: bool = False,
    offered: Sequence[Sequence[str]] = (),
    sizes_course: bool = False,
) -> Understanding:
    """Combine Rasa's parse of a message with a reading of its text.

    Args:
        parsed: Rasa's parse data: `text`, `intent` {name, confidence}, and for a button the entity `waarde`.
        reader: reads the facts.
        question: bare name of the field that was asked, if any.
        on: the day of the talk, from which "next month" counts; default today.
        shorthand: whether a counsellor types: a line full of facts is no question, whatever it resembles.
        offered: the buttons of the last turn, as (title, value): a title that is typed is a button pressed.
        sizes_course: whether a course is spoken of of unknown length: hours by themselves are its length.
    """
    text = parsed.get("text") or ""
    intent = parsed.get("intent") or {}
    name, certainty = intent.get("name") or "nlu_fallback", float(intent.get("confidence") or 0.0)
    if name == BUTTON_INTENT:
        value = next(
            (e.get("value") for e in parsed.get("entities") or [] if e.get("entity") == "waarde"), None
        )
        return Understanding(
            text, BUTTON_INTENT, 1.0, reader.read(""), button=None if value is None else str(value)
        )
    if not any(char.isalnum() for char in text):
        unclear = ABOUT_ANSWER if "?" in text and set(text) <= QUESTION_MARKS else UNREADABLE_INTENT
        return Understanding(text, unclear, 1.0, reader.read(""))
    order = _button_typed(text, offered) or order_typed(text)
    if order is not None:
        return Understanding(text, BUTTON_INTENT, 1.0, reader.read(""), button=order)
    text, typed = mended(text, reader), text
    if text != typed and name == "corrigeer":
        name = "geef_info"  # what was wrong stands in the same message
    written = written_out(text) if shorthand else text
    told = STILL_POSSIBLE.sub("", written)  # what stands before "..., kan dat nog?" is told
    whole, written = written, told if told.strip() else written
    asked = "contacturen" if sizes_course and tells_only_hours(written) else question
    reading = _read(written, reader, asked, on, barrier=name == BARRIER_INTENT and certainty >= SURE)
    text, reading = whole, cleared(without_either(text, reading, shared_knowledge().vocabulary))
    reading = without_asked(text, reading, reader, on)
    reading = _with_direction(reading, reader, question, on)
    if reading.out_of_range and number_within(text)[0] is not None:
        reading = replace(reading, out_of_range=())  # a phone number answers no question about years
    if question is not None and _is_own_question(reading, name, certainty):
        reading = cleared(reader.read(written, None, on))
    if question is not None and _sets_right(reading, question):
        reading = cleared(reader.read(written, None, on))
    if question is not None and _is_of_something_else(reading.plain, question):
        alone = reader.read(written, None, on)  # "nee wacht ik werk 75 procent" says no to no course
        reading = alone if alone.fact_count else reading
    if shorthand and reading.fact_count >= SHORTHAND_FACTS and "?" not in text and name != "noodsituatie":
        return Understanding(text, "geef_info", 1.0, reading)
    if shorthand and STILL_OPEN.search(reading.plain.strip(" .?!")) and name != "noodsituatie":
        return Understanding(text, STATE_INTENT, 1.0, cleared(reader.read("")))
    if shorthand and text.endswith("?") and certainty < SURE and _names_a_measure(reading):
        return Understanding(text, "vraag_voorwaarden", SURE, reading)
    meant, certainty = _in_the_light_of(text, name, certainty, reading, question)
    likely = _likely(parsed) if meant == "buiten_bereik" and question is None and not reading.topics else ()
    if likely:
        return Understanding(text, DOUBT_INTENT, certainty, reading, alternatives=likely)
    return Understanding(text, meant, certainty, reading)


def _with_direction(reading: Reading, reader: Reader, question: str | None, on: date | None) -> Reading:
    """What somebody wants to learn, named in a word or two ("programmeren ofzo"), or as the kind of it."""
    said = reading.plain.strip(" .!")
    vague = ROUGHLY.search(said)
    named = vague["wat"] if vague else said
    kind_asked = question == KIND and reading.opleiding.keys() == {KIND} and len(said.split()) <= SHORT_NAME
    if TITLE in reading.opleiding or not (kind_asked or (vague and reading.opleiding.keys() <= {KIND})):
        return reading
    title = reader.read(f"ik wil {named} leren", None, on).opleiding.get(TITLE)
    if title is None or reading.profiel:
        return reading
    return replace(reading, opleiding={**reading.opleiding, TITLE: title})


def _button_typed(text: str, offered: Sequence[Sequence[str]]) -> str | None:
    """The value of the button whose title somebody typed instead of pressing it."""
    words = _letters(text)
    return next((value for title, value in offered if words and _letters(title) == words), None)


def _letters(text: str) -> str:
    """The words without marks: a comma more or less makes no other button."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _read(text: str, reader: Reader, question: str | None, on: date | None, *, barrier: bool) -> Reading:
    """The facts; a barrier ("ik heb geen tijd") is no answer to the question ("geen diploma")."""
    if NOT_MEANT.search(text.lower()) or NOT_TOO.search(text.lower()):
        return reader.read(text, None, on)
    if barrier and question not in (None, BARRIER):
        alone = reader.read(text, None, on)
        if BARRIER in alone.profiel:
            return alone
    return reader.read(text, question, on)


def _likely(parsed: dict[str, Any]) -> tuple[str, ...]:
    """The two likeliest meanings, when both are likely enough and there are words to ask for them."""
    others = [row for row in parsed.get("intent_ranking") or [] if row["name"] != "buiten_bereik"][:2]
    chances = [float(row["confidence"]) for row in others]
    if len(others) < 2 or any(chance < least for chance, least in zip(chances, LIKELY, strict=True)):
        return ()
    names = tuple(str(row["name"]) for row in others)
    return names if all(has_text(f"bedoelingen.{name}") for name in names) else ()


def _in_the_light_of(
    text: str, intent: str, certainty: float, reading: Reading, question: str | None
) -> tuple[str, float]:
    """The intent, corrected by what the reading and the open question tell."""
    if intent == "noodsituatie":
        doubted = certainty < DANGER and FOR_WORKER.search(reading.plain.strip(" .!?"))
        return ("vraag_rechten", SURE) if doubted else (intent, certainty)
    told = meaning(reading, question)
    if told is not None:
        return told, 1.0
    if len(_measures_named(reading)) > 1 and TOGETHER.search(reading.plain) and ASKS.search(reading.plain):
        return "vraag_combineren", 1.0
    if len(_measures_named(reading)) > 1 and SIDE_BY_SIDE.search(reading.plain):
        return "vraag_maatregel", 1.0
    private = intent in CERTAIN and certainty >= SURE
    care = BARRIER in reading.profiel and intent == BARRIER_INTENT  # somebody is held back: heard first
    if not private and not care and subject_of(reading.plain) is not None:
        return SUBJECT_INTENT, 1.0
    if _asks_a_word(text, reading):
        return ABOUT_ANSWER, 1.0
    if intent in WHETHER_LIKE and _asks_whether(reading):
        return "vraag_voorwaarden", 1.0
    phrase = meant_by_words(reading.plain, intent, facts=bool(reading.fact_count))
    if phrase is not None and not (phrase == SIGH_INTENT and reading.answers_question):
        return phrase, 1.0
    if CARE.intersection(reading.topics) and intent not in CLEAR:
        return "buiten_bereik", 1.0
    if not reading.fact_count and cue("bronvraag").search(reading.plain):
        return SOURCE_INTENT, 1.0
    answered = _of_the_question(text, intent, certainty, reading, question)
    if answered is not None:
        return answered
    if intent == "zoek_opleiding" and reading.fact_count and NAMES_SCHOOL.search(reading.plain.strip(" .!")):
        return "geef_info", max(certainty, SURE)
    if intent in ("geef_info", "vraag_rechten") and reading.profiel and SEARCHES_BESIDE.search(reading.plain):
        return "zoek_opleiding", max(certainty, SURE)
    if intent == "stop" and STOPS_OTHER.search(reading.plain):
        return "geef_info", SURE
    if guessed_without_words(reading, intent):
        return "geef_info", SURE
    if intent == "groet" and any(entity.entiteit == "lesvorm" for entity in reading.entities):
        return "verfijn_zoekopdracht", SURE
    if (
        reading.opleiding.keys() == {TITLE}
        and certainty < SURE
        and ROUGHLY.search(reading.plain.strip(" .!"))
    ):
        return "geef_info", SURE
    if intent in SMALL_TALK | {"stop"} and certainty < UNSURE:
        return "nlu_fallback", certainty
    if OVERVIEW.search(text) and not KEEP_OVERVIEW.search(text):
        return "vraag_rechten", max(certainty, SURE)
    elsewhere = intent == "buiten_bereik" and reading.topics
    if intent in SUPPOSES_LIKE and reading.hypothetical and not _names_a_measure(reading):
        return "wat_als", max(certainty, SURE)
    if (
        intent in ("nlu_fallback", "buiten_bereik", "groet", "bevestig", "ontken")
        and reading.fact_count
        and not elsewhere
    ):
        return "geef_info", max(certainty, SURE)
    if certainty < SURE and reading.profiel and "?" not in text and intent in GUESSED:
        return "geef_info", SURE
    return intent, certainty


def _of_the_question(
    text: str, intent: str, certainty: float, reading: Reading, question: str | None
) -> tuple[str, float] | None:
    """What the message is to the open question; None: nothing, or no question is open."""
    if question is None:
        return None
    if reading.answers_question and _is_of_something_else(reading.plain, question):
        return "nlu_fallback", certainty
    if NOT_MEANT.search(reading.plain):
        return "corrigeer", 1.0
    if reading.unknown_answer and not reading.answers_question:
        return "weet_niet", 1.0
    if reading.answers_question and _is_answer(text, intent, certainty):
        return ("corrigeer" if reading.correction else "geef_info"), 1.0
    return None


def _is_own_question(reading: Reading, intent: str, certainty: float) -> bool:
    """A question about a subject or a measure is no answer to ours: the "kmo" of a measure is no size."""
    if meant_by_words(reading.plain, intent, facts=bool(reading.fact_count)) in OWN_QUESTIONS:
        return True
    if OTHER_WISH.search(reading.plain):
        return True
    if not reading.answers_question:
        return False
    if intent in ABOUT_QUESTION and certainty >= SURE and not any(c.isdigit() for c in reading.plain):
        return True  # "nee waarom vraagt ge dat" says no to nothing
    if subject_of(reading.plain) is not None:
        return True
    asks = intent not in ANSWER_LIKE and bool(ASKS.search(reading.plain))
    return asks and _names_a_measure(reading) and reading.yes_no is None


def _sets_right(reading: Reading, question: str) -> bool:
    """Whether the yes or no that was read belongs to what is put right: "klopt niet, PC 218"."""
    taken = {**reading.profiel, **reading.opleiding}.get(question)
    return isinstance(taken, bool) and SETS_RIGHT.search(reading.plain.strip(" .!")) is not None


def _asks_whether(reading: Reading) -> bool:
    """Whether somebody asks if they get the measure they name, not how much of it or how."""
    plain = reading.plain
    named = [entity for entity in reading.entities if entity.entiteit == "maatregel"]
    return bool(named and WHETHER.search(plain) and not HOW.search(plain))


def _names_a_measure(reading: Reading) -> bool:
    return bool(_measures_named(reading))


def _measures_named(reading: Reading) -> set[str]:
    return {str(entity.waarde) for entity in reading.entities if entity.entiteit == "maatregel"}


def _asks_a_word(text: str, reading: Reading) -> bool:
    """Whether only the meaning of a word is asked, and no measure is named."""
    return not _names_a_measure(reading) and asked_term(text) is not None


def _is_of_something_else(plain: str, question: str) -> bool:
    """A yes with words about work is no answer to a question about a course: "ja werk contract"."""
    rest = YES_AND.search(plain.strip(" .!"))
    return question in COURSE_QUESTIONS and rest is not None and bool(OF_WORK.search(rest["rest"]))


def _is_answer(text: str, intent: str, certainty: float) -> bool:
    """Whether a text that fits the open question is meant as its answer, not as a question of its own."""
    if ASKS.search(text.lower()) and intent not in ANSWER_LIKE:
        return False
    if intent == "zoek_opleiding" and SEARCHES.search(text.lower()):
        return False
    if len(text.split()) <= SHORT_ANSWER_WORDS:
        return True
    return intent in ANSWER_LIKE or certainty < SURE
