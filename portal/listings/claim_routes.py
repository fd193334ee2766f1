"""The address /listings/claim, where somebody who was invited takes a provider's listings over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.models import Service
from directory_data.vocabulary import Word
from portal.clock import now, today
from portal.listings import claiming, queries
from portal.listings.edit_routes import take_turn
from portal.listings.routes import blueprint
from portal.text_fields import TypedForm, WordRadioField

PREFIX = "listing-"


class Standing(Word):
    """What somebody says of a listing when they take it over."""

    RIGHT = "right", "Everything in it is right"
    TO_CORRECT = "to-correct", "I will correct it"


@blueprint.route("/claim", methods=["GET", "POST"])
def claim() -> ResponseReturnValue:
    """Look through every listing, say which are right, and be responsible for them from today."""
    take_turn()
    services = queries.services_of(g.person)
    form = _form(services)
    if form.validate_on_submit():
        right = {each.slug for each in services if form[PREFIX + each.slug].data is Standing.RIGHT}
        to_correct = claiming.claim(services, right, by=g.person, at=now(), today=today())
        db.session.commit()
        flash(_words(len(right), len(to_correct)), "success")
        first = url_for(".show", slug=to_correct[0].slug) if to_correct else url_for(".index")
        return redirect(first, 303)
    page = render_template(
        "listings/claim.html",
        form=form,
        services=services,
        prefix=PREFIX,
        provider=queries.provider_of(g.person),
        held=claiming.claims().get(g.person.provider_id),
    )
    return page, 422 if form.errors else 200


def _form(services: Sequence[Service]) -> TypedForm:
    fields: dict[str, Any] = {
        PREFIX + each.slug: WordRadioField(each.name, Standing, required=f"Say whether {each.name} is right")
        for each in services
    }
    form: TypedForm = type("ClaimForm", (TypedForm,), fields)()
    return form


def _words(right: int, to_correct: int) -> str:
    told = "You are responsible for these listings from today."
    if right:
        told += f" {right} confirmed as true."
    return f"{told} Now correct the other {to_correct}." if to_correct else told
