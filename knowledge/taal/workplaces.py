"""Whose workplace is named, and the sector that it tells."""

from __future__ import annotations

from collections.abc import Iterator

from .cues import cue, cue_at_end
from .message import Message
from .patterns import Candidate
from .pipeline import Hit
from .titles import overlaps

IDLE = ("werkzoekende", "student", "gepensioneerd", "niet_actief")
_NO_WORKPLACE = ("beroep", "diploma", "opleiding")
_EMPLOYER = 6.0
"""How much more a named employer counts than the sector that an occupation tells."""


def find_sector(message: Message) -> Iterator[Candidate]:
    """The sector from the workplace, only where somebody's own work is told."""
    for hit in message.of("werkplek"):
        if tells_no_employer(message, hit) or _is_branch_of_another(message, hit):
            continue
        if message.question == "sector" or _is_whole(message, hit) or is_own_workplace(message, hit):
            owner = _owner(message, hit)
            yield Candidate("sector", owner.value, hit.start, owner.end, _weight(message, hit))


def _owner(message: Message, hit: Hit) -> Hit:
    """`creche De Kabouter van de gemeente`: its owner tells the sector, else the workplace itself."""
    for other in message.of("werkplek"):
        named = cue("eigenaar_van_de_plek").fullmatch(message.text[other.start : other.end])
        between = message.text[hit.end : other.start].split()
        short = len(between) <= 5 and not {",", "en", "of", "."} & set(between)
        if named and hit.end < other.start and short and {*between[-2:]} & {"van"}:
            return other
    return hit


def _weight(message: Message, hit: Hit) -> float:
    """`parkwachter voor het Agentschap`: an employer with its word before it goes before what a job tells."""
    also_job = any(overlaps(hit, job) for job in message.of("beroep"))
    anywhere = hit.value == "prive"  # `douanier in de haven`
    # `voor een schoonmaakbedrijf op de afdeling van het ziekenhuis`: the firm is the employer
    others = (other for other in message.of("werkplek") if other.end < hit.start)
    sent = any(other.value != hit.value for other in others)
    return 0.0 if also_job or anywhere or sent or not _is_led_to(message, hit) else _EMPLOYER


def _is_led_to(message: Message, hit: Hit) -> bool:
    """Does a word such as `bij` or `in` stand before the workplace, or is it part of its name?"""
    lead = cue_at_end("plek_voorzetsel").search(message.before(hit.start, 3))
    return bool(lead or cue("plek_voorzetsel").match(message.text[hit.start : hit.end]))


def _is_branch_of_another(message: Message, hit: Hit) -> bool:
    """`als logistiek medewerker in een ziekenhuis`: the work that is done there tells no sector."""
    if not cue("bedrijfstak").fullmatch(message.text[hit.start : hit.end]):
        return False
    clause = message.scopes.at(hit.start)
    return any(
        other.start > hit.end
        and other.end <= clause.end
        and cue_at_end("werkplek_voorzetsel").search(message.text[hit.end : other.start].rstrip())
        for other in message.of("werkplek")
    )


def _is_whole(message: Message, hit: Hit) -> bool:
    """Is the workplace all that is said: `in de zorg`?"""
    lead = message.text[: hit.start].split()
    alone = not message.text[hit.end :].strip(" .")
    return (
        alone and len(lead) in (1, 2, 3) and lead[0] in ("in", "bij", "op", "voor") and "andere" not in lead
    )


def is_own_workplace(message: Message, hit: Hit) -> bool:
    """Does the speaker work there?"""
    if tells_no_employer(message, hit):
        return False
    before = message.before(hit.start, 9)
    after = message.text[hit.end :].strip()
    if cue("gesloten_erna").match(after) or cue_at_end("gesloten_ervoor").search(before):
        return False
    if cue_at_end("eigen_volk_ervoor").search(message.text[: hit.start].rstrip()):
        return True
    if message.scopes.asks_at(hit.start) and cue_at_end("als_men_ervoor").search(before):
        return False
    if hit.value == "onderwijs" and cue("naar_school").fullmatch(
        f"{before} {message.text[hit.start : hit.end]}"
    ):
        return False
    if hit.value == "onderwijs" and cue("leerling").search(message.text):
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
    if cue("als_bezoeker").search(before):
        return False
    if cue("als_klant_bij").search(before) and not cue("werkt_daar_echt").search(before):
        return False
    if before.split()[-1:] and before.split()[-1] in ("diploma", "bachelor", "master", "sectorfonds"):
        return False
    if "sectorfonds" in before and before.endswith((" de", " van")):
        return False
    client = cue("dienst_als_klant").fullmatch(message.text[hit.start : hit.end])
    if client and message.scopes.asks_at(hit.start) and not cue("eigen_werk_ervoor").search(before):
        return False
    learns = cue("leerplaats").search(before) and not cue("werkt_daar").search(before)
    if learns and not _is_right_after_job(message, hit):
        return False
    if cue_at_end("zoekt_werk").search(before) or cue_at_end("ontslagen_ervoor").search(before):
        return False
    if _studied_there(message, hit):
        return False
    if _is_named_beside_work(message, hit):
        return True
    if cue_at_end("namens_werkplek").search(before) or cue("werkplek_erna").match(
        message.text[hit.end :].strip()
    ):
        return True
    if _is_listed(message, hit):
        return True
    if cue_at_end("doet_daar").search(before) and not message.scopes.asks_at(hit.start):
        return True
    words = before.split()
    short_lead = len(words) <= 4 and bool({"bij", "voor"} & set(words[-1:]) or words[-2:-1] == ["bij"])
    if short_lead and not message.question and cue_at_end("andere_zaak_ervoor").search(before):
        return False
    if short_lead or cue("eigen_werk_ervoor").search(before) or _is_job_in_short(message, hit):
        return True
    return _is_nobody_elses(message, hit)


def _is_nobody_elses(message: Message, hit: Hit) -> bool:
    """`aan den band in een fabriek`: told, with nothing that makes it a place of others or to learn."""
    clause, lead = message.clause_text(hit.start), cue_at_end("werkplek_voorzetsel")
    inside = cue("plek_voorzetsel").match(message.text[hit.start : hit.end])
    if not (inside or lead.search(message.before(hit.start, 3)) or _follows_job(message, hit)):
        return False
    if hit.value == "onderwijs" or message.scopes.asks_at(hit.start) or message.scopes.at(hit.start).past:
        return False
    if cue("plek_van_anderen").search(clause) or cue("andermans_werkplek").search(clause):
        return False
    if cue("bedrijfstak").fullmatch(message.text[hit.start : hit.end]) or cue("dienst_als_klant").fullmatch(
        message.text[hit.start : hit.end]
    ):
        return False
    return not any(overlaps(hit, other) for label in _NO_WORKPLACE for other in message.of(label))


def _follows_job(message: Message, hit: Hit) -> bool:
    """`parkwachter voor het Agentschap`, `verantwoordelijke van een bedrijf`."""
    return any(
        job.end < hit.start
        and cue("plek_voorzetsel").fullmatch(message.text[job.end : hit.start].strip())
        and not cue("bezocht_beroep").fullmatch(job.value)
        for job in (*message.of("beroep"), *message.of("werkplek"))
    )


def _is_right_after_job(message: Message, hit: Hit) -> bool:
    """`begeleider in een rusthuis`: the occupation that stands before the workplace is done there."""
    return any(
        job.end < hit.start
        and cue("werkplek_voorzetsel").fullmatch(message.text[job.end : hit.start].strip())
        and not cue("bezocht_beroep").fullmatch(job.value)
        for job in message.of("beroep")
    )


def tells_no_employer(message: Message, hit: Hit) -> bool:
    """Is it a school to learn at, or an ordinary word that is the name of an employer too?"""
    return _is_learnt_at(message, hit) or _is_ordinary_word(message, hit)


def _is_learnt_at(message: Message, hit: Hit) -> bool:
    """`een bachelor bij Vives volgen`, `bach Vives`: a school where somebody learns, or wants to."""
    before = message.before(hit.start, 9)
    if hit.value != "onderwijs" or cue("werkt_daar").search(before):
        return False
    after = message.text[hit.end : message.scopes.at(hit.start).end].strip()
    named = cue("aanbieder").fullmatch(message.text[hit.start : hit.end])
    degree = named and any(had.end + 1 == hit.start for had in message.of("diploma"))
    lead = message.text[: hit.start].rstrip()
    school = cue("leerplek").fullmatch(message.text[hit.start : hit.end])
    subject = school and any(
        subject.end <= hit.start and cue("werkplek_voorzetsel").fullmatch(lead[subject.end :].strip())
        for subject in message.of("opleiding")
    )
    return bool(
        degree
        or subject
        or cue_at_end("leert_daar_ervoor").search(before)
        or cue("leert_daar_erna").match(after)
    )


def _is_ordinary_word(message: Message, hit: Hit) -> bool:
    """`ferm moe van mijn werk`: the name of an employer only where an employer is told."""
    if message.text[hit.start : hit.end] == "stad":  # `in Brussel stad`
        return any(place.end + 1 == hit.start for place in message.of("plaats"))
    if not cue("gewoon_woord_als_baas").fullmatch(message.text[hit.start : hit.end]):
        return False
    told = cue_at_end("baas_ervoor").search(message.text[: hit.start].rstrip())
    return not told and message.text.strip(" .!") != message.text[hit.start : hit.end]


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
    if statuses & {*IDLE, "zelfstandige", "werkgever"} or cue("eigen_zaak").search(message.text):
        return False
    again = any(
        other.value == hit.value and 1 in (hit.start - other.end, other.start - hit.end)
        for other in message.of("werkplek")
    )
    return bool(statuses) or again or bool(message.of("beroep") or cue("aan_het_werk").search(message.text))


def _is_named_beside_work(message: Message, hit: Hit) -> bool:
    """`tijdelijk werkloos bij Audi`, `op het werk (Infrabel)`, `27 jaar horeca`, `VOV bij Umicore`."""
    if message.scopes.asks_at(hit.start) or message.scopes.at(hit.start).other:
        return False
    lead = message.text[: hit.start].rstrip()
    if cue_at_end("naast_het_werk_genoemd").search(lead) or cue_at_end("jaren_ervoor").search(lead):
        return True
    if cue("tijdelijk_zonder_werk").search(message.sentence(hit.start)):
        return not message.scopes.at(hit.start).past
    if any(lead == f"{message.text[: had.end]} bij" for had in message.of("maatregel")):
        return True
    return any(
        job.value == "uitzendkracht" and cue("werkplek_voorzetsel").fullmatch(lead[job.end :].strip())
        for job in message.of("statuut")
    )


def _studied_there(message: Message, hit: Hit) -> bool:
    """`licentiaat rechten, KUL`: the university of the diploma that was just named."""
    words = message.text[hit.start : hit.end]
    if hit.value != "onderwijs" or not cue("gestudeerd_aan").fullmatch(words):
        return False
    lead = message.text[: hit.start].rstrip()
    if not lead.endswith((",", "(")):
        return False
    clause = message.scopes.at(len(lead.rstrip(",( ")) - 1)
    return any(clause.start <= had.start < clause.end for had in message.of("diploma"))


def _is_job_in_short(message: Message, hit: Hit) -> bool:
    """`verpleegkundige in rusthuis`, `75 % ziekenhuis`: nothing but a job stands before the workplace."""
    start = 1 + max(message.text.rfind(mark, 0, hit.start) for mark in ",.;:/(")
    words = message.text[start : hit.start]
    jobs = [job for job in (*message.of("beroep"), *message.of("statuut")) if start <= job.start < hit.start]
    for job in jobs:
        words = words.replace(message.text[job.start : job.end], " ")
    if not words.strip():
        return _is_named_bare(message, hit, bool(jobs))
    told = bool(jobs) or "procent" in words
    return told and all(word[0].isdigit() or cue("lijm").fullmatch(word) for word in words.split())


def _is_named_bare(message: Message, hit: Hit, beside_job: bool) -> bool:
    """`loketbediende gemeentehuis`; `privesector, 40 jaar`: a workplace without any word that leads to it."""
    name = message.text[hit.start : hit.end]
    if beside_job:
        idle = any(status.value in IDLE for status in message.of("statuut"))
        return not (idle or message.scopes.asks or cue("bedrijfstak").fullmatch(name))
    alone = message.text[hit.end :].strip()[:1] in (",", ";", ".", "/")
    return alone and bool(cue("hele_sector").search(name))
