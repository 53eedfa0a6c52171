"""One course that was shown, or two beside each other: details, what it costs, comparing, choosing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from actions.handlers.courses_shown import (
    Shown,
    facts_line,
    name_of,
    price_in_words,
    remembered,
    size_of,
    stay,
)
from actions.learning import learn, settles
from actions.overview import offer_next_steps
from actions.reply import Option, command
from actions.turn import Handler, Turn, go_on
from knowledge import answers
from knowledge.answers.package import said
from knowledge.catalogue.cost import FROM_CATALOGUE, CourseCost, course_cost, course_facts
from knowledge.catalogue.cost_contract import figures_as_contract
from knowledge.catalogue.places import places
from knowledge.catalogue.search import FORM_WORDS, incentive_words, price_of, shared_catalogue, training_facts
from knowledge.formatting import dutch_date
from knowledge.packages import MONEY
from knowledge.taal.signals import signal

__all__ = ["CHOICES", "choose", "compare", "cost", "details", "name_of", "place_in"]

PLACES = signal("cursus", "welke")
MOST_NUMBERED = 9
"""So many courses of one list have a number; after that it begins again."""
WORDS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")
NUMBERS = {word: place for place, word in enumerate(WORDS)} | {
    str(place + 1): place for place in range(MOST_NUMBERED)
}
CHOOSES, PRICED = signal("cursus", "kiest"), signal("cursus", "prijs")
COMPARED = 2
NUMBERED = signal("cursus", "alleen_nummers")
"""Numbers of the list and nothing else."""


def numbered(turn: Turn) -> None:
    """ "nr 2/3": one course in full (a counsellor takes it), two beside each other; never a fact."""
    found = turn.talk.progress.gevonden
    asked = [int(digit) - 1 for digit in re.findall(r"\d", turn.said.text)]
    known = [place for place in asked if place < len(found)]
    if not found:
        turn.say("nummer_zonder_lijst", *([] if turn.for_counsellor else [command("zoek")]))
    elif len(known) < len(asked):
        turn.say("nummer_te_hoog" if len(found) > 1 else "nummer_enig", aantal=len(found))
    if len(known) >= COMPARED:
        compare(turn)
    elif known and (turn.for_counsellor or CHOOSES.search(turn.said.text.lower())):
        choose(turn, known[0])
        return
    elif known:
        _tell(turn, known[0])
    stay(turn)


def places_in(turn: Turn) -> list[int]:
    """Which of the courses that were shown are meant, in the order in which they are named."""
    last = len(turn.talk.progress.gevonden) - 1
    words = PLACES.findall(turn.said.text.lower())
    return list(dict.fromkeys(NUMBERS.get(word, last) for word in words))


def place_in(turn: Turn) -> int:
    """The one that is meant; the one spoken of last when nothing tells."""
    named = places_in(turn)
    return named[0] if named else turn.talk.progress.bekeken


def details(turn: Turn) -> bool:
    """More about a course that was shown, what it costs, or choose it; False where there is no catalogue."""
    if shared_catalogue() is None:
        return False
    if not turn.talk.progress.gevonden:
        learn(turn)
        turn.say("zoek_waarover")
        stay(turn)
        return True
    place, text = place_in(turn), turn.said.text.lower()
    if PRICED.search(text):
        cost(turn, place)
    elif CHOOSES.search(text):
        choose(turn, place)
    else:
        _tell(turn, place)
    return True


def _say_gone(turn: Turn, place: int) -> None:
    """There is no such number in the list, or the course is no longer there."""
    count = len(turn.talk.progress.gevonden)
    if 0 < count <= place:
        turn.say("nummer_te_hoog" if count > 1 else "nummer_enig", aantal=count)
    else:
        turn.say("zoek_weg")


def _tell(turn: Turn, place: int) -> None:
    seen = _seen(turn, place)
    if seen is None:
        turn.say("zoek_weg")
    else:
        turn.reply.say(_in_full(turn, seen), command(f"kost_{place + 1}"), command(f"kies_{place + 1}"))
    stay(turn)


def _seen(turn: Turn, place: int) -> Shown | None:
    """The course at this place of the list; it is the one spoken of last from now on."""
    catalogue = shared_catalogue()
    found = remembered(catalogue, turn.talk.progress.gevonden, place) if catalogue is not None else None
    if found is not None:
        turn.talk.progress.bekeken = place
    return found


def _in_full(turn: Turn, seen: Shown) -> str:
    """What is known of a course, in a few lines."""
    course, edition = seen.course, seen.edition
    lines = [f"**{course.title}**", facts_line(course, edition), course.description]
    if course.entry_conditions:
        lines.append(turn.text("zoek_instap", instap=course.entry_conditions))
    if edition is not None and edition.enrol_before is not None:
        lines.append(turn.text("zoek_inschrijven", dag=dutch_date(edition.enrol_before)))
    lines.append(course.url or "")
    return "\n".join(line for line in lines if line)


# ---------------------------------------------------------------- choosing
def choose(turn: Turn, place: int) -> None:
    """Take the facts of this course as those of the training; the rights follow from them."""
    seen = _seen(turn, place)
    if seen is None:
        turn.say("zoek_weg")
        return
    facts = training_facts(seen.course, seen.edition, turn.setting.on)
    turn.talk.progress.gekozen = turn.talk.progress.gevonden[place]
    for name in FROM_CATALOGUE:
        turn.talk.opleiding.pop(name, None)
    turn.talk.opleiding.update(facts)
    asked = turn.talk.pending
    if asked is not None and settles(turn, asked, facts):
        turn.talk.pending = None
    turn.say("zoek_gekozen", titel=seen.course.title, feiten=facts_line(seen.course, seen.edition))
    if turn.talk.progress.overzicht_getoond == "definitief":
        turn.say("overzicht_nieuw", command("overzicht"), command("verder"))
        turn.end()
    else:
        go_on(turn)


# ---------------------------------------------------------------- what it costs
def cost(turn: Turn, place: int) -> None:
    """What this course really costs this person, and what must be asked by when."""
    seen = _seen(turn, place)
    if seen is None:
        _say_gone(turn, place)
        stay(turn)
        return
    _tell_cost(turn, seen, command(f"kies_{place + 1}"), command("aanvragen"))
    stay(turn)


def cost_of_chosen(turn: Turn) -> bool:
    """The same for the course that was chosen; False when none was, or its facts were told otherwise."""
    catalogue, chosen = shared_catalogue(), turn.talk.progress.gekozen
    seen = remembered(catalogue, [chosen], 0) if catalogue is not None and chosen else None
    if seen is None:
        return False
    facts = training_facts(seen.course, seen.edition, turn.setting.on)
    if any(turn.talk.opleiding.get(name) != value for name, value in facts.items()):
        return False
    _tell_cost(turn, seen)
    offer_next_steps(turn)
    turn.end()
    return True


def _tell_cost(turn: Turn, seen: Shown, *options: Option) -> None:
    found = _cost(turn, seen)
    told = answers.cost_answer(turn.knowledge, found)
    figures = {"soort": "kost", **figures_as_contract(seen.id, found)}
    for number, text in enumerate(told, 1):
        last = number == len(told)
        turn.reply.say(text, *(options if last else ()), cards=[figures] if number == 1 else None)


def _cost(turn: Turn, seen: Shown) -> CourseCost:
    on = turn.setting.on
    talk = turn.talk
    facts = course_facts(turn.knowledge, talk.profiel, talk.opleiding, seen.course, seen.edition, on)
    return course_cost(turn.knowledge, facts, seen.course, seen.edition, on, turn.setting.entrance)


# ---------------------------------------------------------------- comparing
def compare(turn: Turn) -> None:
    """Two courses beside each other; the first two when nothing tells which."""
    named = places_in(turn)
    beside = (turn.talk.progress.bekeken, 0, 1) if len(named) == 1 else (0, 1)
    known = [place for place in dict.fromkeys(beside) if place < len(turn.talk.progress.gevonden)]
    chosen = (named + [place for place in known if place not in named])[:COMPARED]
    chosen = chosen if len(named) >= COMPARED else sorted(chosen)
    seen = [_seen(turn, place) for place in chosen]
    both = [item for item in seen if item is not None]
    if len(both) < COMPARED:
        turn.say("zoek_vergelijk_een")
        stay(turn)
        return
    lines = [_beside(turn, both, chosen), *_rows(turn, both), *_winners(turn, both, chosen)]
    options = [command(f"{order}_{place + 1}") for place in chosen for order in ("kost", "kies")]
    turn.reply.say("\n".join(lines), *options)
    stay(turn)


BEST = {name: signal("cursus", name) for name in ("goedkoop", "kort", "eerst", "dicht")}
"""What somebody asks the best of the list in."""


def best_of_list(turn: Turn) -> bool:
    """Which course of the list is cheapest, shortest, first or nearest; False when that is not asked."""
    asked = next((name for name, words in BEST.items() if words.search(turn.said.text.lower())), None)
    if asked is None:
        return False
    catalogue, found = shared_catalogue(), turn.talk.progress.gevonden
    kept = [remembered(catalogue, found, place) if catalogue else None for place in range(len(found))]
    valued = [
        (value, place, item)
        for place, item in enumerate(kept)
        if item is not None and (value := _value(turn, asked, item)) is not None
    ]
    if not valued:
        turn.say("zoek_beste_niet")
    else:
        _, place, item = min(valued, key=lambda row: row[:2])
        turn.talk.progress.bekeken = place
        said_value = _said_value(turn, asked, item)
        options = (command(f"kost_{place + 1}"), command(f"kies_{place + 1}"))
        values = {"nummer": place + 1, "titel": item.course.title, "waarde": said_value}
        turn.say(f"zoek_beste.{asked}", *options, **values)
    stay(turn)
    return True


def _value(turn: Turn, asked: str, item: Shown) -> Any:
    """What is compared: a price, hours, a day or kilometres; None is not known."""
    edition = item.edition
    if asked == "goedkoop":
        return price_of(item.course, edition)
    if asked == "kort":
        return item.course.hours
    if edition is None:
        return None
    return edition.start if asked == "eerst" else _away(turn, item)


def _said_value(turn: Turn, asked: str, item: Shown) -> str | None:
    if asked == "goedkoop":
        return price_in_words(item.course, item.edition)
    if asked == "kort":
        return size_of(item.course)
    return _start(item) if asked == "eerst" else _where(turn, item)


def _away(turn: Turn, item: Shown) -> int | None:
    """About how many kilometres from where is searched or lived."""
    stored = turn.talk.progress.zoekopdracht or {}
    home = stored.get("postcode") or turn.talk.profiel.get("postcode")
    postcode = item.edition.postcode if item.edition else None
    return places().distance(str(home), postcode) if home and postcode else None


def _beside(turn: Turn, both: list[Shown], chosen: list[int]) -> str:
    titles = [f"**{place + 1}. {item.course.title}**" for place, item in zip(chosen, both, strict=True)]
    return turn.text("zoek_vergelijk", een=titles[0], ander=titles[1])


def _rows(turn: Turn, both: list[Shown]) -> Iterator[str]:
    """One line for each thing in which they can differ; what neither knows is left out."""
    costs = [_cost(turn, item) for item in both]
    own = [said(c.best.net_cost, MONEY) if c.best else "" for c in costs]
    rows: list[tuple[str, list[str | None]]] = [
        ("prijs", [price_in_words(item.course, item.edition) for item in both]),
        ("zelf", [text or None for text in own]),
        ("duur", [size_of(item.course) for item in both]),
        ("lesvorm", [_form(item) for item in both]),
        ("start", [_start(item) for item in both]),
        ("plaats", [_where(turn, item) for item in both]),
        ("steun", [_support(item) for item in both]),
        ("bewijs", [item.course.qualification for item in both]),
        ("school", [item.course.provider.name for item in both]),
    ]
    for name, values in rows:
        if any(values):
            one, other = (value or turn.text("zoek_onbekend") for value in values)
            label = turn.text(f"zoek_rij.{name}")
            yield f"- {label}: {one} / {other}" if one != other else f"- {label}: {one} (allebei)"


def _winners(turn: Turn, both: list[Shown], chosen: list[int]) -> Iterator[str]:
    """Which of the two is cheaper, shorter or earlier."""
    measures: tuple[tuple[str, Callable[[Shown], Any]], ...] = (
        ("goedkoop", lambda item: price_of(item.course, item.edition)),
        ("kort", lambda item: item.course.hours),
        ("eerst", lambda item: item.edition.start if item.edition else None),
    )
    for name, of in measures:
        one, other = of(both[0]), of(both[1])
        if one is not None and other is not None and one != other:
            best = chosen[0] if one < other else chosen[1]
            yield turn.text(f"zoek_wint.{name}", nummer=best + 1)


def _form(item: Shown) -> str | None:
    return FORM_WORDS[item.edition.form] if item.edition and item.edition.form else None


def _start(item: Shown) -> str | None:
    return dutch_date(item.edition.start) if item.edition and item.edition.start else None


def _where(turn: Turn, item: Shown) -> str | None:
    edition = item.edition
    if edition is None or edition.town is None:
        return None
    away = _away(turn, item)
    return f"{edition.town} (ongeveer {away} km)" if away else edition.town


def _support(item: Shown) -> str | None:
    flags = [incentive_words(name) for name, flag in item.course.incentives.items() if flag]
    return ", ".join(flags) or None


def _orders() -> Iterator[tuple[str, Handler]]:
    for place in range(MOST_NUMBERED):
        yield f"kies_{place + 1}", partial(_choose, place)
        yield f"kost_{place + 1}", partial(_cost_of, place)


def _choose(place: int, turn: Turn) -> None:
    choose(turn, place)


def _cost_of(place: int, turn: Turn) -> None:
    cost(turn, place)


CHOICES: Mapping[str, Handler] = dict(_orders())
"""The buttons of each result."""
