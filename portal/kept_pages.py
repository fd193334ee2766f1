"""Public pages drawn once for everybody who asks for the same: kept while nothing changes, and never over a minute.

What is kept is what a stranger without any cookie was shown, so it holds nothing of any person. It stands for the very
address that was asked for, and only for addresses that hold nothing but closed choices and the name of a place. As soon
as anybody commits anything to the store, or the minute is over, all of it is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from http import HTTPStatus
from typing import Any, NamedTuple

from flask import Flask, Response, current_app, make_response, request, session
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.kept_values import KeptValues
from directory_data.store_version import version_of
from portal.clock import now

MOST_BYTES = 4_000_000
"""Of pages that read the store, and as many of those that do not: some 120 pages in each process."""

LONGEST_ADDRESS = 300

View = Callable[..., ResponseReturnValue]


class Page(NamedTuple):
    """An answer as its route gave it, before the door added its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


Pages = KeptValues[str, Page]


def init_app(app: Flask) -> None:
    """Begin with nothing: pages that read the store stand apart from those that do not, which outlive its changes."""
    app.extensions["kept_pages"] = {
        reads: Pages(MOST_BYTES, lambda page: len(page.body)) for reads in (True, False)
    }


def kept_page(*asked: str, reads_store: bool = True) -> Callable[[View], View]:
    """Draw a public page once for everybody. `asked` are the names that its address may hold; with any other it is
    drawn anew. A page that needs no store does not ask it either, so that it is there when the store is away."""

    def kept(view: View) -> View:
        @wraps(view)
        def answered(**values: Any) -> ResponseReturnValue:
            if not _is_for_everybody(asked):
                return view(**values)
            pages: Pages = current_app.extensions["kept_pages"][reads_store]
            state, address = _state(reads_store), request.url
            if (page := pages.find(state, address)) is not None:
                return Response(page.body, headers=list(page.headers))
            answer = make_response(view(**values))
            if _is_same_for_everybody(answer):
                pages.keep(state, address, Page(answer.get_data(), tuple(answer.headers)))
            return answer

        return answered

    return kept


def _is_for_everybody(asked: tuple[str, ...]) -> bool:
    """Whether the answer can hang on nothing but the address: no cookie, nothing sent, nothing unknown in it."""
    is_plain = request.method == "GET" and not request.cookies and all(name in asked for name in request.args)
    return is_plain and len(request.url) <= LONGEST_ADDRESS


def _state(reads_store: bool) -> Hashable | None:
    """What every page hangs on besides its address: the store, the tables of areas, and the minute; hours of opening
    and "today" need no finer clock. None where it cannot be told."""
    version = version_of(db.session()) if reads_store else "not read"
    if version is None:
        return None
    return version, current_app.extensions["gazetteer"].edition, now().replace(second=0, microsecond=0)


def _is_same_for_everybody(answer: Response) -> bool:
    """Whether the answer is a whole page that gives this browser nothing of its own."""
    is_nobodys = not session.modified and "Set-Cookie" not in answer.headers
    return is_nobodys and answer.status_code == HTTPStatus.OK and not answer.is_streamed
