"""What can be offered to a case today, and why the group of a draft no longer can."""

from __future__ import annotations

from datetime import date

from directory_data import queries as directory
from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.models import Group, Service
from directory_data.vocabulary import CoverageVerdict
from portal.cases.fitting import fitting_of
from portal.cases.models import Case
from portal.referrals.models import Referral
from portal.referrals.needs import candidates_for, needs_of
from portal.rules.matching.answers import Match, Matching
from portal.rules.matching.candidates import PartnerService
from portal.rules.matching.full_groups import AWait, can_be_waited_for
from portal.rules.matching.matcher import match


def matching_for(case: Case, gazetteer: Gazetteer, today: date) -> tuple[Matching, list[Service]]:
    """The matching of this case today, and the programmes it looked at."""
    programmes = directory.programmes_for_matching(db.session())
    fitting = fitting_of(case)
    candidates = candidates_for(case, programmes, gazetteer, today, fitting)
    return match(needs_of(case, today, fitting), candidates), programmes


def match_of(matching: Matching, group_id: int) -> Match | None:
    """The match that offers this group, or None."""
    return next((each for each in matching.offered if _id_of(each.candidate.group) == group_id), None)


def wait_for(matching: Matching, group_id: int) -> AWait | None:
    """The full group of this number that somebody could wait for, or None."""
    full = [each for each in matching.left_out if _id_of(each.candidate.group) == group_id]
    return next(iter(can_be_waited_for(full, matching.needs)), None)


def why_not_offered(matching: Matching, group_id: int) -> list[str]:
    """Why this group is not among what is offered, in sentences."""
    for each in matching.left_out:
        if _id_of(each.candidate.group) == group_id and each.candidate.group:
            return [f"{each.candidate.group.name}: {each.sentence}", "Choose another match."]
    return ["That group is not in the directory any more. Choose another match."]


def objections(referral: Referral, gazetteer: Gazetteer, today: date) -> list[str]:
    """Why the draft's group or its partner support no longer fits the case as it stands today; empty means it does.

    The case may have changed since the match was chosen: the other parent may live elsewhere now.
    """
    matching, _ = matching_for(referral.case, gazetteer, today)
    chosen = match_of(matching, referral.group_id)
    if chosen is None:
        return why_not_offered(matching, referral.group_id)
    partners = {partner.slug: partner for partner in chosen.candidate.partner_services}
    people = [person.id for person in referral.case.protected_people]
    return [
        f"{support.service.name} does not cover the area where the other parent lives now. Choose the match again."
        for support in referral.support
        if not _covers(partners.get(support.service.slug), people.index(support.protected_person_id))
    ]


def _covers(partner: PartnerService | None, person: int) -> bool:
    return partner is not None and partner.verdicts[person] is not CoverageVerdict.DOES_NOT_SERVE


def _id_of(group: object) -> int | None:
    return group.id if isinstance(group, Group) else None
