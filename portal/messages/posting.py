"""The door through which mail leaves: into a folder, to a mail server or to GOV.UK Notify, as PORTAL_MAIL says."""

from __future__ import annotations

import os
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from portal.config import Settings, UnusableSetting
from portal.messages.carrier import CannotPost, Carrier
from portal.messages.letter import Letter
from portal.messages.notify import notify_carrier

TIME_LIMIT_SECONDS = 15.0
TLS = ("starttls", "implicit", "none")
PORTS = {"starttls": 587, "implicit": 465, "none": 25}


@dataclass(frozen=True)
class FolderCarrier:
    """Writes each letter into a folder, under its key: posted twice, it is there once."""

    folder: Path

    def post(self, letter: Letter, *, at: datetime) -> None:
        """Write the file beside, then name it, so that no half letter is ever read."""
        target = self.folder / f"{letter.key}.eml"
        if target.exists():
            return
        beside = target.with_suffix(f".{os.getpid()}")
        try:
            content = letter.as_email("portal@portal.invalid", at).as_bytes()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(content)
            beside.replace(target)
        except OSError:
            raise CannotPost("The folder for mail cannot be written to.") from None
        except ValueError:
            raise CannotPost("The person’s e-mail address cannot be written to.") from None


@dataclass(frozen=True)
class ServerCarrier:
    """Hands each letter to a mail server, in one conversation of its own."""

    host: str
    port: int
    sender: str
    tls: str = "starttls"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    seconds: float = TIME_LIMIT_SECONDS
    """How long to wait for each of the server's answers."""

    def post(self, letter: Letter, *, at: datetime) -> None:
        """Say all of it and wait for the server's word that it has the letter."""
        try:
            mail = letter.as_email(self.sender, at)
        except ValueError:
            raise CannotPost("The person’s e-mail address cannot be written to.") from None
        try:
            server = self._connect()
        except OSError as why:
            raise CannotPost(_sentence(why)) from None
        try:
            self._introduce(server)
            server.send_message(mail)
        except OSError as why:
            server.close()
            raise CannotPost(_sentence(why)) from None
        # The server has the letter: whatever happens to the goodbye, it must not be sent again.
        with suppress(OSError):
            server.quit()
        server.close()

    def _connect(self) -> smtplib.SMTP:
        if self.tls == "implicit":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=self.seconds)

    def _introduce(self, server: smtplib.SMTP) -> None:
        if self.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self.user:
            server.login(self.user, self.password)


def carrier_for(settings: Settings) -> Carrier:
    """What PORTAL_MAIL names; raises UnusableSetting, never with a password in it."""
    parts = urlsplit(settings.mail)
    if parts.scheme == "file":
        return FolderCarrier(Path(unquote(parts.path)) if parts.path else settings.instance / "mail")
    if parts.scheme == "smtp":
        return _server(settings.mail)
    if parts.scheme == "notify":
        return notify_carrier(settings.mail)
    raise UnusableSetting("PORTAL_MAIL must begin with file:, smtp:// or notify:.")


def _server(mail: str) -> ServerCarrier:
    parts = urlsplit(mail)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    tls = asked.get("tls", "starttls")
    if tls not in TLS:
        raise UnusableSetting(f"PORTAL_MAIL: tls can be {', '.join(TLS)}.")
    if not parts.hostname or "@" not in asked.get("from", ""):
        raise UnusableSetting(
            "PORTAL_MAIL must look like smtp://user:password@host:587?from=portal@example.org."
        )
    try:
        port, seconds = parts.port or PORTS[tls], float(asked.get("seconds", TIME_LIMIT_SECONDS))
    except ValueError:
        raise UnusableSetting("PORTAL_MAIL: the port and the seconds must be numbers.") from None
    return ServerCarrier(
        host=parts.hostname,
        port=port,
        sender=asked["from"],
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        seconds=seconds,
    )


def _sentence(why: OSError) -> str:
    if isinstance(why, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _ in why.recipients.values()})
        return f"The mail server refused the person’s address ({', '.join(map(str, codes))})."
    if isinstance(why, smtplib.SMTPResponseException):
        return f"The mail server refused the message ({why.smtp_code})."
    if isinstance(why, smtplib.SMTPNotSupportedError):
        return "The mail server does not offer what the settings ask of it, such as an encrypted connection."
    if isinstance(why, ssl.SSLError):
        return "The mail server’s certificate could not be trusted."
    if isinstance(why, TimeoutError):
        return "The mail server did not answer in time."
    return "The mail server could not be reached, or the connection broke."
