"""Taking the overview along: printed, by e-mail, as a copy of everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, expect

from benchmarks.processes import free_port
from tests.bot.test_mail import Inbox
from tests.browser.conftest import Arrive
from tests.browser.test_accessibility import axe
from tests.browser.visitor import Visitor
from tests.live import running_service

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PRINTS = "window.print = () => { top.printed = [document.title, document.body.textContent]; };"


def test_what_is_printed_is_the_overview_and_not_the_page(arrive: Arrive) -> None:
    visitor = arrive(script=PRINTS)
    visitor.to_overview()
    visitor.page.get_by_role("button", name="Druk af").click()
    title, text = visitor.page.evaluate("window.printed")
    assert title == "Loopbaanwijzer"
    assert "Vlaams opleidingsverlof" in text and "41 jaar" in text and "Bronnen" in text
    assert "Wijzig: " not in text and "Wis alles" not in text and "Typ je bericht" not in text
    assert visitor.complaints == []


def test_a_copy_of_everything(arrive: Arrive) -> None:
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Kopie van mijn gegevens").click()
    stored = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert "Ik ben 41 jaar" in json.dumps(stored, ensure_ascii=False)


def test_a_code_for_a_counsellor(arrive: Arrive) -> None:
    """What goes along is in sight before the yes; the code is shown once, and can be taken back."""
    visitor = arrive()
    visitor.say("Ik ben 41 jaar")
    opener = visitor.page.get_by_text("Code voor mijn begeleider")
    code, said = visitor.page.locator(".result strong"), visitor.page.locator(".result", has_text="code")
    opener.click()
    expect(said).to_contain_text("14 dagen")
    part = visitor.page.locator("details", has=opener)
    expect(part).to_contain_text("41 jaar")
    expect(part).to_contain_text("als je dat kiest")
    part.get_by_role("switch").click()
    end = part.get_by_role("button", name="Trek de code in")
    expect(end).to_be_hidden()
    part.get_by_role("button", name="Ja, deel dit en geef een code").click()
    expect(code).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}$"))
    expect(part).to_contain_text("Je berichten tot nu: ")
    assert axe(visitor.page) == []
    opener.click()
    opener.click()
    expect(said).to_contain_text("Je code werkt tot en met")
    expect(code).to_have_text("")
    end.click()
    expect(said).to_contain_text("Je code werkt niet meer")
    expect(end).to_be_hidden()
    assert visitor.complaints == []


def test_without_a_mail_server_no_mail_is_offered(arrive: Arrive) -> None:
    visitor = arrive()
    expect(visitor.page.get_by_role("button", name="Mail mijn overzicht")).to_have_count(0)


@pytest.fixture
def mailing(browser: Browser, tmp_path: Path) -> Iterator[tuple[Visitor, Inbox]]:
    inbox, port = Inbox(), free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings = {"smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_security": "geen"}
    with running_service(tmp_path, **settings, smtp_sender="wijzer@voorbeeld.be") as address:
        visitor = Visitor(browser, address).open()
        yield visitor, inbox
        visitor.close()
    controller.stop()


def test_the_overview_by_mail(mailing: tuple[Visitor, Inbox]) -> None:
    visitor, inbox = mailing
    visitor.page.get_by_label("Je e-mailadres").fill("geen adres")
    visitor.page.get_by_role("button", name="Mail mijn overzicht").click()
    assert inbox.received == []
    visitor.page.get_by_label("Je e-mailadres").fill("els@voorbeeld.be")
    visitor.page.get_by_role("button", name="Mail mijn overzicht").click()
    expect(visitor.page.locator("#status")).to_contain_text("verstuurd")
    assert [envelope.rcpt_tos for envelope in inbox.received] == [["els@voorbeeld.be"]]
