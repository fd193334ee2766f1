"""Partner support: the wall's other side. It learns of a family only by a hand-off, and tells the programme nothing.

Nothing in here may import referrals: who was referred where comes down through `actions.hand_off` and `actions.tell`.
"""

from __future__ import annotations

from flask import Flask

from portal.partner_support import routes


def init_app(app: Flask) -> None:
    """Put the room's addresses on the map."""
    app.register_blueprint(routes.blueprint)
