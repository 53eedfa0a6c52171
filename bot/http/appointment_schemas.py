"""JSON schemas of appointments."""

from __future__ import annotations

from bot.appointments.storage import BOOKED, CANCELLED, CHANNELS, PAST
from bot.http.schemas_base import BOOLEAN, MOMENT, TEXT, WHOLE, Schema, list_of, or_null, record, ref, words

APPOINTMENTS: dict[str, Schema] = {
    "Momenten": record("momenten", momenten=list_of(ref("VrijMoment"))),
    "VrijMoment": record(
        "id begin minuten kanaal plaats organisatie",
        id=TEXT,
        begin=MOMENT,
        minuten=WHOLE,
        kanaal=words(*CHANNELS),
        plaats=TEXT,
        organisatie=TEXT,
    ),
    "AfspraakVraag": record(
        "moment",
        closed=True,
        moment=TEXT,
        contact=or_null(TEXT),
        meegeven=or_null(BOOLEAN),
        verloop=or_null(BOOLEAN),
    ),
    "Afspraak": record(
        "afspraak status begin minuten kanaal plaats organisatie code meegeven verloop kan_verzet",
        afspraak=TEXT,
        status=words(BOOKED, CANCELLED, PAST),
        begin=MOMENT,
        minuten=WHOLE,
        kanaal=words(*CHANNELS),
        plaats=TEXT,
        organisatie=TEXT,
        code=TEXT,
        meegeven=BOOLEAN,
        verloop=BOOLEAN,
        kan_verzet=BOOLEAN,
    ),
}
