"""The draft wording: every paragraph filled from the case, nothing made up, nothing of the case read as a pattern."""

from __future__ import annotations

from datetime import date

from portal.rules.orders.wording import WordingFacts, letter_to_court, paragraphs

KNOWN = WordingFacts(
    participant="Daniel Example",
    provider="Aire Valley Change",
    programme="the Aire Valley programme",
    venue="Old Library, Leeds",
    order_made_on=date(2026, 11, 20),
    refer_by=date(2026, 11, 27),
    assessed_by=date(2027, 1, 6),
    starts_by=date(2027, 1, 25),
    interim_report_on=date(2027, 4, 26),
    programme_ends_on=date(2027, 8, 9),
    monitoring_ends_on=date(2027, 6, 1),
    missing=("It does not direct Cafcass to refer.", "It sets no date for a report."),
)


def test_the_paragraphs_a_to_i_stand_in_order():
    letters = [each.letter for each in paragraphs(KNOWN)]

    assert letters == list("ABCDEFGHI")


def test_what_is_known_of_the_case_stands_in_the_words():
    by_letter = {each.letter: each.text for each in paragraphs(KNOWN)}

    assert (
        "Daniel Example shall take part in the Aire Valley programme provided by Aire Valley Change"
        in by_letter["A"]
    )
    assert "by 27 November 2026 refer Daniel Example" in by_letter["B"]
    assert "by 23 August 2027" in by_letter["B"], "the final report comes 14 days after the last session"
    assert "review on 6 September 2027" in by_letter["C"], (
        "two weeks after the report, where no review is listed"
    )
    assert "until 20 November 2027" in by_letter["H"], "12 months from the order"


def test_what_is_not_known_is_left_open_and_never_made_up():
    texts = " ".join(each.text for each in paragraphs(WordingFacts(participant="Daniel Example")))

    assert "provided by [provider] at [venue]" in texts
    assert "by [date] refer Daniel Example" in texts
    assert "None" not in texts


def test_the_letter_names_each_gap_and_both_dates():
    letter = letter_to_court(KNOWN)

    assert "- It does not direct Cafcass to refer.\n- It sets no date for a report." in letter.text
    assert "expected to end on 9 August 2027" in letter.text
    assert "Monitoring ends on 1 June 2027" in letter.text


def test_a_name_with_braces_is_a_name_and_not_a_pattern():
    texts = [each.text for each in paragraphs(WordingFacts(participant="{provider} {0} {missing}"))]

    assert any("{provider} {0} {missing}" in text for text in texts)


def test_law_that_is_not_verified_says_so():
    open_questions = {each.letter for each in paragraphs(KNOWN) if each.open_question}

    assert open_questions == {"G"}
