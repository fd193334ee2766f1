"""The planner of a provider's groups: the weeks to come, clashes, too few people, and how places changed."""

from __future__ import annotations

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from portal.clock import today
from portal.listings import history, queries
from portal.listings.routes import blueprint
from portal.listings.runs import runs_of
from portal.meetings import book_of
from portal.rules import planner

WEEKS = 12


@blueprint.get("/planner", endpoint="planner")
def show() -> ResponseReturnValue:
    """The groups of all the provider's services, week by week."""
    services = queries.services_of(g.person)
    groups = [group for service in services for group in service.groups]
    runs = runs_of(services, book_of(current_app).meetings(groups))
    weeks = planner.weeks(runs, today(), WEEKS)
    return render_template(
        "listings/planner.html",
        weeks=weeks,
        days=planner.days_used(weeks),
        clashes=planner.clashes(runs, today()),
        warnings=planner.quorum_warnings(runs, today()),
        groups=groups,
        sizes=history.sizes([group.id for group in groups]),
    )
