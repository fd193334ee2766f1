"""The addresses below /admin/changes, where a directory administrator decides about changes to listings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from directory_data.availability import in_full
from directory_data.database import db
from directory_data.listing_vocabulary import Decision
from directory_data.models import Group, Provider
from directory_data.vocabulary import Role
from portal.accounts.models import User
from portal.clock import day_of, now, today
from portal.listings import drafts, moderating, proposals, providers, words
from portal.listings.content import PartRecord
from portal.listings.decision_form import decisions_of, form_for
from portal.listings.evidence import evidence_of
from portal.listings.models import NewListing, ProposedChange
from portal.rules.work_lists import Row, Standing, ToDo, Urgency, row_of

blueprint = Blueprint("moderation", __name__, url_prefix="/admin/changes")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The providers whose changes wait, and since when."""
    return render_template("moderation/index.html", rows=_waiting(), new=drafts.sent())


@blueprint.route("/<slug>", methods=["GET", "POST"])
def decide(slug: str) -> ResponseReturnValue:
    """One provider's changes, old beside new, each to be approved or returned."""
    provider = providers.called(slug) or abort(404)
    waiting = list(proposals.waiting_of(provider.id))
    form = form_for(waiting)
    if form.validate_on_submit():
        decisions = decisions_of(form, waiting)
        moderating.decide(waiting, decisions, by=g.person, at=now(), today=today())
        db.session.commit()
        flash(_done([decision for decision, _ in decisions.values()]), "success")
        return redirect(url_for(".index"), 303)
    page = render_template(
        "moderation/decide.html",
        provider=provider,
        form=form,
        parts=_by_part(provider, waiting),
        evidence=evidence_of(provider.id),
    )
    return page, 422 if form.errors else 200


def to_dos(person: User, _listed: Sequence[Any], _today: date) -> list[Row[ToDo]]:
    """The providers whose changes wait, and the new listings that do, for a directory administrator's list of work."""
    if person.role is not Role.DIRECTORY_ADMINISTRATOR:
        return []
    return [
        *(_new_listing(draft) for draft in drafts.sent()),
        *_changes(),
    ]


def _new_listing(draft: NewListing) -> Row[ToDo]:
    assert draft.sent_at is not None
    sent_on = day_of(draft.sent_at)
    address = url_for("moderation.new_listing", number=draft.id)
    detail = f"{draft.provider.name}. Waiting since {in_full(sent_on)}"
    return row_of(
        ToDo(f"New listing: {draft.name}", address, detail),
        [Standing("Decide about a new listing", "blue", Urgency.NEW, sent_on)],
        draft.provider.name,
    )


def _changes() -> list[Row[ToDo]]:
    return [
        row_of(
            ToDo(
                f"Changes by {provider.name}",
                url_for("moderation.decide", slug=provider.slug),
                f"Waiting since {in_full(day_of(since))}",
            ),
            [Standing("Decide about changes to listings", "blue", Urgency.NEW, day_of(since))],
            provider.name,
        )
        for provider, _, since in _waiting()
    ]


def _waiting() -> list[tuple[Provider, int, datetime]]:
    """Each provider whose changes wait, how many, and since when."""
    waiting = proposals.waiting()
    numbers = Counter(change.provider_id for change in waiting)
    first = {change.provider_id: change.at for change in reversed(waiting)}
    return [(provider, numbers[provider.id], first[provider.id]) for provider in providers.with_ids(numbers)]


def _by_part(
    provider: Provider, waiting: list[ProposedChange]
) -> list[tuple[str, str, list[words.ChangeLine]]]:
    """What is changed, in words, with its lines: parts in the order in which they were first changed."""
    records = moderating.records_of(waiting)
    lines = words.lines_of(waiting)

    def part(line: words.ChangeLine) -> tuple[str, int]:
        return line.change.part.value, line.change.part_id

    found = []
    for _, alike in groupby(sorted(lines, key=part), key=part):
        group = list(alike)
        change = group[0].change
        found.append((change.part.label, _name(records[change.part, change.part_id]), group))
    return found


def _name(record: PartRecord) -> str:
    return f"{record.service.name}: {record.name}" if isinstance(record, Group) else record.name


def _done(decisions: list[Decision]) -> str:
    counted = Counter(decisions)
    told = [
        f"{counted[decision]} {decision.label.lower()}"
        for decision in (Decision.APPROVED, Decision.RETURNED)
        if counted[decision]
    ]
    return f"{', '.join(told)}. The provider is told." if told else "Nothing was decided."
