"""JSON schemas of what goes in and out, for the OpenAPI description."""

from __future__ import annotations

from bot.handover.states import STATES
from bot.http.conversations import ENTRANCES, MAX_CHOICE, MAX_CLIENT_ID
from bot.http.course_schemas import COURSES
from bot.http.occupation_schemas import OCCUPATIONS
from bot.http.people_schemas import PEOPLE
from bot.http.schemas_base import (
    ANYTHING,
    BOOLEAN,
    DATE,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    or_null,
    record,
    ref,
    words,
)
from knowledge import Knowledge
from knowledge.vocabulary import Field

TYPES: dict[str, Schema] = {
    "int": WHOLE,
    "number": NUMBER,
    "bool": BOOLEAN,
    "str": TEXT,
    "date": DATE,
}


def all_schemas(knowledge: Knowledge) -> dict[str, Schema]:
    """Every schema, with the facts taken from the vocabulary."""
    return {
        **facts_schemas(knowledge),
        **RIGHTS,
        **PACKAGES,
        **TALK,
        **PEOPLE,
        **COURSES,
        **OCCUPATIONS,
        **OTHER,
    }


def facts_schemas(knowledge: Knowledge) -> dict[str, Schema]:
    """`Profiel` and `Opleiding` from the vocabulary."""
    profile: dict[str, Schema] = {}
    training: dict[str, Schema] = {}
    for key, field in knowledge.vocabulary.fields.items():
        group = training if key.startswith("opleiding.") else profile
        group[key.removeprefix("opleiding.")] = or_null(_field_schema(field))
    return {"Profiel": _closed(profile), "Opleiding": _closed(training)}


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _field_schema(field: Field) -> Schema:
    if field.type == "enum":
        return words(*field.values)
    schema = dict(TYPES[field.type])
    for name, bound in (("minimum", field.minimum), ("maximum", field.maximum)):
        if bound is not None:
            schema[name] = float(bound) if bound % 1 else int(bound)
    return schema


RIGHTS: dict[str, Schema] = {
    "RechtenVraag": record(
        closed=True,
        peildatum=DATE,
        profiel=ref("Profiel"),
        opleiding=ref("Opleiding"),
        maatregelen=list_of(TEXT),
        pakket=BOOLEAN,
        verandering=BOOLEAN,
    ),
    "Reden": record(
        "voorwaarde uitkomst uitleg bronnen",
        voorwaarde=TEXT,
        uitkomst=words("voldaan", "niet_voldaan", "onbekend"),
        uitleg=TEXT,
        bronnen=list_of(TEXT),
    ),
    "Maatregel": record(
        "id naam status zekerheid voordeel redenen aandachtspunten ontbrekend onzekerheden combineerbaar"
        " aanvragen bronnen",
        id=TEXT,
        naam=TEXT,
        status=words("recht", "mogelijk", "geen_recht", "buiten_periode"),
        zekerheid=words("bevestigd", "onzeker"),
        voordeel={"type": "object", "additionalProperties": {"type": ["number", "string", "null"]}},
        voordelen=list_of(TEXT),
        redenen=list_of(ref("Reden")),
        aandachtspunten=list_of(TEXT),
        ontbrekend=list_of(TEXT),
        onzekerheden=list_of(record("veld uitleg", veld=TEXT, uitleg=TEXT)),
        combineerbaar={"type": "object", "additionalProperties": words("ja", "nee", "onbekend")},
        aanvragen=or_null({"type": "object"}),
        bronnen=list_of(ref("Bron")),
        vergelijking=BOOLEAN,
        combinaties=list_of(ref("Combinatie")),
        verandering=or_null(ref("Verandering")),
    ),
    "Bron": record("id titel url", id=TEXT, titel=TEXT, url=or_null(TEXT), gezien_op=or_null(DATE)),
    "Vraag": record(
        "veld tekst waarom keuzes", veld=TEXT, tekst=TEXT, waarom=TEXT, keuzes=list_of(ref("Keuze"))
    ),
    "Rechten": record(
        "peildatum maatregelen volgende_vraag",
        peildatum=DATE,
        maatregelen=list_of(ref("Maatregel")),
        volgende_vraag=or_null(ref("Vraag")),
        kennis=TEXT,
        pakketten=list_of(ref("Pakket")),
        vervolg=list_of(ref("Vervolg")),
    ),
    "BegripVraag": record("tekst", closed=True, tekst=TEXT, vraag=or_null(TEXT)),
    "Entiteit": record("entiteit waarde tekst", entiteit=TEXT, waarde=ANYTHING, tekst=TEXT),
    "Begrip": record(
        "intent zekerheid entiteiten profiel opleiding",
        intent=TEXT,
        zekerheid=NUMBER,
        entiteiten=list_of(ref("Entiteit")),
        profiel={"type": "object"},
        opleiding={"type": "object"},
    ),
}

AMOUNT = ref("Bedrag")
PACKAGES: dict[str, Schema] = {
    "Verandering": record(
        "status tekst peildatum profiel opleiding",
        status=words("recht", "mogelijk"),
        tekst=TEXT,
        peildatum=DATE,
        profiel={"type": "object"},
        opleiding={"type": "object"},
    ),
    "Bedrag": record("minstens hoogstens", minstens=NUMBER, hoogstens=or_null(NUMBER)),
    "Combinatie": record(
        "maatregel waarde zelfde_opleiding zelfde_uren voor_deze_opleiding toelichting bronnen",
        maatregel=TEXT,
        waarde=words("ja", "nee", "onbekend"),
        zelfde_opleiding=words("ja", "nee", "onbekend", "nvt"),
        zelfde_uren=words("ja", "nee", "onbekend", "nvt"),
        voor_deze_opleiding=words("ja", "nee", "onbekend"),
        toelichting=TEXT,
        bronnen=list_of(ref("Bron")),
    ),
    "Onderdeel": record(
        "maatregel voordeel telt_als eenheid waarde voorwaarden drempels bronnen",
        maatregel=TEXT,
        voordeel=TEXT,
        telt_als=TEXT,
        eenheid=TEXT,
        waarde=AMOUNT,
        voorwaarden=list_of(TEXT),
        drempels=list_of({"type": "object"}),
        bronnen=list_of(ref("Bron")),
    ),
    "Pakket": record(
        "maatregelen status zekerheid prijs eigen_kost terug_achteraf uren_met_loon inkomen_per_maand"
        " terug_naar_werkgever onderdelen zelfde_uren niet_geweten ontbrekend na_vorige_door tekst",
        maatregelen=list_of(TEXT),
        status=words("recht", "mogelijk"),
        zekerheid=words("bevestigd", "onzeker"),
        prijs=AMOUNT,
        eigen_kost=AMOUNT,
        terug_achteraf=AMOUNT,
        uren_met_loon=AMOUNT,
        inkomen_per_maand=AMOUNT,
        terug_naar_werkgever=AMOUNT,
        onderdelen=list_of(ref("Onderdeel")),
        zelfde_uren=list_of(
            record(
                "maatregelen waarde",
                maatregelen=list_of(TEXT),
                waarde=words("nee", "onbekend"),
                toelichting=TEXT,
                bronnen=list_of(ref("Bron")),
            )
        ),
        niet_geweten=list_of(record("maatregel naast", maatregel=TEXT, naast=list_of(TEXT))),
        ontbrekend=list_of(TEXT),
        na_vorige_door=or_null(words("kost", "uren", "inkomen")),
        tekst=TEXT,
    ),
    "Vervolg": record(
        "van via naar naam status tekst hangt_af_van ontbrekend bronnen",
        van=TEXT,
        via=list_of(TEXT),
        naar=TEXT,
        naam=TEXT,
        status=words("recht", "mogelijk"),
        tekst=TEXT,
        hangt_af_van=list_of(TEXT),
        ontbrekend=list_of(TEXT),
        bronnen=list_of(ref("Bron")),
    ),
}

HANDOVER_STATE: dict[str, Schema] = {
    "overdracht": TEXT,
    "toestand": words(*STATES),
    "sinds": MOMENT,
    "plaats": or_null(WHOLE),
    "wachttijd_minuten": or_null(WHOLE),
    "aan_dienst": or_null(WHOLE),
    "begeleider": or_null(TEXT),
    "organisatie": or_null(TEXT),
    "resultaat": or_null(TEXT),
}
TALK: dict[str, Schema] = {
    "Opening": record(closed=True, ingang=words(*ENTRANCES), context=or_null(TEXT), peildatum=or_null(DATE)),
    "Keuze": record("titel waarde", titel=TEXT, waarde=TEXT),
    "BotBericht": record(
        "id van tekst keuzes kaarten onderwerp",
        id=TEXT,
        van=words("bot", "begeleider", "systeem", "gebruiker"),
        tekst=TEXT,
        keuzes=list_of(ref("Keuze")),
        kaarten=list_of({"type": "object"}),
        onderwerp=or_null(TEXT),
        tijd=MOMENT,
    ),
    "Geopend": record(
        "gesprek token berichten",
        gesprek=TEXT,
        token=TEXT,
        berichten=list_of(ref("BotBericht")),
        bewaartermijn=or_null(WHOLE),
        mail=BOOLEAN,
    ),
    "Bericht": record(
        closed=True,
        tekst=or_null(TEXT),
        keuze=or_null({"type": "string", "maxLength": MAX_CHOICE}),
        bericht_id=or_null({"type": "string", "maxLength": MAX_CLIENT_ID}),
    ),
    "Antwoord": record(
        "berichten vraag voortgang profiel opleiding rechten voorlopig begrepen",
        berichten=list_of(ref("BotBericht")),
        vraag=or_null(record("veld", veld=TEXT)),
        voortgang=record("beantwoord resterend", beantwoord=WHOLE, resterend=WHOLE),
        profiel={"type": "object"},
        opleiding={"type": "object"},
        feiten=list_of(record("veld tekst", veld=TEXT, tekst=TEXT, afgeleid=BOOLEAN)),
        onthouden=list_of(TEXT),
        rechten=or_null(list_of(ref("Maatregel"))),
        voorlopig=BOOLEAN,
        begrepen=or_null(record("intent zekerheid entiteiten", intent=TEXT, zekerheid=NUMBER)),
        peildatum=DATE,
        kennis=TEXT,
        gewist=BOOLEAN,
        overdracht=or_null(ref("Overdrachtstand")),
    ),
    "Gesprek": {
        "allOf": [
            ref("Antwoord"),
            record(
                "gesprek ingang gemaakt laatst_actief",
                gesprek=TEXT,
                ingang=TEXT,
                gemaakt=MOMENT,
                laatst_actief=MOMENT,
                bewaartermijn=or_null(WHOLE),
                mail=BOOLEAN,
            ),
        ]
    },
    "Gegevens": record("velden", velden=list_of(ref("Gegeven"))),
    "Gegeven": record(
        "veld groep naam vraag soort keuzes minimum maximum tekst waarde",
        veld=TEXT,
        groep=words("profiel", "opleiding"),
        naam=TEXT,
        vraag=or_null(TEXT),
        soort=words("getal", "ja_nee", "keuze", "tekst", "datum"),
        keuzes=list_of(ref("Keuze")),
        minimum=or_null(NUMBER),
        maximum=or_null(NUMBER),
        tekst=TEXT,
        waarde=ANYTHING,
    ),
    "MailVraag": record("aan", closed=True, aan={"type": "string", "format": "email"}),
    "Gemaild": record("melding", melding=TEXT),
    "Aanpassing": record(
        closed=True,
        profiel=ref("Profiel"),
        opleiding=ref("Opleiding"),
        bericht_id=or_null({"type": "string", "maxLength": MAX_CLIENT_ID}),
    ),
    "Uitvoer": record(
        "gesprek gemaakt_op opgeslagen",
        gesprek=TEXT,
        gemaakt_op=MOMENT,
        opgeslagen={"type": "object"},
        inzagen=list_of({"type": "object"}),
        aantal_notities=WHOLE,
    ),
    "OverdrachtVraag": record(
        closed=True,
        reden=or_null(TEXT),
        meegeven=or_null(BOOLEAN),
        verloop=or_null(BOOLEAN),
        organisatie=or_null(TEXT),
    ),
    "Overdrachtstand": record("toestand", False, **HANDOVER_STATE),
    "Overdracht": record(
        "overdracht status melding kanalen toestand gaat_mee",
        False,
        status=TEXT,
        melding=TEXT,
        kanalen=list_of(ref("Kanaal")),
        gaat_mee=record(
            "feiten verloop berichten",
            reden=or_null(TEXT),
            feiten=list_of(record("veld tekst", veld=TEXT, tekst=TEXT)),
            verloop=BOOLEAN,
            berichten=WHOLE,
        ),
        **HANDOVER_STATE,
    ),
}

OTHER: dict[str, Schema] = {
    "OpenApi": {"type": "object"},
    "Gezondheid": record("status", status=TEXT, kennis=ref("Kennisbestanden")),
    "Gereedheid": record(
        "status taalmodel",
        status=TEXT,
        taalmodel=TEXT,
        kennis=TEXT,
        kennisbestanden=ref("Kennisbestanden"),
        catalogus=record(
            "bronnen",
            bronnen=list_of(
                record(
                    "naam toestand gelezen",
                    naam=TEXT,
                    toestand=words("wacht", "bezig", "goed", "mislukt"),
                    gelezen=WHOLE,
                    geprobeerd=MOMENT,
                    melding=TEXT,
                    problemen=WHOLE,
                )
            ),
        ),
    ),
    "Kennisbestanden": record(
        "versie geladen bestanden",
        versie=TEXT,
        geladen=MOMENT,
        bestanden=words("goed", "fout"),
        aantal_problemen=WHOLE,
        problemen=list_of(TEXT),
        gezien=or_null(MOMENT),
    ),
    "Fout": record("veld melding", veld=TEXT, melding=TEXT),
    "Probleem": record(
        "type status title detail",
        type=TEXT,
        status=WHOLE,
        title=TEXT,
        detail=TEXT,
        fouten=list_of(ref("Fout")),
    ),
}
