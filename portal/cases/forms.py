"""The forms of a case: the family, the order, and the reason for going on with an AMBER order."""

from __future__ import annotations


from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp, ValidationError

from directory_data.gazetteer import Gazetteer
from directory_data.places import Place
from directory_data.vocabulary import ElementType, FindingBasis, OrderStage, PlaceStatus
from portal.fields import DateField3
from portal.text_fields import LineField, ParagraphField, WordRadioField, WordSelectField

ADULT_YEARS = 18
MOST_ELEMENTS = 12
NOT_LOCATED = (PlaceStatus.OUTSIDE, PlaceStatus.NO_LOCATION, PlaceStatus.UNKNOWN, PlaceStatus.AMBIGUOUS)


def new_form_key() -> str:
    """A key that marks one showing of a form, so that sending it twice does one thing."""
    return uuid4().hex


class CaseForm(FlaskForm):
    """A family's case. The participant's authority is read from the postcode and asked for only where that is not enough."""

    form_key = HiddenField(default=new_form_key, validators=[InputRequired(), Regexp(r"^[0-9a-f]{32}$")])
    court_case_number = LineField(
        "Court case number",
        required="Enter the court case number",
        longest=40,
        description="It stands on every order, for example LS26P01234.",
        render_kw={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"},
    )
    court = SelectField("Family court", [InputRequired("Choose the family court")])
    next_hearing_on = DateField3("Next hearing", what="the date of the next hearing")
    participant_name = LineField(
        "Full name", required="Enter the name of the person ordered to attend", render_kw={"autocomplete": "off"}
    )
    known_as = LineField("Other names the person uses (optional)", render_kw={"autocomplete": "off"})
    date_of_birth = DateField3("Date of birth", what="the date of birth")
    gender = LineField(
        "Gender (optional)",
        longest=60,
        description="In the person’s own words. It is used only where a programme’s published rule turns on it.",
        render_kw={"class": "govuk-input--width-10", "autocomplete": "off"},
    )
    postcode = LineField(
        "Home postcode",
        longest=12,
        description="Leave empty if the person has no fixed address, and choose the local authority.",
        render_kw={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"},
    )
    participant_authority = SelectField("Local authority", [Optional()])
    journey_limit_miles = IntegerField(
        "How far the person can reasonably travel, in miles",
        [InputRequired("Enter a number of miles"), NumberRange(1, 100, "Enter a number of miles from 1 to 100")],
        default=25,
        render_kw={"class": "govuk-input--width-3", "inputmode": "numeric"},
    )
    needs = ParagraphField(
        "Access, language or other needs (optional)",
        description="For example step-free access, an interpreter, help with reading.",
        longest=1_000,
    )
    partner_name = LineField(
        "The other parent’s name",
        required="Enter the other parent’s name",
        description="Kept sealed. Programme staff never see it.",
        render_kw={"autocomplete": "off"},
    )
    partner_authority = SelectField(
        "Local authority where the other parent lives",
        [InputRequired("Choose the local authority where the other parent lives")],
        description="We do not ask for an address.",
    )
    partner_contact = ParagraphField(
        "How and when it is safe to contact the other parent",
        required="Say how and when it is safe to contact the other parent, or that it is not known yet",
        description="Kept sealed, and given only to the partner-support worker. Say what is not safe too.",
        longest=1_000,
    )

    def offer(self, gazetteer: Gazetteer) -> None:
        """Fill the lists of courts and authorities."""
        authorities = [SelectChoice(area.code, area.name) for area in gazetteer.authorities()]
        self.court.choices = [SelectChoice("", "Choose a court")] + [
            SelectChoice(court.name, court.name) for court in gazetteer.courts()
        ]
        for field in (self.participant_authority, self.partner_authority):
            field.choices = [SelectChoice("", "Choose a local authority"), *authorities]

    def check(self, gazetteer: Gazetteer, today: date) -> bool:
        """Whether the answers can be a case today; errors stand at their fields."""
        right = self.validate_on_submit()
        right = self._check_dates(today) and right
        return self._check_home(gazetteer) and right

    @property
    def asks_authority(self) -> bool:
        """Whether the postcode left the authority open, or one was chosen."""
        return bool(self.participant_authority.errors or self.participant_authority.data or not self.postcode.data)

    def _check_dates(self, today: date) -> bool:
        before = len(self.errors)
        if self.next_hearing_on.data and self.next_hearing_on.data < today:
            _add(self.next_hearing_on, "The date of the next hearing must be today or later")
        born = self.date_of_birth.data
        if born and born >= today:
            _add(self.date_of_birth, "The date of birth must be in the past")
        elif born and years_between(born, today) < ADULT_YEARS:
            _add(self.date_of_birth, "The person must be 18 or over. Programmes in this directory are for adults")
        elif born and born.year < 1900:
            _add(self.date_of_birth, "The date of birth must be after 1900")
        return len(self.errors) == before

    def _check_home(self, gazetteer: Gazetteer) -> bool:
        if self.postcode.errors:
            return False
        if not self.postcode.data:
            if not self.participant_authority.data:
                _add(self.participant_authority, "Choose the local authority, or enter a postcode")
            return bool(self.participant_authority.data)
        place = gazetteer.resolve(self.postcode.data)
        if place.status in NOT_LOCATED or not place.authorities:
            _add(self.postcode, place.sentence)
            return False
        if len(place.authorities) > 1 and not self.participant_authority.data:
            _add(self.participant_authority, _which_authority(place))
            return False
        return True

    def home_authority(self, gazetteer: Gazetteer) -> str:
        """The code of the authority in which the participant lives: the one chosen, else the postcode's."""
        chosen: str = self.participant_authority.data or ""
        return chosen or gazetteer.resolve(self.postcode.data).authorities[0].code


def _which_authority(place: Place) -> str:
    names = [share.name for share in place.authorities[:4]]
    return f"{place.label} lies in {' and '.join([', '.join(names[:-1]), names[-1]])}. Choose the one the person lives in"


class ElementForm(Form):
    """One part of an order."""

    type = WordSelectField("Kind", ElementType, required="Choose what this part of the order is")
    subject = LineField("About whom (optional)", description="For example the father, or both parents.")
    provider_name = LineField("Provider named in the order (optional)")
    activity = LineField("What the order says must be done (optional)", longest=1_000)
    starts_on = DateField3("Starts (optional)", what="the start", required=False)
    ends_on = DateField3("Ends (optional)", what="the end", required=False)
    is_report_directed = BooleanField("It directs a report to the court")
    report_due_on = DateField3("Report due (optional)", what="the date the report is due", required=False)

    def validate_ends_on(self, field: DateField3) -> None:
        """An end lies after its start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("The end must be the same as or after the start")


class OrderForm(FlaskForm):
    """An order, with as many parts as it has. `another` asks for one more part without saving."""

    made_on = DateField3("Date of the order", what="the date of the order")
    stage = WordRadioField("Did the order end the case?", OrderStage, required="Say whether the order ended the case")
    is_sealed_copy_held = BooleanField("Cafcass holds the sealed copy")
    directs_cafcass_to_refer = BooleanField("It directs Cafcass to refer")
    includes_suitability_step = BooleanField("It provides for the suitability assessment")
    permits_disclosure = BooleanField("It lets Cafcass give the provider the order and the findings")
    consents_recorded = BooleanField("Every adult named in a family assistance order has consented")
    review_hearing_on = DateField3("Review hearing (optional)", what="the date of the review hearing", required=False)
    report_due_on = DateField3("Report due (optional)", what="the date the report is due", required=False)
    elements = FieldList(FormField(ElementForm), min_entries=1, max_entries=MOST_ELEMENTS)

    def check(self, today: date) -> bool:
        """Whether the answers can be an order today; errors stand at their fields."""
        right = self.validate_on_submit()
        if self.made_on.data and self.made_on.data > today:
            _add(self.made_on, "The date of the order must be today or in the past")
            return False
        return right

    def values(self) -> dict[str, Any]:
        """What the order says, for its record."""
        return {name: field.data for name, field in self._fields.items() if name not in ("csrf_token", "elements")}

    def element_values(self) -> list[dict[str, Any]]:
        """What each part says."""
        return [
            {name: "" if value is None and isinstance(entry.form[name], LineField) else value for name, value in entry.form.data.items()}
            for entry in self.elements.entries
        ]


class FindingForm(FlaskForm):
    """What was found or admitted."""

    basis = WordSelectField("What it rests on", FindingBasis, required="Choose what the finding or admission rests on")
    words = ParagraphField("The words", required="Enter what was found or admitted")
    source = LineField("Document and page", required="Enter the document and page")
    dated_on = DateField3("Date of the document", what="the date of the document")

    def values(self) -> dict[str, Any]:
        """What was found, for its record."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


class AcceptOrderForm(FlaskForm):
    """Why an officer goes on although the order checker says AMBER."""

    reason = ParagraphField(
        "Why is it right to refer on this order as it stands?",
        required="Enter your reason. It is kept with the order and shown to your manager",
        longest=2_000,
    )


@dataclass(frozen=True)
class Family:
    """The values of a case form, located: what a case is opened with."""

    court_case_number: str
    court: str
    court_area: str
    next_hearing_on: date
    participant: dict[str, Any]
    partner_name: str
    partner_authority: str
    partner_contact: str


def family_of(form: CaseForm, gazetteer: Gazetteer) -> Family:
    """The clean values of a checked form."""
    court = next(court for court in gazetteer.courts() if court.name == form.court.data)
    return Family(
        court_case_number=form.court_case_number.data,
        court=court.name,
        court_area=court.court_area,
        next_hearing_on=form.next_hearing_on.data,
        participant={
            "name": form.participant_name.data,
            "known_as": form.known_as.data or "",
            "date_of_birth": form.date_of_birth.data,
            "gender": form.gender.data or "",
            "postcode": form.postcode.data or "",
            "authority_code": form.home_authority(gazetteer),
            "journey_limit_miles": form.journey_limit_miles.data,
            "needs": form.needs.data or "",
        },
        partner_name=form.partner_name.data,
        partner_authority=form.partner_authority.data,
        partner_contact=form.partner_contact.data,
    )


def years_between(born: date, day: date) -> int:
    """Whole years of age on that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _add(field: Any, error: str) -> None:
    field.errors = [*field.errors, error]


