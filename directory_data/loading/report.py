"""What became of a feed: how many records are new, changed or as before, and every refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from directory_data.loading.feed import Refusal


@dataclass
class Count:
    """Records of one kind. `removed` is for lines that a feed replaces as a whole: coverage and pairings."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class LoadReport:
    """The answer to a load. With any refusal nothing was written, and there are no counts."""

    counts: Mapping[str, Count]
    refusals: tuple[Refusal, ...]
    is_dry_run: bool

    @property
    def is_refused(self) -> bool:
        """Whether something in the feed could not be taken."""
        return bool(self.refusals)

    def sentences(self) -> list[str]:
        """The report for a terminal, line by line."""
        if self.is_refused:
            ending = "thing was" if len(self.refusals) == 1 else "things were"
            return [*map(str, self.refusals), f"Nothing was loaded: {len(self.refusals)} {ending} refused."]
        trial = ["Nothing was written: this was a trial."] if self.is_dry_run else []
        return [*(_sentence(kind, count) for kind, count in self.counts.items()), *trial]

    def as_dict(self) -> dict[str, object]:
        """The report for a file that programs read (JSON)."""
        return {
            "is_dry_run": self.is_dry_run,
            "is_refused": self.is_refused,
            "counts": {kind: asdict(count) for kind, count in self.counts.items()},
            "refusals": [asdict(refusal) for refusal in self.refusals],
        }


def _sentence(kind: str, count: Count) -> str:
    words = kind.replace("_", " ").capitalize()
    removed = f", {count.removed} removed" if count.removed else ""
    return f"{words}: {count.new} new, {count.changed} changed, {count.unchanged} unchanged{removed}."
