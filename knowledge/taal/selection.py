"""From candidate facts to facts: who they are about, whether they hold now, and which of two stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..vocabulary import TRAINING, bare
from .asides import is_aside
from .cues import cue, cue_at_end
from .emergencies import in_crisis
from .limits import is_limit
from .message import Message
from .one_value import ADDED_UP, contradictions, one_per_field
from .patterns import Candidate
from .ranges import Range

_SITUATION = frozenset({*ADDED_UP, "statuut", "sector", "werkgewest", "woongewest", "bijberoep"})
_PRESENT = _SITUATION | {"brutomaandloon", "uitkering", "leeftijd", "alleenwonend"}
_OF_THE_YEAR = ("vov_uren_opgenomen", "opleidingscheques_bedrag")
_USED = frozenset(
    {
        *_OF_THE_YEAR,
        "tijdskrediet_opleiding_maanden",
        "tijdskrediet_zorg_maanden",
        "zorgkrediet_maanden_voltijds",
        "loopbaancheques_gebruikt",
    }
)
"""What somebody has had already: `51 maand op , nu opleiding ?` tells it, though it ends as a question."""
_SCHOOL_YEAR = re.compile(r"(?<!\S)(20\d\d) ?[-/] ?(?:20)?\d\d(?!\S)")
_SCHOOL_STARTS = 9
_OF_THE_LEARNER = ("opleiding.directe_kost", "opleiding.betaald_door", "opleiding.contacturen")
_NOT_SUPPOSED = ("opleiding.titel", "drempel", "doel")


@dataclass
class Selection:
    """What became of the candidates."""

    facts: list[Candidate] = field(default_factory=list)
    supposed: list[Candidate] = field(default_factory=list)
    dropped: list[Candidate] = field(default_factory=list)
    vague: dict[str, Range] = field(default_factory=dict)
    """Fields for which two numbers were told in place of one."""
    nearly: list[Candidate] = field(default_factory=list)
    """What is only nearly so ("bijna voltijds"): no fact, but something to ask about."""


def select(message: Message, candidates: Iterable[Candidate]) -> Selection:
    """Judge every candidate, then let one stand for each field and stretch of text."""
    result = Selection()
    for candidate in strongest(c for c in candidates if not _is_no_age(message, c)):
        verdict = _judge(message, candidate)
        if _is_due(message, candidate):
            continue
        if is_limit(message, candidate) or (verdict is None and _is_asked_about(message, candidate)):
            result.supposed.append(candidate)
        elif verdict is None:
            result.dropped.append(candidate)
        elif _is_supposed(message, candidate):
            result.supposed.append(verdict)
        else:
            result.facts.append(verdict)
    for key, pair in contradictions(message, result.facts).items():
        result.facts = [fact for fact in result.facts if fact.field != key]
        if pair[0].is_number:
            low, high = sorted((str(one.value) for one in pair), key=float)
            result.vague[key] = Range(low, high, pair[0].start, pair[1].end, False)
    result.facts = one_per_field(message, result.facts)
    return result


def _is_supposed(message: Message, candidate: Candidate) -> bool:
    if cue("mijn_uitkering").search(message.text[max(0, candidate.start - 5) : candidate.end]):
        return False  # `verlies ik mijn uitkering als ik ...`: only what follows is supposed
    if candidate.field == "onderbreking" and not cue("wat_als").search(message.text):
        return False  # `hoeveel krijg ik als ik halftijds stop`: the break that is wished for
    return message.scopes.at(candidate.start).supposed and candidate.field not in _NOT_SUPPOSED


def _is_asked_about(message: Message, candidate: Candidate) -> bool:
    """`hoeveel krijg ik via de kmo-portefeuille op een factuur van 2000 euro?`: a price to reckon with."""
    if candidate.field != "opleiding.directe_kost" or not candidate.value or not message.of("maatregel"):
        return False
    return message.scopes.asks_at(candidate.start) and not message.scopes.at(candidate.start).other


def _is_due(message: Message, candidate: Candidate) -> bool:
    """`zeg dat ik recht heb op 10000 euro`: what somebody would get, no price."""
    if candidate.field != "opleiding.directe_kost" or candidate.value == 0:
        return False
    return bool(cue_at_end("komt_iemand_toe").search(message.before(candidate.core[0], 6)))


def strongest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that use the same words the strongest; different fields may share words, not numbers."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.strength, c.start)):
        if not any(_compete(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, c.end))


def _compete(a: Candidate, b: Candidate) -> bool:
    if not (a.start < b.end and b.start < a.end):
        return False
    if a.field == b.field:
        return True
    if {a.field, b.field} == {"ancienniteit_maanden", "werkervaring_jaren"}:
        return False  # years with one employer are years of work
    one_number = a.is_number and b.is_number and a.core[0] < b.core[1] and b.core[0] < a.core[1]
    fields = {a.field, b.field}
    return one_number or fields in (
        {"onderbreking", "tewerkstellingspercentage"},
        {"_voltijdse_uren", "tewerkstellingspercentage"},
        {"diploma", "opleiding.soort"},
    )


# ---------------------------------------------------------------- judging one candidate
def _judge(message: Message, candidate: Candidate) -> Candidate | None:
    """The fact as it holds for the speaker now, or None."""
    if (
        _is_about_another(message, candidate)
        or _is_past(message, candidate)
        or _is_requirement(message, candidate)
        or _is_general_question(message, candidate)
        or _is_wish(message, candidate)
        or _is_unwished_goal(message, candidate)
        or cue_at_end("dubbele_ontkenning").search(message.text[: candidate.start].rstrip())
        or cue("onzeker_of").search(message.text[: candidate.start])
        or _is_no_telling(message)
        or is_aside(message, candidate)
        or _is_no_hurdle(message, candidate)
        or _is_lost_job(message, candidate)
        or _is_refused(message, candidate)
        or _is_old_value(message, candidate)
        or _is_of_another_year(message, candidate)
        or _is_lack_of_time(message, candidate)
        or _is_taught(message, candidate)
        or _is_of_own_diploma(message, candidate)
        or cue_at_end("ingeruild_ervoor").search(message.before(candidate.start, 4))
    ):
        return None
    if candidate.negation == "predicaat":
        return None if cue_at_end("ontkend_predicaat").search(message.text[: candidate.start]) else candidate
    if candidate.negation == "negeren" or not _negated(message, candidate):
        return candidate
    return replace(candidate, value=not candidate.value) if candidate.negation == "omkeren" else None


def _is_refused(message: Message, candidate: Candidate) -> bool:
    """`mijn baas wil niet dat ik studeer`, `mijn baas betaalt niks`: the employer does not ask or pay."""
    if candidate.value != "werkgever" or candidate.field not in ("initiatief", "opleiding.betaald_door"):
        return False
    near = message.text[candidate.start : candidate.end + 25]
    return bool(cue("werkgever_weigert").search(near))


def _is_old_value(message: Message, candidate: Candidate) -> bool:
    """`het is bachelor , ik had master gezegd`: in a correction the old value counts for nothing."""
    if not message.scopes.correction or candidate.negation == "negeren" and candidate.is_number:
        return False
    return bool(cue("oude_waarde").search(message.clause_text(candidate.start)))


def _is_of_another_year(message: Message, candidate: Candidate) -> bool:
    """`in het schooljaar 2021-2022 heb ik 100 uur gebruikt` tells nothing about this school year."""
    if bare(candidate.field) not in _OF_THE_YEAR:
        return False
    now = message.today.year - (message.today.month < _SCHOOL_STARTS)
    named = _SCHOOL_YEAR.search(message.sentence(candidate.start))
    return named is not None and int(named[1]) != now


def _is_lack_of_time(message: Message, candidate: Candidate) -> bool:
    """`geen tijd om na het werk nog te studeren` tells nothing about when the lessons are."""
    if candidate.field != "opleiding.valt_binnen_werkuren":
        return False
    words = message.clause_text(candidate.start).split()
    return bool({"tijd", "goesting", "zin", "fut", "energie"} & set(words)) and "vrije" not in words


def _is_taught(message: Message, candidate: Candidate) -> bool:
    """`ik geef Nederlands in een CVO`: lessons that somebody gives."""
    if candidate.field not in ("opleiding.titel", "opleiding.soort"):
        return False
    return bool(cue_at_end("geeft_les").search(message.before(candidate.start, 5)))


def _is_of_own_diploma(message: Message, candidate: Candidate) -> bool:
    """`mijn diploma van Roemenie is erkend`: the diploma, not a course."""
    if candidate.field != "opleiding.erkend":
        return False
    sentence = message.sentence(candidate.start)
    return "diploma" in sentence.split() and not cue("over_de_cursus").search(sentence)


def _is_no_telling(message: Message) -> bool:
    """`ben je een ambtenaar?`, `PC 200 zegt mij niks`: about the assistant, or about a word."""
    if cue("over_de_assistent").match(message.text):
        return True
    own = cue("ik").search(message.text)
    if cue("algemene_vraag").match(message.text) and not own and not cue("zoals_ik").search(message.text):
        return True
    return bool(cue("onbekend_woord").search(message.text)) and not cue("nu").search(message.text)


def _is_no_hurdle(message: Message, candidate: Candidate) -> bool:
    """A hurdle counts where learning or work is talked of: not in a crisis, nor of the talk itself."""
    if candidate.field != "drempel" or message.question == "drempel":
        return False
    if _is_supposed_hurdle(message, candidate) or in_crisis(message.text):
        return True
    clause = message.clause_text(candidate.start)
    if candidate.value == "zelfvertrouwen" and cue("niet_van_de_spreker").match(clause):
        return True  # `je bent te dom om te helpen`
    if candidate.value == "digitaal" and cue("met_de_handen").search(clause):
        return True  # `typen gaat moeilijk met mijn handen`
    if candidate.value == "gezondheid" and not cue("kwaal_zelf").search(message.sentence(candidate.start)):
        return cue("kwaal_kaal").fullmatch(message.text[candidate.start : candidate.end]) is not None
    if candidate.value == "motivatie" and cue("geen_zin_in_werk").search(message.text, candidate.start):
        return True
    nothing = candidate.value == "motivatie" and cue("liever_anders").search(message.text)
    if nothing and message.text[candidate.start : candidate.end] == "niets voor mij":
        return True
    sentence = message.sentence(candidate.start)
    if cue("over_lessen").search(sentence):
        return False
    if candidate.value in ("informatie", "motivatie", "aanbod") and cue("over_het_gesprek").search(sentence):
        return True
    return bool(message.of("vreemd"))


def _is_supposed_hurdle(message: Message, candidate: Candidate) -> bool:
    """`als ik geen tijd heb ...`, not `wie let er op de kinderen als ik les heb`."""
    clause = message.scopes.at(candidate.start)
    opened = cue("stel").search(message.text, clause.start, clause.end)
    before = opened and opened.start() > candidate.start and candidate.value in ("steun", "tijd")
    return clause.supposed and not before


def _is_lost_job(message: Message, candidate: Candidate) -> bool:
    """Years with an employer who dismissed the speaker are over."""
    if candidate.field != "ancienniteit_maanden":
        return False
    jobless = any(hit.value == "werkzoekende" for hit in message.of("statuut"))
    return jobless and message.scopes.at(candidate.start).past


def _is_no_age(message: Message, candidate: Candidate) -> bool:
    """`ik ben al 6 jaar lasser` tells no age of 6."""
    if candidate.field != "leeftijd" or message.question == "leeftijd":
        return False
    if candidate.value >= 14:  # `ik ben al 15 jaar kapster`: so long somebody does that
        lead = message.text[max(0, candidate.start - 8) : candidate.end].split()
        since = lead[-1:] == ["jaar"] and bool({"al", "nu", "reeds", "intussen", "ondertussen"} & set(lead))
        jobs = (*message.of("beroep"), *message.of("statuut"))
        lasting = cue("leeftijd_geen_erna").match(message.text[candidate.end :].strip())
        return since and (bool(lasting) or any(hit.start == candidate.end + 1 for hit in jobs))
    words = message.text[candidate.start : candidate.end].split()
    if message.text.strip(" .!?") == " ".join(words):  # `ik ben 7 jaar`, and nothing else
        return False
    after = message.text[candidate.end :].split()[:1]
    return "jaar" in words and not {"oud", "jong", "leeftijd"} & {*words, *after}


def _is_about_another(message: Message, candidate: Candidate) -> bool:
    clause = message.scopes.at(candidate.start)
    if not clause.other:
        return False
    if candidate.field.startswith(TRAINING):
        learner = cue("andere_leerder").search(message.text[: candidate.start])
        return (
            candidate.field in _OF_THE_LEARNER
            and learner is not None
            and not cue("client").search(message.text)
        )
    theirs = cue("heeft_zelf").search(message.text[clause.start : candidate.start])
    return bool(theirs) or not candidate.holds_for_others


def _is_past(message: Message, candidate: Candidate) -> bool:
    clause = message.scopes.at(candidate.start)
    return clause.past and not clause.supposed and not candidate.holds_in_past and candidate.field in _PRESENT


def _is_requirement(message: Message, candidate: Candidate) -> bool:
    """`moet je 80 % werken?` tells the law's number, not the speaker's."""
    clause, asks = message.clause_text(candidate.start), message.scopes.asks_at(candidate.start)
    if candidate.field in _SITUATION and asks and cue("vereiste_vraag").search(clause):
        return True
    return candidate.is_number and asks and bool(cue("vereiste").search(clause))


def _is_general_question(message: Message, candidate: Candidate) -> bool:
    """A question about people or courses in general tells nothing about the speaker."""
    if not message.scopes.asks_at(candidate.start) or message.question == bare(candidate.field):
        return False
    free = candidate.field == "opleiding.directe_kost" and candidate.value == 0
    if free and cue("is_het_gratis").search(message.sentence(candidate.start)):
        return True
    if cue("client").search(message.text) or _is_listed(message, candidate):
        return False
    if candidate.field in _USED and cue("al_gebruikt").search(message.clause_text(candidate.start)):
        return bool(cue("vraagvorm").match(message.clause_text(candidate.start).strip(" ,;:")))
    training = candidate.field.startswith(TRAINING)
    if training and message.scopes.at(candidate.start).supposed:
        return False
    if candidate.field == "onderbreking":
        general = cue("men_in_het_algemeen").search(message.sentence(candidate.start))
        return bool(general) and not cue("ik").search(message.text)
    if candidate.field == "opleiding.directe_kost" and not cue("over_lessen").search(
        message.sentence(candidate.start)
    ):
        return True  # `ik betaal 0 euro ?` asks about an amount
    if training and (isinstance(candidate.value, bool) or candidate.field == "opleiding.betaald_door"):
        return True
    if candidate.field == "statuut" and cue_at_end("ik_als_ervoor").search(
        message.text[: candidate.start].rstrip()
    ):
        return False  # `mag ik als gepensioneerde`
    if candidate.field in ("statuut", "sector") and cue("over_een_tekort").search(
        message.sentence(candidate.start)
    ):
        return True
    if candidate.field == "uitkering" or candidate.value == "gepensioneerd":
        own = candidate.field == "uitkering" and cue("mijn_uitkering").search(message.text)
        return not own and bool(cue("hoe_vraag").match(message.text))
    if training and (candidate.focus or candidate.field == "opleiding.titel"):
        return False
    if candidate.field == "opleiding.soort" and candidate.value != "hoger_onderwijs":
        return False  # `wat kost het bij het cvo ?`; a subject such as `rechten` may be another word
    return not cue("over_zichzelf").search(message.text)


def _is_listed(message: Message, candidate: Candidate) -> bool:
    """`31 jaar , leefloon , geen diploma - mogelijkheden ?`: facts in a row, then a question."""
    first = cue("begin_feit").match(message.text)
    if first and candidate.end <= first.end():
        return True  # `doctoraat chemie , dus ...?`
    start, end = message.sentence_span(candidate.start)
    row = message.text[start:end].count(" , ") + message.text[start:end].count(" / ")
    rest = message.text[candidate.end : end]
    return row >= 2 and (" , " in rest or " - " in rest)


def _is_wish(message: Message, candidate: Candidate) -> bool:
    """`ik wil in de zorg werken` is no present state."""
    if candidate.field not in _SITUATION or message.question == candidate.field:
        return False
    clause = message.scopes.at(candidate.start)
    if clause.supposed:
        return False
    before = message.text[clause.start : candidate.start]
    whole = f"{before} {message.text[candidate.start : clause.end]}"
    return bool(
        cue("wens").search(before) and cue("staat").search(whole) and not cue("werkt_nu").search(before)
    )


def _is_unwished_goal(message: Message, candidate: Candidate) -> bool:
    """A goal counts only when somebody wishes it."""
    if candidate.field != "doel" or message.question == "doel":
        return False
    return not cue("doelwens").search(message.text)


def _negated(message: Message, candidate: Candidate) -> bool:
    """Do the words before, after or of the candidate deny it?"""
    scopes = message.scopes
    lead = message.text[: candidate.start].rstrip()
    if candidate.field in ("werkgewest", "woongewest") and cue_at_end("geen_iets_dan_plaats").search(lead):
        return False
    denied_inside = bool(cue("eigen_ontkenning").search(message.text[candidate.start : candidate.end]))
    if candidate.negation == "omkeren":
        said_no = cue("nee_erna").match(message.text[candidate.end :].strip())
        denied_after = denied_inside or bool(said_no) or scopes.negated_after(candidate.end)
    elif candidate.field in ("opleiding.betaald_door", "initiatief"):
        denied_after = scopes.negated_after(candidate.end)
    elif candidate.field == "uurrooster":
        denied_after = denied_inside
    else:
        denied_after = denied_inside and candidate.field == "statuut" and candidate.weight < 0
    return denied_after or scopes.negated(candidate.start)
