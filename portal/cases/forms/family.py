"""The form of a family: the court, the person ordered to attend, the other parent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, Regexp

from directory_data.gazetteer import Gazetteer
from directory_data.places import Place, parse
from directory_data.vocabulary import HearingKind, PlaceStatus
from portal.cases.forms import problems
from portal.fields import DateField3
from portal.rules import wall
from portal.rules.matching.admission import age_on
from portal.text_fields import LineField, ParagraphField, TypedForm, WholeNumberField, WordSelectField

ADULT_YEARS = 18
NO_POSTCODE = (
    "Enter a postcode, such as LS1 4AP. Without one, leave this empty and choose the local authority"
)
SAME_NAME = (
    "The other parent has the same name as the person ordered to attend. Check both. If both are right, add what "
    "tells them apart, such as a middle name"
)
SAME_HOME = (
    "This holds the home postcode of the person ordered to attend. Check whose it is. If both live at one address, "
    "take the postcode out, and say that they live together and how contact is safe all the same"
)
NOT_LOCATED = (PlaceStatus.OUTSIDE, PlaceStatus.NO_LOCATION, PlaceStatus.UNKNOWN, PlaceStatus.AMBIGUOUS)


def new_form_key() -> str:
    """A key that marks one showing of a form, so that sending it twice does one thing."""
    return uuid4().hex


class CaseForm(TypedForm):
    """A family's case. The person's authority is read from the postcode, or asked for where that is not enough."""

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
    hearing_kind = WordSelectField(
        "What the next hearing is for",
        HearingKind,
        required="Choose what the next hearing is for",
        default=HearingKind.OTHER,
    )
    participant_name = LineField(
        "Full name",
        required="Enter the name of the person ordered to attend",
        render_kw={"autocomplete": "off"},
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
        description="For example LS1 4AP. Leave it empty if it is not known, or if there is no fixed address.",
        render_kw={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"},
    )
    participant_authority = SelectField(
        "Local authority where the person lives",
        [Optional()],
        description="The council area. For somebody with no fixed address, where they usually stay.",
    )
    journey_limit_miles = WholeNumberField(
        "How far the person can reasonably travel, in miles",
        required="Enter a number of miles",
        lowest=1,
        highest=100,
        sentence="Enter a number of miles from 1 to 100",
        default=25,
        description="Each way, in a straight line.",
        render_kw={"class": "govuk-input--width-3", "inputmode": "numeric"},
    )
    contact = ParagraphField(
        "How to reach the person (optional)",
        description="Telephone, and when to ring. Programme staff arrange the assessment with it.",
        longest=500,
    )
    needs = ParagraphField(
        "Access, language or other needs (optional)",
        description="For example step-free access, an interpreter, help with reading.",
        longest=1_000,
    )
    partner_name = LineField(
        "The other parent’s name",
        required="Enter the other parent’s name",
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
        description="For example which number, who may answer, and which hours. Say what is not safe too.",
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
        right = self._check_wall() and right
        right = self._check_two_people() and right
        return self._check_home(gazetteer) and right

    def _check_dates(self, today: date) -> bool:
        before = len(self.errors)
        if self.next_hearing_on.data and self.next_hearing_on.data < today:
            problems.add(self.next_hearing_on, "The date of the next hearing must be today or later")
        born = self.date_of_birth.data
        if born and born >= today:
            problems.add(self.date_of_birth, "The date of birth must be in the past")
        elif born and age_on(today, born) < ADULT_YEARS:
            problems.add(
                self.date_of_birth,
                "The person must be 18 or over. Programmes in this directory are for adults",
            )
        elif born and born.year < 1900:
            problems.add(self.date_of_birth, "The date of birth must be after 1900")
        return len(self.errors) == before

    def _check_home(self, gazetteer: Gazetteer) -> bool:
        if self.postcode.errors:
            return False
        if not self.postcode.data:
            if not self.participant_authority.data:
                problems.add(self.participant_authority, "Choose the local authority, or enter a postcode")
            return bool(self.participant_authority.data)
        place = gazetteer.resolve(self.postcode.data)
        if place.status in NOT_LOCATED or not place.authorities:
            problems.add(self.postcode, place.sentence)
            return False
        if place.status is PlaceStatus.PLACE:
            problems.add(self.postcode, NO_POSTCODE)
            return False
        if len(place.authorities) > 1 and not self.participant_authority.data:
            problems.add(self.participant_authority, _which_authority(place))
            return False
        chosen = self.participant_authority.data
        if chosen and chosen not in {share.code for share in place.authorities}:
            problems.add(self.participant_authority, _other_authority(place))
            return False
        return True

    def _check_two_people(self) -> bool:
        """The two parents are two people, and what stands of the other one is not where this one lives."""
        other, own = _plain(self.partner_name.data), (self.participant_name.data, self.known_as.data)
        right = True
        if other and other in map(_plain, own):
            problems.add(self.partner_name, SAME_NAME)
            right = False
        home = _plain(self.postcode.data)
        if parse(self.postcode.data or "") and home in _plain(self.partner_contact.data):
            problems.add(self.partner_contact, SAME_HOME)
            right = False
        return right

    def _check_wall(self) -> bool:
        """What programme staff will read about the person names nobody to protect."""
        right = True
        for field in (self.known_as, self.contact, self.needs):
            texts = {field.label.text.removesuffix(" (optional)"): field.data or ""}
            why = wall.objections(
                texts,
                names=[self.partner_name.data or ""],
                contacts=[self.partner_contact.data or ""],
                known=self.participant_name.data or "",
                may_hold_numbers=(self.contact.label.text.removesuffix(" (optional)"),),
            )
            for sentence in why:
                problems.add(field, sentence)
            right = right and not why
        return right

    def home_authority(self, gazetteer: Gazetteer) -> str:
        """The code of the authority in which the participant lives: the one chosen, else the postcode's."""
        chosen: str = self.participant_authority.data or ""
        return chosen or gazetteer.resolve(self.postcode.data).authorities[0].code


def _plain(text: str | None) -> str:
    """Letters and figures alone, to compare what was typed with different blanks and capitals."""
    return "".join(filter(str.isalnum, text or "")).casefold()


def _which_authority(place: Place) -> str:
    return f"{place.label} lies in {_authorities_of(place)}. Choose the one the person lives in"


def _other_authority(place: Place) -> str:
    return f"{place.label} lies in {_authorities_of(place)}. Choose that local authority, or correct the postcode"


def _authorities_of(place: Place) -> str:
    names = [share.name for share in place.authorities[:4]]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


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
    hearing_kind: HearingKind = HearingKind.OTHER


def family_of(form: CaseForm, gazetteer: Gazetteer) -> Family:
    """The clean values of a checked form."""
    court = next(court for court in gazetteer.courts() if court.name == form.court.data)
    return Family(
        court_case_number=form.court_case_number.data,
        court=court.name,
        court_area=court.court_area,
        next_hearing_on=form.next_hearing_on.given,
        participant={
            "name": form.participant_name.data,
            "known_as": form.known_as.data or "",
            "date_of_birth": form.date_of_birth.data,
            "gender": form.gender.data,
            "postcode": form.postcode.data,
            "authority_code": form.home_authority(gazetteer),
            "journey_limit_miles": form.journey_limit_miles.data,
            "needs": form.needs.data,
            "contact": form.contact.data,
        },
        partner_name=form.partner_name.data,
        partner_authority=form.partner_authority.data,
        partner_contact=form.partner_contact.data,
        hearing_kind=form.hearing_kind.data,
    )
