"""The forms of a case. One file per subject; this is their face."""

from portal.cases.forms.family import CaseForm, Family, family_of
from portal.cases.forms.finding import FindingForm
from portal.cases.forms.order import AcceptOrderForm, OrderForm

__all__ = ["AcceptOrderForm", "CaseForm", "Family", "FindingForm", "OrderForm", "family_of"]
