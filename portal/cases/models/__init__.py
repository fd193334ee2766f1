"""The records of a case. One file per subject; this is their face."""

from portal.cases.models.case import Case
from portal.cases.models.finding import Finding, FindingVersion
from portal.cases.models.fitting import Circumstances, KeptApart, LongerJourney, SafePlaces
from portal.cases.models.hearing import Hearing
from portal.cases.models.history import CaseEntry, CaseLink
from portal.cases.models.order import Order, OrderElement
from portal.cases.models.people import Participant, ProtectedPerson

__all__ = [
    "Case",
    "CaseEntry",
    "CaseLink",
    "Circumstances",
    "Finding",
    "FindingVersion",
    "Hearing",
    "KeptApart",
    "LongerJourney",
    "Order",
    "OrderElement",
    "Participant",
    "ProtectedPerson",
    "SafePlaces",
]
