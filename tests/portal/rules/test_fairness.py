"""Who had a wrong paper, by when somebody is answered, and where a complaint stands."""

from __future__ import annotations

from datetime import date

import pytest

from directory_data.fairness_vocabulary import ComplaintStage, ComplaintStep, Holder
from portal.rules import fairness
from portal.rules.fairness import Answers, Given

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("paper", "holders"),
    [
        (Given("A draft"), []),
        (Given("An interim report", officer="Ann", provider="Aire"), [Holder.OFFICER, Holder.PROGRAMME]),
        (Given("A court report", court="Leeds"), []),
        (Given("A court report", court="Leeds", sent_to_court_on=DAY), [Holder.COURT]),
        (Given("A letter", participant="Gareth", given_on=DAY), [Holder.PARTICIPANT]),
        (Given("A court report", served_to="Both parties", served_on=DAY), [Holder.SERVED]),
    ],
)
def test_everybody_is_named_who_is_known_to_have_had_the_paper(paper, holders):
    assert [had.holder for had in fairness.holders(paper)] == holders


def test_each_holder_stands_with_what_shows_that_they_had_it():
    paper = Given("Letter", court="Leeds Combined Court Centre", sent_to_court_on=DAY)

    assert [had.words for had in fairness.holders(paper)] == [
        "Leeds Combined Court Centre, which was sent it on 3 November 2026"
    ]


def test_an_answer_is_due_in_working_days():
    assert fairness.complaint_due_on(date(2026, 12, 18)) == date(2027, 1, 20)
    assert fairness.correction_due_on(date(2026, 11, 20)) == date(2026, 12, 18)


def test_a_new_time_moves_nobodys_date(monkeypatch):
    rows = [Answers(date(2000, 1, 1), 20, 20), Answers(date(2027, 1, 1), 10, 15)]
    monkeypatch.setattr(fairness, "ANSWERS", rows)

    assert fairness.complaint_due_on(date(2026, 11, 20)) == date(2026, 12, 18)
    assert fairness.complaint_due_on(date(2027, 3, 1)) == date(2027, 3, 22)


def test_late_evidence_and_answers_leave_a_complaint_at_its_stage():
    steps = [ComplaintStep.ANSWER, ComplaintStep.REVIEW, ComplaintStep.EVIDENCE]

    assert fairness.stage_after([]) is ComplaintStage.FIRST
    assert fairness.stage_after(steps) is ComplaintStage.REVIEW
    assert fairness.stage_after([*steps, ComplaintStep.OMBUDSMAN]) is ComplaintStage.OMBUDSMAN
