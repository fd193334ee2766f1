"""The issued documents on a case's page."""

from __future__ import annotations

from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.reading import Records
from portal.documents import queries


def panel_of(_case: Case, records: Records) -> Panel:
    """Every version of every paper of this case."""
    return Panel("documents/_on_case.html", {"documents": records[queries.DOCUMENTS]})
