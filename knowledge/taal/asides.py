"""What is mentioned and told of nobody: an occupation asked about, work looked for, the talk itself."""

from __future__ import annotations

from ..vocabulary import bare
from .cues import cue, cue_at_end
from .message import Message
from .patterns import Candidate

_OTHER_SENSE = {
    "uren_per_week": "geen_werkuren",
    "opleiding.startdatum": "geen_startdatum",
    "opleiding.erkend": "erkend_diploma",
    "tijdelijk_werkloos": "niet_meer_tijdelijk",
    "cao_tijdskrediet": "geen_cao",
    "kinderen_ten_laste": "gasten_van_de_zaak",
    "aantal_werknemers": "gaan_naar_de_les",
    "vov_uren_opgenomen": "vorig_jaar",
    "opleidingscheques_bedrag": "vorig_jaar",
    "werkervaring_jaren": "geen_gewerkte_jaren",
}
"""Field -> the cue that tells, in its sentence, that the words are about something else."""
_ALWAYS_OTHER = frozenset({"opleiding.erkend"})
"""Also when the field was asked, and when the words deny it: a diploma is recognised or not, no course."""
_OF_WORK = frozenset({"statuut", "sector", "werkgewest", "uurrooster"})


def is_aside(message: Message, candidate: Candidate) -> bool:
    """Is this only mentioned, and no fact of the speaker?"""
    return (
        _is_of_an_occupation(message, candidate)
        or _is_sought(message, candidate)
        or _is_of_the_talk(message, candidate)
        or _is_exchanged(message, candidate)
        or _is_of_the_old_days(message, candidate)
        or _is_asked_why(message, candidate)
        or _has_other_sense(message, candidate)
        or _is_age_of_then(message, candidate)
    )


def _is_of_an_occupation(message: Message, candidate: Candidate) -> bool:
    """`wat doet een medewerker bij de pensioendienst`, `staat leerkracht op de lijst`."""
    if candidate.field not in _OF_WORK or message.question:
        return False
    sentence = message.sentence(candidate.start)
    return bool(cue("over_een_beroep").search(sentence)) and not _tells_own_work(sentence)


def _is_sought(message: Message, candidate: Candidate) -> bool:
    """`kan je mij werk sturen als chauffeur`, `welk werk past bij mij`: work that somebody has not."""
    if candidate.field not in _OF_WORK or message.question:
        return False
    if candidate.field == "statuut" and candidate.value != "werknemer":
        return False
    sentence = message.sentence(candidate.start)
    return bool(cue("gezocht_werk").search(sentence)) and not _tells_own_work(sentence)


def _tells_own_work(sentence: str) -> bool:
    return bool(cue("eigen_werk_gezegd").search(sentence))


def _is_of_the_talk(message: Message, candidate: Candidate) -> bool:
    """`ik vrees van wel`, `vraag mij iets anders`, `dit scherm`: of the talk, no hurdle and no goal."""
    if message.question == candidate.field:
        return False
    if candidate.field == "drempel":
        return bool(cue("geen_drempel").search(message.text))
    return candidate.field == "doel" and bool(cue("geen_doel").search(message.text))


def _is_exchanged(message: Message, candidate: Candidate) -> bool:
    """`vervang bachelor door graduaat`: the word before `door` no longer holds."""
    after = message.text[candidate.end :].strip()
    if not cue("inwisselen_erna").match(after):
        return False
    return bool(cue_at_end("inwisselen_ervoor").search(message.before(candidate.start, 4)))


def _is_of_the_old_days(message: Message, candidate: Candidate) -> bool:
    """`ik ben van de oude stempel` draws no benefit."""
    return candidate.field in ("statuut", "uitkering") and bool(
        cue_at_end("oude_stempel_ervoor").search(message.before(candidate.start, 3))
        and message.text[candidate.start : candidate.end] in ("stempel", "de stempel", "oude stempel")
    )


def _is_asked_why(message: Message, candidate: Candidate) -> bool:
    """`waarom vraag je of ik alleen woon`, `wie zegt dat ik werkloos ben?`: the question, not an answer."""
    return bool(cue_at_end("nagevraagd_ervoor").search(message.text[: candidate.start].rstrip()))


def _has_other_sense(message: Message, candidate: Candidate) -> bool:
    """`morgen 10 uur past mij`, `mijn diploma is niet erkend`: no hours of work, no course."""
    name = _OTHER_SENSE.get(candidate.field)
    if name is None:
        return False
    answers_or_denies = message.question == bare(candidate.field) or candidate.value is False
    if answers_or_denies and candidate.field not in _ALWAYS_OTHER:
        return False
    return bool(cue(name).search(message.sentence(candidate.start)))


def _is_age_of_then(message: Message, candidate: Candidate) -> bool:
    """`op mijn 16 gestopt met school`, `36 maanden`: no age of now."""
    if candidate.field != "leeftijd" or message.question:
        return False
    return bool(cue("toen_erna").match(message.text[candidate.end :].strip()))
