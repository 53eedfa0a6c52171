"""Searching the catalogue of courses and refining the search; rather than find nothing it looks wider."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from actions.handlers import courses_one
from actions.handlers.courses_shown import card, remembered, stay
from actions.handlers.occupations import course_words, narrows_other_work, other_work
from actions.learning import learn
from actions.meanings import CODE_INTENT, FORGET_INTENT, TAKE_BACK_INTENT
from actions.reply import Option, command
from actions.turn import Handler, Turn
from knowledge.catalogue.cost import course_facts
from knowledge.catalogue.likes import Like, likes_of, person_of
from knowledge.catalogue.search import (
    INCENTIVE_WORDS,
    Catalogue,
    Hit,
    Page,
    incentive_words,
    shared_catalogue,
)
from knowledge.catalogue.wishes import KILOMETRES, Wishes, changed, let_go, loosened, refined, subject
from knowledge.catalogue.wishes_said import wishes_said
from knowledge.taal import shared_reader
from knowledge.taal.signals import signal

FILTERS = ("vormen", "periode", "prijs_max", "uren_max", "steun", "knelpunt")
"""Every wish beside the subject and the place."""
SUBJECTS = {"nt2": "nederlands leren", "basiseducatie": "lezen schrijven"}
"""What to look for when only the kind of training is known."""
SHOWN = 3
"""More results at once are not read."""
MOST_STEPS = 10
MOST_NUMBERED = courses_one.MOST_NUMBERED
PERHAPS = ("recht", "mogelijk")
UNDOES, FREES = signal("cursus", "ongedaan"), signal("cursus", "zonder_wensen")
WISHES_LESS = signal("cursus", "niet_te")
CHOOSES_THAT = signal("cursus", "kiest_die")
COMPARES, COSTS = signal("cursus", "vergelijkt"), signal("cursus", "kost_mij")
COMPARES_NUMBERS = signal("cursus", "vergelijkt_nummers")
"""What it costs this person, not only its price."""


def search(turn: Turn) -> None:
    """Look for courses on a subject."""
    catalogue = shared_catalogue()
    learn(turn)
    if catalogue is None:
        turn.say("zoek_opleiding")
        return
    said = turn.said.reading
    training = turn.talk.opleiding
    told = str(training.get("titel") or SUBJECTS.get(str(training.get("soort"))) or course_words(turn) or "")
    wanted = subject(turn.said.text, said.entities) or told
    turn.talk.progress.zoekopdracht, turn.talk.progress.zoekstappen = None, []
    if not wanted and said.out_of_range:
        return  # a price that cannot be is asked again; a search without it would answer nothing
    start = Wishes(tekst=wanted, postcode=_home(turn))
    wishes = refined(start, turn.said.text, said.entities, None, turn.setting.on)
    if not wanted and wishes == start:
        turn.say("zoek_waarover")
        stay(turn)
        return
    _show(turn, catalogue, wishes)


def refine(turn: Turn) -> None:
    """Change a filter of the search that goes on."""
    catalogue, stored = shared_catalogue(), turn.talk.progress.zoekopdracht
    if narrows_other_work(turn):
        other_work(turn)
        return
    if catalogue is None or (stored is None and turn.talk.opleiding.get("titel") is None):
        search(turn)
        return
    if stored is None:
        stored = Wishes(str(turn.talk.opleiding["titel"]), _home(turn)).stored()
    _hear_person(turn)
    old = Wishes.read(stored)
    text, named = turn.said.text, turn.said.reading.entities
    free = let_go(old, text)
    if free != old:
        wishes = replace(free, pagina=1)
    else:
        wishes = refined(old, text, named, _first_shown(turn, catalogue), turn.setting.on)
    asked = changed(old, wishes)
    if "postcode" in asked and not KILOMETRES.search(text):
        asked -= {"straal"}  # a town was named, no distance: the nearest there is will do
    _show(turn, catalogue, wishes, kept=asked, before=old)
    stay(turn)


def _hear_person(turn: Turn) -> None:
    """What is told of the person beside a wish is kept; the wish itself is no fact of a course."""
    reading = turn.said.reading
    if reading.profiel:
        turn.said = replace(turn.said, reading=replace(reading, opleiding={}))
        learn(turn)


def about(turn: Turn) -> None:
    """A question about a course that was shown."""
    if not courses_one.details(turn):
        search(turn)


def more(turn: Turn) -> None:
    """The next page."""
    _again(turn, lambda old: replace(old, pagina=old.pagina + 1))


def set_free(turn: Turn) -> None:
    """Look again for the subject alone."""
    _again(turn, lambda old: replace(_without_wishes(old), pagina=1), "zoek_vrij")


def _again(turn: Turn, changed_to: Callable[[Wishes], Wishes], first: str | None = None) -> None:
    """Look again with the wishes of the last search, changed; `first` is said before it."""
    catalogue, stored = shared_catalogue(), turn.talk.progress.zoekopdracht
    if catalogue is None or stored is None:
        search(turn)
        return
    if first:
        turn.say(first)
    old = Wishes.read(stored)
    _show(turn, catalogue, changed_to(old), before=old)
    stay(turn)


def undo(turn: Turn) -> None:
    """Back to the search before the last filter."""
    catalogue, steps = shared_catalogue(), turn.talk.progress.zoekstappen
    if catalogue is None or not steps:
        turn.say("zoek_niets_terug", *([command("zoek_meer")] if turn.talk.progress.gevonden else []))
        stay(turn)
        return
    earlier = Wishes.read(steps[-1])
    turn.talk.progress.zoekstappen = steps[:-1]
    turn.talk.progress.zoekopdracht = None
    turn.say("zoek_terug")
    _show(turn, catalogue, earlier)
    stay(turn)


def look_instead(turn: Turn, told: str) -> None:
    """Look for another subject, or elsewhere; what else was wished stays."""
    catalogue, stored = shared_catalogue(), turn.talk.progress.zoekopdracht
    if catalogue is None or stored is None:
        return
    old, named = Wishes.read(stored), shared_reader().read(told, None, turn.setting.on).entities
    asked = replace(old, tekst=subject(told, named) or old.tekst, pagina=1)
    wishes = refined(asked, told, named, None, turn.setting.on)
    _show(turn, catalogue, wishes, kept=changed(old, wishes) - {"straal"}, before=old)
    stay(turn)


def _home(turn: Turn) -> str | None:
    """Where the person lives, or else works, when that was told."""
    progress = turn.talk.progress
    told = turn.talk.profiel.get("postcode") or progress.woonplaats or progress.werkplaats
    return str(told) if told else None


def _likes(turn: Turn) -> tuple[Like, ...]:
    """What suits this person, as far as that is known."""
    results = turn.assess().results if turn.talk.profiel.get("statuut") else ()
    rights = [r.measure.id for r in results if r.status in PERHAPS and r.measure.id in INCENTIVE_WORDS]
    return likes_of(person_of(turn.talk.profiel, rights, turn.talk.progress.drempels))


def _first_shown(turn: Turn, catalogue: Catalogue) -> Hit | None:
    """The result that was shown first: "cheaper" and "shorter" compare with it."""
    seen = remembered(catalogue, turn.talk.progress.gevonden, 0)
    return None if seen is None else Hit("", seen.course, seen.edition, distance=None, why=())


def _show(
    turn: Turn,
    catalogue: Catalogue,
    wishes: Wishes,
    kept: Collection[str] = (),
    before: Wishes | None = None,
) -> None:
    """Show what fits; when nothing does, look wider and say so.

    Args:
        turn: the turn.
        catalogue: where to look.
        wishes: what is asked.
        kept: the filters that were asked just now, and are not loosened.
        before: the search that this one changes; None: it is a new one.
    """
    likes = _likes(turn)

    def found(asked: Wishes) -> Page:
        return catalogue.search(replace(asked.query(turn.setting.on, SHOWN), likes=likes))

    page, wider, shown = _found_or_wider(found, wishes, kept)
    if not page.hits:
        _nothing(turn, page, before)
        return
    first = _remember(turn, page, shown, before)
    cards = [card(number, _honest(turn, hit)) for number, hit in enumerate(page.hits, first)]
    sentence = _sentence(turn, page, shown, wider, before is not None)
    options = _buttons(turn, page, shown, first)
    if before is not None and _without_wishes(shown) != shown:
        options.append(command("zoek_vrij"))
    turn.reply.say(sentence, *options, cards=cards)


def _found_or_wider(
    found: Callable[[Wishes], Page], wishes: Wishes, kept: Collection[str]
) -> tuple[Page, str | None, Wishes]:
    """What was found; wider when that is nothing, or nothing of the subject itself.

    Returns:
        The page, what was let go of (None: nothing), and the search that was done.
    """
    page = found(wishes)
    if page.total and not page.beside:
        return page, None, wishes
    best: tuple[Page, str | None, Wishes] = page, None, wishes
    for name, looser in loosened(wishes, kept):
        wider = found(looser)
        if wider.total and not wider.beside:
            return wider, name, looser
        if wider.total and not best[0].total:
            best = wider, name, looser
    return best


def _without_wishes(wishes: Wishes) -> Wishes:
    """The same subject, anywhere and without any other wish."""
    free = wishes.without(FILTERS)
    return replace(free, straal=None) if wishes.postcode is not None else free


def _honest(turn: Turn, hit: Hit) -> Hit:
    """The result without the support that the school names and the rules refuse to this person or course."""
    named = [name for name in INCENTIVE_WORDS if incentive_words(name) in hit.why]
    if not named:
        return hit
    talk, on = turn.talk, turn.setting.on
    facts = course_facts(turn.knowledge, talk.profiel, talk.opleiding, hit.course, hit.edition, on)
    refused = {r.measure.id for r in turn.judge(facts, named).results if r.status not in PERHAPS}
    gone = {incentive_words(name) for name in named if name in refused}
    return replace(hit, why=tuple(reason for reason in hit.why if reason not in gone))


def _remember(turn: Turn, page: Page, shown: Wishes, before: Wishes | None) -> int:
    """Keep what is shown; the number of the first: the next page goes on counting, so that any two can be
    compared."""
    progress = turn.talk.progress
    goes_on = shown.pagina > 1 and before is not None and changed(before, shown) == {"pagina"}
    earlier = progress.gevonden if goes_on and len(progress.gevonden) + SHOWN <= MOST_NUMBERED else []
    if before is not None and changed(before, shown) - {"pagina"}:
        progress.zoekstappen = [*progress.zoekstappen[1 - MOST_STEPS :], before.stored()]
    progress.zoekopdracht = shown.stored()
    progress.gevonden = [*earlier, *(courses_one.name_of(hit) for hit in page.hits)]
    progress.bekeken = len(earlier)
    return len(earlier) + 1


def _nothing(turn: Turn, page: Page, before: Wishes | None) -> None:
    """Nothing, also not wider: what can still be done."""
    if before is None:
        turn.say("zoek_niets", command("mens"))
    elif page.total:
        turn.say("zoek_einde", *([command("zoek_terug")] if turn.talk.progress.zoekstappen else []))
    else:
        turn.say("zoek_niets_meer", command("zoek_meer"), command("mens"))
    stay(turn)


def _sentence(turn: Turn, page: Page, shown: Wishes, wider: str | None, refined_: bool) -> str:
    """How many were found; after a change of the search also with which wishes, so that nobody must guess."""
    said = []
    if wider is not None:
        said.append(turn.text(f"zoek_losser.{wider}"))
    said += [turn.text("zoek_verbeterd", woord=word, gelezen=read) for word, read in page.repaired[:1]]
    said.append(turn.text(_count_key(page, shown), totaal=page.total, aantal=len(page.hits)))
    wishes = wishes_said(shown)
    if wishes and (wider is not None or refined_):
        said.append(turn.text("zoek_met", wensen=wishes))
    progress = turn.talk.progress
    lives = turn.talk.profiel.get("postcode") or progress.woonplaats
    if not lives and shown.postcode is not None and shown.postcode == progress.werkplaats and not refined_:
        said.append(turn.text("zoek_bij_werk"))
    if not shown.tekst:
        said.append(turn.text("zoek_zonder_onderwerp"))
    if any(hit.course.example for hit in page.hits):
        said.append(turn.text("zoek_voorbeeld"))
    return " ".join(said)


def _count_key(page: Page, shown: Wishes) -> str:
    if shown.pagina > 1:
        return "zoek_gevonden_volgende"
    if page.loose:
        return "zoek_gevonden_ongeveer"
    if page.total == 1:
        return "zoek_gevonden_een"
    return "zoek_gevonden_alle" if page.total == len(page.hits) else "zoek_gevonden"


def _buttons(turn: Turn, page: Page, shown: Wishes, first: int) -> list[Option]:
    """For each course to choose it and what it costs; then the list as a whole."""
    places = range(first, first + len(page.hits))
    options = [command(f"{order}_{place}") for order in ("kies", "kost") for place in places]
    if shown.pagina * SHOWN < page.total:
        options.append(command("zoek_meer"))
    if turn.talk.progress.zoekstappen:
        options.append(command("zoek_terug"))
    return options


def or_courses(handler: Handler) -> Handler:
    """The handler, but for words that are about the courses that were just shown."""

    def about_the_shown(turn: Turn) -> None:
        said = turn.said.text.lower()
        only_numbers = courses_one.NUMBERED.search(said.strip(" .!"))
        no_list = not turn.talk.progress.gevonden and COMPARES_NUMBERS.search(said)
        if (only_numbers or no_list) and turn.said.button is None:
            courses_one.numbered(turn)
        elif not turn.talk.progress.gevonden or turn.said.button is not None:
            handler(turn)
        elif CHOOSES_THAT.search(said.strip(" .!")):
            courses_one.choose(turn, turn.talk.progress.bekeken)
        elif COMPARES.search(said) and not _names_a_measure(turn):
            courses_one.compare(turn)
        elif not _names_a_measure(turn) and courses_one.best_of_list(turn):
            pass
        elif COSTS.search(said) and not _names_a_measure(turn):
            courses_one.cost(turn, courses_one.place_in(turn))
        elif FREES.search(said):
            set_free(turn)
        elif UNDOES.search(said) and not turn.said.reading.answers_question:
            undo(turn)
        elif _lets_go(turn) or _only_wishes(turn) or WISHES_LESS.search(said.strip(" .!")):
            refine(turn)
        else:
            handler(turn)

    return about_the_shown


def _lets_go(turn: Turn) -> bool:
    """Whether the words let go of a filter that the search has."""
    stored = turn.talk.progress.zoekopdracht
    old = Wishes.read(stored)
    return stored is not None and let_go(old, turn.said.text) != old


SHORT_WISH = 5
"""A wish by itself takes no more words: "en online?"."""


def _only_wishes(turn: Turn) -> bool:
    """Whether a few words name a filter and nothing else, and answer no question."""
    reading, text, stored = turn.said.reading, turn.said.text, turn.talk.progress.zoekopdracht
    if stored is None or reading.answers_question or reading.profiel or len(text.split()) > SHORT_WISH:
        return False
    named = [item for item in reading.entities if item.entiteit in ("lesvorm", "gemeente", "periode")]
    return bool(named) and text.lower().startswith("en ") and not subject(text, reading.entities)


def _names_a_measure(turn: Turn) -> bool:
    return any(item.entiteit == "maatregel" for item in turn.said.reading.entities)


NEVER_ABOUT_COURSES = frozenset(
    {
        *(FORGET_INTENT, TAKE_BACK_INTENT, CODE_INTENT),
        *("noodsituatie", "keuze", "vraag_mens", "andere_taal", "opnieuw_beginnen", "groet"),
    }
)
"""Intents whose words are never taken for something about the courses shown. The model has none for comparing
or for taking a filter back, so what it makes of such words says little."""

COMMANDS: Mapping[str, Handler] = {
    **courses_one.CHOICES,
    "zoek_meer": more,
    "zoek_terug": undo,
    "zoek_vrij": set_free,
}
"""The buttons below the results."""

HANDLERS: Mapping[str, Handler] = {
    "zoek_opleiding": search,
    "verfijn_zoekopdracht": refine,
    "vraag_opleiding": about,
}
