"""Partner support is taken away from a programme: people in the middle of it are followed up, each with a day."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import CoverageArea, Service
from directory_data.vocabulary import AreaKind
from portal.messages.models import OutboxMessage
from portal.partner_support.models import HandOff
from portal.referrals.models import SupportChange
from tests.portal.listings.test_files import upload as upload_files
from tests.portal.listings.test_files import written
from tests.portal.listings.walks import OWN, change, decide, proposed
from tests.portal.referral_walk import OFFICER, OTHER_OFFICER, send_one

OLD, NEW = "aire-valley-partner-support", "mersey-change-partner-support"


@pytest.fixture
def officer(new_client):
    """The officer of the case."""
    return new_client().sign_in(OFFICER)


def service_called(slug):
    """A service by its short name."""
    return db.session.scalars(sa.select(Service).where(Service.slug == slug)).one()


def let_the_new_one_serve(app):
    """The service that takes over serves West Yorkshire too."""
    with app.app_context():
        area = CoverageArea(kind=AreaKind.POLICE_AREA, code="E23000010", is_excluded=False)
        service = service_called(NEW)
        service.coverage.append(area)
        db.session.commit()


def un_paired(app, provider, administrator, answer, partners=(NEW,)):
    """The provider takes its service away and names another; the administrator approves."""
    change(provider, "partner-support", partner_services=list(partners), unpairing=answer)
    return decide(administrator, app, "approved")


def case_of(app):
    """The address of the case whose partner support has changed."""
    with app.app_context():
        found = db.session.scalars(sa.select(SupportChange)).one()
        return f"/cases/{found.referral.case.reference}"


def hand_offs(app):
    """Which services have been handed somebody, with their last news."""
    with app.app_context():
        found = db.session.scalars(sa.select(HandOff).order_by(HandOff.id)).all()
        return {each.service.slug: each.news[-1].words for each in found}


def test_nothing_happens_before_the_change_is_live(app, provider, officer):
    send_one(officer)

    change(provider, "partner-support", partner_services=[NEW], unpairing="moves")

    assert list(hand_offs(app)) == [OLD]
    with app.app_context():
        assert db.session.scalars(sa.select(SupportChange)).all() == []


def test_who_is_taken_over_is_handed_over(app, provider, administrator, officer):
    let_the_new_one_serve(app)
    send_one(officer)

    un_paired(app, provider, administrator, "moves")

    news = hand_offs(app)
    assert "takes over. Agree with it when" in news[OLD]
    assert news[NEW].startswith("You take over from Aire Valley")
    text = officer.get(case_of(app)).text
    assert "takes over, and has the hand-off. Make sure by 30 November 2026" in text


def test_where_nobody_serves_the_area_the_officer_arranges_it(app, provider, administrator, officer):
    send_one(officer)

    un_paired(app, provider, administrator, "moves")

    assert list(hand_offs(app)) == [OLD]
    text = officer.get(case_of(app)).text
    assert "nobody takes over. By 25 November 2026 arrange who supports the other parent" in text


def test_a_service_that_goes_on_is_told_so(app, provider, administrator, officer):
    send_one(officer)

    un_paired(app, provider, administrator, "stays")

    assert "You go on supporting this person until the referral ends" in hand_offs(app)[OLD]
    assert "It has said that it goes on until the referral ends" in officer.get(case_of(app)).text


def test_the_officer_is_told_and_has_a_task_until_it_is_seen_to(app, provider, administrator, officer):
    send_one(officer)
    un_paired(app, provider, administrator, "stays")
    with app.app_context():
        told = db.session.scalars(sa.select(OutboxMessage.event)).all()

    assert any(event.startswith("support-changed|") for event in told)
    assert "Partner support changes" in officer.get("/cases").text
    officer.submit(case_of(app), button="Somebody supports the other parent")
    assert "Partner support changes" not in officer.page.text
    assert "Partner support changes" not in officer.get("/cases").text


def test_another_officer_sees_to_nothing_here(app, provider, administrator, officer, new_client):
    send_one(officer)
    un_paired(app, provider, administrator, "stays")
    with app.app_context():
        number = db.session.scalars(sa.select(SupportChange.id)).one()
    other = new_client().sign_in(OTHER_OFFICER)
    other.get("/cases/new")

    answer = other.post(f"{case_of(app)}/support-changes/{number}", data={"csrf_token": other.token()})

    assert answer.status_code == 404


def test_neither_provider_nor_administrator_reads_whose_support_changed(
    app, provider, administrator, officer
):
    case = send_one(officer)
    un_paired(app, provider, administrator, "stays")

    for reader, path in ((provider, "/listings"), (administrator, "/admin/changes")):
        text = reader.get(path).text
        assert "Jordan" not in text
        assert case.rpartition("/")[2] not in text


def test_a_file_takes_no_support_away_while_referrals_are_under_way(app, provider, officer):
    def upload(partner: str):
        pairs = written([{"programme": OWN, "partner_service": partner}])
        return upload_files(provider, "take", pairings=pairs)

    send_one(officer)

    answer = upload(NEW)

    assert answer.status_code == 422
    assert "pairings.csv, row 2, partner_service: Referrals are under way to this programme." in answer.text
    assert proposed(app) == []
    assert "Nothing was changed" in upload(OLD).text
