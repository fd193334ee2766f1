"""Listings in HSDS 3 or Open Referral UK 3.0 -> a feed. ../HSDS.md says what becomes of each field."""

from directory_data.loading.hsds.reading import read_hsds
from directory_data.loading.hsds.slugs import id_of

__all__ = ["id_of", "read_hsds"]
