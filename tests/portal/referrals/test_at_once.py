"""People who do the same thing at the same moment: real threads, real connections, both stores."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group
from portal.cases.models import Case
from portal.partner_support.models import HandOff
from portal.referrals.models import DiaryEntry, Referral
from tests.portal.referral_walk import (
    MANAGER,
    OFFICER,
    PROGRAMME,
    confirm_and_send,
    draft,
    open_case_with_order,
    send_one,
    write,
)

AT_ONCE = 8


def at_once(steps: list[Callable[[], int]]) -> list[int]:
    """Take all the steps at the same moment; what each of them answered."""
    start = Barrier(len(steps))

    def take(step: Callable[[], int]) -> int:
        start.wait()
        return step()

    with ThreadPoolExecutor(len(steps)) as people:
        return sorted(people.map(take, steps))


def test_one_of_eight_who_send_at_once_gets_the_last_place(app, new_client):
    officer = new_client().sign_in(OFFICER)
    referrals = [draft(officer, open_case_with_order(officer)) for _ in range(AT_ONCE)]
    for referral in referrals:
        write(officer, referral)
    with app.app_context():
        before = db.session.scalar(sa.select(sa.func.count(HandOff.id)))
        wanted = sa.select(Group).join(Referral).where(Referral.reference == referrals[0])
        group = db.session.scalars(wanted.distinct()).one()
        group.places_taken, group.places_held = group.places_max - 1, 0
        number = group.id
        db.session.commit()
    people = [new_client().sign_in(OFFICER) for _ in referrals]
    checks = [
        person.get(f"/referrals/{referral}/check") for person, referral in zip(people, referrals, strict=True)
    ]

    answers = at_once(
        [
            lambda person=person, check=check: confirm_and_send(person, check).status_code
            for person, check in zip(people, checks, strict=True)
        ]
    )

    assert answers == [200] + [409] * (AT_ONCE - 1)
    with app.app_context():
        group = db.session.get_one(Group, number)
        assert (group.places_held, group.places_free) == (1, 0)
        assert db.session.scalar(sa.select(sa.func.count(HandOff.id))) == before + 1


def test_one_referral_sent_from_two_screens_goes_once(app, new_client):
    officer = new_client().sign_in(OFFICER)
    referral = draft(officer, open_case_with_order(officer))
    write(officer, referral)
    people = [new_client().sign_in(person) for person in (OFFICER, MANAGER)]
    pages = [person.get(f"/referrals/{referral}/check") for person in people]

    answers = at_once(
        [
            lambda person=person, page=page: confirm_and_send(person, page).status_code
            for person, page in zip(people, pages, strict=True)
        ]
    )

    assert answers in ([200, 409], [200, 200])
    assert entries_of(app, referral) == ["prepare", "send"]
    with app.app_context():
        record = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()
        assert record.group.places_held == 1


def test_two_presses_at_once_on_one_group_make_one_draft(app, new_client):
    officer = new_client().sign_in(OFFICER)
    case = open_case_with_order(officer)
    people = [new_client().sign_in(person) for person in (OFFICER, OFFICER, MANAGER, MANAGER)]
    pages = [person.get(f"/cases/{case}/matches") for person in people]

    answers = at_once(
        [
            lambda person=person, page=page: person.submit(page, button="Refer to this group").status_code
            for person, page in zip(people, pages, strict=True)
        ]
    )

    assert answers == [200] * len(people)
    with app.app_context():
        wanted = sa.select(sa.func.count(Referral.id)).join(Referral.case).where(Case.reference == case)
        assert db.session.scalar(wanted) == 1


def test_one_of_two_drafts_of_a_case_sent_at_once_goes(app, new_client):
    officer = new_client().sign_in(OFFICER)
    case = open_case_with_order(officer)
    officer.get(f"/cases/{case}/matches")
    groups = [each.get("value") for each in officer.page.all("input") if each.get("name") == "group"][:2]
    drafts = [draft(officer, case, group=group) for group in groups]
    for referral in drafts:
        write(officer, referral)
    people = [new_client().sign_in(email) for email in (OFFICER, MANAGER)]
    checks = [person.get(f"/referrals/{each}/check") for person, each in zip(people, drafts, strict=True)]

    answers = at_once(
        [
            lambda person=person, check=check: confirm_and_send(person, check).status_code
            for person, check in zip(people, checks, strict=True)
        ]
    )

    assert len(set(groups)) == 2
    assert answers == [200, 409]


def test_two_presses_at_once_acknowledge_once_and_both_are_told_so(app, new_client):
    referral = send_one(new_client().sign_in(OFFICER))
    people = [new_client().sign_in(PROGRAMME) for _ in range(2)]
    pages = [person.get(f"/referrals/{referral}") for person in people]

    answers = at_once(
        [
            lambda person=person, page=page: (
                person.submit(page, button="Acknowledge the referral").status_code
            )
            for person, page in zip(people, pages, strict=True)
        ]
    )

    assert answers == [200, 200]
    assert entries_of(app, referral) == ["prepare", "send", "acknowledge"]


def test_a_provider_who_declines_while_the_officer_withdraws_frees_one_place(app, new_client):
    officer, provider = new_client().sign_in(OFFICER), new_client().sign_in(PROGRAMME)
    referral = send_one(officer)
    withdraw = officer.get(f"/referrals/{referral}/withdraw")
    decline = provider.get(f"/referrals/{referral}/decline")

    answers = at_once(
        [
            lambda: officer.submit(withdraw, reason="risk", button="Withdraw").status_code,
            lambda: provider.submit(decline, reason="safety", button="Decline").status_code,
        ]
    )

    assert answers == [200, 409]
    assert len(entries_of(app, referral)) == 3
    with app.app_context():
        record = db.session.scalars(sa.select(Referral).where(Referral.reference == referral)).one()
        assert record.group.places_held == 0


def entries_of(app, referral: str) -> list[str]:
    with app.app_context():
        wanted = sa.select(DiaryEntry.step).join(Referral).where(Referral.reference == referral)
        return list(db.session.scalars(wanted.order_by(DiaryEntry.number)))
