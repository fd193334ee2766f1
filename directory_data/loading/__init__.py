"""Loading listings: a feed -> typed rows -> records, with a report of what was refused and why."""

from directory_data.loading.csv_folder import read_csv_folder
from directory_data.loading.each import Each
from directory_data.loading.feed import Feed, Refusal, UnusableFeed
from directory_data.loading.hsds import read_hsds
from directory_data.loading.known import KnownAreas
from directory_data.loading.load import load
from directory_data.loading.report import Count, LoadReport
from directory_data.loading.stock import kinds_of, slugs_of

__all__ = [
    "Count",
    "Each",
    "Feed",
    "KnownAreas",
    "LoadReport",
    "Refusal",
    "UnusableFeed",
    "kinds_of",
    "load",
    "read_csv_folder",
    "read_hsds",
    "slugs_of",
]
