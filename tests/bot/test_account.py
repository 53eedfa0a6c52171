"""Somebody's own account in the console: the password, one-time codes, signing out elsewhere."""

from __future__ import annotations

import re

import pyotp
import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select, update

from bot.http.services import SERVICES
from bot.people import audit
from bot.storage import tables
from tests.bot.console_browser import Browser, client, enter
from tests.bot.counsellors import PASSWORD

__all__ = ["client"]
NEW = "een trage bus in mei"


async def actions(client: TestClient) -> list[str]:
    rows = await client.app[SERVICES].database.run(audit.lines, "leerwinkel")
    return [row["actie"] for row in rows]


async def test_another_password_ends_the_other_sessions(client: TestClient) -> None:
    an, laptop = await enter(client, "an"), Browser(client, "an")
    assert (await laptop.sign_in()).status == 303
    assert "nog op 1 andere plaats" in await an.text("/account")
    form = {"wachtwoord": PASSWORD, "nieuw": NEW, "nog_eens": NEW}
    for wrong, status, said in (
        ({"wachtwoord": "fout"}, 403, "klopt niet"),
        ({"nog_eens": "iets anders dan dat"}, 422, "niet gelijk"),
        ({"nieuw": "kort", "nog_eens": "kort"}, 422, "minstens 12"),
    ):
        response = await an.post("/account/wachtwoord", **{**form, **wrong})
        assert response.status == status and said in await response.text()
    response = await an.post("/account/wachtwoord", **form)
    assert response.status == 303 and "veranderd" in await an.text("/account?gedaan=wachtwoord")
    assert (await laptop.get()).status == 303 and (await an.get()).status == 200
    assert (await Browser(client, "an").sign_in(PASSWORD)).status == 401
    assert (await Browser(client, "an").sign_in(NEW)).status == 303
    assert "account_nieuw_wachtwoord" in await actions(client)


async def test_codes_of_an_app_are_asked_once_they_proved_to_work(client: TestClient) -> None:
    an = await enter(client, "an")
    page = await (await an.post("/account/code", wat="begin")).text()
    secret = re.findall("<code>([A-Z2-7]{32})</code>", page)[0]
    assert "data:image/svg+xml" in page
    turn_on = {"wat": "aan", "geheim": secret, "wachtwoord": PASSWORD}
    response = await an.post("/account/code", **turn_on, code="000000")
    page = await response.text()
    assert response.status == 422 and secret in page, "the same secret, to try again"
    response = await an.post(
        "/account/code", **{**turn_on, "wachtwoord": "fout"}, code=pyotp.TOTP(secret).now()
    )
    assert response.status == 403
    assert (await Browser(client, "an").sign_in()).status == 303, "nothing changed yet"
    code = pyotp.TOTP(secret).now()
    assert (await an.post("/account/code", **turn_on, code=code)).status == 303
    assert (await Browser(client, "an").sign_in()).status == 401, "the password is not enough any more"
    form = {"gebruikersnaam": "an", "wachtwoord": PASSWORD}
    again = await Browser(client, "an").post("/aanmelden", **form, code=code)
    assert again.status == 401, "a code holds once"
    assert (await an.post("/account/code", wat="uit", wachtwoord="fout")).status == 403
    assert (await an.post("/account/code", wat="uit", wachtwoord=PASSWORD)).status == 303
    assert (await Browser(client, "an").sign_in()).status == 303
    assert {"account_code_aan", "account_code_uit"} <= set(await actions(client))


@pytest.mark.parametrize("secret", ["", "kort", "A" * 31, "a" * 32, "1" * 32, "\u00e9" * 32])
async def test_a_secret_that_was_not_made_here_is_not_taken(client: TestClient, secret: str) -> None:
    an = await enter(client, "an")
    response = await an.post("/account/code", wat="aan", geheim=secret, code="123456", wachtwoord=PASSWORD)
    assert response.status == 303
    assert (await Browser(client, "an").sign_in()).status == 303


async def test_guessing_the_password_of_an_open_screen_locks_the_account(client: TestClient) -> None:
    an = await enter(client, "an")
    for _ in range(5):
        assert (await an.post("/account/code", wat="begin")).status == 200
        form = {"wachtwoord": "fout", "nieuw": NEW, "nog_eens": NEW}
        assert (await an.post("/account/wachtwoord", **form)).status == 403
    right = {"wachtwoord": PASSWORD, "nieuw": NEW, "nog_eens": NEW}
    assert (await an.post("/account/wachtwoord", **right)).status == 403
    assert "aanmelden_mislukt" in await actions(client)


async def test_signing_out_elsewhere(client: TestClient) -> None:
    an, laptop = await enter(client, "an"), Browser(client, "an")
    await laptop.sign_in()
    assert (await an.post("/account/elders")).status == 303
    assert (await laptop.get()).status == 303 and "Nergens anders" in await an.text("/account")


async def test_who_signs_in_elsewhere_has_nothing_to_change_here(client: TestClient) -> None:
    an = await enter(client, "an")
    table = tables.begeleiders
    await client.app[SERVICES].database.run(lambda c: c.execute(update(table).values(wachtwoord=None)))
    assert "via je organisatie" in await an.text("/account")
    assert (await an.post("/account/code", wat="begin")).status == 403
    form = {"wachtwoord": "", "nieuw": NEW, "nog_eens": NEW}
    for new in (NEW, "kort"):
        refused = await an.post("/account/wachtwoord", **{**form, "nieuw": new})
        assert refused.status == 403 and "aanmelddienst" in await refused.text()
    kept = await client.app[SERVICES].database.run(lambda c: c.execute(select(table.c.wachtwoord)).scalar())
    assert kept is None
