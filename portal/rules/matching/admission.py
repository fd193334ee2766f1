"""Whether a programme's published admission rule is met (H5). The rule is the provider's data; here it is only read."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from portal.rules.matching.candidates import PublishedRule
from portal.rules.matching.outcomes import Outcome, asks, fails, passes

SAME_WORD = {
    "male": "man",
    "men": "man",
    "m": "man",
    "female": "woman",
    "women": "woman",
    "f": "woman",
}
"""Words that say the same. Any other word is the person's own, and is asked about rather than judged."""

KNOWN_WORDS = frozenset(SAME_WORD.values())


def age_on(day: date, born_on: date) -> int:
    """Whole years of age; somebody born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def judge(rule: PublishedRule | None, *, age: int | None, gender: str | None) -> Outcome:
    """H5: age first, then, only where the published rule turns on it, gender in the person's own word."""
    if rule is None:
        return asks("The programme has published no admission rule. Ask the provider whom it admits.")
    if rule.minimum_age is not None and age is None:
        return asks(f"The programme admits people aged {rule.minimum_age} or over. Record the date of birth.")
    if rule.minimum_age is not None and age is not None and age < rule.minimum_age:
        return fails(
            f"The programme’s published rule, version {rule.version}, admits people aged {rule.minimum_age} or over.",
            "A programme for this age.",
        )
    return _judge_gender(rule, gender)


def _judge_gender(rule: PublishedRule, gender: str | None) -> Outcome:
    admitted = _admitted(rule.admits_genders)
    if not admitted or (gender and _same_word(gender) in admitted):
        return _met(rule.version)
    words = rule.admits_genders.strip()
    if not gender or _same_word(gender) not in KNOWN_WORDS:
        return asks(
            f"The published rule, version {rule.version}, turns on gender ({words}). Ask the provider."
        )
    return fails(
        f"The programme’s published rule, version {rule.version}, does not admit this person ({words}).",
        rule.alternatives or "A programme whose published rule admits this person.",
    )


@lru_cache(maxsize=256)
def _met(version: int) -> Outcome:
    return passes(f"The published admission rule, version {version}, is met as far as the case shows.")


@lru_cache(maxsize=256)
def _admitted(words: str) -> frozenset[str]:
    return frozenset(_same_word(word) for word in words.split(",") if word.strip())


def _same_word(text: str) -> str:
    word = text.strip().casefold()
    return SAME_WORD.get(word, word)
