"""Taking facts into the talk: checked, with corrections said aloud and their consequences shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.motives import MOTIVES, answer_motives
from actions.staff import STAFF, set_aside
from actions.state import Conversation
from actions.turn import Turn
from actions.worker import answer_for
from knowledge import Assessment, InvalidFacts, bare
from knowledge.answers import differences, say_facts
from knowledge.catalogue.cost import FROM_CATALOGUE
from knowledge.catalogue.places import places
from knowledge.consistency import clash
from knowledge.facts import Refused, as_json, parse_value
from knowledge.taal import resolve, shared_reader
from knowledge.taal.signals import signal

LOST = signal("werk", "verloren")
"""Somebody tells that they lost their work, rather than that they look for it."""

NOW_AT_WORK = signal("werk", "nu")
WORKS = signal("werk", "werkt")
LIVES = signal("plaats_ervoor", "woont")
BARE_YEARS = signal("werk", "jaren_kaal")
VDAB = "vdab_ingeschreven"
POINTS, POINTS_A_YEAR = "studiepunten", signal("cursus", "punten_per_jaar")
OF_PLACE = ("ondernemingsgrootte", "werkgewest")
TITLE = "titel"
COURSE_SPOKEN = frozenset({"titel", "directe_kost", "startdatum"})
COURSE_SIZE = frozenset({"contacturen", "studiepunten"})
OF_WORK_TIME = frozenset({"uren_per_week", "tewerkstellingspercentage", "vov_uren_opgenomen", "uurrooster"})
"""Questions that a number of hours answers."""
ALIKE = 6
"""So many letters of a word in common tell the same subject."""
GENERAL = frozenset(
    word[:ALIKE] for word in ("opleiding", "cursus", "bachelor", "master", "graduaat", "voor", "van")
)
"""These say nothing of the subject."""
DIRECTION = signal("cursus", "richting")
OTHER = signal("cursus", "iets_anders")
"""Words of who wants something else, rather than put a title right."""
ASKED_ANYWAY = ("ondernemingsgrootte",)
"""Facts that follow only roughly: the number of workers tells no turnover, so the size is still asked."""
MANY_FACTS = 2
"""From this many new facts in one message on, they are read back."""


def _note_measure(turn: Turn) -> None:
    """A measure that is named in passing ("ik wil VOV voor ...") is the one spoken of."""
    named = {str(e.waarde) for e in turn.said.reading.entities if e.entiteit == "maatregel"}
    known = named & turn.knowledge.measures.keys()
    if len(known) == 1:
        turn.talk.progress.laatste_maatregel = known.pop()


def learn(turn: Turn) -> None:
    """Take over what the message tells, and answer with what was understood."""
    reading = turn.said.reading
    if reading is turn.taught:
        return
    turn.taught = reading
    _note_measure(turn)
    before = turn.assess()
    known = turn.talk.facts
    answered = turn.talk.pending
    _withdraw(turn, reading.withdrawn)
    told = {**_contrasts(turn, known), **reading.profiel, **reading.opleiding}
    sure = {veld for veld in told if veld not in reading.implied or veld not in (*known, *ASKED_ANYWAY)}
    told = {veld: w for veld, w in told.items() if veld in sure}
    of_staff = set_aside(turn, told, answered)
    _leave_out_own_side(turn, told)
    _leave_out_enrolled(turn, told, answered)
    _leave_out_share(turn, told, answered)
    _leave_out_former(turn, told, answered)
    _years_of_work(turn, told)
    _tell_both(turn, told, answered)
    _points_again(turn, told)
    doubt = _clashing(turn, told)
    _leave_other_course(turn, told)
    _store(turn, *_by_section(turn, told))
    turn.learned = {v: w for v, w in turn.talk.facts.items() if known.get(v) != w}
    if TITLE in turn.learned:
        turn.talk.progress.richting = bool(DIRECTION.search(reading.plain))
    _note_home(turn)
    answer_motives(turn, reading.profiel)
    if turn.learned:
        turn.talk.progress.misverstanden = 0
        looking = turn.learned.get("statuut") == "werkzoekende" and turn.for_citizen
        if looking and LOST.search(reading.plain):
            turn.say("werk_kwijt")
        replaced = {veld: known[veld] for veld in turn.learned if veld in known and veld not in MOTIVES}
        _acknowledge(turn, replaced, before, answered)
    if of_staff:
        turn.heard = True
        if of_staff.keys() - {"statuut"} or (not turn.learned and turn.said.intent == "geef_info"):
            answer_for(turn, {veld: value for veld, value in of_staff.items() if veld != "statuut"})
    _ask_about_doubts(turn, doubt)


def _leave_out_own_side(turn: Turn, told: dict[str, Any]) -> None:
    """No staff in a side job says nothing of the employer's: nobody is employed where nobody works."""
    situation = told.get("statuut", turn.talk.profiel.get("statuut"))
    if situation in STAFF and told.get("aantal_werknemers") == 0:
        del told["aantal_werknemers"]
        turn.heard = True


def _leave_out_enrolled(turn: Turn, told: dict[str, Any], answered: str | None) -> None:
    """ "ja, ingeschreven" without saying where: at VDAB, unless a course is spoken of or asked about."""
    if VDAB not in told or answered == VDAB or "vdab" in turn.said.reading.plain:
        return
    if answered in told or (turn.course_known and turn.said.reading.plain.endswith("ingeschreven")):
        del told[VDAB]


def _leave_out_share(turn: Turn, told: dict[str, Any], answered: str | None) -> None:
    """Asked how much less: "ik werk voltijds" tells how much somebody works now, not how much they stop."""
    if answered != "onderbreking" or answered not in told or not WORKS.search(turn.said.reading.plain):
        return
    alone = shared_reader().read(turn.said.text, today=turn.setting.on)
    if answered not in alone.profiel and "tewerkstellingspercentage" in alone.profiel:
        del told[answered]
        told.update(alone.profiel)


def _leave_out_former(turn: Turn, told: dict[str, Any], answered: str | None) -> None:
    """Who looks for work and names a trade ("bediende boekhouding") tells what they were."""
    jobless = turn.talk.profiel.get("statuut") == "werkzoekende" and told.get("statuut") in STAFF
    said = turn.said
    if not jobless or answered == "statuut" or said.intent == "corrigeer" or said.reading.correction:
        return
    if turn.for_citizen and not NOW_AT_WORK.search(said.reading.plain):
        del told["statuut"]
        turn.heard = True


def _years_of_work(turn: Turn, told: dict[str, Any]) -> None:
    """Of a client whose age is known, bare years ("15j") in a later line are years of work."""
    age, bare_years = turn.talk.profiel.get("leeftijd"), told.get("leeftijd")
    if not turn.for_counsellor or age is None or bare_years is None or turn.said.reading.correction:
        return
    if BARE_YEARS.search(turn.said.reading.plain) and bare_years < age - 1:
        told.setdefault("werkervaring_jaren", told.pop("leeftijd"))


def _points_again(turn: Turn, told: dict[str, Any]) -> None:
    """ "nee 60 dit jaar", once points were told: those of this year."""
    again = POINTS_A_YEAR.search(turn.said.reading.plain.strip(" .!"))
    if again is not None and POINTS in turn.talk.opleiding:
        told.setdefault(POINTS, float(again["aantal"]))


def _tell_both(turn: Turn, told: dict[str, Any], answered: str | None) -> None:
    """Asked for the size or the region of the enterprise, "vlaanderen, klein" tells both."""
    parts = turn.said.text.split(",")
    if not turn.for_employer or answered not in OF_PLACE or len(parts) != len(OF_PLACE):
        return
    other = OF_PLACE[1 - OF_PLACE.index(answered)]
    if other in turn.talk.facts or other in told:
        return
    for part in parts:
        reading = shared_reader().read(part.strip(), other, turn.setting.on)
        if reading.answers_question and answered not in reading.profiel:
            told[other] = reading.profiel[other]


def _note_home(turn: Turn) -> None:
    """The town where somebody says they live or work, to search near it: the rules ask for the region."""
    reading = turn.said.reading
    towns = [item for item in reading.entities if item.entiteit == "gemeente"]
    if len(towns) == 1 and "werkgewest" in reading.profiel and "woongewest" not in reading.profiel:
        turn.talk.progress.werkplaats = places().postcode_of(str(towns[0].waarde))
    if "woongewest" not in reading.profiel or not towns:
        return
    lead = turn.said.text.lower()
    homes = [town for town in towns if LIVES.search(lead[: town.start])]
    if homes or "werkgewest" not in reading.profiel:
        found = places().postcode_of(str((homes or towns)[0].waarde))
        turn.talk.progress.woonplaats = found or turn.talk.progress.woonplaats


def sizes_course(talk: Conversation) -> bool:
    """Whether a number of hours by itself is the length of the course: it is spoken of, and hours of work are
    not what is asked."""
    spoken_of = COURSE_SPOKEN & talk.opleiding.keys() and not COURSE_SIZE & talk.opleiding.keys()
    return bool(spoken_of) and (talk.vraag not in OF_WORK_TIME)


def _leave_other_course(turn: Turn, told: dict[str, Any]) -> None:
    """The hours, the price and the school of a course are never taken for those of the next one."""
    new, old = told.get(TITLE), turn.talk.opleiding.get(TITLE)
    said = turn.said
    if new is None or old is None or _same_course(str(old), str(new)):
        return
    if (said.intent == "corrigeer" or said.reading.correction) and not OTHER.search(said.reading.plain):
        return
    gone = {veld: turn.talk.opleiding.pop(veld) for veld in FROM_CATALOGUE if veld in turn.talk.opleiding}
    turn.talk.progress.gekozen = ""
    lost = {veld: value for veld, value in gone.items() if veld != TITLE and veld not in told}
    if lost:
        turn.say("andere_opleiding", oud=old, feiten=say_facts(turn.knowledge, lost))


def _same_course(one: str, other: str) -> bool:
    """Whether two titles have a word in common, whatever its end: "boekhouden" and "dubbel boekhouding"."""
    first, second = (
        {word[:ALIKE] for word in re.findall(r"\w{3,}", title.lower())} - GENERAL for title in (one, other)
    )
    return bool(first & second)


def _clashing(turn: Turn, told: dict[str, Any]) -> tuple[str, str] | None:
    """A fact that excludes another is not kept: the field that is asked again, and how. Asked once."""
    profiel, opleiding = _by_section(turn, {**turn.talk.facts, **told})
    try:
        facts = turn.knowledge.facts(profiel, opleiding)
    except InvalidFacts:
        return None
    keys = [turn.knowledge.vocabulary.locate(veld) for veld in told]
    found = clash(turn.knowledge.clashes, facts, keys, turn.setting.on)
    if found is None:
        return None
    veld = bare(found.field)
    if veld in turn.talk.progress.nagevraagd:
        return None
    turn.talk.progress.nagevraagd = [*turn.talk.progress.nagevraagd, veld]
    told.pop(veld, None)
    turn.talk.profiel.pop(veld, None)
    return veld, found.text.fill(found.env(facts, turn.setting.on))


def _ask_about_doubts(turn: Turn, doubt: tuple[str, str] | None) -> None:
    """What cannot be right is asked again: with the open question when there is one, else by itself."""
    problems = [(problem.veld, problem.melding) for problem in turn.said.reading.out_of_range]
    asked = doubt or next(iter(problems), None)
    if asked is None:
        return
    veld, melding = asked
    others = [text for name, text in problems if name != veld]
    text = turn.text("tegenspraak", melding=" ".join([melding, *others]))
    question = turn.knowledge.answered_by.get(turn.knowledge.vocabulary.locate(veld))
    if question is None or (bare(question.veld) == turn.talk.pending and turn.asked_in_vain):
        turn.reply.say(text)
    else:
        turn.talk.pending = bare(question.veld)
        turn.put(question, text)


def _contrasts(turn: Turn, known: dict[str, Any]) -> dict[str, Any]:
    """What "niet 38 maar 30" changes: the known fact that has the old number, the last answered one first."""
    history = turn.talk.progress.geschiedenis
    recent = history[-1]["veld"] if history else None
    found = (resolve(turn.knowledge.vocabulary, pair, known, recent) for pair in turn.said.reading.replaces)
    return dict(change for change in found if change is not None)


def _by_section(turn: Turn, told: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts about the person and those about the training."""
    fields = turn.knowledge.vocabulary.field
    training = {veld: value for veld, value in told.items() if fields(veld).section == "opleiding"}
    return {veld: value for veld, value in told.items() if veld not in training}, training


def answer(turn: Turn, written: str) -> None:
    """Take the value of a button as the answer to the open question."""
    veld = turn.talk.pending
    assert veld is not None
    field = turn.knowledge.vocabulary.field(veld)
    try:
        value = as_json(parse_value(field, written))
    except Refused as refused:
        turn.say("tegenspraak", melding=refused)
        return
    in_training = field.section == "opleiding"
    before, known = turn.assess(), turn.talk.group_of(in_training).get(veld)
    _store(turn, *_by_section(turn, {veld: value}))
    if veld in MOTIVES:
        turn.learned = {veld: value}
        answer_motives(turn, turn.learned)
    elif known is not None and known != value:
        turn.learned = {veld: value}
        _acknowledge(turn, {veld: known}, before, veld)


def change(turn: Turn, told: Mapping[str, Any]) -> None:
    """Take over what somebody changed or wiped (None) on a panel; say so, with what follows from it."""
    before, known = turn.assess(), turn.talk.facts
    wiped = [veld for veld, value in told.items() if value is None and veld in known]
    for veld in wiped:
        turn.talk.profiel.pop(veld, None)
        turn.talk.opleiding.pop(veld, None)
        turn.talk.progress.pogingen.pop(veld, None)
    _store(turn, *_by_section(turn, {veld: value for veld, value in told.items() if value is not None}))
    current = turn.talk.facts
    turn.learned = {veld: value for veld, value in current.items() if known.get(veld) != value}
    if turn.learned:
        turn.say("aangepast", feiten=say_facts(turn.knowledge, turn.learned))
    if wiped:
        turn.say("gewist_feit")
    consequence = consequences(turn, before)
    if consequence:
        turn.say("gevolg", gevolgen=consequence)
    elif not turn.learned and not wiped:
        turn.say("wist_ik_al")


def _store(turn: Turn, profiel: dict[str, Any], opleiding: dict[str, Any]) -> None:
    """Merge what the vocabulary accepts; say what it does not accept; close the question that is answered."""
    try:
        turn.knowledge.facts(profiel, opleiding)
    except InvalidFacts as refused:
        for error in refused.errors:
            profiel.pop(error.veld, None)
            opleiding.pop(error.veld, None)
            turn.say("tegenspraak", melding=error.melding)
    before = turn.talk.facts
    turn.talk.profiel.update(profiel)
    turn.talk.opleiding.update(opleiding)
    _forget_derived_from_old(turn, profiel)
    answered = turn.talk.pending
    if answered is not None and settles(turn, answered, {**profiel, **opleiding}):
        turn.talk.remember(answered, before)
        turn.talk.pending = None
    turn.talk.progress.overgeslagen = [
        v for v in turn.talk.progress.overgeslagen if v not in profiel and v not in opleiding
    ]


def settles(turn: Turn, veld: str, told: dict[str, Any]) -> bool:
    """Whether these facts answer the question about `veld`, directly or by what follows from them."""
    if veld in told:
        return True
    facts = turn.knowledge.facts(*_by_section(turn, told))
    question = turn.knowledge.questions[turn.knowledge.vocabulary.locate(veld)]
    return any(facts.get(key) is not None for key in (question.veld, *question.beantwoordt))


def _forget_derived_from_old(turn: Turn, told: dict[str, Any]) -> None:
    """A new source of a derived fact (a diploma, a postcode) replaces an earlier stated value of it."""
    for rule in turn.knowledge.vocabulary.derivations:
        if rule.sources & told.keys() and rule.target not in told and rule.target not in rule.sources:
            turn.talk.profiel.pop(rule.target, None)


def _withdraw(turn: Turn, velden: tuple[str, ...]) -> None:
    for veld in velden:
        turn.talk.profiel.pop(veld, None)
        turn.talk.opleiding.pop(veld, None)
    if velden:
        turn.say("gewist_feit")


def _acknowledge(turn: Turn, replaced: dict[str, Any], before: Assessment, answered: str | None) -> None:
    """Read facts back: corrections always, several new facts together, a plain answer not at all."""
    new = {
        veld: value for veld, value in turn.learned.items() if veld not in replaced and veld not in MOTIVES
    }
    if replaced:
        current = turn.talk.facts
        consequence = consequences(turn, before)
        turn.say("aangepast", feiten=say_facts(turn.knowledge, {veld: current[veld] for veld in replaced}))
        if consequence:
            turn.say("gevolg", gevolgen=consequence)
    if turn.for_counsellor:
        return
    still_open = answered is None or answered == turn.talk.pending
    if len(new) >= MANY_FACTS or (new and still_open):
        turn.say("onthouden", feiten=say_facts(turn.knowledge, new))


def consequences(turn: Turn, before: Assessment) -> str:
    """What a correction changes that matters: rights gained or lost, other amounts; empty when nothing."""
    return " ".join(differences(before, turn.assess(), all_statuses=False))
