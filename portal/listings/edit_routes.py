"""The addresses below /listings where a provider changes what its listings say."""

from __future__ import annotations

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.models import Group, Provider, Service, Venue
from directory_data.vocabulary import Disqualifier
from portal.clock import now, today
from portal.listings import (
    areas,
    editing,
    history,
    new_times,
    pairing,
    partners,
    proposals,
    queries,
    section_form,
    words,
)
from portal.listings.content import Content, PartRecord
from portal.listings.group_checks import group_objections
from portal.listings.pairing import UNPAIRING
from portal.listings.routes import blueprint
from portal.listings.section_form import SectionForm
from portal.listings.sections import Section, of_service, section_called
from portal.listings.venue_checks import venue_objections
from portal.rules import moderation

TOLD = "told"
"""The mark of what was said of the sessions before saving: what is confirmed is what was read."""


@blueprint.route("/<slug>/change/<key>", methods=["GET", "POST"])
def change(slug: str, key: str) -> ResponseReturnValue:
    """Change one part of what a service's listing says."""
    take_turn()
    service = queries.service_for(g.person, slug)
    section = section_called(key)
    if section is None or section not in of_service(service.type, is_protected=service.is_protected):
        abort(404)
    return _edit(service, section, service.name, url_for(".show", slug=slug), service=service)


@blueprint.route("/organisation", methods=["GET", "POST"])
def organisation() -> ResponseReturnValue:
    """Change what is said of the organisation itself."""
    take_turn()
    provider = queries.provider_of(g.person)
    section = section_called("organisation")
    assert section is not None
    return _edit(provider, section, provider.name, url_for(".index"))


@blueprint.route("/venues/<int:venue_id>", methods=["GET", "POST"])
def venue(venue_id: int) -> ResponseReturnValue:
    """Change a venue."""
    take_turn()
    record = queries.venue_of(queries.provider_of(g.person), venue_id)
    section = section_called("venue")
    assert section is not None
    return _edit(record, section, record.name, url_for(".venues"))


@blueprint.route("/<slug>/groups/<int:group_id>", methods=["GET", "POST"])
def group(slug: str, group_id: int) -> ResponseReturnValue:
    """Change when, where and how a group meets."""
    take_turn()
    service = queries.service_for(g.person, slug)
    record = queries.group_of(service, group_id)
    section = section_called("group")
    assert section is not None
    return _edit(record, section, record.name, url_for(".show", slug=slug), service=service)


def take_turn() -> None:
    """Before anything is read for a change: two editors of one provider go one after the other."""
    if request.method == "POST":
        editing.take_turn(g.person.provider_id)


def lists_for(section: Section, provider: Provider | None) -> dict[str, list[tuple[str, str]]]:
    """The lists of a page that depend on whose listing it is."""
    found: dict[str, list[tuple[str, str]]] = {}
    if "disqualifiers" in section.fields:
        found["disqualifiers"] = [(word.value, word.label) for word in Disqualifier]
    if "partner_services" in section.fields:
        own_first = sorted(partners.partner_support(), key=lambda each: each.provider is not provider)
        found["partner_services"] = [(each.slug, f"{each.name}, {each.provider.name}") for each in own_first]
    if provider is not None:
        usable = [(venue.name, venue.name) for venue in provider.venues if venue.address]
        found |= {"venue": [section_form.NOWHERE, *usable], "venues": usable}
    return found


def _edit(
    record: PartRecord, section: Section, name: str, back: str, *, service: Service | None = None
) -> ResponseReturnValue:
    shown = editing.standing(record)
    form = _form(section, shown, service)
    seen = section_form.seen_marks(section, shown)
    sessions: list[str] = []
    told = ""
    if form.is_submitted():
        typed = _typed(form, section, record, shown, service)
        sessions = (
            [] if form.errors else new_times.told(record, {**shown, **typed}, form.starts_on.data or today())
        )
        told = editing.mark("\n".join(sessions)) if sessions else ""
        if not form.errors and told == request.form.get(TOLD, ""):
            try:
                saved = _save(record, form, typed, seen)
            except editing.ChangedMeanwhile as meanwhile:
                _say_what_changed(form, section, record, shown, meanwhile.fields)
                seen |= {field: editing.mark(shown[field]) for field in meanwhile.fields}
            else:
                db.session.commit()
                flash(saved.sentence(form.starts_on.data), "success")
                return redirect(back, 303)
    page = render_template(
        "listings/change.html",
        form=form,
        section=section,
        name=name,
        back=back,
        seen=seen,
        waiting=words.lines_of(
            each for each in proposals.open_changes(record) if each.field in section.fields
        ),
        live_fields=moderation.live_at_once(section.part),
        sessions=sessions,
        told=told,
    )
    return page, 422 if form.errors else 200


def _save(record: PartRecord, form: SectionForm, typed: Content, seen: dict[str, str]) -> editing.Saved:
    return editing.save(
        record,
        typed,
        seen=seen,
        by=g.person,
        at=now(),
        today=today(),
        why=_why(form),
        starts_on=form.starts_on.data,
        on_referrals=form[UNPAIRING].data if UNPAIRING in form else None,
    )


def _typed(
    form: SectionForm, section: Section, record: PartRecord, shown: Content, service: Service | None
) -> Content:
    """What was typed, checked for itself and together; mistakes stand on the form."""
    form.validate()
    form.starts_in_time(today())
    if UNPAIRING in form and not form.partner_services.errors:
        after = ",".join(form.partner_services.data or ())
        if not pairing.takes_away(shown["partner_services"], after):
            form[UNPAIRING].errors = []
    typed = section_form.typed_content(form, section, current_app.extensions["gazetteer"])
    if (
        service is not None
        and service.is_protected
        and (why := areas.protected_objections(typed.get("coverage", "")))
    ):
        form.coverage.errors = why
    if service is not None:
        section_form.check_lines_of_venues(form, typed, [venue.name for venue in service.venues])
    if isinstance(record, Venue) and typed.get("name") != record.name:
        for name, sentence in venue_objections(record.provider, record, typed):
            form[name].errors = [sentence]
    if isinstance(record, Group) and service is not None and not form.errors:
        whole = {**shown, **typed}
        for name, sentence in group_objections(service, record, whole, today()):
            form[name if name in form else "name"].errors = [sentence]
    return typed


def _form(section: Section, shown: Content, service: Service | None) -> SectionForm:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    more = {}
    if "partner_services" in section.fields and service is not None:
        number = pairing.referrals_under_way(service)
        more = {UNPAIRING: pairing.question(number)} if number else {}
    return section_form.form_for(
        section, shown, gazetteer, lists_for(section, service.provider if service else None), more
    )


def _why(form: SectionForm) -> str:
    answer = form[UNPAIRING].data if UNPAIRING in form else None
    return pairing.with_answer(answer, form.why.data or "")


def _say_what_changed(
    form: SectionForm, section: Section, record: PartRecord, shown: Content, fields: frozenset[str]
) -> None:
    """At each box that somebody else changed too: what it says now. What was typed stays in the box."""
    names, titles = words.names_and_titles()
    last = history.latest(record)
    who = {change.field: change.by.name for change in proposals.open_changes(record)}
    for field in fields:
        person = who.get(field) or (last.by.name if last and last.by else "Somebody else")
        now_says = words.words_for(section.part, field, shown[field], names, titles) or "nothing"
        form[field].errors = [words.changed_meanwhile(person, now_says)]
