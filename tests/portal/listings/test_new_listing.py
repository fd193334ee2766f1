"""A provider writes a listing; nobody finds it before a directory administrator has put it live."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Audience, Role, ServiceType
from portal.accounts.models import User
from portal.listings.models import NewListing
from tests.portal.listings.test_changing import colleague
from tests.portal.listings.walks import versions
from tests.portal.referral_walk import OFFICER, OTHER_PROGRAMME

NAME = "Riverside Parenting Talks"
PAGES = {
    "about": {
        "summary": "Six evenings on being parents apart.",
        "description": "We talk.\n\n<script>alert(1)</script>",
        "who_for": "Any parent.",
    },
    "contact": {"phone": "0113 496 0321", "opening_hours": "Monday, 9am to 5pm"},
    "referral": {"how_to_refer": "Ring us."},
    "area": {"coverage": "Leeds"},
}
PROGRAMME_PAGES = {
    **PAGES,
    "partner-support": {"partner_services": ["aire-valley-partner-support"]},
    "admission": {
        "rule_text": "Adults.",
        "rule_reason": "It is made for them.",
        "rule_alternatives": "Ring the helpline.",
    },
}


def keeper_of_another(app):
    """An administrator of another provider, by e-mail address."""
    with app.app_context():
        person = db.session.scalars(sa.select(User).where(User.email == OTHER_PROGRAMME)).one()
        person.role = Role.PROVIDER_ADMINISTRATOR
        db.session.commit()
    return OTHER_PROGRAMME


def begun(provider, kind="parenting-information", audience="public", name=NAME):
    """The address of a listing that somebody has just begun."""
    return provider.submit(
        "/listings/new", name=name, type=kind, audience=audience, button="Begin the listing"
    ).request.path


def written(provider, pages=None, **begin):
    """The same with every page written."""
    at = begun(provider, **begin)
    for key, typed in (pages or PAGES).items():
        provider.submit(f"{at}/{key}", typed, button="Save")
    return at


def sent(provider, **more):
    """The same, sent."""
    at = written(provider, **more)
    provider.submit(at, button="Send it to a directory administrator")
    return at


def answered(administrator, at, button="Put it live", **reasons):
    """The administrator's answer to the listing at that address of its provider."""
    page = f"/admin/changes/new/{at.rpartition('/')[2]}"
    return administrator.submit(page, {f"return-{name}": why for name, why in reasons.items()}, button=button)


def live(app):
    """The service that came of it, or None."""
    with app.app_context():
        return db.session.scalar(sa.select(Service).where(Service.name == NAME))


def test_what_is_being_written_is_found_nowhere(app, client, provider, new_client):
    sent(provider, pages=PROGRAMME_PAGES, kind="dvpp")
    officer = new_client().sign_in(OFFICER)

    assert live(app) is None
    for reader in (client, officer):
        assert NAME not in reader.get("/services?what=riverside").text
        assert NAME not in reader.get("/areas/leeds").text
    assert NAME not in client.get("/api/hsds/3.2/services").text
    assert client.get("/services/riverside-parenting-talks").status_code == 404


def test_it_goes_live_by_the_administrators_decision(app, client, provider, administrator):
    answered(administrator, sent(provider))

    service = live(app)
    assert f"{NAME} is live" in administrator.page.text
    assert (service.slug, service.type) == ("riverside-parenting-talks", ServiceType.PARENTING_INFORMATION)
    assert service.phone == "0113 496 0321"
    assert NAME in client.get("/services?what=riverside").text
    page = client.get("/services/riverside-parenting-talks")
    assert "<script>alert" not in page.get_data(as_text=True)
    assert "Leeds" in page.text
    assert NAME in provider.get("/listings").text


def test_a_listing_that_waits_stands_on_the_administrators_first_page(provider, administrator):
    assert "New listing" not in administrator.get("/admin").text

    at = sent(provider)

    administrator.get("/admin?show=new")
    assert f"/admin/changes/new/{at.rpartition('/')[2]}" in administrator.page.links(f"New listing: {NAME}")
    answered(administrator, at)
    assert "New listing" not in administrator.get("/admin").text


def test_its_first_version_says_who_wrote_it_and_who_put_it_live(app, provider, administrator):
    answered(administrator, sent(provider))

    (first,) = versions(app)
    assert (first.number, first.why) == (1, "A new listing.")
    assert first.by_id is not None
    assert first.approved_by_id not in (None, first.by_id)


def test_a_programme_goes_live_with_its_rule_and_its_partner_support(app, provider, administrator):
    answered(administrator, sent(provider, pages=PROGRAMME_PAGES, kind="dvpp"))

    with app.app_context():
        service = db.session.scalars(sa.select(Service).where(Service.name == NAME)).one()
        assert [each.slug for each in service.partner_services] == ["aire-valley-partner-support"]
        assert service.admission_rule.text == "Adults."
        assert service.cost == "Free if the family court ordered it."


@pytest.mark.parametrize("left_out", ["partner-support", "area", "admission"])
def test_a_programme_is_not_sent_without_partner_support_areas_and_a_rule(app, provider, left_out):
    pages = {key: typed for key, typed in PROGRAMME_PAGES.items() if key != left_out}
    at = written(provider, pages=pages, kind="dvpp")

    assert "Before you can send it" in provider.get(at).text
    assert provider.post(f"{at}/send", data={"csrf_token": provider.token()}).status_code == 409


def test_a_programme_of_a_provider_without_accreditation_is_not_put_live(app, provider, administrator):
    at = sent(provider, pages=PROGRAMME_PAGES, kind="dvpp")
    with app.app_context():
        db.session.execute(sa.text("UPDATE provider SET accreditation = 'none'"))
        db.session.commit()

    answer = answered(administrator, at)

    assert answer.status_code == 409
    assert "neither accreditation nor Safe Minimum Practice" in answer.text
    assert live(app) is None


def test_it_is_returned_field_by_field_and_stays_as_it_was_written(app, provider, administrator):
    at = sent(provider)

    answered(administrator, at, "Return it with these reasons", summary="Say how long an evening is.")

    text = provider.get(at).text
    assert "Say how long an evening is." in text
    assert "Any parent." in text
    provider.submit(f"{at}/about", summary="Six evenings of two hours.", button="Save")
    assert "Say how long an evening is." not in provider.get(at).text
    assert live(app) is None


def test_nothing_is_returned_without_a_reason_and_nothing_with_one_goes_live(app, provider, administrator):
    at = sent(provider)

    assert answered(administrator, at, "Return it with these reasons").status_code == 422
    answer = answered(administrator, at, "Put it live", summary="Too short")
    assert answer.status_code == 422
    assert "Too short" in answer.text
    assert live(app) is None


def test_what_changed_since_the_administrator_opened_the_page_is_not_put_live(app, provider, administrator):
    at = sent(provider)
    page = administrator.get(f"/admin/changes/new/{at.rpartition('/')[2]}")
    provider.submit(at, button="Take it back and change it")
    with app.app_context():
        draft = db.session.scalars(sa.select(NewListing)).one()
        draft.sent_at = datetime(2026, 11, 23, 8, tzinfo=UTC)
        db.session.commit()

    answer = administrator.submit(page, button="Put it live")

    assert answer.status_code == 409
    assert "Read it again" in answer.text
    assert live(app) is None


def test_a_listing_that_is_being_read_stays_as_it_is(provider):
    at = written(provider)
    page = provider.get(f"{at}/about")
    provider.submit(at, button="Send it to a directory administrator")

    answer = provider.submit(page, summary="Something else", button="Save")

    assert answer.status_code == 409
    assert "Take it back" in answer.text


def test_the_second_of_two_writers_is_told_and_loses_nothing(app, provider, new_client):
    at = begun(provider)
    second = new_client().sign_in(colleague(app))
    page = second.get(f"{at}/about")
    provider.submit(f"{at}/about", summary="From the first", button="Save")

    answer = second.submit(page, summary="From the second", button="Save")

    assert answer.status_code == 422
    assert "From the first" in answer.text
    assert "From the second" in answer.text
    second.submit(None, button="Save")
    assert "From the second" in provider.get(at).text


def test_partner_support_is_protected_and_has_no_page_for_a_place(app, provider):
    at = begun(provider, kind="partner-support", audience="public")

    with app.app_context():
        assert db.session.scalars(sa.select(NewListing)).one().audience is Audience.PROTECTED
    assert provider.get(f"{at}/venues").status_code == 404


def test_a_protected_listing_serves_no_circle_whose_middle_would_give_its_place_away(provider):
    at = begun(provider, kind="partner-support")
    circle = "Within 5 miles of 53.8, -1.5"

    for page in (f"{at}/area", "/listings/aire-valley-partner-support/change/area"):
        answer = provider.submit(page, coverage=circle, button="Save")
        assert answer.status_code == 422
        assert provider.page.errors()[0].startswith("Name areas instead of a distance")
        assert circle in answer.text


def test_a_listing_may_be_thrown_away(app, provider):
    at = begun(provider)

    provider.submit(at, button="Throw this listing away")

    with app.app_context():
        assert db.session.scalars(sa.select(NewListing)).all() == []


def test_another_provider_does_not_find_it(app, provider, new_client):
    at = written(provider)
    other = new_client().sign_in(keeper_of_another(app))

    assert other.get(at).status_code == 404
    assert other.get(f"{at}/about").status_code == 404


def test_two_services_of_one_name_have_two_addresses(app, provider, administrator):
    for _ in range(2):
        answered(administrator, sent(provider))

    with app.app_context():
        slugs = db.session.scalars(sa.select(Service.slug).where(Service.name == NAME).order_by(Service.id))
        assert list(slugs) == ["riverside-parenting-talks", "riverside-parenting-talks-2"]


def test_a_service_called_like_a_page_has_an_address_of_its_own(app, client, provider, administrator):
    answered(administrator, sent(provider, name="Venues"))

    assert client.get("/services/venues-2").status_code == 200


def test_the_page_asks_the_store_few_times(app, provider, administrator, statements):
    at = sent(provider, pages=PROGRAMME_PAGES, kind="dvpp")

    with statements(app) as asked:
        provider.get(at)
    assert len(asked) <= 12
    with statements(app) as asked:
        administrator.get(f"/admin/changes/new/{at.rpartition('/')[2]}")
    assert len(asked) <= 12
