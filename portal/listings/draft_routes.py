"""The addresses /listings/new, where a provider writes a listing that is not live yet."""

from __future__ import annotations

from flask import abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from directory_data.database import db
from directory_data.listing_vocabulary import ListingPart
from portal.clock import now, today
from portal.listings import areas, drafting, drafts, editing, queries, section_form, words
from portal.listings.draft_forms import BeginForm
from portal.listings.edit_routes import lists_for, take_turn
from portal.listings.models import NewListing
from portal.listings.routes import blueprint
from portal.listings.section_form import SectionForm
from portal.listings.sections import Section
from portal.listings.standing import part_lines


@blueprint.route("/new", methods=["GET", "POST"])
def begin() -> ResponseReturnValue:
    """Begin a listing: its name, its kind, who may find it."""
    take_turn()
    form = BeginForm()
    if form.validate_on_submit():
        draft = drafting.begin(
            queries.provider_of(g.person),
            form.type.data,
            form.audience.data,
            form.name.data or "",
            by=g.person,
            at=now(),
        )
        db.session.commit()
        return redirect(url_for(".draft", number=draft.id), 303)
    return render_template("listings/begin.html", form=form), 422 if form.errors else 200


@blueprint.get("/new/<int:number>")
def draft(number: int) -> ResponseReturnValue:
    """A listing that is being written: what it says, what it has yet to say, what was returned."""
    record = drafts.draft_for(g.person, number)
    return render_template(
        "listings/draft.html",
        draft=record,
        missing=drafts.missing(record, today()),
        parts=part_lines(drafts.sections_of(record), record.content),
        returned=[
            (words.label_of(ListingPart.SERVICE, field), why) for field, why in record.returned.items()
        ],
        form=FlaskForm(),
    )


@blueprint.route("/new/<int:number>/<key>", methods=["GET", "POST"])
def draft_part(number: int, key: str) -> ResponseReturnValue:
    """Write one page of it."""
    take_turn()
    record = drafts.draft_for(g.person, number)
    section = next((each for each in drafts.sections_of(record) if each.key == key), None) or abort(404)
    form = section_form.form_for(
        section,
        record.content,
        current_app.extensions["gazetteer"],
        lists_for(section, record.provider),
    )
    seen = section_form.seen_marks(section, record.content)
    if form.is_submitted() and _is_written(record, form, section, seen):
        db.session.commit()
        flash("Saved. Nobody else sees it before it is put live.", "success")
        return redirect(url_for(".draft", number=number), 303)
    page = render_template(
        "listings/draft_part.html",
        form=form,
        section=section,
        draft=record,
        seen=seen,
        returned={field: why for field, why in record.returned.items() if field in section.fields},
        labels={field: words.label_of(ListingPart.SERVICE, field) for field in section.fields},
    )
    return page, 422 if form.errors else 200


@blueprint.post("/new/<int:number>/send")
def send_draft(number: int) -> ResponseReturnValue:
    """Ask a directory administrator to put it live."""
    take_turn()
    drafting.send(drafts.draft_for(g.person, number), at=now(), today=today())
    return _done("Sent. A directory administrator reads it and puts it live, or returns it with reasons.")


@blueprint.post("/new/<int:number>/take-back")
def take_back_draft(number: int) -> ResponseReturnValue:
    """Write on before anybody has decided."""
    take_turn()
    drafting.take_back(drafts.draft_for(g.person, number))
    db.session.commit()
    flash("Taken back. Send it again when it is ready.", "success")
    return redirect(url_for(".draft", number=number), 303)


@blueprint.post("/new/<int:number>/discard")
def discard_draft(number: int) -> ResponseReturnValue:
    """Throw it away."""
    take_turn()
    drafting.discard(drafts.draft_for(g.person, number))
    return _done("The listing is thrown away. It was never live.")


def _is_written(record: NewListing, form: SectionForm, section: Section, seen: dict[str, str]) -> bool:
    """Whether what was typed is kept. Mistakes, and what a colleague changed meanwhile, stand on the form."""
    form.validate()
    typed = section_form.typed_content(form, section, current_app.extensions["gazetteer"])
    if record.is_protected and (why := areas.protected_objections(typed.get("coverage", ""))):
        form.coverage.errors = why
    section_form.check_lines_of_venues(form, typed, typed.get("venues", "").splitlines())
    if form.errors:
        return False
    try:
        drafting.write(record, typed, seen=seen, by=g.person, at=now())
    except editing.ChangedMeanwhile as meanwhile:
        names, titles = words.names_and_titles()
        for field in meanwhile.fields:
            now_says = words.words_for(ListingPart.SERVICE, field, record.content[field], names, titles)
            form[field].errors = [
                words.changed_meanwhile(record.by.name, now_says or "nothing"),
            ]
            seen[field] = editing.mark(record.content[field])
        return False
    return True


def _done(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "success")
    return redirect(url_for(".index"), 303)
