"""The address /deadlines: what is due, for officers, programme staff and partner support, each their own."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from portal.clock import today
from portal.deadlines import queries
from portal.deadlines.on_pages import ORDER, owed
from portal.rules.clocks import ClockState

blueprint = Blueprint("deadlines", __name__)


@blueprint.get("/deadlines")
def index() -> ResponseReturnValue:
    """What is late first, then what is due soon, then the rest."""
    found = owed(queries.visible_to(g.person), today())
    states = [state for state in ORDER if state is not ClockState.MET]
    return render_template(
        "deadlines/index.html",
        groups={state: [each for each in found if each.clock.state is state] for state in states},
        number=len(found),
    )
