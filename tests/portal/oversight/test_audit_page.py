"""The audit log's page: an administrator finds who did what, and nobody else opens it."""

from __future__ import annotations

import re

import pytest

from directory_data.database import db
from directory_data.support_vocabulary import Channel, ConsentPurpose, GlassReason, RevealReason
from portal import audit
from portal.accounts.queries import person_by_email
from portal.clock import now
from portal.oversight.audit_page import CODES, REASONS
from portal.rules.audit_words import Act, SignInFailure, Thing
from tests.portal.referral_walk import ADMIN, MANAGER, OFFICER, SUPPORT, send_one


@pytest.fixture
def referral(new_client) -> str:
    return send_one(new_client().sign_in(OFFICER))


def found(client, **asked: str) -> str:
    page = client.get("/admin/audit", query_string=asked)
    return page.text.partition('id="found"')[2]


def test_an_administrator_finds_who_sent_a_referral(client, referral):
    client.sign_in(ADMIN)

    lines = found(client, act="sent", reference=referral)

    assert referral in lines
    assert "Demonstration officer" in lines
    assert "1 entry" in lines


def test_the_log_is_narrowed_by_person_act_and_day(client, referral):
    client.sign_in(ADMIN)
    today = {"since-day": "23", "since-month": "11", "since-year": "2026"}
    tomorrow = {"since-day": "24", "since-month": "11", "since-year": "2099"}

    assert referral in found(client, who=OFFICER)
    assert referral in found(client, who="demonstration off", **today)
    assert referral not in found(client, who=SUPPORT)
    assert "No entry" in found(client, **tomorrow)


def test_nonsense_in_the_address_is_borne(client):
    client.sign_in(ADMIN)

    assert client.get("/admin/audit?act=nonsense&thing=%00&page=x&who=%25&reference=%27").status_code == 200
    assert client.get("/admin/audit?page=99999").status_code == 200
    wrong = client.get("/admin/audit?since-day=31&since-month=2&since-year=2026")
    assert wrong.status_code == 422
    assert "There is a problem" in wrong.text


@pytest.mark.parametrize("stranger", [OFFICER, MANAGER, SUPPORT])
def test_nobody_else_finds_the_log(client, stranger):
    assert client.sign_in(stranger).get("/admin/audit").status_code == 404


def test_the_log_names_nobody_of_a_family(client, referral):
    text = client.sign_in(ADMIN).get("/admin/audit").text

    for name in ("Holroyd", "Gareth", "Quillfeather", "960"):
        assert name not in text


def test_no_two_reasons_share_a_code():
    assert len(REASONS) == sum(len(codes) for codes in CODES)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (GlassReason.HARM, "To prevent serious harm to somebody"),
        (RevealReason.DANGER, "Somebody is in danger now"),
        (Channel.TEXT, "Text message"),
        (ConsentPurpose.COURT, "Let the family court adviser tell the court"),
        (SignInFailure.CODE, "The code from the app"),
    ],
)
def test_a_reason_stands_there_in_words(app, client, reason, words):
    with app.app_context():
        officer = person_by_email(db.session(), OFFICER)
        audit.record(Act.VIEWED, Thing.HAND_OFF, "S-7KM2QP", by=officer, at=now(), reason=reason)
        db.session.commit()
    client.sign_in(ADMIN)

    assert f">{words}</td>" in found(client, reference="S-7KM2QP")


def test_many_entries_are_read_page_by_page_in_as_many_statements(app, client, statements):
    client.sign_in(ADMIN)
    with statements(app) as for_few:
        client.get("/admin/audit")
    with app.app_context():
        officer = person_by_email(db.session(), OFFICER)
        for number in range(120):
            audit.record(Act.VIEWED, Thing.CASE, f"C-{number}", by=officer, at=now())
        db.session.commit()

    with statements(app) as for_many:
        page = client.get("/admin/audit?act=viewed&page=2")

    assert len(for_many) == len(for_few) <= 6
    assert len(re.findall(r"Case: C-\d+", page.text)) == 50
