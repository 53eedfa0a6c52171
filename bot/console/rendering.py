"""Turns values into pages. Every value is escaped; templates say nothing that is not in their values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.appointments.wording import spoken
from bot.conversation.identity import local, now
from bot.handover import states
from bot.people.audit import Action

DONE: Mapping[Action, str] = {
    "intake": "opende een intake",
    "inzien": "keek in een gesprek",
    "agenda": "keek in de agenda",
    "wachtrij": "keek in de rij",
    "afdruk": "maakte een afdruk of pdf",
    "agendabestand": "opende een agendabestand",
    "neemt": "nam een gesprek",
    "geeft_door": "gaf een gesprek door",
    "zet_terug": "zette een gesprek terug in de rij",
    "sluit_af": "sloot een gesprek af",
    "notitie": "schreef een notitie",
    "feit": "verbeterde een gegeven",
    "feit_niet_bewaard": "bewaarde niet wat iemand vertelde",
    "code_geopend": "opende een code",
    "code_fout": "typte een foute code",
    "aangemeld": "meldde zich aan",
    "afgemeld": "meldde zich af",
    "aanmelden_mislukt": "aanmelden mislukte",
    "log_uitgevoerd": "haalde het log op",
    "momenten": "bood momenten aan",
    "moment_weg": "nam een moment weg",
    "teruggebeld": "belde terug",
    "toch_niet_gebeld": "zette een telefoontje terug",
    "afspraak_verzet": "verplaatste een afspraak",
    "afspraak_afgezegd": "zegde een afspraak af",
    "aan_dienst": "ging aan dienst",
    "uit_dienst": "ging uit dienst",
    "code_ingetrokken": "typte een code die ingetrokken was",
    "code_verlopen": "typte een code die verlopen was",
    "account_gemaakt": "een account werd gemaakt",
    "account_gewijzigd": "een account veranderde",
    "account_geblokkeerd": "een account werd geblokkeerd",
    "account_toegelaten": "een account werd weer toegelaten",
    "account_nieuw_wachtwoord": "een account kreeg een nieuw wachtwoord",
    "account_code_aan": "aanmelden vraagt voortaan een code",
    "account_code_uit": "aanmelden vraagt geen code meer",
    "account_elders_afgemeld": "meldde zich overal elders af",
    "log_opgeruimd": "oude lijnen van het log werden gewist",
}
"""Actions of the log, as people say them; the export has the words of the program."""
WHO_HAS_IT = {
    states.BOT: "de assistent",
    states.WAITING: "in de rij",
    states.HUMAN: "een begeleider",
    states.SOLVED: "afgesloten",
}
BY = {states.VISITOR: "de persoon", states.SYSTEM: "de dienst"}
REASONS = {
    states.BY_VISITOR: "de persoon stopte",
    states.UNANSWERED: "niemand antwoordde op tijd",
    states.ABSENT: "de begeleider was weg",
    states.PUT_BACK: "teruggezet",
}
TEMPLATES = Path(__file__).resolve().parent / "templates"


def render(template: str, **values: Any) -> str:
    """The page as text."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "uur": clock,
        "dagen": day_and_clock,
        "geschreven": written,
        "dag": dutch_day,
        "geleden": ago,
        "vet": bold,
        "moment": spoken,
    }
    environment.filters["gedaan"] = done
    environment.globals |= {"RESULTATEN": states.RESULTS, "who": None, "csrf": "", "wachten": None}
    environment.globals |= {"TOESTANDEN": WHO_HAS_IT, "DOOR": BY, "REDENEN": REASONS}
    return environment


def clock(moment: datetime) -> str:
    """The time of a stored moment."""
    return local(moment).strftime("%H:%M")


def day_and_clock(moment: datetime) -> str:
    """The day and the time of a stored moment."""
    return local(moment).strftime("%d/%m/%Y %H:%M")


def done(action: str) -> str:
    """What a line of the log says somebody did, in words."""
    return DONE.get(cast(Action, action), action.replace("_", " "))


def written(iso: str) -> str:
    """The day and the time, to the second, of a moment in ISO 8601, on the clock that it is written in."""
    return datetime.fromisoformat(iso).strftime("%d/%m/%Y %H:%M:%S")


def dutch_day(iso: str | None) -> str:
    """A day in ISO 8601 as people here write it."""
    return date.fromisoformat(iso).strftime("%d/%m/%Y") if iso else ""


def ago(moment: datetime) -> str:
    """How long ago, in whole minutes or hours."""
    minutes = max(0, int((now() - moment).total_seconds() // 60))
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} u"


def bold(text: str) -> Markup:
    """`**words**` in bold, the rest as it is."""
    parts = str(text).split("**")
    pieces = [
        escape(part) if index % 2 == 0 else Markup("<b>") + escape(part) + Markup("</b>")
        for index, part in enumerate(parts)
    ]
    return Markup("").join(pieces)
