"""Whose fact is it, and does it hold now: clauses with negation, past, other people and suppositions."""

from __future__ import annotations

from dataclasses import dataclass

from .cues import cue, cue_at_end
from .words import PlainText


@dataclass(frozen=True)
class Clause:
    """A stretch of the plain text in which one thing is said."""

    start: int
    end: int
    past: bool = False
    other: bool = False
    supposed: bool = False
    state: bool = False
    """Said after a question, as the case that it asks about: `krijg ik verlof als ik in Gent werk ?`."""
    over: bool = False
    """Another job came after it: `31 jaar naaister geweest en nu ...`."""


def _pieces(text: str) -> list[tuple[int, int]]:
    cuts = [0]
    for match in cue("grens").finditer(text):
        cuts.append(match.start())
    cuts.append(len(text))
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]


class Scopes:
    """The clauses of one message."""

    def __init__(self, plain: PlainText) -> None:
        self.text = plain.text
        self.correction = bool(cue("verbetering").search(self.text))
        self.asks = self.text.rstrip(" .!").endswith("?") or bool(cue("vraagvorm").match(self.text))
        self.clauses = self._judge(_pieces(self.text))
        self.hypothetical = any(clause.supposed for clause in self.clauses)

    def _judge(self, pieces: list[tuple[int, int]]) -> list[Clause]:
        clauses, other, state, conditional, cared_for = [], False, False, False, False
        corrects_another = cue("verbetert_ander").match(self.text)
        if corrects_another and not cue("client").search(self.text):
            other = True
        supposed = self.text.rstrip().endswith("?") and bool(cue("stel_vraag").match(self.text))
        for start, end in pieces:
            piece = self.text[start:end]
            if piece[:1] in ".?!;":
                supposed = state = False
                other = other and self._goes_on(piece, start)
            named = cue("ander").search(piece)
            for_others = bool(named and self._is_for_others(piece[: named.start()]))
            if named and not cue("client").search(piece) and not for_others:
                other = True
            elif cared_for and cue("die_ander_is").match(piece):
                other = True  # `ik neem verlof voor mijn moeder , zij is 80`
            elif cue("ik").search(piece):
                other = False
            state = state or self._is_state(piece, start)
            if supposed and conditional and cue("vertelt_erna").match(piece):
                supposed = False  # `wat krijg ik als ik halftijds ga , ik werk bij ...`
            cared_for = cared_for or for_others
            opened = cue("stel").search(piece)
            if opened and not supposed and not self._is_state(piece, start):
                supposed, conditional = True, "als" in opened.group().split()
            past = bool(cue("verleden").search(piece)) and not cue("nu").search(piece)
            done = cue("job_voorbij").search(self.text, start)
            over = done is not None and done.start() < end
            clauses.append(Clause(start, end, past or over, other, supposed, state, over))
        return clauses

    def _is_state(self, piece: str, start: int) -> bool:
        """`krijg ik verlof als ik in Gent werk ?`: in the present, after the question, so it is the case."""
        found = cue("als_het_zo_is").search(piece)
        if found is None or not self.asks:
            return False
        lead = self.text[: start + found.start()].rstrip()
        asked = lead[1 + max(lead.rfind(mark) for mark in ".!?;") :].strip()
        if cue("verschil_gevraagd").search(asked) or asked.split()[-1:] in (["wat"], ["en"]):
            return False
        return any(cue("vraagvorm").match(part.strip()) for part in (asked, asked.rpartition(",")[2]))

    @staticmethod
    def _is_for_others(lead: str) -> bool:
        """`ik doe tijdskrediet voor mijn kinderen`: what the speaker does for somebody else."""
        return bool(cue_at_end("doet_voor_ander").search(lead.rstrip()))

    def _goes_on(self, piece: str, start: int) -> bool:
        """Does the sentence that begins here still tell of the other person?"""
        if cue("ik").search(piece):
            return False
        ends = [end for mark in ".!?;" for end in [self.text.find(f" {mark}", start + 2)] if end >= 0]
        return bool(cue("gaat_verder").search(self.text[start : min(ends, default=len(self.text))]))

    def at(self, position: int) -> Clause:
        """The clause in which a character of the plain text stands."""
        for clause in self.clauses:
            if clause.start <= position < clause.end:
                return clause
        return Clause(0, len(self.text))

    def asks_at(self, position: int) -> bool:
        """Is the sentence around a position a question?"""
        start = 1 + max(self.text.rfind(f" {mark} ", 0, position) for mark in ".!?;")
        ends = [(end, mark) for mark in ".!?;" for end in [self.text.find(f" {mark}", position)] if end >= 0]
        end, mark = min(ends, default=(len(self.text), ""))
        sentence = self.text[start:end].strip(" .!?;")
        opened = cue("vraag_na_komma").search(self.text, start, end)
        before = opened and position < opened.start() and not self._asks_from(start, opened.start())
        if before or self._is_told_after(start, position):
            return False
        if opened and position >= opened.start() and self._asks_plainly(opened.group()):
            return True
        if not mark:
            return self.asks or bool(cue("vraagvorm").match(sentence))
        return mark == "?" or bool(cue("vraagvorm").match(sentence))

    def _asks_from(self, start: int, end: int) -> bool:
        """`voltijds , wat is vov ?`: what stands before a question that begins after a comma is told."""
        return bool(cue("vraagvorm").match(self.text[start:end].strip()))

    @staticmethod
    def _asks_plainly(opening: str) -> bool:
        """`ik ben lasser , is dat een knelpuntberoep`: a question without its mark."""
        return bool(cue("vraag_vlak").search(opening))

    def _is_told_after(self, start: int, position: int) -> bool:
        """`hoeveel krijg ik dan , ik werk bij een bakker`: a statement after a comma in a question."""
        told = list(cue("vertelt_erna").finditer(self.text, start, position + 1))
        return bool(told) and not cue("vraag_na_komma").search(self.text, told[-1].end(), position)

    def negated(self, start: int, reach: int = 4) -> bool:
        """Is there a negation shortly before (within the clause)?"""
        clause = self.at(start)
        before = self.text[clause.start : start].split()
        if before[:1] in (["of"], ["noch"]) and len(before) <= reach and clause.start:
            return self.negated(clause.start - 1)  # `geen knelpuntberoep of traject`
        return bool(cue("ontkenning").search(" ".join(before[-reach:])))

    def negated_after(self, end: int, reach: int = 3) -> bool:
        """Is there a negation shortly after (`rook ik niet`)?"""
        clause = self.at(max(0, end - 1))
        after = self.text[end : clause.end].split()[:reach]
        return bool(cue("ontkenning_erna").search(" ".join(after)))

    def before(self, start: int, words: int = 6) -> str:
        """The words before a position within the clause."""
        clause = self.at(start)
        return " ".join(self.text[clause.start : start].split()[-words:])
