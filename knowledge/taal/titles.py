"""The title of a training: a subject of the list, or the words where only a subject can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .cues import cue, cue_at_end
from .lexicon import load, ordinary_words, word_frequencies
from .message import Message
from .patterns import Candidate
from .pipeline import Hit
from .words import fold

_LONGEST = 5
"""Words of a title that carry meaning."""
_IS_BECOMING = re.compile(r"^(?:ik|k) _ |_ (?:ik|je|jij|ge|gij|u|k)(?!\S)")
"""`ik word`, `word je`: the verb, where `_` is the word itself."""
_CLOSED = ("maatregel", "lesvorm", "periode", "plaats")
"""What is named by these lists ends a title."""


@dataclass(frozen=True)
class Title:
    """A stretch of the plain text that may be a title.

    `rank`: 0 had already or of others, 1 just named, 2 wished for; one more right after the word for a
    training.
    """

    start: int
    end: int
    rank: float
    known: bool = False


def overlaps(one: Hit | Title, other: Hit | Title) -> bool:
    """Do two phrases share words?"""
    return one.start < other.end and other.start < one.end


def find_training(message: Message) -> Iterator[Candidate]:
    """What somebody wants to learn; what is wished for goes before what is only named."""
    if message.question == "titel" or cue("vraag_naar_vraag").match(message.text):
        return
    if cue("vertaalt").search(message.text):
        return
    known = [_ranked(message, hit.start, hit.end, True) for hit in _known(message)]
    free = [_ranked(message, start, end) for start, end in _free(message)]
    titles = [title for title in _merged(known, free) if title.rank > 0]
    if titles:
        best = max(titles, key=lambda title: (title.rank, title.known, -title.start))
        best = _without_verb(message, best)
        kind = cue("soort_vooraan").match(message.text, best.start, best.end)
        words = message.text[best.start : best.end]
        source = _subject_of(words) or _written(message, kind.end() if kind else best.start, best.end)
        weight = 20.0 if best.known else 0.0
        yield Candidate("opleiding.titel", source, best.start, best.end, weight=weight, negation="negeren")


@lru_cache(maxsize=1)
def _subjects() -> frozenset[str]:
    """The subjects of the list, as plain lower-case words."""
    return frozenset(
        part.strip().lower() for block in load("opleidingen").values() for part in block.split(",")
    )


def is_subject(words: str) -> bool:
    """Whether these words are the name of a course of the list, or hold one as "lascursus" does."""
    plain = fold(words).lower().strip()
    return plain in _subjects() or _subject_of(plain) is not None


def _subject_of(word: str) -> str | None:
    """`lascursus` -> lassen, `boekhoudcursus` -> boekhouden: the subject that a compound names."""
    match = cue("titel_samenstelling").fullmatch(word)
    if not match:
        return None
    stem = match["vak"]
    return next((s for s in (stem, f"{stem}en", f"{stem}{stem[-1]}en") if s in _subjects()), None)


def _without_verb(message: Message, title: Title) -> Title:
    """`Nederlands leren` -> Nederlands."""
    words = message.text[title.start : title.end]
    if words.endswith(" leren"):
        return replace(title, end=title.end - len(" leren"))
    return replace(title, start=title.start + len("leren ")) if words.startswith("leren ") else title


def _written(message: Message, start: int, end: int) -> str:
    """The title as it was typed, with the words right that are none as they stand."""
    plain = message.plain
    typed, first, last = plain.source(start, end)
    common = word_frequencies()
    for word in reversed(plain.words):
        source = plain.original[word.start : word.end]
        slip = fold(source) != word.text and fold(source) not in common and word.text in common
        if first <= word.start and word.end <= last and slip and source.isalpha() and len(source) > 3:
            typed = typed[: word.start - first] + word.text + typed[word.end - first :]
    return typed


def _merged(known: list[Title], free: list[Title]) -> Iterator[Title]:
    """A free title around a known subject is the fuller one: `forensische psychologie`."""
    for title in free:
        inside = [k for k in known if overlaps(k, title)]
        if not inside:
            yield title
        elif all(title.start <= k.start and k.end <= title.end for k in inside):
            rank = max([title.rank, *(k.rank for k in inside)])
            yield Title(title.start, title.end, rank, known=True)
            known = [k for k in known if k not in inside]
    yield from known


# ---------------------------------------------------------------- subjects of the list
def _known(message: Message) -> Iterator[Hit]:
    for hit in message.of("opleiding"):
        words = message.text[hit.start : hit.end]
        if cue("alleen_soort").fullmatch(words) or (words == "word" and not _is_program(message, hit)):
            continue
        if is_other_word(message, hit):
            continue
        if any(overlaps(hit, other) for other in message.of("beroep")):
            after = message.text[hit.end :].strip()
            if (
                is_headed(message, hit.start)
                or cue("vak_leren_erna").match(after)
                or is_aimed_at(message, hit)
            ):
                yield hit
        elif is_to_learn(message, hit):
            yield hit


def is_other_word(message: Message, hit: Hit) -> bool:
    """`mijn rechten`, `goed Nederlands kunnen`, `heeft dat iets met antiek te maken`: no subject here."""
    words, before = message.text[hit.start : hit.end], message.before(hit.start, 4)
    if is_headed(message, hit.start):
        return False
    if words == "rechten":
        return bool(cue_at_end("rechten_van_iemand").search(before))
    if words == "nederlands" and not cue("taal_leren").search(message.text):
        after = message.text[hit.end :].strip()
        known = cue_at_end("taal_als_kennis_ervoor").search(before)
        return bool(known or cue("taal_als_kennis_erna").match(after))
    return False


def _is_program(message: Message, hit: Hit) -> bool:
    """Is it Word that is written with, and not `ik word ...`?"""
    if _IS_BECOMING.search(f"{message.before(hit.start, 1)} _ {message.text[hit.end :].strip()}"):
        return False
    source, start, _ = message.plain.source(hit.start, hit.end)
    sentence_starts = not message.plain.original[:start].strip(" (\"'") or message.text[: hit.start].endswith(
        (". ", "? ")
    )
    named = any(
        h.end + 4 >= hit.start > h.start or h.start - 4 <= hit.end < h.end
        for h in message.of("opleiding")
        if h != hit
    )
    return is_headed(message, hit.start) or named or (source[:1].isupper() and not sentence_starts)


def is_aimed_at(message: Message, hit: Hit) -> bool:
    """`leren voor verpleegster`, `iets voor elektricien, zoek een cursus`, `traject bij Syntra, bakker`."""
    before = message.before(hit.start, 6)
    if cue_at_end("leert_vak_ervoor").search(before):
        return True
    if cue_at_end("zoekt_vak_ervoor").search(before) and cue("over_lessen").search(message.text):
        return True
    rest = message.text[hit.end : message.sentence_span(hit.start)[1]]
    if rest.startswith(" worden") and message.scopes.asks and cue("over_lessen").search(rest):
        return True  # `elektricien worden , is daar een cursus voor`
    alone = message.text[: hit.start].rstrip().endswith(",")
    return alone and "ondernemerschapstraject" in message.text


def is_to_learn(message: Message, hit: Hit) -> bool:
    """Is there talk of learning around a subject, or is it wished for: `wil verpleegkunde doen`?"""
    if cue("leren").search(around(message, hit)) or _is_sought(message, hit):
        return True
    after = message.text[hit.end :].strip()
    if cue("aanbieder_erna").match(after) or cue("vak_doen_erna").match(after):
        return True  # `heftruck VDAB`, `verpleegkunde zou doen`
    if cue_at_end("lesvorm_kaal_ervoor").search(message.text[: hit.start].rstrip()):
        return True
    return bool(cue_at_end("wens_vlak_ervoor").search(message.before(hit.start, 4)))


def _is_sought(message: Message, hit: Hit) -> bool:
    """`Spaans voor beginners`, `fotografie , liefst in Hasselt`: a subject by itself."""
    if cue("vak_dubbelzinnig").fullmatch(message.text[hit.start : hit.end]) or message.of("diploma"):
        return False
    lead, after = message.text[: hit.start].rstrip(), message.text[hit.end :].strip()
    if cue_at_end("vak_gezocht_ervoor").search(lead) or cue("vak_gezocht_erna").match(after):
        return True
    if message.of("werkplek") or message.of("statuut"):
        return False
    return bool(cue_at_end("vak_vooraan").search(lead)) and bool(cue("vak_kaal_erna").match(after))


def is_headed(message: Message, start: int) -> bool:
    """`cursus autocad`, `opleiding tot kapper`: a subject right after the word for a training."""
    return bool(cue_at_end("titel_hoofd").search(message.text[:start].rstrip()))


def around(message: Message, hit: Hit) -> str:
    """The words near a phrase."""
    return f"{message.text[max(0, hit.start - 45) : hit.start]} {message.text[hit.end : hit.end + 35]}"


# ---------------------------------------------------------------- words that stand where a subject stands
def _free(message: Message) -> Iterator[tuple[int, int]]:
    words = _Words(message)
    learning = _talks_of_learning(message)
    for match in cue("titel_hoofd").finditer(message.text):
        if learning or cue_at_end("zinsbegin").search(message.text[: match.start()].rstrip()):
            yield from words.forward(match.end())
    yield from words.compounds()
    for name in ("titel_erna", "verdiepen_in"):
        for match in cue(name).finditer(message.text):
            if not cue("heeft_te_maken").search(message.sentence(match.start())):
                yield from words.forward(match.end())
    for match in cue("titel_ervoor").finditer(message.text):
        clause = message.text[: match.start()]
        if cue("titelwens").search(" ".join(clause.split()[-9:])) or len(clause.split()) <= 3:
            yield from words.backward(match.start())
    for name in ("leren_hoe", "titel_genoemd"):
        for match in cue(name).finditer(message.text):
            yield match.span("vak")
    for match in cue("verdiepen").finditer(message.text):
        found = list(words.backward(match.start()))
        if found and message.text[: found[0][0]].endswith((" in ", " in de ", " in het ")):
            yield from found


def _talks_of_learning(message: Message) -> bool:
    return bool(message.of("maatregel") or message.scopes.asks or cue("leerplan").search(message.text))


class _Words:
    """The words of a message, with the question which of them can belong to a title."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._texts = [word.text for word in message.plain.words]
        self._starts = message.plain.starts
        self._closed = [hit for label in _CLOSED for hit in message.of(label)]

    def forward(self, position: int) -> Iterator[tuple[int, int]]:
        """The title that begins at a place in the text."""
        index = self._message.plain.index(position + 1) if position < len(self._message.text) else -1
        while 0 <= index < len(self._texts) and self._texts[index] in ("de", "het", ":", ","):
            index += 1
        if index >= 0:
            yield from self._title(index, self._reach(index))

    def compounds(self) -> Iterator[tuple[int, int]]:
        """Words that hold their subject: `heftruckopleiding`, `tekenles`."""
        for index, (text, start) in enumerate(zip(self._texts, self._starts, strict=True)):
            match = cue("titel_samenstelling").fullmatch(text)
            if match and not self._is_closed(index) and not cue("geen_vak").fullmatch(match["vak"]):
                yield start, start + len(text)

    def backward(self, position: int) -> Iterator[tuple[int, int]]:
        """The title that ends just before a place in the text."""
        last = self._message.plain.index(max(0, position - 1))
        if last >= 0 and self._texts[last] == "te":
            last -= 1
        first = last
        while first >= 0 and (self._carries(first) or self._links(first, last)) and last - first <= _LONGEST:
            first -= 1
        first += 1
        while first <= last and not self._carries(first):
            first += 1
        yield from self._title(first, last + 1)

    def _reach(self, index: int) -> int:
        """One past the last word of the title that begins at `index`."""
        first, end = index, index
        while index < len(self._texts) and index - first <= _LONGEST:
            if self._carries(index):
                index += 1
                end = index
            elif end > first and self._links(index, len(self._texts)):
                index += 1
            else:
                break
        return end

    def _title(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        texts = self._texts[first:end]
        if not texts or len(texts) > _LONGEST + 3 or not self._can_open(first):
            return
        if any(
            not self._is_ordinary(i) or cue("titel_naamwoord").fullmatch(t)
            for i, t in enumerate(texts, first)
        ):
            yield self._starts[first], self._starts[end - 1] + len(texts[-1])

    def _can_open(self, index: int) -> bool:
        """No ordinary word opens the name of a course; a short word only in capitals."""
        text = self._texts[index]
        if not self._carries(index) or cue("geen_titel").fullmatch(text):
            return False
        return self._is_abbreviation(index) or len(text) >= 4

    def _carries(self, index: int) -> bool:
        text = self._texts[index]
        if not text[0].isalpha() or self._is_closed(index) or cue("titel_einde").fullmatch(text):
            return False
        return not self._is_ordinary(index) or bool(cue("titel_naamwoord").fullmatch(text))

    def _links(self, index: int, limit: int) -> bool:
        """A small word between two words of a title."""
        following = [i for i in (index + 1, index + 2) if i < min(limit, len(self._texts))]
        return bool(cue("titel_verbinding").fullmatch(self._texts[index])) and any(
            self._carries(i) and all(cue("titel_verbinding").fullmatch(t) for t in self._texts[index:i])
            for i in following
        )

    def _is_closed(self, index: int) -> bool:
        start = self._starts[index]
        return any(hit.start <= start < hit.end for hit in self._closed)

    def _is_ordinary(self, index: int) -> bool:
        return self._texts[index] in ordinary_words() and not self._is_abbreviation(index)

    def _is_abbreviation(self, index: int) -> bool:
        """Two capitals or more in a message that is not written in capitals as a whole."""
        word, original = self._message.plain.words[index], self._message.plain.original
        source = original[word.start : word.end]
        return len(source) >= 2 and source.isupper() and source.isalpha() and not original.isupper()


# ---------------------------------------------------------------- wished for or already had
def _ranked(message: Message, start: int, end: int, known: bool = False) -> Title:
    clause = message.scopes.at(start)
    before, after = message.text[clause.start : start], message.text[end : clause.end]
    rank = 1.0
    if cue("titelwens").search(before) or cue("titelwens_erna").match(after.strip()):
        rank = 2.0
    elif (
        _is_had(before, after)
        or (clause.past and not message.scopes.correction)
        or _is_told_as_diploma(message, start, end)
    ):
        rank = 0.0
    if clause.other and not cue("client").search(message.text):
        rank = 0.0
    if cue_at_end("titel_ongewenst").search(before.strip()) and not message.scopes.asks_at(start):
        rank = 0.0
    if cue_at_end("bewijs_hoofd").search(before.strip()) and cue("bewijs_bewaren").search(message.text):
        rank = 0.0
    if rank and is_headed(message, start):
        rank += 1.0
    if rank and message.scopes.negated(start, 3):
        rank -= 0.5
    return Title(start, end, rank, known)


def _is_told_as_diploma(message: Message, start: int, end: int) -> bool:
    """`pas afgestudeerd, bachelor sociaal werk`: a degree among facts, where nothing is wished or asked."""
    first, last = message.sentence_span(start)
    sentence, lead = message.text[first:last], message.text[:start].rstrip()
    opens = cue("graad_vooraan").match(message.text, start, end)
    if not (opens or cue_at_end("graad_ervoor").search(lead)) or sentence.endswith("?"):
        return False
    studied = cue("graad_van_vroeger").search(lead.rsplit(" ", 1)[-1])
    if studied:
        return True  # `licentiaat chemie`: a degree that nobody can still begin
    planned = any(
        cue(name).search(sentence) for name in ("titelwens", "leerwens", "lopende_studie", "leerplan")
    )
    roles = {hit.value for hit in message.of("statuut") if first <= hit.start < last}
    at_work = roles or any(first <= work.start < last for work in message.of("werkplek"))
    told = at_work or cue("diploma_op_zak").search(sentence) or cue("feiten_erbij").search(sentence)
    return not planned and "student" not in roles and bool(told)


def is_had(message: Message, hit: Hit) -> bool:
    """Does somebody have this training already, or is it of another?"""
    return _ranked(message, hit.start, hit.end).rank == 0


def _is_had(before: str, after: str) -> bool:
    """`ik heb een bachelor ...`, `cursus ... gevolgd`: a diploma that somebody has is no plan."""
    if cue("aanbod_gevraagd").search(before):
        return False
    return bool(cue_at_end("titel_bezit").search(before.strip()) or cue("titel_gehad").match(after.strip()))
