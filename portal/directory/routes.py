"""The public pages of the directory: home, search, one listing, and what serves an area."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from directory_data import queries
from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from portal.clock import now, today
from portal.directory import areas as area_pages
from portal.directory.asked_place import ENTER_AGAIN, Asked, asked
from portal.directory.forms import SearchForm
from portal.directory.listing import listing_of
from portal.directory.near import NearExpired, holds_postcode
from portal.directory.result_page import result_page
from search_index import ServiceIndex, find

blueprint = Blueprint("directory", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The ways in."""
    return render_template("home/index.html")


@blueprint.route("/services", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """The search. A full postcode, however it came, is answered by an address that does not hold it."""
    form = SearchForm(request.form if request.method == "POST" else request.args)
    if not form.validate():
        return _unpublished(_search_page(form, Asked()), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        place = asked(form, _gazetteer(), at=now(), secret=_secret())
    except NearExpired:
        form.refuse_place(ENTER_AGAIN)
        return _unpublished(_search_page(form, Asked()), HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.method == "POST" or _shows_postcode():
        parts: dict[str, Any] = {**form.choices_made(), **(place.address or {})}
        return _unpublished(redirect(url_for(".index", **parts), HTTPStatus.SEE_OTHER))
    if place.refusal:
        form.refuse_place(place.refusal)
        return _unpublished(_search_page(form, place), HTTPStatus.UNPROCESSABLE_ENTITY)
    return _unpublished(_search_page(form, place))


@blueprint.get("/services/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One listing, as this reader may see it."""
    service = queries.service_by_slug(db.session(), slug, is_for_staff=_is_staff()) or abort(404)
    alternatives = queries.alternatives_to(db.session(), service, is_for_staff=_is_staff())
    listing = listing_of(service, _gazetteer().area_name, today(), is_for_staff=_is_staff())
    return render_template("directory/show.html", listing=listing, service=service, alternatives=alternatives)


@blueprint.get("/areas")
def areas() -> ResponseReturnValue:
    """Every court area and local authority."""
    return render_template("directory/areas.html", regions=area_pages.regions(_gazetteer()))


@blueprint.get("/areas/<slug>")
def area(slug: str) -> ResponseReturnValue:
    """What serves one area, kind by kind, and what is missing."""
    chosen = area_pages.area_with_slug(_gazetteer(), slug) or abort(404)
    query = area_pages.everything_in(chosen, is_for_staff=_is_staff())
    results = find(db.session(), _index(), _gazetteer().area_name, query, today())
    return render_template("directory/area.html", area=chosen, kinds=area_pages.by_kind(results))


def _search_page(form: SearchForm, place: Asked) -> str:
    results = None
    if not form.errors and not place.is_ambiguous:
        query = form.to_query(place.place, is_for_staff=_is_staff(), page=request.args.get("page", 1, int))
        results = find(db.session(), _index(), _gazetteer().area_name, query, today())
    form.hide_postcode()
    page = result_page(form, place, results, today())
    return render_template("directory/index.html", form=form, asked=place, results=results, page=page)


def _shows_postcode() -> bool:
    return any(holds_postcode(request.args.get(name, "")) for name in ("what", "where"))


def _unpublished(answer: Any, status: int | None = None) -> Response:
    """What was searched for stays between this reader and us."""
    response = make_response(answer)
    response.status_code = status or response.status_code
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _is_staff() -> bool:
    return bool(current_user.is_authenticated)


def _gazetteer() -> Gazetteer:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    return gazetteer


def _index() -> ServiceIndex:
    index_of_services: ServiceIndex = current_app.extensions["service_index"]
    return index_of_services


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
