"""Whom and what a group is kept apart from (H9): the one place where a place to be kept safe is measured from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import current_app
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.programme_facts import CohortFacts
from directory_data.vocabulary import DeliveryMode, Step
from portal.cases.models import Case, KeptApart
from portal.referrals.models import Referral
from portal.rules.matching.separation import SafePlace, Separation, separation

METRES_IN_A_MILE = 1609.344


def safe_places(postcodes: Sequence[str], gazetteer: Gazetteer) -> list[SafePlace | None]:
    """Where the recorded places are, each as wide as it is uncertain; None for one that cannot be found any more."""
    within_miles: float = current_app.config["SETTINGS"].safe_miles
    found: list[SafePlace | None] = []
    for postcode in postcodes:
        place = gazetteer.resolve(postcode)
        doubt = (place.precision_m or 0) / METRES_IN_A_MILE
        found.append(SafePlace(place.point, within_miles + doubt) if place.point else None)
    return found


def shared_groups(case: Case) -> frozenset[int]:
    """The groups in which somebody who is kept apart from this case has a place, whichever case said so."""
    named_here = and_(KeptApart.case_id == case.id, Referral.case_id == KeptApart.other_case_id)
    named_there = and_(KeptApart.other_case_id == case.id, Referral.case_id == KeptApart.case_id)
    wanted = select(Referral).join(KeptApart, or_(named_here, named_there))
    referrals = db.session.scalars(wanted.options(joinedload(Referral.diary))).unique()
    return frozenset(each.group_id for each in referrals if each.is_live and each.entry(Step.SEND))


def of_group(
    group: CohortFacts | None, places: Sequence[SafePlace | None], shared: Collection[int]
) -> Separation:
    """What H9 says of a group, or of a programme without one."""
    venue = group.venue if group else None
    return separation(
        venue.point if venue else None,
        places,
        is_shared=group is not None and group.id in shared,
        is_remote=group is not None and group.delivery is DeliveryMode.REMOTE,
    )
