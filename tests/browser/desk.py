"""A counsellor at the console, and somebody who talks over the HTTP interface."""

from __future__ import annotations

import contextlib
import json
import subprocess
import urllib.error
import urllib.request
from typing import Any, ClassVar

from playwright.sync_api import Browser, Page, expect

from tests.browser.visitor import leave, new_context
from tests.live import COMMAND, PROJECT

PASSWORD = "vier groene fietsen"
LOGINS = ("an", "bob")


def accounts(database: str, *words: str, stdin: str = "") -> None:
    """One command about accounts."""
    command = [*COMMAND, "begeleiders", "--databank", database, *words]
    subprocess.run(command, cwd=PROJECT, input=stdin, text=True, check=True, stdout=subprocess.DEVNULL)


def hire(database: str) -> None:
    """One organisation with two counsellors."""
    accounts(database, "organisatie", "leerwinkel", "De Leerwinkel")
    for login in LOGINS:
        words = ("maak", login, "--naam", login.capitalize(), "--organisatie", "leerwinkel")
        accounts(database, *words, "--rol", "coordinator", stdin=PASSWORD + "\n")


class Desk:
    """A counsellor at a screen; everything that the browser complains about is in `complaints`."""

    def __init__(self, browser: Browser, address: str, login: str = "an", width: int = 1280) -> None:
        self.address = address
        self.context = new_context(browser, viewport={"width": width, "height": 800})
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{address}/begeleider")
        self.sign_in(login)
        self.there("#rij")

    def sign_in(self, login: str = "an") -> None:
        """On the page that asks for it."""
        self.page.fill("[name=gebruikersnaam]", login)
        self.page.fill("[name=wachtwoord]", PASSWORD)
        self.page.click("text=Aanmelden >> nth=-1")

    def there(self, selector: str) -> None:
        """Wait for a page with this on it, and for its script: keys that are pressed before it are lost."""
        expect(self.page.locator(selector)).to_be_visible()
        self.page.wait_for_load_state()

    def close(self) -> None:
        """Leave."""
        leave(self.page)

    def on_duty(self) -> None:
        """Be there for who waits."""
        start = self.page.get_by_role("button", name="Ga aan dienst")
        if start.count():
            start.click()
        expect(self.page.get_by_role("button", name="Ga uit dienst")).to_be_visible()
        self.page.wait_for_load_state()

    def take_first(self) -> None:
        """Open the first in the queue and take the talk, with the keyboard."""
        self.there(".wachtrij li >> nth=0")
        for key in ("j", "Enter"):
            self.page.keyboard.press(key)
        self.page.wait_for_url("**/gesprek/*")
        self.page.keyboard.press("n")
        self.there("#schrijf")

    def say(self, text: str) -> None:
        """Send a message in the open talk."""
        self.page.keyboard.press("m")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".bericht.begeleider").last).to_contain_text(text)

    def intake(self, line: str) -> None:
        """Open a talk with everything in one line."""
        self.page.keyboard.press("i")
        self.page.keyboard.type(line)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/gesprek/*")


class Person:
    """Somebody who talks over the HTTP interface."""

    here: ClassVar[list[Person]] = []

    def __init__(self, address: str) -> None:
        self.address, self.token = address, ""
        opened = self.call("POST", "", {})
        self.token, self.path = opened["token"], f"/{opened['gesprek']}"
        self.here.append(self)

    @classmethod
    def all_leave(cls) -> None:
        """Nobody waits any more, for who comes after this test."""
        while cls.here:
            one = cls.here.pop()
            with contextlib.suppress(urllib.error.HTTPError):  # it was erased already
                one.call("DELETE", one.path)

    def call(self, method: str, rest: str, body: Any = None) -> Any:
        """One request; the answer."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        data = None if body is None else json.dumps(body).encode()
        where = f"{self.address}/api/v1/gesprekken{rest}"
        request = urllib.request.Request(where, method=method, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read()
        return json.loads(text) if text else None

    def say(self, text: str) -> Any:
        """Say something."""
        return self.call("POST", f"{self.path}/berichten", {"tekst": text})

    def ask_for_somebody(self, why: str) -> Any:
        """Ask for a person, with everything that is known and said."""
        asked = {"reden": why, "meegeven": True, "verloop": True}
        return self.call("POST", f"{self.path}/overdracht", asked)
