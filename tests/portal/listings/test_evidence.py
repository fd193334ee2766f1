"""Evidence of accreditation: kept outside what is served, had again as a file by those who may."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.audit.models import AuditEntry
from portal.rules.audit_words import Act, Thing
from tests.portal.listings.walks import PROVIDER
from tests.portal.referral_walk import OFFICER, PROGRAMME

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def give(provider, content: bytes = PDF, name: str = "certificate.pdf"):
    provider.get("/listings/evidence")
    data = {"csrf_token": provider.token(), "file": (io.BytesIO(content), name)}
    return provider.post(
        "/listings/evidence", data=data, content_type="multipart/form-data", follow_redirects=True
    )


def link(provider) -> str:
    page = provider.get("/listings/evidence").text
    return page.split('href="/listings/evidence/')[1].split('"')[0]


def test_a_file_is_had_again_as_an_attachment(app, provider, administrator):
    give(provider)
    path = f"/listings/evidence/{link(provider)}"

    for reader in (provider, administrator):
        answer = reader.get(path)
        assert answer.data == PDF
        assert answer.headers["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert path in administrator.get(f"/admin/changes/{PROVIDER}").text


def test_whoever_takes_it_away_is_in_the_audit_log_and_what_it_is_called_is_not(app, provider, administrator):
    give(provider, name="Priya Marlowe.pdf")
    key = link(provider)

    administrator.get(f"/listings/evidence/{key}")

    with app.app_context():
        (line,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == Act.EXPORTED)).all()
        assert (line.thing, line.reference, line.role) == (Thing.EVIDENCE, key, "directory-administrator")


@pytest.mark.parametrize("who", [OFFICER, PROGRAMME, None])
def test_nobody_else_finds_it(app, provider, new_client, who):
    give(provider)
    path = f"/listings/evidence/{link(provider)}"
    stranger = new_client()
    if who:
        stranger.sign_in(who)

    assert stranger.get(path).status_code in (302, 404)


def test_it_lies_in_the_instance_folder_under_a_name_that_says_nothing(app, provider):
    give(provider)

    file = app.config["SETTINGS"].instance / "uploads" / f"{link(provider)}.pdf"
    assert "certificate" not in file.name
    assert file.stat().st_mode & 0o077 == 0


def test_an_altered_file_is_not_given_out(app, provider):
    give(provider)
    key = link(provider)
    file = app.config["SETTINGS"].instance / "uploads" / f"{key}.pdf"
    file.write_bytes(PDF + b"more")

    assert provider.get(f"/listings/evidence/{key}").status_code == 404
    file.unlink()


def test_the_same_file_twice_is_kept_once(app, provider):
    for _ in range(2):
        give(provider)

    assert provider.get("/listings/evidence").text.count('href="/listings/evidence/') == 1


def test_what_is_no_pdf_is_said_at_its_box(provider):
    answer = give(provider, b"<script>alert(1)</script>", "certificate.pdf")

    assert answer.status_code == 422
    assert provider.page.errors() == ["The file must be a PDF"]


def test_it_is_in_the_file_with_everything(provider):
    give(provider)

    packed = zipfile.ZipFile(io.BytesIO(provider.get("/listings/files/everything.zip").data))

    (record,) = json.loads(packed.read("evidence.json"))
    assert packed.read(f"evidence/{record['file']}") == PDF
    assert record["file"].endswith("-certificate.pdf")


def sent_whole(provider, path: str, field: str, content: bytes):
    """Send a large file from memory: the test client would put it into a file of its own."""
    provider.get(path)
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + provider.token().encode(),
        f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="scan.pdf"\r\n\r\n'.encode()
        + content,
        b"--x--\r\n",
    )
    return provider.post(path, data=b"\r\n".join(parts), content_type="multipart/form-data; boundary=x")


def test_a_scanned_certificate_of_several_megabytes_is_kept(provider):
    scan = PDF.replace(b"%%EOF", b"x" * 4_000_000 + b"%%EOF")

    sent_whole(provider, "/listings/evidence", "file", scan)

    assert provider.get(f"/listings/evidence/{link(provider)}").data == scan


def test_no_other_form_takes_as_much(provider):
    answer = sent_whole(provider, "/listings/files", "files", b"x" * 2_000_000)

    assert answer.status_code == 413
    assert "too large" in answer.text


def test_nobody_who_may_not_give_evidence_is_listened_to_for_so_long(client):
    typed = b"file=" + b"x" * 2_000_000

    answer = client.post("/listings/evidence", data=typed, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
