"""The ways out: an interface, and its two forms. An adapter delivers once and says whether that worked."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any, Protocol

import aiohttp

from bot.appointments import texts as appointment_texts
from bot.appointments import wording
from bot.appointments.calendar import CANCEL, REQUEST, appointment_calendar
from bot.appointments.model import CANCELLED
from bot.appointments.telling import from_told
from bot.conversation import identity
from bot.conversation.mailing import MailFailed, send_mail
from bot.outside import outbox
from bot.outside.outbox import APPOINTMENTS, Delivery
from bot.settings import Settings

PATIENCE = 10.0
SIGNATURE, KEY, MOMENT = "X-Loopbaanwijzer-Handtekening", "X-Loopbaanwijzer-Id", "X-Loopbaanwijzer-Tijd"
GONE = 410
"""A receiver that answers so is tried no more."""
SUBJECTS: Mapping[str, str] = {
    outbox.MADE: "Je afspraak op {moment}",
    outbox.MOVED: "Je afspraak is verplaatst naar {moment}",
    outbox.CANCELLED: "Je afspraak op {moment} gaat niet door",
    outbox.CALL: "Iemand vraagt om teruggebeld te worden",
    outbox.CALL_OFF: "Iemand wil toch niet teruggebeld worden",
    outbox.HANDOVER: "Iemand wacht op een begeleider",
    outbox.TEST: "Proefbericht van Loopbaanwijzer",
}
BODIES: Mapping[str, str] = {
    outbox.CALL: "Iemand vraagt om teruggebeld te worden. Meld je aan op de console: daar staat het nummer.",
    outbox.CALL_OFF: "Iemand die om een telefoontje vroeg, wil dat niet meer. Het nummer is gewist.",
    outbox.HANDOVER: "Iemand wacht op een begeleider. Meld je aan op de console om het gesprek te nemen.",
    outbox.TEST: "Dit is een proefbericht. De koppeling werkt.",
}
BY_MAIL = "Het agendabestand zit bij deze mail.\nVerplaatsen of afzeggen doe je in Loopbaanwijzer.\n"


class NotDelivered(Exception):
    """It did not arrive. The message is the kind of failure, without words of anybody."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why)
        self.final = final
        """Whether another try is of no use."""


class Adapter(Protocol):
    """A way out of the service."""

    async def deliver(self, delivery: Delivery) -> None:
        """Deliver it, once; raises NotDelivered. The same id may come again after a failure."""


class Webhook:
    """JSON over HTTPS, signed with the secret of the connection."""

    async def deliver(self, delivery: Delivery) -> None:
        """POST it; only a 2xx is an arrival, and a redirect is none."""
        if delivery.address is None or delivery.secret is None:
            raise NotDelivered("no connection", final=True)
        body = json.dumps(told(delivery), ensure_ascii=False, separators=(",", ":")).encode()
        stamp = str(int(time.time()))
        headers = {"Content-Type": "application/json", KEY: delivery.id, MOMENT: stamp}
        headers[SIGNATURE] = signature(delivery.secret, stamp, delivery.id, body)
        try:
            timeout = aiohttp.ClientTimeout(total=PATIENCE)
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(delivery.address, data=body, headers=headers, allow_redirects=False) as response,
            ):
                status = response.status
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError) as error:
            raise NotDelivered(type(error).__name__) from error
        if not 200 <= status < 300:
            raise NotDelivered(f"HTTP {status}", final=status == GONE)


def told(delivery: Delivery) -> dict[str, Any]:
    """What a webhook gets."""
    content = {name: value for name, value in delivery.content.items() if name != "organisatie"}
    return {
        "id": delivery.id,
        "gebeurtenis": delivery.event,
        "tijd": identity.iso(delivery.made),
        "organisatie": delivery.content.get("organisatie"),
        "gegevens": content,
    }


def signature(secret: str, stamp: str, key: str, body: bytes) -> str:
    """`v1=` and the HMAC-SHA256 over moment, id and body, with dots between."""
    signed = b".".join((stamp.encode(), key.encode(), body))
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class Mail:
    """E-mail over the configured mail server; an appointment with its calendar file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def deliver(self, delivery: Delivery) -> None:
        """Send it. What a person told stands only in a mail to that person."""
        if delivery.address is None or not self._settings.smtp_host:
            raise NotDelivered("no connection" if delivery.address is None else "no mail server", final=True)
        try:
            await send_mail(self._settings, self._message(delivery, delivery.address))
        except MailFailed as error:
            raise NotDelivered(str(error)) from error

    def _message(self, delivery: Delivery, to: str) -> EmailMessage:
        sender = self._settings.smtp_sender
        message = EmailMessage()
        message["From"], message["To"] = sender, to
        message["Date"], message["Message-ID"] = formatdate(), f"<{delivery.id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        if delivery.event not in APPOINTMENTS:
            message["Subject"] = SUBJECTS[delivery.event]
            message.set_content(BODIES[delivery.event])
            return message
        one = from_told(delivery.content)
        message["Subject"] = wording.filled(SUBJECTS[delivery.event], one)
        said = wording.filled(appointment_texts.ICS_TEXT if one.status != CANCELLED else "", one)
        message.set_content(f"{message['Subject']}.\n{said}\n\n{BY_MAIL}".replace("\n\n\n", "\n\n"))
        content = appointment_calendar(one, sender, to).decode()
        method = CANCEL if one.status == CANCELLED else REQUEST
        message.add_attachment(
            content, subtype="calendar", filename="afspraak.ics", params={"method": method}
        )
        return message
