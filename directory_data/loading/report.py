"""What became of a feed: how many records are new, changed or as before, and every refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from directory_data.loading.feed import Refusal

MOST_SENTENCES = 100
WAY_ON = "Give each a term that names its kind, or load it in a file of its own with --as."


@dataclass
class Count:
    """Records of one kind. `removed` is for lines that a feed replaces as a whole: coverage and pairings."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class LoadReport:
    """The answer to a load. Where nothing was written for its refusals, there are no counts."""

    counts: Mapping[str, Count]
    refusals: tuple[Refusal, ...]
    is_dry_run: bool
    left_out: tuple[str, ...] = ()
    """Slugs of the providers that were left out whole, where the others were loaded."""
    of_no_known_kind: int = 0
    """How many services are other help because nothing names their kind."""
    held_back: tuple[Refusal, ...] = ()
    """Services that wait until somebody has said what they are."""
    left_empty: tuple[Refusal, ...] = ()
    not_kept: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether everything in the feed was taken."""
        return not self.refusals and not self.held_back

    @property
    def is_refused(self) -> bool:
        """Whether something in the feed could not be taken."""
        return bool(self.refusals)

    def sentences(self) -> list[str]:
        """The report for a terminal, line by line."""
        if self.is_refused and not self.counts:
            return [*_first(self.refusals), f"Nothing was loaded: {_things(len(self.refusals))} refused."]
        trial = ["Nothing was written: this was a trial."] if self.is_dry_run else []
        counts = [_sentence(kind, count) for kind, count in self.counts.items()]
        return [*_first(self.refusals), *self._losses(), *counts, *trial]

    def _losses(self) -> Iterator[str]:
        """What was not taken as it stands, although the rest was."""
        if self.left_out:
            yield f"Left out, because {_things(len(self.refusals))} refused: {', '.join(self.left_out)}."
        if self.held_back:
            yield from _first(self.held_back)
            yield f"Held back until somebody says what they are: {_services(len(self.held_back))}. {WAY_ON}"
        if self.of_no_known_kind:
            yield f"{_nameless(self.of_no_known_kind)} no kind we know: loaded as other help."
        yield from _first(self.left_empty)
        if self.not_kept:
            fields = ", ".join(f"{name} ({count})" for name, count in sorted(self.not_kept.items()))
            yield f"Not kept, because our records have no place for it: {fields}."

    def as_dict(self) -> dict[str, object]:
        """The report for a file that programs read (JSON)."""
        return {
            "is_dry_run": self.is_dry_run,
            "is_refused": self.is_refused,
            "counts": {kind: asdict(count) for kind, count in self.counts.items()},
            "refusals": [asdict(refusal) for refusal in self.refusals],
            "left_out": list(self.left_out),
            "of_no_known_kind": self.of_no_known_kind,
            "held_back": [asdict(held) for held in self.held_back],
            "left_empty": [asdict(cell) for cell in self.left_empty],
            "not_kept": dict(sorted(self.not_kept.items())),
        }


def _first(said: tuple[Refusal, ...]) -> list[str]:
    """No more than a person will read; the report file has them all."""
    rest = len(said) - MOST_SENTENCES
    more = [f"And {rest:,} more; --report FILE has them all."] if rest > 0 else []
    return [*map(str, said[:MOST_SENTENCES]), *more]


def _things(number: int) -> str:
    return f"{number} thing was" if number == 1 else f"{number} things were"


def _services(number: int) -> str:
    return "1 service" if number == 1 else f"{number:,} services"


def _nameless(number: int) -> str:
    return "1 service names" if number == 1 else f"{number:,} services name"


def _sentence(kind: str, count: Count) -> str:
    words = kind.replace("_", " ").capitalize()
    removed = f", {count.removed} removed" if count.removed else ""
    return f"{words}: {count.new} new, {count.changed} changed, {count.unchanged} unchanged{removed}."
