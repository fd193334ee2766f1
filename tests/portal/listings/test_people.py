"""A provider is invited, claims its listings, adds colleagues and closes leavers; never the last administrator."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.clock import now
from portal.messages.letter import Letter
from portal.messages.sending import send_due
from tests.portal.referral_walk import LISTINGS, OTHER_PROGRAMME, PROGRAMME

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEW = "morgan.ashdown@aire-valley-change.example"


class Postbag:
    """A carrier that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def post(self, letter: Letter, *, at: object) -> None:
        self.letters.append(letter)


def person(app, email: str) -> User | None:
    with app.app_context():
        return db.session.scalars(sa.select(User).where(User.email == email)).one_or_none()


def post(app) -> list[Letter]:
    bag = Postbag()
    with app.app_context():
        send_due(db.session(), bag, now, portal="https://portal.example")
    return bag.letters


def invite(provider, email: str = NEW, role: str = "programme"):
    return provider.submit(
        "/listings/people", name="Morgan Ashdown", email=email, role=role, button="Send the invitation"
    )


def test_a_colleague_is_invited_by_mail_and_comes_in_with_the_link(app, provider, new_client):
    invite(provider)

    (letter,) = [each for each in post(app) if each.to == NEW]
    mail = letter.as_email("portal@portal.example", AT).get_content()
    link = re.search(r"https://portal\.example(/set-password/\S+)", mail)[1]
    colleague = new_client()
    colleague.submit(link, password="three words apart", again="three words apart", button="Set password")
    colleague.submit("/sign-in", email=NEW, password="three words apart", button="Sign in")
    assert colleague.get("/referrals").status_code == 200
    assert colleague.get("/listings").status_code == 404


def test_the_mail_names_neither_the_person_nor_the_provider(app, provider):
    invite(provider)

    mail = post(app)[0].as_email("portal@portal.example", AT).get_content()

    assert not re.search(r"Morgan|Ashdown|Aire|programme|listing", mail)


def test_the_link_stands_nowhere_in_the_store(app, provider):
    invite(provider)

    with app.app_context():
        rows = db.session.execute(sa.text("SELECT * FROM outbox_message")).all()
    assert not any("set-password" in str(column) for row in rows for column in row)


def test_without_an_address_of_the_portal_the_outbox_says_why_no_link_goes(app, provider):
    invite(provider)

    with app.app_context():
        send_due(db.session(), Postbag(), now, portal="")
        failure = db.session.execute(
            sa.text("SELECT failure FROM outbox_message WHERE event LIKE 'invitation%'")
        ).scalar()
    assert "PORTAL_ADDRESS" in failure


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("not an address", "Give an email address, such as name@example.org"),
        (PROGRAMME, "Somebody with this email address is already here"),
        (PROGRAMME.upper(), "Somebody with this email address is already here"),
    ],
)
def test_an_address_that_cannot_be_invited_is_said_at_its_box(app, provider, email, sentence):
    answer = invite(provider, email)

    assert answer.status_code == 422
    assert provider.page.errors() == [sentence]


@pytest.mark.parametrize("role", ["officer", "manager", "directory-administrator", ""])
def test_a_provider_makes_nobody_an_officer_or_administrator_of_the_directory(app, provider, role):
    page = provider.get("/listings/people")
    data = {"csrf_token": provider.token(), "name": "M", "email": NEW, "role": role}

    answer = provider.post("/listings/people", data=data)

    assert answer.status_code == 422
    assert person(app, NEW) is None
    assert page.status_code == 200


def test_a_leaver_is_signed_out_at_once(app, provider, new_client):
    leaver = new_client().sign_in(PROGRAMME)
    assert leaver.get("/referrals").status_code == 200

    provider.submit(f"/listings/people/{person(app, PROGRAMME).id}/close", button="Close the account")

    assert leaver.get("/referrals").status_code == 302
    assert person(app, PROGRAMME).active is False
    assert "Closed" in provider.page.text


def test_the_last_administrator_cannot_leave(app, provider):
    number = person(app, LISTINGS).id
    page = provider.get(f"/listings/people/{number}/close")
    assert "is the last provider administrator" in page.text

    invite(provider, role="provider-administrator")
    answer = provider.post(f"/listings/people/{number}/close", data={"csrf_token": provider.token()})

    assert answer.status_code == 409
    assert "wait until they have set their password" in answer.text
    assert person(app, LISTINGS).active


def test_an_administrator_may_leave_once_another_has_come(app, provider):
    invite(provider, role="provider-administrator")
    with app.app_context():
        second = db.session.scalars(sa.select(User).where(User.email == NEW)).one()
        second.password = "set"
        db.session.commit()

    provider.submit(f"/listings/people/{person(app, LISTINGS).id}/close", button="Close the account")

    assert not person(app, LISTINGS).active


def test_somebody_of_another_provider_is_not_found(app, provider):
    other = person(app, OTHER_PROGRAMME).id
    provider.get("/listings/people")
    token = provider.token()

    assert provider.get(f"/listings/people/{other}/close").status_code == 404
    for step in ("close", "link"):
        answer = provider.post(f"/listings/people/{other}/{step}", data={"csrf_token": token})
        assert answer.status_code == 404
    assert OTHER_PROGRAMME not in provider.get("/listings/people").text


def test_a_new_link_ends_the_one_before(app, provider, new_client):
    invite(provider)
    first = post(app)[0].link

    provider.submit("/listings/people", button="Send a new link")

    (second,) = post(app)
    assert new_client().get(first).status_code == 404
    assert new_client().get(second.link).status_code == 200


def test_an_administrator_of_the_directory_invites_somebody_to_claim_listings(app, administrator, new_client):
    administrator.submit(
        "/admin/providers/irwell-steps/invite",
        name="Robin Vale",
        email="robin@irwell-steps.example",
        button="Send the invitation",
    )

    invited = person(app, "robin@irwell-steps.example")
    assert invited.role is Role.PROVIDER_ADMINISTRATOR
    link = next(each.link for each in post(app) if each.to == invited.email)
    robin = new_client()
    robin.submit(link, password="three words apart", again="three words apart", button="Set password")
    robin.submit("/sign-in", email=invited.email, password="three words apart", button="Sign in")
    assert "Irwell Steps" in robin.get("/listings").text


def test_a_provider_that_is_new_is_added_with_its_first_administrator(app, administrator, new_client):
    administrator.submit(
        "/admin/providers/new",
        provider_name="Calder Bridge Change",
        legal_name="Calder Bridge Change CIO",
        name="Alex Moor",
        email="alex@calder.example",
        button="Add the provider and invite",
    )

    with app.app_context():
        provider = db.session.scalars(
            sa.select(Provider).where(Provider.slug == "calder-bridge-change")
        ).one()
    assert person(app, "alex@calder.example").provider_id == provider.id
    link = next(each.link for each in post(app) if each.to == "alex@calder.example")
    alex = new_client()
    alex.submit(link, password="three words apart", again="three words apart", button="Set password")
    alex.submit("/sign-in", email="alex@calder.example", password="three words apart", button="Sign in")
    assert "Then add its first listing." in alex.get("/listings").text
    assert "Your listings have no groups yet." in alex.get("/listings/planner").text


def test_a_provider_is_not_added_when_nobody_could_be_invited(app, administrator):
    answer = administrator.submit(
        "/admin/providers/new",
        provider_name="Calder Bridge Change",
        legal_name="Calder Bridge Change CIO",
        name="Alex Moor",
        email=LISTINGS,
        button="Add the provider and invite",
    )

    assert answer.status_code == 422
    with app.app_context():
        wanted = sa.select(Provider).where(Provider.slug == "calder-bridge-change")
        assert db.session.scalars(wanted).first() is None
