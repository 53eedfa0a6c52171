"""Reading the texts beside the measures: how facts and benefits are said, signposts, words, ways to people.

What the answers need of a field or a benefit is attached to it. Of the lists of words, contact channels and
help lines only the form is checked here; `answers` reads them as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from string import Formatter

from .errors import did_you_mean
from .expressions import Expression
from .reading import Reader, listed, optional, texts
from .sources import cited, read_certainty, read_sources
from .vocabulary import Vocabulary
from .wording import Words

BENEFITS = (
    "uren", "uren_max", "uren_over", "loonplafond", "forfait_werkgever", "chequewaarde", "tegemoetkoming",
    "eigen_bijdrage", "aantal_cheques", "uren_begeleiding", "bedrag_per_maand_bruto", "maanden_over",
    "percentage_steun", "plafond_per_jaar", "dagen_per_jaar", "jaarlijks_krediet", "plafond_rekening",
    "inschrijvingsgeld", "rva_uitkering", "vrijgestelde_voorheffing",
    "krediet_per_jaar_gbp", "krediet_sgd", "startkrediet",
)  # fmt: skip
"""The keys of `voordeel` in the HTTP contract."""
UNITS = {
    "uur": ("uur", "uur"),
    "maand": ("maand", "maanden"),
    "dag": ("dag", "dagen"),
    "cheque": ("cheque", "cheques"),
    "procent": ("%", "%"),
    "studiepunt": ("studiepunt", "studiepunten"),
    "EUR": ("euro", "euro"),
    "GBP": ("Brits pond", "Britse pond"),
    "SGD": ("Singaporese dollar", "Singaporese dollar"),
}
"""Of an amount: for one, and for more."""
JUDGED = ("recht", "mogelijk", "geen_recht")
COUNTS_AS = (
    "prijs",  # what the training costs by law, whatever else is used
    "eigen_prijs",  # what the person pays for the training who uses this measure
    "korting",  # paid off that price
    "terug_achteraf",  # paid back afterwards, often only after success
    "tijd_met_loon",
    "tijd_zonder_loon",
    "inkomen_per_maand",
    "begeleiding",  # time with a counsellor
    "terug_naar_werkgever",
    "eigen_kost",  # what the person pays for something else than the training
    "alleen_melden",  # only told
)
"""What a benefit is worth in a package of measures for one training."""
VALUE = "waarde"
PHONES = {"tel_vdab": "vdab", "tel_overheid": "overheid_1700"}
"""Placeholders in sentences, and the channel whose number they stand for."""
NEEDED_CHANNELS = frozenset({*PHONES.values(), "leerwinkel", "loopbaancentrum"})
EVERYBODY, SITUATION = "iedereen", "statuut"
"""Who a channel is named to: everybody, or people in these situations."""
_CHANNEL = (
    "telefoon", "telefoon_buitenland", "email", "gratis", "uren", "uren_toelichting", "website", "vinden",
    "website_toelichting", "maatregel", "aanmelden", "toelichting", "voor_wie", "noem_bij",
)  # fmt: skip


@dataclass(frozen=True)
class BenefitWords:
    """How a benefit is said: with its value, or without one; a judged one by its status."""

    sentence: str = ""
    unit: str = "EUR"
    unknown: str = ""
    nothing: str = ""
    """What is said of zero; empty: the sentence."""
    judged: Mapping[str, str] | None = None
    overview: bool = False
    """Whether it is said in the overview, not only when asked."""
    counts_as: str = ""
    """What it is worth in a package, where the measure itself says nothing else."""
    per: str = ""
    """The benefit of the same measure by which it is multiplied, for an amount per hour."""


@dataclass(frozen=True, eq=False)
class Signpost:
    """A pointer for whom the measures hardly serve."""

    condition: Expression | None
    text: str


def with_phrases(vocabulary: Vocabulary, reader: Reader) -> Vocabulary:
    """The vocabulary with the phrase of each field (feiten.yml)."""
    fields = dict(vocabulary.fields)
    for name, entry in reader.mapping().items():
        if name not in vocabulary.keys or vocabulary.locate(name) == name != vocabulary.field(name).name:
            entry.fail(f"the field '{name}' does not exist.", did_you_mean(name, vocabulary.keys).strip())
            continue
        field = vocabulary.field(name)
        if field.type == "bool":
            words = entry.mapping(("ja", "nee"), ())
            phrases = {answer == "ja": _text(words, answer) for answer in ("ja", "nee")}
            fields[field.key] = replace(field, yes_no=(phrases[True], phrases[False]))
        else:
            one = field.is_number and entry.is_mapping
            words = entry.mapping(("zin", "een"), ()) if one else {"zin": entry}
            said = {key: with_places(word, (VALUE,)) for key, word in words.items()}
            fields[field.key] = replace(field, phrase=said.get("zin", ""), phrase_of_one=said.get("een", ""))
    return replace(vocabulary, fields=fields)


def read_benefit_words(reader: Reader) -> dict[str, BenefitWords]:
    """How each benefit is said (voordelen.yml)."""
    found = {}
    for key, entry in reader.mapping().items():
        if key not in BENEFITS:
            entry.fail(f"'{key}' is not a benefit of the contract.", did_you_mean(key, BENEFITS).strip())
        found[key] = _judged_words(entry) if "recht" in entry.mapping() else _amount_words(entry)
    for key, entry in reader.mapping().items():
        if found[key].per and found[key].per not in found:
            entry.fail(f"'{found[key].per}' is not a benefit of this file.", "Name another one under 'per'.")
    return found


def _judged_words(reader: Reader) -> BenefitWords:
    entry = reader.mapping(JUDGED, ("telt_als",))
    return BenefitWords(
        judged={status: _text(entry, status) for status in JUDGED},
        overview=True,
        counts_as=_counts_as(entry),
    )


def _amount_words(reader: Reader) -> BenefitWords:
    entry = reader.mapping(("zin", "onbekend", "eenheid"), ("overzicht", "telt_als", "per", "nul"))
    return BenefitWords(
        sentence=with_places(entry["zin"], (VALUE,)) if "zin" in entry else "",
        unit=entry["eenheid"].one_of(UNITS) if "eenheid" in entry else "EUR",
        unknown=_text(entry, "onbekend"),
        nothing=optional(entry, "nul", Reader.text) or "",
        overview=bool(optional(entry, "overzicht", Reader.boolean)),
        counts_as=_counts_as(entry),
        per=optional(entry, "per", Reader.text) or "",
    )


def _counts_as(entry: dict[str, Reader]) -> str:
    return optional(entry, "telt_als", lambda item: item.one_of(COUNTS_AS)) or ""


def read_signposts(reader: Reader, words: Words, phones: Mapping[str, str]) -> tuple[Signpost, ...]:
    """The signposts in their order (wegwijzers.yml), with the phone numbers filled in."""
    found = []
    for item in reader.items():
        entry = item.mapping(("als", "tekst"), ())
        text = with_places(entry["tekst"], phones) if "tekst" in entry else ""
        found.append(Signpost(optional(entry, "als", words.test), text.format(**phones)))
    return tuple(found)


def check_glossary(reader: Reader) -> None:
    """woordenlijst.yml: each word once, in the form in which messages are compared."""
    seen: set[str] = set()
    for item in reader.items():
        entry = item.mapping(("woorden", "uitleg"), ())
        _text(entry, "uitleg")
        for word in listed(entry, "woorden"):
            said = word.text()
            if said in seen:
                word.fail(f"'{said}' is explained twice.", "Keep one of the two.")
            if said != said.lower():
                word.fail(f"'{said}' has capitals.", "Write it in small letters, as messages are compared.")
            seen.add(said)


def check_help_lines(reader: Reader) -> None:
    """hulplijnen.yml."""
    top = reader.mapping(("bronnen", "hulplijnen"), ())
    sources = read_sources(top.get("bronnen"))
    for item in listed(top, "hulplijnen"):
        required = ("id", "naam", "nummer", "voor", "soort", "wanneer", "bronnen", "zekerheid")
        entry = item.mapping(required, ("gratis", "anoniem", "chat"))
        for key in ("id", "naam", "nummer", "voor", "wanneer"):
            _text(entry, key)
        texts(entry, "soort")
        read_certainty(entry)
        cited(item, entry, sources)


def read_phones(reader: Reader, vocabulary: Vocabulary) -> dict[str, str]:
    """Check contactkanalen.yml; the numbers that sentences may mention, by placeholder."""
    top = reader.mapping(("bronnen", "kanalen"), ("digitale_hulp",))
    sources = read_sources(top.get("bronnen"))
    phones: dict[str, str] = {}
    for item in [*listed(top, "kanalen"), *listed(top, "digitale_hulp")]:
        entry = item.mapping(("id", "naam", "wat", "bronnen", "zekerheid"), _CHANNEL)
        channel = _text(entry, "id")
        for key in ("naam", "wat"):
            _text(entry, key)
        optional(entry, "gratis", Reader.boolean)
        optional(entry, "maatregel", lambda item: item.one_of(vocabulary.measure_ids))
        for named_to in listed(entry, "noem_bij"):
            named_to.one_of((EVERYBODY, *vocabulary.field(SITUATION).values))
        read_certainty(entry)
        cited(item, entry, sources)
        if channel in phones:
            item.fail(f"the id '{channel}' stands here twice.", "Give one of them another id.")
        phones[channel] = optional(entry, "telefoon", Reader.text) or ""
        if channel in PHONES.values() and not phones[channel]:
            item.fail(f"'{channel}' needs a 'telefoon'.", "Sentences of the dialogue mention it.")
    for missing in sorted(NEEDED_CHANNELS - phones.keys()):
        reader.fail(f"the channel '{missing}' is missing.", "Answers point to it.")
    return {place: phones.get(channel, "") for place, channel in PHONES.items()}


def with_places(reader: Reader, known: Collection[str]) -> str:
    """A text in which only these placeholders stand."""
    text, places = reader.text(), ", ".join(known) or "none"
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        reader.fail("a '{' or '}' stands alone.", f"Known placeholders: {places}.")
        return ""
    for name in sorted(names - set(known)):
        reader.fail(f"the placeholder '{{{name}}}' does not exist.", f"Known placeholders: {places}.")
    return text if names <= set(known) else ""


def _text(entry: Mapping[str, Reader], key: str) -> str:
    return entry[key].text() if key in entry else ""
