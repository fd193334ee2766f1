"""How often the officer's pages ask the store: as often for forty cases as for three."""

from __future__ import annotations

import sqlalchemy as sa

from directory_data.database import db
from directory_data.models import Group, Service
from portal.accounts.models import User
from portal.cases import actions
from portal.cases.models import Case
from portal.clock import now
from portal.commands import demonstration_cases
from tests.portal.referral_walk import OFFICER, open_case_with_order, send_one


def add_cases(app, number: int, today) -> None:
    with app.app_context():
        officer = db.session.scalars(sa.select(User).where(User.email == OFFICER)).one()
        for each in range(100, 100 + number):
            case = demonstration_cases.open_invented(
                officer,
                f"Person {each}",
                "E08000035",
                "Somebody",
                "E08000035",
                today,
                now(),
                1,
                hearing_in=each,
            )
            case.form_key = f"{each:032x}"
            case.reference = f"C-{each}TTT"
            actions.record_order(
                case, demonstration_cases.interim_order(today), [demonstration_cases.direction()]
            )
        db.session.commit()


def asked(app, client, statements, path: str) -> int:
    with statements(app) as sent:
        assert client.get(path).status_code == 200
    return len(sent)


def case_links(client) -> list[str]:
    client.get("/cases")
    return [link for link in client.page.links() if link.startswith("/cases/C-")]


def test_the_list_of_cases(app, client, statements, today):
    client.sign_in(OFFICER)
    few = asked(app, client, statements, "/cases")
    listed = len(case_links(client))

    add_cases(app, 40, today)

    assert asked(app, client, statements, "/cases") == few <= 12
    assert len(case_links(client)) == listed + 40


def test_the_page_of_a_case(app, client, statements):
    client.sign_in(OFFICER)
    send_one(client)
    with app.app_context():
        case = db.session.scalars(sa.select(Case.reference).order_by(Case.id.desc())).first()

    assert asked(app, client, statements, f"/cases/{case}") <= 12


def test_the_matches_of_a_case(app, client, statements):
    client.sign_in(OFFICER)
    case = open_case_with_order(client)
    client.get(f"/cases/{case}/matches")  # Reads once what each process keeps of the programmes.
    few = asked(app, client, statements, f"/cases/{case}/matches")
    with app.app_context():
        group = db.session.scalars(
            sa.select(Group).join(Service).where(Service.slug == "aire-valley-dvpp")
        ).first()
        columns = {
            column.name: getattr(group, column.name)
            for column in Group.__table__.columns
            if column.name != "id"
        }
        db.session.execute(sa.insert(Group), [{**columns, "name": f"Group {number}"} for number in range(40)])
        db.session.commit()

    client.get(
        f"/cases/{case}/matches"
    )  # Reads once what each process keeps of the programmes, which have changed.

    assert asked(app, client, statements, f"/cases/{case}/matches") == few <= 12


def test_the_list_of_referrals(app, client, statements):
    client.sign_in(OFFICER)
    send_one(client)
    few = asked(app, client, statements, "/referrals")
    for _ in range(3):
        send_one(client)

    assert asked(app, client, statements, "/referrals") == few <= 7


def test_a_case_whose_order_must_go_back_stands_among_those_to_do_soon(client):
    client.sign_in("officer@demo.example")

    page = client.get("/cases").text

    soon, new = page.split('id="soon"')[1].split('id="new"')
    assert "Martin Ellerby" in soon, "a final order that asks nobody to monitor"
    assert "Return to the court" in soon
    assert "Daniel Okafor-Wright" in new


def links_of(client, words: str) -> str:
    """Where the link of these words leads."""
    return next(link.get("href") for link in client.page.all("a") if "".join(link.itertext()) == words)


def test_a_part_of_the_list_holds_as_many_as_its_link_says(app, client, today):
    add_cases(app, 60, today)
    client.sign_in(OFFICER)
    client.get("/cases")

    client.get(links_of(client, "New or waiting for you (61)"))

    assert client.page.path == "/cases?show=new"
    assert "New or waiting for you (61)" in client.page.text
    assert len([link for link in client.page.links() if link.startswith("/cases/C-")]) == 50
    assert "/cases?show=new&page=2" in client.page.links()


def test_what_the_list_is_narrowed_to_stands_in_the_address_and_stays(app, client, today):
    add_cases(app, 60, today)
    client.sign_in("manager@demo.example")
    client.get("/cases")

    client.submit(None, said="No referral yet", button="Show these")

    assert "said=No+referral+yet" in client.page.path
    assert "Martin Ellerby" not in client.page.text
    client.get(links_of(client, "New or waiting for you (61)"))
    assert "said=No+referral+yet" in client.page.path
    assert "show=new" in client.page.path


def test_a_part_of_the_list_that_is_empty_leads_back_to_the_whole(client):
    client.sign_in(OFFICER)

    page = client.get("/cases?show=overdue")

    assert "Nothing here is like that now." in page.text
    assert "/cases" in client.page.links()


def test_a_narrowed_list_is_found_again_from_an_entry_and_after_signing_in(new_client):
    officer = new_client().sign_in(OFFICER)
    narrowed = "/cases?show=new&under=Demonstration+officer"
    officer.get(narrowed)
    first = next(link for link in officer.page.links() if link.startswith("/cases/C-"))
    officer.get(first)
    assert officer.page.links("Back to your cases") == [narrowed]

    stranger = new_client()
    stranger.get(narrowed, follow_redirects=True)
    answer = stranger.submit(None, email=OFFICER, password="demonstration", button="Sign in")

    assert (answer.request.path, answer.request.query_string.decode()) == tuple(narrowed.split("?"))
