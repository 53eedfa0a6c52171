"""The one table of the console: every address, its page, and who may use it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.console import access, account, agenda, codes, desk, live, oidc, talk, tools
from bot.console.guard import ANYBODY, AUDITS, HOME, MANAGES, SIGNED_IN, TALKS, Page, guarded
from bot.http.files import add_files

STATIC = Path(__file__).resolve().parent / "static"
TALK = f"{HOME}/gesprek/{{id}}"


@dataclass(frozen=True)
class Route:
    """One address of the console."""

    method: str
    path: str
    page: Page
    who: str
    says: str


ROUTES: tuple[Route, ...] = (
    Route("GET", f"{HOME}/aanmelden", access.sign_in_page, ANYBODY, "aanmelden"),
    Route("POST", f"{HOME}/aanmelden", access.sign_in, ANYBODY, "aanmelden"),
    Route("GET", f"{HOME}/oidc", oidc.leave, ANYBODY, "naar de aanmelddienst van de organisatie"),
    Route("GET", f"{HOME}/oidc/terug", oidc.come_back, ANYBODY, "terug van de aanmelddienst"),
    Route("POST", f"{HOME}/afmelden", access.sign_out, SIGNED_IN, "afmelden"),
    Route("GET", f"{HOME}/account", account.page, SIGNED_IN, "het eigen account"),
    Route("POST", f"{HOME}/account/wachtwoord", account.password, SIGNED_IN, "een ander wachtwoord"),
    Route("POST", f"{HOME}/account/code", account.code, SIGNED_IN, "codes van een app aan of uit"),
    Route("POST", f"{HOME}/account/elders", account.elsewhere, SIGNED_IN, "overal elders afmelden"),
    Route("GET", HOME, desk.home, SIGNED_IN, "het bureau: wie wacht, eigen gesprekken"),
    Route("GET", f"{HOME}/rij", desk.queue, TALKS, "alleen de lijsten"),
    Route("POST", f"{HOME}/dienst", access.duty, TALKS, "aan of uit dienst"),
    Route("POST", f"{HOME}/intake", desk.intake, TALKS, "een gesprek openen met een regel"),
    Route("POST", f"{HOME}/code", codes.open_code, TALKS, "openen wat iemand met een code deelt"),
    Route("POST", f"{HOME}/terugbellen/{{nummer}}", desk.called, TALKS, "iemand is gebeld, of toch niet"),
    Route("GET", f"{HOME}/agenda", agenda.page, TALKS, "de week: vrije momenten en afspraken"),
    Route("POST", f"{HOME}/agenda", agenda.offer, TALKS, "momenten aanbieden"),
    Route("GET", f"{HOME}/agenda/lijst", agenda.listing, TALKS, "alleen de week"),
    Route("POST", f"{HOME}/agenda/{{id}}/weg", agenda.take_back, TALKS, "een vrij moment weghalen"),
    Route("POST", f"{HOME}/afspraak/{{id}}/verzet", agenda.move, TALKS, "een afspraak verplaatsen"),
    Route("POST", f"{HOME}/afspraak/{{id}}/zeg-af", agenda.cancel, TALKS, "een afspraak afzeggen"),
    Route("GET", f"{HOME}/afspraak/{{id}}/afspraak.ics", agenda.calendar, TALKS, "een afspraak als bestand"),
    Route("GET", TALK, talk.page, TALKS, "een gesprek"),
    Route("GET", f"{TALK}/dossier", talk.dossier_part, TALKS, "gegevens en rechten, ook om iets te proberen"),
    Route("POST", f"{TALK}/neem", talk.take, TALKS, "een gesprek nemen"),
    Route("POST", f"{TALK}/terug", talk.put_back, TALKS, "terug in de rij zetten"),
    Route("POST", f"{TALK}/door", talk.pass_on, TALKS, "doorgeven aan een collega"),
    Route("POST", f"{TALK}/sluit", talk.close, TALKS, "afsluiten met een resultaat"),
    Route("POST", f"{TALK}/bericht", talk.say, TALKS, "een bericht sturen"),
    Route("POST", f"{TALK}/notitie", talk.note, TALKS, "een notitie maken"),
    Route("POST", f"{TALK}/feit", talk.set_fact, TALKS, "een gegeven verbeteren"),
    Route("POST", f"{TALK}/verteld", talk.confirm_fact, TALKS, "bewaren wat de persoon zei, of niet"),
    Route("POST", f"{TALK}/voorstel", tools.suggest, TALKS, "een voorstel van antwoord"),
    Route("GET", f"{TALK}/afdruk", talk.paper, TALKS, "het overzicht om af te drukken"),
    Route("GET", f"{TALK}/overzicht.pdf", talk.pdf, TALKS, "het overzicht als pdf"),
    Route("GET", f"{TALK}/pop.pdf", talk.plan_pdf, TALKS, "het ontwikkelingsplan als pdf"),
    Route("GET", f"{TALK}/pop.ics", talk.plan_calendar, TALKS, "de data van het plan voor een agenda"),
    Route("GET", f"{HOME}/regels", tools.rules, TALKS, "regels opzoeken"),
    Route("GET", f"{HOME}/diensten", tools.services, TALKS, "diensten dichtbij zoeken"),
    Route("GET", f"{HOME}/opleidingen", tools.courses, TALKS, "opleidingen zoeken"),
    Route("GET", f"{HOME}/stroom", live.stream, TALKS, "WebSocket met wat er verandert"),
    Route("GET", f"{HOME}/log", access.log_page, AUDITS, "wie wat inkeek"),
    Route("GET", f"{HOME}/log.csv", access.log_csv, AUDITS, "het hele log als csv"),
    Route("GET", f"{HOME}/log.json", access.log_json, AUDITS, "het hele log als json"),
    Route("GET", f"{HOME}/accounts", access.accounts_page, MANAGES, "de accounts van de organisatie"),
    Route("POST", f"{HOME}/accounts/{{id}}", access.block, MANAGES, "een account blokkeren of toelaten"),
)


def add_console(app: web.Application) -> None:
    """Put the console on the application."""
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route.page, route.who))
    add_files(app, f"{HOME}/static/", STATIC)
