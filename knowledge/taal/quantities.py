"""Numbers with a unit, given to a field by the words around them: how long, how much, how old.

The patterns of `patronen.yml` name whole ways of saying; what they do not know is read here, with a weight
under theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .cues import cue, cue_at_end
from .dates import find_dates
from .lexicon import ordinary_words, word_frequencies
from .message import Message
from .numbers import trimmed
from .patterns import Candidate
from .wages import is_monthly
from .workdays import find_workdays

_LOW = -60.0
"""Every pattern goes before what the units tell."""
_DURATION = re.compile(
    r"(?<!\S)(\d+(?:\.\d+)?|(?<=sinds )een|(?<=al )een|(?<=pas )een) (jaar|maand|week)(?!\S)"
)
_SINCE = re.compile(
    r"(?<!\S)(?:sinds|sedert|vanaf|van|in|van in)(?: (?:het jaar|begin|eind|midden|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))* "
    r"((?:19[6-9]|20[0-4])\d)(?! euro| uur)(?!\S)"
)
_MONEY = re.compile(r"(?<!\S)(?:euro )?(\d+(?:\.\d+)?)(?: (euro))?(?!\S)")
_BIRTH_YEAR = re.compile(
    r"(?<!\S)ben (?:ik )?(?:er |der |nog )*(?:een |ene )?van "
    r"(?:(' ?|het (?:bouw)?jaar )?(19)?([4-9]\d))(?= [^\w]|$)"
)
_AGE = re.compile(
    r"(?<!\S)(?:op|aan|in|met|van|bij) mijn (\d\d)(?: ste| de| e| jaar| levensjaar)?(?= [^\w]| \D|$)"
    r"|(?<!\S)ben (?:ik )?(?:er |der |nu |nog |al |bijna |net |pas |intussen |ondertussen )+"
    r"([1-7]\d)(?= [^\w]| en | maar |$)"
    r"|(?<= , )ik (\d\d)(?= [^\w]|$)"
    r"|(?<!\S)(\d\d) (?:geworden|gepasseerd|voorbij|lentes|jaar oud)(?!\S)"
    r"|(?<!\S)ben (?:ik )?(?:er |der |nog |nu )*(?:al )?een van (\d\d)(?= [^\w]|$)"
)
_TURNS = re.compile(
    r"(?<!\S)(?:word|wordt) (?:ik |ze |hij )?(?:er )?([1-7]\d)"
    r"(?= [^\w]| en | in (?!dienst)| volgende | binnenkort|$)"
    r"|(?<!\S)(?:blaas|blaast) (?:ik )?([1-7]\d) kaars\w*"
)
_SURE_AGE = 4.0
_OF_AGE = re.compile(
    r" (?:van |, )?(1[6-9]|[2-6]\d)(?: jaar)?"
    r"(?= [^\w/]| uit| en| met| zonder|$)(?! (?:,|en) (?:vast|in dienst))"
    r"| en (?:ik ben |ben )?(1[6-9]|[2-6]\d)(?= [^\w/]|$)"
)
_BARE = re.compile(r"(?<!\S)(1[6-9]|[2-6]\d)(?: jaar)?(?!\S)")
_NAME = 3e-5
"""A first word that is used less may be a name."""
_CLOSED = re.compile(r" [,;/).(]| en (?:ik|heb|werk|woon|volg|zit|\w+$|bediende|arbeider)|$")
OLDEST, YOUNGEST = 75, 14
LONGEST_CAREER = 50
"""Years: `58 jaar arbeider` tells an age."""
_LASTS = ("duurt", "duur_loopbaan", "duur_ervaring")
"""The words near a number of years that tell how long something lasted: it is no age."""
_HOURS_A_DAY = re.compile(
    r"(?<!\S)(\d+(?:\.\d+)?) uur per dag(?: \S+){0,3}? (\d) dag(?!\S)"
    r"|(?<!\S)(\d) dag(?: per week)?(?: (?:van|a|aan|,|telkens|x))+ (\d+(?:\.\d+)?) uur(?! vov)(?!\S)"
)
WITH_EMPLOYER, WORKING_LIFE = "ancienniteit_maanden", "werkervaring_jaren"
_YEAR = 12
_HOURS_ALONE = re.compile(r"(?<=[,;/(] )(\d+(?:\.\d+)?) uur(?= [,;/).]|$)")
_HOURS_FOR_WEEKS = re.compile(
    r"(?<!\S)(?:(\d) keer )?(\d+(?:\.\d+)?) (?:uur|lestijd) (?:les )?(?:per|in de|op een|een) week "
    r"(?:(?:gedurende|,|voor|x|tijdens|maal|keer|en dat|dat) )+(\d+) week(?!\S)"
)
_LONGEST_WEEK = 50
_LONGEST_DAY = 13
_PER_MONTH = {"jaar": 12.0, "maand": 1.0, "week": 12 / 52}


class _Length(NamedTuple):
    """A duration in months with its place."""

    months: float
    start: int
    end: int
    focus: tuple[int, int]


def find_quantities(message: Message) -> Iterator[Candidate]:
    """Durations at work, wages, hours a day and ages that no pattern names."""
    yield from _durations(message)
    yield from _counselling(message)
    yield from _wages(message)
    yield from _hours(message)
    yield from find_workdays(message)
    yield from _ages(message)


# ---------------------------------------------------------------- how long
def _durations(message: Message) -> Iterator[Candidate]:
    for length in (*_lengths(message), *_since(message)):
        for field in _length_fields(message, length):
            value = length.months if field == WITH_EMPLOYER else length.months / _YEAR
            yield Candidate(
                field,
                trimmed(round(value, 2)),
                length.start,
                length.end,
                weight=_LOW,
                holds_in_past=True,
                focus=length.focus,
            )


def _lengths(message: Message) -> Iterator[_Length]:
    for match in _DURATION.finditer(message.text):
        before, after = message.text[: match.start()].rstrip(), message.text[match.end() :].strip()
        if cue_at_end("geen_duur_ervoor").search(before) or cue("geen_duur_erna").match(after):
            continue
        if match[2] == "week" and "in dienst" not in message.clause_text(match.start()):
            continue
        if _is_bare_age(message, match):
            continue
        months = (1.0 if match[1] == "een" else float(match[1])) * _PER_MONTH[match[2]]
        yield _Length(months, match.start(), match.end(), match.span(1))


def _is_bare_age(message: Message, match: re.Match[str]) -> bool:
    """`bakker in Gent , 35 jaar`, `42 jaar pc 200`: an age, as nothing near it tells how long."""
    if match[2] != "jaar" or not match[1].isdigit() or not YOUNGEST <= int(match[1]) <= OLDEST:
        return False
    if int(match[1]) > LONGEST_CAREER and _is_before_job(message, match.end()):
        return True
    after = message.text[match.end() :].strip()
    near = " ".join(after.split()[:3])
    lead = message.text[message.scopes.at(match.start()).start : match.start()]
    return not (
        _is_before_job(message, match.end())
        or any(work.start == match.end() + 1 for work in message.of("werkplek"))
        or any(cue(name).search(f"{lead} {near}") for name in _LASTS)
        or cue("duurt_erna").match(after)
    )


def _is_before_job(message: Message, end: int) -> bool:
    """Does the word for an occupation or a situation come right after this place?"""
    return any(hit.start == end + 1 for hit in (*message.of("beroep"), *message.of("statuut")))


def _since(message: Message) -> Iterator[_Length]:
    for match in _SINCE.finditer(message.text):
        opener = match.group().split()[0]
        if opener in ("in", "van") and not cue("begin_werk").search(message.sentence(match.start())):
            continue
        months = 12.0 * (message.today.year - int(match[1]))
        if months >= 0:
            yield _Length(months, match.start(), match.end(), match.span(1))


def _length_fields(message: Message, length: _Length) -> tuple[str, ...]:
    """Years with the employer, years of work, both or neither."""
    clause = message.scopes.at(length.start)
    start, end = clause.start, clause.end
    if not _tells_work(message.text[start:end]):
        start, end = message.sentence_span(length.start)
    words = message.text[start:end]
    if cue("duur_anders").search(words):
        return ()
    if cue("duur_ervaring").search(words):
        return (WORKING_LIFE,)
    past = clause.past and (clause.over or not cue("begin_werk").search(message.clause_text(length.start)))
    at_work = [hit for hit in message.of("werkplek") if start <= hit.start < end]
    one_place = any(not cue("bedrijfstak").fullmatch(message.text[hit.start : hit.end]) for hit in at_work)
    if not past and (one_place or cue("duur_werkgever").search(words)):
        everything = cue("nooit_anders").search(message.text)
        return (WITH_EMPLOYER, WORKING_LIFE) if everything and length.months >= _YEAR else (WITH_EMPLOYER,)
    named = at_work or any(start <= hit.start < end for hit in message.of("beroep"))
    return (WORKING_LIFE,) if named or cue("duur_loopbaan").search(words) else ()


def _tells_work(words: str) -> bool:
    return bool(cue("duur_werkgever").search(words) or cue("duur_loopbaan").search(words))


def _counselling(message: Message) -> Iterator[Candidate]:
    """`laatste keer 4 jaar geleden`, where the talk is of career counselling."""
    if not cue("over_begeleiding").search(message.text):
        return
    for match in cue("jaren_geleden").finditer(message.text):
        clause = message.clause_text(match.start())
        own = cue("duur_werkgever").search(clause) and not cue("over_begeleiding").search(clause)
        if not own and not cue("ander_geleden").search(clause):
            yield Candidate(
                "loopbaanbegeleiding_jaren_geleden",
                trimmed(float(match[1])),
                *match.span(),
                weight=_LOW,
                holds_in_past=True,
                focus=match.span(1),
            )


# ---------------------------------------------------------------- how much
def _wages(message: Message) -> Iterator[Candidate]:
    """A number beside `bruto`, unless it is paid by the hour or the year."""
    if "bruto" not in message.text:
        return
    for match in _MONEY.finditer(message.text):
        value = float(match[1])
        clause = message.clause_text(match.start())
        beside = cue("bruto_ervoor").search(message.text[max(0, match.start() - 40) : match.start()].rstrip())
        gross = "bruto" in clause or beside or message.text[match.end() :].startswith(" , bruto")
        if not is_monthly(value) or not gross or cue("geen_maandloon").search(clause):
            continue
        if cue("netto_erbij").match(message.text[match.end() :].strip()):
            continue
        yield Candidate(
            "brutomaandloon", trimmed(value), match.start(), match.end(), weight=_LOW, focus=match.span(1)
        )


def _hours(message: Message) -> Iterator[Candidate]:
    """`7.6 uur per dag , 5 dag`, `3 dag van 8 uur`: hours a week, unless they are lessons."""
    for match in _HOURS_FOR_WEEKS.finditer(message.text):
        total = float(match[1] or 1) * float(match[2]) * float(match[3])
        yield Candidate(
            "opleiding.contacturen", trimmed(total), *match.span(), weight=20.0, focus=match.span()
        )
    for match in _HOURS_ALONE.finditer(message.text):
        start, end = message.sentence_span(match.start())
        sentence, hours = message.text[start:end], float(match[1])
        if cue("over_opgenomen").search(sentence):
            continue
        field = None
        if hours > _LONGEST_WEEK and (cue("lessen").search(sentence) or message.of("opleiding")):
            field = "opleiding.contacturen"
        elif hours <= _LONGEST_WEEK and cue("aan_het_werk").search(sentence[: match.start() - start]):
            field = None if cue("lessen").search(sentence) else "uren_per_week"
        if field:
            yield Candidate(field, trimmed(hours), *match.span(), weight=_LOW, focus=match.span(1))
    if message.of("opleiding") or cue("lessen").search(message.text):
        return
    for match in _HOURS_A_DAY.finditer(message.text):
        hours, days = float(match[1] or match[4]), float(match[2] or match[3])
        if hours > _LONGEST_DAY:  # `5 dag per week , 38 uur`: those of the week
            continue
        yield Candidate(
            "uren_per_week", trimmed(round(hours * days, 2)), *match.span(), weight=20.0, focus=match.span()
        )


def _next_birthday(message: Message) -> Iterator[Candidate]:
    """`volgende maand word ik 40`, `binnenkort blaas ik 50 kaarsjes uit`: still a year younger."""
    for match in _TURNS.finditer(message.text):
        soon = cue("binnenkort").search(message.sentence(match.start()))
        number = match.lastindex or 1
        age = int(match[number]) - bool(soon)
        yield Candidate("leeftijd", age, *match.span(), weight=_SURE_AGE, focus=match.span(number))


# ---------------------------------------------------------------- how old
def _ages(message: Message) -> Iterator[Candidate]:
    for match in _BIRTH_YEAR.finditer(message.text):
        if match[1] or match[2] or int(match[3]) > OLDEST - 10:
            age = message.today.year - 1900 - int(match[3])
            yield Candidate("leeftijd", age, *match.span(), weight=_LOW, focus=match.span(3))
    for match in _AGE.finditer(message.text):
        group = match.lastindex or 1
        clause = message.scopes.at(match.start())
        lead = message.text[clause.start : match.start()]
        then = cue("leeftijd_van_toen").search(lead) or cue("leeftijd_ooit").match(
            message.text[match.end() :].strip()
        )
        if not clause.past and not then:
            yield Candidate(
                "leeftijd", int(match[group]), *match.span(), weight=_LOW, focus=match.span(group)
            )
    yield from _ages_alone(message)
    yield from _ages_bare(message)
    yield from _next_birthday(message)
    for hit in (*message.of("beroep"), *message.of("statuut")):
        found = _OF_AGE.match(message.text, hit.end)
        asked = message.scopes.asks_at(hit.start) and not cue("een_geval").search(message.text)
        if found and not asked:
            group = found.lastindex or 1
            age = int(found[group])
            yield Candidate("leeftijd", age, *found.span(), weight=_LOW, focus=found.span(group))
    for born, start, end in find_dates(message.text, message.today):
        if cue_at_end("geboren_ervoor").search(message.text[:start].rstrip()):
            before_birthday = (message.today.month, message.today.day) < (born.month, born.day)
            yield Candidate("leeftijd", message.today.year - born.year - before_birthday, start, end)


def _ages_bare(message: Message) -> Iterator[Candidate]:
    """`Kim hier 22 verkoopster`, `Nu 59 en bediende`, `kok. 43.`: a number with nothing said of it."""
    if not _tells_person(message) or message.scopes.correction or message.question:
        return
    for match in _DURATION.finditer(message.text):
        told = message.text[message.scopes.at(match.start()).start : match.start()]
        if not cue("van_iemand").search(told) and _is_bare_age(message, match):
            yield Candidate("leeftijd", int(match[1]), *match.span(), weight=_LOW - 1, focus=match.span(1))
    for match in _BARE.finditer(message.text):
        start = 1 + max(message.text.rfind(mark, 0, match.start()) for mark in ",;/(|.:!")
        lead = message.text[start : match.start()].split()
        rest = message.text[match.end() :]
        alone = len(lead) <= 3 and all(_is_person(message, word) for word in lead)
        closed = _CLOSED.match(rest)
        if (
            alone
            and (closed or (lead and _is_before_job(message, match.end())))
            and not message.scopes.asks_at(match.start())
        ):
            yield Candidate("leeftijd", int(match[1]), *match.span(), weight=_LOW - 1, focus=match.span(1))


def _is_person(message: Message, word: str) -> bool:
    """A word for a person, a name, or what somebody is."""
    share = word_frequencies().get(word, 0.0)
    first = bool(message.plain.words) and message.plain.words[0].text == word and share < _NAME
    named = word.isalpha() and len(word) >= 3 and (not share or first) and word not in ordinary_words()
    listed = any(word in message.text[hit.start : hit.end].split() for hit in message.of("beroep"))
    return bool(cue("persoonswoord").fullmatch(word)) or named or listed or _is_capital(message, word)


def _is_capital(message: Message, word: str) -> bool:
    return any(
        w.text == word and message.plain.original[w.start].isupper() and not message.plain.original.isupper()
        for w in message.plain.words[:2]
    )


def _tells_person(message: Message) -> bool:
    labels = ("beroep", "statuut", "werkplek", "diploma")
    return any(message.of(label) for label in labels) or bool(cue("zelf_aan_het_werk").search(message.text))


def _ages_alone(message: Message) -> Iterator[Candidate]:
    """`cl 31 jaar , ...`, `Nadia , 39 jaar`: years with nothing but the words for a person beside them."""
    for match in re.finditer(r"(?<!\S)(\d\d) jaar(?: oud)?(?= [,;/)|.(]|$)", message.text):
        start = 1 + max(message.text.rfind(mark, 0, match.start()) for mark in ",;/(|.:")
        lead = message.text[start : match.start()].split()
        alone = all(cue("persoonswoord").fullmatch(word) for word in lead)
        if alone and YOUNGEST < int(match[1]) <= OLDEST and (start or lead):
            yield Candidate("leeftijd", int(match[1]), *match.span(), weight=_LOW, focus=match.span(1))
