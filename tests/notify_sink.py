"""A server on loopback that plays GOV.UK Notify: takes letters, refuses them, hangs, or drops the line, as asked."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICE = "11111111-2222-4333-8444-555555555555"
SECRET = "99999999-8888-4777-8666-aaaaaaaaaaaa"
KEY = f"portal-{SERVICE}-{SECRET}"
TEMPLATE = "0a0a0a0a-1b1b-4c2c-8d3d-4e4e4e4e4e4e"


class NotifySink(ThreadingHTTPServer):
    """`answer`: 201, another status, "hang", "drop", or "drop-taken" for a letter that is taken in silence."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answer: int | str = 201
        self.letters: list[dict[str, Any]] = []
        self.tries = 0
        self.released = threading.Event()

    @property
    def setting(self) -> str:
        """What PORTAL_MAIL would say."""
        return f"notify:{KEY}?template={TEMPLATE}&seconds=0.5&at=http://127.0.0.1:{self.server_address[1]}"


class Conversation(BaseHTTPRequestHandler):
    """One request."""

    server: NotifySink

    def do_GET(self) -> None:
        """Which letters of a reference are there."""
        asked = parse_qs(urlsplit(self.path).query).get("reference", [""])[0]
        found = [letter for letter in self.server.letters if letter["reference"] == asked]
        self._say(200, {"notifications": found, "links": {"current": self.path}})

    def do_POST(self) -> None:
        """Take a letter, or do as the test wants."""
        letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.tries += 1
        answer: int | str = self.server.answer if self._is_signed() else 403
        if answer == 201 and letter["template_id"] != TEMPLATE:
            answer = 400
        if answer in (201, "drop-taken"):
            self.server.letters.append(letter)
        if answer == "hang":
            self.server.released.wait()
        if isinstance(answer, str):
            self.close_connection = True
            return
        # As the real one does: what it says repeats what it was sent.
        said = {"errors": [{"error": "BadRequestError", "message": letter["email_address"]}]}
        self._say(answer, {"id": SERVICE, "reference": letter["reference"]} if answer == 201 else said)

    def log_message(self, *_: Any) -> None:
        """Keep the tests' output still."""

    def _is_signed(self) -> bool:
        head, claims, mark = self.headers["Authorization"].removeprefix("Bearer ").split(".")
        made = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
        issuer = json.loads(base64.urlsafe_b64decode(claims + "=="))["iss"]
        return issuer == SERVICE and base64.urlsafe_b64encode(made).decode().rstrip("=") == mark

    def _say(self, status: int, what: dict[str, Any]) -> None:
        content = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def notify_server() -> Iterator[NotifySink]:
    """A sink that listens until the block ends."""
    with NotifySink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.released.set()
            sink.shutdown()
            thread.join()
