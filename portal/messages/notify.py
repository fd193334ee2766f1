"""The door to GOV.UK Notify: each letter goes by a template of the service, which is told no more than ours say."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, unquote, urlsplit

from notifications_python_client.base import BaseAPIClient
from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from portal.config import UnusableSetting
from portal.messages.carrier import CannotPost
from portal.messages.letter import Letter

SERVICE = "https://api.notifications.service.gov.uk"
TIME_LIMIT_SECONDS = 15.0
_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
KEY = re.compile(rf"[\w.\-]*?({_ID})-({_ID})", re.IGNORECASE | re.ASCII)
TEMPLATE = re.compile(_ID, re.IGNORECASE)
EXAMPLE = (
    "PORTAL_MAIL must look like notify:KEY?template=ID, with a key and an e-mail template of GOV.UK Notify."
)

SAID = {
    400: "GOV.UK Notify refused the message (400): look at the person’s address and at the template.",
    403: "GOV.UK Notify refused the key (403): look at PORTAL_MAIL and at this machine’s clock.",
    404: "GOV.UK Notify does not know the template (404).",
    429: "GOV.UK Notify asks to send less for now (429).",
}
"""What became of a letter, in words of ours: what the service answers may repeat an address."""
UNREACHED = "GOV.UK Notify could not be reached, did not answer in time, or the connection broke."

# The library warns of each failure with what the service answered, in which an address may stand.
logging.getLogger(BaseAPIClient.__module__).disabled = True


@dataclass(frozen=True)
class NotifyCarrier:
    """Posts by one e-mail template, which may use ((where)): the sentence that says where to sign in."""

    key: str = field(repr=False)
    template: str
    seconds: float = TIME_LIMIT_SECONDS
    """How long to wait for the connection and for the answer, each."""
    service: str = SERVICE

    def post(self, letter: Letter, *, at: datetime) -> None:
        """Hand it over and wait for the word that it was taken."""
        client = NotificationsAPIClient(self.key, base_url=self.service, timeout=self.seconds)
        try:
            if letter.attempt == 1 or not self._has(client, letter):
                client.send_email_notification(
                    letter.to, self.template, personalisation={"where": letter.where}, reference=letter.key
                )
        except InvalidResponse:
            # It took the letter, in words that cannot be read: sent again, it would come twice.
            return
        except APIError as why:
            raise CannotPost(_sentence(why)) from None
        finally:
            client.request_session.close()

    def _has(self, client: NotificationsAPIClient, letter: Letter) -> bool:
        """Whether an earlier try arrived after all, though its answer did not."""
        found = client.get_all_notifications(template_type="email", reference=letter.key)
        return bool(found.get("notifications"))


def notify_carrier(mail: str) -> NotifyCarrier:
    """What `notify:KEY?template=ID` names, with `&seconds=15` and `&at=https://…` for another address of the service.

    Raises UnusableSetting, never with the key in it.
    """
    parts = urlsplit(mail)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    key, template = unquote(parts.path), asked.get("template", "")
    if not KEY.fullmatch(key) or not TEMPLATE.fullmatch(template):
        raise UnusableSetting(EXAMPLE)
    try:
        seconds = float(asked.get("seconds", TIME_LIMIT_SECONDS))
    except ValueError:
        raise UnusableSetting("PORTAL_MAIL: the seconds must be a number.") from None
    address = asked.get("at", SERVICE)
    if not address.startswith("https://") and urlsplit(address).hostname != "127.0.0.1":
        raise UnusableSetting("PORTAL_MAIL: the address after at= must begin with https://.")
    return NotifyCarrier(key=key, template=template, seconds=seconds, service=address)


def _sentence(why: APIError) -> str:
    if why.response is None:
        return UNREACHED
    return SAID.get(why.status_code, f"GOV.UK Notify did not take the message ({why.status_code}).")
