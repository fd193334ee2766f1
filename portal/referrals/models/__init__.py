"""The records of referrals: the referral and its diary, its place in a group, and its assessment."""

from portal.referrals.models.assessment import Appointment, Assessment, CriterionFinding, Tool
from portal.referrals.models.diary import Correction, DiaryEntry
from portal.referrals.models.place import PassedOver, Place, Waiting
from portal.referrals.models.referral import ChosenSupport, Referral
from portal.referrals.models.support_change import SupportChange

__all__ = [
    "Appointment",
    "Assessment",
    "ChosenSupport",
    "Correction",
    "CriterionFinding",
    "DiaryEntry",
    "PassedOver",
    "Place",
    "Referral",
    "SupportChange",
    "Tool",
    "Waiting",
]
