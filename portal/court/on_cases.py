"""What a case's page says of the court: the papers to issue, what was asked, and whether anybody may still report."""

from __future__ import annotations

from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.clock import today
from portal.court import queries


def panel_of(case: Case) -> Panel:
    """The case's papers and requests, and the gap where there is one."""
    sent = queries.referral_sent_for(case)
    gap = queries.gap_for(sent, today()) if sent and sent.is_live else None
    return Panel(
        "court/_on_case.html",
        {"requests": queries.requests_of(case), "gap": gap, "is_sent": sent is not None},
    )
