"""GOV.UK Notify stands behind the same door: one letter goes, or a sentence why not that names nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.config import UnusableSetting, read_settings
from portal.messages.carrier import CannotPost, Carrier
from portal.messages.letter import Letter
from portal.messages.posting import carrier_for
from tests.notify_sink import KEY, SECRET, TEMPLATE, NotifySink, notify_server

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTER = Letter("0123abcd", "somebody@example.org", "https://portal.example.org")
AGAIN = Letter("0123abcd", "somebody@example.org", "https://portal.example.org", attempt=2)


@pytest.fixture
def sink() -> Iterator[NotifySink]:
    with notify_server() as server:
        yield server


def carrier(mail: str, folder: Path) -> Carrier:
    return carrier_for(read_settings({"PORTAL_MAIL": mail, "PORTAL_INSTANCE": str(folder)}))


def test_a_letter_goes_by_the_template_and_carries_nothing_but_where_to_sign_in(sink, tmp_path):
    carrier(sink.setting, tmp_path).post(LETTER, at=AT)

    assert sink.letters == [
        {
            "email_address": "somebody@example.org",
            "template_id": TEMPLATE,
            "personalisation": {"where": "Sign in here: https://portal.example.org"},
            "reference": "0123abcd",
        }
    ]


@pytest.mark.parametrize(
    "answer, words",
    [
        (400, "refused the message"),
        (403, "refused the key"),
        (429, "send less"),
        (500, "did not take the message"),
        (503, "did not take the message"),
        ("hang", "did not answer in time"),
        ("drop", "could not be reached"),
    ],
)
def test_a_service_that_refuses_hangs_or_drops_the_line_is_named_without_the_person(
    sink, tmp_path, caplog, answer, words
):
    sink.answer = answer
    caplog.set_level(logging.DEBUG)

    with pytest.raises(CannotPost, match=words) as why:
        carrier(sink.setting, tmp_path).post(LETTER, at=AT)

    told = f"{why.value} {caplog.text}"
    assert "GOV.UK Notify" in str(why.value)
    assert "somebody" not in told
    assert SECRET not in told


def test_a_template_that_is_not_there_is_said(sink, tmp_path):
    other = sink.setting.replace(TEMPLATE, TEMPLATE.replace("0a0a", "1a1a"))

    with pytest.raises(CannotPost, match="look at the person’s address and at the template"):
        carrier(other, tmp_path).post(LETTER, at=AT)


def test_a_key_of_another_service_is_refused(sink, tmp_path):
    other = sink.setting.replace(SECRET, SECRET.replace("9999", "1111"))

    with pytest.raises(CannotPost, match="refused the key"):
        carrier(other, tmp_path).post(LETTER, at=AT)


def test_a_letter_that_was_taken_in_silence_is_not_sent_a_second_time(sink, tmp_path):
    sink.answer = "drop-taken"
    with pytest.raises(CannotPost):
        carrier(sink.setting, tmp_path).post(LETTER, at=AT)
    sink.answer = 201

    carrier(sink.setting, tmp_path).post(AGAIN, at=AT)

    assert len(sink.letters) == 1


def test_a_letter_that_did_not_arrive_is_sent_again(sink, tmp_path):
    sink.answer = 429
    with pytest.raises(CannotPost):
        carrier(sink.setting, tmp_path).post(LETTER, at=AT)
    sink.answer = 201

    carrier(sink.setting, tmp_path).post(AGAIN, at=AT)

    assert len(sink.letters) == 1


def test_a_service_that_is_gone_is_said(tmp_path):
    with notify_server() as server:
        gone = server.setting

    with pytest.raises(CannotPost, match="could not be reached"):
        carrier(gone, tmp_path).post(LETTER, at=AT)


@pytest.mark.parametrize(
    "mail",
    [
        "notify:",
        "notify:key",
        f"notify:{KEY}",
        f"notify:{KEY}?template=welcome",
        f"notify:{KEY[:-1]}?template={TEMPLATE}",
        f"notify:{KEY}?template={TEMPLATE}&seconds=soon",
        f"notify:{KEY}?template={TEMPLATE}&at=http://mail.example.org",
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_without_its_key(mail, tmp_path):
    with pytest.raises(UnusableSetting, match="PORTAL_MAIL") as why:
        carrier(mail, tmp_path)

    assert SECRET not in str(why.value)


def test_the_key_is_never_shown(sink, tmp_path):
    assert SECRET not in repr(carrier(sink.setting, tmp_path))
