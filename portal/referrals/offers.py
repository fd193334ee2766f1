"""What can be offered to a case today, and why the group of a draft no longer can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import current_app

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.kept_programmes import KeptProgrammes
from directory_data.programme_facts import CohortFacts, ProgrammeFacts
from directory_data.vocabulary import CoverageVerdict
from portal.cases.fitting import fitting_of
from portal.cases.models import Case
from portal.referrals.models import Referral
from portal.referrals.needs import candidates_for, needs_of
from portal.rules.matching.answers import LeftOut, Match, Matching
from portal.rules.matching.candidates import PartnerService
from portal.rules.matching.full_groups import AWait, can_be_waited_for
from portal.rules.matching.matcher import match


def programmes() -> Sequence[ProgrammeFacts]:
    """Every programme with all that matching asks of it, as the store has it now."""
    kept: KeptProgrammes = current_app.extensions["programmes"]
    return kept.on(db.session())


def matching_for(case: Case, gazetteer: Gazetteer, today: date) -> Matching:
    """The matching of this case today."""
    fitting = fitting_of(case)
    candidates = candidates_for(case, programmes(), gazetteer, today, fitting)
    return match(needs_of(case, today, fitting), candidates)


def match_of(matching: Matching, group_id: int) -> Match | None:
    """The match that offers this group, or None."""
    return next((each for each in matching.offered if is_of(each, group_id)), None)


def is_of(each: Match | LeftOut, group_id: int) -> bool:
    """Whether this is about that group of the directory."""
    group = each.candidate.group
    return isinstance(group, CohortFacts) and group.id == group_id


def wait_for(matching: Matching, group_id: int) -> AWait | None:
    """The full group of this number that somebody could wait for, or None."""
    full = [each for each in matching.left_out if is_of(each, group_id)]
    return next(iter(can_be_waited_for(full, matching.needs)), None)


def why_not_offered(matching: Matching, group_id: int) -> list[str]:
    """Why this group is not among what is offered, in sentences."""
    for each in matching.left_out:
        if is_of(each, group_id) and each.candidate.group:
            return [f"{each.candidate.group.name}: {each.sentence}", "Choose another match."]
    return ["That group is not in the directory any more. Choose another match."]


def objections(
    referral: Referral, gazetteer: Gazetteer, today: date, *, is_waiting: bool = False
) -> list[str]:
    """Why the draft's group or its partner support no longer fits the case as it stands today; empty means it does.

    The case may have changed since the match was chosen: the other parent may live elsewhere now. With `is_waiting` the
    group is full, and judged as if a place were free.
    """
    matching = matching_for(referral.case, gazetteer, today)
    chosen = match_of(matching, referral.group_id)
    if chosen is None and is_waiting and (wait := wait_for(matching, referral.group_id)) is not None:
        chosen = wait.match
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
