"""A directory administrator decides about changes, field by field; the provider is told; dates come by themselves."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from directory_data.database import db
from directory_data.listing_vocabulary import Decision
from directory_data.models import Service
from portal.accounts.models import User
from portal.listings.models import ListingVersion
from portal.messages.models import OutboxMessage
from tests.portal.listings.walks import OWN, PROVIDER, change, decide, proposed, service, versions
from tests.portal.referral_walk import ADMIN, LISTINGS, day_of


def told(app) -> list[tuple[str, str]]:
    with app.app_context():
        rows = sa.select(OutboxMessage.event, User.email).join(User).order_by(OutboxMessage.id)
        return [(event.split("|")[0], email) for event, email in db.session.execute(rows)]


def chase(app, day: str) -> str:
    """What an operator's timer does, on a day."""
    before = app.config["TODAY"]
    app.config["TODAY"] = date.fromisoformat(day)
    try:
        return app.test_cli_runner().invoke(args=["chase"]).output
    finally:
        app.config["TODAY"] = before


def test_an_administrator_sees_old_and_new_side_by_side(app, provider, administrator):
    before = service(app).phone
    change(provider, "contact", phone="0113 496 0999", why="New line")

    assert "Aire Valley Change" in administrator.get("/admin/changes").text
    text = administrator.get(f"/admin/changes/{PROVIDER}").text
    assert before in text
    assert "0113 496 0999" in text
    assert "New line" in text


def test_what_is_approved_is_live_and_a_version(app, provider, administrator):
    change(provider, "contact", phone="0113 496 0999", email="new@aire-valley-change.example")

    decide(administrator, app, "approved")

    assert service(app).phone == "0113 496 0999"
    kept = versions(app)
    assert len(kept) == 2
    assert kept[-1].approved_by_id is not None
    assert kept[-1].by_id != kept[-1].approved_by_id
    assert all(each.live_at for each in proposed(app))


def test_what_is_returned_stays_as_it_was_and_says_why(app, provider, administrator):
    before = service(app).phone
    change(provider, "contact", phone="0113 496 0999")

    decide(administrator, app, "returned", "This is a private number.")

    assert service(app).phone == before
    assert versions(app) == []
    text = provider.get("/listings").text
    assert "This is a private number." in text
    assert "returned to you" in text


def test_nothing_is_returned_without_a_reason(app, provider, administrator):
    change(provider, "contact", phone="0113 496 0999")

    answer = decide(administrator, app, "returned")

    assert answer.status_code == 422
    assert administrator.page.errors() == ["Say why you return it, so that the provider can put it right"]
    assert proposed(app)[0].decision is None


def test_fields_are_decided_about_one_by_one(app, provider, administrator):
    change(provider, "contact", phone="0113 496 0999", email="new@aire-valley-change.example")
    phone, email = sorted(proposed(app), key=lambda each: each.field, reverse=True)

    administrator.submit(
        f"/admin/changes/{PROVIDER}",
        {f"decision-{phone.id}": "approved", f"decision-{email.id}": ""},
        button="Save these decisions",
    )

    assert service(app).phone == "0113 496 0999"
    assert [each.field for each in proposed(app) if each.waits] == ["email"]


def test_both_sides_are_told_and_the_message_says_nothing(app, provider, administrator):
    change(provider, "contact", phone="0113 496 0999")
    decide(administrator, app, "approved")

    assert told(app) == [("listing-proposed", ADMIN), ("listing-decided", LISTINGS)]


def test_an_operational_change_starts_by_itself_on_its_day(app, provider):
    change(provider, "contact", opening_hours="Evenings only", **day_of("starts_on", 1, 12, 2026))

    assert "It changes by itself on 1 December 2026" in provider.page.text
    chase(app, "2026-11-30")
    assert service(app).opening_hours != "Evenings only"

    chase(app, "2026-12-01")
    chase(app, "2026-12-01")

    assert service(app).opening_hours == "Evenings only"
    assert len(versions(app)) == 2


def test_a_dated_change_that_waits_needs_both_its_approval_and_its_day(app, provider, administrator):
    change(provider, "about", name="Aire Valley Programme", **day_of("starts_on", 1, 12, 2026))
    chase(app, "2026-12-01")
    assert service(app).name != "Aire Valley Programme"

    decide(administrator, app, "approved")
    assert service(app).name != "Aire Valley Programme"

    chase(app, "2026-12-01")
    assert service(app).name == "Aire Valley Programme"


def test_an_approved_admission_rule_is_a_new_version_of_it(app, provider, administrator):
    before = service(app).admission_rule
    change(provider, "admission", rule_text="Men aged 18 or over who live in West Yorkshire.")
    assert service(app).admission_rule.version == before.version

    decide(administrator, app, "approved")

    after = service(app).admission_rule
    assert (after.version, after.text, after.reason) == (
        before.version + 1,
        "Men aged 18 or over who live in West Yorkshire.",
        before.reason,
    )
    assert f"{after.published_on}" == "2026-11-23"


def test_a_rule_says_what_holds_for_each_way_to_come(app, client, provider, administrator):
    before = service(app).admission_rule
    words = "Only once the criminal case is over.\n\n<b>Ring first.</b>"

    change(provider, "admission", by_council=words, minimum_age="")
    decide(administrator, app, "approved")

    after = service(app).admission_rule
    assert (after.version, after.by_council, after.text) == (before.version + 1, words, before.text)
    assert after.minimum_age is None
    page = client.get(f"/services/{OWN}").get_data(as_text=True)
    assert "If a council’s children’s services refer" in page
    assert "&lt;b&gt;Ring first." in page
    assert "If a family court has ordered it" not in page


def test_a_version_from_before_a_field_was_there_is_followed_without_one_between(app, provider):
    change(provider, "contact", opening_hours="Mornings")
    with app.app_context():
        last = db.session.get(ListingVersion, versions(app)[-1].id)
        last.content = {field: text for field, text in last.content.items() if field != "by_council"}
        db.session.commit()

    change(provider, "contact", opening_hours="Evenings")

    assert [each.number for each in versions(app)] == [1, 2, 3]


def test_approved_areas_are_what_the_search_serves(app, client, provider, administrator):
    change(provider, "area", coverage="Bradford")

    decide(administrator, app, "approved")

    assert [(area.kind.value, area.code) for area in service(app).coverage] == [
        ("local-authority", "E08000032")
    ]
    assert "Bradford" in client.get(f"/services/{OWN}").text


def test_an_open_programme_is_not_left_without_partner_support(app, provider, administrator):
    change(provider, "partner-support", partner_services=[])

    answer = decide(administrator, app, "approved")

    assert answer.status_code == 409
    assert "is not paired with a partner-support service" in answer.text
    assert proposed(app)[0].waits
    with app.app_context():
        programme = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        assert programme.partner_services


def test_a_change_that_cannot_become_live_on_its_day_goes_back_with_the_reason(app, provider, administrator):
    change(provider, "partner-support", partner_services=[], **day_of("starts_on", 1, 12, 2026))
    decide(administrator, app, "approved")

    chase(app, "2026-12-01")

    returned = proposed(app)[0]
    assert returned.decision is Decision.RETURNED
    assert "not paired" in returned.reason
    assert told(app).count(("listing-decided", LISTINGS)) == 2


def test_a_programme_without_accreditation_in_date_cannot_be_opened(app, provider):
    provider.submit(f"/listings/{OWN}/status", status="paused", button="Save")
    with app.app_context():
        programme = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        programme.provider.accreditation_expires_on = date(2026, 11, 1)
        db.session.commit()

    answer = provider.submit(f"/listings/{OWN}/status", status="open", button="Save")

    assert answer.status_code == 409
    assert "ended on 1 November 2026" in answer.text
    assert "Do this next" in provider.get(f"/listings/{OWN}").text


def test_an_open_programme_whose_accreditation_has_ended_says_so_to_everybody(app, client):
    with app.app_context():
        programme = db.session.scalars(sa.select(Service).where(Service.slug == OWN)).one()
        programme.provider.accreditation_expires_on = date(2026, 11, 1)
        db.session.commit()

    page = client.get(f"/services/{OWN}").text

    assert "This programme takes no referrals at present." in page
    assert "ended on 1 November 2026" in page
    assert "Open to referrals" not in page


def test_the_pages_ask_the_store_as_often_for_many_changes_as_for_one(
    app, provider, administrator, statements
):
    change(provider, "contact", phone="0113 496 0999")

    def asked() -> list[int]:
        counts = []
        for client, path in (
            (administrator, "/admin/changes"),
            (administrator, f"/admin/changes/{PROVIDER}"),
            (provider, "/listings"),
            (provider, f"/listings/{OWN}"),
            (provider, f"/listings/{OWN}/change/contact"),
        ):
            with statements(app) as sent:
                client.get(path)
            counts.append(len(sent))
        return counts

    few = asked()
    change(provider, "contact", email="new@aire-valley-change.example", website="https://new.example")
    change(provider, "about", name="Aire Valley Programme", summary="A new sentence.")

    assert asked() == few
    assert max(few) <= 12
