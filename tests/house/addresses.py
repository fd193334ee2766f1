"""A real address for every route: one that the person who asks may open, as far as the sample holds one."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from directory_data.database import db
from directory_data.vocabulary import Role, ServiceType
from portal.feed.addresses import STANDARDS
from portal.feed.organizations import organization_id
from portal.feed.places import place_id
from portal.feed.records import TAXONOMY, term_id
from portal.feed.services import service_id

NOT_PAGES = ("static",)


def routes(app: Flask, method: str) -> list[str]:
    """The endpoints that answer to a method, by name; files of the page's dress are left out."""
    rules = app.url_map.iter_rules()
    return sorted(
        {rule.endpoint for rule in rules if method in (rule.methods or ()) and rule.endpoint not in NOT_PAGES}
    )


def address(app: Flask, endpoint: str, role: Role | None) -> tuple[str, bool]:
    """An address of the endpoint, and whether what it names is there and the role's demonstration person may see it.

    Referrals are there once tests/work_in_hand.py has been at work.
    """
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    with app.app_context():
        found = {name: _value(endpoint, name) for name in rule.arguments}
    values = {name: value or _stranger(rule, name) for name, value in found.items()}
    with app.test_request_context():
        path = app.url_map.bind("localhost").build(endpoint, values)
    return path, endpoint not in NEEDS_MORE and all(value is not None for value in found.values())


def _value(endpoint: str, name: str) -> str | int | None:
    room = endpoint.split(".")[0]
    if endpoint.endswith("service_at_location"):
        venue = db.session.execute(sa.text(VENUE)).scalar()
        return place_id("aire-valley-dvpp", "aire-valley-change", venue) if venue else None
    statement = EXAMPLES.get(f"{endpoint} {name}") or EXAMPLES.get(f"{room} {name}")
    return db.session.execute(sa.text(statement)).scalar() if statement else None


def _stranger(rule: Rule, name: str) -> str | int:
    """A value that names nothing."""
    return 999_999 if type(rule._converters[name]).__name__ == "IntegerConverter" else "nothing-of-that-name"


NEEDS_MORE = {
    "metrics.show": "There only where the operator wants it.",
    "accounts.picture": "There only while somebody sets up a second factor.",
    "assessments.appointment": "There only once an appointment is booked.",
    "partner_support.reveal": "There only once a way of contact is recorded.",
    "partner_support.pass_on": "There only once the person has agreed to something.",
    "openings.show": "There only for who opened a record, for half an hour.",
    "missed.see": "There only once a register says that somebody missed a session.",
    "court.decide": "There only while nobody may report on somebody.",
}

CASE = """
    SELECT court_case.reference FROM court_case
    JOIN person_account ON person_account.id = officer_id AND email = 'officer@demo.example'
    JOIN court_order ON court_order.case_id = court_case.id
    ORDER BY court_case.id
"""
CASE_ID = CASE.replace("court_case.reference", "court_case.id", 1) + "LIMIT 1"
FINAL = CASE.replace("ORDER BY", "WHERE stage = 'final' ORDER BY")
REFERRAL = """
    SELECT reference FROM referral
    WHERE (SELECT count(*) FROM diary_entry WHERE referral_id = referral.id) {}
"""
SENT, DRAFT = REFERRAL.format("> 1"), REFERRAL.format("= 1")

CASE_OF_HAND_OFF = """
    SELECT court_case.reference FROM court_case
    JOIN protected_person ON case_id = court_case.id JOIN hand_off ON protected_person_id = protected_person.id
"""
REPORTED = "SELECT key FROM risk_report WHERE side = 'programme'"

VENUE = """
    SELECT venue_id FROM meeting_place JOIN service ON service.id = service_id AND slug = 'aire-valley-dvpp'
    ORDER BY rank
"""

EXAMPLES = {
    "accounts.set_password token": "",
    "directory slug": "SELECT 'aire-valley-dvpp'",
    "directory.area slug": "SELECT 'leeds'",
    **{
        f"{standard.name}.{name} key": f"SELECT '{key}'"
        for standard in STANDARDS
        for name, key in (
            ("service", service_id("aire-valley-dvpp")),
            ("organization", organization_id("aire-valley-change")),
            ("taxonomy", TAXONOMY),
            ("taxonomy_term", term_id(ServiceType.DVPP)),
        )
    },
    "contact reference": CASE,
    "missed reference": CASE,
    "fairness reference": CASE,
    "fairness key": "SELECT key FROM correction",
    "fairness told": "SELECT key FROM correction_notice WHERE holder = 'court'",
    "complaints reference": CASE,
    "complaints key": "SELECT key FROM complaint",
    "corrections reference": SENT,
    "corrections told": "SELECT key FROM correction_notice WHERE holder = 'programme'",
    "court reference": FINAL,
    "court.reasons reference": CASE,
    "court key": """
        SELECT key FROM document
        WHERE kind = 'letter-to-court' AND id NOT IN (SELECT document_id FROM court_request)
    """,
    "court number": "SELECT id FROM court_request",
    "documents reference": FINAL,
    "documents key": "SELECT key FROM document WHERE kind = 'letter-to-court'",
    "factsheets slug": "SELECT 'dvpp'",
    "factsheets variety": "SELECT 'standard'",
    "news number": "SELECT id FROM notice WHERE taken_down_at IS NULL",
    "sheets slug": "SELECT 'dvpp'",
    "sheets variety": "SELECT 'standard'",
    "sheets number": "SELECT 1",
    "reports side": "SELECT 'referrals'",
    "reports reference": "SELECT reference FROM referral JOIN report ON report.referral_id = referral.id",
    "reports key": "SELECT key FROM report",
    "oversight reference": CASE,
    "cases reference": CASE,
    "cases number": "SELECT 1",
    "cases.edit_hearing hearing_id": f"SELECT id FROM hearing WHERE case_id = ({CASE_ID})",
    "cases finding_id": f"SELECT id FROM finding WHERE case_id = ({CASE_ID})",
    "cases.link reference": FINAL,
    "cases.link earlier": CASE,
    "support_changes reference": CASE,
    "matches reference": CASE,
    "matches.kept reference": CASE,
    "matches.kept referral": SENT,
    "cases.stop_keeping_apart other": CASE,
    "referrals reference": SENT,
    "referrals.step step": "SELECT 'withdraw'",
    "referrals.correct number": "SELECT 1",
    "assessments reference": SENT,
    "assessments number": "SELECT 1",
    "referrals.edit reference": DRAFT,
    "referrals.check reference": DRAFT,
    "risk reference": SENT,
    "risk.new_on_case reference": CASE,
    "risk.on_case reference": CASE,
    "risk.new_on_hand_off reference": "SELECT reference FROM hand_off",
    "risk key": REPORTED,
    "risk.finish task": f"SELECT key FROM risk_task WHERE report_id = ({REPORTED.replace('key', 'id')})",
    "partner_support reference": "SELECT reference FROM hand_off",
    "partner_support channel": "SELECT 'telephone'",
    "partner_support step": "SELECT 'engage'",
    "partner_support.withdraw number": "SELECT 1",
    "partner_support.pass_on number": "SELECT 1",
    "openings reference": CASE_OF_HAND_OFF,
    "openings handed": "SELECT reference FROM hand_off",
    "listings slug": "SELECT 'aire-valley-dvpp'",
    "programme group_id": SENT.replace("SELECT reference", "SELECT group_id", 1),
    "programme number": "SELECT 20",
    "programme reference": SENT,
    "listings.change key": "SELECT 'contact'",
    "listings venue_id": """
        SELECT venue.id FROM venue JOIN provider ON provider.id = provider_id AND slug = 'aire-valley-change'
    """,
    "listings part": "SELECT 'service'",
    "listings part_id": "SELECT id FROM service WHERE slug = 'aire-valley-dvpp'",
    "listings number": "SELECT number FROM listing_version WHERE part = 'service' ORDER BY number",
    "listings.draft number": "SELECT id FROM new_listing WHERE sent_at IS NULL",
    "listings.draft_part number": "SELECT id FROM new_listing WHERE sent_at IS NULL",
    "listings.draft_part key": "SELECT 'about'",
    "listings.send_draft number": "SELECT id FROM new_listing WHERE sent_at IS NULL",
    "listings.take_back_draft number": "SELECT id FROM new_listing WHERE sent_at IS NOT NULL",
    "listings.discard_draft number": "SELECT id FROM new_listing WHERE sent_at IS NULL",
    "moderation.new_listing number": "SELECT id FROM new_listing WHERE sent_at IS NOT NULL",
    "listings key": "SELECT key FROM evidence",
    "listings kind": "SELECT 'groups'",
    "listings person_id": "SELECT id FROM person_account WHERE email = 'programme@demo.example'",
    "providers slug": "SELECT slug FROM provider WHERE slug = 'aire-valley-change'",
    "moderation slug": "SELECT slug FROM provider WHERE slug = 'aire-valley-change'",
    "listings group_id": """
        SELECT "group".id FROM "group" JOIN service ON service.id = service_id AND slug = 'aire-valley-dvpp'
    """,
}
"""What stands in an address -> a statement that finds one, for the demonstration people of West Yorkshire."""
