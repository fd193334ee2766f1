"""What a group's listing asks of the room that keeps its sessions: neither knows the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from flask import Flask

from directory_data.models import Group
from portal.rules.new_times import Template


@dataclass(frozen=True)
class Meeting:
    """When a group meets once."""

    on: date
    starts_at: time
    ends_at: time


class SessionBook(Protocol):
    """Keeps the sessions of groups under way."""

    def meetings(self, groups: Iterable[Group]) -> Mapping[int, list[Meeting]]:
        """The sessions as they stand, by the group's id; nothing of a group whose sessions nobody touched."""

    def told(self, group: Group, new: Template, today: date) -> list[str]:
        """What new times would change, in sentences; empty where nothing."""


def keep(app: Flask, book: SessionBook) -> None:
    """Let this room answer for sessions."""
    app.extensions["session_book"] = book


def book_of(app: Flask) -> SessionBook:
    """The room that answers for sessions."""
    book: SessionBook = app.extensions["session_book"]
    return book
