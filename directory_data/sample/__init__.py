"""The invented sample directory, as a folder of CSV files in the template of directory_data.loading."""

from pathlib import Path

FOLDER: Path = Path(__file__).parent
"""Dates in it are counted from the day of loading, so that a demonstration is never out of date."""
