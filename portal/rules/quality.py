"""How much of the directory is there and fresh, in words that stay honest where there is little to count."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_FOR_A_SHARE = 20
"""Of fewer, a percentage says more than is known: only the count is given."""


@dataclass(frozen=True)
class Measure:
    """How many of those it concerns have something."""

    label: str
    has: int
    of: int
    what: str = "listings"

    @property
    def words(self) -> str:
        """31 of 40 listings (77 %); for few: 3 of 4 listings; of none: There are none to count."""
        if self.of == 0:
            return "There are none to count"
        share = f" ({100 * self.has // self.of} %)" if self.of >= FEWEST_FOR_A_SHARE else ""
        return f"{self.has:,} of {self.of:,} {self.what}{share}"
