"""The gazetteer's face: postcode, place, court and authority to point and areas."""

from directory_data.gazetteer.area_tables import load_areas
from directory_data.gazetteer.authorities import Authority
from directory_data.gazetteer.building import build_facts
from directory_data.gazetteer.columns import UnusableFile
from directory_data.gazetteer.court_areas import CafcassArea, CourtArea
from directory_data.gazetteer.facts import ATTRIBUTION
from directory_data.gazetteer.geocoder import LocalGazetteer
from directory_data.gazetteer.geocoding import Geocoding, UnusableGeocoder, geocoding
from directory_data.gazetteer.importing import LoadReport, load_postcodes
from directory_data.gazetteer.ladder import Gazetteer, resolve_lines
from directory_data.gazetteer.names import FamilyCourt

__all__ = [
    "ATTRIBUTION",
    "Authority",
    "CafcassArea",
    "CourtArea",
    "FamilyCourt",
    "Gazetteer",
    "Geocoding",
    "LoadReport",
    "LocalGazetteer",
    "UnusableFile",
    "UnusableGeocoder",
    "build_facts",
    "geocoding",
    "load_areas",
    "load_postcodes",
    "resolve_lines",
]
