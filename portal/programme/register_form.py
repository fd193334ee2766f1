"""The form of a register: one row for each person of the group, all of them on one page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wtforms import BooleanField, Form, FormField, HiddenField, SelectField

from directory_data.register_vocabulary import Attendance, Participation
from directory_data.vocabulary import Word
from portal.programme.models import AttendanceEntry
from portal.programme.recording import FilledRow
from portal.programme.sheets import SheetRow
from portal.rules import register_rows
from portal.rules.register_rows import RowAnswers
from portal.text_fields import LineField, ParagraphField, TypedForm, word_choices

NO_NUMBER = -1
"""Something was typed that is no number of minutes."""


def _term_of(words: type[Word]) -> Any:
    known = {word.value: word for word in words}
    return known.get


class RowForm(Form):
    """One person. A row that is left as it is says nothing and is not written."""

    attendance = SelectField(
        "Attendance", choices=word_choices(Attendance, first="Not marked"), coerce=_term_of(Attendance)
    )
    minutes = LineField(
        "Minutes", longest=4, render_kw={"class": "govuk-input--width-3", "inputmode": "numeric"}
    )
    participation = SelectField(
        "Participation",
        choices=word_choices(Participation, first="Not given"),
        coerce=_term_of(Participation),
    )
    note = ParagraphField("Note", longest=2_000)
    is_concern = BooleanField("There is a concern. The officer can read the note.")
    why = LineField(
        "Why this changes",
        description="Needed where you change what was recorded. What was recorded stays beside it.",
    )
    based_on = HiddenField()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        answers = (self.attendance.data, self.minutes.data, self.participation.data, self.note.data)
        return not any(answers) and not self.is_concern.data

    def is_left(self, row: SheetRow) -> bool:
        """Whether nothing was recorded and nothing is said."""
        return self.is_blank and row.recorded.current is None

    def base_on(self, row: SheetRow) -> None:
        """What is sent next is meant to follow what stands now."""
        self.based_on.data = str(row.recorded.number)

    def tell(self, row: SheetRow, sentence: str) -> None:
        """Say what somebody else recorded in the meantime, and let what was typed be saved over it."""
        self.base_on(row)
        self.attendance.errors = [sentence]

    def answers(self) -> RowAnswers:
        """What was filled in, once it was checked."""
        typed = self.minutes.data or ""
        is_number = typed.isascii() and typed.isdigit()
        return RowAnswers(
            attendance=self.attendance.data,
            minutes=(int(typed) if is_number else NO_NUMBER) if typed else None,
            participation=self.participation.data,
            note=self.note.data,
            is_concern=self.is_concern.data,
        )

    def check(self, row: SheetRow, session_minutes: int, at: datetime) -> bool:
        """Whether the row can be written or left; its errors say why not."""
        if self.errors or self.is_left(row):
            return not self.errors
        if self.attendance.data is None:
            self.attendance.errors = _about(row, ["Choose the attendance"])
            return False
        for name, sentence in register_rows.row_objections(self.answers(), session_minutes).items():
            self[name].errors = _about(row, [sentence])
        # Whoever sends a page that is out of date is first told what stands now.
        if row.recorded.current and row.first_at and self.based_on.data == str(row.recorded.number):
            self.why.errors = _about(row, self._why_objections(row.recorded.current, row.first_at, at))
        return not self.errors

    def _why_objections(self, current: AttendanceEntry, first_at: datetime, at: datetime) -> list[str]:
        before = answers_in(current)
        changed = [name for name, answer in before.items() if self[name].data != answer]
        if not changed:
            return []
        is_replacing = any(before[name] for name in changed)
        return register_rows.correction_objections(first_at, at, self.why.data, is_replacing=is_replacing)

    def filled(self, referral_id: int) -> FilledRow:
        """The row for the register."""
        typed = self.based_on.data or ""
        based_on = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
        return FilledRow(referral_id, self.answers(), based_on, self.why.data)


class RegisterForm(TypedForm):
    """A whole register; its rows are named by the references of the referrals."""

    def row(self, row: SheetRow) -> RowForm:
        """The fields of one person."""
        fields: RowForm = self[row.referral.reference].form
        return fields

    def mark_the_rest(self, rows: Sequence[SheetRow]) -> None:
        """Mark as attended whoever was expected and whose attendance was not chosen."""
        for row in rows:
            if row.is_waited_for and self.row(row).attendance.data is None:
                self.row(row).attendance.data = Attendance.ATTENDED


def register_form(rows: Sequence[SheetRow], **kwargs: Any) -> RegisterForm:
    """The form with a row for each of these people, filled with how it stands."""
    fields = {row.referral.reference: FormField(RowForm, row.referral.case.participant.name) for row in rows}
    shown = {row.referral.reference: _as_it_stands(row.recorded.current) for row in rows}
    made: RegisterForm = type("FilledRegisterForm", (RegisterForm,), fields)(data=shown, **kwargs)
    return made


def answers_in(entry: AttendanceEntry) -> dict[str, Any]:
    """An entry as the fields of a row hold it."""
    return {
        "attendance": entry.attendance,
        "minutes": str(entry.minutes) if entry.minutes else "",
        "participation": entry.participation,
        "note": entry.note,
        "is_concern": entry.is_concern,
    }


def _as_it_stands(entry: AttendanceEntry | None) -> dict[str, Any]:
    return {**answers_in(entry), "based_on": str(entry.number)} if entry else {"based_on": "0"}


def _about(row: SheetRow, sentences: Sequence[str]) -> list[str]:
    """The sentences with whom they are about: a register has the same boxes for everybody."""
    name = row.referral.case.participant.name
    return [f"{name}: {sentence[:1].lower()}{sentence[1:]}" for sentence in sentences]
