"""What may be kept as evidence: a PDF by its content and its size, under a plain name."""

from __future__ import annotations

import pytest

from portal.rules.evidence import LARGEST_BYTES, objections, plain_name

WHOLE = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def test_a_whole_pdf_is_taken():
    assert objections("certificate.PDF", WHOLE) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("certificate.pdf", b"", "Choose a PDF file."),
        ("certificate.pdf", b"<html>%%EOF", "The file must be a PDF."),
        ("certificate.pdf", b"%PDF-1.7 cut off", "The file must be a PDF."),
        ("certificate.pdf", WHOLE + b"PK\x05\x06" + b"\0" * 18, "The file must be a PDF."),
        ("certificate.exe", WHOLE, "The file must be a PDF."),
        (
            "c.pdf",
            b"%PDF-1.7 << /S /JavaScript /JS (x) >> %%EOF",
            "The PDF holds a script or another file.",
        ),
        ("c.pdf", b"%PDF-1.7 /EmbeddedFile %%EOF", "The PDF holds a script or another file."),
        ("c.pdf", b"%PDF-" + b"x" * LARGEST_BYTES + b"%%EOF", "The file is larger than 10 MB."),
    ],
)
def test_anything_else_is_refused_with_a_sentence(name, content, sentence):
    (why,) = objections(name, content)

    assert why.startswith(sentence)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("certificate.pdf", "certificate.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\my letter.pdf", "my-letter.pdf"),
        ('a"; filename="b.pdf', "a-filename-b.pdf"),
        ("\r\nSet-Cookie: x.pdf", "Set-Cookie-x.pdf"),
        (".pdf", "evidence.pdf"),
        ("", "evidence.pdf"),
    ],
)
def test_a_name_is_plain_and_leads_nowhere(name, plain):
    assert plain_name(name) == plain
