"""The factsheets as PDF: the same words as the page, tagged, and under a name that gives nothing away."""

from __future__ import annotations

import io

import pikepdf
import pytest

from portal.documents.paper import Bullets, Heading, Text
from portal.factsheets.printing import paper_of


def test_headings_paragraphs_and_lists_come_in_order_and_the_contents_stay_on_the_screen():
    words = '<p>One &amp; <a href="/x">two</a></p><nav><ol><li>Skip</li></ol></nav><h2>Three</h2>'
    html = f"<p>Before</p><article>{words}<ul><li>Four</li><li>Five</li></ul></article><p>After</p>"

    paper = paper_of("Title", html)

    assert paper.blocks == (Text("One & two"), Heading("Three", 2), Bullets(("Four", "Five")))


def test_no_level_of_heading_is_skipped():
    assert paper_of("Title", "<article><h3>First</h3></article>").blocks == (Heading("First", 2),)


@pytest.mark.parametrize("slug", ["dvpp", "domestic-abuse", "children", "dvpp/easy-read"])
def test_a_factsheet_comes_as_a_tagged_pdf_with_all_its_headings(client, slug):
    client.get(f"/factsheets/{slug}")
    on_the_page = sum(
        1 for article in client.page.all("article") for _ in client.page.all("h2", "h3", within=article)
    )
    answer = client.get(f"/factsheets/{slug}.pdf")

    assert answer.mimetype == "application/pdf"
    assert "abuse" not in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        tagged = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        in_the_pdf = sum(str(each.S) in ("/H2", "/H3") for each in tagged)
    assert on_the_page - 1 <= in_the_pdf <= on_the_page, "all but the list of contents"


def test_the_pictures_of_an_easy_read_sheet_are_on_paper_with_their_words(client):
    answer = client.get("/factsheets/children.pdf")

    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert {str(figure.Alt) for figure in figures} >= {"A heart", "A warning sign", "Two people who talk"}


def test_a_factsheet_that_is_not_there_is_not_found_as_pdf_either(client):
    assert client.get("/factsheets/nothing.pdf").status_code == 404
