"""Occupations: what one is like, whether it is a knelpuntberoep, other work that lies near, recognition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.learning import learn
from actions.meanings import HARD_INTENT
from actions.reply import Option, command
from actions.turn import Handler, Turn
from knowledge.answers import how_much
from knowledge.catalogue.cost import FROM_CATALOGUE
from knowledge.measures import RECOGNISES
from knowledge.occupations.esco import ATTRIBUTION
from knowledge.occupations.model import ESCO, Occupation
from knowledge.occupations.other_work import Suggestion, Wishes, suggest, wishes_in
from knowledge.occupations.search import shared_occupations
from knowledge.occupations.steps import recognition_known
from knowledge.taal.signals import signal

RECOGNITION = "evc"
"""The kind of training."""
SHOWN_COMPETENCES, SHOWN_MISSING, SHOWN_EXAMPLES = 4, 3, 6
LONGEST_DESCRIPTION = 320
LATER = signal("beroep", "later")
DIRECTION, RATHER = signal("cursus", "richting"), signal("cursus", "iets_anders")
STILL_POSSIBLE = signal("begrip", "kan_dat_nog")
AGE, TITLE = "leeftijd", "titel"
MOST_IN_DIRECTION = 3
AROUND = signal("beroep", "eromheen")
"""Words around the name of an occupation that are not part of it."""


def career(turn: Turn) -> dict[str, Any]:
    """What is remembered about work: occupations, ratings, wishes (`Progress.loopbaan`)."""
    return turn.talk.progress.loopbaan


def named(turn: Turn) -> Occupation | None:
    """The occupation that the message names."""
    known = shared_occupations()
    for entity in turn.said.reading.entities:
        if entity.entiteit == "beroep":
            found = known.search(str(entity.waarde), 1)
            if found:
                return found[0]
    words = AROUND.sub(" ", turn.said.text)
    found = known.search(words, 1) if words.strip(" ?.!") else []
    return found[0] if found else None


def remembered(turn: Turn, *keys: str) -> Occupation | None:
    """The first of these occupations that was told earlier."""
    for key in keys:
        told = career(turn).get(key)
        if told:
            return shared_occupations().find(str(told))
    return None


def about(turn: Turn) -> None:
    """What an occupation is like and what it asks."""
    learn(turn)
    occupation = named(turn)
    if occupation is None:
        turn.say("beroep_welk", command("check"), command("mens"))
        _stay(turn)
        return
    career(turn)["beroep"] = occupation.id
    lines = [f"**{occupation.name}**. {_short(occupation.what)}"]
    lines += [f"- {c.text}" for c in occupation.competences[:SHOWN_COMPETENCES]]
    if occupation.conditions:
        conditions = shared_occupations().own.conditions
        lines.append(" ".join(conditions[name].sentence for name in occupation.conditions[:4]))
    turn.reply.say("\n".join(lines))
    ways = [*_paths(occupation), shortage_line(turn, occupation)]
    ways += [ATTRIBUTION] if occupation.source == ESCO else []
    turn.reply.say("\n".join(ways), command("zoek_beroep"), command("check"), command("ander"))
    _stay(turn)


def _paths(occupation: Occupation) -> list[str]:
    """The ways into it, with how sure they are."""
    note = shared_occupations().own.ways.note
    return [*occupation.paths, note] if occupation.paths and note else list(occupation.paths)


def shortage(turn: Turn) -> None:
    """Whether an occupation is on the list, or what the list is."""
    learn(turn)
    occupation = named(turn)
    own = shared_occupations().own
    if occupation is None:
        examples = [o.name.lower() for o in own.occupations.values() if o.shortage][::14][:SHOWN_EXAMPLES]
        turn.say(
            "knelpunt_lijst",
            command("ander"),
            jaar=own.shortage.year,
            aantal=own.shortage.count,
            voorbeelden=", ".join(examples),
            uitleg=own.shortage.note,
        )
    else:
        career(turn)["beroep"] = occupation.id
        turn.reply.say(
            f"{shortage_line(turn, occupation)} {own.shortage.note}", command("zoek_beroep"), command("check")
        )
    _stay(turn)


def shortage_line(turn: Turn, occupation: Occupation) -> str:
    """What the list says of this occupation, with its year."""
    year, name = shared_occupations().own.shortage.year, occupation.name
    if occupation.source == ESCO:
        return turn.text("knelpunt_onbekend", beroep=name)
    if occupation.shortage:
        return turn.text("knelpunt_ja", beroep=name, jaar=year)
    return turn.text("knelpunt_nee", beroep=name, jaar=year)


def how_hard(turn: Turn) -> None:
    """How hard the occupation is that was talked of: what there is to learn, and the check."""
    learn(turn)
    occupation = remembered(turn, "beroep", "gewenst")
    if occupation is None:
        turn.say("moeilijk_wat", command("check"), command("mens"))
    else:
        learned = _listed([c.text for c in occupation.competences[:SHOWN_MISSING]])
        options = [command(order) for order in ("check", "zoek_beroep", "mens")]
        turn.say("moeilijk_beroep", *options, beroep=occupation.name.lower(), wat=learned)
    turn.end()


# ------------------------------------------------------------------ other work
def other_work(turn: Turn) -> None:
    """Work that lies near what somebody can do, with what is missing; a human helps to choose."""
    learn(turn)
    known, state = shared_occupations(), career(turn)
    wishes = _wishes(turn).with_(wishes_in(known.own, turn.said.text))
    state["wensen"] = {"wel": sorted(wishes.wanted), "niet": sorted(wishes.unwanted)}
    occupation = _told_work(turn)
    if occupation is not None and occupation.id != state.get("huidig") and LATER.search(turn.said.text):
        choose(turn, occupation.id)  # who says what they want to become hears of that
        _stay(turn)
        return
    if occupation is not None and not state.get("huidig"):
        state["huidig"] = occupation.id
    if AGE in turn.learned and STILL_POSSIBLE.search(turn.said.text.lower()):
        turn.say("leeftijd_kan")
    if _in_direction(turn):
        return
    present = remembered(turn, "huidig")
    found = suggest(
        known.own, present, state.get("antwoorden") or {}, wishes, barriers_of(turn), _seen(state)
    )
    if not found:
        turn.say("ander_werk", command("check"), command("mens"))
        return
    state["getoond"] = [*(state.get("getoond") or []), *(one.occupation.id for one in found)]
    if present is not None:
        turn.say("ander_van", beroep=present.name.lower())
    for number, one in enumerate(found, 1):
        turn.reply.say(_suggestion(turn, number, one))
    options = [Option(one.occupation.name, f"beroep:{one.occupation.id}") for one in found]
    unsure = known.own.ways.note
    options += [command(order) for order in ("meer_werk", "check", "mens")]
    turn.reply.say(f"{unsure} {turn.text('ander_mens')}", *options)
    turn.end()


def _in_direction(turn: Turn) -> bool:
    """The occupations of the direction that somebody names ("iets met ouderen"), whatever they do now."""
    subject = str(turn.said.reading.opleiding.get(TITLE) or "")
    if not subject or DIRECTION.search(turn.said.reading.plain) is None:
        return False
    present = career(turn).get("huidig")
    near = shared_occupations().search(subject, MOST_IN_DIRECTION)
    found = [one for one in near if one.id != present and _names(one, subject)]
    if not found:
        return False
    lines = [f"{number}. **{one.name}**. {_short(one.what)}" for number, one in enumerate(found, 1)]
    options = [Option(one.name, f"beroep:{one.id}") for one in found]
    options += [command(order) for order in ("zoek", "check", "mens")]
    turn.reply.say("\n".join([turn.text("beroep_richting", richting=subject), *lines]), *options)
    turn.end()
    return True


def _names(occupation: Occupation, subject: str) -> bool:
    """Whether what is told of an occupation has this word: what only looks like it is another direction."""
    told = " ".join((occupation.name, *occupation.other_names, occupation.what)).lower()
    return subject.lower() in told


def instead(turn: Turn) -> bool:
    """Another occupation or course instead of the one that was spoken of: "geen heftruck, liever kok"."""
    entities = [e for e in turn.said.reading.entities if e.entiteit == "beroep"]
    occupation = named(turn) if entities and RATHER.search(turn.said.reading.plain) else None
    if occupation is None:
        return False
    for field in FROM_CATALOGUE:
        turn.talk.opleiding.pop(field, None)
    turn.talk.progress.gekozen = ""
    choose(turn, occupation.id)
    return True


def narrows_other_work(turn: Turn) -> bool:
    """Whether the words are a wish for the other work that was suggested: "iets zonder tillen"."""
    if not career(turn).get("getoond") or turn.talk.progress.gevonden:
        return False
    wishes = wishes_in(shared_occupations().own, turn.said.text)
    return bool(wishes.wanted or wishes.unwanted)


def _told_work(turn: Turn) -> Occupation | None:
    """The present work, when it is named by its name; words about wishes are no occupation."""
    entities = [e for e in turn.said.reading.entities if e.entiteit == "beroep"]
    return named(turn) if entities else None


def _wishes(turn: Turn) -> Wishes:
    stored = career(turn).get("wensen") or {}
    return Wishes(frozenset(stored.get("wel") or ()), frozenset(stored.get("niet") or ()))


def barriers_of(turn: Turn) -> list[str]:
    """The barriers that were told."""
    told = turn.talk.profiel.get("drempel")
    return [*turn.talk.progress.drempels, *([str(told)] if told else [])]


def _seen(state: Mapping[str, Any]) -> list[str]:
    return list(state.get("getoond") or ()) if state.get("meer") else []


def more_work(turn: Turn) -> None:
    """The next suggestions."""
    career(turn)["meer"] = True
    other_work(turn)
    career(turn)["meer"] = False


def _suggestion(turn: Turn, number: int, one: Suggestion) -> str:
    """One suggestion: why, what is missing, and the way."""
    conditions = shared_occupations().own.conditions
    lines = [f"{number}. **{one.occupation.name}**"]
    if one.shared:
        lines.append(turn.text("ander_deelt", wat=_listed([c.text for c in one.shared[:2]])))
    why = [conditions[name].short for name in one.wanted]
    if one.shortage:
        why.append(turn.text("ander_knelpunt", jaar=shared_occupations().own.shortage.year))
    if why:
        lines.append(turn.text("ander_ook", wat=", ".join(why)))
    if one.missing:
        lines.append(turn.text("ander_mist", wat=_listed([c.text for c in one.missing[:SHOWN_MISSING]])))
    lines.append(one.occupation.paths[0])
    return "\n".join(lines)


def _listed(sentences: list[str]) -> str:
    return " ".join(sentences)


def choose(turn: Turn, identifier: str) -> None:
    """A suggested occupation was pressed: it is told, and remembered as wished."""
    occupation = shared_occupations().find(identifier)
    if occupation is None:
        turn.say("beroep_welk", command("check"), command("mens"))
        return
    career(turn)["gewenst"] = career(turn)["beroep"] = occupation.id
    career(turn).pop("getoond", None)  # the choice is made: a wish is now one for the course
    lines = [f"**{occupation.name}**. {_short(occupation.what)}", *_paths(occupation)]
    turn.reply.say(
        "\n".join(lines), *(command(order) for order in ("zoek_beroep", "check", "evc", "pop", "mens"))
    )
    turn.end()


# ------------------------------------------------------------------ recognition of what somebody can do
def recognition(turn: Turn) -> None:
    """Which competences can be recognised, what that costs this person, where, how it shortens a course."""
    learn(turn)
    occupations = _to_recognise(turn)
    facts = turn.facts().with_("soort", RECOGNITION)
    found = turn.knowledge.assess(facts, turn.setting.on, turn.knowledge.having(RECOGNISES)).results
    if not found:
        turn.say("maatregel_onbekend")
        return
    result = found[0]
    turn.talk.progress.laatste_maatregel = result.measure.id
    turn.say("evc_wat")
    turn.reply.say(recognition_known(shared_occupations(), occupations))
    good = _good_at(turn, occupations)
    if good:
        turn.say("evc_sterk", wat=" ".join(good))
    if result.status == "buiten_periode" or result.application is None:
        turn.say("evc_niet_nu")
    else:
        turn.reply.say(f"{how_much(turn.knowledge, result)}\n{result.application.waar}")
    turn.say("evc_korter", command("check"), command("mens"))
    _stay(turn)


def _to_recognise(turn: Turn) -> list[Occupation]:
    """The occupation that is named; else the present one, for that is where experience is, and the goal."""
    asked = named(turn)
    return [asked] if asked is not None else experience(turn)


def experience(turn: Turn) -> list[Occupation]:
    """The occupations that were told: the present one first."""
    found = (remembered(turn, "huidig"), remembered(turn, "beroep", "gewenst"))
    return list({one.id: one for one in found if one is not None}.values())


def _good_at(turn: Turn, occupations: Sequence[Occupation]) -> list[str]:
    """What the person rated as good among what these occupations ask."""
    ratings = career(turn).get("antwoorden") or {}
    asked = {c.id: c.text for occupation in occupations for c in occupation.competences}
    return [text for name, text in asked.items() if ratings.get(name) == "goed"][:SHOWN_COMPETENCES]


def course_words(turn: Turn) -> str | None:
    """The words to look for a course with: of the occupation that was talked about."""
    occupation = remembered(turn, "beroep", "gewenst", "huidig")
    return None if occupation is None else occupation.course or occupation.name


def _short(text: str) -> str:
    """The first sentences of a long description."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    cut = text[:LONGEST_DESCRIPTION]
    end = cut.rfind(". ")
    return cut[: end + 1] if end > 0 else f"{cut.rsplit(' ', 1)[0]} ..."


def _stay(turn: Turn) -> None:
    """Ask nothing new now; an open question comes back by itself."""
    if turn.talk.pending is None:
        turn.end()


HANDLERS: Mapping[str, Handler] = {
    HARD_INTENT: how_hard,
    "vraag_beroep": about,
    "vraag_knelpuntberoep": shortage,
    "ander_werk": other_work,
    "vraag_evc": recognition,
}
