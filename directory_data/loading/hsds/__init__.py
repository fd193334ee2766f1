"""Listings in HSDS 3 or Open Referral UK 3.0 -> a feed. What becomes of each field stands in HSDS.md."""

from directory_data.loading.hsds.reading import read_hsds

__all__ = ["read_hsds"]
