"""The forms of a case. One file per subject; this is their face."""

from portal.cases.forms.closing import AuthorityForm, ClosingForm, ReopeningForm
from portal.cases.forms.family import CaseForm, Family, family_of
from portal.cases.forms.finding import FindingChangeForm, FindingForm
from portal.cases.forms.hearing import HearingForm
from portal.cases.forms.link import LinkForm
from portal.cases.forms.order import AcceptOrderForm, OrderForm, StrikeOrderForm
from portal.cases.forms.typed_order import TypedOrder, typed_order

__all__ = [
    "AcceptOrderForm",
    "AuthorityForm",
    "CaseForm",
    "ClosingForm",
    "Family",
    "FindingChangeForm",
    "FindingForm",
    "HearingForm",
    "LinkForm",
    "OrderForm",
    "ReopeningForm",
    "StrikeOrderForm",
    "TypedOrder",
    "family_of",
    "typed_order",
]
