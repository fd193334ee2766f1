"""What a directory administrator has to look at, as rows of a list of work, without anybody's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for

from directory_data.availability import in_full
from directory_data.models import Service
from portal.accounts.models import User
from portal.cases import panels
from portal.messages import queries as messages
from portal.rules.freshness import FRESH_FOR
from portal.rules.outbox import MessageState
from portal.rules.work_lists import Row, Standing, ToDo, Urgency, row_of

HINTS = {
    Urgency.OVERDUE: "What has grown old longest stands on top. Ask the provider to confirm it.",
    Urgency.SOON: "Do these when nothing above is left.",
    Urgency.NEW: "A provider waits for your answer. Who has waited longest stands on top.",
}
"""What stands below each heading of the list."""


def to_do(
    person: User, stale: Sequence[Service], postcodes_warning: str | None, today: date
) -> list[Row[ToDo]]:
    """Messages that did not go, listings that have grown old, place data to renew, and what rooms above have."""
    return [
        *_messages(),
        *(_stale(service) for service in stale),
        *_place_data(postcodes_warning),
        *panels.to_dos_of(person, [], today),
    ]


def _messages() -> list[Row[ToDo]]:
    number = messages.counts()[MessageState.GIVEN_UP]
    if not number:
        return []
    words = "1 message was given up" if number == 1 else f"{number} messages were given up"
    told = "Somebody was not told that there is something to read."
    standing = Standing("Try again, or tell them another way", "red", Urgency.OVERDUE)
    return [row_of(ToDo(words, url_for("messages.index"), told), [standing])]


def _stale(service: Service) -> Row[ToDo]:
    confirmed_on = service.confirmed_on
    since = f"Last confirmed on {in_full(confirmed_on)}" if confirmed_on else "Never confirmed"
    due_on = confirmed_on + FRESH_FOR if confirmed_on else date.min
    standing = Standing("Not confirmed for more than 90 days", "red", Urgency.OVERDUE, due_on)
    address = url_for("directory.show", slug=service.slug)
    return row_of(
        ToDo(service.name, address, f"{service.provider.name}. {since}."), [standing], service.provider.name
    )


def _place_data(warning: str | None) -> list[Row[ToDo]]:
    if warning is None:
        return []
    address = url_for("oversight.admin", _anchor="place-data")
    standing = Standing("Load newer place data", "yellow", Urgency.SOON)
    return [row_of(ToDo("The list of postcodes has grown old", address, warning), [standing])]
