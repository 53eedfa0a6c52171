"""Facts about somebody's situation that take more than one pattern: places, workplaces, status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .cues import cue, cue_at_end
from .lexicon import Place
from .message import Message
from .numbers import plain
from .patterns import Candidate
from .payers import find_payer
from .pipeline import Hit
from .quantities import find_quantities
from .study import find_diploma, find_kind, find_start
from .titles import find_training, overlaps
from .usage import find_usage

_ROLES = ("werkplaats", "woonplaats", "leerplaats")
_WEAK = -200.0
"""The weight of a status that only follows from something else."""
_SURE = 20.0
"""The weight of a status that came in the place of another."""
_IDLE = ("werkzoekende", "student", "gepensioneerd", "niet_actief")
_NO_WORKPLACE = ("beroep", "diploma", "opleiding")
_ABROAD = ("eer", "buiten_eer")
_YEARS_AS = re.compile(
    r"(?<!\S)(?:al|reeds|sinds|intussen|ondertussen) (\d+(?:\.\d+)?) jaar(?: als| een| als een)?$"
)
_AGED = re.compile(r"(?<!\S)(?:ben|is|klant|client|man|vrouw)(?: \S+)? [1-6]\d$")
"""`ik ben 35 werkzoekende`: an age, no number of people."""
_FOUR_DIGITS = re.compile(r"(?<!\S)([1-9]\d{3})(?!\S)")


def find_all(message: Message, places: Mapping[str, Place]) -> Iterator[Candidate]:
    """Everything that takes more than a pattern."""
    yield from find_places(message, places)
    yield from find_move(message, places)
    yield from find_postcodes(message)
    yield from find_sector(message)
    yield from find_experience(message)
    yield from find_status(message)
    yield from find_benefit(message)
    yield from find_diploma(message)
    yield from find_training(message)
    yield from find_kind(message)
    yield from find_start(message)
    yield from find_quantities(message)
    yield from find_usage(message)
    yield from find_payer(message)
    yield from find_worker_of_employer(message)


# ---------------------------------------------------------------- places
def place_hits(message: Message, places: Mapping[str, Place]) -> list[tuple[Hit, Place]]:
    """The places in a message, without ordinary words that only look like one."""
    asked = message.question in ("werkgewest", "woongewest", "postcode")
    found = [(hit, places[hit.value]) for hit in message.of("plaats")]
    return [
        (hit, place)
        for hit, place in found
        if asked or not place.needs_context or _looks_like_place(message, hit)
    ]


def _looks_like_place(message: Message, hit: Hit) -> bool:
    before = message.text[: hit.start].split()[-1:]
    if (
        before
        and cue("plaatsvoorzetsel").fullmatch(before[0])
        and before[0] not in ("van", "en", "of", "bij", "te")
    ):
        return True
    if any(work.end + 1 == hit.start for work in message.of("werkplek")):
        return True
    source, start, _ = message.plain.source(hit.start, hit.end)
    original = message.plain.original
    return (
        source[:1].isupper()
        and start > 0
        and original[start - 2 : start - 1] not in ".!?"
        and not original.isupper()
    )


def find_places(message: Message, places: Mapping[str, Place]) -> Iterator[Candidate]:
    """Regions of work and home from the towns that are named."""
    roles: set[str] = set()
    previous_end = -1
    for hit, place in place_hits(message, places):
        linked = previous_end >= 0 and message.text[previous_end : hit.start].strip() in (
            ",",
            "en",
            "of",
            "(",
        )
        roles = roles if linked and roles else _roles(message, hit)
        previous_end = hit.end
        if "werk" in roles:
            own = cue("zelf_aan_het_werk").search(message.before(hit.start, 9))
            weight = _SURE if own else 0.0
            yield Candidate("werkgewest", place.work_region, hit.start, hit.end, weight)
        if "woon" in roles and not (place.home_region in _ABROAD and _is_origin(message, hit)):
            moved = bool(cue("verhuisd").match(message.text[hit.end :].strip()))
            yield Candidate("woongewest", place.home_region, hit.start, hit.end, holds_in_past=moved)


def _roles(message: Message, hit: Hit) -> set[str]:
    """Is it the place of work, of home, or neither? The nearest cue decides."""
    if cue("woon_en_werk").search(message.text[: hit.start]):
        return {"werk", "woon"}
    lead = message.text[: hit.start].rstrip()
    for role, name in (("woon", "pendelt_van"), ("werk", "pendelt_naar")):
        if cue_at_end(name).search(lead):
            return {role}
    after = message.text[hit.end :].strip()
    for role, name in (("woon", "woon_erna"), ("werk", "werk_erna")):
        if cue(name).match(after):
            return {role}
    before = message.before(hit.start, 9)
    if cue_at_end("zoekt_werk").search(before) or cue_at_end("ontslagen_ervoor").search(before):
        return set()
    if _at_work(message, hit) or _through_workplace(message, hit):
        return {"werk"}
    if cue_at_end("woont_daar").search(message.before(hit.start, 9)):
        return {"woon"}
    distances = {name[:4]: message.last_cue(name, hit.start) for name in _ROLES}
    near = {role: distance for role, distance in distances.items() if distance >= 0}
    return {min(near, key=lambda role: near[role])} & {"werk", "woon"} if near else set()


def _at_work(message: Message, hit: Hit) -> bool:
    """`het ziekenhuis van Genk`, `kok in Gent`, `OCMW Brugge`: the place of a workplace or an occupation."""
    for other in (*message.of("werkplek"), *message.of("beroep"), *message.of("statuut")):
        between = message.text[other.end : hit.start].strip()
        if other.end > hit.start or not cue("werkplek_in_plaats").fullmatch(between):
            continue
        idle = other.value in _IDLE
        if other.label == "beroep" and cue("bezocht_beroep").fullmatch(other.value):
            continue
        business = any(status.value in ("zelfstandige", "werkgever") for status in message.of("statuut"))
        if other.label == "beroep" and cue_at_end("titel_hoofd").search(message.text[: other.start].rstrip()):
            continue
        if not idle and (other.label != "werkplek" or business or _is_own_workplace(message, other)):
            return True
    return False


def _through_workplace(message: Message, hit: Hit) -> bool:
    """`wij zijn een school in ...`: the place of one's own work, never a home."""
    before = message.text[: hit.start].rstrip()
    match = cue_at_end("eigen_werkplek_in").search(before)
    return match is not None and not cue("leerbezoek").search(match.group())


def _is_origin(message: Message, hit: Hit) -> bool:
    """`ik kom uit Polen` tells where somebody was born, not where they live."""
    return bool(cue_at_end("herkomst_ervoor").search(message.before(hit.start, 4)))


def find_move(message: Message, places: Mapping[str, Place]) -> Iterator[Candidate]:
    """`van Frankrijk naar Luik verhuisd`: to Wallonia from another country of the EEA."""
    if not cue("verhuisd").search(message.text):
        return
    hits = place_hits(message, places)
    there = any(place.home_region == "wallonie" for _, place in hits)
    for hit, place in hits:
        left = cue_at_end("uit_land_ervoor").search(message.before(hit.start, 3))
        if there and left and place.home_region == "eer":
            yield Candidate("verhuisd_uit_eer", True, hit.start, hit.end, holds_in_past=True)


def find_postcodes(message: Message) -> Iterator[Candidate]:
    """Four digits beside the name of a town, after a word for living there, or as the whole message."""
    towns = [hit for hit in message.of("plaats") if _is_home_or_bare(message, hit)]
    for match in _FOUR_DIGITS.finditer(message.text):
        before, after = message.text[: match.start()].rstrip(), message.text[match.end() :].strip()
        if cue("geen_postcode").match(after):
            continue
        beside = any(
            hit.start == match.end() + 1 or _just_before(message, hit, match.start()) for hit in towns
        )
        whole = not before and not after.strip(".") and message.question is None
        year = match[1][:2] in ("19", "20")
        told = cue_at_end("postcode_ervoor").search(before) and not year
        if beside or (whole and not year) or told:
            yield Candidate("postcode", match.group(1), match.start(), match.end())


def _just_before(message: Message, hit: Hit, position: int) -> bool:
    """Does a phrase stand right before a position, with a bracket or a comma between at most?"""
    return hit.end < position and not message.text[hit.end : position].strip(" (,")


def _is_home_or_bare(message: Message, hit: Hit) -> bool:
    """A town with its postcode is a home, unless it is told to be a place of work or of lessons."""
    roles = _roles(message, hit)
    before = message.before(hit.start, 9)
    return "werk" not in roles and (bool(roles) or not cue("leerplaats").search(before))


# ---------------------------------------------------------------- work
def find_sector(message: Message) -> Iterator[Candidate]:
    """The sector from the workplace, only where somebody's own work is told."""
    for hit in message.of("werkplek"):
        if message.question == "sector" or _is_whole(message, hit) or _is_own_workplace(message, hit):
            yield Candidate("sector", hit.value, hit.start, hit.end)


def _is_whole(message: Message, hit: Hit) -> bool:
    """Is the workplace all that is said: `in de zorg`?"""
    lead = message.text[: hit.start].split()
    alone = not message.text[hit.end :].strip(" .")
    return (
        alone and len(lead) in (1, 2, 3) and lead[0] in ("in", "bij", "op", "voor") and "andere" not in lead
    )


def _is_own_workplace(message: Message, hit: Hit) -> bool:
    before = message.before(hit.start, 9)
    if hit.value == "onderwijs" and cue("naar_school").fullmatch(
        f"{before} {message.text[hit.start : hit.end]}"
    ):
        return False
    if cue_at_end("leert_daarvoor").search(before):
        return False
    if cue("dienst_als_klant").fullmatch(message.text[hit.start : hit.end]) and cue_at_end(
        "leeft_daarvan"
    ).search(before):
        return False
    if hit.value == "onderwijs" and any(other.value == "student" for other in message.of("statuut")):
        return False
    if cue("vrijwillig").search(message.clause_text(hit.start)):
        return False
    if before.split()[-1:] and before.split()[-1] in ("diploma", "bachelor", "master", "sectorfonds"):
        return False
    if "sectorfonds" in before and before.endswith((" de", " van")):
        return False
    client = cue("dienst_als_klant").fullmatch(message.text[hit.start : hit.end])
    if client and message.scopes.asks_at(hit.start) and not cue("eigen_werk_ervoor").search(before):
        return False
    if cue("leerplaats").search(before) and not cue("werkt_daar").search(before):
        return False
    if cue_at_end("zoekt_werk").search(before) or cue_at_end("ontslagen_ervoor").search(before):
        return False
    if cue_at_end("namens_werkplek").search(before):
        return True
    if _is_listed(message, hit):
        return True
    words = before.split()
    short_lead = len(words) <= 4 and bool({"bij", "voor"} & set(words[-1:]) or words[-2:-1] == ["bij"])
    return short_lead or bool(cue("eigen_werk_ervoor").search(before)) or _is_job_in_short(message, hit)


def _is_listed(message: Message, hit: Hit) -> bool:
    """A workplace among facts about work, with nothing in its clause that makes it another's."""
    clause = message.clause_text(hit.start)
    if message.sentence(hit.start).endswith("?") or message.scopes.asks or message.of("maatregel"):
        return False
    if message.scopes.at(hit.start).past or cue("andermans_werkplek").search(clause):
        return False
    if cue("dienst_als_klant").fullmatch(message.text[hit.start : hit.end]):
        return False
    labels = _NO_WORKPLACE if hit.value == "prive" else _NO_WORKPLACE[1:]  # a teacher works in a school
    if any(overlaps(hit, other) for label in labels for other in message.of(label)):
        return False
    if cue("bedrijfstak").fullmatch(message.text[hit.start : hit.end]) and not cue_at_end(
        "werkplek_voorzetsel"
    ).search(message.before(hit.start, 3)):
        return False
    statuses = {other.value for other in message.of("statuut")}
    if statuses & {*_IDLE, "zelfstandige", "werkgever"} or cue("eigen_zaak").search(message.text):
        return False
    return bool(statuses) or bool(message.of("beroep") or cue("aan_het_werk").search(message.text))


def _is_job_in_short(message: Message, hit: Hit) -> bool:
    """`verpleegkundige in rusthuis`, `75 % ziekenhuis`: nothing but a job stands before the workplace."""
    start = 1 + max(message.text.rfind(mark, 0, hit.start) for mark in ",.;:/(")
    words = message.text[start : hit.start]
    jobs = [job for job in (*message.of("beroep"), *message.of("statuut")) if start <= job.start < hit.start]
    for job in jobs:
        words = words.replace(message.text[job.start : job.end], " ")
    if not words.strip():
        alone = message.text[hit.end :].strip()[:1] in (",", ";", ".", "/")
        return alone and bool(cue("hele_sector").search(message.text[hit.start : hit.end]))
    told = bool(jobs) or "procent" in words
    return told and all(word[0].isdigit() or cue("lijm").fullmatch(word) for word in words.split())


def find_experience(message: Message) -> Iterator[Candidate]:
    """`al 8 jaar verpleegkundige`: so long somebody works at least."""
    for hit in message.of("beroep"):
        lead = _YEARS_AS.search(message.text[: hit.start].rstrip())
        if lead:
            yield Candidate(
                "werkervaring_jaren",
                plain(float(lead[1])),
                hit.start,
                hit.end,
                holds_in_past=True,
                focus=lead.span(1),
            )


def find_status(message: Message) -> Iterator[Candidate]:
    """The situation from words such as `bediende`, `interim`, `op den dop`, or from working `bij X`."""
    for hit in message.of("statuut"):
        if _is_plural(message, hit):
            if cue_at_end("eigen_mensen_ervoor").search(message.before(hit.start, 4)):
                yield Candidate("statuut", "werkgever", hit.start, hit.end, weight=30.0)
        elif not _is_other_meaning(message, hit) and not _is_general(message, hit):
            yield Candidate("statuut", hit.value, hit.start, hit.end, weight=10.0)
    for match in cue("werkt_bij").finditer(message.text):
        if not cue("niet_voor_een_baas").search(match.group()):
            now = cue("sinds_toen").search(message.before(match.start(), 4))
            yield Candidate(
                "statuut", "werknemer", match.start(), match.end(), weight=_SURE if now else _WEAK
            )
    places = {hit.end for hit in message.of("plaats")}
    for match in cue("doet_ergens").finditer(message.text):
        if match.end() not in places:
            yield Candidate("statuut", "werknemer", match.start(), match.end(), weight=_WEAK)
    for hit in message.of("beroep"):
        employed = cue("bij_een_baas").match(message.text[hit.end :].strip())
        if employed and not cue("andermans_werkplek").search(message.before(hit.start)):
            yield Candidate("statuut", "werknemer", hit.start, hit.end, weight=_WEAK)
    for match in cue("werkt_als").finditer(message.text):
        yield Candidate("statuut", "werknemer", match.start(), match.end(), weight=_WEAK)
    for hit in message.of("werkplek"):
        if _is_own_workplace(message, hit) and not cue_at_end("namens_werkplek").search(
            message.before(hit.start)
        ):
            yield Candidate("statuut", "werknemer", hit.start, hit.end, weight=_WEAK)


def find_worker_of_employer(message: Message) -> Iterator[Candidate]:
    """`een van onze bedienden (41 jaar, 4/5)`: the facts that an employer tells are those of that worker."""
    for match in cue("een_werknemer").finditer(message.text):
        words = message.plain.source(*match.span())[0].lower()
        several = cue("meervoud_achteraan").search(words) and not match.group().startswith(
            ("een van", "een uit")
        )
        if not several and cue("over_die_werknemer").search(message.text[match.end() :]):
            yield Candidate("statuut", "werknemer", *match.span(), weight=90.0, negation="negeren")


def find_benefit(message: Message) -> Iterator[Candidate]:
    """`ik ben werkloos, houd ik mijn uitkering?`: the benefit of somebody without work."""
    jobless = [
        hit
        for hit in message.of("statuut")
        if hit.value == "werkzoekende"
        and not _is_other_meaning(message, hit)
        and not _is_general(message, hit)
    ]
    if jobless and not cue("andere_uitkering").search(message.text):
        for match in cue("mijn_uitkering").finditer(message.text):
            yield Candidate("uitkering", "werkloosheid", *match.span(), negation="negeren")


def _is_other_meaning(message: Message, hit: Hit) -> bool:
    """`zelfstandige in bijberoep`, `economisch werkloos`, `12 werknemers`, `geen werk van maken`."""
    before, after = message.before(hit.start, 4), message.text[hit.end :].strip()
    if cue("straks").search(before) or cue("straks_erna").match(after):
        return True
    if hit.value == "gepensioneerd" and cue_at_end("gaat_nog").search(before):
        return True
    if hit.value == "zelfstandige":
        return bool(
            "bijberoep" in message.clause_text(hit.start).split()
            or cue_at_end("ook_zelfstandig_ervoor").search(before)
        )
    if hit.value == "student" and after.startswith(("zat", "ging", "was")):
        return True
    if hit.value == "werkzoekende" and cue_at_end("tijdelijk_ervoor").search(before):
        return True
    if message.text[hit.start : hit.end] == "geen werk" and after.startswith("van"):
        return True
    counted = before[-1:].isdigit() and not _AGED.search(before)
    return counted or (hit.value == "student" and before.split()[-1:] in (["werk"], ["job"]))


def _is_plural(message: Message, hit: Hit) -> bool:
    """`werknemers`, `bedienden`: other people than the speaker, unless `wij zijn bedienden`."""
    words = message.plain.source(hit.start, hit.end)[0].lower()
    several = bool(cue("meervoud").search(words))
    return several and not cue_at_end("zelf_meervoud_ervoor").search(message.before(hit.start, 4))


def _is_general(message: Message, hit: Hit) -> bool:
    """`mag een ambtenaar ...`, `voor werkzoekenden`: a kind of people, not the speaker."""
    before = message.before(hit.start, 4)
    if cue("zoals_ik").search(message.text[hit.end :]):
        return False
    return (
        message.scopes.asks
        and bool(cue_at_end("algemeen_ervoor").search(before))
        and not cue("zelf_ervoor").search(before)
    )
