"""What no classifier may decide: emergencies first, then other languages, then plain facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.taal import Reading
from knowledge.taal.cues import cue
from knowledge.taal.emergencies import is_emergency, is_foreign_cry, speaks_of_work, without_sayings
from knowledge.taal.languages import Languages
from knowledge.taal.lexicon import load

from .asked import ASKS

UNSURE = 0.1
"""Below this certainty a message is out of scope; chosen on held-out examples (`make eval`)."""
SURE = 0.5
SURE_BESIDE_WORK = 0.95
"""How sure the classifier alone must be of an emergency beside a word of work: "wil er niet meer werken"."""
_KEEPS_FACTS = frozenset(
    {
        "corrigeer",
        "wat_als",
        "geef_info",
        "uit_drempel",
        "ander_werk",
        "zoek_opleiding",
        "vraag_rechten",
        "noodsituatie",
    }
)

_WEAKER_THAN_CONTRAST = frozenset(
    {
        "geef_info",
        "ontken",
        "bevestig",
        "buiten_bereik",
        "niet_begrepen",
        "vraag_combineren",
        "klacht",
        "wat_als",
    }
)
"""What a message that sets an old number against a new one is not."""

_ASKS_IN_WORDS = re.compile(r"vraag_(?!mens|privacy)|zoek_begeleider")
"""The intents that a message of facts has only with a word of a question, a wish or a request."""
SURE_IT_ASKS = 0.9
"""How certain the classifier must be of such an intent without any of those words."""
WHETHER = "vraag_voorwaarden"
_LESS_THAN_WHETHER = frozenset(
    {
        "geef_info",
        "vraag_bedrag",
        "vraag_maatregel",
        "vraag_evc",
        "vraag_rechten",
        "vraag_combineren",
        "vraag_deadline",
    }
)
"""What a message that ends in the question whether a measure is for somebody is not."""
SHORTEST_TALE = 4
"""Fewer words may be a question of catchwords: "bedrag opleidingskrediet bachelor"."""

_TAKES_AWAY = frozenset({"vorige_vraag", "weet_niet", "wis_gegevens"})
"""What goes back, gives up or wipes out: not on a guess about a longer message."""
LONGER = 5
"""From so many words on a message is a longer one."""

BARE = 3
WISHES = frozenset(
    {"liever", "liefst", "enkel", "alleen", "niet", "geen", "ook", "of", "zonder", "maar", "graag"}
)
"""Words with which a search is narrowed."""

Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Verdict:
    """The intent after the guard has spoken."""

    intent: str
    certainty: float


class Guard:
    """Rules that come after the classifier and overrule it."""

    def __init__(self, unsure: float = UNSURE) -> None:
        self._languages = Languages()
        self._orders = [re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern in load("bevelen")["patronen"]]
        self._looks_back = cue("terugblik")
        self._unsure = unsure

    def judge(self, text: str, reading: Reading, ranking: Ranking, question: str | None = None) -> Verdict:
        """The final intent of a message."""
        if is_emergency(reading.plain) or is_foreign_cry(text):
            return Verdict("noodsituatie", 1.0)
        if ranking[0][0] == "noodsituatie" and without_sayings(reading.plain) != reading.plain:
            ranking = [*ranking[1:], ranking[0]]
        if self.is_foreign(text):
            return Verdict("andere_taal", 1.0)
        if self.is_order(reading.plain):
            return Verdict("buiten_bereik", 1.0)
        if question and reading.unknown_answer:
            return Verdict("weet_niet", 1.0)
        intent, certainty = ranking[0]
        if reading.replaces and intent in _WEAKER_THAN_CONTRAST:
            return Verdict("corrigeer", 1.0)
        if intent == "corrigeer" and reading.fact_count and not self._corrects(reading):
            return Verdict("geef_info", max(certainty, SURE))
        if intent in _TAKES_AWAY and certainty < SURE and len(reading.plain.split()) >= LONGER:
            ranking = [row for row in ranking if row[0] not in _TAKES_AWAY]
            intent, certainty = ranking[0]
        if intent in _LESS_THAN_WHETHER and self._asks_whether(reading):
            return Verdict(WHETHER, max(SURE, dict(ranking).get(WHETHER, 0.0)))
        if self._tells_facts(reading, intent, question):
            return Verdict("geef_info", max(0.9, dict(ranking).get("geef_info", 0.0)))
        if certainty < SURE_IT_ASKS and self._asks_nothing(reading, intent):
            return Verdict("geef_info", SURE)
        if intent in ("andere_taal", "noodsituatie"):
            intent, certainty = self._confirmed(reading, ranking)
        if certainty < (SURE if intent == "buiten_bereik" else self._unsure):
            return self._doubtful(reading, certainty)
        return Verdict(intent, certainty)

    def _corrects(self, reading: Reading) -> bool:
        """Does anything in the message look back at what was said before?"""
        evidence = reading.correction or reading.replaces or reading.withdrawn
        return bool(evidence or self._looks_back.search(reading.plain))

    @staticmethod
    def _doubtful(reading: Reading, certainty: float) -> Verdict:
        """No intent fits well: facts are facts, the rest is out of scope."""
        tells = reading.fact_count and not reading.off_topic and "?" not in reading.plain
        return Verdict("geef_info" if tells else "buiten_bereik", 1.0 - certainty)

    def is_order(self, plain: str) -> bool:
        """Is the assistant told to be something else, or to show what is behind it?"""
        return any(pattern.search(plain) for pattern in self._orders)

    def is_foreign(self, text: str) -> bool:
        """Is the message written in another language than Dutch?"""
        return self._languages.of(text) is not None

    @staticmethod
    def _confirmed(reading: Reading, ranking: Ranking) -> tuple[str, float]:
        """A foreign language or an emergency on the word of the classifier alone needs a high certainty."""
        intent, certainty = ranking[0]
        about_work = intent == "noodsituatie" and speaks_of_work(reading.plain)
        return ranking[0] if certainty >= (SURE_BESIDE_WORK if about_work else SURE) else ranking[1]

    @staticmethod
    def _asks_nothing(reading: Reading, intent: str) -> bool:
        """Does a message that seems to ask only tell facts: "mijn eerste loopbaancheque is gebruikt"?"""
        plain = reading.plain
        return bool(
            _ASKS_IN_WORDS.match(intent)
            and reading.fact_count
            and not reading.off_topic
            and len(plain.split()) >= SHORTEST_TALE
            and not cue("vraagt_of_wenst").search(plain)
            and not cue("vraag_vooraan").match(plain)
        )

    @staticmethod
    def _asks_whether(reading: Reading) -> bool:
        """Does the message end in the question whether a measure is for somebody: "krijg ik dan vov?"?"""
        asked = cue("vraagt_of_het_mag").search(reading.delexicalised)
        return bool(
            asked and not reading.hypothetical and not cue("vraagt_iets_anders").search(reading.delexicalised)
        )

    def _is_bare(self, reading: Reading) -> bool:
        """A fact about the person in a word or two, without any wish: "halftijds"."""
        words = reading.plain.split()
        return bool(reading.profiel) and len(words) <= BARE and "?" not in words and WISHES.isdisjoint(words)

    def _tells_facts(self, reading: Reading, intent: str, question: str | None) -> bool:
        if reading.hypothetical or reading.correction or intent in _KEEPS_FACTS:
            return bool(
                question
                and reading.answers_question
                and intent in ("ander_werk", "uit_drempel", "zoek_opleiding", "vraag_rechten")
                and len(reading.plain.split()) <= 4
            )
        if intent == "verfijn_zoekopdracht" and not question and self._is_bare(reading):
            return True
        if question and reading.answers_question and reading.yes_no is None:
            return not reading.plain.endswith("?")
        if intent == "buiten_bereik" and reading.off_topic:
            return False
        return reading.fact_count >= 3 and "?" not in reading.plain and not intent.startswith(ASKS)
