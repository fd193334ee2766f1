"""Which arrangement for contact holds, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from directory_data.risk_vocabulary import ContactLevel, ContactPhase
from portal.rules import contact

DECIDED, REVIEW = date(2026, 11, 20), date(2027, 1, 20)


@dataclass
class Line:
    phase: ContactPhase = ContactPhase.DURING
    review_on: date = REVIEW


def test_the_last_line_of_a_phase_holds_and_the_phases_stand_apart():
    first, other, last = Line(), Line(ContactPhase.AFTER), Line()

    assert contact.holding([first, other, last]) == {
        ContactPhase.DURING: last,
        ContactPhase.AFTER: other,
    }
    assert contact.holding([first, last])[ContactPhase.DURING] is last


def test_a_review_is_overdue_after_its_day_and_only_where_it_still_holds():
    old = Line(review_on=date(2026, 12, 1))

    assert contact.overdue_since([old], date(2026, 12, 1)) is None
    assert contact.overdue_since([old], date(2026, 12, 2)) == date(2026, 12, 1)
    assert contact.overdue_since([old, Line()], date(2026, 12, 2)) is None


@pytest.mark.parametrize("level", ContactLevel)
def test_supervised_and_supported_contact_name_the_place(level):
    found = contact.objections(level, "", DECIDED, REVIEW)

    assert ("venue" in found) is (level in (ContactLevel.SUPERVISED, ContactLevel.SUPPORTED))
    assert contact.objections(level, "A contact centre", DECIDED, REVIEW) == {}


def test_a_review_comes_after_the_decision():
    assert "review_on" in contact.objections(ContactLevel.NONE, "", DECIDED, DECIDED)
