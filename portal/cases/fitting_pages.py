"""The addresses below /cases/<reference> for what a programme has to fit and whom to keep apart."""

from __future__ import annotations

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data import queries as directory
from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from portal.cases import fitting, queries
from portal.cases.forms import problems
from portal.cases.forms.fitting import (
    CircumstancesForm,
    KeepApartForm,
    LongerJourneyForm,
    SafePlacesForm,
    circumstances_as_typed,
)
from portal.cases.models import Case
from portal.cases.routes import blueprint
from portal.clock import now


@blueprint.route("/<reference>/circumstances", methods=["GET", "POST"])
def circumstances(reference: str) -> ResponseReturnValue:
    """What the person needs, how they travel, and what programmes may declare as a bar."""
    case = queries.case_to_change(g.person, reference)
    form = CircumstancesForm(data=circumstances_as_typed(fitting.circumstances_of(case)))
    if request.method == "POST" and form.check():
        fitting.record_circumstances(case, form.values())
        return _to_matches(case, "What a programme has to fit is recorded. The matches follow it.")
    return render_template("cases/circumstances.html", form=form, case=case), _status(form)


@blueprint.get("/<reference>/apart")
def apart(reference: str) -> ResponseReturnValue:
    """Whom and what a group is kept apart from."""
    case = queries.case_for(g.person, reference)
    return _apart_page(case, KeepApartForm(formdata=None), SafePlacesForm(formdata=None))


@blueprint.post("/<reference>/apart/people")
def keep_apart(reference: str) -> ResponseReturnValue:
    """Name another case whose person must not sit in the same group."""
    case = queries.case_to_change(g.person, reference)
    form = KeepApartForm()
    meant = form.reference(case)
    other = queries.case_of_reference(meant) if meant else None
    if meant and other is None:
        problems.add(form.other, "There is no case with this reference")
    if other is None:
        return _apart_page(case, form, SafePlacesForm(formdata=None))
    fitting.keep_apart(case, other, form.link.data, by=g.person, at=now())
    return _to_apart(case, "The two people will not be offered the same group.")


@blueprint.post("/<reference>/apart/people/<other>/remove")
def stop_keeping_apart(reference: str, other: str) -> ResponseReturnValue:
    """Take away what was said about another case."""
    case = queries.case_to_change(g.person, reference)
    fitting.stop_keeping_apart(case, other, by=g.person, at=now())
    return _to_apart(case, "The two cases are no longer kept apart.")


@blueprint.post("/<reference>/apart/places")
def seal_safe_places(reference: str) -> ResponseReturnValue:
    """Record the places that no group may meet close to."""
    case = queries.case_to_change(g.person, reference)
    form = SafePlacesForm()
    postcodes = form.check(case, _gazetteer())
    if postcodes is None:
        return _apart_page(case, KeepApartForm(formdata=None), form)
    fitting.seal_safe_places(case, postcodes, by=g.person, at=now())
    return _to_apart(case, "The places are recorded." if postcodes else "No places are recorded any more.")


@blueprint.route("/<reference>/longer-journey", methods=["GET", "POST"])
def longer_journey(reference: str) -> ResponseReturnValue:
    """Accept a journey beyond the limit, with a reason that is kept and shown."""
    case = queries.case_to_change(g.person, reference)
    programmes = directory.programmes(db.session())
    form = LongerJourneyForm(data={"service": request.args.get("service", "")})
    form.offer(programmes)
    if request.method == "POST" and form.check(case):
        service = next((each for each in programmes if each.slug == form.service.data), None)
        fitting.accept_longer_journey(case, service, reason=form.reason.data, by=g.person, at=now())
        return _to_matches(case, "Your reason is kept. The matches take the longer journey into account.")
    accepted = fitting.longer_journeys_of(case)
    return render_template("cases/longer_journey.html", form=form, case=case, accepted=accepted), _status(
        form
    )


def _apart_page(case: Case, people: KeepApartForm, places: SafePlacesForm) -> ResponseReturnValue:
    page = render_template(
        "cases/apart.html",
        case=case,
        people=people,
        places=places,
        form=people if people.errors else places,
        kept_apart=fitting.kept_apart_by(case),
        has_safe_places=fitting.has_safe_places(case),
        is_same_authority=case.participant.authority_code in case.protected_authorities,
    )
    return page, 422 if people.errors or places.errors else 200


def _to_apart(case: Case, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".apart", reference=case.reference), 303)


def _to_matches(case: Case, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("matches.index", reference=case.reference), 303)


def _status(form: CircumstancesForm | LongerJourneyForm) -> int:
    return 422 if form.errors else 200


def _gazetteer() -> Gazetteer:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    return gazetteer
