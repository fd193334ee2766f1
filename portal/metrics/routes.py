"""/metrics: everything that is counted, as Prometheus reads it. There only where PORTAL_METRICS is 1."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping

from flask import Blueprint, Response, abort, current_app

from directory_data.database import db
from portal.clock import now, today
from portal.config import Settings
from portal.deadlines import queries as deadlines
from portal.messages import queries as messages
from portal.metrics.counting import RequestCounts
from portal.rules.clocks import ClockState
from search_index import ServiceIndex

blueprint = Blueprint("metrics", __name__)

TEXT = "text/plain; version=0.0.4; charset=utf-8"
COUNTED = {
    "portal_requests_total": "counter",
    "portal_request_seconds": "histogram",
}


@blueprint.get("/metrics")
def show() -> Response:
    """The counts of now."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.has_metrics:
        abort(404)
    counts: RequestCounts = current_app.extensions["request_counts"]
    lines = [*_counted(counts.read()), *_measured(settings)]
    return Response("\n".join(lines) + "\n", content_type=TEXT)


def _counted(counts: Mapping[str, float]) -> Iterator[str]:
    for name, kind in COUNTED.items():
        yield f"# TYPE {name} {kind}"
        yield from (f"{full} {value:.15g}" for full, value in counts.items() if full.startswith(name))


def _measured(settings: Settings) -> Iterator[str]:
    """What stands in the store at this moment. `portal_outbox_oldest_seconds` is 0 where nothing is due."""
    index: ServiceIndex = current_app.extensions["service_index"]
    states = Counter(
        clock.state for diary in deadlines.everything(today()) for clock in diary.clocks(today())
    )
    gauges: dict[str, dict[str, float]] = {
        "portal_outbox_messages": {
            f'{{state="{state}"}}': count for state, count in messages.counts().items()
        },
        "portal_outbox_oldest_seconds": {"": messages.oldest_unsent_seconds(now()) or 0},
        "portal_deadlines": {f'{{state="{state}"}}': states[state] for state in ClockState},
        "portal_index_lag_changes": {"": index.lag(db.session())},
    }
    if (age := _age_of_index(settings)) is not None:
        gauges["portal_index_age_seconds"] = {"": age}
    for name, values in gauges.items():
        yield f"# TYPE {name} gauge"
        yield from (f"{name}{labels} {value}" for labels, value in values.items())


def _age_of_index(settings: Settings) -> int | None:
    """For how long nothing was written to the index; None where it is not in files."""
    times = [path.stat().st_mtime for path in settings.index_folder.rglob("*") if path.is_file()]
    return int(time.time() - max(times)) if times else None
