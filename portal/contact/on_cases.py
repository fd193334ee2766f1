"""What was decided about contact, on a case's page and in its row of the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from directory_data.risk_vocabulary import ContactPhase
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.clock import day_of, today
from portal.contact import queries
from portal.contact.models import ContactArrangement
from portal.rules import contact
from portal.rules.work_lists import Standing, Urgency


def panel_of(case: Case, records: Records) -> Panel:
    """What holds in each phase, and whether somebody has to look at it again."""
    values = {
        "phases": list(ContactPhase),
        "holding": contact.holding(records[queries.ARRANGEMENTS]),
        "review": queries.still_open(records[queries.REVIEWS]),
        "reference": case.reference,
        "today": today(),
    }
    return Panel("contact/_on_case.html", values)


def standings_of(_cases: Sequence[Case], records: Records) -> Mapping[int, Standing]:
    """The cases where contact has to be looked at again: a change in risk asks for it, or its day has passed."""
    day = today()
    of_case: dict[int, list[ContactArrangement]] = defaultdict(list)
    for each in records[queries.ARRANGEMENTS]:
        of_case[each.case_id].append(each)
    found = {}
    for case_id, arrangements in of_case.items():
        if since := contact.overdue_since(arrangements, day):
            found[case_id] = Standing("Contact: the review is overdue", "red", Urgency.OVERDUE, since)
    for review in records[queries.REVIEWS]:
        if review.done_at is None:
            asked_on = day_of(review.asked_at)
            found[review.case_id] = Standing("Look at contact again", "red", Urgency.OVERDUE, asked_on)
    return found
