"""JSON schemas of the occupations, for the OpenAPI description."""

from __future__ import annotations

from typing import Any

from bot.http.schemas_base import BOOLEAN, DATE, TEXT, WHOLE, list_of, or_null, record, ref, words
from knowledge.occupations.check import RATINGS
from knowledge.occupations.model import ESCO, OWN
from knowledge.occupations.steps import COURSE, ON_THE_JOB

_RATED = {"type": "object", "additionalProperties": words(*RATINGS)}
_COMPETENCES = list_of(ref("Competentie"))
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
        wegen_uitleg=TEXT,
        evc=record("test_bekend_sinds uitleg", test_bekend_sinds=or_null(TEXT), uitleg=TEXT),
        bronvermelding=or_null(TEXT),
    ),
    "CompetentiecheckVraag": record(
        closed=True,
        huidig_beroep=or_null(TEXT),
        gewenst_beroep=or_null(TEXT),
        antwoorden=or_null(_RATED),
        overgeslagen=or_null(list_of(TEXT)),
        wensen=or_null(list_of(TEXT)),
        niet=or_null(list_of(TEXT)),
        drempels=or_null(list_of(TEXT)),
        postcode=or_null(TEXT),
        peildatum=or_null(DATE),
    ),
    "CompetentieVraag": record(
        "competentie tekst voorbeeld keuzes",
        competentie=TEXT,
        tekst=TEXT,
        voorbeeld=TEXT,
        keuzes=list_of(ref("Keuze")),
    ),
    "Competentiecheck": record(
        "huidig_beroep gewenst_beroep vragen volgende_vraag resterend klaar beeld wegen evc ander_werk",
        huidig_beroep=or_null(ref("BeroepGevonden")),
        gewenst_beroep=or_null(ref("BeroepGevonden")),
        vragen=list_of(ref("CompetentieVraag")),
        volgende_vraag=or_null(ref("CompetentieVraag")),
        resterend=WHOLE,
        klaar=BOOLEAN,
        beeld=record(
            "sterk deels tekort niet_beoordeeld",
            sterk=_COMPETENCES,
            deels=_COMPETENCES,
            tekort=_COMPETENCES,
            niet_beoordeeld=_COMPETENCES,
        ),
        wegen=list_of(
            record(
                "competentie soort opleidingen",
                competentie=ref("Competentie"),
                soort=words(COURSE, ON_THE_JOB),
                opleidingen=list_of(ref("OpleidingGevonden")),
            )
        ),
        evc=record("zinvol uitleg", zinvol=BOOLEAN, uitleg=TEXT),
        ander_werk=list_of(
            record(
                "beroep score gedeeld ontbreekt knelpuntberoep wegen",
                beroep=ref("BeroepGevonden"),
                score={"type": "number"},
                gedeeld=_COMPETENCES,
                ontbreekt=_COMPETENCES,
                knelpuntberoep=BOOLEAN,
                wegen=list_of(TEXT),
            )
        ),
        opmerking=TEXT,
        bronvermelding=or_null(TEXT),
    ),
}
