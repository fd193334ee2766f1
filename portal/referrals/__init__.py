"""Referrals: from the matches of a case to a provider's answer. The diary is the truth; the status is read from it."""

from __future__ import annotations

from flask import Flask

from directory_data.kept_programmes import KeptProgrammes
from portal.cases.panels import board_of
from portal.referrals import (
    assessment_routes,
    matches,
    on_cases,
    queries,
    step_routes,
    support_changes,
    unpairing,
)


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map, and its part on each case's page."""
    app.register_blueprint(step_routes.blueprint)
    app.register_blueprint(assessment_routes.blueprint)
    app.register_blueprint(matches.blueprint)
    app.register_blueprint(support_changes.blueprint)
    app.extensions["programmes"] = KeptProgrammes()
    board = board_of(app)
    board.show(support_changes.panel_of, queries.REFERRALS, support_changes.OPEN)
    board.on_unpaired.append(unpairing.unpaired)
    board.show(on_cases.panel_of, queries.REFERRALS)
    board.say_where(on_cases.standings_of, queries.REFERRALS)
    board.outcomes.append(on_cases.outcomes_of)
    board.under_way.append(on_cases.under_way)
    board.resting.append(on_cases.resting_on)
