"""Facts that take more than one pattern: the places here, and all the other finders together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .cues import cue, cue_at_end
from .goals import find_change
from .lexicon import Place
from .limits import find_limits
from .message import Message
from .patterns import Candidate
from .payers import find_payer
from .pipeline import Hit
from .quantities import find_quantities
from .status import find_benefit, find_experience, find_status, find_worker_of_employer
from .study import find_diploma, find_kind, find_start, find_trade
from .titles import find_training
from .usage import find_usage
from .workplaces import IDLE, find_sector, is_own_workplace

_ROLES = ("werkplaats", "woonplaats", "leerplaats")
_SURE = 20.0
"""The weight of a region that is told of one's own work."""
_ABROAD = ("eer", "buiten_eer")
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
    yield from find_trade(message)
    yield from find_start(message)
    yield from find_change(message)
    yield from find_quantities(message)
    yield from find_limits(message)
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
    diploma = any(had.end + 1 == hit.start for had in message.of("diploma"))  # `secundair onderwijs halen`
    if not diploma and any(work.end + 1 == hit.start for work in message.of("werkplek")):
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
    for role, name in (("woon", "woon_vlak_ervoor"), ("werk", "werk_vlak_ervoor")):
        if cue_at_end(name).search(lead):
            return {role}
    route = _route_end(message, hit)
    if route:
        return {route}
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
    if cue_at_end("woont_daar").search(message.before(hit.start, 9)) or _is_at_home(message, hit):
        return {"woon"}
    distances = {name[:4]: message.last_cue(name, hit.start) for name in _ROLES}
    near = {role: distance for role, distance in distances.items() if distance >= 0}
    return {min(near, key=lambda role: near[role])} & {"werk", "woon"} if near else set()


def _route_end(message: Message, hit: Hit) -> str | None:
    """`pendel elke dag Aalst - Brussel`: from home to work."""
    clause = message.clause_text(hit.start)
    if not cue("pendelt").search(clause) or cue("rijdt_voor_werk").search(clause):
        return None
    for other in message.of("plaats"):
        first, second = sorted((hit, other), key=lambda one: one.start)
        if message.text[first.end : second.start].strip() in ("-", "->", ">", "/", "=", "tot"):
            return "woon" if hit is first else "werk"
    return None


def _at_work(message: Message, hit: Hit) -> bool:
    """`het ziekenhuis van Genk`, `kok in Gent`, `OCMW Brugge`: the place of a workplace or an occupation."""
    for other in (*message.of("werkplek"), *message.of("beroep"), *message.of("statuut")):
        beside_job = other.label == "werkplek" and _stands_after_job(message, other)
        inside = other.label == "werkplek" and other.start <= hit.start and hit.end <= other.end
        if inside and is_own_workplace(message, other):
            return True  # `verpleegkundige in UZ Gent`
        between = message.text[other.end : hit.start].strip()
        if other.end > hit.start or not cue("werkplek_in_plaats").fullmatch(between):
            continue
        idle = other.value in IDLE
        if other.label == "beroep" and cue("bezocht_beroep").fullmatch(other.value):
            continue
        business = any(status.value in ("zelfstandige", "werkgever") for status in message.of("statuut"))
        if other.label == "beroep" and cue_at_end("titel_hoofd").search(message.text[: other.start].rstrip()):
            continue
        if not idle and (
            other.label != "werkplek" or business or beside_job or is_own_workplace(message, other)
        ):
            return True
    return False


def _stands_after_job(message: Message, work: Hit) -> bool:
    """`juf , school in Diest`: what somebody is, then a comma and the workplace of the same sector."""
    jobs = [other for other in message.of("werkplek") if other.end < work.start and other.value == work.value]
    comma = message.text[: work.start].rstrip().endswith((",", "("))
    return comma and any(is_own_workplace(message, job) for job in jobs)


def _is_at_home(message: Message, hit: Hit) -> bool:
    """`huisvrouw in Poperinge`: the place of somebody who goes to no work."""
    return any(
        other.value in ("niet_actief", "gepensioneerd")
        and message.text[other.end : hit.start].strip() in ("in", "te", "uit")
        for other in message.of("statuut")
    )


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
    hits = place_hits(message, places)
    there = any(
        place.home_region == "wallonie" and not message.scopes.negated(hit.start) for hit, place in hits
    )
    always = cue("altijd_hier").search(message.text)
    if there and always:
        yield Candidate("verhuisd_uit_eer", False, *always.span(), holds_in_past=True, negation="negeren")
    if not cue("verhuisd").search(message.text):
        return
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
        told = (
            cue_at_end("postcode_ervoor").search(before) or cue("postcode_erna").match(after)
        ) and not year
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
