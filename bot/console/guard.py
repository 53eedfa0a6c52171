"""What stands before every page of the console: who you are, what your role may, and that you meant it."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.appointments.storage import NoAppointment, Taken
from bot.console.cases import NotVisible
from bot.console.rendering import render
from bot.handover import storage as handovers
from bot.handover.desk import NotYours
from bot.handover.states import Refused
from bot.http.problems import Problem
from bot.http.services import Services, services
from bot.people.accounts import Counsellor, Session
from bot.people.signing_in import SigningIn
from bot.settings import Settings
from bot.storage.conversations import Overtaken

HOME = "/begeleider"
SIGN_IN = f"{HOME}/aanmelden"
COOKIE = "loopbaanwijzer_begeleider"
SESSION = "sessie"
"""Where the request keeps who is signed in, for a page that tells of a problem."""
CSRF_FIELD, CSRF_HEADER = "_csrf", "X-CSRF-Token"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
Page = Callable[["Visit"], Awaitable[web.StreamResponse]]

ANYBODY, SIGNED_IN, TALKS, AUDITS, MANAGES = "iedereen", "aangemeld", "gesprekken", "log", "accounts"
MAY: dict[str, Callable[[Counsellor], bool]] = {
    SIGNED_IN: lambda who: True,
    TALKS: lambda who: who.may_talk,
    AUDITS: lambda who: who.may_audit,
    MANAGES: lambda who: who.may_manage,
}


@dataclass(frozen=True)
class Visit:
    """One request of somebody who is signed in (or, on the page to sign in, of anybody)."""

    request: web.Request
    session: Session | None
    form: dict[str, str]
    waiting: int | None = None
    """How many wait for the organisation, on a page of who talks with people."""

    @property
    def parts(self) -> Services:
        """The parts of the service."""
        return services(self.request)

    @property
    def who(self) -> Counsellor:
        """Who is signed in."""
        assert self.session is not None
        return self.session.who

    @property
    def talk(self) -> str:
        """The conversation of the path."""
        return self.request.match_info["id"]

    def page(self, template: str, status: int = 200, **values: Any) -> web.Response:
        """A page, with what every page needs."""
        shown = {"who": self.session.who, "csrf": self.session.csrf} if self.session else {}
        text = render(template, **shown, wachten=self.waiting, **values)
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def guarded(page: Page, who: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler of a route: the page, behind the checks."""

    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            response = await _admit(request, page, who)
        except web.HTTPException as error:
            if error.status >= 400:
                raise
            response = error
        except Exception as error:
            problem = _problem(error)
            if problem is None:
                raise
            response = _told(request, problem)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = CSP
            response.headers["Cache-Control"] = "no-store"
            # With no-referrer a browser sends `Origin: null` with a form, as another site would.
            response.headers["Referrer-Policy"] = "same-origin"
        if isinstance(response, web.HTTPException):
            raise response
        return response

    handler.__name__ = page.__name__
    return handler


async def _admit(request: web.Request, page: Page, who: str) -> web.StreamResponse:
    wait = services(request).rate_limit.seconds_to_wait(request)
    if wait:
        raise Problem(429, headers={"Retry-After": str(wait)})
    session = request[SESSION] = await signing_in(request).session(request.cookies.get(COOKIE))
    form: dict[str, str] = {}
    if request.method != "GET":
        same_origin(request)
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    if who != ANYBODY:
        if session is None:
            return _ask_to_sign_in(request)
        if not MAY[who](session.who):
            raise Problem(403, "Dit hoort niet bij je rol.", title="Geen toegang")
        if request.method != "GET":
            _meant(request, form, session)
    return await page(Visit(request, session, form, await _waiting(request, session)))


async def _waiting(request: web.Request, session: Session | None) -> int | None:
    """How many wait, counted before the page is made: who comes before its line is there is announced."""
    if session is None or not session.who.may_talk or not _wants_page(request):
        return None
    return await services(request).database.run(handovers.count_waiting, session.who.organisation)


def _wants_page(request: web.Request) -> bool:
    return "text/html" in request.headers.get("Accept", "")


def _ask_to_sign_in(request: web.Request) -> web.StreamResponse:
    if request.method == "GET" and _wants_page(request):
        raise web.HTTPSeeOther(f"{SIGN_IN}?naar={quote(request.path_qs, safe='/')}")
    raise Problem(401, "Meld je opnieuw aan.", title="Je bent niet aangemeld")


def same_origin(request: web.Request) -> None:
    """Refuse what another site sends along. A browser says where a request comes from; others say nothing."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("Host")
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Problem(403, "Dit verzoek komt van een andere site.", title="Geweigerd")


def _meant(request: web.Request, form: dict[str, str], session: Session) -> None:
    given = request.headers.get(CSRF_HEADER) or form.get(CSRF_FIELD) or ""
    if not hmac.compare_digest(given.encode("utf-8", "replace"), session.csrf.encode()):
        raise Problem(403, "Laad de bladzijde opnieuw en probeer het nog eens.", title="Geweigerd")


def _problem(error: Exception) -> Problem | None:
    if isinstance(error, Problem):
        return error
    if isinstance(error, NotVisible):
        return Problem(404, "Dit gesprek is er niet (meer) voor jou: gewist, gesloten of van anderen.")
    if isinstance(error, NotYours):
        return Problem(409, "Dit gesprek is niet (meer) bij jou.", title="Dat kan nu niet")
    if isinstance(error, NoAppointment):
        return Problem(404, "Deze afspraak is er niet (meer): afgezegd, voorbij, gewist of van anderen.")
    if isinstance(error, Taken):
        return Problem(409, "Dat moment is niet (meer) vrij.", title="Dat kan nu niet")
    if isinstance(error, Refused):
        return Problem(409, "Iemand was je voor, of de persoon wacht niet meer.", title="Dat kan nu niet")
    if isinstance(error, Overtaken):
        return Problem(409, "Er kwam net een bericht binnen. Probeer het nog eens.", title="Dat kan nu niet")
    return None


def _told(request: web.Request, problem: Problem) -> web.Response:
    """The problem as a page for who reads pages, as JSON for the script."""
    if not _wants_page(request):
        return problem.response()
    session: Session | None = request.get(SESSION)
    shown = {"who": session.who, "csrf": session.csrf} if session else {}
    again = _sign_in_and_back(request) if problem.status == 401 else ""
    text = render("fout.html", titel=problem.title, uitleg=problem.detail, aanmelden=again, **shown)
    return web.Response(text=text, status=problem.status, content_type="text/html", headers=problem.headers)


def _sign_in_and_back(request: web.Request) -> str:
    """The page to sign in, which leads back to the page that a form was on."""
    came = urlsplit(request.headers.get("Referer", ""))
    back = way_back(request, came.path + (f"?{came.query}" if came.query else ""))
    return f"{SIGN_IN}?naar={quote(back, safe='/')}" if back else SIGN_IN


def way_back(request: web.Request, address: str) -> str:
    """Where to go after signing in, of an address that was asked for; "" for what is not of the console.

    What only a form can ask (a talk that is passed on) cannot be opened again: then the page above it.
    """
    path, _, query = inside(address).partition("?")
    while len(path) > len(HOME):
        if _opens(request.app, path):
            return f"{path}?{query}" if query else path
        path, query = path.rpartition("/")[0], ""
    return path


def _opens(app: web.Application, path: str) -> bool:
    """Whether a browser can ask this address; else it only takes forms, or is not there."""
    asked = [route.resource for route in app.router.routes() if route.method == "GET" and route.resource]
    shapes = [resource.get_info() for resource in asked]
    return any(
        path == one.get("path") or ("pattern" in one and one["pattern"].fullmatch(path)) for one in shapes
    )


def signing_in(request: web.Request) -> SigningIn:
    """Signing in, for the service of this request."""
    parts = services(request)
    return SigningIn(parts.settings, parts.database)


def set_cookie(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Let the browser keep the key: for this path only, out of reach of scripts and of other sites."""
    response.set_cookie(COOKIE, key, path=HOME, httponly=True, samesite="Strict", secure=over_tls(request))


def inside(address: str) -> str:
    """The address when it is one of the console, else nothing."""
    return address if address.startswith(f"{HOME}/") and "\\" not in address and "//" not in address else ""


def over_tls(request: web.Request) -> bool:
    """Whether the browser came over https."""
    settings: Settings = services(request).settings
    forwarded = request.headers.get("X-Forwarded-Proto", "") if settings.behind_proxy else ""
    return request.secure or forwarded == "https"
