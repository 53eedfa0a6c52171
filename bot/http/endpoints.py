"""The one table of routes: the application and the OpenAPI description are both made from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.http import (
    appointments,
    centres,
    check,
    codes,
    conversations,
    courses,
    occupations,
    openapi_route,
    operations,
    plan,
    profile,
    rights,
    stream,
    summary,
)
from bot.http.files import add_files

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
V1 = "/api/v1"
TALK = f"{V1}/gesprekken/{{id}}"


@dataclass(frozen=True)
class Endpoint:
    """One route: what it takes, what it gives, and with which problems it may answer."""

    method: str
    path: str
    handler: Handler
    summary: str
    gives: str
    status: int = 200
    takes: str | None = None
    body_required: bool = True
    query: tuple[str, ...] = ()
    problems: tuple[int, ...] = ()
    public: bool = True
    content: str = "application/json"


BODY = (400, 413, 415, 422)
OWN = (401, 403, 404, 503)

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("POST", f"{V1}/rechten", rights.rights, "Rechten berekenen", "Rechten",
             takes="RechtenVraag", problems=BODY),
    Endpoint("POST", f"{V1}/begrijp", rights.understand, "Een tekst begrijpen", "Begrip",
             takes="BegripVraag", problems=(*BODY, 503)),
    Endpoint("POST", f"{V1}/gesprekken", conversations.open_conversation, "Een gesprek openen", "Geopend",
             status=201, takes="Opening", body_required=False, problems=(*BODY, 503)),
    Endpoint("POST", f"{TALK}/berichten", conversations.send_message, "Een bericht sturen", "Antwoord",
             takes="Bericht", problems=(*BODY, *OWN, 409), public=False),
    Endpoint("GET", TALK, conversations.show, "Verloop en toestand van een gesprek", "Gesprek",
             problems=OWN, public=False),
    Endpoint("DELETE", TALK, conversations.erase, "Een gesprek overal wissen", "", status=204,
             problems=OWN, public=False),
    Endpoint("GET", f"{TALK}/profiel", profile.show_profile, "Wat bekend is, om te verbeteren", "Gegevens",
             problems=OWN, public=False),
    Endpoint("PATCH", f"{TALK}/profiel", profile.change_profile, "Gegevens verbeteren of wissen", "Antwoord",
             takes="Aanpassing", problems=(*BODY, *OWN, 409), public=False),
    Endpoint("GET", f"{TALK}/uitvoer", conversations.export, "Alles wat bewaard is", "Uitvoer",
             problems=OWN, public=False),
    Endpoint("GET", f"{TALK}/samenvatting.pdf", summary.summary, "Samenvatting als pdf", "",
             problems=OWN, public=False, content="application/pdf"),
    Endpoint("GET", f"{TALK}/pop.pdf", plan.plan_pdf, "Ontwikkelingsplan als pdf", "",
             problems=OWN, public=False, content="application/pdf"),
    Endpoint("GET", f"{TALK}/pop.ics", plan.plan_ics, "Data van het plan voor een agenda", "",
             problems=OWN, public=False, content="text/calendar"),
    Endpoint("POST", f"{TALK}/mail", summary.mail, "De samenvatting mailen", "Gemaild",
             status=202, takes="MailVraag", problems=(*BODY, *OWN), public=False),
    Endpoint("GET", f"{TALK}/code", codes.code_state, "Wat meegaat met een code voor een begeleider", "Code",
             problems=OWN, public=False),
    Endpoint("POST", f"{TALK}/code", codes.make_code, "Een code maken, met toestemming", "Code", status=201,
             takes="CodeVraag", problems=(*BODY, *OWN, 409), public=False),
    Endpoint("DELETE", f"{TALK}/code", codes.end_code, "De code intrekken", "Code", problems=OWN,
             public=False),
    Endpoint("GET", f"{TALK}/stroom", stream.stream, "Berichten over een WebSocket",
             "", status=101, problems=(400,), content=""),
    Endpoint("POST", f"{TALK}/overdracht", conversations.hand_over, "Een mens vragen", "Overdracht",
             status=202, takes="OverdrachtVraag", body_required=False, problems=(*BODY, *OWN, 409),
             public=False),
    Endpoint("GET", f"{TALK}/overdracht", conversations.handover_state, "Wie praat er, en hoelang duurt het",
             "Overdrachtstand", problems=OWN, public=False),
    Endpoint("DELETE", f"{TALK}/overdracht", conversations.withdraw, "Niet meer wachten op een mens",
             "Overdrachtstand", problems=OWN, public=False),
    Endpoint("GET", f"{TALK}/momenten", appointments.moments, "Vrije momenten voor een afspraak", "Momenten",
             problems=OWN, public=False),
    Endpoint("GET", f"{TALK}/afspraak", appointments.appointment, "De afspraak", "Afspraak", problems=OWN,
             public=False),
    Endpoint("POST", f"{TALK}/afspraak", appointments.book, "Een afspraak maken of verplaatsen", "Afspraak",
             status=201, takes="AfspraakVraag", problems=(*BODY, *OWN, 409), public=False),
    Endpoint("DELETE", f"{TALK}/afspraak", appointments.cancel, "De afspraak afzeggen", "Afspraak",
             problems=(*OWN, 409), public=False),
    Endpoint("GET", f"{TALK}/afspraak.ics", appointments.calendar, "De afspraak voor een agenda", "",
             problems=OWN, public=False, content="text/calendar"),
    Endpoint("GET", f"{V1}/loopbaancentra", centres.centres, "Loopbaancentra bij een postcode",
             "Loopbaancentra", query=("postcode",), problems=(422,)),
    Endpoint("GET", f"{V1}/opleidingen", courses.courses, "Opleidingen zoeken", "Opleidingen",
             query=courses.NAMES, problems=(422, 503)),
    Endpoint("GET", f"{V1}/opleidingen/{{id}}", courses.course, "Een opleiding met alle gegevens",
             "OpleidingVolledig", problems=(404, 503)),
    Endpoint("POST", f"{V1}/opleidingen/{{id}}/kost", courses.cost, "Wat een opleiding iemand kost",
             "Kost", takes="KostVraag", body_required=False, problems=(*BODY, 404, 503)),
    Endpoint("GET", f"{V1}/beroepen", occupations.occupations, "Beroepen zoeken", "Beroepen",
             query=occupations.NAMES, problems=(422,)),
    Endpoint("GET", f"{V1}/beroepen/{{id}}", occupations.occupation, "Een beroep met zijn competenties",
             "Beroep", problems=(404,)),
    Endpoint("POST", f"{V1}/competentiecheck", check.check, "Een competentiecheck", "Competentiecheck",
             takes="CompetentiecheckVraag", problems=(*BODY, 503)),
    Endpoint("GET", f"{V1}/openapi.json", openapi_route.openapi, "Deze beschrijving", "OpenApi"),
    Endpoint("GET", "/healthz", operations.healthz, "Leeft het proces?", "Gezondheid"),
    Endpoint("GET", "/readyz", operations.readyz, "Is het taalmodel geladen?", "Gereedheid", problems=(503,)),
    Endpoint("GET", "/metrics", operations.metrics, "Cijfers voor Prometheus", "", content="text/plain"),
    Endpoint("GET", "/", operations.page, "De chatpagina", "", content="text/html"),
    Endpoint("GET", "/demo", operations.demo, "De webcomponent uitproberen", "", content="text/html"),
    Endpoint("GET", "/venster", operations.frame, "De chatpagina in een iframe", "", content="text/html"),
)  # fmt: skip


def add_routes(app: web.Application) -> None:
    """Put every endpoint of the table on the application."""
    for endpoint in ENDPOINTS:
        if endpoint.method == "GET":
            app.router.add_get(endpoint.path, endpoint.handler)
        else:
            app.router.add_route(endpoint.method, endpoint.path, endpoint.handler)
    add_files(app, "/static/", operations.STATIC)
