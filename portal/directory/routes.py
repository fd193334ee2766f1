"""The public pages of the directory: home, search, one listing, and what serves an area."""

from __future__ import annotations

from collections.abc import Callable
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
from werkzeug.datastructures import MultiDict

from directory_data import queries
from directory_data.database import db
from directory_data.gazetteer import Gazetteer, Geocoding
from directory_data.vocabulary import WhoFor
from portal.clock import LONDON, now, today
from portal.directory import areas as area_pages
from portal.directory import drawn_filters, maps, shortlist, structured
from portal.directory import queries as directory_queries
from portal.directory.asked_place import ENTER_AGAIN, Asked, asked
from portal.directory.download import csv_of
from portal.directory.forms import ASKED, CLOSED, SearchForm
from portal.directory.link_code import picture_of
from portal.directory.listing import listing_of
from portal.directory.near import NearExpired, holds_postcode
from portal.directory.open_now import open_words
from portal.directory.result_page import question_lines, result_page
from portal.directory.typed_words import among_words
from portal.directory.who import said, sentence, types_left_out
from portal.kept_pages import kept_page
from portal.news import queries as news
from search_index import Results, ServiceIndex, find

PER_PAGE = 10
MOST_PRINTED = 200
MOST_MAPPED = 50
MOST_DOWNLOADED = 1_000
BACK = (*ASKED, "where", "near", "page")
"""What of an address leads back to the search."""

blueprint = Blueprint("directory", __name__)


@blueprint.get("/")
@kept_page(reads_store=False)
def home() -> ResponseReturnValue:
    """The ways in."""
    return render_template("home/index.html")


@blueprint.route("/services", methods=["GET", "POST"])
@kept_page(*CLOSED, "where", "page")
def index() -> ResponseReturnValue:
    """The search. A full postcode, however it came, is answered by an address that does not hold it."""
    typed = request.form if request.method == "POST" else request.args
    form = SearchForm(typed, is_for_staff=_is_staff(), is_postcode=_is_postcode)
    if not form.validate():
        return _unpublished(_search_page(form, Asked()), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        place = asked(form, _geocoding(), at=now(), secret=_secret())
    except NearExpired:
        form.refuse_place(ENTER_AGAIN)
        return _unpublished(_search_page(form, Asked()), HTTPStatus.UNPROCESSABLE_ENTITY)
    # A postcode with a slip in it is not known for one: what is refused goes back in the page, and in no address.
    if (request.method == "POST" and not place.refusal) or _shows_postcode(place):
        parts: dict[str, Any] = {**form.choices_made(), **(place.address or {})}
        parts |= {"slug": slugs} if (slugs := shortlist.chosen(typed.getlist("slug"))) else {}
        return _unpublished(redirect(url_for(".index", **parts), HTTPStatus.SEE_OTHER))
    if place.refusal:
        form.refuse_place(place.refusal)
        return _unpublished(_search_page(form, place), HTTPStatus.UNPROCESSABLE_ENTITY)
    return _unpublished(VIEWS.get(request.args.get("view", ""), _search_page)(form, place))


@blueprint.get("/services/compare")
def compare() -> ResponseReturnValue:
    """Up to five listings side by side. The address holds them, and the search they came from."""
    ticked = request.args.getlist("slug")
    services = directory_queries.services_with_slugs(
        db.session(),
        shortlist.chosen(ticked),
        is_for_staff=_is_staff(),
        types_left_out=types_left_out(_who()),
    )
    columns = shortlist.compared(services, _gazetteer().area_name, today(), is_for_staff=_is_staff())
    back: dict[str, Any] = {name: values for name, values in request.args.lists() if name in BACK}
    if any(_holds_postcode(value) for values in back.values() for value in values):
        back = {}
    back |= {"slug": [service.slug for service in services]}
    return _unpublished(
        render_template(
            "directory/compare.html",
            columns=columns,
            rows=shortlist.rows(columns),
            back=url_for(".index", **back),
            has_too_many=len(set(ticked)) > shortlist.MOST,
            most=shortlist.MOST,
        )
    )


@blueprint.get("/services/<slug>")
@kept_page()
def show(slug: str) -> ResponseReturnValue:
    """One listing, as this reader may see it."""
    service = queries.service_by_slug(db.session(), slug, is_for_staff=_is_staff()) or abort(404)
    listing = listing_of(service, _gazetteer().area_name, today(), is_for_staff=_is_staff())
    alternatives = (
        queries.alternatives_to(
            db.session(),
            service,
            today(),
            areas=maps.areas_touched(service.coverage, _gazetteer()),
            is_for_staff=_is_staff(),
        )
        if listing.objections
        else []
    )
    venues = [line.venue for line in listing.places_to_meet]
    drawn = maps.map_of_listing(service, venues, _gazetteer(), _tiles())
    address = f"{_home()}{url_for('.show', slug=slug)}"
    return render_template(
        "directory/show.html",
        listing=listing,
        service=service,
        alternatives=alternatives,
        drawn=drawn,
        open_now=open_words(service.opening_hours, now().astimezone(LONDON)),
        structured=structured.as_schema(service, listing, address),
        code=picture_of(address),
    )


@blueprint.get("/start")
def start() -> ResponseReturnValue:
    """Before a search: how to leave at once, and whom it is for. Both may be skipped."""
    return render_template("directory/start.html", who=SearchForm(MultiDict()).who)


@blueprint.get("/areas")
@kept_page(reads_store=False)
def areas() -> ResponseReturnValue:
    """Every court area and local authority."""
    return render_template("directory/areas.html", regions=area_pages.regions(_gazetteer()), who=_who())


@blueprint.get("/areas/<slug>")
@kept_page()
def area(slug: str) -> ResponseReturnValue:
    """What serves one area, kind by kind, and what is missing."""
    chosen = area_pages.area_with_slug(_gazetteer(), slug) or abort(404)
    if chosen.slug != slug:
        return redirect(url_for(".area", slug=chosen.slug, who=_who()), HTTPStatus.MOVED_PERMANENTLY)
    who = _who()
    query = area_pages.everything_in(chosen, is_for_staff=_is_staff(), types_left_out=types_left_out(who))
    results = find(db.session(), _index(), _gazetteer().area_name, query, today())
    return render_template(
        "directory/area.html",
        area=chosen,
        kinds=area_pages.by_kind(results, types_left_out(who)),
        who=who,
        left_out=sentence(who),
        code=area_pages.code_of(chosen),
        notices=news.listed(today(), chosen.keys, most=3),
    )


def _search_page(form: SearchForm, place: Asked) -> str:
    results = _results(form, place, page=request.args.get("page", 1, int))
    form.hide_postcode()
    slugs = shortlist.chosen(request.values.getlist("slug"))
    left_out = types_left_out(form.who_for) if not form.errors else ()
    ticked = directory_queries.services_with_slugs(
        db.session(), slugs, is_for_staff=_is_staff(), types_left_out=left_out
    )
    page = result_page(form, place, results, today(), ticked)
    return render_template(
        "directory/index.html",
        form=form,
        filters=drawn_filters.drawn(form, page),
        asked=place,
        results=results,
        page=page,
    )


def _printed(form: SearchForm, place: Asked) -> str:
    """All the results on one page, for paper."""
    if place.is_ambiguous:
        return _search_page(form, place)
    results = _results(form, place, per_page=MOST_PRINTED)
    page = result_page(form, place, results, today())
    question = question_lines(form, place)
    return render_template(
        "directory/print.html", asked=place, results=results, page=page, question=question, most=MOST_PRINTED
    )


def _downloaded(form: SearchForm, place: Asked) -> ResponseReturnValue:
    """All the results as a file."""
    results = _results(form, place, per_page=MOST_DOWNLOADED)
    if results is None:
        return _search_page(form, place)
    response = make_response(csv_of([*results.serving, *results.nearby]))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="services.csv"'
    return response


def _mapped(form: SearchForm, place: Asked) -> ResponseReturnValue:
    """The results on a map, with the same results as a list."""
    results = _results(form, place, per_page=MOST_MAPPED)
    if results is None:
        return _search_page(form, place)
    services = directory_queries.services_with_slugs(
        db.session(), [hit.service.slug for hit in results.serving], is_for_staff=_is_staff()
    )
    drawn = maps.map_of_results(services, place.place, _gazetteer(), _tiles())
    page = result_page(form, place, results, today())
    return render_template("directory/map.html", asked=place, results=results, page=page, drawn=drawn)


VIEWS: dict[str, Callable[[SearchForm, Asked], ResponseReturnValue]] = {
    "print": _printed,
    "csv": _downloaded,
    "map": _mapped,
}


def _results(form: SearchForm, place: Asked, *, page: int = 1, per_page: int = PER_PAGE) -> Results | None:
    """What the search finds; None where there is nothing to search with yet."""
    if form.errors or place.is_ambiguous:
        return None
    query = form.to_query(place.place, page=page, per_page=per_page)
    return find(db.session(), _index(), _gazetteer().area_name, query, today())


def _shows_postcode(place: Asked) -> bool:
    is_sealed = bool(request.args.get("where")) and "near" in (place.address or {})
    return is_sealed or any(_holds_postcode(request.args.get(name, "")) for name in ("what", "language"))


def _is_postcode(text: str) -> bool:
    if holds_postcode(text) or not _gazetteer().is_misread_postcode(text):
        return holds_postcode(text)
    # A word that listings use is that word, though with figures for letters it would be a postcode: "Priory".
    return not (text.isalpha() and text.lower() in _index().words(db.session()).lexicon())


def _holds_postcode(text: str) -> bool:
    return bool(among_words(text, _is_postcode)[1])


def _unpublished(answer: Any, status: int | None = None) -> Response:
    """What was searched for stays between this reader and us."""
    response = make_response(answer)
    response.status_code = status or response.status_code
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _who() -> WhoFor | None:
    """Whom a page without the search's form is read for, from its address."""
    return said(request.args.get("who", ""))


def _is_staff() -> bool:
    return bool(current_user.is_authenticated)


def _gazetteer() -> Gazetteer:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    return gazetteer


def _geocoding() -> Geocoding:
    geocoding: Geocoding = current_app.extensions["geocoding"]
    return geocoding


def _index() -> ServiceIndex:
    index_of_services: ServiceIndex = current_app.extensions["service_index"]
    return index_of_services


def _home() -> str:
    """Where the portal stands, for what is read on paper and by machines: its own address, never what a request says
    when it has one."""
    return current_app.config["SETTINGS"].address or request.url_root.rstrip("/")


def _tiles() -> str:
    return str(current_app.config["SETTINGS"].tiles)


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
