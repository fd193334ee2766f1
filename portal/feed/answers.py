"""How the feed answers: pages, lines and faults, with what every answer carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from portal.feed.kept import Written, written
from portal.feed.records import Record

KEPT_FOR = "public, max-age=60"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, X-Total-Count, Allow",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Anybody's page may read what everybody may see: no answer depends on who asks."""


def as_json(content: Any) -> Response:
    """One record or one page; a copy that is still right is not sent again."""
    return _kept(Response(written(content), mimetype="application/json"))


def as_lines(records: Sequence[Record | Written]) -> Response:
    """Every record, one on a line."""
    lines = "".join(f"{written(record)}\n" for record in records)
    response = Response(lines, mimetype="application/x-ndjson")
    response.headers["X-Total-Count"] = str(len(records))
    return _kept(response)


def as_page(records: Sequence[Record | Written], *, total: int, page: int, per_page: int) -> Response:
    """One page in the standard's envelope. The last page is the one after which nothing comes."""
    pages = -(-total // per_page)
    envelope = json.dumps(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": page,
            "size": len(records),
            "first_page": page == 1,
            "last_page": page >= pages,
            "empty": not records,
        }
    )
    contents = ", ".join(map(written, records))
    response = Response(f'{envelope[:-1]}, "contents": [{contents}]}}', mimetype="application/json")
    response.headers["X-Total-Count"] = str(total)
    if request.method != "POST":
        response.headers["Link"] = _links(page, pages)
    return _kept(response)


def fault(status: int, detail: str) -> Response:
    """What went wrong, for a program to read (RFC 9457). The detail never repeats what was sent."""
    title = HTTPStatus(status).phrase
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    response = Response(json.dumps(content), status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return with_headers(response)


def with_headers(response: Response) -> Response:
    """Let anybody's page read the answer."""
    response.headers.update(HEADERS)
    if request.method == "OPTIONS":
        response.headers.pop("Content-Type", None)
    return response


def _kept(response: Response) -> Response:
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = KEPT_FOR
    response.add_etag()
    response.make_conditional(request)
    return response


def _links(page: int, pages: int) -> str:
    """Where the other pages are (RFC 8288)."""
    last = max(pages, 1)
    there = {"first": 1, "prev": min(page - 1, last), "next": page + 1, "last": last}
    rest = urlencode({name: value for name, value in request.args.items() if name != "page"})
    address = f"{request.base_url}?{rest}&page=" if rest else f"{request.base_url}?page="
    known = {name: number for name, number in there.items() if 1 <= number <= last}
    return ", ".join(f'<{address}{number}>; rel="{name}"' for name, number in known.items())
