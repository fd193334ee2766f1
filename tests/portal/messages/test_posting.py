"""Through the door goes one letter, or a sentence why not that names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.config import UnusableSetting, read_settings
from portal.messages.carrier import CannotPost, Carrier
from portal.messages.letter import Letter
from portal.messages.posting import carrier_for
from tests.smtp_sink import Sink, mail_server

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTER = Letter("0123abcd", "somebody@example.org", "https://portal.example.org")


def carrier(mail: str, folder: Path) -> Carrier:
    return carrier_for(read_settings({"PORTAL_MAIL": mail, "PORTAL_INSTANCE": str(folder)}))


@pytest.fixture
def sink() -> Iterator[Sink]:
    with mail_server() as server:
        yield server


def test_a_letter_says_that_there_is_something_to_read_and_where(sink, tmp_path):
    carrier(sink.url, tmp_path).post(LETTER, at=AT)

    (letter,) = sink.letters
    assert letter["Subject"] == "There is something to read in the portal"
    assert (letter["To"], letter["From"]) == ("somebody@example.org", "portal@example.org")
    assert letter["Message-ID"] == "<0123abcd@portal.example.org>"
    assert "https://portal.example.org" in str(letter.get_payload())


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT": "550 5.1.1 <somebody@example.org> unknown"},
        {"MAIL": "451 try later"},
        {"END": "554 no"},
        {"CONNECT": "hang"},
        {"CONNECT": "drop"},
        {"DATA": "hang"},
        {"MIDDLE": "drop"},
        {"END": "hang"},
        {"END": "drop"},
    ],
    ids=lambda answers: " ".join(f"{word}-{what[:4]}" for word, what in answers.items()),
)
def test_a_server_that_refuses_hangs_or_drops_the_line_is_named_without_the_person(sink, tmp_path, answers):
    sink.answers.update(answers)

    with pytest.raises(CannotPost) as why:
        carrier(sink.url, tmp_path).post(LETTER, at=AT)

    assert sink.letters == []
    assert "mail server" in str(why.value)
    assert "@" not in str(why.value)


@pytest.mark.parametrize("goodbye", ["hang", "drop", "421 going down"])
def test_a_letter_that_was_taken_counts_as_sent_whatever_becomes_of_the_goodbye(sink, tmp_path, goodbye):
    sink.answers["QUIT"] = goodbye

    carrier(sink.url, tmp_path).post(LETTER, at=AT)

    assert len(sink.letters) == 1


def test_nothing_goes_in_clear_where_an_encrypted_line_was_asked_for(sink, tmp_path):
    safe = sink.url.replace("tls=none", "tls=starttls")

    with pytest.raises(CannotPost, match="encrypted"):
        carrier(safe, tmp_path).post(LETTER, at=AT)

    assert sink.letters == []


def test_a_mail_server_that_is_gone_is_said(tmp_path):
    with mail_server() as server:
        gone = server.url

    with pytest.raises(CannotPost, match="could not be reached"):
        carrier(gone, tmp_path).post(LETTER, at=AT)


def test_a_folder_holds_a_letter_once_however_often_it_is_posted(tmp_path):
    into = carrier("file:", tmp_path)

    into.post(LETTER, at=AT)
    into.post(LETTER, at=AT)

    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["0123abcd.eml"]
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "mail").write_text("in the way")

    with pytest.raises(CannotPost, match="folder"):
        carrier("file:", tmp_path).post(LETTER, at=AT)


@pytest.mark.parametrize("to", ["a@example.org\r\nBcc: b@example.org", "a@example.org\nX: y"])
def test_an_address_cannot_add_headers(sink, tmp_path, to):
    with pytest.raises(CannotPost):
        carrier(sink.url, tmp_path).post(Letter("k", to), at=AT)

    assert sink.letters == []


@pytest.mark.parametrize(
    "mail",
    [
        "pigeon:",
        "notify:key",
        "smtp://host",
        "smtp://user:secret@host?from=nobody",
        "smtp://user:secret@host:99x?from=a@b.example",
        "smtp://user:secret@host?from=a@b.example&tls=maybe",
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_without_its_password(mail, tmp_path):
    with pytest.raises(UnusableSetting, match="PORTAL_MAIL") as why:
        carrier(mail, tmp_path)

    assert "secret" not in str(why.value)


def test_a_carrier_does_not_show_its_password(tmp_path):
    shown = repr(carrier("smtp://user:secret@host?from=a@b.example", tmp_path))

    assert "secret" not in shown
    assert "somebody" not in repr(LETTER)
