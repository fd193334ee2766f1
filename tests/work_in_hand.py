"""Work in hand in the sample portal: the West Yorkshire officer's referrals, a letter, and a changed listing."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from sqlalchemy import select

from directory_data.database import db
from directory_data.fairness_vocabulary import Asker, CorrectionDecision, Holder
from directory_data.models import Group, Provider, Service
from directory_data.programme_facts import CohortFacts
from directory_data.risk_vocabulary import (
    AtRisk,
    RiskBasis,
    RiskCategory,
    RiskDecision,
    RiskDirection,
    RiskSide,
)
from directory_data.vocabulary import Audience, DocumentKind, OrderStage, ServiceType
from portal.accounts.models import User
from portal.cases.models import Case, Order
from portal.fairness import actions as fairness
from portal.fairness import complaining
from portal.listings import drafting, editing, evidence
from portal.referrals import actions
from portal.referrals.models import Referral
from portal.referrals.needs import candidates_for, needs_of
from portal.reports import actions as reports
from portal.reports import papers
from portal.risk import actions as risk
from portal.risk.actions import From
from portal.rules.fairness import Given
from portal.rules.matching.answers import Match
from portal.rules.matching.matcher import match
from portal.rules.report_parts import PARTS
from tests.client import PageReadingClient

PROGRAMME = "aire-valley-dvpp"
OFFICER = "officer@demo.example"
LISTINGS = "listings@demo.example"
WORKER = "programme@demo.example"
LEAD = "programme-lead@demo.example"
RISK = {
    "what": "He said in the group that he will wait outside the school on Friday.",
    "done": "Rang the officer.",
    "category": RiskCategory.THREAT,
    "direction": RiskDirection.UP,
    "basis": RiskBasis.SEEN,
    "at_risk": [AtRisk.CHILD.value],
    "known_on": date(2026, 11, 23),
    "is_danger": False,
    "is_source_protected": False,
}
WRITTEN = {
    "welfare_reason": "The child sees both parents and says that shouting frightens them.",
    "abuse_summary": "He admitted that on two occasions he pushed the other parent.",
    "contact_arrangement": "Supervised, once a week, in a contact centre.",
    "risks": "",
}


def add_work_in_hand(app: Flask, day: date, at: datetime) -> None:
    """Send one referral, with its hand-off to partner support, report risk on it, and leave another one as a draft."""
    with app.app_context():
        case = first_case()
        offered = offered_to(app, case, day)
        sent = send(case, offered[0], day=day, at=at)
        report_risk(sent, at=at)
        sign_a_report(sent, day=day, at=at)
        find_something_wrong(sent, day=day, at=at)
        prepared(case, offered[-1], at=at)
        db.session.commit()
        final = case_with_final_order().reference
    write_to_court(app, final, day)
    change_a_listing(app, day, at)
    write_new_listings(app, day, at)


def find_something_wrong(referral: Referral, *, day: date, at: datetime) -> None:
    """The person complains, and asks for a correction of the referral and of a letter to the court: granted."""
    case, by = referral.case, referral.case.officer
    asked = fairness.ask(case, Asker.PARTICIPANT, "A date is wrong.", day, form_key="c" * 32, by=by, at=at)
    wrong = [
        Given("The referral", provider="Aire Valley Change", referral_id=referral.id),
        Given("The letter to the court", court=case.court, sent_to_court_on=day),
    ]
    right = "It was on 3 May 2026."
    fairness.decide(asked, CorrectionDecision.PUT_RIGHT, "The order says so.", right, wrong, by=by, at=at)
    to_court = next(each for each in asked.notices if each.holder is Holder.COURT)
    fairness.tell(to_court, day, "by letter", by=by)
    complaining.complain(case, Asker.PARTICIPANT, "Nobody rang.", day, form_key="d" * 32, by=by, at=at)


def sign_a_report(referral: Referral, *, day: date, at: datetime) -> None:
    """The programme's interim report on the person, written by one and signed by another."""
    kind = DocumentKind.INTERIM_REPORT
    author, lead = (
        db.session.scalars(select(User).where(User.email == email)).one() for email in (WORKER, LEAD)
    )
    report = reports.start(referral.case, kind, referral=referral, by=author, at=at, form_key="work-in-hand")
    reports.write(report, {part.key: "What was seen." for part in PARTS[kind]}, revision="1", by=author)
    reports.finish(report, sessions_recorded=1, status=referral.status, by=author, at=at)
    paper = papers.programme_report(report, referral, None)
    reports.sign(report, paper, [], by=lead, at=at, today=day, is_demonstration=True, read=paper.digest)


def change_a_listing(app: Flask, day: date, at: datetime) -> None:
    """One change that is live, and one that waits for a directory administrator."""
    with app.app_context():
        programme = db.session.scalars(select(Service).where(Service.slug == PROGRAMME)).one()
        person = db.session.scalars(select(User).where(User.email == LISTINGS)).one()
        seen = {field: editing.mark(text) for field, text in editing.standing(programme).items()}
        typed = {"opening_hours": "Monday to Friday, 9am to 6pm", "phone": "0113 496 0999"}
        editing.save(programme, typed, seen=seen, by=person, at=at, today=day)
        evidence.keep(programme.provider_id, "certificate.pdf", b"%PDF-1.7 %%EOF", by=person, at=at)
        db.session.commit()


def write_new_listings(app: Flask, day: date, at: datetime) -> None:
    """One listing that its provider still writes, and one that waits for a directory administrator."""
    with app.app_context():
        person = db.session.scalars(select(User).where(User.email == LISTINGS)).one()
        provider = db.session.get_one(Provider, person.provider_id)
        kind = ServiceType.PARENTING_INFORMATION
        drafting.begin(provider, kind, Audience.PUBLIC, "Evening Talks for Parents", by=person, at=at)
        sent = drafting.begin(provider, kind, Audience.PUBLIC, "Weekend Talks for Parents", by=person, at=at)
        words = ["summary", "description", "who_for", "phone", "opening_hours", "how_to_refer"]
        sent.content = sent.content | dict.fromkeys(words, "Six evenings.") | {"coverage": "outcode LS6"}
        drafting.send(sent, at=at, today=day)
        db.session.commit()


def report_risk(referral: Referral, *, at: datetime) -> None:
    """The programme reports a change in risk, and the officer decides to make a section 16A risk assessment."""
    worker = db.session.scalars(select(User).where(User.email == WORKER)).one()
    report = risk.raise_risk(
        From(referral.case, RiskSide.PROGRAMME, referral_id=referral.id),
        RISK,
        form_key="f" * 32,
        by=worker,
        at=at,
    )
    risk.decide(report, [RiskDecision.ASSESS], "The child lives there.", by=referral.case.officer, at=at)


def write_to_court(app: Flask, reference: str, day: date) -> None:
    """Issue a letter to the court and record that it was sent, then a second version that was not sent yet."""
    officer = PageReadingClient(app, app.response_class, use_cookies=True).sign_in(OFFICER)
    letter = officer.submit(f"/cases/{reference}/court/letter", button="Issue version 1")
    key = letter.request.path.rpartition("/")[2]
    sent_on = {"sent_on-day": day.day, "sent_on-month": day.month, "sent_on-year": day.year}
    answer = officer.submit(f"/cases/{reference}/court/letters/{key}/sent", sent_on)
    assert answer.status_code == 200, "The letter could not be recorded as sent."
    officer.submit(f"/cases/{reference}/court/letter", {"reason": "A date."}, button="Issue version 2")


def case_with_final_order() -> Case:
    """The officer's case whose order ended it without anybody to report."""
    final = select(Case).join(Case.officer).join(Case.recorded_orders).where(User.email == OFFICER)
    return db.session.scalars(final.where(Order.stage == OrderStage.FINAL)).one()


def first_case() -> Case:
    """The officer's first case with an order."""
    of_officer = select(Case).join(Case.officer).where(User.email == OFFICER, Case.recorded_orders.any())
    return db.session.scalars(of_officer.order_by(Case.id).limit(1)).one()


def send(case: Case, chosen: Match, *, day: date, at: datetime) -> Referral:
    """Prepare, write and send a referral; the caller commits."""
    referral = prepared(case, chosen, at=at)
    actions.write(referral, WRITTEN)
    actions.send(referral, [], by=case.officer, at=at, today=day)
    return referral


def offered_to(app: Flask, case: Case, day: date) -> list[Match]:
    """The groups of the sample programme that fit the case."""
    programmes = app.extensions["programmes"].on(db.session())
    candidates = candidates_for(case, programmes, app.extensions["gazetteer"], day)
    offered = [each for each in match(needs_of(case, day), candidates).offered if _is_of_programme(each)]
    assert offered, f"No group of {PROGRAMME} fits the first case of {OFFICER}."
    return offered


def _is_of_programme(each: Match) -> bool:
    return each.candidate.group is not None and each.candidate.service.slug == PROGRAMME


def prepared(case: Case, chosen: Match, *, at: datetime) -> Referral:
    """A draft for this match."""
    assert isinstance(chosen.candidate.group, CohortFacts)
    group = db.session.get_one(Group, chosen.candidate.group.id)
    assert case.order is not None
    slugs = [partner.slug for partner in chosen.partner_support]
    supports = db.session.scalars(select(Service).where(Service.slug.in_(slugs))).all()
    return actions.prepare(
        case, case.order, group, supports, {"chosen": chosen.as_record()}, by=case.officer, at=at
    )
