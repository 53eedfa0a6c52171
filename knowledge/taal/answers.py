"""Short answers in the light of the question that was asked: `ja`, `2`, `bij de stad`, `geen idee`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from ..vocabulary import Field, Vocabulary
from .cues import cue
from .lexicon import load
from .message import Message
from .numbers import trimmed
from .patterns import Candidate
from .spelling import Speller
from .workplaces import tells_no_employer

_NUMBER = re.compile(
    r"(?<!\S)(-?\d+(?:\.\d+)?)(?: (jaar|maand|week|dag|uur|procent|euro|keer|duizend))?"
    r"(?: (?:(per|in de|een|de) )?(dag|week|maand))?(?!\S)(?! (?:de|ste|e) \S)"
)
"""A number that answers. "5 de middelbaar" is a place in an order."""
_FIRST_WORD = re.compile(
    r"(?:(?:ah|euh|goh|tja|hm) )?"
    r"(?:(?P<ja>ja|jawel|zeker|yes|inderdaad|klopt)|nee|neen|nope|niet|nog niet|nooit|nog nooit)(?= |$)"
)
_EITHER = re.compile(r"(?<!\S)ja(?: ,)? (?:of|/|dan wel) (?:nee|neen)(?!\S)")
"""Both are named: somebody wants one of them, and says neither."""
_LAST_WORD = re.compile(r".*(?<!\S)(?:(?P<ja>ja|jawel|zeker|(?<!niet )wel)|nee|neen|nope) ?[.!]?$")
_NONE = re.compile(r"(?:niemand|nee|neen|(?:nog )?(?:nooit|geen|niets|niks|niet)|gratis|kosteloos)(?= |$)")
_OR_SO = re.compile(r"(?<!\S)(?:een )?(jaar|maand|uur|euro|man|keer|week|dag|kind) of (\d+(?:\.\d+)?)(?!\S)")
_ONE = re.compile(r"(?<!\S)een (?=(?:jaar|maand|week)(?!\S))")
_SINCE = re.compile(r"(?<!\S)((?:19|20)\d\d)(?!\S)(?! euro)")
_SERIES = re.compile(
    r"(?<!\S)(\d+(?:\.\d+)?) (?:uur|lestijd) (?:per|in de|een|de) (?:week|avond)\b"
    r".*?(?<!\S)(\d+) (?:week|avonden|lessen|keer)"
)
_SERIES_BEFORE = re.compile(
    r"(?<!\S)(\d+) week(?: ,)?(?: \S+){0,2}? (?:per|in de) week (\d+(?:\.\d+)?) (?:uur|lestijd)"
)
_COMMITTEE = re.compile(r"(?<!\d)([1-3]\d\d(?:\.\d{2})?)(?!\d)")
_SESSIONS = re.compile(
    r"(?<!\S)(\d+) (?:les|lessen|keer|sessies?|avond|avonden|zaterdagen|dag|lesdagen|week) "
    r"(?:van|a|aan|met|x) (\d+(?:\.\d+)?) (?:uur|lestijd)"
)
_CLOCK_SERIES = re.compile(
    r"(?<!\S)van (\d+(?:\.\d+)?)(?: uur)? tot (\d+(?:\.\d+)?)(?: uur)?\b"
    r".*?(?<!\S)(\d+) (?:week|avonden|lessen|keer|zaterdagen|lesdagen)"
)
_RANGE = re.compile(
    r"(?<!\S)(?:tussen (?:de )?(?P<low>\d+(?:\.\d+)?)(?: \S+)? en"
    r"|(?P<from>\d+(?:\.\d+)?)(?: \S+)? (?:a|tot|-|of)) (?:de )?(?P<high>\d+(?:\.\d+)?)(?!\S)"
)
_CHILDREN = re.compile(
    r"(?<!\S)(?:een|1|mijn) (?:\S+ )?(?:zoon|dochter|zoontje|dochtertje|kind|baby|kleuter|puber)(?!\S)"
)
_AGES = re.compile(r"(?:van|:) (\d+)(?: jaar)?((?: (?:, |en )+\d+(?: jaar)?)*)")
LAST_HOUR = 24
SHORTEST_INSIDE = 3
"""Shorter words ("ik") only answer when they are the whole answer."""
_LEFT_BEHIND = re.compile(r"(?<!\S)geen( meer)? $")
_NONE_IS_ZERO = frozenset(
    {
        "kinderen_ten_laste",
        "aantal_werknemers",
        "loopbaancheques_gebruikt",
        "vov_uren_opgenomen",
        "opleidingscheques_bedrag",
        "directe_kost",
        "tijdskrediet_opleiding_maanden",
        "tijdskrediet_zorg_maanden",
        "zorgkrediet_maanden_voltijds",
    }
)
"""Questions for how much was used: there "nee" means none. To any other number it is no answer."""
_TO_MONTHS = {"jaar": 12.0, "week": 12 / 52}
_UNITS = {
    "jaar": {"jaar", "maand"},
    "maand": {"jaar", "maand"},
    "week": {"jaar", "maand", "uur"},
    "dag": {"procent", "uur"},
    "uur": {"uur"},
    "procent": {"procent"},
    "euro": {"EUR"},
}
"""The units of fields that a number with this unit can answer."""
_TO_YEARS = {"maand": 1 / 12, "week": 1 / 52}


@dataclass(frozen=True)
class Answer:
    """A value for the question, or the news that the person does not know."""

    value: Any = None
    start: int = 0
    end: int = 0
    unknown: bool = False


class Answers:
    """Reads short answers for every field of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, speller: Speller) -> None:
        data = load("antwoorden")
        self._vocabulary = vocabulary
        self._speller = speller
        self._yes = self._family(data["algemeen"]["ja"])
        self._no = self._family(data["algemeen"]["nee"])
        self._own = {
            name: {word: self._family(block) for word, block in families.items()}
            for name, families in data["ja_nee"].items()
        }
        self._ranks = {
            words: int(rank) for rank, block in data["rangorde"].items() for words in self._family(block)
        }
        self._unknown = self._family(data["algemeen"]["weet_niet"])
        self._only_whole = {name: self._family(block) for name, block in data["alleen_heel"].items()}
        self._no_choice = {name: self._family(block) for name, block in data["geen_keuze"].items()}
        fillers = sorted(self._family(data["opvulling"]), key=len, reverse=True)
        self._filler = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, fillers))}|[,.!?;:()]|\.\.+)(?!\S)")
        self._counts = {
            words: float(value) for value, block in data["aantallen"].items() for words in self._family(block)
        }
        self._choices = {
            field.name: self._labels(field, data["waarden"])
            for field in vocabulary.fields.values()
            if field.values
        }

    def _plain(self, text: str) -> str:
        return self._speller.read(text).text

    def _family(self, block: str) -> set[str]:
        return {text for text in (self._plain(part.strip()) for part in block.split(",")) if text}

    def _labels(self, field: Field, paraphrases: dict[str, dict[str, str]]) -> dict[str, str]:
        known: dict[str, str] = {}
        for value, label in field.values.items():
            for text in (label, value.replace("_", " ")):
                known.setdefault(self._plain(text), value)
        for value, block in paraphrases.get(field.name, {}).items():
            for text in self._family(block):
                known[text] = value
        return known

    def core(self, text: str) -> str:
        """The answer without words that say nothing."""
        return " ".join(self._filler.sub(" ", text).split())

    def yes_no(self, text: str) -> bool | None:
        """Is the whole message a plain yes or no?"""
        for candidate in (text.strip(" .!,"), self.core(text)):
            if candidate in self._no:
                return False
            if candidate in self._yes:
                return True
        return None

    def is_unknown(self, text: str) -> bool:
        """Does somebody say that they do not know?"""
        bare = text.strip(" .!,?")
        core = self.core(text)
        if bare in self._unknown or core in self._unknown:
            return True
        heads = (f"{bare} ", f"{core} ")
        short = len(text.split()) <= 9 and not re.search(r"\d", text)
        return short and any(
            len(known.split()) >= 2 and any(head.startswith(f"{known} ") for head in heads)
            for known in self._unknown
        )

    def answer(self, message: Message, field: Field) -> Answer | None:
        """What the message says about this field, as an answer to the question for it."""
        if self.is_unknown(message.text):
            return Answer(unknown=True)
        if field.type == "bool":
            return self._bool(message.text, field.name)
        if field.values:
            return self._choice(message, field)
        if field.is_number:
            return self._number(message, field)
        return self._text(message, field)

    def exact(self, message: Message, field: Field) -> Answer | None:
        """The answer when the whole message is the label of a choice or one of its paraphrases."""
        value = self._choices.get(field.name, {}).get(message.text.strip(" .!,"))
        return Answer(value, 0, len(message.text)) if value else None

    def _bool(self, text: str, name: str) -> Answer | None:
        if _EITHER.search(text):
            return None
        whole = self.yes_no(text)
        if whole is not None:
            return Answer(whole, 0, len(text))
        for word, family in self._own.get(name, {}).items():
            if any(f" {phrase} " in f" {text} " for phrase in family):
                return Answer(word == "ja", 0, len(text))
        first = _FIRST_WORD.match(text)
        if first:
            return Answer(bool(first.group("ja")), *first.span())
        last = _LAST_WORD.match(text)
        if last:
            return Answer(bool(last.group("ja")), 0, len(text))
        core = self.core(text)
        found = [
            (m.start(), value, phrase)
            for value, family in ((True, self._yes), (False, self._no))
            for phrase in family
            if len(phrase.split()) >= 2
            for m in [re.search(rf"(?<!\S){re.escape(phrase)}(?!\S)", core)]
            if m
        ]
        return Answer(min(found)[1], *_place_of(text, min(found)[2])) if found else None

    def _choice(self, message: Message, field: Field) -> Answer | None:
        known, core, text = self._choices[field.name], self.core(message.text), message.text
        if cue("werkgever_weigert").search(text):
            known = {phrase: value for phrase, value in known.items() if value != "werkgever"}
        value = known.get(text.strip(" .!,")) or known.get(core)
        if value:
            return Answer(value, 0, len(text))
        if any(f" {phrase} " in f" {text} " for phrase in self._no_choice.get(field.name, ())):
            return None
        inside = [
            (len(phrase), m.start(), phrase)
            for phrase in known.keys() - self._only_whole.get(field.name, set())
            for m in [re.search(rf"(?<!\S){re.escape(phrase)}(?!\S)", text)]
            if m and not message.scopes.negated(m.start())
            if len(phrase) >= SHORTEST_INSIDE
        ]
        if inside:
            size, start, phrase = max(inside, key=lambda found: (found[0], -found[1]))
            return Answer(known[phrase], start, start + size)
        if field.name in ("werkgewest", "woongewest"):
            return None
        other = next(
            (
                hit
                for hit in message.hits
                if hit.value in field.values and hit.value != "geen" and not tells_no_employer(message, hit)
            ),
            None,
        )
        if other and not message.scopes.negated(other.start):
            return Answer(other.value, other.start, other.end)
        close = (
            process.extractOne(core, list(known), scorer=fuzz.ratio, score_cutoff=84)
            if len(core) >= 5
            else None
        )
        return Answer(known[close[0]], 0, len(text)) if close else None

    def _number(self, message: Message, field: Field) -> Answer | None:
        text = message.text
        whole = _counted(message, field)
        if whole is not None:
            return Answer(whole, 0, len(text))
        if two_numbers(text) or (field.name == "brutomaandloon" and _is_net(text)):
            return None
        rank = self._rank(text) if field.name == "vks_niveau" else None
        if rank:
            return Answer(rank, 0, len(text))
        plainer = _OR_SO.sub(r"\2 \1", text)
        plainer = _ONE.sub("1 ", plainer) if _is_time(field) else plainer
        for match in _NUMBER.finditer(plainer):
            if not _same_kind(match[2], field) or _LEFT_BEHIND.search(text[: match.start()]):
                continue
            value = _converted(float(match[1]), match[2] or "", match[4] or "", field)
            return Answer(trimmed(value), *(match.span() if plainer == text else (0, len(text))))
        core = self.core(text)
        for words in (text.strip(" .!,"), core):
            if self._counts.get(words) == 0 and field.name not in _NONE_IS_ZERO:
                return None
            if words in self._counts:
                return (
                    Answer(trimmed(self._counts[words]), 0, len(text))
                    if _countable(field, self._counts[words])
                    else None
                )
        return Answer(0, 0, len(text)) if field.name in _NONE_IS_ZERO and _NONE.match(core) else None

    def _rank(self, text: str) -> int | None:
        """`het vierde niveau` -> 4."""
        return next((self._ranks[word] for word in text.split() if word in self._ranks), None)

    def _text(self, message: Message, field: Field) -> Answer | None:
        if field.name == "postcode":
            found = re.search(r"(?<!\S)([1-9]\d{3})(?!\S)", message.text)
        elif field.name == "paritair_comite":
            original = _COMMITTEE.search(message.plain.original) or _COMMITTEE.search(message.text)
            return Answer(original.group(1), 0, len(message.text)) if original else None
        elif field.name == "titel":
            return self._title(message)
        else:
            return None
        return Answer(found.group(1), *found.span()) if found else None

    def _title(self, message: Message) -> Answer | None:
        core = self.core(message.text)
        if not core or self.yes_no(message.text) is not None or len(message.text) > 120:
            return None
        start = message.text.find(core.split()[0])
        source = message.plain.source(start, len(message.text))[0]
        return Answer(source.strip(" .!?,")[:200], start, len(message.text))


def _place_of(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase stands; all of the text when words that say nothing stand between."""
    start = text.find(phrase)
    return (start, start + len(phrase)) if start >= 0 else (0, len(text))


def _is_net(text: str) -> bool:
    """Net pay is no gross pay."""
    return "netto" in text.split() and "bruto" not in text.split()


def _same_kind(unit: str | None, field: Field) -> bool:
    """Whether a number with this unit can be a value of the field: euros are never hours."""
    allowed = _UNITS.get(unit or "")
    return allowed is None or any(base in allowed for base, power in field.measure or () if power > 0)


def _is_time(field: Field) -> bool:
    """Is the field a number of years or months?"""
    return bool({"jaar", "maand"} & set((field.unit or "").split()[:1]))


def _counted(message: Message, field: Field) -> int | float | None:
    """A number to be worked out: years since a year, hours a week for some weeks, children by age."""
    since = _SINCE.search(message.text)
    if since and _is_time(field) and field.name != "leeftijd":
        years = max(0, message.today.year - int(since[1]))
        return years * 12 if (field.unit or "").startswith("maand") else years
    series = _SERIES.search(message.text)
    if (field.unit or "").startswith("uur of lestijd"):
        worked_out = lesson_hours(message.text)
        if series:
            return trimmed(float(series[1]) * float(series[2]))
        if worked_out is not None:
            return worked_out
    if field.name != "kinderen_ten_laste":
        return None
    children = _CHILDREN.findall(message.text)
    ages = _AGES.search(message.text)
    if children or (ages and not re.search(r"\d", message.text[: ages.start()])):
        return len(children) or 1 + len(re.findall(r"\d+", ages[2] if ages else ""))
    return 1 if re.match(r"(?:ja )?(?:, )?(?:eentje|ene)(?!\S)", message.text) else None


def lesson_hours(text: str) -> int | float | None:
    """The hours of `20 lessen van 3 uur` or `van 18.5 uur tot 21.5 uur , 15 week`, if any."""
    sessions = _SESSIONS.search(text) or _SERIES_BEFORE.search(text)
    if sessions:
        return trimmed(float(sessions[1]) * float(sessions[2]))
    clock = _CLOCK_SERIES.search(text)
    if clock and float(clock[1]) < float(clock[2]) <= LAST_HOUR:
        return trimmed((float(clock[2]) - float(clock[1])) * float(clock[3]))
    return None


def two_numbers(text: str) -> tuple[str, str] | None:
    """The ends of a range such as `tussen 2000 en 2500`, which answers no question for one number."""
    found = _RANGE.search(text)
    if found is None or lesson_hours(text) is not None:
        return None
    low, high = found["low"] or found["from"], found["high"]
    return (low, high) if float(low) < float(high) else None


def _converted(value: float, unit: str, per: str, field: Field) -> float:
    """The number in the unit of the field."""
    wanted = field.unit or ""
    if wanted.startswith("maand") or "maand" in wanted.split()[-1:]:
        return value * _TO_MONTHS.get(unit, 1.0)
    if wanted.startswith("jaar"):
        return value * _TO_YEARS.get(unit, 1.0)
    if field.name == "uren_per_week" and per == "dag":
        return value * 5
    if field.name == "tewerkstellingspercentage" and (unit == "dag" or per == "dag") and value <= 5:
        return value * 20
    if unit == "duizend":
        return value * 1000
    return value


def _countable(field: Field, value: float) -> bool:
    if field.name in ("leeftijd", "brutomaandloon", "uren_per_week", "tewerkstellingspercentage"):
        return False
    return field.type != "int" or float(value).is_integer()


def overlapping(candidates: Iterable[Candidate], answer: Answer) -> Iterator[Candidate]:
    """Candidates that stand on the words of the answer."""
    for candidate in candidates:
        if candidate.start < answer.end and answer.start < candidate.end:
            yield candidate
