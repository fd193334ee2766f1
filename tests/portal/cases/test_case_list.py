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
            case = demonstration_cases._open(
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
                case, demonstration_cases._interim(today), [demonstration_cases._direction()]
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

    assert asked(app, client, statements, "/cases") == few <= 9
    assert len(case_links(client)) == listed + 40


def test_the_page_of_a_case(app, client, statements):
    client.sign_in(OFFICER)
    send_one(client)
    with app.app_context():
        case = db.session.scalars(sa.select(Case.reference).order_by(Case.id.desc())).first()

    assert asked(app, client, statements, f"/cases/{case}") <= 20


def test_the_matches_of_a_case(app, client, statements):
    client.sign_in(OFFICER)
    case = open_case_with_order(client)
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

    assert asked(app, client, statements, f"/cases/{case}/matches") == few <= 15


def test_the_list_of_referrals(app, client, statements):
    client.sign_in(OFFICER)
    send_one(client)
    few = asked(app, client, statements, "/referrals")
    for _ in range(3):
        send_one(client)

    assert asked(app, client, statements, "/referrals") == few <= 6


def test_a_case_whose_order_must_go_back_stands_among_the_first(client):
    client.sign_in("officer@demo.example")

    page = client.get("/cases").text

    first = page.split("Other cases")[0]
    assert "Martin Ellerby" in first, "a final order that asks nobody to monitor"
    assert "Return to the court" in first
    assert "Daniel Okafor-Wright" not in first
