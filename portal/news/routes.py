"""The addresses /news, /news.atom and /admin/news."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from portal.clock import now, today
from portal.news import actions, queries
from portal.news.areas import NamedArea, named_areas, names_of
from portal.news.forms import NoticeForm

blueprint = Blueprint("news", __name__)


@blueprint.get("/news")
def index() -> ResponseReturnValue:
    """The notices of today, of one area where one is asked for."""
    area = _asked_area()
    notices = queries.listed(today(), area.keys if area else ())
    return render_template("news/index.html", notices=notices, area=area, names=_names(notices))


@blueprint.get("/news/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """One notice."""
    notice = queries.notice(number)
    return render_template("news/show.html", notice=notice, names=_names([notice]))


@blueprint.get("/news.atom")
def feed() -> ResponseReturnValue:
    """The same notices for a feed reader (RFC 4287)."""
    area = _asked_area()
    notices = queries.listed(today(), area.keys if area else ())
    home = current_app.config["SETTINGS"].address or request.url_root.rstrip("/")
    updated = max((notice.changed_at for notice in notices), default=None)
    page = render_template("news/feed.xml", notices=notices, area=area, home=home, updated=updated or now())
    return Response(page, mimetype="application/atom+xml")


@blueprint.get("/admin/news")
def manage() -> ResponseReturnValue:
    """All notices, with what may be done to each."""
    notices = queries.every_notice()
    return render_template(
        "news/manage.html", notices=notices, names=_names(notices), form=FlaskForm(), today=today()
    )


@blueprint.route("/admin/news/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Write a notice."""
    form = NoticeForm()
    if form.check(today()):
        actions.publish(**_answers(form), by=g.person, at=now())
        return _done("The notice is published.")
    return render_template("news/edit.html", form=form, notice=None), 422 if form.errors else 200


@blueprint.route("/admin/news/<int:number>", methods=["GET", "POST"])
def edit(number: int) -> ResponseReturnValue:
    """Correct a notice."""
    notice = queries.notice(number)
    form = NoticeForm(obj=notice, data={"areas": "\n".join(_names([notice])[notice.id])})
    if form.check(today()):
        actions.correct(notice, **_answers(form), at=now())
        return _done("The notice is corrected. Readers see when.")
    return render_template("news/edit.html", form=form, notice=notice), 422 if form.errors else 200


@blueprint.post("/admin/news/<int:number>/take-down")
def take_down(number: int) -> ResponseReturnValue:
    """Stop showing a notice."""
    actions.take_down(queries.notice(number), at=now())
    return _done("The notice is taken down.")


def _answers(form: NoticeForm) -> dict[str, Any]:
    return {
        "kind": form.kind.data,
        "title": form.title.data,
        "words": form.words.data,
        "ends_on": form.ends_on.data,
        "areas": form.area_keys(),
    }


def _done(words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for(".manage"), 303)


def _asked_area() -> NamedArea | None:
    """The area of `?area=E08000035`; an unknown code asks for nothing."""
    code = request.args.get("area", "")
    areas = named_areas(current_app.extensions["gazetteer"]) if code else []
    return next((area for area in areas if area.code == code), None)


def _names(notices: Any) -> dict[int, list[str]]:
    """What the areas of each notice are called, by the notice's number."""
    gazetteer = current_app.extensions["gazetteer"]
    return {each.id: names_of([(area.kind, area.code) for area in each.areas], gazetteer) for each in notices}
