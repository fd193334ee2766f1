"""Whether a file may be kept as evidence: a PDF by its content, of a size that can be read, with a plain name."""

from __future__ import annotations

import re

LARGEST_BYTES = 10_000_000
"""A certificate of several pages, scanned in colour."""
LONGEST_NAME = 100
BEGINS, ENDS = b"%PDF-", b"%%EOF"
BLANKS = b"\0\t\n\f\r "
ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
"""What a certificate has no need of. Found only where the file does not compress it: it is a fence and no wall,
and for that a file is never shown inside a page of ours."""


def objections(name: str, content: bytes) -> list[str]:
    """Why the file cannot be kept, in sentences; empty means it can."""
    if not content:
        return ["Choose a PDF file."]
    if len(content) > LARGEST_BYTES:
        return [f"The file is larger than {LARGEST_BYTES // 1_000_000} MB. Scan it again in black and white."]
    # Nothing may come after the end: a second file of another kind could hide there.
    is_whole = content.startswith(BEGINS) and content.rstrip(BLANKS).endswith(ENDS)
    if not is_whole or not name.lower().endswith(".pdf"):
        return ["The file must be a PDF."]
    if any(re.search(re.escape(mark) + rb"\b", content) for mark in ACTIVE):
        return ["The PDF holds a script or another file. Print it to a new PDF and choose that."]
    return []


def plain_name(name: str) -> str:
    """The name in plain letters, without folders; safe in a header and on a page."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip("-.")[-LONGEST_NAME:].lstrip("-.")
    return plain if plain.lower() not in ("", "pdf") else "evidence.pdf"
