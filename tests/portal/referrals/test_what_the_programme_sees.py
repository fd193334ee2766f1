"""The wall: whoever is not on Cafcass's side or in partner support finds nothing of the other parent, anywhere."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.vocabulary import Role
from portal.accounts.demonstration import PEOPLE
from portal.cases.models import Case
from portal.partner_support import actions as partner_support
from portal.partner_support.models import HandOff
from portal.referrals.models import Referral
from portal.rules import permissions
from tests.house.addresses import address, routes
from tests.portal.referral_walk import OFFICER, PROGRAMME, SUPPORT, send_one

NAME = "Vashtimere Quorrington"
CONTACT = "Ring 01632 960 913 zebrafinch mornings only"
AUTHORITY, AUTHORITY_NAME = "E08000032", "Bradford"
OTHER_SIDE = {Role.PROGRAMME, Role.PROVIDER_ADMINISTRATOR, Role.DIRECTORY_ADMINISTRATOR}


@pytest.fixture
def referral(app, new_client, caplog) -> str:
    """A referral of a family whose other parent's words are easy to find."""
    caplog.set_level(logging.DEBUG)
    officer = new_client().sign_in(OFFICER)
    return send_one(officer, partner_name=NAME, partner_contact=CONTACT, partner_authority=AUTHORITY)


def secrets_of(app) -> list[str]:
    """What must not be read on the other side."""
    with app.app_context():
        hand_offs = db.session.scalars(sa.select(HandOff)).all()
        own = [
            word
            for hand_off in hand_offs
            for word in (hand_off.reference, hand_off.key, str(hand_off.sealed_name))
        ]
    return [*NAME.split(), "960 913", "960913", "zebrafinch", AUTHORITY, *own]


def read_as_text(answer) -> str:
    """Whatever was answered, a file too."""
    return answer.get_data().decode("utf-8", "replace")


def found_in(text: str, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if secret.casefold() in text.casefold()]


@pytest.mark.parametrize(
    "person", [each for each in PEOPLE if each.role in OTHER_SIDE], ids=lambda each: each.email
)
def test_no_page_of_the_other_side_holds_a_word_of_the_other_parent(app, new_client, referral, person):
    secrets = secrets_of(app)
    client = new_client().sign_in(person.email)
    told = []
    for path in [*every_address(app, person.role), *of_this(referral)]:
        answer = client.get(path, follow_redirects=True)
        text = read_as_text(answer)
        told += [f"{path}: {secret}" for secret in found_in(text + str(answer.headers), secrets)]

    assert told == []


def test_no_public_page_holds_a_word_of_the_other_parent(app, client, referral):
    secrets = secrets_of(app)
    told = []
    for path in [*every_address(app, None), *of_this(referral)]:
        answer = client.get(path, follow_redirects=True)
        told += [f"{path}: {secret}" for secret in found_in(read_as_text(answer), secrets)]

    assert told == []


def test_the_programme_reads_its_referral_and_no_authority_of_the_other_parent(app, client, referral):
    page = client.sign_in(PROGRAMME).get(f"/referrals/{referral}")

    assert "Gareth Holroyd" in page.text
    assert found_in(page.text, [*secrets_of(app), AUTHORITY_NAME, "Partner Support"]) == []


def test_the_choice_is_kept_without_a_word_of_where_the_other_parent_lives(app, referral):
    with app.app_context():
        record = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()
        kept = str({name: value for name, value in record.match.items() if name != "left_out"})

    assert found_in(kept, [*NAME.split(), "960 913", "zebrafinch", AUTHORITY, "protected_authorities"]) == []


def test_the_reference_of_a_hand_off_is_nothing_to_the_programme(app, client, referral):
    with app.app_context():
        hand_off = db.session.scalars(sa.select(HandOff).order_by(HandOff.id.desc())).first()
        reference, made_for = hand_off.reference, hand_off.protected_person_id
    client.sign_in(PROGRAMME)

    for path in (
        f"/support/{reference}",
        f"/referrals/{reference}",
        f"/referrals/R-{reference[2:]}",
        "/support",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert NAME not in answer.text
    assert made_for


def test_nothing_protected_is_written_into_the_log(app, new_client, referral, caplog, monkeypatch):
    worker = new_client().sign_in(SUPPORT)
    worker.get("/support")
    worker.get(worker.page.links("S-")[0])

    def fail(*_, **__):
        raise RuntimeError("It went wrong.")

    monkeypatch.setattr(partner_support, "acknowledge", fail)
    answer = worker.submit(button="Acknowledge this hand-off")

    assert answer.status_code == 500
    assert "It went wrong." in caplog.text
    assert found_in(caplog.text, [*NAME.split(), "960 913", "zebrafinch"]) == []
    assert found_in(answer.text, [*NAME.split(), "960 913", "zebrafinch"]) == []


def test_nothing_protected_shows_when_a_record_is_printed(app, referral):
    with app.app_context():
        case = db.session.scalars(sa.select(Case).order_by(Case.id.desc())).first()
        hand_off = db.session.scalars(sa.select(HandOff).order_by(HandOff.id.desc())).first()
        printed = repr([case, case.participant, case.protected_people[0], hand_off])

    assert found_in(printed, [*NAME.split(), "960 913", "zebrafinch", AUTHORITY]) == []


def test_what_is_kept_of_the_other_parent_cannot_be_read_in_the_store(app, referral):
    with app.app_context():
        tables = sa.MetaData()
        tables.reflect(db.engine)
        rows = [
            str(tuple(row)) for table in tables.sorted_tables for row in db.session.execute(sa.select(table))
        ]
        if db.engine.dialect.name == "sqlite":
            db.session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
            rows.append(Path(str(db.engine.url.database)).read_bytes().decode("latin-1"))

    assert any(referral in row for row in rows)
    assert found_in(" ".join(rows), [*NAME.split(), "960 913", "zebrafinch"]) == []


def every_address(app, role: Role | None) -> list[str]:
    """Every address that this reader may open, with a real object in it where the sample has one."""
    return [
        address(app, endpoint, role)[0]
        for endpoint in routes(app, "GET")
        if permissions.may_open(role, endpoint) and endpoint != "accounts.sign_out"
    ]


def of_this(referral: str) -> list[str]:
    return [
        f"/referrals/{referral}",
        f"/referrals/{referral}/decline",
        f"/referrals/{referral}/nothing",
        "/referrals",
    ]
