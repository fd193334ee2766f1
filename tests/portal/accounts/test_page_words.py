"""What was typed, in the words of the page that asked for it."""

from __future__ import annotations

import pytest

from portal.accounts.page_words import readable

PAGE = """
<fieldset><legend><h1>Who came?</h1></legend>
<input type="hidden" name="based_on" value="3">
<label for="a">Attendance <span class="govuk-visually-hidden">of this person</span></label>
<select id="a" name="row-attendance"><option value="">Choose</option><option value="late">Came late</option></select>
</fieldset>
<fieldset><legend>How did it go?</legend>
<input type="radio" id="w-1" name="how" value="1"><label for="w-1">Well &amp; good</label>
<input type="radio" id="w-2" name="how" value="2"><label for="w-2">Not well</label>
</fieldset>
<label for="n">Note</label><textarea id="n" name="note"></textarea>
<input type="checkbox" id="c" name="is_concern" value="y"><label for="c">This is a concern</label>
<button name="rest" value="attended">Save, and mark <b>everyone</b> else</button>
"""


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (("row-attendance", "late"), ("Who came?", "Attendance of this person: Came late")),
        (("how", "2"), ("How did it go?", "Not well")),
        (("how", "1"), ("How did it go?", "Well & good")),
        (("note", "Two\nlines"), ("Note", "Two\nlines")),
        (("is_concern", "y"), ("This is a concern", "This is a concern")),
        (("rest", "attended"), ("You chose", "Save, and mark everyone else")),
        (("conditions-0-review_on", "12 January 2027"), ("Review on", "12 January 2027")),
    ],
)
def test_each_field_is_read_as_its_page_says_it(field, said):
    assert readable([field], PAGE) == [said]


def test_what_was_left_empty_or_hidden_is_not_shown_and_answers_of_one_group_stand_together():
    fields = [("based_on", "3"), ("note", "  "), ("row-attendance", "late"), ("row-attendance", "late")]

    assert readable(fields, PAGE) == [
        ("Who came?", "Attendance of this person: Came late\nAttendance of this person: Came late")
    ]


def test_without_its_page_it_can_still_be_read():
    assert readable([("summary_of_abuse", "Invented")], "") == [("Summary of abuse", "Invented")]
