"""The draft wording: every paragraph filled from the case, nothing made up, nothing of the case read as a pattern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.rules.orders.wording import HowFar, WordingFacts, letter_to_court, paragraphs

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


REFERRED = replace(KNOWN, so_far=HowFar.REFERRED, referred_on=date(2026, 11, 24), today=date(2026, 12, 1))
ACCEPTED = replace(REFERRED, so_far=HowFar.ACCEPTED, today=date(2027, 1, 7))
BEGUN = replace(ACCEPTED, so_far=HowFar.BEGUN, began_on=date(2027, 1, 18), today=date(2027, 2, 1))
ENDED = replace(BEGUN, so_far=HowFar.ENDED, ended_on=date(2027, 8, 9), today=date(2027, 8, 10))


def texts_of(facts: WordingFacts) -> dict[str, str]:
    return {
        each.letter: f"{each.title}. {each.text}" for each in (*paragraphs(facts), letter_to_court(facts))
    }


@pytest.mark.parametrize(
    "facts, letter, words",
    [
        (REFERRED, "A", "starting with the provider’s suitability assessment"),
        (REFERRED, "B", "Cafcass referred Daniel Example through its commissioned-services route on 24 November 2026"),
        (REFERRED, "B", "file (i) the outcome of the suitability assessment by 6 January 2027, (ii) an interim report"),
        (REFERRED, "D", "is not accepted, has not begun by 25 January 2027, or leaves"),
        (REFERRED, "J", "Cafcass referred Daniel Example on 24 November 2026."),
        (ACCEPTED, "A", "the provider has accepted Daniel Example."),
        (ACCEPTED, "B", "file (i) an interim report by 26 April 2027 and (ii) a report under section 7 on completion"),
        (ACCEPTED, "D", "If Daniel Example has not begun by 25 January 2027, or leaves the programme"),
        (BEGUN, "A", "shall go on taking part in the Aire Valley programme"),
        (BEGUN, "B", "Daniel Example began the programme on 18 January 2027"),
        (BEGUN, "D", "leaves the programme, or the provider ends the place before"),
        (BEGUN, "F", "goes on taking part in the Aire Valley programme"),
        (BEGUN, "J", "Daniel Example began it on 18 January 2027."),
        (ENDED, "A", "[No direction is drafted here: the place of Daniel Example"),
        (ENDED, "B", "Cafcass shall file a report under section 7"),
        (ENDED, "J", "ended on 9 August 2027"),
    ],
)  # fmt: skip
def test_the_words_know_how_far_somebody_is(facts: WordingFacts, letter: str, words: str) -> None:
    assert words in texts_of(facts)[letter]


@pytest.mark.parametrize(
    "facts, passed",
    [
        (REFERRED, ("shall by", "refer by")),
        (ACCEPTED, ("shall by", "not accepted", "if accepted", "starting with", "suitability outcome")),
        (BEGUN, ("shall by", "not accepted", "if accepted", "starting with", "has not begun", "cannot refer")),
        (ENDED, ("shall by", "if accepted", "has not begun", "leaves the programme", "cannot refer", "interim")),
    ],
)  # fmt: skip
def test_what_is_behind_somebody_is_not_announced(facts: WordingFacts, passed: tuple[str, ...]) -> None:
    texts = " ".join(texts_of(facts).values())

    assert [words for words in passed if words in texts] == []


def test_a_day_that_has_passed_is_set_for_nobody() -> None:
    late = replace(REFERRED, today=date(2027, 9, 20), review_on=date(2027, 3, 1))

    texts = texts_of(late)

    assert "the outcome of the suitability assessment by [date]" in texts["B"]
    assert "interim report" not in texts["B"]
    assert "review on [date]" in texts["C"]
    assert "has not begun by [date]" in texts["D"]
    assert not [letter for letter in "ABCDI" if "January 2027" in texts[letter]]


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
