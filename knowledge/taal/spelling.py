"""From what people type to plain Dutch words: dialect, chat spelling, units, numbers, typing errors."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from ..formatting import MONTHS
from .context import Context, WordPairs
from .dialect import short_answer, standard_spelling
from .lexicon import DATA, load, short_words, word_frequencies
from .numbers import parse_digits, trimmed, word_to_int
from .points import Points
from .slips import SURE, Slips
from .spaces import Spaces
from .words import PlainText, Word, fold, is_number, join_numbers, without_marks

_TOKEN = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)"  # a date
    r"|\d+/\d+(?![\d/])"  # a fraction
    r"|\d{1,2}[uh][0-5]\d(?!\d)"  # 22u48: hours and minutes
    r"|(?<!\S)-\d+(?:[.,]\d+)?(?![\d/-])"  # -5, which is said to be impossible
    r"|\d{1,2}k\d{1,3}(?![\w])"  # 2k8: 2800
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)"  # 2.400,50
    r"|\d+[.,]\d+(?!\d)|\d+"  # 30,4 and 38
    r"|(?<!\w)d['’](?=[^\W\d_]{3})"  # d'Ikea
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|['’][^\W\d_]+"  # words, m'n and 's
    r"|[%€+=&]|\.{2,}|[^\w\s]"
)
_PER_UNIT = re.compile(
    r" (?:w|wk|week|weken|maand|mnd|dag|uur|u|jaar|j|persoon|pers|man|semester|les|kwartaal)\b", re.I
)
_TITLES = ("mevr", "mw", "dhr", "mr", "ingeschr", "inschr", "prof")
"""Shortened words that a capital often follows."""
_EVERY = ("elke", "elk", "ieder", "iedere", "elken")
_ENDS = ("", ",", ":", "/", "(", ";", ".", "client", "cl", "klant", "cliente")
_BEFORE_MINE = ("buiten", "tijdens", "in", "bij", "met", "van", "voor", "na", "onder", "aan", "op", "naar")
_MINE = ("ons", "mijn", "onze", "bij")
_ARTICLES = ("het", "een", "mijn", "ons", "plat", "op")
_MONTHS = tuple(month for month in MONTHS if len(month) > 3)  # too much is a slip away from a shorter one
_UNITS = ("uur", "uren", "jaar", "jaren", "maand", "maanden", "week", "weken", "dag", "dagen", "euro")
_WHO = ("ik", "k", "we", "wij", "ze", "jij", "gij", "ge")
_MEASURE = ("uren", "uur", "dagen", "weken")
_PERIODS = frozenset(
    ["week", "dag", "maand", "jaar", "uur", "weekend", "wk", "mnd", "wek", "mand", "weke", "euro"]
)
"""With `elke` before it this is said of each of them: `elke week` is per week."""
_TO_PLACE = ("in", "te", "uit", "naar", "nr", "van", "regio", "rond", "inde")
"""After these words a name of a place is likely."""
_BEFORE_IK = frozenset(
    ("waar", "hoe", "wanneer", "omdat", "toen", "dan", "daar", "hoeveel", "zodat", "nadat")
)
_PART, _JOINED, _WRITTEN = 4, 10, 9
"""Letters of each part of a compound in two words, of a phrase without its spaces, and of a spelling in
the list to which a slip is led too."""
_CLOCK = re.compile(r"(\d{1,2})[uh](\d\d)")
_COMMON = 1e-5
"""How usual a common word is that no count of words knows."""
_SPOKEN = 1e-6
"""A word that is used less may be dialect for another."""
_COUNTED_OFF = frozenset(
    {"graad", "jaar", "middelbaar", "leerjaar", "studiejaar", "secundair", "humaniora", "kans", "keer"}
    | {"semester", "module", "bachelor", "bach", "master", "les", "cheque", "taal", "zit", "job"}
)
"""What is counted off: `2e graad`, `7e jaar`."""
_COURSE = "opl"
"""The shorthand for a training, also as the end of a word: `mentoropl`, `knelpuntopl`."""
_THOUSANDS = re.compile(r"(\d{1,2})k(\d{1,3})")


class Speller:
    """Turns a message into `PlainText`."""

    def __init__(
        self,
        known: Iterable[str] = (),
        names: Iterable[str] = (),
        places: Iterable[str] = (),
        directory: Path = DATA,
        counted: WordPairs | None = None,
        phrases: Iterable[str] = (),
    ) -> None:
        """`known`: words that a typing error may stand for; `names`: other words that are right; `places`:
        names that a typing error stands for where a place is told; `counted`: words that stand side by side,
        without which no word is judged by its neighbours; `phrases`: names of more words, which are
        known without their spaces too."""
        data, known, names, places = load("spelling", directory), set(known), set(names), set(places)
        self._replace: dict[Any, list[str]] = {}
        self._phrases: dict[Any, list[str]] = {}
        for standard, block in data["schrijfwijzen"].items():
            for variant in str(block).split(","):
                tokens = tuple(_TOKEN.findall(fold(variant.strip())))
                (self._replace if len(tokens) == 1 else self._phrases)[
                    tokens if len(tokens) > 1 else tokens[0]
                ] = str(standard).split()
        self._after_number: dict[str, str] = {}
        for unit, block in data["na_een_getal"].items():
            self._after_number.update({fold(variant.strip()): str(unit) for variant in str(block).split(",")})
        joined = self._add_joined(phrases, set(data["gewone_woorden"].split()))
        known |= joined
        self._shortened = set(data["afkortingen"].split())
        self._with_ik = set(data["ik_ervoor"].split())
        common = set(data["gewone_woorden"].split())
        self._field = sorted({fold(word) for word in known if len(word) >= 4 and word.isalpha()})
        self._field_set = set(self._field)
        self._known = self._field_set | common | set(self._replace) | {fold(name) for name in names}
        self._frequencies = word_frequencies()
        usual = {**dict.fromkeys(common, _COMMON), **self._frequencies}
        self._usual_words = usual
        written = {variant for variant in self._replace if len(variant) >= _WRITTEN and variant.isalpha()}
        self._slips = Slips(
            [*self._field, *written],
            usual,
            self._known,
            data["aaneen"],
            data["aaneen_achteraan"].split(),
            map(fold, places),
        )
        compounds = (self._field_set | self._replace.keys()) - joined
        self._spaces = Spaces(self._slips, usual, compounds, data)
        self._points = Points(data)
        self._small = data["aaneen"]
        self._after_men = frozenset(data["na_men"].split())
        long = {variant: unit for variant, unit in self._after_number.items() if len(variant) > 5}
        self._units = {**dict.fromkeys((*_UNITS, *_MONTHS)), **long}
        self._cache: dict[tuple[str, bool, bool], str] = {}
        right = self._known | {fold(word) for word in known}
        share = ChainMap(dict(short_words()), dict(usual))
        self._context = (
            Context(counted, lambda w: share.get(w, 0.0), right, set(map(fold, places))) if counted else None
        )

    def _add_joined(self, phrases: Iterable[str], common: Collection[str]) -> set[str]:
        """`vlaamseoverheid`: phrases that are known without their spaces too."""
        found = set()
        for phrase in phrases:
            words = fold(phrase).split()
            joined = "".join(words)
            long = len(joined) >= _JOINED and min(map(len, words)) >= _PART and joined.isalpha()
            if len(words) > 1 and long and joined not in word_frequencies() and joined not in common:
                plain_words = [w for word in words for w in self._replace.get(word, [word])]
                self._replace.setdefault(joined, plain_words)
                found.add(joined)
        return found

    def standard(self, word: str) -> str:
        """The one plain word that stands for a variant; the word itself when there is none."""
        found = self._replace.get(word, [word])
        return found[0] if len(found) == 1 else word

    def is_word(self, word: str) -> bool:
        """Whether a plain word is one that people use, or a number."""
        usual = self._usual_words.get(word, 0.0) >= _SPOKEN
        known = word in self._known or word in short_words()
        return usual or known or is_number(word) or not word[:1].isalpha()

    def read(self, message: str, correct: bool = True) -> PlainText:
        """Plain words of a message; `correct` also undoes typing errors."""
        bare, places = without_marks(message)
        words = self._read(bare, correct)
        if bare != message:
            words = [Word(w.text, places[w.start], places[w.end - 1] + 1) for w in words]
        return PlainText(message, tuple(words))

    def _read(self, message: str, correct: bool) -> list[Word]:
        tokens = list(self._tokens(message))
        words: list[Word] = []
        position = 0
        while position < len(tokens):
            previous = words[-1].text if words else ""
            used, texts = self._next(
                tokens[position : position + 3], previous, correct, _is_named(message, tokens[position][1])
            )
            start, end = tokens[position][1], tokens[position + used - 1][2]
            words.extend(Word(text, start, end) for text in texts)
            position += used
        if self._context and correct:
            words = self._context.mend(words, message)
        words = join_numbers(words)
        return self._points.put(words) if correct else words

    def _tokens(self, message: str) -> Iterator[tuple[str, int, int]]:
        """The tokens without the full stops that only shorten a word (`mevr. 37j`, not `gem. Ik`)."""
        previous = ("", 0, 0)
        for match in _TOKEN.finditer(fold(message)):
            token = (match.group(), match.start(), match.end())
            sentence = message[token[2] :].lstrip()[:1].isupper() and previous[0] not in _TITLES
            if (
                token[0] == "."
                and previous[2] == token[1]
                and previous[0] in self._shortened
                and not sentence
            ):
                continue
            if message[token[2] : token[2] + 1] == ".":
                token = (self._unshortened(token[0]), *token[1:])
            previous = token
            if _parts(message, match):
                yield (",", *token[1:])
            else:
                yield from self._at_capitals(token, message)

    def _at_capitals(self, token: tuple[str, int, int], message: str) -> Iterator[tuple[str, int, int]]:
        """`inGenk` -> in, genk."""
        text, start, end = token
        typed = message[start:end]
        cut = (
            next(self._spaces.at_capitals(typed), 0) if len(text) == len(typed) and not typed.islower() else 0
        )
        if cut:
            yield text[:cut], start, start + cut
        yield text[cut:], start + cut, end

    def _unshortened(self, token: str) -> str:
        """`werkl.` -> werkloos: the shortest word of the lists that begins so, when it is no word itself."""
        if len(token) < 4 or token in self._known or token in self._frequencies or not token.isalpha():
            return token
        longer = [word for word in self._field if word.startswith(token)]
        if longer:
            self._shortened.add(token)
        return min(longer, key=len, default=token)

    def _next(
        self, tokens: list[tuple[str, int, int]], previous: str, correct: bool, named: bool
    ) -> tuple[int, list[str]]:
        first = tokens[0][0]
        following = tokens[1][0] if len(tokens) > 1 else ""
        if first in _EVERY and following not in _PERIODS:
            return 1, ["elke"]  # `elke morgen`, while `elke week` is per week
        if first == "me" and following[:1].isdigit():
            return 1, ["met"]
        if first == "as" and correct and not named and previous not in _TO_PLACE:
            return 1, ["als"]  # As is a town too
        if first == "ik" and following == "zijn" and len(tokens) > 2 and tokens[2][0][0].isdigit():
            return 2, ["ik", "ben"]
        if first == "e" and is_number(previous) and following in _COUNTED_OFF:
            return 1, ["de"]  # `2e graad`, while `20e` are euros
        if first == "v" and previous in _ENDS:
            return 1, ["v"]  # a woman, in the shorthand of counsellors
        if first == "nr" and following.isalpha():
            return 1, ["naar"]
        if first == "p" and following in _PERIODS:
            return 1, ["per"]
        if first == "men" and (previous in _BEFORE_MINE or self._is_owned(previous, following)):
            return 1, ["mijn"]
        if first == "ma" and previous in _MINE:
            return 1, ["ma"]
        if first == "dak" and previous in _ARTICLES:
            return 1, ["dak"]
        for length in range(len(tokens), 1, -1):
            found = self._phrases.get(tuple(token for token, _, _ in tokens[:length]))
            if found:
                return length, found
        does = previous in _WHO and following in _MEASURE  # `ik werk uren`, while `mijn werk uren` is one
        together = self._together(first, following) if correct and following and not does else None
        if together:
            return 2, [*self._replace.get(together, [together])]
        return 1, self._plain(tokens[0][0], previous, correct, named)

    def _together(self, first: str, second: str) -> str | None:
        """The compound that two tokens are, one of which may hold a slip (`loopbaan cheqeus`)."""
        found = self._spaces.together(first, second)
        if found or not (first.isalpha() and second.isalpha()) or min(len(first), len(second)) < _PART:
            return found
        right = [self._slips.exists(first), self._slips.exists(second)]
        if sum(right) != 1:
            return None
        typed = zip((first, second), right, strict=True)
        parts = [token if known else self._spelled(token, False, "") for token, known in typed]
        return self._spaces.together(*parts) if all(map(str.isalpha, parts)) else None

    def _is_owned(self, before: str, word: str) -> bool:
        """Can `men` between them only be `mijn`: no word beside it that tells what people do?"""
        does = before in self._after_men or before[-1:] == "t" or word in self._after_men or word[-1:] == "t"
        return len(word) >= 3 and word.isalpha() and not does

    def _plain(self, token: str, previous: str, correct: bool, named: bool) -> list[str]:
        clock = _CLOCK.fullmatch(token)
        if clock:
            return [f"{trimmed(int(clock[1]) + int(clock[2]) / 60)}", "uur"]
        thousands = _THOUSANDS.fullmatch(token)
        if thousands:
            return [f"{thousands[1]}{thousands[2]:0<3}"]
        number = parse_digits(token)
        if number is not None:
            return (
                [f"{trimmed(number)}"]
                if len(token) < 3 or "." in token or "," in token or token[0] != "0"
                else [token]
            )
        if is_number(previous) and token in self._after_number:
            return self._after_number[token].split()
        if correct and (is_number(previous) or previous == "per" or word_to_int(previous) is not None):
            unit = self._unit(token)
            if unit:
                return self._replace.get(unit, [unit])
        if token in self._replace:
            return self._replace[token]
        if token.endswith(_COURSE) and len(token) > len(_COURSE) + 2 and token.isalpha() and correct:
            return [token.removesuffix(_COURSE) + "opleiding"]
        if token.startswith("ik") and token[2:] in self._with_ik and token not in self._frequencies:
            return ["ik", *self._replace.get(token[2:], [token[2:]])]
        if token.startswith("k"):
            verb = token.lstrip("k'")
            if verb not in self._with_ik and correct and token not in self._frequencies:
                verb = self._spelled(verb, False, "")
            if verb in self._with_ik:
                return ["ik", *self._replace.get(verb, [verb])]
        if token.endswith("k") and correct and token not in self._known and token not in self._usual_words:
            asked = self._with_ik_behind(token[:-1])
            if asked:
                return asked
        bare = token.strip("'") or token
        return self._spelled(bare, named, previous).split() if correct else [bare]

    def _with_ik_behind(self, word: str) -> list[str] | None:
        """`vraagk`, `waark`: a verb or a small word with `ik` written on to it."""
        if len(word) < 3:
            return None
        if word not in self._with_ik | _BEFORE_IK and not self._slips.exists(word):
            word = self._spelled(word, False, "")
        return [*self._replace.get(word, [word]), "ik"] if word in self._with_ik | _BEFORE_IK else None

    def _unit(self, token: str) -> str | None:
        """The unit that is meant after a number: `30 uen`, `3 daggen`."""
        if len(token) < 3 or token in self._after_number or token in self._usual_words:
            return None
        near = (unit for unit in self._units if OSA.distance(unit, token, score_cutoff=1) == 1)
        found = next(
            (unit for unit in near if sorted(unit[:2]) == sorted(token[:2]) or unit[0] == token[0]), None
        )
        return (self._units[found] or found) if found else None

    def _spelled(self, token: str, named: bool, previous: str) -> str:
        key = (token, named, previous in _TO_PLACE)
        if key not in self._cache:
            if len(self._cache) > 20_000:
                self._cache.clear()
            self._cache[key] = self._corrected(*key)
        return self._cache[key]

    def _usual(self, word: str) -> float:
        """How usual a word is; the words of the field come before all others."""
        return 1.0 if word in self._field_set else self._usual_words.get(word, 0.0)

    def _corrected(self, token: str, named: bool, at_place: bool) -> str:
        """The word that was meant; the token itself when in doubt."""
        answer = short_answer(token)
        if answer is not None:
            return answer
        dotted = token.replace("y", "ij")
        written = dotted in self._frequencies or dotted in self._known
        if dotted != token and token not in self._known and written:
            return self._standard(dotted)
        if len(token) < 4 or not token.isalpha() or token in self._known or word_to_int(token) is not None:
            return token
        found = self._slips.word(token, named, at_place)
        share = self._usual_words.get(token, 0.0)
        if share > _SPOKEN or named:
            return self._standard(found[0]) if found else token
        spoken = standard_spelling(token, self._usual)
        if spoken and share and self._usual_words.get(spoken, 0.0) < 300 * share:
            spoken = None
        if found and (not spoken or self._usual(found[0]) > self._usual(spoken)) and found[1] <= SURE:
            return self._standard(found[0])
        if spoken:
            return self._standard(spoken)
        parted = self._slips.parted(token) if not found or found[1] > SURE else None
        if parted:
            return " ".join(self._small.get(part, self._standard(part)) for part in parted)
        apart = self._spaces.apart(token) if not found or found[1] > SURE else None
        if apart:
            return " ".join(map(self._standard, apart))
        return self._standard(found[0]) if found else token

    def _standard(self, word: str) -> str:
        return " ".join(self._replace.get(word, [word]))


def _is_named(message: str, start: int) -> bool:
    """A capital within a sentence, as names have."""
    if not message[start].isupper() or message.isupper():
        return False
    before = message[:start].rstrip()
    return bool(before) and before[-1] not in ".!?:;\n"


def _parts(message: str, match: re.Match[str]) -> bool:
    """`41j / LSO / 100%`: a stroke between spaces parts facts, unless a unit follows (`38 u / week`)."""
    if match.group() != "/" or message[match.start() - 1 : match.start()] != " ":
        return False
    following = message[match.end() :]
    return following[:1] == " " and following.split()[:1] != [] and not _PER_UNIT.match(following)
