"""The addresses /cases/<reference>/matches and /refer: which groups fit a case, and choosing one."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField
from wtforms.validators import InputRequired, Regexp

from directory_data.database import db
from directory_data.gazetteer import Gazetteer
from directory_data.vocabulary import OrderVerdict, ReferralStatus
from portal.cases import actions as case_actions
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.clock import now, today
from portal.errors import Refused
from portal.referrals import actions, offers, queries
from portal.referrals.models import Referral
from portal.rules import references
from portal.rules.matching.answers import LeftOut
from portal.rules.matching.area import is_outside
from portal.rules.matching.full_groups import can_be_waited_for
from portal.rules.orders import checker
from portal.text_fields import TypedForm

blueprint = Blueprint("matches", __name__, url_prefix="/cases/<reference>")


class ChooseForm(TypedForm):
    """The group that was chosen, by its number in the directory."""

    group = HiddenField(validators=[InputRequired(), Regexp(r"^[0-9]{1,9}$")])


@blueprint.get("/matches")
def index(reference: str) -> ResponseReturnValue:
    """The groups that fit, in order and explained, and why the others do not."""
    case = cases.case_for(g.person, reference, cases.FOR_MATCHING)
    matching = offers.matching_for(case, _gazetteer(), today())
    waits = can_be_waited_for(matching.left_out, matching.needs)
    waited_for = {id(each.left_out) for each in waits}
    left_out = [each for each in matching.left_out if id(each) not in waited_for]
    return render_template(
        "referrals/matches.html",
        case=case,
        matching=matching,
        waits=waits,
        left_out_here=[each for each in left_out if _serves(each)],
        left_out_elsewhere=[each for each in left_out if not _serves(each)],
        verdict=checker.check(case.order, None, None, today()),
        form=ChooseForm(formdata=None),
    )


@blueprint.get("/matches/<referral>")
def kept(reference: str, referral: str) -> ResponseReturnValue:
    """The match of a referral as it was when the group was chosen, for a reader years later."""
    case = cases.case_for(g.person, reference)
    meant = references.parse_reference(referral, references.ReferenceKind.REFERRAL)
    found = next((each for each in queries.referrals_of_cases([case.id]) if each.reference == meant), None)
    if found is None:
        abort(404)
    verdicts = {verdict.value: verdict.label for verdict in OrderVerdict}
    page = {"case": case, "referral": found, "record": found.match, "verdicts": verdicts}
    return render_template("referrals/kept_match.html", **page)


@blueprint.post("/refer")
def prepare(reference: str) -> ResponseReturnValue:
    """Choose a match: it becomes a draft. Choosing the same group again under the same order goes on with the draft."""
    # The same button pressed twice at one moment: the second waits here, and then finds the first one's draft.
    case_actions.take_turn(reference, by=g.person)
    case = cases.case_for(g.person, reference)
    form = ChooseForm()
    if not form.validate_on_submit():
        raise Refused(["Choose one of the matches."])
    group_id = int(form.group.data)
    draft = next(
        (each for each in queries.referrals_of_cases([case.id]) if _is_draft_for(each, case, group_id)), None
    )
    if draft is None:
        draft = _prepared(case, group_id)
        db.session.commit()
    return redirect(url_for("referrals.edit", reference=draft.reference), 303)


def _prepared(case: Case, group_id: int) -> Referral:
    if case.order is None:
        raise Refused(["No court order is recorded. Record it on the case first."])
    matching = offers.matching_for(case, _gazetteer(), today())
    waited_for = offers.wait_for(matching, group_id)
    chosen = offers.match_of(matching, group_id) or (waited_for.match if waited_for else None)
    if chosen is None:
        raise Refused(offers.why_not_offered(matching, group_id))
    return actions.prepare(
        case,
        case.order,
        queries.group_of(group_id),
        queries.support_of([partner.slug for partner in chosen.partner_support]),
        {**matching.as_record(), "chosen": chosen.as_record()},
        by=g.person,
        at=now(),
    )


def _serves(each: LeftOut) -> bool:
    return not is_outside(each.candidate)


def _is_draft_for(referral: Referral, case: Case, group_id: int) -> bool:
    return (
        referral.group_id == group_id
        and referral.order is case.order
        and referral.status is ReferralStatus.DRAFT
    )


def _gazetteer() -> Gazetteer:
    gazetteer: Gazetteer = current_app.extensions["gazetteer"]
    return gazetteer
