"""The addresses /oversight and /admin."""

from __future__ import annotations

from flask import Blueprint, current_app, g, render_template
from flask.typing import ResponseReturnValue

from directory_data.gazetteer.facts import released_on
from directory_data.vocabulary import Role
from portal.cases import panels
from portal.clock import today
from portal.layout import asked_of_list
from portal.oversight import queries
from portal.oversight.phases import PHASES, cells_of, phases_in, row_of
from portal.oversight.to_do import HINTS, to_do
from portal.rules import permissions, small_counts
from portal.rules.orders.table import DATE_RULES, RULES
from portal.rules.work_lists import work_list

blueprint = Blueprint("oversight", __name__)


@blueprint.get("/oversight")
def index() -> ResponseReturnValue:
    """Where referrals stand, provider by provider: in numbers for a manager, without small ones for others."""
    is_exact = g.person.role is Role.MANAGER
    rows = [row_of(name, counts) for name, counts in queries.referrals_by_provider(g.person)]
    phases = phases_in(rows) if is_exact else list(PHASES)
    cases = queries.open_cases(g.person)
    return render_template(
        "oversight/index.html",
        providers=[cells_of(row, phases, is_exact=is_exact) for row in rows],
        phases=phases,
        cases=f"{cases:,}" if is_exact else small_counts.shown(cases),
        is_exact=is_exact,
        tallies=[
            tally
            for tally in panels.tallies_for(g.person, today())
            if permissions.may_open(g.person.role, tally.endpoint)
        ],
    )


@blueprint.get("/admin")
def admin() -> ResponseReturnValue:
    """What waits for an answer or has grown old; what the directory holds; who can sign in; law not yet verified."""
    warning = current_app.extensions["gazetteer"].data_warning(today())
    rows = to_do(g.person, queries.stale_services(today()), warning, today())
    return render_template(
        "oversight/admin.html",
        work=work_list(rows, asked_of_list()),
        hints=HINTS,
        counts=queries.services_by_type(),
        people=queries.people(),
        unverified=[rule for rule in (*DATE_RULES, *RULES) if not rule.is_verified],
        postcodes_from=released_on(),
    )
