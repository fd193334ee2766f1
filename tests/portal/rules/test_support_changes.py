"""What an officer owes when a programme and a partner-support service part."""

from __future__ import annotations

from datetime import date

import pytest

from directory_data.listing_vocabulary import Unpairing
from portal.rules import support_changes


@pytest.mark.parametrize(
    "table",
    [
        support_changes.DUE_AFTER_WORKING_DAYS,
        support_changes.TO_THE_OLD_SERVICE,
        support_changes.TO_THE_OFFICER,
    ],
)
def test_every_answer_has_its_words_and_its_day(table):
    assert set(table) == set(Unpairing)


def test_nobody_supported_presses_most():
    friday = date(2026, 11, 20)

    assert support_changes.due_on(Unpairing.OFFICERS, friday) == date(2026, 11, 24)
    assert support_changes.due_on(Unpairing.STAYS, friday) == date(2026, 11, 27)


def test_the_sentence_names_both_services_and_the_day():
    sentence = support_changes.sentence_for_officer(
        Unpairing.MOVES, old="Old", new="New", due=date(2026, 11, 27)
    )

    assert sentence.startswith("Old is no longer paired")
    assert "New takes over" in sentence
    assert "27 November 2026" in sentence
