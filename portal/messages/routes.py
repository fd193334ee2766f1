"""The addresses /account/messages, for everybody who is signed in, and /admin/messages."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from portal.clock import now
from portal.messages import actions, queries
from portal.messages.forms import PaceForm

blueprint = Blueprint("messages", __name__)


@blueprint.route("/account/messages", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    """Choose how often to hear that there is something to read."""
    form = PaceForm(data={"pace": queries.pace_of(g.person)})
    if form.validate_on_submit():
        actions.choose_pace(g.person, form.pace.data)
        db.session.commit()
        flash("Your choice is kept.", "success")
        return redirect(url_for(".edit"), 303)
    return render_template("messages/edit.html", form=form), 422 if form.errors else 200


@blueprint.get("/admin/messages")
def index() -> ResponseReturnValue:
    """How many messages stand where, and which did not go."""
    return render_template(
        "messages/index.html",
        counts=queries.counts(),
        troubles=queries.troubles(),
        oldest_seconds=queries.oldest_unsent_seconds(now()),
        form=FlaskForm(),
    )


@blueprint.post("/admin/messages/try-again")
def try_again() -> ResponseReturnValue:
    """Try again what was given up."""
    number = actions.try_again(at=now())
    db.session.commit()
    flash(
        "The message will be tried again." if number == 1 else f"{number} messages will be tried again.",
        "success",
    )
    return redirect(url_for(".index"), 303)
