"""The forms of what a programme has to fit: circumstances, whom and what to keep apart, a longer journey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from directory_data.gazetteer import Gazetteer
from directory_data.models import Service
from directory_data.places import parse
from directory_data.vocabulary import AccessNeed, Disqualifier, PersonalLink, StandingInLaw
from portal.cases.forms import problems
from portal.cases.models import Case, Circumstances
from portal.rules import references, wall
from portal.text_fields import LineField, ParagraphField, TypedForm, WordSelectField, word_choices

MOST_PLACES = 10
MINUTES = range(5, 241)
NOT_ASKED = ""
ANSWERS = {"yes": True, "no": False}


class YesNoField(RadioField):
    """Yes, no, or not asked yet; `answer` is True, False or None."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        choices = [
            SelectChoice("yes", "Yes"),
            SelectChoice("no", "No"),
            SelectChoice(NOT_ASKED, "Not asked yet"),
        ]
        super().__init__(label, choices=choices, default=NOT_ASKED, **kwargs)

    @property
    def answer(self) -> bool | None:
        """What was answered."""
        return ANSWERS.get(self.data or NOT_ASKED)


class CircumstancesForm(TypedForm):
    """What the person needs to take part, how they travel, how they stand in law, and what programmes may bar."""

    access_needs = SelectMultipleField(
        "What does the person need in order to take part? (optional)", choices=word_choices(AccessNeed)
    )
    language = LineField(
        "Language the person speaks best (optional)",
        longest=60,
        description="Leave this empty for English.",
        render_kw={"class": "govuk-input--width-20", "autocomplete": "off"},
    )
    has_car = YesNoField("Does the person travel by car?")
    journey_limit_minutes = LineField(
        "How long a journey is reasonable, in minutes (optional)",
        longest=9,
        description="Each way. It is estimated from a straight line until a journey planner is connected.",
        render_kw={"class": "govuk-input--width-3", "inputmode": "numeric"},
    )
    party = YesNoField(StandingInLaw.PARTY.label)
    provided_for = YesNoField(StandingInLaw.PROVIDED_FOR.label)
    resident = YesNoField(StandingInLaw.RESIDENT.label)
    criminal_proceedings = YesNoField(Disqualifier.CRIMINAL_PROCEEDINGS.label)
    completed_recently = YesNoField(Disqualifier.COMPLETED_RECENTLY.label)
    will_not_discuss = YesNoField(Disqualifier.WILL_NOT_DISCUSS.label)
    dependence = YesNoField(Disqualifier.DEPENDENCE.label)
    illness = YesNoField(Disqualifier.ILLNESS.label)

    def check(self) -> bool:
        """Whether the answers can be kept: an interpreter is asked for in some language."""
        right = self.validate_on_submit()
        if AccessNeed.INTERPRETER.value in (self.access_needs.data or []) and not self.language.data:
            problems.add(self.language, "Enter the language the person speaks best")
            return False
        return right

    def validate_journey_limit_minutes(self, field: LineField) -> None:
        """A whole number of minutes that somebody could travel."""
        if field.data and _minutes(field.data) is None:
            raise ValidationError(f"Enter a number of minutes from {MINUTES[0]} to {MINUTES[-1]}")

    @property
    def bars(self) -> list[YesNoField]:
        """The questions about what programmes may declare as a bar."""
        return [self._fields[_field_name(each)] for each in Disqualifier]

    @property
    def in_law(self) -> list[YesNoField]:
        """The questions about whom a court can order to take part."""
        return [self._fields[_field_name(each)] for each in StandingInLaw]

    def values(self) -> dict[str, Any]:
        """What is kept."""
        asked = (*Disqualifier, *StandingInLaw)
        answers = {each.value: self._fields[_field_name(each)].answer for each in asked}
        return {
            "access_needs": ",".join(self.access_needs.data or []),
            "language": self.language.data or "",
            "has_car": self.has_car.answer,
            "journey_limit_minutes": _minutes(self.journey_limit_minutes.data or ""),
            "answers": {code: answer for code, answer in answers.items() if answer is not None},
        }


def circumstances_as_typed(record: Circumstances) -> dict[str, Any]:
    """A record as the form shows it."""
    words = {True: "yes", False: "no", None: NOT_ASKED}
    return {
        "access_needs": [need.value for need in AccessNeed if need in record.needs],
        "language": record.language,
        "has_car": words[record.has_car],
        "journey_limit_minutes": str(record.journey_limit_minutes or ""),
        **{_field_name(each): words[record.answered.get(each)] for each in Disqualifier},
        **{_field_name(each): words[record.standing.get(each)] for each in StandingInLaw},
    }


class SafePlacesForm(TypedForm):
    """Postcodes that no group may meet close to. What was typed or recorded is never shown again, not even once."""

    postcodes = ParagraphField(
        "Postcodes no group may meet close to",
        longest=500,
        description="One on each line: for example home, work, the child’s school. "
        "They are stored encrypted and are never shown again. Entering them again replaces what is recorded.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    is_cleared = BooleanField("Remove the places that are recorded")

    def check(self, case: Case, gazetteer: Gazetteer) -> list[str] | None:
        """The postcodes to seal; none where they are to be taken away. None where something is wrong."""
        right = self.validate_on_submit()
        typed = [line.strip() for line in (self.postcodes.data or "").split("\n") if line.strip()]
        self.postcodes.data = ""
        if not right:
            return None
        if self.is_cleared.data and not typed:
            return []
        home = parse(case.participant.postcode)
        wrong = _wrong_number(typed) or [
            problem for n, text in enumerate(typed, start=1) if (problem := _wrong(n, text, home, gazetteer))
        ]
        for sentence in wrong:
            problems.add(self.postcodes, sentence)
        return None if wrong else [found.unit for text in typed if (found := parse(text))]


class KeepApartForm(TypedForm):
    """Another case whose person must not sit in the same group."""

    other = LineField(
        "Case reference of the other person",
        required="Enter the reference of the other case",
        longest=20,
        description="For example C-34K8PX.",
        render_kw={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"},
    )
    link = WordSelectField(
        "How are the two people connected?", PersonalLink, required="Choose how the two people are connected"
    )

    def reference(self, case: Case) -> str | None:
        """The other case's reference; None, with the sentence at the field, where it cannot be one."""
        if not self.validate_on_submit():
            return None
        meant = references.parse_reference(self.other.data or "", references.ReferenceKind.CASE)
        if meant is None:
            problems.add(self.other, "Enter a case reference, such as C-34K8PX")
        elif meant == case.reference:
            problems.add(self.other, "This is the reference of this case. Enter the other one")
        return None if self.errors else meant


class LongerJourneyForm(TypedForm):
    """Why a journey beyond the limit is reasonable for this person."""

    service = SelectField("For which programme?", validate_choice=True)
    reason = ParagraphField(
        "Why is the longer journey reasonable?",
        required="Enter why the longer journey is reasonable",
        description="Say what the person agreed to, and when. It is kept with the case and with every match.",
        longest=1_000,
    )

    def offer(self, programmes: Sequence[Service]) -> None:
        """Fill the list of programmes."""
        self.service.choices = [SelectChoice("", "Every programme")] + [
            SelectChoice(each.slug, each.name) for each in programmes
        ]

    def check(self, case: Case) -> bool:
        """Whether the reason can be kept: the court may read it, so it names nobody to protect."""
        right = self.validate_on_submit()
        people = case.protected_people
        why = wall.objections(
            {"Reason": self.reason.data or ""},
            names=[person.name for person in people],
            contacts=[person.contact for person in people],
            known=case.participant.name,
        )
        if why:
            problems.add(
                self.reason, "Name neither the other parent nor their number. The court may read this"
            )
        return right and not why


def _field_name(each: Disqualifier | StandingInLaw) -> str:
    return each.value.replace("-", "_")


def _minutes(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= 3
    return int(text) if is_number and int(text) in MINUTES else None


def _wrong_number(typed: Sequence[str]) -> list[str]:
    if not typed:
        return ["Enter a postcode, or remove the places that are recorded"]
    return [f"Enter {MOST_PLACES} postcodes or fewer"] if len(typed) > MOST_PLACES else []


def _wrong(number: int, text: str, home: object, gazetteer: Gazetteer) -> str:
    """Why a line is no place to be safe at. It never repeats what was typed."""
    postcode = parse(text)
    if postcode is None or gazetteer.resolve(postcode.unit).point is None:
        return f"Line {number} is not a full postcode that we can find. Enter all the postcodes again"
    if postcode == home:
        return (
            f"Line {number} is the postcode of the person ordered to attend. Both cannot be right: find out which is, "
            "and enter all the postcodes again"
        )
    return ""
