"""What referrals show on a case's page and in its row of the officer's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from directory_data.availability import in_full
from directory_data.vocabulary import ReferralStatus, Step
from portal.cases.models import Case, Order
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.clock import day_of, today
from portal.referrals import queries
from portal.referrals.models import Referral
from portal.rules.next_words import FOR_OFFICERS
from portal.rules.work_lists import Standing, Urgency

STANDINGS = {
    ReferralStatus.DECLINED: Standing("Declined: choose again", "red", Urgency.NEW),
    ReferralStatus.NOT_SUITABLE: Standing("Not suitable: tell the court", "red", Urgency.NEW),
    ReferralStatus.DID_NOT_ENGAGE: Standing("Not taken up: tell the court", "red", Urgency.NEW),
    ReferralStatus.NOT_STARTED: Standing("Not started: tell the court", "red", Urgency.NEW),
    ReferralStatus.NOT_COMPLETED: Standing("Not completed", "red", Urgency.NEW),
    ReferralStatus.NOT_READY: Standing("Not ready yet", "orange", Urgency.NEW),
    ReferralStatus.INFO_REQUESTED: Standing("The provider asks you", "yellow", Urgency.NEW),
    ReferralStatus.SUSPENDED: Standing("Suspended", "red", Urgency.NEW),
    ReferralStatus.DRAFT: Standing("Draft: not sent", "yellow", Urgency.NEW),
    ReferralStatus.FINAL_REPORT_RECEIVED: Standing("Report to the court", "yellow", Urgency.NEW),
    ReferralStatus.SENT: Standing("Sent: waiting for the provider", "blue", Urgency.REST),
    ReferralStatus.WITHDRAWN: Standing("Withdrawn", "grey", Urgency.REST),
    ReferralStatus.ORDER_ENDED: Standing("Ended with the order", "grey", Urgency.REST),
    ReferralStatus.TRANSFERRED: Standing("Transferred", "grey", Urgency.REST),
    ReferralStatus.ON_HOLD: Standing("On hold", "grey", Urgency.REST),
    ReferralStatus.WAITING: Standing("Waiting to start", "blue", Urgency.REST),
    ReferralStatus.COMPLETED: Standing("Completed: report to come", "blue", Urgency.REST),
    ReferralStatus.COURT_REPORT_FILED: Standing("Court told", "green", Urgency.REST),
    ReferralStatus.ACKNOWLEDGED: Standing("Acknowledged", "green", Urgency.REST),
    ReferralStatus.ASSESSMENT_BOOKED: Standing("Assessment booked", "green", Urgency.REST),
    ReferralStatus.ASSESSING: Standing("Being assessed", "green", Urgency.REST),
    ReferralStatus.SUITABLE: Standing("Suitable", "green", Urgency.REST),
    ReferralStatus.PLACE_OFFERED: Standing("Place offered", "green", Urgency.REST),
    ReferralStatus.ON_PROGRAMME: Standing("On the programme", "green", Urgency.REST),
    ReferralStatus.CLOSED: Standing("Closed", "grey", Urgency.REST),
}

COURT_NOT_TOLD = Standing("Tell the court", "red", Urgency.SOON)
"""Whatever became of the referral since: the court has not heard of its result."""

NOT_READY_UNTOLD = Standing("Not ready yet: tell the court", "red", Urgency.NEW)
"""Where the court has not heard that the programme cannot begin yet."""

SUPPORT_CHANGES = Standing("Partner support changes", "red", Urgency.SOON)
"""A service that supports the other parent was taken away from the programme, and nobody has seen to it."""


def panel_of(_case: Case, records: Records) -> Panel:
    """The referrals of this case."""
    return Panel(
        "referrals/_on_case.html",
        {"referrals": records[queries.REFERRALS], "colours": COLOURS, "next": FOR_OFFICERS},
        is_next=True,
    )


def standings_of(_cases: Sequence[Case], records: Records) -> Mapping[int, Standing]:
    """Where each case stands by its last referral."""
    referrals = records[queries.REFERRALS]
    # A draft or an ended referral must not hide one that is under way.
    last = {each.case_id: each for each in sorted(referrals, key=lambda each: (_is_under_way(each), each.id))}
    untold = {each.case_id for each in referrals if each.court_task and not each.is_live}
    due = {each.case_id: each.support_due_on for each in referrals if each.support_due_on}
    return {case_id: _standing(last[case_id], case_id in untold, due.get(case_id)) for case_id in last}


def _standing(referral: Referral, is_untold: bool, support_due_on: date | None) -> Standing:
    if support_due_on is not None:
        urgency = Urgency.OVERDUE if support_due_on < today() else Urgency.SOON
        return replace(SUPPORT_CHANGES, urgency=urgency, by=support_due_on)
    if referral.status is ReferralStatus.NOT_READY and referral.court_task:
        return NOT_READY_UNTOLD
    return COURT_NOT_TOLD if is_untold else STANDINGS[referral.status]


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


def resting_on(order: Order) -> list[str]:
    """The referrals that were sent on this order and have not ended."""
    return [
        f"Referral {each.reference} to {each.service.name} was sent on this order and has not ended. Withdraw it first."
        for each in queries.referrals_of_cases([order.case_id])
        if each.order_id == order.id and _is_under_way(each)
    ]


COLOURS = {status: standing.colour for status, standing in STANDINGS.items()}
