"""What a counsellor types, written out before it is read: "wil 4/5", "bach vroedk", "sec ond"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge import shared_knowledge
from knowledge.taal import Reading

_WANTS = r"(?:wil|wenst|wnst|vraagt|zou)(?: graag)?(?: naar)?"
WRITTEN_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (rf"\b{_WANTS} (?:4/5|1/5|80 ?%)(?: (?:gaan )?werken)?", "wil een vijfde minder werken"),
        (rf"\b{_WANTS} (?:1/2|50 ?%|halftijds)(?: (?:gaan )?werken)?", "wil halftijds minder werken"),
        (r"^(vr|v|m|man|vrouw|cl|clt|mevr|dhr)\.? (\d\d)(?= |,|$)", r"\1 \2 jaar oud,"),
        (r"\bantw\b\.?", "Antwerpen"),
        (r"\binterim\b", "uitzendkracht"),
        (r"\bwz\b\.?", "werkzoekende"),
        (r"\bzelfst\.? (?:in )?bijb\b\.?", "zelfstandige in bijberoep"),
        (r"\bbed\b\.?", "bediende"),
        (r"\barb\b\.?", "arbeider"),
        (r"\bpriv\b\.?", "privésector"),
        (r"\bknelp\b\.?", "knelpuntberoep"),
        (r"^kmo ?\??$", "wat is de kmo-portefeuille?"),
        (r"\bvroedk\b\.?", "vroedkunde"),
        (r"\bheftr\b\.?", "heftruck"),
        (r"\bwerkloosh\b\.?", "werkloosheidsuitkering"),
        (r"\b(?:verplk?|vplk)\b\.?", "verpleegkunde"),
        (r"\bboekh\b\.?", "boekhouden"),
        (r"\binform\b\.?", "informatica"),
        (r"\bmech\b\.?", "mechanica"),
        (r"\belektr\b\.?", "elektriciteit"),
        (r"\bsec\.? ond\b\.?", "secundair onderwijs"),
        (r"\bhog\.? ond\b\.?", "hoger onderwijs"),
        (r"\bbach\b\.?(?!/)", "bachelor"),
        (r"\bmast\b\.?", "master"),
        (r"\bgrad\b\.?", "graduaat"),
        (r"\bopl\b\.?", "opleiding"),
        (r"\bwerkz\b\.?", "werkzoekende"),
        (r"\bwn\b\.?", "werknemer"),
        (r"\bzelfst\b\.?", "zelfstandige"),
    )
)
DIPLOMAS = {
    "lso": "lager_secundair",
    "hso": "hoger_secundair",
    "grad": "graduaat",
    "graduaat": "graduaat",
    "bach": "bachelor",
    "bachelor": "bachelor",
    "mast": "master",
    "master": "master",
}
EITHER_DIPLOMA = re.compile(r"\b({0}) ?/ ?({0})\b".format("|".join(DIPLOMAS)), re.IGNORECASE)
"""Two diplomas for one: which of the two is the highest is asked."""


def written_out(text: str) -> str:
    """The line with the shorthand written out; what is no shorthand stays as it is."""
    for pattern, full in WRITTEN_OUT:
        text = pattern.sub(full, text)
    return text


def without_either(text: str, reading: Reading) -> Reading:
    """The reading without a diploma of which two were named; what follows from both stays."""
    named = EITHER_DIPLOMA.search(text)
    if named is None or "diploma" not in reading.profiel:
        return reading
    left = {name: value for name, value in reading.profiel.items() if name != "diploma"}
    vocabulary = shared_knowledge().vocabulary
    one, other = (vocabulary.derive({"diploma": DIPLOMAS[word.lower()]}) for word in named.groups())
    return replace(
        reading, profiel={**left, **{name: one[name] for name in one if one[name] == other.get(name)}}
    )
