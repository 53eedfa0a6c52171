"""JSON schemas of the catalogue, for the OpenAPI description."""

from __future__ import annotations

from typing import Any

from bot.http.conversations import ENTRANCES
from bot.http.schemas_base import BOOLEAN, DATE, NUMBER, TEXT, WHOLE, list_of, or_null, record, ref, words
from knowledge.catalogue.model import LESSON_FORMS
from knowledge.measures import WHO

STATUS = words("recht", "mogelijk", "geen_recht", "buiten_periode")
FORM = or_null({"type": "string", "enum": list(LESSON_FORMS)})

_FOUND: dict[str, Any] = {
    "id": TEXT,
    "titel": TEXT,
    "aanbieder": TEXT,
    "gemeente": or_null(TEXT),
    "postcode": or_null(TEXT),
    "afstand_km": or_null(NUMBER),
    "lesvorm": FORM,
    "startdatum": or_null(DATE),
    "prijs": or_null(NUMBER),
    "contacturen": or_null(NUMBER),
    "studiepunten": or_null(NUMBER),
    "incentives": list_of(TEXT),
    "knelpuntberoep": or_null(BOOLEAN),
    "voorbeeldgegevens": BOOLEAN,
    "waarom": list_of(TEXT),
}

COURSES: dict[str, Any] = {
    "Opleidingen": record(
        "totaal pagina per_pagina opleidingen verbeterd opmerkingen",
        totaal=WHOLE,
        pagina=WHOLE,
        per_pagina=WHOLE,
        opleidingen=list_of(ref("OpleidingGevonden")),
        verbeterd=list_of(record("woord gelezen_als", woord=TEXT, gelezen_als=TEXT)),
        opmerkingen=list_of(TEXT),
    ),
    "OpleidingGevonden": record(" ".join(_FOUND), **_FOUND),
    "OpleidingVolledig": {
        "allOf": [
            ref("OpleidingGevonden"),
            record(
                "bron aangeboden edities opleiding",
                bron=TEXT,
                aangeboden=BOOLEAN,
                melding=or_null(TEXT),
                omschrijving=TEXT,
                soort=or_null(TEXT),
                instapvoorwaarden=TEXT,
                kwalificatie=or_null(TEXT),
                vks_niveau=or_null(WHOLE),
                beroep=or_null(TEXT),
                url=or_null(TEXT),
                incentives_vlaggen={"type": "object", "additionalProperties": BOOLEAN},
                opleidingsdatabank=or_null(
                    record("nummer", nummer=TEXT, van=or_null(DATE), tot=or_null(DATE))
                ),
                edities=list_of(
                    record("id lesvorm startdatum", id=TEXT, lesvorm=FORM, startdatum=or_null(DATE))
                ),
                opleiding=ref("Opleiding"),
            ),
        ]
    },
    "KostVraag": record(
        closed=True,
        peildatum=DATE,
        profiel=ref("Profiel"),
        opleiding=ref("Opleiding"),
        editie=TEXT,
        ingang=words(*ENTRANCES),
    ),
    "Kost": record(
        "opleiding titel editie startdatum voorbeeldgegevens peildatum feiten prijs maatregelen niet"
        " pakketten termijnen vervolg op_startdatum volgende_vraag tekst",
        opleiding=TEXT,
        titel=TEXT,
        editie=or_null(TEXT),
        startdatum=or_null(DATE),
        voorbeeldgegevens=BOOLEAN,
        peildatum=DATE,
        feiten=ref("Opleiding"),
        prijs=or_null(NUMBER),
        maatregelen=list_of(ref("Maatregel")),
        niet=list_of(ref("Maatregel")),
        pakketten=list_of(ref("Pakket")),
        termijnen=list_of(ref("Termijn")),
        vervolg=list_of(ref("Vervolg")),
        op_startdatum=list_of(
            record(
                "maatregel peildatum status_nu status voordeel",
                maatregel=TEXT,
                peildatum=DATE,
                status_nu=STATUS,
                status=STATUS,
                voordeel={"type": "object"},
            )
        ),
        volgende_vraag=or_null(ref("Vraag")),
        tekst=TEXT,
        kennis=TEXT,
    ),
    "Termijn": record(
        "maatregel wie wat regel uiterlijk zeker toelichting tekst bronnen",
        maatregel=TEXT,
        wie=words(*WHO),
        wat=TEXT,
        regel=TEXT,
        uiterlijk=or_null(DATE),
        zeker=BOOLEAN,
        toelichting=TEXT,
        tekst=TEXT,
        bronnen=list_of(ref("Bron")),
    ),
}
