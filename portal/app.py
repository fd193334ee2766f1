"""create_app: the portal put together, room by room."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from directory_data import database, gazetteer
from portal import (
    accounts,
    cases,
    commands,
    contact,
    court,
    deadlines,
    directory,
    documents,
    errors,
    factsheets,
    fairness,
    feed,
    health,
    kept_pages,
    layout,
    listings,
    messages,
    metrics,
    news,
    oversight,
    packing,
    partner_support,
    programme,
    referrals,
    reports,
    risk,
    sealing,
    security,
    template_filters,
)
from portal.config import HERE, Settings, read_settings
from search_index import index_for

MAX_REQUEST_BYTES = 1_000_000


def create_app(settings: Settings | None = None) -> Flask:
    """The portal for these settings; from the environment where none are given."""
    settings = settings or read_settings()
    app = Flask(__name__, template_folder=str(HERE / "templates"), instance_path=str(settings.instance))
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        TODAY=settings.today,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}

    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    database.init_app(app)
    app.extensions["gazetteer"] = gazetteer.Gazetteer(settings.postcodes, settings.areas)
    app.extensions["geocoding"] = gazetteer.geocoding(app.extensions["gazetteer"], settings.geocoder)
    app.extensions["service_index"] = index_for(
        settings.index_engine, settings.index_folder, app.extensions["gazetteer"]
    )
    for part in (
        metrics,
        sealing,
        security,
        accounts,
        kept_pages,
        layout,
        packing,
        template_filters,
        errors,
        commands,
        health,
    ):
        part.init_app(app)
    for room in (
        cases,
        directory,
        factsheets,
        feed,
        messages,
        documents,
        contact,
        news,
        referrals,
        partner_support,
        programme,
        court,
        risk,
        deadlines,
        listings,
        oversight,
        reports,
        fairness,
    ):
        room.init_app(app)
    return app
