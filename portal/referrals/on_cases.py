"""What referrals show on a case's page and in its row of the officer's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from directory_data.availability import in_full
from directory_data.vocabulary import ReferralStatus, Step
from portal.cases.models import Case
from portal.cases.panels import Panel, Standing
from portal.clock import day_of
from portal.referrals import queries
from portal.referrals.models import Referral

STANDINGS = {
    ReferralStatus.DECLINED: Standing("Declined: choose again", "red", 0),
    ReferralStatus.DRAFT: Standing("Draft: not sent", "yellow", 1),
    ReferralStatus.SENT: Standing("Sent: waiting for the provider", "blue", 2),
    ReferralStatus.WITHDRAWN: Standing("Withdrawn", "grey", 3),
    ReferralStatus.ACKNOWLEDGED: Standing("Acknowledged", "green", 6),
}


def panel_of(case: Case) -> Panel:
    """The referrals of this case."""
    return Panel(
        "referrals/_on_case.html",
        {"referrals": queries.referrals_of_cases([case.id]), "colours": COLOURS},
        is_next=True,
    )


def standings_of(cases: Sequence[Case]) -> Mapping[int, Standing]:
    """Where each case stands by its last referral, in two statements for all of them."""
    referrals = queries.referrals_of_cases(case.id for case in cases)
    # A draft or an ended referral must not hide one that is under way.
    last = {each.case_id: each for each in sorted(referrals, key=lambda each: (_is_under_way(each), each.id))}
    return {case_id: STANDINGS[referral.status] for case_id, referral in last.items()}


def _is_under_way(referral: Referral) -> bool:
    return referral.is_live and referral.entry(Step.SEND) is not None


def outcomes_of(cases: Sequence[Case]) -> Mapping[int, list[str]]:
    """What became of each referral: to whom, where it stands, since when and why."""
    lines: dict[int, list[str]] = {}
    for referral in queries.referrals_of_cases(case.id for case in cases):
        last = referral.diary[-1]
        reason = f" The reason: {last.reason_words}." if last.reason_words else ""
        lines.setdefault(referral.case_id, []).append(
            f"Referral to {referral.service.name}: {referral.status.label.lower()} since "
            f"{in_full(day_of(last.at))}.{reason}"
        )
    return lines


def under_way(cases: Sequence[Case]) -> Mapping[int, list[str]]:
    """The referrals that somebody still has something to do about."""
    lines: dict[int, list[str]] = {}
    for referral in queries.referrals_of_cases(case.id for case in cases):
        if referral.is_live:
            lines.setdefault(referral.case_id, []).append(
                f"Referral {referral.reference} to {referral.service.name} is under way: "
                f"{referral.status.label.lower()}."
            )
    return lines


COLOURS = {status: standing.colour for status, standing in STANDINGS.items()}
