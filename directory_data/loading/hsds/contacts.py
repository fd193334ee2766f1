"""How people reach a service: one number and one address out of all that a feed gives."""

from __future__ import annotations

from collections.abc import Sequence

from directory_data.loading.hsds.findings import Findings
from directory_data.loading.hsds.joining import Joined
from directory_data.loading.hsds.row_making import Cell, cell_of
from directory_data.loading.hsds.things import Thing

SPOKEN = frozenset({"", "voice", "cell", "mobile", "hotline", "telephone", "phone"})
"""Types of telephone number that a person can talk to."""


def contact_cells(
    service: Thing, joined: Joined, findings: Findings, *, is_protected: bool
) -> dict[str, Cell]:
    """The service's own number and address first, then its contacts'. Where there is none, the number of the first
    place where it is held that has one; each place keeps its own beside that."""
    contacts = joined.inside(service, "contacts")
    phones = [*joined.inside(service, "phones")]
    phones += [phone for contact in contacts for phone in joined.inside(contact, "phones")]
    if not is_protected and not any(map(_is_spoken, phones)):
        places = (joined.at_place(place, "phones") for place in joined.at_locations(service))
        phones += next((found for found in places if any(map(_is_spoken, found))), ())
    emails = [thing for thing in (service, *contacts) if thing.get("email")]
    if len(emails) > 1:
        findings.not_kept["email after the first"] += len(emails) - 1
    return {
        "phone": phone_cell(phones, service, findings),
        "email": cell_of(emails[0] if emails else service, "email"),
    }


def phone_cell(phones: Sequence[Thing], owner: Thing, findings: Findings) -> Cell:
    """The first number that a person can talk to; the others are counted."""
    spoken = [phone for phone in phones if _is_spoken(phone)]
    if len(phones) > 1 or len(phones) > len(spoken):
        findings.not_kept["phone after the first"] += len(phones) - min(len(spoken), 1)
    if not spoken:
        return Cell("", owner.at.inside("phones"))
    return Cell(spoken[0].get("number").strip(' "'), spoken[0].at.inside("number"))


def _is_spoken(phone: Thing) -> bool:
    return phone.get("type").casefold() in SPOKEN and bool(phone.get("number"))
