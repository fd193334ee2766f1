"""What happens to live referrals when their programme and a partner-support service part. It has happened already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from directory_data.availability import service_objections
from directory_data.coverage import verdict_of
from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.listing_vocabulary import Unpairing
from directory_data.models import Service
from directory_data.vocabulary import Step
from portal.cases.models import Case, ProtectedPerson
from portal.messages import actions as messages
from portal.partner_support import actions as partner_support
from portal.referrals.models import ChosenSupport, Referral, SupportChange
from portal.rules import support_changes
from portal.rules.matching import partner_pairing
from portal.rules.matching.candidates import PartnerService


def unpaired(
    programme: Service, removed: Collection[Service], answer: Unpairing, at: datetime, today: date
) -> None:
    """Tell officers and partner support of each person concerned, and hand over who is taken over.

    Where nobody paired can take somebody over, their officer arranges it.
    """
    ids = {service.id for service in removed}
    for referral in _live_referrals(programme):
        for chosen in referral.support:
            if chosen.service_id in ids:
                _follow(referral, chosen, answer, at, today)
    db.session.flush()


def _live_referrals(programme: Service) -> Sequence[Referral]:
    wanted = select(Referral).where(Referral.service_id == programme.id)
    parts = (
        selectinload(Referral.diary),
        selectinload(Referral.support).joinedload(ChosenSupport.service),
        joinedload(Referral.case).selectinload(Case.protected_people),
        joinedload(Referral.service).selectinload(Service.partner_services).selectinload(Service.coverage),
    )
    found = db.session.scalars(wanted.options(*parts).order_by(Referral.id)).all()
    return [each for each in found if each.is_live and each.entry(Step.SEND)]


def _follow(referral: Referral, chosen: ChosenSupport, answer: Unpairing, at: datetime, today: date) -> None:
    person = next(each for each in referral.case.protected_people if each.id == chosen.protected_person_id)
    old = chosen.service
    new = _successor(referral.service, person, today) if answer is Unpairing.MOVES else None
    if answer is Unpairing.MOVES and new is None:
        answer = Unpairing.OFFICERS
    if new is not None:
        chosen.service = new
        words = support_changes.TO_THE_NEW_SERVICE.format(old=old.name)
        partner_support.hand_off(person, referral.case, new, at=at, words=words)
    told = support_changes.TO_THE_OLD_SERVICE[answer].format(new=new.name if new else "")
    partner_support.tell_service(person, old, told, at=at)
    change = SupportChange(
        referral=referral,
        protected_person_id=person.id,
        service=old,
        taken_over_by=new,
        answer=answer,
        at=at,
        due_on=support_changes.due_on(answer, today),
    )
    db.session.add(change)
    db.session.flush()
    event = f"support-changed|{change.id}"
    messages.tell(db.session.connection(), event, [referral.case.officer_id], at=at)


def _successor(programme: Service, person: ProtectedPerson, today: date) -> Service | None:
    """The paired service that takes people on and serves where the person lives, the surest first."""
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    place = gazetteer.place_of_authority(person.authority_code)
    services = [
        PartnerService(
            slug=each.slug,
            name=each.name,
            verdicts=(verdict_of(each.coverage, place),),
            objections=tuple(service_objections(each, today)),
            is_of_provider=each.provider_id == programme.provider_id,
        )
        for each in programme.partner_services
    ]
    found = partner_pairing.chosen(services, [person.authority_code])
    slugs = {each.slug: each for each in programme.partner_services}
    return slugs[found[0].slug] if found else None
