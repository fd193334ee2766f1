"""How a check of the whole form puts a sentence at one of its fields."""

from __future__ import annotations

from typing import Any


def add(field: Any, sentence: str) -> None:
    """Add a sentence to what is wrong with the field."""
    field.errors = [*field.errors, sentence]
