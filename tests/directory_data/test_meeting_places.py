"""A service is held at any number of venues, and a protected one at none."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from directory_data.database import db
from directory_data.models import MeetingPlace, Service
from directory_data.models.service import LocationMustStayUnpublished
from directory_data.vocabulary import Audience, ServiceType
from tests.search_index.listings import a_service, a_venue


def _kept(service: Service) -> Service:
    db.session.add(service)
    db.session.commit()
    return service


def test_the_venues_keep_their_order_and_what_is_known_of_those_that_stay(app: Flask) -> None:
    with app.app_context():
        first, second, third = (a_venue() for _ in range(3))
        service = _kept(a_service(at=[first, second]))
        service.meeting_places[1].opening_hours = "Mondays"

        service.venues = [third, second]
        db.session.commit()

        db.session.expire_all()
        assert [(place.venue, place.opening_hours) for place in service.meeting_places] == [
            (third, ""),
            (second, "Mondays"),
        ]


@pytest.mark.parametrize("fact", [{"type": ServiceType.PARTNER_SUPPORT}, {"audience": Audience.PROTECTED}])
def test_a_protected_service_cannot_be_given_a_place(fact: dict[str, object]) -> None:
    with pytest.raises(LocationMustStayUnpublished):
        a_service(**fact).venues = [a_venue()]


@pytest.mark.parametrize("fact", [{"type": ServiceType.PARTNER_SUPPORT}, {"audience": Audience.PROTECTED}])
def test_the_store_itself_refuses_a_place_of_a_protected_service(app: Flask, fact: dict[str, object]) -> None:
    with app.app_context():
        service, venue = _kept(a_service(**fact)), a_venue()
        db.session.add(venue)
        db.session.flush()

        for said in (service, a_service()):
            row = {"service_id": service.id, "venue_id": venue.id}
            what = {"service_type": said.type, "service_audience": said.audience or Audience.PUBLIC}
            with pytest.raises(sa.exc.IntegrityError), db.session.begin_nested():
                db.session.execute(sa.insert(MeetingPlace.__table__).values(**row, **what, rank=0))


def test_a_service_with_places_does_not_become_protected_before_they_go(app: Flask) -> None:
    with app.app_context():
        service = _kept(a_service(at=a_venue()))

        service.audience = Audience.PROTECTED
        with pytest.raises(sa.exc.IntegrityError):
            db.session.flush()
        db.session.rollback()

        service.venues = []
        db.session.flush()
        service.audience = Audience.PROTECTED
        db.session.flush()
        assert service.venues == []


def test_a_place_follows_a_service_that_becomes_another_kind(app: Flask) -> None:
    with app.app_context():
        service = _kept(a_service(at=a_venue(), type=ServiceType.HELPLINE))

        service.type = ServiceType.CONTACT_CENTRE
        db.session.commit()

        db.session.expire_all()
        assert service.meeting_places[0].service_type is ServiceType.CONTACT_CENTRE
