"""An issued document: its bytes are what was marked, it never changes, and a new version names the old."""

from __future__ import annotations

import hashlib

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.documents.models import CannotChange, Document
from tests.portal.court.walks import case_under_way, issue, issue_note
from tests.portal.referral_walk import OFFICER, open_case


@pytest.fixture
def officer(client):
    return client.sign_in(OFFICER)


@pytest.fixture
def note(officer) -> str:
    """The path of an issued note."""
    return issue_note(officer, open_case(officer))


def document(path: str) -> Document:
    wanted = sa.select(Document).where(Document.key == path.rpartition("/")[2])
    return db.session.scalars(wanted).one()


def test_the_mark_is_that_of_the_bytes_that_are_downloaded(officer, note):
    pdf = officer.get(f"{note}.pdf")

    digest = hashlib.sha256(pdf.data).hexdigest()
    assert pdf.data.startswith(b"%PDF")
    assert digest in officer.get(note).text
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="document-{digest[:8]}.pdf"'
    assert pdf.headers["Cache-Control"] == "no-store"


def test_the_page_says_who_issued_it_when_and_which_version(officer, note):
    assert "version 1, issued on 23 November 2026" in officer.get(note).text
    assert "Demonstration" in officer.page.text


@pytest.mark.parametrize("column", ["pdf", "content", "digest", "reason", "version"])
def test_an_issued_document_cannot_be_changed(app, note, column):
    with app.app_context():
        issued = document(note)
        setattr(issued, column, {"pdf": b"x", "content": {}, "version": 9}.get(column, "x"))
        with pytest.raises(CannotChange):
            db.session.commit()
        db.session.rollback()


def test_an_issued_document_cannot_be_removed(app, note):
    with app.app_context():
        db.session.delete(document(note))
        with pytest.raises(CannotChange):
            db.session.commit()
        db.session.rollback()


@pytest.mark.parametrize("statement", ["UPDATE document SET digest = 'x'", "DELETE FROM document"])
def test_the_store_itself_keeps_it(app, note, statement):
    with app.app_context():
        with pytest.raises(sa.exc.DBAPIError, match="An issued document never changes"):
            db.session.execute(sa.text(statement))
        db.session.rollback()

        assert document(note).version == 1


def test_a_second_version_says_what_it_corrects_and_names_the_first(officer):
    case = case_under_way(officer)
    first = issue(officer, case, "wording")
    before = officer.get(f"{first}.pdf").data

    answer = officer.submit(f"/cases/{case}/court/wording", {"reason": ""}, button="Issue version 2")
    assert answer.status_code == 422
    assert officer.page.errors() == ["Say what this version corrects"]
    second = issue(officer, case, "wording", "The date of the review was wrong.")

    text = officer.page.text
    assert "It replaces version 1 of 23 November 2026: The date of the review was wrong." in text
    assert first in officer.page.links("version 1 of")
    assert "It has been replaced by version 2." in officer.get(first).text
    assert second in officer.page.links("See version 2")
    assert officer.get(f"{first}.pdf").data == before


def test_a_second_note_asks_what_it_corrects(officer, note):
    case = note.split("/")[2]

    answer = officer.submit(
        f"/cases/{case}/court/note", {"opinion": "Not suitable."}, button="Issue version 2"
    )
    assert answer.status_code == 422
    officer.submit(None, {"reason": "The view has changed."}, button="Issue version 2")

    assert "It replaces version 1 of 23 November 2026: The view has changed." in officer.page.text


def test_the_reason_for_a_version_does_not_name_the_other_parent(officer):
    case = case_under_way(officer)
    issue(officer, case, "reasons")

    answer = officer.submit(
        f"/cases/{case}/court/reasons", {"reason": "Nadia asked for it."}, button="Issue version 2"
    )

    assert answer.status_code == 422
    assert "names the other parent" in officer.page.errors()[0]


def test_a_press_too_many_issues_nothing_twice(officer):
    case = case_under_way(officer)
    page = officer.get(f"/cases/{case}/court/wording")

    for _ in range(2):
        officer.submit(page, button="Issue version 1")

    assert officer.get(f"/cases/{case}").text.count("Draft order wording, version") == 1
