"""The addresses below /listings where a provider adds a group or a venue."""

from __future__ import annotations

from flask import current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from portal.clock import now, today
from portal.listings import new_parts, queries, section_form
from portal.listings.content import Content, blank
from portal.listings.edit_routes import lists_for, take_turn
from portal.listings.group_checks import group_objections
from portal.listings.routes import blueprint
from portal.listings.section_form import SectionForm
from portal.listings.sections import Section, section_called
from portal.listings.venue_checks import venue_objections


@blueprint.get("/venues")
def venues() -> ResponseReturnValue:
    """The provider's venues."""
    return render_template("listings/venues.html", provider=queries.provider_of(g.person))


@blueprint.route("/venues/new", methods=["GET", "POST"])
def new_venue() -> ResponseReturnValue:
    """Add a venue; its address waits for a directory administrator."""
    take_turn()
    provider = queries.provider_of(g.person)
    section = section_called("venue")
    assert section is not None
    shown = blank(section.part)
    form = section_form.form_for(section, shown, current_app.extensions["gazetteer"], {})
    if form.is_submitted():
        typed = _typed(form, section)
        for name, sentence in venue_objections(provider, None, typed):
            form[name].errors = [sentence]
        if not form.errors:
            new_parts.add_venue(
                provider, typed, by=g.person, at=now(), today=today(), why=form.why.data or ""
            )
            db.session.commit()
            flash("The venue is added. A directory administrator looks at its address first.", "success")
            return redirect(url_for(".venues"), 303)
    return _page(form, section, provider.name, url_for(".venues"))


@blueprint.route("/<slug>/groups/new", methods=["GET", "POST"])
def new_group(slug: str) -> ResponseReturnValue:
    """Add a group to a service."""
    take_turn()
    service = queries.service_for(g.person, slug)
    section = section_called("group")
    assert section is not None
    shown = blank(section.part)
    listed = lists_for(section, service.provider)
    form = section_form.form_for(section, shown, current_app.extensions["gazetteer"], listed)
    if form.is_submitted():
        typed = _typed(form, section)
        if not form.errors:
            whole = {**shown, **typed}
            for name, sentence in group_objections(service, None, whole, today()):
                form[name if name in form else "name"].errors = [sentence]
        if not form.errors:
            new_parts.add_group(service, whole, by=g.person, at=now(), today=today())
            db.session.commit()
            flash("The group is added. It shows in search and matching now.", "success")
            return redirect(url_for(".show", slug=slug), 303)
    return _page(form, section, service.name, url_for(".show", slug=slug))


def _typed(form: SectionForm, section: Section) -> Content:
    form.validate()
    return section_form.typed_content(form, section, current_app.extensions["gazetteer"])


def _page(form: SectionForm, section: Section, name: str, back: str) -> ResponseReturnValue:
    page = render_template("listings/new_part.html", form=form, section=section, name=name, back=back)
    return page, 422 if form.errors else 200
