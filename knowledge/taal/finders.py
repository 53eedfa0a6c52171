"""Facts that take more than one pattern: places, workplaces, situations, diplomas, trainings, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .dates import find_dates
from .lexicon import Place
from .message import Message, cue
from .patterns import Candidate
from .pipeline import Hit, longest

_CUES = ("werkplaats", "woonplaats", "leerplaats")


# ---------------------------------------------------------------- places
def place_hits(message: Message, places: Mapping[str, Place]) -> list[tuple[Hit, Place]]:
    """The places in a message, without ordinary words that only look like one."""
    found = []
    for hit in message.of("plaats"):
        place = places[hit.value]
        if not place.needs_context or message.question in ("werkgewest", "woongewest", "postcode") or _looks_like_place(message, hit):
            found.append((hit, place))
    return found


def _looks_like_place(message: Message, hit: Hit) -> bool:
    before = message.text[:hit.start].split()[-2:]
    if before and cue("plaatsvoorzetsel").fullmatch(before[-1]) and before[-1] not in ("van", "en", "of", "bij", "te"):
        return True
    source, start, _ = message.plain.source(hit.start, hit.end)
    capital = source[:1].isupper() and start > 0 and message.plain.original[start - 2:start - 1] not in ".!?"
    return capital and not message.plain.original.isupper()


def find_places(message: Message, places: Mapping[str, Place]) -> Iterator[Candidate]:
    """Regions of work and home from the towns that are named."""
    roles: set[str] = set()
    previous_end = -99
    for hit, place in place_hits(message, places):
        linked = message.text[previous_end:hit.start].strip() in (",", "en", "of", "(") and previous_end >= 0
        roles = roles if linked and roles else _roles(message, hit)
        previous_end = hit.end
        if "werk" in roles:
            yield Candidate("werkgewest", place.work_region, hit.start, hit.end)
        if "woon" in roles:
            yield Candidate("woongewest", place.home_region, hit.start, hit.end)


def _roles(message: Message, hit: Hit) -> set[str]:
    if re.search(r"(woon|wonen|leef) en werk(en)?\b|werk(en)? en (woon|wonen|leef)\b", message.text[:hit.start]):
        return {"werk", "woon"}
    distances = {name[:4]: message.last_cue(name, hit.start) for name in _CUES}
    after = " ".join(message.text[hit.end:].split()[:2])
    if re.match(r"(woon|wonen) ik|woonachtig", after):
        return {"woon"}
    if re.match(r"werk(en)? ik|werkzaam|(aan het )?werk", after):
        return {"werk"}
    close = {role: distance for role, distance in distances.items() if distance >= 0}
    if not close:
        return set()
    return {min(close, key=lambda role: close[role])} & {"werk", "woon"}


def find_postcodes(message: Message) -> Iterator[Candidate]:
    """`9300 Aalst`, `(9300)`: four digits beside the name of a town."""
    ends = {hit.end for hit in message.of("plaats")}
    for match in re.finditer(r"(?<!\S)([1-9]\d{3})(?!\S)", message.text):
        beside = any(hit.start == match.end() + 1 for hit in message.of("plaats"))
        bracket = any(end + 3 == match.start() and message.text[end:match.start()] == " ( " for end in ends)
        if beside or bracket:
            yield Candidate("postcode", match.group(1), match.start(), match.end())


# ---------------------------------------------------------------- work
def find_sector(message: Message) -> Iterator[Candidate]:
    """The sector from the workplace, only where somebody's own work is told."""
    for hit in message.of("werkplek"):
        if message.question == "sector" or _is_own_workplace(message, hit):
            yield Candidate("sector", hit.value, hit.start, hit.end)


def _is_own_workplace(message: Message, hit: Hit) -> bool:
    before = message.before(hit.start, 9)
    if hit.value == "onderwijs" and re.search(r"(terug naar|naar|niet naar|zit op|leer op|ging naar|over|van) (de |het )?(school|schoolbanken)$", f"{before} {message.text[hit.start:hit.end]}"):
        return False
    if cue("leerplaats").search(before) and not re.search(r"(?<!\S)(werk|werkt|bij een|in dienst|als)(?!\S)", before):
        return False
    last = before.split()[-3:]
    return bool(re.search(r"(?<!\S)(werk|werkt|werken|werkzaam|werkende|job|aan de slag|in dienst|tewerkgesteld|bediende|arbeider|werknemer|ambtenaar|actief|contract|baas|sta|interim|zit|halftijds|voltijds|deeltijds|4/5|dienst|poets|kuis|begin|personeel|medewerker|jobstudent|gewerkt|werkgever|sector|uur)(?!\S)", before)
                or (last and last[-1] in ("bij", "voor") and len(before.split()) <= 4)
                or re.search(r"(?<!\S)(ben|als|geef les)(?!\S)", before))


def find_status(message: Message) -> Iterator[Candidate]:
    """The situation from words such as `bediende`, `interim`, `op den dop`, or from working `bij X`."""
    for hit in message.of("statuut"):
        if not _not_a_situation(message, hit):
            yield Candidate("statuut", hit.value, hit.start, hit.end, weight=10.0)
    pattern = r"(?<!\S)(?:werk|werkt|werkzaam|aan de slag|in dienst|tewerkgesteld)(?: \S+){0,6}? (?:bij|voor|in dienst van)(?: (?:de|het|een|den|mijn))? \S+"
    for match in re.finditer(pattern, message.text):
        if not re.search(r"(?<!\S)(?:bij|voor) (?:mijzelf|mezelf|mijn eigen|later|de toekomst|niks|niets|\d)", match.group()):
            yield Candidate("statuut", "werknemer", match.start(), match.end(), weight=-200.0)
    for hit in message.of("werkplek"):
        if _is_own_workplace(message, hit):
            yield Candidate("statuut", "werknemer", hit.start, hit.end, weight=-200.0)


def _not_a_situation(message: Message, hit: Hit) -> bool:
    text, after = message.text[hit.start:hit.end], message.text[hit.end:].strip()
    before = message.before(hit.start, 4)
    if hit.value == "zelfstandige" and re.match(r"(in )?bijberoep", after):
        return True
    if hit.value == "zelfstandige" and re.search(r"(bijberoep|ook|daarnaast|deels)( als| een)?$", before):
        return True
    if hit.value == "werkzoekende" and re.search(r"(tijdelijk|economisch|economische)$", before):
        return True
    if hit.value == "student" and re.search(r"(werk|job)$", before):
        return True
    if text == "geen werk" and after.startswith("van"):
        return True
    return bool(re.search(r"(?<!\S)(voor|van|onze|mijn|aan|als ik|de|alle|veel|andere) ?(een)?$", before) and message.scopes.asks
                and hit.value in ("werknemer", "zelfstandige", "werkzoekende", "student", "werkgever", "uitzendkracht") and "ben" not in before)


# ---------------------------------------------------------------- diploma
def find_diploma(message: Message) -> Iterator[Candidate]:
    """The highest diploma, not the one that somebody wants to get."""
    for hit in message.of("diploma"):
        if message.question not in ("diploma", "scholingsgraad") and _is_wanted_diploma(message, hit):
            continue
        before = message.before(hit.start, 3)
        if message.question != "diploma" and any(w.start < hit.end and hit.start < w.end for w in message.of("werkplek")) \
                and re.search(r"(?<!\S)(in|op|bij|aan)( een| de| het)?$", before):
            continue
        if hit.value != "geen" and re.search(r"(?<!\S)(geen|niet|zonder|nooit)( \S+)?$", before):
            if hit.value == "hoger_secundair":
                yield Candidate("scholingsgraad", "kort", hit.start, hit.end, negation="negeren")
            continue
        yield Candidate("diploma", hit.value, hit.start, hit.end, holds_in_past=True, negation="negeren")


def _is_wanted_diploma(message: Message, hit: Hit) -> bool:
    before, after = message.before(hit.start, 7), message.text[hit.end:message.scopes.at(hit.start).end]
    wanted = [m.end() for m in cue("leerwens").finditer(before)]
    having = [m.end() for m in cue("heeft").finditer(before)]
    ends_wanted = bool(re.match(r"(?: \S+){0,5} (volgen|studeren|doen|halen|behalen|beginnen|starten|aanvatten|van \d+ studiepunt|van \d+ uur)(?!\S)", after))
    if ends_wanted and not re.search(r"(?<!\S)(heb|gehaald|behaald|gedaan)(?!\S)", after):
        return True
    if not having:
        has_after = re.match(r"(?: \S+){0,4} (gehaald|behaald|gedaan|op zak|diploma|afgewerkt|uitgedaan|gestudeerd|heb)(?!\S)", after)
        own = re.match(r"^ ?(,|$|en|\.)", after) and (not before or before.endswith((",", "en")))
        return not (has_after or own) or bool(wanted and not has_after)
    return bool(wanted) and wanted[-1] > having[-1]


# ---------------------------------------------------------------- training
_TITLE = re.compile(
    r"(?<!\S)(?:cursus|opleiding|bachelor|graduaat|master|workshop|training|bootcamp|vorming|bijscholing|avondcursus|avondopleiding|"
    r"dagopleiding|les|lessen|banaba|postgraduaat|module)(?: (?:tot|in de|in het|in|van|voor|over|rond|als|is|heet|wordt|:|,))? "
    r"(?P<titel>[a-z][a-z0-9']*(?: (?:en|in|voor|van|tot|de|het)? ?[a-z][a-z0-9']*){0,2})"
)
_STOP = re.compile(
    r"(?<!\S)(?:volgen|volg|wil|zou|die|dat|van \d|kost|duurt|bij|aan|ik|op|met|te|is|in \S+$|savonds|avond|overdag|online|en|of|waar|wanneer|hoe|om|want|maar|dus|"
    r"starten|start|begint|doen|beginnen|nodig|mag|kan|moet|zoek|zoeken|vind|vinden|per|gratis|goedkoop|via|voor mijn|mijn|een|geen|niet|je|ook|nog|dan|nu|als|betaal|gaat|wordt|heb|zijn|"
    r"heeft|door|uit|na|rond|tussen|tijdens|binnen|zonder|naar|erkend|wat|er|het|de|studeren|gevolgd|volgend|volgende|dit|deze|graag|iets|zelf|hier|daar|staat|recht|genoeg|zo|combineren|doet|geeft|geven|werk|werken|gaan|aub|alsjeblieft|dag|week|weekend|maand|jaar|uur|lestijd|studiepunt|euro)(?!\S).*"
)


def find_training(message: Message) -> Iterator[Candidate]:
    """What somebody wants to learn: a known subject, or the words after `cursus` and the like."""
    if message.question == "titel":
        return
    known = [hit for hit in message.of("opleiding") if _is_learning(message, hit)]
    for hit in known:
        yield Candidate("opleiding.titel", message.plain.source(hit.start, hit.end)[0], hit.start, hit.end, weight=20.0, negation="negeren")
    if known:
        return
    for match in _TITLE.finditer(message.text):
        title = _STOP.sub("", match.group("titel")).strip(" ,")
        if len(title) >= 3 and not cue("leerwens").fullmatch(title):
            start = match.start("titel")
            source = message.plain.source(start, start + len(title))[0]
            yield Candidate("opleiding.titel", source, start, start + len(title), negation="negeren")
            return


_LEARN = re.compile(
    r"(?<!\S)(?:volgen|volg|volgt|studeren|studeer|leren|leer|cursus|opleiding|bachelor|graduaat|master|lessen|les|bijscholen|bijscholing|workshop|training|vorming|"
    r"avondcursus|avondopleiding|avondschool|dagopleiding|bootcamp|zoek|zoeken|beginnen|omscholen|herscholen|bijleren|inschrijven|ingeschreven|module|cvo|syntra|behalen|halen|studie|richting|traject|webinar|opleidingsverlof)(?!\S)"
)
_KIND_ONLY = {"bachelor", "master", "graduaat", "hogeschool", "universiteit", "unief", "cvo", "avondschool", "volwassenenonderwijs", "syntra", "hobby", "graduaatsopleiding",
              "bacheloropleiding", "masteropleiding", "banaba", "bachelor na bachelor", "manama", "postgraduaat", "examencommissie", "tweede kans", "tweedekansonderwijs", "ligo",
              "basiseducatie", "evc test", "evc traject", "diploma secundair", "diploma middelbaar", "schakelprogramma", "werktraject", "avondbachelor"}


def _is_learning(message: Message, hit: Hit) -> bool:
    words = message.text[hit.start:hit.end]
    if words in _KIND_ONLY:
        return False
    window = f"{message.text[max(0, hit.start - 45):hit.start]} {message.text[hit.end:hit.end + 35]}"
    return bool(_LEARN.search(window))


def find_kind(message: Message) -> Iterator[Candidate]:
    """The kind of training, when the subject tells it."""
    for hit in message.of("opleiding"):
        diplomas = [d for d in message.of("diploma") if d.start < hit.end and hit.start < d.end]
        if hit.value == "arbeidsmarktgericht" or (diplomas and not all(_is_wanted_diploma(message, d) for d in diplomas)):
            continue
        window = f"{message.text[max(0, hit.start - 45):hit.start]} {message.text[hit.end:hit.end + 35]}"
        if message.question == "soort" or _LEARN.search(window) or _LEARN.search(message.text[hit.start:hit.end]):
            yield Candidate("opleiding.soort", hit.value, hit.start, hit.end, negation="weglaten")


def find_start(message: Message) -> Iterator[Candidate]:
    """The start date of the training."""
    asked = message.question == "startdatum"
    for found, start, end in find_dates(message.text, message.today, months_too=asked):
        before = message.before(start, 6)
        if asked or re.search(r"(?<!\S)(start|starten|begin|beginnen|begint|vanaf|startdatum|gaat door|eerste les|op)(?!\S)", before):
            yield Candidate("opleiding.startdatum", found.isoformat(), start, end)


def find_all(message: Message, places: Mapping[str, Place]) -> Iterator[Candidate]:
    """Everything that the finders of this module see."""
    yield from find_places(message, places)
    yield from find_postcodes(message)
    yield from find_sector(message)
    yield from find_status(message)
    yield from find_diploma(message)
    yield from find_training(message)
    yield from find_kind(message)
    yield from find_start(message)


def measure_hits(message: Message) -> list[Hit]:
    """The measures that are named, longest names first, so that `tijdskrediet om te studeren` is one measure."""
    return list(longest(message.of("maatregel")))
