"""An issued document as a file that somebody takes away."""

from __future__ import annotations

from flask import Response, g

from directory_data.database import db
from portal.cases.models import Case
from portal.clock import now
from portal.documents import actions
from portal.documents.models import Document


def file_of(case: Case, document: Document) -> Response:
    """The very bytes that were issued, and a line in the audit log. The name of the file tells nothing of the case."""
    answer = Response(document.pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="document-{document.digest[:8]}.pdf"'
    actions.note_taken(case, document, by=g.person, at=now())
    db.session.commit()
    return answer
