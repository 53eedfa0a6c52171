"""Facts that take more than one pattern: places, workplaces, situations, diplomas, trainings, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .dates import find_dates
from .lexicon import Place, ordinary_words
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
        if "woon" in roles and (place.home_region not in ("eer", "buiten_eer") or not _origin(message, hit)):
            yield Candidate("woongewest", place.home_region, hit.start, hit.end)


def _at_work(message: Message, hit: Hit) -> bool:
    """`het ziekenhuis van Genk`, `kok in Gent`, `OCMW Brugge`: the place of a workplace or an occupation."""
    for other in (*message.of("werkplek"), *message.of("beroep"), *message.of("statuut")):
        between = message.text[other.end:hit.start].strip()
        if other.end <= hit.start and between in ("", "in", "te", "van", "uit", "regio", "in regio", "in de", "in het centrum van", "(") and (other.label != "werkplek" or _is_own_workplace(message, other)) and other.value not in ("werkzoekende", "student", "gepensioneerd", "niet_actief"):
            return True
    return False


def _origin(message: Message, hit: Hit) -> bool:
    """`ik kom uit Polen` tells where somebody was born, not where they live."""
    return bool(re.search(r"(?<!\S)(uit|van|afkomstig|geboren)( \S+)?$", message.before(hit.start, 4)))


def _roles(message: Message, hit: Hit) -> set[str]:
    if re.search(r"(woon|wonen|leef) en werk(en)?\b|werk(en)? en (woon|wonen|leef)\b", message.text[:hit.start]):
        return {"werk", "woon"}
    if _at_work(message, hit):
        return {"werk"}
    distances = {name[:4]: message.last_cue(name, hit.start) for name in _CUES}
    after = " ".join(message.text[hit.end:].split()[:2])
    if re.match(r"(woon|wonen) ik|woonachtig", after):
        return {"woon"}
    if re.match(r"werk(en)? ik|werkzaam|(aan het )?werk", after):
        return {"werk"}
    if re.match(r"(zou |ga |gaan |wil |zouden )*(werk|werken|werkte)(?!\S)", after):
        return {"werk"}
    if re.match(r"(zou |ga |gaan |wil |zouden )*(woon|wonen|woonde)(?!\S)", after):
        return {"woon"}
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
        if message.question == "sector" or _is_whole(message, hit) or _is_own_workplace(message, hit):
            yield Candidate("sector", hit.value, hit.start, hit.end)


def _is_whole(message: Message, hit: Hit) -> bool:
    """Is the workplace all that is said: `in de zorg`?"""
    lead = message.text[:hit.start].split()
    return len(lead) in (1, 2, 3) and lead[0] in ("in", "bij", "op", "voor") and "andere" not in lead and not message.text[hit.end:].strip(" .")


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
    pattern = r"(?<!\S)(?<!dit )(?<!dat )(?<!het )(?:werk|werkt|werkzaam|aan de slag|in dienst|tewerkgesteld|job)(?: \S+){0,6}? (?:bij|voor|in dienst van)(?: (?:de|het|een|den|mijn))? \S+"
    for match in re.finditer(pattern, message.text):
        if not re.search(r"(?<!\S)(?:bij|voor) (?:mijzelf|mezelf|mijn eigen|later|de toekomst|niks|niets|geen|\d)", match.group()):
            yield Candidate("statuut", "werknemer", match.start(), match.end(), weight=-200.0)
    for match in re.finditer(r"(?<!\S)(?:werk|werkt|werken|aan de slag|job)(?: \S+){0,4}? als (?:een )?(?!zelfstandig|freelance|interim|jobstudent|student|ik|ge|je|het|dat|werkgever|vrijwillig)\S+", message.text):
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
    if re.search(r"\d$", before) or (message.scopes.asks and re.search(r"(?<!\S)(voor|een|de|alle|welke|krijgt|veel)$", before) and not re.search(r"(?<!\S)(ik|als|ben)(?!\S)", before)):
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
        if message.text[hit.start:hit.end].startswith("zonder") and not re.search(r"(?<!\S)(ik|ben|heb|zit|werk|geraak)(?!\S)", message.clause_text(hit.start)) and message.text.strip(" .") != message.text[hit.start:hit.end]:
            continue
        if message.question != "diploma" and any(w.start < hit.end and hit.start < w.end for w in message.of("werkplek")) \
                and re.search(r"(?<!\S)(in|op|bij|aan)( een| de| het)?$", before):
            continue
        if message.question not in ("diploma", "scholingsgraad") and re.search(r"(leerkracht|leraar|lerares|sta|les|werk) (in|aan|op) (het|een|de)$", message.before(hit.start, 4)):
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
        if wanted and not has_after:
            return True
        vague = re.search(r"(?<!\S)(een|de|voor|van|welke|die|deze|met|tot|naar|je|over)$", before)
        return bool((message.scopes.asks or vague) and not has_after)
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
    if _own_studies(message):
        return
    known = [hit for hit in message.of("opleiding") if _is_learning(message, hit)]
    for hit in known:
        yield Candidate("opleiding.titel", message.plain.source(hit.start, hit.end)[0], hit.start, hit.end, weight=20.0, negation="negeren")
    if known:
        return
    for match in _TITLE.finditer(message.text):
        title = _STOP.sub("", match.group("titel")).strip(" ,")
        if _can_be_title(title) and _LEARN_WISH.search(f"{message.text} "):
            start = match.start("titel")
            source = message.plain.source(start, start + len(title))[0]
            yield Candidate("opleiding.titel", source, start, start + len(title), negation="negeren")
            return


def _own_studies(message: Message) -> bool:
    """`ik heb een master in de rechten` is a diploma, no plan."""
    return bool(re.search(r"(?<!\S)(ik )?(heb|behaalde|haalde) (ik )?(al |ooit |vroeger |een |mijn )*(diploma|master|bachelor|graduaat|licentiaat|a 1|a 2|a 3)(?!\S)", message.text)
                and not re.search(r"(?<!\S)(wil|zou|volg|volgen|cursus|opleiding)(?!\S)", message.text))


_LEARN_WISH = re.compile(
    r"(?<!\S)(?:wil|wou|zou|volg|volgen|volgt|zoek|zoeken|graag|interesse|beginnen|begin|ingeschreven|inschrijven|bezig|start|doe|gestart|vind|gezocht|toon|bestaat|bestaan|is er|zijn er)(?!\S)"
    r"|^(?:een )?(?:cursus|opleiding|workshop|bijscholing)(?!\S)"
)


def _can_be_title(title: str) -> bool:
    """No ordinary word can open the name of a course."""
    first = title.split(" ")[0]
    return len(first) >= 4 and first not in ordinary_words() and not cue("leerwens").fullmatch(first)


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
    job = any(other.start < hit.end and hit.start < other.end for other in message.of("beroep"))
    if job and not re.search(r"(?<!\S)(cursus|opleiding|leren|studeren|studeer|volgen|bachelor|graduaat|avondopleiding)(?!\S)", message.text):
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


_JOB_PATTERNS = re.compile(
    r"(?<!\S)(?:wat doet|wat verdient|hoeveel verdient|het beroep van|beroep van|beroep|job van|taken van|wat is|leven van|dag van) (?:een |de )?(?P<a>[a-z]{5,}(?: (?:manager|officer|medewerker|designer|engineer|analist|bouw))?)(?= |$)"
    r"|(?<!\S)(?:is|staat|wordt|blijft) (?P<b>[a-z]{5,}) (?:een |nog |op de |altijd |ook )*(?:knelpunt|knelpuntberoep|knelpuntlijst)"
    r"|(?<!\S)(?:een |als |om |word ik |word je |kan ik |wil ik |wil |zou graag |liefst |graag )(?P<c>[a-z]{5,}) (?:te |willen |kunnen )?worden(?!\S)"
    r"|(?<!\S)tekort aan (?P<d>[a-z]{5,})(?!\S)"
)
_NO_JOB = frozenset("zelfstandige zelfstandig zelfstandig werknemer bediende arbeider deze opleiding cursus beter ouder groot volgens tegen anders erkend knelpuntberoep competentiecheck leerkrediet knelpunt postcode examencontract".split())
_PERSONS = re.compile(r"^(coach|loopbaancoach|consultant|arts|advocaat|notaris|agent|uitzendconsulent)$")


def find_occupations(message: Message) -> Iterator[Hit]:
    """Occupations that are named: from the list, or in a place where only an occupation can stand."""
    taken = message.of("maatregel")
    known = [hit for hit in message.of("beroep") if not any(hit.start < m.end and m.start < hit.end for m in taken) and not _visited(message, hit)]
    yield from known
    for match in _JOB_PATTERNS.finditer(message.text):
        group = next(name for name in "abcd" if match.group(name))
        start, end = match.span(group)
        rivals = [*known, *taken, *message.of("opleiding"), *message.of("diploma"), *message.of("plaats"), *message.of("statuut")]
        if match.group(group) not in _NO_JOB and not any(start < r.end and r.start < end for r in rivals) and (group != "a" or not match.group().startswith("wat is")):
            yield Hit("beroep", message.plain.source(start, end)[0], start, end)


def _visited(message: Message, hit: Hit) -> bool:
    """A coach that is looked for, a doctor that is asked: no occupation of the speaker."""
    before = message.before(hit.start, 4)
    if re.search(r"(?<!\S)(bij|naar) (een|de|den|mijn)$", before):
        return True
    return bool(_PERSONS.match(hit.value)) and not re.search(r"(?<!\S)(als|ben|beroep|doet een|word|ben een|om)$", before) and "worden" not in message.text[hit.end:hit.end + 8]


def measure_hits(message: Message) -> list[Hit]:
    """The measures that are named, longest names first, so that `tijdskrediet om te studeren` is one measure."""
    return list(longest(message.of("maatregel")))
