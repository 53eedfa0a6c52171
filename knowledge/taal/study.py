"""Diplomas that somebody has, trainings that somebody wants, and occupations that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .compounds import looks_like_occupation
from .cues import cue, cue_at_end, cues
from .dates import find_dates
from .message import Message
from .patterns import Candidate
from .pipeline import Hit
from .titles import is_aimed_at, is_had, is_headed, is_other_word, is_to_learn, overlaps

_ALWAYS_A_KIND = frozenset({"examencommissie", "mentoropleiding", "basiseducatie", "evc"})
"""Kinds that nobody names for another reason than to learn."""
_LAST_WORD = re.compile(r"\S+(?: \d{4})?$")
"""The month, with its year."""
_DEGREES = ("graduaat", "bachelor", "master")
_SCHOOLS = ("geen", "lager_onderwijs", "lager_secundair", "hoger_secundair")
_ONE_LOWER = {
    "hoger_secundair": "lager_secundair",
    "graduaat": "hoger_secundair",
    "bachelor": "hoger_secundair",
    "master": "hoger_secundair",
}
"""What somebody has who left a school before its end."""
_NURSING = "gebrevetteerd_verpleegkundige"
_TITLES_THEMSELVES = frozenset({"nt2", "mentoropleiding", "basiseducatie"})
"""Kinds that also tell what is learnt."""
_LAST = -60.0
"""The weight of a title that only stands when there is no other."""
_SURE = 20.0
"""The weight of the kind that tells how, beside one that tells what for (a diploma)."""


# ---------------------------------------------------------------- diploma
def find_diploma(message: Message) -> Iterator[Candidate]:
    """The highest diploma, not the one that somebody wants to get."""
    asked = message.question in ("diploma", "scholingsgraad")
    if message.question in ("soort", "titel") and not cue("al_gehaald_woord").search(message.text):
        return
    for hit in message.of("diploma"):
        if asked and is_studied_now(message, hit):
            continue
        if _is_subject_of_degree(message, hit):
            continue
        if (_is_of_residence(message, hit) or _is_grade_taught(message, hit)) and not asked:
            continue
        if not asked and (
            _is_about_others(message, hit)
            or _is_a_place(message, hit)
            or (hit.value != "geen" and is_wanted_diploma(message, hit))
        ):
            yield from _wanted_kind(message, hit)
            continue
        if cue("niet_afgemaakt").match(message.text[hit.end :].strip()):
            if hit.value in ("graduaat", "bachelor") and len(message.of("diploma")) == 1:
                lower = _ONE_LOWER[hit.value]
                yield Candidate("diploma", lower, hit.start, hit.end, holds_in_past=True, negation="negeren")
            continue
        if hit.value == "geen" and cue("ander_diploma_erna").match(message.text[hit.end :].strip()):
            continue
        if (
            _is_students(message, hit)
            or _is_school_now(message, hit)
            or (hit.value == "doctoraat" and _is_unfinished(message, hit))
        ):
            continue
        if hit.value == "hoger_secundair" and _is_of_nursing(message, hit):
            yield Candidate("diploma", _NURSING, hit.start, hit.end, holds_in_past=True, negation="negeren")
            continue
        if hit.value in _ONE_LOWER and _is_unfinished(message, hit):
            lower = _ONE_LOWER[hit.value]
            yield Candidate("diploma", lower, hit.start, hit.end, holds_in_past=True, negation="negeren")
            continue
        missing = hit.value != "geen" and cue_at_end("geen_ervoor").search(message.before(hit.start, 3))
        if not missing:
            yield Candidate("diploma", hit.value, hit.start, hit.end, holds_in_past=True, negation="negeren")
        elif hit.value == "hoger_secundair" and cue("school_verlaten").search(message.text):
            yield Candidate("diploma", "lager_secundair", hit.start, hit.end, negation="negeren")
        elif hit.value == "hoger_secundair" and len(message.of("diploma")) == 1:
            yield Candidate("scholingsgraad", "kort", hit.start, hit.end, negation="negeren")


def _wanted_kind(message: Message, hit: Hit) -> Iterator[Candidate]:
    """`wil A1 doen`: who wishes for a degree looks for higher education, by whatever name."""
    wished = cue("titelwens").search(message.before(hit.start, 7))
    if hit.value in _DEGREES and wished and not message.scopes.at(hit.start).other:
        yield Candidate("opleiding.soort", "hoger_onderwijs", hit.start, hit.end, weight=-20.0)


def _is_subject_of_degree(message: Message, hit: Hit) -> bool:
    """`bachelor lager onderwijs`: the school that somebody learnt to teach in."""
    return hit.value in _SCHOOLS and any(
        degree.value not in _SCHOOLS and message.text[degree.end : hit.start].strip() in ("", "in", "in het")
        for degree in message.of("diploma")
        if degree.end < hit.start
    )


def _is_of_residence(message: Message, hit: Hit) -> bool:
    """`ik heb nog geen papieren`: those to live here, unless school or work is talked of beside them."""
    if message.text[hit.start : hit.end] != "geen papieren":
        return False
    return not cue("over_school").search(message.sentence(hit.start))


def _is_grade_taught(message: Message, hit: Hit) -> bool:
    """`leerkracht wiskunde , 3 de graad`: where somebody teaches."""
    words, sentence = message.text[hit.start : hit.end], message.sentence(hit.start)
    if "graad" not in words.split() or cue("al_gehaald_woord").search(sentence):
        return False
    return "diploma" not in sentence and any(work.value == "onderwijs" for work in message.of("werkplek"))


def _is_students(message: Message, hit: Hit) -> bool:
    """`student burgerlijk ingenieur`, `tweede bach rechten`: what a student is still learning."""
    if hit.value in _SCHOOLS or cue("al_gehaald_woord").search(message.clause_text(hit.start)):
        return False
    start, end = message.sentence_span(hit.start)
    return any(s.value == "student" and start <= s.start < end for s in message.of("statuut"))


def _is_of_nursing(message: Message, hit: Hit) -> bool:
    """`A2 in de verpleging`, `verpleegster , A2`: the nurses of the fourth grade."""
    if not message.text[hit.start : hit.end].startswith("a 2"):
        return False
    after = message.text[hit.end :].strip()
    return bool(cue("verpleging_erna").match(after)) or bool(
        cue_at_end("verpleging_ervoor").search(message.text[: hit.start].rstrip())
    )


def _is_school_now(message: Message, hit: Hit) -> bool:
    """`ik zit nog in het middelbaar`: a school that somebody is still at, or works at."""
    if cue_at_end("zit_nog_in").search(message.before(hit.start, 8)):
        return True
    at_work = any(overlaps(hit, place) for place in message.of("werkplek"))
    return at_work and bool(cue_at_end("personeel_ervoor").search(message.before(hit.start, 4)))


def _is_unfinished(message: Message, hit: Hit) -> bool:
    """`4 jaar beroeps`, `tot het zesde jaar`, `geen diploma secundair`: school was left before the end."""
    if cue_at_end("geen_ervoor").search(message.before(hit.start, 3)):
        return False
    clause = message.clause_text(hit.start)
    left = cue("school_verlaten").search(clause)
    if hit.value != "hoger_secundair":
        return bool(left)
    if left or cue("geen_einddiploma").search(message.text) or cue("school_gestopt").search(message.text):
        return True
    after = message.text[hit.end : hit.end + 40]
    years = cue("schooljaren_ervoor").search(message.before(hit.start, 5)) or cue("schooljaren_erna").match(
        after.strip()
    )
    return bool(years)


def is_studied_now(message: Message, hit: Hit) -> bool:
    """`ik volg een bachelor`: the diploma that somebody works on."""
    return bool(cue_at_end("studeert_nu").search(" ".join(message.text[: hit.start].split()[-7:])))


def _is_about_others(message: Message, hit: Hit) -> bool:
    """`werk zonder diploma`: a condition, unless the speaker tells it of themselves."""
    words = message.text[hit.start : hit.end]
    alone = message.text.strip(" .") == words or (not hit.start and message.text[hit.end :].startswith(" ,"))
    if not words.startswith("zonder") or (alone and not message.scopes.asks):
        return False
    own = cue("over_mij").search(message.sentence(hit.start)) and not message.scopes.asks_at(hit.start)
    return not own and not cue("persoonlijk").search(message.clause_text(hit.start))


def _is_a_place(message: Message, hit: Hit) -> bool:
    """`ik werk in een lagere school`, `leerkracht in het secundair`: a workplace."""
    before = message.before(hit.start, 4)
    at_work = any(overlaps(hit, place) for place in message.of("werkplek")) and cue_at_end(
        "werkplek_voorzetsel"
    ).search(before)
    return bool(at_work or cue_at_end("lesplaats_ervoor").search(before))


def is_wanted_diploma(message: Message, hit: Hit) -> bool:
    """Is it still to be got?"""
    before = message.before(hit.start, 7)
    after = message.text[hit.end : message.scopes.at(hit.start).end].strip()
    if cue_at_end("doel_diploma_ervoor").search(before):
        return True
    if cue("nog_te_halen").match(after) and not cue("al_gehaald_woord").search(after):
        return True
    wanted = [match.end() for match in cue("leerwens").finditer(before)]
    having = [match.end() for match in cue("heeft").finditer(before)]
    if having:
        return bool(wanted) and wanted[-1] >= having[-1]
    named = cue("opleidingswoord").fullmatch(message.text[hit.start : hit.end])
    if named and not cue("al_gehaald").match(after):
        return True
    if cue("al_gehaald").match(after) or _is_told_first(message, hit) or _is_put_right(message, wanted):
        return False
    if hit.value not in _SCHOOLS and _is_with_course(message, hit):
        return True
    return bool(wanted or message.scopes.asks_at(hit.start) or cue_at_end("vaag_ervoor").search(before))


def _is_with_course(message: Message, hit: Hit) -> bool:
    """`bachelor , 12 studiepunt`: what is told of a course, unless a course of its own is named after it."""
    sentence = message.sentence(hit.start)
    own = cue("eigen_cursus_erna").search(message.text, hit.end, message.sentence_span(hit.start)[1])
    return bool(cue("lopende_studie").search(sentence)) and not own


def _is_put_right(message: Message, wanted: list[int]) -> bool:
    """`ik heb geen master , een bachelor`: in a correction, with talk of diplomas and no wish."""
    several = len({hit.value for hit in message.of("diploma")}) > 1
    told = several or "diploma" in message.text.split()
    return bool(
        message.scopes.correction and told and not wanted and not cue("leerwens").search(message.text)
    )


def _is_told_first(message: Message, hit: Hit) -> bool:
    """`doctoraat chemie , dus ...?`: a fact, then the question."""
    told = cue("begin_feit").match(message.text)
    return told is not None and hit.end <= told.end()


# ---------------------------------------------------------------- training
def find_kind(message: Message) -> Iterator[Candidate]:
    """The kind of training, when the subject tells it."""
    for hit in message.of("opleiding"):
        diplomas = [diploma for diploma in message.of("diploma") if overlaps(hit, diploma)]
        owned = diplomas and not all(is_wanted_diploma(message, diploma) for diploma in diplomas)
        if hit.value == "arbeidsmarktgericht" or owned or (not diplomas and is_had(message, hit)):
            continue
        if cue_at_end("bewijs_ervoor").search(message.before(hit.start, 5)) or is_other_word(message, hit):
            continue
        words = message.text[hit.start : hit.end]
        if (
            message.question == "soort"
            or hit.value in _ALWAYS_A_KIND
            or words == "nt2"
            or cue("leren").search(words)
            or is_to_learn(message, hit)
        ):
            weight = _SURE if hit.value == "examencommissie" else 0.0
            weight = _SURE / 2 if hit.value == "secundair_diploma" else weight
            yield Candidate("opleiding.soort", hit.value, hit.start, hit.end, weight)
            named = hit.value in _TITLES_THEMSELVES and not cue("aanbieder").fullmatch(words)
            if named and message.question != "soort":
                source = message.plain.source(hit.start, hit.end)[0]
                yield Candidate("opleiding.titel", source, hit.start, hit.end, _LAST, negation="negeren")


def find_trade(message: Message) -> Iterator[Candidate]:
    """`waar kan ik leren voor slager`, `welke school heeft een opleiding slager`: what is learnt."""
    if message.question == "titel":
        return
    for hit in find_occupations(message):
        headed = is_headed(message, hit.start) and not is_had(message, hit)
        if headed or is_aimed_at(message, hit):
            source = message.plain.source(hit.start, hit.end)[0]
            yield Candidate("opleiding.titel", source, hit.start, hit.end, _LAST, negation="negeren")


def find_start(message: Message) -> Iterator[Candidate]:
    """The start date of the training."""
    asked = message.question == "startdatum"
    exact = set(find_dates(message.text, message.today))
    for found, start, end in find_dates(message.text, message.today, months_too=True, short=asked):
        before = message.before(start, 6)
        told = cue("begin_ervoor").search(before) if (found, start, end) in exact else None
        lead = _LAST_WORD.sub("", f"{before} {message.text[start:end]}").strip()
        told = told or cue_at_end("begin_maand").search(lead)
        if asked or (told and not cue("andere_datum").search(message.clause_text(start))):
            yield Candidate("opleiding.startdatum", found.isoformat(), start, end)


# ---------------------------------------------------------------- occupations
def find_occupations(message: Message) -> Iterator[Hit]:
    """Occupations that are named: from the list, or in a place where only an occupation can stand."""
    measures = message.of("maatregel")
    listed = [
        hit
        for hit in message.of("beroep")
        if not any(overlaps(hit, m) for m in measures) and not _is_visited(message, hit)
    ]
    yield from listed
    rivals = [
        *message.of("beroep"),
        *(
            hit
            for label in ("maatregel", "opleiding", "diploma", "plaats", "statuut")
            for hit in message.of(label)
        ),
    ]
    for name in ("beroepsplaats", "beroepsrol"):
        for pattern in cues(name):
            for match in pattern.finditer(message.text):
                start, end = match.span("beroep")
                hit = Hit("beroep", message.plain.source(start, end)[0], start, end)
                known = name == "beroepsplaats" or looks_like_occupation(match["beroep"])
                if (
                    known
                    and not cue("geen_beroep").fullmatch(match["beroep"])
                    and not any(overlaps(hit, rival) for rival in rivals)
                ):
                    rivals.append(hit)
                    yield hit


def _is_visited(message: Message, hit: Hit) -> bool:
    """A coach that is looked for, a doctor that is asked: no occupation of the speaker."""
    before = message.before(hit.start, 4)
    if cue_at_end("bezocht_ervoor").search(before):
        return True
    if cue_at_end("liever_dan_ervoor").search(message.text[: hit.start].rstrip()):
        return True
    if cue_at_end("van_naar_ervoor").search(before):
        return False
    if cue_at_end("andermans_beroep").search(before) and not cue("beroepsvraag").search(message.text):
        return True
    if not cue("bezocht_beroep").fullmatch(hit.value) or message.text[hit.end :].startswith(" worden"):
        return False
    return not cue_at_end("eigen_beroep_ervoor").search(before)
