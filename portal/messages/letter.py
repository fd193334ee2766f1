"""What a message says: that there is something to read, and where to sign in. Never a name, a fact or a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

SUBJECT = "There is something to read in the portal"
WHERE = "Sign in here: {address}"
WHERE_TO_BEGIN = "Set your password here within 48 hours: {address}{link}"
WHERE_UNSAID = "Sign in as you always do."
BODY = """Hello

There is something to read in the portal.

{where}

This message says no more on purpose. Nobody reads replies to it.
You choose how often you get messages in the portal, under Messages.
"""


@dataclass(frozen=True)
class Letter:
    """One mail to one person. `key` makes its Message-ID, so that a second copy can be told for what it is."""

    key: str
    to: str = field(repr=False)
    portal: str = ""
    attempt: int = 1
    """Which try this is: from the second on, the one before may have arrived without a word of it."""

    link: str = field(default="", repr=False)
    """The path of a one-time link, for somebody who has no password yet."""

    @property
    def where(self) -> str:
        """The sentence that says where to sign in, or where to begin."""
        if self.link:
            return WHERE_TO_BEGIN.format(address=self.portal, link=self.link)
        return WHERE.format(address=self.portal) if self.portal else WHERE_UNSAID

    @property
    def message_id(self) -> str:
        """The same for every try."""
        return f"<{self.key}@{urlsplit(self.portal).hostname or 'portal.invalid'}>"

    def as_email(self, sender: str, at: datetime) -> EmailMessage:
        """The mail as it travels; raises ValueError where the address cannot stand in a header."""
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = self.to
        mail["Subject"] = SUBJECT
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = self.message_id
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(BODY.format(where=self.where))
        return mail
