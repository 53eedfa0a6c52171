"""JSON schemas of the occupations, for the OpenAPI description."""

from __future__ import annotations

from typing import Any

from bot.http.schemas_base import BOOLEAN, DATE, TEXT, WHOLE, list_of, or_null, record, ref, words
from knowledge.occupations.model import ESCO, OWN

_FOUND: dict[str, Any] = {"id": TEXT, "naam": TEXT, "isco": TEXT}

OCCUPATIONS: dict[str, Any] = {
    "Beroepen": record(
        "beroepen bronvermelding",
        beroepen=list_of(ref("BeroepGevonden")),
        bronvermelding=or_null(TEXT),
    ),
    "BeroepGevonden": record(
        "id naam isco bron knelpuntberoep",
        **_FOUND,
        bron=words(OWN, ESCO),
        knelpuntberoep=or_null(BOOLEAN),
    ),
    "Competentie": record("id tekst", id=TEXT, tekst=TEXT, voorbeeld=TEXT, groep=TEXT),
    "Beroep": record(
        "id naam isco bron andere_namen omschrijving competenties omstandigheden knelpunt verwant wegen evc",
        **_FOUND,
        bron=words(OWN, ESCO),
        esco=or_null(TEXT),
        andere_namen=list_of(TEXT),
        omschrijving=TEXT,
        competenties=list_of(ref("Competentie")),
        omstandigheden=list_of(record("id tekst", id=TEXT, tekst=TEXT)),
        knelpunt=record(
            "op_lijst titels jaar bron gezien_op zekerheid uitleg",
            op_lijst=or_null(BOOLEAN),
            titels=list_of(TEXT),
            jaar=WHOLE,
            bron=TEXT,
            gezien_op=DATE,
            zekerheid=TEXT,
            uitleg=TEXT,
        ),
        verwant=list_of(ref("BeroepGevonden")),
        wegen=list_of(TEXT),
        evc=record("test_bekend_sinds uitleg", test_bekend_sinds=or_null(TEXT), uitleg=TEXT),
        bronvermelding=or_null(TEXT),
    ),
}
