"""The register: the whole group on one page, saved row by row, corrected openly, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from directory_data.database import db
from portal.programme.models import AttendanceEntry, GroupSession
from portal.referrals.models import Referral
from tests.portal.programme.conftest import group_of
from tests.portal.referral_walk import MANAGER, OFFICER, OTHER_PROGRAMME, PROGRAMME, SUPPORT

THE_REST, MARKED = "Save, and mark everyone else as attended", "Save the register"


@pytest.fixture
def staff(client):
    return client.sign_in(PROGRAMME)


def entries(app, reference: str) -> list[tuple[str, int, str]]:
    with app.app_context():
        wanted = sa.select(AttendanceEntry).join(Referral).where(Referral.reference == reference)
        found = db.session.scalars(wanted.order_by(AttendanceEntry.number))
        return [(entry.attendance.value, entry.minutes, entry.why) for entry in found]


def register_of(app, reference: str) -> str:
    return f"/groups/{group_of(app, reference)}/register"


def test_a_group_is_marked_by_its_exceptions(app, staff, enrol):
    late, away, here = enrol("Adam Ashdown", "Ben Birchall", "Carl Cawood")

    answer = staff.submit(
        register_of(app, late),
        {f"{late}-attendance": "late", f"{late}-minutes": "90", f"{away}-attendance": "absent-unauthorised"},
        button=THE_REST,
    )

    assert answer.status_code == 200, staff.page.errors()
    assert "The register is saved for 3 people." in staff.page.text
    assert entries(app, late) == [("late", 90, "")]
    assert entries(app, away) == [("absent-unauthorised", 0, "")]
    assert entries(app, here) == [("attended", 120, "")]
    assert "Call the person" in staff.page.text


def test_a_row_that_is_left_open_is_not_written(app, staff, enrol):
    one, other = enrol("Adam Ashdown", "Ben Birchall")

    staff.submit(register_of(app, one), {f"{one}-attendance": "attended"}, button=MARKED)

    assert len(entries(app, one)) == 1
    assert entries(app, other) == []


def test_a_row_that_is_wrong_takes_no_other_with_it_and_keeps_what_was_typed(app, staff, enrol):
    wrong, right = enrol("Adam Ashdown", "Ben Birchall")

    answer = staff.submit(
        register_of(app, wrong),
        {
            f"{wrong}-attendance": "late",
            f"{wrong}-minutes": "999",
            f"{wrong}-note": "Came by the late bus",
            f"{right}-attendance": "attended",
        },
        button=MARKED,
    )

    assert answer.status_code == 422
    assert staff.page.errors() == ["Adam Ashdown: minutes must be from 1 to 120"]
    assert "Saved for 1 person." in staff.page.text
    assert "Came by the late bus" in answer.text
    assert entries(app, wrong) == []
    assert len(entries(app, right)) == 1


@pytest.mark.parametrize("typed", ["x", "²", "-5", "9999", "1e2"])
def test_minutes_that_are_no_minutes_are_said_to_be_wrong(app, staff, enrol, typed):
    (person,) = enrol("Adam Ashdown")

    answer = staff.submit(
        register_of(app, person), {f"{person}-attendance": "late", f"{person}-minutes": typed}, button=MARKED
    )

    assert answer.status_code == 422
    assert entries(app, person) == []


def test_a_concern_on_the_register_leads_to_the_report_of_a_change_in_risk(app, staff, enrol):
    person, other = enrol("Adam Ashdown", "Ben Birchall")
    typed = {f"{person}-note": "He waits outside the school.", f"{person}-is_concern": True}

    staff.submit(register_of(app, person), typed, button=THE_REST)

    assert entries(app, other) == [("attended", 120, "")]
    assert staff.page.links("Report a change in risk") == [f"/referrals/{person}/risk/new"]
    assert staff.get(f"/referrals/{person}/risk/new").status_code == 200


def test_a_form_that_is_sent_twice_is_written_once(app, staff, enrol):
    (person,) = enrol("Adam Ashdown")
    page = staff.get(register_of(app, person))

    for _ in range(2):
        answer = staff.submit(page, {f"{person}-attendance": "attended"}, button=MARKED)

    assert answer.status_code == 200
    assert "Nothing had changed." in staff.page.text
    assert entries(app, person) == [("attended", 120, "")]


def test_a_second_editor_is_told_what_changed_and_loses_nothing(app, staff, new_client, enrol):
    shared, own = enrol("Adam Ashdown", "Ben Birchall")
    other = new_client().sign_in(PROGRAMME)
    page = other.get(register_of(app, shared))
    staff.submit(
        register_of(app, shared), {f"{shared}-attendance": "late", f"{shared}-minutes": "80"}, button=MARKED
    )

    answer = other.submit(
        page,
        {
            f"{shared}-attendance": "attended",
            f"{shared}-note": "Typed for long",
            f"{own}-attendance": "late",
            f"{own}-minutes": "60",
        },
        button=MARKED,
    )

    assert answer.status_code == 409
    assert "Demonstration programme worker recorded “Late, 80 minutes”" in other.page.errors()[0]
    assert "Typed for long" in answer.text
    assert entries(app, shared) == [("late", 80, "")]
    assert entries(app, own) == [("late", 60, "")]

    unsaid = other.submit(None, button=MARKED)
    assert unsaid.status_code == 422
    assert "Typed for long" in unsaid.text
    again = other.submit(None, {f"{shared}-why": "He was there from the start."}, button=MARKED)

    assert again.status_code == 200, other.page.errors()
    assert entries(app, shared) == [("late", 80, ""), ("attended", 120, "He was there from the start.")]


def test_two_who_save_at_the_same_moment_lose_no_row_and_write_none_twice(app, new_client, enrol):
    people = enrol("Adam Ashdown", "Ben Birchall", "Carl Cawood")
    editors = [new_client().sign_in(PROGRAMME) for _ in range(4)]
    pages = [editor.get(register_of(app, people[0])) for editor in editors]
    start = Barrier(len(editors))

    def save(editor, page, minutes: int) -> int:
        start.wait()
        typed = {f"{people[0]}-attendance": "late", f"{people[0]}-minutes": str(minutes)}
        typed |= {f"{each}-attendance": "attended" for each in people[1:]}
        return editor.submit(page, typed, button=MARKED).status_code

    with ThreadPoolExecutor(len(editors)) as threads:
        statuses = sorted(threads.map(save, editors, pages, (60, 70, 80, 90)))

    assert statuses == [200, 409, 409, 409]
    assert [len(entries(app, each)) for each in people] == [1, 1, 1]
    with app.app_context():
        count = db.session.scalar(sa.select(sa.func.count(GroupSession.id)))
    assert count == 26


def test_a_correction_says_who_when_and_why(app, staff, enrol):
    (person,) = enrol("Adam Ashdown")
    path = register_of(app, person)
    staff.submit(path, {f"{person}-attendance": "absent-unauthorised"}, button=MARKED)
    rang = {f"{person}-attendance": "absent-authorised", f"{person}-why": "He rang at noon"}
    staff.submit(path, rang, button=MARKED)

    refused = staff.submit(path, {f"{person}-attendance": "attended"}, button=MARKED)
    assert refused.status_code == 422
    assert staff.page.errors() == ["Adam Ashdown: say why this changes. What was recorded stays beside it"]
    assert len(entries(app, person)) == 2
    staff.submit(None, {f"{person}-why": "He signed the sheet"}, button=MARKED)

    assert [what for what, _, _ in entries(app, person)] == [
        "absent-unauthorised",
        "absent-authorised",
        "attended",
    ]
    staff.get(f"/groups/{group_of(app, person)}/people/{person}")
    assert "Why it changed: He signed the sheet" in staff.page.text
    assert "Attended 1 of the 1 session held and recorded for this person (100%). As at" in staff.page.text


def test_what_was_left_open_can_be_added_without_a_reason_for_a_day(app, staff, enrol, monkeypatch, today):
    (person,) = enrol("Adam Ashdown")
    path = register_of(app, person)
    staff.submit(path, {f"{person}-attendance": "attended"}, button=MARKED)

    assert staff.submit(path, {f"{person}-participation": "2"}, button=MARKED).status_code == 200
    monkeypatch.setitem(app.config, "TODAY", today + timedelta(days=2))
    refused = staff.submit(path, {f"{person}-note": "He spoke of his son."}, button=MARKED)

    assert refused.status_code == 422
    assert staff.page.errors() == [
        "Adam Ashdown: say why this is added, since the row was recorded more than 24 hours ago"
    ]
    assert len(entries(app, person)) == 2


def test_the_register_of_a_session_to_come_is_not_open(app, staff, enrol):
    (person,) = enrol("Adam Ashdown")
    path = f"/groups/{group_of(app, person)}/sessions/2/register"
    page = staff.get(register_of(app, person))

    staff.get(path)
    assert "This register opens on 30 November 2026, the day of the session." in staff.page.text
    answer = staff.post(path, data={"csrf_token": staff.token(), f"{person}-attendance": "attended"})

    assert page.status_code == 200
    assert answer.status_code == 409
    assert entries(app, person) == []


def test_the_officer_reads_attendance_and_missed_sessions_on_the_case(
    app, staff, new_client, enrol, monkeypatch, today
):
    (person,) = enrol("Adam Ashdown")
    group = group_of(app, person)
    for number in (1, 2):
        monkeypatch.setitem(app.config, "TODAY", today + timedelta(weeks=number - 1))
        staff.submit(
            f"/groups/{group}/sessions/{number}/register",
            {
                f"{person}-attendance": "absent-unauthorised",
                f"{person}-note": "No answer by telephone",
                f"{person}-is_concern": True,
            },
            button=MARKED,
        )
    with app.app_context():
        case = (
            db.session.scalars(sa.select(Referral).where(Referral.reference == person)).one().case.reference
        )

    for reader in (OFFICER, MANAGER):
        officer = new_client().sign_in(reader)
        officer.get(f"/cases/{case}")

        assert "2 sessions missed in a row. The officer has to know why." in officer.page.text
        assert "Attended 0 of the 2 sessions held and recorded for this person (0%)." in officer.page.text
        assert "No answer by telephone" in officer.page.text


@pytest.mark.parametrize("stranger", [OTHER_PROGRAMME, OFFICER, SUPPORT])
def test_nobody_else_finds_a_group_or_its_people(app, new_client, enrol, stranger):
    (person,) = enrol("Adam Ashdown")
    group = group_of(app, person)
    client = new_client().sign_in(stranger)

    for path in ("", "/register", "/sessions/1/register", "/calendar.ics", f"/people/{person}"):
        assert client.get(f"/groups/{group}{path}").status_code == 404


def test_a_register_says_nothing_of_the_other_parent(app, staff, enrol):
    (person,) = enrol("Adam Ashdown")

    for path in (register_of(app, person), f"/groups/{group_of(app, person)}/people/{person}"):
        text = staff.get(path).text
        assert "Quillfeather" not in text
        assert "960 047" not in text


def test_a_page_asks_as_often_for_many_people_as_for_few(app, staff, enrol, statements):
    (person,) = enrol("Person 0")
    group = group_of(app, person)
    paths = (f"/groups/{group}/register", f"/groups/{group}", "/groups", f"/groups/{group}/people/{person}")

    def counts() -> list[int]:
        found = []
        for path in paths:
            with statements(app) as sent:
                assert staff.get(path).status_code == 200
            found.append(len(sent))
        return found

    staff.submit(register_of(app, person), button=THE_REST)
    few = counts()
    enrol(*(f"Person {number}" for number in range(1, 5)))
    staff.submit(register_of(app, person), button=THE_REST)

    assert counts() == few
    assert max(few) <= 12


def test_saving_asks_as_often_for_many_people_as_for_few(app, staff, enrol, statements):
    people = enrol(*(f"Person {number}" for number in range(5)))
    path = register_of(app, people[0])
    staff.submit(path, {f"{people[0]}-attendance": "excluded"}, button=MARKED)
    page = staff.get(path)

    with statements(app) as sent:
        staff.submit(page, button=THE_REST, follow_redirects=False)

    assert len([each for each in sent if each.startswith("INSERT")]) == 1
    assert len(sent) <= 14
