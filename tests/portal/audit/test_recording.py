"""The audit log: it grows with what it speaks of, in one chain whoever writes, and nothing in it can be changed."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal import audit
from portal.audit import queries
from portal.audit.models import AuditEntry, AuditHead, CannotChange
from portal.clock import now
from portal.rules.audit_chain import break_in
from portal.rules.audit_words import Act, Thing
from tests.portal.referral_walk import ADMIN, LISTINGS, OFFICER, PROGRAMME, send_one

WRITERS, EACH = 8, 12


def write_one(reference: str = "C-7KM2QP") -> None:
    audit.record(Act.VIEWED, Thing.CASE, reference, by=None, at=now())
    db.session.commit()


def is_whole() -> bool:
    return break_in(queries.chain(), queries.head()) is None


def acts(app) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(sa.select(AuditEntry.act, AuditEntry.reference).order_by(AuditEntry.number))
        return [(row.act.value, row.reference) for row in rows]


@pytest.mark.parametrize(
    "email, path, thing",
    [
        (LISTINGS, "/listings/files/groups.csv", Thing.LISTINGS),
        (LISTINGS, "/listings/files/everything.zip", Thing.LISTINGS),
        (PROGRAMME, "/groups/{}/calendar.ics", Thing.GROUP),
    ],
)
def test_a_file_that_is_taken_away_stands_in_the_log(app, client, email, path, thing):
    client.sign_in(email)
    if thing is Thing.GROUP:
        path = path.format(re.search(r'href="/groups/(\d+)"', client.get("/groups").text)[1])

    assert client.get(path).status_code == 200

    with app.app_context():
        last = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1)).one()
        assert (last.act, last.thing) == (Act.EXPORTED, thing)


def test_an_entry_comes_with_what_it_speaks_of_or_not_at_all(app):
    with app.app_context():
        before = queries.head().number
        audit.record(Act.SENT, Thing.REFERRAL, "R-7KM2QP", by=None, at=now())
        db.session.rollback()
        db.session.commit()
        assert queries.head().number == before

        write_one()

        assert queries.head().number == before + 1
        assert is_whole()


def test_writers_at_once_make_one_chain_without_a_gap(app):
    with app.app_context():
        before = queries.head().number

    def write(writer: int) -> None:
        with app.app_context():
            for number in range(EACH):
                write_one(f"C-{writer}-{number}")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    with app.app_context():
        assert queries.head().number == before + WRITERS * EACH
        assert is_whole()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reference = 'C-OTHER'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET number = number - 1",
        "UPDATE audit_head SET digest = 'other'",
    ],
)
def test_the_store_itself_refuses_to_change_the_log(app, statement):
    with app.app_context():
        write_one()

        with pytest.raises(sa.exc.DatabaseError):
            db.session.execute(sa.text(statement))
        db.session.rollback()
        assert is_whole()


def test_the_records_refuse_it_too(app):
    with app.app_context():
        write_one()
        db.session.delete(db.session.scalars(sa.select(AuditEntry).limit(1)).one())

        with pytest.raises(CannotChange):
            db.session.flush()
        db.session.rollback()


def without_guard() -> None:
    """What somebody who owns the store can do."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    for name in ("audit_entry_UPDATE_refused", "audit_entry_DELETE_refused"):
        if on_sqlite:
            db.session.execute(sa.text(f"DROP TRIGGER {name}"))
    if not on_sqlite:
        db.session.execute(sa.text("DROP TRIGGER audit_entry_change_refused ON audit_entry"))


def test_the_command_says_that_the_log_is_whole_and_what_to_note(app):
    with app.app_context():
        write_one()
        head = queries.head()

    said = app.test_cli_runner().invoke(args=["verify-audit"])

    assert said.exit_code == 0
    assert f"{head.number}:{head.digest}" in said.output
    again = app.test_cli_runner().invoke(args=["verify-audit", "--noted", f"{head.number}:{head.digest}"])
    assert again.exit_code == 0


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE audit_entry SET reference = 'C-OTHER' WHERE number = 3", "Entry 3 is broken"),
        ("DELETE FROM audit_entry WHERE number = 3", "Entry 3 is missing"),
    ],
)
def test_the_command_names_the_first_broken_link(app, statement, sentence):
    with app.app_context():
        for _ in range(5):
            write_one()
        without_guard()
        db.session.execute(sa.text(statement))
        db.session.commit()

    said = app.test_cli_runner().invoke(args=["verify-audit"])

    assert said.exit_code == 1
    assert sentence in said.output


def test_a_head_that_was_not_noted_by_this_log_is_refused(app):
    said = app.test_cli_runner().invoke(args=["verify-audit", "--noted", "1:" + "f" * 64])
    nonsense = app.test_cli_runner().invoke(args=["verify-audit", "--noted", "one"])

    assert said.exit_code == 1
    assert nonsense.exit_code == 2


def test_sending_a_referral_leaves_its_line(app, new_client):
    referral = send_one(new_client().sign_in(OFFICER))

    assert ("sent", referral) in acts(app)


def test_a_failed_sign_in_leaves_a_line_without_what_was_typed(app, client):
    client.submit("/sign-in", email=ADMIN, password="Quillfeather9", button="Sign in")
    client.submit("/sign-in", email="nobody-at-all@example.org", password="wrong-one-here", button="Sign in")

    lines = [reference for act, reference in acts(app) if act == "sign-in-failed"]
    assert len(lines) == 2
    assert lines[0].isdigit()
    assert lines[1] == ""


def test_the_first_sign_ins_of_the_sample_are_in_the_log(app):
    assert [act for act, _ in acts(app)].count("signed-in") >= 8
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(AuditHead)) == 1
