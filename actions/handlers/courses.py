"""Courses: searching the catalogue, refining, details, and choosing one to judge the rights for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.learning import learn, settles
from actions.reply import command
from actions.turn import Handler, Turn, go_on
from knowledge.answers import say_facts
from knowledge.catalogue.cards import hit_as_contract
from knowledge.catalogue.likes import Like, likes_of, person_of
from knowledge.catalogue.model import Course, Edition
from knowledge.catalogue.search import (
    INCENTIVE_WORDS,
    Catalogue,
    Hit,
    Page,
    shared_catalogue,
    training_facts,
)
from knowledge.catalogue.wishes import Wishes, loosened, refined, subject
from knowledge.formatting import dutch_date, dutch_number

SHOWN = 3
"""More results at once are not read."""
ORDINALS = {"eerst": 0, "tweede": 1, "derde": 2, "1": 0, "2": 1, "3": 2}
CHOOSES = re.compile(r"\b(kies|neem|ga voor|doe maar|die wil ik|schrijf)\b")
PERHAPS = ("recht", "mogelijk")
BETWEEN = "#"
"""Between the id of a course and the code of its edition, as they are remembered."""
FROM_CATALOGUE = (
    *("titel", "soort", "contacturen", "studiepunten", "directe_kost", "in_opleidingsdatabank"),
    *("startdatum", "knelpuntberoep", "vks_niveau", "afstandsonderwijs"),
)
"""The facts of a training that a choice replaces."""


def search(turn: Turn) -> None:
    """Look for courses on a subject."""
    catalogue = shared_catalogue()
    learn(turn)
    if catalogue is None:
        turn.say("zoek_opleiding")
        return
    said = turn.said.reading
    wanted = subject(turn.said.text, said.entities) or str(turn.talk.opleiding.get("titel") or "")
    turn.talk.progress.zoekopdracht = None
    start = Wishes(tekst=wanted, postcode=_home(turn))
    wishes = refined(start, turn.said.text, said.entities, None, turn.setting.on)
    if not wanted and wishes == start:
        turn.say("zoek_waarover")
        _stay(turn)
        return
    _show(turn, catalogue, wishes)


def refine(turn: Turn) -> None:
    """Change a filter of the search that goes on."""
    catalogue, stored = shared_catalogue(), turn.talk.progress.zoekopdracht
    if catalogue is None or (stored is None and turn.talk.opleiding.get("titel") is None):
        search(turn)
        return
    if stored is None:
        stored = Wishes(str(turn.talk.opleiding["titel"]), _home(turn)).stored()
    old = Wishes.read(stored)
    shown = _first_shown(turn, catalogue)
    wishes = refined(old, turn.said.text, turn.said.reading.entities, shown, turn.setting.on)
    _show(turn, catalogue, wishes)
    _stay(turn)


def details(turn: Turn) -> None:
    """More about one of the courses that were shown, or choose it."""
    catalogue, found = shared_catalogue(), turn.talk.progress.gevonden
    if catalogue is None:
        search(turn)
        return
    if not found:
        learn(turn)
        turn.say("zoek_waarover")
        _stay(turn)
        return
    place = _place(turn.said.text)
    if CHOOSES.search(turn.said.text.lower()):
        choose(turn, place)
        return
    seen = _remembered(catalogue, found, place)
    if seen is None:
        turn.say("zoek_weg")
    else:
        turn.reply.say(_in_full(turn, *seen), command(f"kies_{place + 1}"))
    _stay(turn)


def choose(turn: Turn, place: int) -> None:
    """Take the facts of this course as those of the training; the rights follow from them."""
    catalogue, found = shared_catalogue(), turn.talk.progress.gevonden
    seen = _remembered(catalogue, found, place) if catalogue is not None else None
    if seen is None:
        turn.say("zoek_weg")
        return
    facts = training_facts(*seen, turn.setting.on)
    for name in FROM_CATALOGUE:
        turn.talk.opleiding.pop(name, None)
    turn.talk.opleiding.update(facts)
    asked = turn.talk.pending
    if asked is not None and settles(turn, asked, facts):
        turn.talk.pending = None
    turn.say("zoek_gekozen", feiten=say_facts(turn.knowledge, facts))
    if turn.talk.progress.overzicht_getoond == "definitief":
        turn.say("overzicht_nieuw", command("overzicht"), command("verder"))
        turn.end()
    else:
        go_on(turn)


def _home(turn: Turn) -> str | None:
    """Where the person lives, when that was told."""
    told = turn.talk.profiel.get("postcode")
    return str(told) if told else None


def _likes(turn: Turn) -> tuple[Like, ...]:
    """What suits this person, as far as that is known."""
    results = turn.assess().results if turn.talk.profiel.get("statuut") else ()
    rights = [r.measure.id for r in results if r.status in PERHAPS and r.measure.id in INCENTIVE_WORDS]
    return likes_of(person_of(turn.talk.profiel, rights))


def _place(text: str) -> int:
    """Which of the courses that were shown is meant; the first when nothing tells."""
    words = re.findall(r"\w+", text.lower())
    return next((place for word in words for name, place in ORDINALS.items() if word.startswith(name)), 0)


def _show(turn: Turn, catalogue: Catalogue, wishes: Wishes) -> None:
    likes = _likes(turn)

    def found(asked: Wishes) -> Page:
        return catalogue.search(replace(asked.query(turn.setting.on, SHOWN), likes=likes))

    page = found(wishes)
    loosely = None
    if not page.total and turn.talk.progress.zoekopdracht is None:
        for what, wider in loosened(wishes):
            page = found(wider)
            if page.total:
                loosely, wishes = what, wider
                break
    if not page.hits:
        turn.say("zoek_niets" if turn.talk.progress.zoekopdracht is None else "zoek_niets_meer")
        _stay(turn)
        return
    turn.talk.progress.zoekopdracht = wishes.stored()
    turn.talk.progress.gevonden = [
        f"{hit.id}{BETWEEN}{hit.edition.code if hit.edition else ''}" for hit in page.hits
    ]
    cards = [_card(number, hit) for number, hit in enumerate(page.hits, 1)]
    key = "zoek_gevonden_een" if page.total == 1 else "zoek_gevonden"
    sentence = turn.text(key, totaal=page.total, aantal=len(cards))
    for word, read in page.repaired[:1]:
        sentence = f"{turn.text('zoek_verbeterd', woord=word, gelezen=read)} {sentence}"
    if loosely is not None:
        sentence = f"{turn.text(f'zoek_losser.{loosely}')} {sentence}"
    if any(hit.course.example for hit in page.hits):
        sentence = f"{sentence} {turn.text('zoek_voorbeeld')}"
    options = [command(f"kies_{number}") for number in range(1, len(cards) + 1)]
    turn.reply.say(sentence, *options, cards=cards)


def _card(number: int, hit: Hit) -> dict[str, Any]:
    """One result, with why it fits."""
    lines = [_facts_line(hit.course, hit.edition), ", ".join(hit.why)]
    return {
        **hit_as_contract(hit),
        "soort": "opleiding",
        "titel": f"{number}. {hit.course.title}",
        "tekst": "\n".join(line for line in lines if line),
    }


def _facts_line(course: Course, edition: Edition | None) -> str:
    price = edition.price if edition and edition.price is not None else course.price
    pieces = [
        course.provider.name,
        edition.town if edition else None,
        f"{dutch_number(course.hours)} uur" if course.hours is not None else None,
        f"{dutch_number(course.credits)} studiepunten" if course.credits is not None else None,
        f"{dutch_number(price, money=True)} euro" if price is not None else None,
        f"start {dutch_date(edition.start)}" if edition and edition.start else None,
    ]
    return ", ".join(piece for piece in pieces if piece)


def _in_full(turn: Turn, course: Course, edition: Edition | None) -> str:
    """What is known of a course, in a few lines."""
    lines = [f"**{course.title}**", _facts_line(course, edition), course.description]
    if course.entry_conditions:
        lines.append(turn.text("zoek_instap", instap=course.entry_conditions))
    lines.append(course.url or "")
    return "\n".join(line for line in lines if line)


def _remembered(catalogue: Catalogue, found: list[str], place: int) -> tuple[Course, Edition | None] | None:
    """A course that was shown, with the edition that was shown."""
    if place >= len(found):
        return None
    identifier, _, code = found[place].partition(BETWEEN)
    kept = catalogue.find(identifier)
    if kept is None:
        return None
    edition = next((item for item in kept.course.editions if item.code == code), None)
    return kept.course, edition


def _first_shown(turn: Turn, catalogue: Catalogue) -> Hit | None:
    """The result that was shown first: "cheaper" and "shorter" compare with it."""
    seen = _remembered(catalogue, turn.talk.progress.gevonden, 0)
    return None if seen is None else Hit("", *seen, distance=None, why=())


def _stay(turn: Turn) -> None:
    """Ask nothing new now; an open question comes back by itself."""
    if turn.talk.pending is None:
        turn.end()


CHOICES: Mapping[str, Handler] = {
    "kies_1": lambda turn: choose(turn, 0),
    "kies_2": lambda turn: choose(turn, 1),
    "kies_3": lambda turn: choose(turn, 2),
}
"""The buttons below the results."""

HANDLERS: Mapping[str, Handler] = {
    "zoek_opleiding": search,
    "verfijn_zoekopdracht": refine,
    "vraag_opleiding": details,
}
