"""The style sheet, scripts and drawings, packed for browsers that unpack them. Pages are never packed.

A packed page that holds both a secret (the token of a form) and what somebody else may type lets the length of the
answer give the secret away (the BREACH attack, 2013); the files here hold neither.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

PACKED = frozenset({"text/css", "text/javascript", "image/svg+xml"})
WORTH_IT_BYTES = 1_000


def init_app(app: Flask) -> None:
    """Pack what the static endpoint answers."""
    app.after_request(_packed)


def _packed(response: Response) -> Response:
    if request.endpoint != "static" or response.mimetype not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    etag, _ = response.get_etag()
    is_whole = response.status_code == 200 and request.method == "GET"
    if not (is_whole and etag and request.accept_encodings["gzip"]):
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) >= WORTH_IT_BYTES:
        response.set_data(_pack(content))
        response.set_etag(f"{etag}-gzip")
        response.content_encoding = "gzip"
    return response


@lru_cache(maxsize=64)
def _pack(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
