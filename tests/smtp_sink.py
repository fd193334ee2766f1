"""A mail server on loopback that takes letters, refuses them, hangs, or drops the line, as a test asks of it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any


class Sink(socketserver.ThreadingTCPServer):
    """`answers`: a word of the conversation -> a reply, "hang" or "drop". `letters` is what it took."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers: dict[str, str] = {}
        self.letters: list[Message] = []
        self.released = threading.Event()
        self.has_read_a_letter = threading.Event()

    @property
    def url(self) -> str:
        """What PORTAL_MAIL would say."""
        return f"smtp://127.0.0.1:{self.server_address[1]}?tls=none&from=portal@example.org&seconds=0.3"


class Conversation(socketserver.StreamRequestHandler):
    """One client's conversation."""

    server: Any

    def handle(self) -> None:
        """Answer word by word."""
        if not self._say("CONNECT", "220 sink"):
            return
        while line := self.rfile.readline():
            word = line.split()[0].decode().upper() if line.split() else ""
            if word == "DATA":
                if not self._say("DATA", "354 go on") or not self._take():
                    return
            elif not self._say(word, "221 bye" if word == "QUIT" else "250 sink"):
                return
            if word == "QUIT":
                return

    def _take(self) -> bool:
        if self.server.answers.get("MIDDLE") == "drop":
            self.rfile.readline()
            return False
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.server.answers.get("END", "250").startswith("250") or "END-TAKEN" in self.server.answers:
            self.server.letters.append(message_from_bytes(b"".join(lines)))
        self.server.has_read_a_letter.set()
        return self._say("END", "250 taken")

    def _say(self, word: str, usual: str) -> bool:
        answer = self.server.answers.get(word, usual)
        if answer == "hang":
            self.server.released.wait()
        if answer in ("hang", "drop"):
            return False
        self.wfile.write(answer.encode() + b"\r\n")
        return True


@contextmanager
def mail_server() -> Iterator[Sink]:
    """A sink that listens until the block ends."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.released.set()
            sink.shutdown()
            thread.join()
