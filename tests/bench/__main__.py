"""python -m tests.bench N [MORE]: measure the portal with N services in a store of its own, and print JSON lines."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from directory_data.database import db
from portal.app import create_app
from portal.clock import now
from portal.commands.setting_up import load_demonstration, set_up
from portal.config import read_settings
from tests.bench.directory import fill
from tests.bench.inside import measure_growth, measure_inside, measure_sample
from tests.bench.places import measure_last_place
from tests.bench.web import measure_web
from tests.sample_portal import TODAY


def main(services: int, more: int | None = None) -> None:
    """Make the store, measure, and leave nothing behind; with `more` services, see how search and match grow."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = {"PORTAL_INSTANCE": folder, "PORTAL_DEMO": "1", "PORTAL_TODAY": TODAY.isoformat()}
        os.environ |= settings
        os.environ.pop("PORTAL_DATABASE_URL", None)
        empty = create_app(read_settings())
        with empty.app_context():
            set_up(empty)
        # Made anew: the secrets are in the instance folder now.
        app = create_app(read_settings())
        with app.app_context():
            load_demonstration(app, TODAY, now())
            db.session.commit()
            measure_sample(app, TODAY)
            fill(db.session(), app.extensions["gazetteer"], to=services, today=TODAY)
            db.session.commit()
        measure_inside(app, TODAY, Path(folder))
        measure_web(app, settings)
        measure_last_place(app.config["SQLALCHEMY_DATABASE_URI"], Path(folder))
        if more is not None:
            measure_growth(app, TODAY, to=more)


if __name__ == "__main__":
    given = sys.argv[1:] or ["10000"]
    if len(given) > 2 or not all(each.isdecimal() for each in given):
        sys.exit(
            "How many services? For example: make bench N=1000, or with growth: make bench N=10000 MORE=100000"
        )
    main(*map(int, given))
