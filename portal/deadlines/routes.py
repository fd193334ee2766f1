"""The address /deadlines: what is due, for officers, programme staff and partner support; a manager's counts of it."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from portal.clock import today
from portal.deadlines import counting, queries
from portal.deadlines.on_pages import owed, standing_of
from portal.layout import asked_of_list
from portal.rules.clocks import ClockState
from portal.rules.work_lists import Urgency, row_of, work_list

blueprint = Blueprint("deadlines", __name__)

HINTS = {
    Urgency.OVERDUE: "The day has passed. Both sides see this, and who is above is told next.",
    Urgency.SOON: "These are yours to do, and the day is near.",
    Urgency.REST: "Not due yet, on hold, or for somebody else to do. The next day stands on top.",
}
"""What stands below each heading of the list."""


@blueprint.get("/deadlines")
def index() -> ResponseReturnValue:
    """What is late first, then what is to be done soon, then the rest."""
    found = owed(queries.visible_to(g.person, today()), today())
    rows = [row_of(each, [standing_of(each)], each.clock.rule.owes.label) for each in found]
    return render_template("deadlines/index.html", work=work_list(rows, asked_of_list()), hints=HINTS)


@blueprint.get("/deadlines/counts")
def counts() -> ResponseReturnValue:
    """How many stand where in a manager's area, by kind and by provider."""
    found = owed(queries.visible_to(g.person, today()), today())
    return render_template(
        "deadlines/counts.html",
        columns=counting.COLUMNS,
        kinds=counting.by_kind(found),
        providers=counting.by_provider(found, queries.provider_names()),
        late=sum(each.clock.state is ClockState.OVERDUE for each in found),
    )
