"""The directory's records. One file per subject; this is their face."""

from directory_data.models import noticing  # noqa: F401  it listens from now on
from directory_data.models.change import ListingChange
from directory_data.models.coverage import CoverageArea
from directory_data.models.group import Group
from directory_data.models.meeting_place import MeetingPlace
from directory_data.models.provider import Provider
from directory_data.models.service import AdmissionRule, Pairing, Service
from directory_data.models.venue import Venue

__all__ = [
    "AdmissionRule",
    "CoverageArea",
    "Group",
    "ListingChange",
    "MeetingPlace",
    "Pairing",
    "Provider",
    "Service",
    "Venue",
]
