"""Listings: where a provider keeps its own entries true, and an administrator decides about what must wait."""

from __future__ import annotations

from flask import Flask

from portal.cases.panels import board_of
from portal.listings import (
    claim_routes,
    draft_moderation,
    draft_routes,
    edit_routes,
    evidence_routes,
    file_routes,
    history_routes,
    moderation_routes,
    new_routes,
    people_routes,
    planning,
    quality,
    routes,
    version_routes,
)
from portal.security import takes_larger


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    # Read here, so that every file has hung its pages on the one blueprint before it is registered.
    assert edit_routes.blueprint is new_routes.blueprint is history_routes.blueprint is routes.blueprint
    assert people_routes.blueprint is file_routes.blueprint is planning.blueprint is routes.blueprint
    assert evidence_routes.blueprint is draft_routes.blueprint is routes.blueprint
    assert claim_routes.blueprint is version_routes.blueprint is routes.blueprint
    assert draft_moderation.blueprint is moderation_routes.blueprint
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(moderation_routes.blueprint)
    app.register_blueprint(people_routes.providers)
    app.register_blueprint(quality.blueprint)
    takes_larger(app, "listings.evidence", evidence_routes.LARGEST_REQUEST)
    board_of(app).to_dos.append(moderation_routes.to_dos)
