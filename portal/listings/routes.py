"""The addresses below /listings: for provider administrators alone."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data import availability
from directory_data.database import db
from directory_data.live_programme import live_objections
from directory_data.models import Service
from directory_data.vocabulary import ServiceStatus
from portal.clock import now, today
from portal.layout import asked_of_list
from portal.listings import actions, claiming, drafts, proposals, queries, standing, words
from portal.listings.forms import PlacesForm, StatusForm
from portal.rules.work_lists import Urgency, row_of, work_list

blueprint = Blueprint("listings", __name__, url_prefix="/listings")

HINTS = {
    Urgency.OVERDUE: "Nobody can be referred, or readers are warned, until this is done.",
    Urgency.SOON: "A day is near, or a group has too few people to start.",
    Urgency.NEW: "Something is missing, or a change came back to you.",
    Urgency.REST: "These listings are whole, and confirmed.",
}
"""What stands below each heading of the list."""
SHOWS_NOW = "It shows in search and matching now."


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The provider's services: what is missing or old, and the one thing to do next."""
    services = queries.services_of(g.person)
    returned = proposals.returned_to(g.person.provider_id)
    tasks = standing.by_service(services, returned, today())
    rows = [row_of(each, standing.standings_of(tasks[each]), each.type.label) for each in services]
    return render_template(
        "listings/index.html",
        work=work_list(rows, asked_of_list()),
        hints=HINTS,
        tasks=tasks,
        waiting=words.lines_of(proposals.open_of_provider(g.person.provider_id)),
        returned=words.lines_of(returned),
        drafts=drafts.drafts_of(g.person.provider_id),
        claim=claiming.claims().get(g.person.provider_id),
        person_id=g.person.id,
        provider_id=g.person.provider_id,
        form=FlaskForm(),
        today=today(),
    )


@blueprint.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One service, as the provider keeps it."""
    service = queries.service_for(g.person, slug)
    states = {group.id: availability.state_of(group, today()) for group in service.groups}
    returned = proposals.returned_to(g.person.provider_id)
    return render_template(
        "listings/show.html",
        service=service,
        states=states,
        objections=availability.service_objections(service, today()) or live_objections(service, today()),
        tasks=standing.by_service([service], returned, today())[service],
        parts=standing.parts_of(service),
        waiting=words.lines_of(proposals.open_of_service(service)),
        form=FlaskForm(),
        today=today(),
    )


@blueprint.route("/<slug>/status", methods=["GET", "POST"])
def edit_status(slug: str) -> ResponseReturnValue:
    """Open, pause or close a service."""
    service = queries.service_for(g.person, slug)
    is_to_come = service.status_from is not None and service.status_from > today()
    is_open = availability.status_on(service, today()) is ServiceStatus.OPEN
    recorded = {
        "status": service.status if is_to_come else availability.status_on(service, today()),
        "status_from": service.status_from if is_to_come else None,
        "status_until": None if is_open and not is_to_come else service.status_until,
    }
    form = StatusForm(data=recorded)
    if form.check(today(), recorded=(service.status_from, service.status_until), is_open=is_open):
        starts_on = form.status_from.data
        actions.set_status(
            service,
            form.status.data,
            starts_on=starts_on,
            until=form.status_until.data,
            by=g.person,
            at=now(),
            today=today(),
        )
        done = f"It changes by itself on {availability.in_full(starts_on)}." if starts_on else SHOWS_NOW
        return _done(service, f"The status is changed. {done}")
    page = render_template(
        "listings/edit_status.html", form=form, service=service, is_to_come=is_to_come, today=today()
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<slug>/groups/<int:group_id>/places", methods=["GET", "POST"])
def edit_places(slug: str, group_id: int) -> ResponseReturnValue:
    """Change the places of a group."""
    service = queries.service_for(g.person, slug)
    group = queries.group_of(service, group_id)
    form = PlacesForm(obj=group)
    if form.check(group):
        actions.set_places(group, **form.sizes(), by=g.person, at=now())
        return _done(service, "The places are changed. They show in search and matching now.")
    page = render_template("listings/edit_places.html", form=form, service=service, group=group)
    return page, 422 if form.errors else 200


@blueprint.post("/<slug>/confirm")
def confirm(slug: str) -> ResponseReturnValue:
    """Say that nothing has changed."""
    service = queries.service_for(g.person, slug)
    actions.confirm([service], by=g.person, today=today())
    return _done(service, "Thank you. The listing is confirmed as true today.")


@blueprint.post("/confirm")
def confirm_all() -> ResponseReturnValue:
    """Say that nothing has changed in any listing."""
    services = queries.services_of(g.person)
    actions.confirm(services, by=g.person, today=today())
    db.session.commit()
    flash("Thank you. All your listings are confirmed as true today.", "success")
    return redirect(url_for(".index"), 303)


def _done(service: Service, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".show", slug=service.slug), 303)
