"""What a case's page says of the court: the papers to issue, what was asked, and whether anybody may still report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from directory_data.availability import in_full
from directory_data.vocabulary import DocumentKind
from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.panels import Panel, Tally
from portal.cases.reading import Records
from portal.clock import today
from portal.court import queries
from portal.documents.models import Document
from portal.referrals import queries as referrals
from portal.referrals.models import Referral
from portal.rules.orders import letters
from portal.rules.orders.unmonitored import Gap
from portal.rules.work_lists import Standing, Urgency


def panel_of(case: Case, records: Records) -> Panel:
    """The case's papers and requests, and the gap where there is one."""
    referral = queries.last_under_way(records[referrals.REFERRALS])
    gap = queries.gap_for(referral, today()) if referral else None
    check = queries.check_of(case.order, referral, today()) if case.order else None
    is_settled = gap is not None and queries.is_settled_by(records[queries.DECISIONS], case.order)
    return Panel(
        "court/_on_case.html",
        {
            "requests": records[queries.REQUESTS],
            "gap": gap,
            "is_settled": is_settled,
            "has_letter": not letters.objections(check),
            "is_sent": referral is not None,
        },
        warning="" if gap is None or is_settled else _warning(gap),
    )


def standings_of(cases: Sequence[Case], records: Records) -> Mapping[int, Standing]:
    """The cases with somebody on a programme on whom nobody may report, now or from a day to come."""
    sent: dict[int, list[Referral]] = defaultdict(list)
    for referral in records[referrals.REFERRALS]:
        sent[referral.case_id].append(referral)
    found = {}
    for case in cases:
        under_way = queries.last_under_way(sent[case.id])
        gap = queries.gap_for(under_way, today()) if under_way else None
        if gap and not queries.is_settled_by(records[queries.DECISIONS], case.order):
            urgency = Urgency.OVERDUE if gap.since <= today() else Urgency.SOON
            found[case.id] = Standing("Nobody may report to the court", "red", urgency, gap.since)
    return found


def beside_document(document: Document) -> Panel | None:
    """Whether a letter went to the court; nothing for other papers."""
    if document.kind is not DocumentKind.LETTER_TO_COURT:
        return None
    return Panel("court/_on_document.html", {"request": queries.request_by(document), "key": document.key})


def tally_of(person: User, today: date) -> Tally:
    """How many people are on a programme while nobody may report on them."""
    return Tally("People on whom nobody may report", len(queries.gaps_of(person, today)), "court.gaps")


def _warning(gap: Gap) -> str:
    until = f" until {in_full(gap.until)}" if gap.until else " on"
    return (
        f"Nobody may report on this programme to the court from {in_full(gap.since)}{until}. "
        "Ask the court to amend the order: the letter is among the papers below."
    )
