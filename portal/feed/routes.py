"""The addresses of the feed: the same for both standards, and one document that describes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from directory_data.database import db
from portal.clock import today
from portal.errors import note
from portal.feed import answers, openapi
from portal.feed.addresses import ADDRESSES, STANDARDS, Address, Standard
from portal.feed.asked import Asked, Unusable, read
from portal.feed.choosing import Sources
from portal.feed.contents import CONTENTS
from portal.feed.records import Bearings

OPENAPI = "/api/openapi.json"
PLURALS = {"taxonomy": "taxonomies"}
WHOLE = Asked(values={"full": True})
NOTHING = Asked(values={})
SORRY = "Something went wrong here. It has been noted."
DETAILS = {
    404: "There is nothing at this address. /api/openapi.json lists what there is.",
    405: "This feed is read only. Allow says which methods this address takes.",
    413: "That is longer than a question may be.",
    429: "Too many questions at once. Retry-After says when to ask again.",
}
KEPT_HEADERS = ("Allow", "Retry-After")
STATUSES = (
    (OperationalError, HTTPStatus.SERVICE_UNAVAILABLE),
    (InterfaceError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def blueprints() -> list[Blueprint]:
    """The feed under each standard's root, and what stands beside them."""
    made = [_blueprint_of(standard) for standard in STANDARDS]
    beside = Blueprint("feed", __name__)
    beside.add_url_rule(OPENAPI, "document", _document)
    for blueprint in (*made, beside):
        blueprint.after_request(answers.with_headers)
    return [*made, beside]


def _blueprint_of(standard: Standard) -> Blueprint:
    blueprint = Blueprint(standard.name, __name__, url_prefix=standard.prefix)
    for address in ADDRESSES:
        blueprint.add_url_rule(
            address.path,
            address.name,
            _view_of(address, standard),
            methods=("GET", "POST") if address.is_list else ("GET",),
            strict_slashes=False,
        )
    return blueprint


def _view_of(address: Address, standard: Standard) -> Callable[..., Response]:
    def view(key: str = "") -> Response:
        asked = _asked(address)
        if address.name == "about":
            return answers.as_json(_about(standard))
        return _list_of(address.name, asked) if address.is_list else _one_of(address.name, key, asked)

    return view


def _asked(address: Address) -> Asked:
    """The question, from the address or from what was posted. What stands in an address never holds a postcode."""
    in_address = read(request.args.to_dict(), address.takes, is_in_address=True)
    if request.method != "POST":
        return in_address
    posted = read(_posted(), address.takes, is_in_address=False)
    return Asked(values={**in_address.values, **posted.values})


def _posted() -> Mapping[str, str]:
    if not request.is_json:
        return request.form.to_dict()
    given = request.get_json(silent=True)
    if not isinstance(given, dict) or any(isinstance(value, dict | list) for value in given.values()):
        raise Unusable("Send the parameters as one JSON object of names and plain values, or as a form.")
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given.items()
    }


def _list_of(name: str, asked: Asked) -> Response:
    contents, sources, around = CONTENTS[name], _sources(), _bearings()
    chosen = contents.choose(asked, sources)
    if asked.is_stream:
        return answers.as_lines(contents.show(chosen, asked, sources, around))
    start = (asked.page - 1) * asked.per_page
    shown = contents.show(chosen[start : start + asked.per_page], asked, sources, around)
    return answers.as_page(shown, total=len(chosen), page=asked.page, per_page=asked.per_page)


def _one_of(name: str, key: str, asked: Asked) -> Response:
    contents, sources = CONTENTS[PLURALS.get(name, f"{name}s")], _sources()
    found = [each for each in contents.choose(NOTHING, sources) if contents.key(each) == key.lower()]
    if not found:
        abort(HTTPStatus.NOT_FOUND)
    # One organisation comes with its services; in full only where that was asked.
    shape = Asked(values={**WHOLE.values, **asked.values})
    return answers.as_json(contents.show(found, shape, sources, _bearings())[0])


def _about(standard: Standard) -> dict[str, object]:
    home = _home()
    return {
        "version": standard.version,
        "profile": standard.profile,
        "openapi_url": f"{home}{OPENAPI}",
        "description": openapi.ABOUT,
        "publisher": {"name": "Commissioned Services Directory", "website": f"{home}/"},
    }


def _document() -> Response:
    return answers.as_json(openapi.document(_home()))


def failed(error: Exception) -> Response:
    """What could not be done below /api, for a program to read."""
    if isinstance(error, Unusable):
        return answers.fault(HTTPStatus.BAD_REQUEST, str(error))
    if isinstance(error, HTTPException) and (error.code or 0) >= HTTPStatus.BAD_REQUEST:
        return _refused(error)
    if isinstance(error, HTTPException):
        return answers.with_headers(current_app.make_response(error.get_response()))
    note(error)
    status = next(
        (status for kind, status in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR
    )
    return answers.fault(status, SORRY)


def _refused(error: HTTPException) -> Response:
    code = error.code or HTTPStatus.BAD_REQUEST
    response = answers.fault(code, DETAILS.get(code, "This cannot be answered as it was asked."))
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response


def _sources() -> Sources:
    extensions = current_app.extensions
    return Sources(
        db.session(),
        extensions["service_index"],
        extensions["gazetteer"],
        today(),
        extensions["kept_feed"],
    )


def _bearings() -> Bearings:
    return Bearings(today(), current_app.extensions["gazetteer"].area_name, _home())


def _home() -> str:
    """Where the portal stands: its own address, and what the request says only where it has none."""
    return current_app.config["SETTINGS"].address or request.url_root.rstrip("/")
