"""Letters O and I typed for the figures 0 and 1 in a postcode, or the other way round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

SWAPS = {"O": "0O", "0": "0O", "I": "1I", "1": "1I"}
_SAID = {
    ("O", "0"): "a letter O as the figure 0",
    ("0", "O"): "a figure 0 as the letter O",
    ("I", "1"): "a letter I as the figure 1",
    ("1", "I"): "a figure 1 as the letter I",
}
LONGEST = 7


def repaired(compact: str, exists: Callable[[str], bool]) -> str | None:
    """The one reading that exists when such figures and letters are exchanged; None when there is none or several."""
    if not 3 <= len(compact) <= LONGEST or not any(letter in SWAPS for letter in compact):
        return None
    found = [reading for reading in readings(compact) if reading != compact and exists(reading)]
    return found[0] if len(found) == 1 else None


def readings(compact: str) -> Iterator[str]:
    """Every text that such letters and figures could stand for, what was typed among them."""
    return ("".join(letters) for letters in product(*(SWAPS.get(letter, letter) for letter in compact)))


def repair_words(typed: str, read: str) -> str:
    """What was repaired, without showing the postcode: "We read a letter O as the figure 0."."""
    changes = [_SAID[pair] for pair in zip(typed, read, strict=True) if pair[0] != pair[1]]
    return f"We read {' and '.join(dict.fromkeys(changes))}."
