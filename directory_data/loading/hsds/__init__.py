"""Listings in HSDS 3 or Open Referral UK 3.0 -> a feed. ../HSDS.md says what becomes of each field."""

from directory_data.loading.hsds.reading import read_hsds

__all__ = ["read_hsds"]
