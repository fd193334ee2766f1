"""What every page has round it: this reader's navigation, the banner, the data's owners, fingerprinted assets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, session, url_for

from directory_data.gazetteer import ATTRIBUTION
from directory_data.vocabulary import Role
from portal.rules import permissions
from portal.rules.work_lists import Asked, asked_of

PUBLIC_PLACES = (
    ("Find a service", "directory.index"),
    ("Factsheets", "factsheets.index"),
    ("Help now", "factsheets.help_now"),
)
PLACES = (
    ("Cases", "cases.index"),
    ("Referrals", "referrals.index"),
    ("Groups", "programme.index"),
    ("Support", "partner_support.index"),
    ("Risk", "risk.index"),
    ("Deadlines", "deadlines.index"),
    ("Listings", "listings.index"),
    ("Oversight", "oversight.index"),
    ("Administration", "oversight.admin"),
    ("Messages", "messages.edit"),
    *PUBLIC_PLACES,
)

LISTS = "lists"
"""Where a sign-in keeps how its reader narrowed each list."""

BELOW = {
    "cases": "cases.index",
    "court": "cases.index",
    "contact": "cases.index",
    "missed": "cases.index",
    "fairness": "cases.index",
    "complaints": "cases.index",
    "corrections": "referrals.index",
    "court.gaps": "oversight.index",
    "court.decide": "oversight.index",
    "documents": "cases.index",
    "reports": "cases.index",
    "matches": "cases.index",
    "referrals": "referrals.index",
    "partner_support": "partner_support.index",
    "programme": "programme.index",
    "deadlines": "deadlines.index",
    "listings": "listings.index",
    "moderation": "oversight.admin",
    "providers": "oversight.admin",
    "directory": "directory.index",
    "sheets": "oversight.admin",
    "risk": "risk.index",
    "duty": "risk.index",
}
"""Which place in the navigation the other pages of a room, or one page of it, stand below."""


@dataclass(frozen=True)
class NavigationItem:
    """One place in the navigation."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Notice:
    """Something that stands on top of a page: the template that shows it and the values it needs."""

    template: str
    values: Mapping[str, Any]


NoticeOf = Callable[[], Notice | None]


def notices_of(app: Flask) -> list[NoticeOf]:
    """Where a room registers what it puts on top of pages; each is asked once on every page that is shown."""
    registered: list[NoticeOf] = app.extensions.setdefault("notices", [])
    return registered


def init_app(app: Flask) -> None:
    """Give every page what stands round it."""
    app.context_processor(_round_the_page)
    app.url_defaults(_fingerprint)


def asked_of_list() -> Asked:
    """What the address asks of the list that is shown; kept for the way back to it, until somebody signs out."""
    asked = asked_of(request.args)
    kept = asked.address(page=asked.page if asked.page > 1 else None)
    if session.get(LISTS, {}).get(request.endpoint, {}) != kept:
        session[LISTS] = {**session.get(LISTS, {}), request.endpoint: kept}
    return asked


def back_to(endpoint: str) -> str:
    """The address of a list, narrowed as this reader left it."""
    return url_for(endpoint, **session.get(LISTS, {}).get(endpoint, {}))


def _round_the_page() -> dict[str, Any]:
    person = g.get("person")
    return {
        "navigation": navigation_for(person.role if person else None),
        "asset": _asset,
        "demonstration": current_app.config["SETTINGS"].is_demo,
        "attribution": ATTRIBUTION,
        "on_top": _on_top,
        "back_to": back_to,
        "form": None,
    }


def _on_top() -> list[Notice]:
    found = (notice() for notice in notices_of(current_app))
    return [notice for notice in found if notice]


def navigation_for(role: Role | None) -> list[NavigationItem]:
    """The places this reader may go, work first."""
    return [
        NavigationItem(label, href, is_current=_is_here(endpoint))
        for label, endpoint, href in _places_for(role, request.script_root)
    ]


@lru_cache(maxsize=64)
def _places_for(role: Role | None, _root: str) -> tuple[tuple[str, str, str], ...]:
    """Label, endpoint and address of each place; the addresses begin with the root that the server names."""
    return tuple(
        (label, endpoint, url_for(endpoint))
        for label, endpoint in PLACES
        if permissions.may_open(role, endpoint)
    )


def _asset(filename: str) -> str:
    """The address of a file that every page asks for."""
    return _address_of(filename, request.script_root)


@lru_cache(maxsize=64)
def _address_of(filename: str, _root: str) -> str:
    return url_for("static", filename=filename)


def _is_here(endpoint: str) -> bool:
    here = request.endpoint or ""
    if here == endpoint:
        return True
    return endpoint == BELOW.get(here, BELOW.get(here.partition(".")[0])) and here != "directory.home"


def _fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    """Add a mark of the content to a static address, so that it can be kept for a year and still never be old."""
    if endpoint == "static" and "filename" in values and "v" not in values:
        folder = current_app.static_folder
        if folder and (mark := _mark_of(Path(folder) / values["filename"])):
            values["v"] = mark


@cache
def _mark_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""
