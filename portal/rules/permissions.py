"""Who may open which route: one table, closed by default. A route that is not in it opens for nobody."""

from __future__ import annotations

from directory_data.vocabulary import Role

EVERYBODY = frozenset[Role]()
"""No role needed: the route is public."""

SIGNED_IN = frozenset(Role)
OFFICERS = frozenset({Role.OFFICER, Role.MANAGER})
MANAGERS = frozenset({Role.MANAGER})
PROGRAMME = frozenset({Role.PROGRAMME})
PARTNER_SUPPORT = frozenset({Role.PARTNER_SUPPORT})
PROVIDER_ADMINISTRATORS = frozenset({Role.PROVIDER_ADMINISTRATOR})
DIRECTORY_ADMINISTRATORS = frozenset({Role.DIRECTORY_ADMINISTRATOR})

OPENS_FOR: dict[str, frozenset[Role]] = {
    "static": EVERYBODY,
    "health.healthz": EVERYBODY,
    "health.readyz": EVERYBODY,
    "accounts.sign_in": EVERYBODY,
    "accounts.sign_out": EVERYBODY,
    "accounts.set_password": EVERYBODY,
    "accounts.check_code": EVERYBODY,
    "accounts.use_recovery_code": EVERYBODY,
    "accounts.set_up_code": EVERYBODY,
    "accounts.picture": EVERYBODY,
    "directory.home": EVERYBODY,
    "directory.start": EVERYBODY,
    "directory.index": EVERYBODY,
    "directory.show": EVERYBODY,
    "directory.compare": EVERYBODY,
    "directory.areas": EVERYBODY,
    "directory.area": EVERYBODY,
    "factsheets.index": EVERYBODY,
    "factsheets.show": EVERYBODY,
    "factsheets.pdf": EVERYBODY,
    "factsheets.help_now": EVERYBODY,
    "factsheets.safety": EVERYBODY,
    "factsheets.accessibility": EVERYBODY,
    "factsheets.privacy": EVERYBODY,
    "factsheets.cookies": EVERYBODY,
    "news.index": EVERYBODY,
    "news.show": EVERYBODY,
    "news.feed": EVERYBODY,
    "news.manage": DIRECTORY_ADMINISTRATORS,
    "news.new": DIRECTORY_ADMINISTRATORS,
    "news.edit": DIRECTORY_ADMINISTRATORS,
    "news.take_down": DIRECTORY_ADMINISTRATORS,
    "sheets.index": DIRECTORY_ADMINISTRATORS,
    "sheets.edit": DIRECTORY_ADMINISTRATORS,
    "sheets.editions": DIRECTORY_ADMINISTRATORS,
    "sheets.show": DIRECTORY_ADMINISTRATORS,
    "sheets.read_through": DIRECTORY_ADMINISTRATORS,
    "cases.index": OFFICERS,
    "cases.new": OFFICERS,
    "cases.show": OFFICERS,
    "cases.edit": OFFICERS,
    "cases.new_order": OFFICERS,
    "cases.edit_order": OFFICERS,
    "cases.accept_order": OFFICERS,
    "cases.new_finding": OFFICERS,
    "cases.new_hearing": OFFICERS,
    "cases.edit_hearing": OFFICERS,
    "cases.closed": OFFICERS,
    "cases.close": OFFICERS,
    "cases.authority": OFFICERS,
    "cases.reopen": OFFICERS,
    "cases.earlier": OFFICERS,
    "cases.circumstances": OFFICERS,
    "cases.apart": OFFICERS,
    "cases.keep_apart": OFFICERS,
    "cases.stop_keeping_apart": OFFICERS,
    "cases.seal_safe_places": OFFICERS,
    "cases.longer_journey": OFFICERS,
    "cases.link": OFFICERS,
    "documents.show": OFFICERS,
    "documents.pdf": OFFICERS,
    "court.note": OFFICERS,
    "court.wording": OFFICERS,
    "court.letter": OFFICERS,
    "court.reasons": OFFICERS,
    "court.sent": OFFICERS,
    "court.answer": OFFICERS,
    "court.gaps": MANAGERS,
    "court.decide": MANAGERS,
    "matches.index": OFFICERS,
    "matches.prepare": OFFICERS,
    "matches.kept": OFFICERS,
    "referrals.edit": OFFICERS,
    "referrals.check": OFFICERS,
    "referrals.send": OFFICERS,
    "referrals.withdraw": OFFICERS,
    "referrals.index": OFFICERS | PROGRAMME,
    "referrals.show": OFFICERS | PROGRAMME,
    "referrals.send_and_wait": OFFICERS,
    "referrals.transfer": OFFICERS,
    "referrals.step": OFFICERS | PROGRAMME,
    "referrals.correct": OFFICERS | PROGRAMME,
    "assessments.show": OFFICERS | PROGRAMME,
    "assessments.appointment": PROGRAMME,
    "assessments.tool": PROGRAMME,
    "assessments.criterion": PROGRAMME,
    "assessments.decide": PROGRAMME,
    "assessments.told": PROGRAMME,
    "referrals.acknowledge": PROGRAMME,
    "referrals.decline": PROGRAMME,
    "partner_support.index": PARTNER_SUPPORT,
    "partner_support.show": PARTNER_SUPPORT,
    "partner_support.acknowledge": PARTNER_SUPPORT,
    "programme.index": PROGRAMME,
    "programme.show": PROGRAMME,
    "programme.register": PROGRAMME,
    "programme.save_register": PROGRAMME,
    "programme.person": PROGRAMME,
    "programme.calendar": PROGRAMME,
    "programme.move": PROGRAMME,
    "programme.cancel": PROGRAMME,
    "programme.new_session": PROGRAMME,
    "programme.new_break": PROGRAMME,
    "listings.index": PROVIDER_ADMINISTRATORS,
    "listings.show": PROVIDER_ADMINISTRATORS,
    "listings.edit_status": PROVIDER_ADMINISTRATORS,
    "listings.edit_places": PROVIDER_ADMINISTRATORS,
    "listings.confirm": PROVIDER_ADMINISTRATORS,
    "listings.confirm_all": PROVIDER_ADMINISTRATORS,
    "listings.change": PROVIDER_ADMINISTRATORS,
    "listings.organisation": PROVIDER_ADMINISTRATORS,
    "listings.venues": PROVIDER_ADMINISTRATORS,
    "listings.venue": PROVIDER_ADMINISTRATORS,
    "listings.new_venue": PROVIDER_ADMINISTRATORS,
    "listings.group": PROVIDER_ADMINISTRATORS,
    "listings.new_group": PROVIDER_ADMINISTRATORS,
    "listings.history": PROVIDER_ADMINISTRATORS,
    "listings.version": PROVIDER_ADMINISTRATORS,
    "listings.restore": PROVIDER_ADMINISTRATORS,
    "quality.index": EVERYBODY,
    "moderation.index": DIRECTORY_ADMINISTRATORS,
    "moderation.decide": DIRECTORY_ADMINISTRATORS,
    "oversight.index": frozenset({Role.MANAGER, Role.DIRECTORY_ADMINISTRATOR}),
    "oversight.admin": DIRECTORY_ADMINISTRATORS,
    "oversight.audit": DIRECTORY_ADMINISTRATORS,
    "deadlines.index": OFFICERS | PROGRAMME | PARTNER_SUPPORT,
    "messages.edit": SIGNED_IN,
    "messages.index": DIRECTORY_ADMINISTRATORS,
    "messages.try_again": DIRECTORY_ADMINISTRATORS,
}


def may_open(role: Role | None, endpoint: str) -> bool:
    """Whether somebody in this role, or nobody in particular (None), may open the route."""
    roles = OPENS_FOR.get(endpoint)
    if roles is None:
        return False
    return roles == EVERYBODY or role in roles


def is_public(endpoint: str) -> bool:
    """Whether the route needs no sign-in."""
    return OPENS_FOR.get(endpoint) == EVERYBODY
