"""Sends a summary by e-mail. The address is used once and kept nowhere."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from bot.settings import Settings
from bot.texts import MAIL_BODY, MAIL_SUBJECT

PATIENCE = 15.0


class MailFailed(Exception):
    """The mail server did not take the message; the message says what it answered, without the address."""


async def send_summary(settings: Settings, to: str, pdf: bytes) -> None:
    """Send the summary; raises MailFailed."""
    await send_mail(settings, _message(settings.smtp_sender, to, pdf))


async def send_mail(settings: Settings, message: EmailMessage) -> None:
    """Send a message over the configured mail server; raises MailFailed."""
    import aiosmtplib

    encrypted = settings.smtp_security
    try:
        await aiosmtplib.send(
            message,
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password or None,
            use_tls=encrypted == "tls",
            start_tls=encrypted == "starttls",
            timeout=PATIENCE,
        )
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailFailed(type(error).__name__) from error


def _message(sender: str, to: str, pdf: bytes) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = MAIL_SUBJECT, sender, to
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(MAIL_BODY)
    message.add_attachment(
        pdf, maintype="application", subtype="pdf", filename="loopbaanwijzer-samenvatting.pdf"
    )
    return message
