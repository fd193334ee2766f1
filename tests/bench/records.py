"""A page of results drawn the usual way, from records and with macros: what the portal's own is compared with."""

from __future__ import annotations

from flask import Flask, render_template_string
from jinja2 import ChainableUndefined
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from directory_data import database
from directory_data.database import db
from directory_data.models import Group, MeetingPlace, Service
from portal import layout, template_filters
from portal.config import HERE, read_settings

SHOWN = 10
PAGE = """{% extends "base.html" %}
{% from "components/content.html" import summary_list, tag, pagination %}
{% block title %}Find a service{% endblock %}
{% block content %}
<h1 class="govuk-heading-l">Find a service</h1>
<h2 class="govuk-heading-m">{{ total }} services found</h2>
{% for service in services %}
<h3><a class="govuk-link" href="{{ "/services/" ~ service.slug }}">{{ service.name }}</a></h3>
{{ tag(service.status.label, "green") }}
<p class="govuk-body">{{ service.summary }}</p>
{{ summary_list((("Kind of service", service.type.label), ("Provider", service.provider.name),
  ("Areas", service.coverage|map(attribute="code")|join(", ")), ("Telephone", service.phone),
  ("Meets at", service.meeting_places|map(attribute="venue.name")|join(", ")),
  ("Groups", service.groups|map(attribute="name")|join(", ")), ("Languages", service.languages),
  ("Details", service.confirmed_on|day))) }}
{% endfor %}
{{ pagination(2, 10, address) }}
{% endblock %}"""

settings = read_settings()
app = Flask(__name__, template_folder=str(HERE / "templates"), static_folder=str(HERE / "portal" / "static"))
app.config.from_mapping(
    SETTINGS=settings, SQLALCHEMY_DATABASE_URI=settings.database_url, SECRET_KEY="measures"
)
app.jinja_options = {"undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
for part in (database, template_filters):
    part.init_app(app)
app.context_processor(lambda: {"asset": lambda name: f"/static/{name}", "attribution": layout.ATTRIBUTION})


@app.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@app.get("/<int:first>")
def page(first: int) -> str:
    """So many listings after the first ones, each a record with all that hangs on it."""
    rows = select(Service).order_by(Service.id).offset(first).limit(SHOWN)
    found = db.session.scalars(
        rows.options(
            joinedload(Service.provider),
            selectinload(Service.coverage),
            selectinload(Service.meeting_places).joinedload(MeetingPlace.venue),
            selectinload(Service.groups).joinedload(Group.venue),
        )
    ).all()
    total = db.session.scalar(select(func.count(Service.id)))
    return render_template_string(PAGE, services=found, total=total, address=lambda number: f"/{number}")
