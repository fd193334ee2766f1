"""The records of a case. One file per subject; this is their face."""

from portal.cases.models.case import Case
from portal.cases.models.order import Order, OrderElement
from portal.cases.models.people import Finding, Participant, ProtectedPerson

__all__ = ["Case", "Finding", "Order", "OrderElement", "Participant", "ProtectedPerson"]
