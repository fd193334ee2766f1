"""What is in the outbox reaches each person once, whatever happens to workers and servers on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.accounts.models import User
from portal.config import HERE
from portal.messages import actions
from portal.messages.carrier import CannotPost
from portal.messages.letter import Letter
from portal.messages.models import OutboxMessage
from portal.messages.posting import FolderCarrier, carrier_for
from portal.messages.sending import claim, send_due
from portal.rules.outbox import CLAIM_LASTS, MessageState, Pace
from tests.sample_portal import settings_for_tests
from tests.smtp_sink import Sink, mail_server

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
OFFICER, MANAGER = "officer@demo.example", "manager@demo.example"


class Broken:
    """A carrier whose server is gone."""

    def post(self, letter: Letter, *, at: datetime) -> None:
        raise CannotPost("The mail server could not be reached.")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with mail_server() as server:
        yield server


@pytest.fixture(autouse=True)
def context(app) -> Iterator[None]:
    with app.app_context():
        yield


def person(email: str) -> User:
    return db.session.scalars(sa.select(User).where(User.email == email)).one()


def tell(event: str, *emails: str, at: datetime = AT) -> None:
    actions.tell(db.session.connection(), event, [person(email).id for email in emails], at=at)
    db.session.commit()


def send(carrier, at: datetime = AT) -> Counter[MessageState]:
    return send_due(db.session(), carrier, lambda: at)


def messages() -> list[OutboxMessage]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id)))


def over(sink: Sink, tmp_path):
    return carrier_for(settings_for_tests(tmp_path, mail=sink.url))


def test_each_person_gets_one_message_for_each_event(sink, tmp_path):
    tell("diary|1", OFFICER, MANAGER)
    tell("diary|1", OFFICER)
    tell("diary|2", OFFICER)

    send(over(sink, tmp_path))
    send(over(sink, tmp_path))

    assert Counter(letter["To"] for letter in sink.letters) == {OFFICER: 2, MANAGER: 1}
    assert {message.state for message in messages()} == {MessageState.SENT}


def test_a_change_that_is_taken_back_tells_nobody():
    actions.tell(db.session.connection(), "diary|1", [person(OFFICER).id], at=AT)

    db.session.rollback()

    assert messages() == []


def test_who_chose_so_gets_one_message_for_the_whole_day(sink, tmp_path):
    actions.choose_pace(person(OFFICER), Pace.DAILY)
    tell("diary|1", OFFICER)
    tell("diary|2", OFFICER)
    carrier = over(sink, tmp_path)

    before = send(carrier, AT + timedelta(hours=19))
    send(carrier, AT + timedelta(hours=20))

    assert before == {}
    assert len(sink.letters) == 1
    assert [message.state for message in messages()] == [MessageState.SENT] * 2


def test_a_server_that_is_gone_is_tried_again_later_and_later_and_then_given_up():
    tell("diary|1", OFFICER)
    at, tries = AT, 0

    while (message := messages()[0]).state in (MessageState.WAITING, MessageState.FAILED):
        at = max(at, message.due_at)
        tries += sum(send(Broken(), at).values())
        assert send(Broken(), at) == {}

    assert (message.state, message.attempts, tries) == (MessageState.GIVEN_UP, 6, 6)
    assert at - AT > timedelta(hours=14)
    assert message.failure == "The mail server could not be reached."


def test_a_message_that_failed_goes_once_the_server_is_back(sink, tmp_path):
    tell("diary|1", OFFICER)
    send(Broken())

    send(over(sink, tmp_path), AT + timedelta(minutes=1))

    assert len(sink.letters) == 1
    assert messages()[0].failure == ""


def test_what_was_given_up_can_be_tried_again(sink, tmp_path):
    tell("diary|1", OFFICER)
    db.session.execute(sa.update(OutboxMessage).values(state=MessageState.GIVEN_UP, attempts=6))

    actions.try_again(at=AT)
    db.session.commit()
    send(over(sink, tmp_path))

    assert len(sink.letters) == 1


def test_a_closed_account_gets_nothing(sink, tmp_path):
    tell("diary|1", OFFICER)
    person(OFFICER).active = False
    db.session.commit()

    send(over(sink, tmp_path))

    assert sink.letters == []
    assert messages()[0].state is MessageState.GIVEN_UP


def test_a_claim_keeps_other_workers_away_until_it_lapses():
    tell("diary|1", OFFICER)
    key = messages()[0].mail_key

    first = claim(db.session(), key, at=AT)
    second = claim(db.session(), key, at=AT + timedelta(minutes=1))
    late = claim(db.session(), key, at=AT + CLAIM_LASTS)

    assert first is not None
    assert second is None
    assert late is not None


def test_a_worker_that_slept_through_its_claim_does_not_undo_what_another_did():
    tell("diary|1", OFFICER)

    class Slow:
        def post(self, letter: Letter, *, at: datetime) -> None:
            send(Quick(), AT + CLAIM_LASTS)
            raise CannotPost("The mail server did not answer in time.")

    class Quick:
        def post(self, letter: Letter, *, at: datetime) -> None:
            pass

    send(Slow())

    assert messages()[0].state is MessageState.SENT


def test_two_workers_at_once_send_each_message_once(app, sink, tmp_path):
    for number in range(30):
        tell(f"diary|{number}", OFFICER)
    carrier = over(sink, tmp_path)

    def work(_: int) -> None:
        with app.app_context():
            send(carrier)

    with ThreadPoolExecutor(3) as workers:
        list(workers.map(work, range(3)))

    assert len(sink.letters) == 30
    assert len({letter["Message-ID"] for letter in sink.letters}) == 30


def worker(app, mail: str) -> subprocess.Popen[bytes]:
    """`flask send-messages --once` as a process of its own, on this test's store."""
    settings = app.config["SETTINGS"]
    environment = os.environ | {
        "PORTAL_INSTANCE": str(settings.instance),
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_MAIL": mail,
        "PORTAL_TODAY": "2026-11-24",
    }
    command = [sys.executable, "-m", "flask", "send-messages", "--once"]
    return subprocess.Popen(command, cwd=HERE, env=environment)


@pytest.mark.usefixtures("other_processes")
def test_a_worker_that_is_killed_while_it_sends_loses_nothing_and_its_second_copy_can_be_told(
    app, sink, tmp_path
):
    tell("diary|1", OFFICER)
    sink.answers.update({"END": "hang", "END-TAKEN": "yes"})

    process = worker(app, sink.url.replace("seconds=0.3", "seconds=60"))
    assert sink.has_read_a_letter.wait(60)
    process.kill()
    process.wait()

    assert messages()[0].state is MessageState.SENDING
    sink.answers.clear()
    send(over(sink, tmp_path), AT + timedelta(days=2))
    assert messages()[0].state is MessageState.SENT
    assert len(sink.letters) == 2
    assert len({letter["Message-ID"] for letter in sink.letters}) == 1


def test_a_worker_that_dies_between_sending_and_marking_leaves_one_letter_in_a_folder(tmp_path):
    tell("diary|1", OFFICER)
    folder = FolderCarrier(tmp_path / "mail")

    class Died(BaseException):
        pass

    class Dying:
        def post(self, letter: Letter, *, at: datetime) -> None:
            folder.post(letter, at=at)
            raise Died

    with pytest.raises(Died):
        send(Dying())
    send(folder, AT + CLAIM_LASTS)

    assert len(list((tmp_path / "mail").iterdir())) == 1
    assert messages()[0].state is MessageState.SENT


def test_the_command_refuses_a_setting_it_cannot_use(app):
    process = worker(app, "notify:key")

    assert process.wait(60) == 2
