"""The PDF of a paper: accessible, complete, the same each time, and deaf to what its text tells the typesetter."""

from __future__ import annotations

import io

import pikepdf
import pytest

from portal.documents.paper import Bullets, Facts, Heading, Paper, Table, Text, from_record
from portal.documents.typesetting import CannotBeShown, Stamp, pdf_of

STAMP = Stamp("Demonstration officer", "C-34K8PX, version 1, 22 November 2026, Demonstration officer")


def paper(*blocks: object, title: str = "Information note") -> Paper:
    return Paper(title, blocks or (Heading("Where"), Text("Leeds.")), caveats=("Not legal advice.",))  # type: ignore[arg-type]


def test_the_pdf_is_tagged_titled_and_names_its_language():
    with pikepdf.open(io.BytesIO(pdf_of(paper(), STAMP))) as pdf:
        root = pdf.Root

        assert root.MarkInfo.Marked
        assert str(root.Lang).lower().startswith("en")
        assert root.ViewerPreferences.DisplayDocTitle
        assert "Information note" in pdf.open_metadata()["dc:title"]
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_table_headings_are_headings_of_their_columns():
    table = Table("Groups", ("Group", "Starts"), (("Leeds Monday", "25 January 2027"),))

    with pikepdf.open(io.BytesIO(pdf_of(paper(table), STAMP))) as pdf:
        roles = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]

    assert roles.count("/TH") == 2


def test_the_same_paper_gives_the_same_bytes():
    assert pdf_of(paper(), STAMP) == pdf_of(paper(), STAMP)


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '#import "@preview/x:1.0.0": *',
        "*bold* _it_ `raw` $x$ <label> @ref",
        "\\ \" ' { } [ ] ] )",
        "a" * 20_000,
        "",
    ],
)
def test_what_is_typed_stays_text(hostile: str):
    blocks = (Heading(hostile or "x"), Text(hostile), Bullets((hostile,)), Facts(((hostile, hostile),)))

    assert pdf_of(Paper(hostile or "x", blocks), STAMP).startswith(b"%PDF")


@pytest.mark.parametrize("sign", ["\u0000", "\u5b57", "\U0001f600"])
def test_a_sign_that_cannot_be_shown_is_refused_and_not_left_out(sign: str):
    with pytest.raises(CannotBeShown, match="Write it in Latin letters"):
        pdf_of(paper(Text(f"Name: {sign}")), STAMP)


def test_a_kept_paper_reads_back_as_it_was():
    whole = paper(
        Heading("A", 3), Text("b", True), Bullets(("c",)), Facts((("d", "e"),)), Table("f", ("g",), (("h",),))
    )

    assert from_record(whole.as_record()) == whole
