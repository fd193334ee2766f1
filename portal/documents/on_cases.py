"""The issued documents on a case's page."""

from __future__ import annotations

from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.documents import queries


def panel_of(case: Case) -> Panel:
    """Every version of every paper of this case."""
    return Panel("documents/_on_case.html", {"documents": queries.documents_of(case)})
