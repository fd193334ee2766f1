"""What rooms above show beside an issued document. They register it, so that documents imports none of them."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from portal.cases.panels import Panel
from portal.documents.models import Document

PanelOf = Callable[[Document], Panel | None]


def init_app(app: Flask) -> None:
    """Start with nothing beside a document."""
    app.extensions["document_panels"] = []


def registered(app: Flask) -> list[PanelOf]:
    """Where a room above registers what it shows; None where it has nothing to say of a document."""
    found: list[PanelOf] = app.extensions["document_panels"]
    return found


def panels_of(document: Document) -> list[Panel]:
    """What stands beside this document."""
    shown = (panel_of(document) for panel_of in registered(current_app))
    return [panel for panel in shown if panel is not None]
