"""What is asked about somebody who is invited, and about a provider that is new to the directory."""

from __future__ import annotations

from wtforms.widgets import EmailInput

from directory_data.vocabulary import Role, Word
from portal.accounts.queries import LONGEST_EMAIL
from portal.text_fields import LineField, TypedForm, WordRadioField


class StaffRole(Word):
    """What somebody of a provider may do."""

    PROGRAMME = Role.PROGRAMME.value, "Programme staff: referrals, assessments, groups"
    PARTNER_SUPPORT = (
        Role.PARTNER_SUPPORT.value,
        "Partner-support worker: partners and ex-partners who are handed over",
    )
    PROVIDER_ADMINISTRATOR = Role.PROVIDER_ADMINISTRATOR.value, "Provider administrator: listings and people"


class PersonForm(TypedForm):
    """Name and e-mail address of somebody to invite."""

    name = LineField("Full name", required="Enter the person’s name", render_kw={"autocomplete": "off"})
    email = LineField(
        "Work email address",
        required="Enter the person’s work email address",
        longest=LONGEST_EMAIL,
        widget=EmailInput(),
        description="We send a link there with which they set a password within 48 hours.",
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class ColleagueForm(PersonForm):
    """The same, with what the person may do."""

    role = WordRadioField("What will this person do?", StaffRole, required="Choose what this person will do")


class ProviderForm(PersonForm):
    """A provider that has no listings here yet, and its first administrator."""

    provider_name = LineField(
        "Name people know the organisation by", required="Enter the organisation’s name", longest=120
    )
    legal_name = LineField("Registered name", required="Enter the registered name", longest=160)
