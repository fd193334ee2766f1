"""How a case's two areas count (H1): where the participant lives, and the area of the court.

The home decides: that is where the person travels from and what a provider's contract is read against. Where it is not
known, the court's area does. A home inside the court's area is simply the closer answer to the same question, so the
two can disagree only where the person lives outside it: then the provider is asked which of them its contract means.
"""

from __future__ import annotations

from directory_data.vocabulary import CoverageVerdict
from portal.rules.matching.candidates import Candidate

SERVES, DOES_NOT_SERVE = CoverageVerdict.SERVES, CoverageVerdict.DOES_NOT_SERVE

BY_COURT_ALONE = (
    "It serves the court’s area, but not the place where the person lives. "
    "Ask the provider whether it takes this case."
)
BY_HOME_ALONE = (
    "It serves the place where the person lives, but not the court’s area. "
    "Ask the provider whether it takes this case."
)


def is_outside(candidate: Candidate) -> bool:
    """Whether neither of the two areas is served."""
    return candidate.coverage is DOES_NOT_SERVE and candidate.court_coverage is not SERVES


def is_home_served(candidate: Candidate) -> bool:
    """Whether the place where the person lives is not turned away: only the court's area could speak for the others."""
    return candidate.coverage is not DOES_NOT_SERVE


def area_doubt(candidate: Candidate) -> str:
    """What has to be asked about the area; empty where both agree or the home decides alone."""
    home, court = candidate.coverage, candidate.court_coverage
    if home is DOES_NOT_SERVE:
        return BY_COURT_ALONE if court is SERVES else ""
    if home is not SERVES:
        return f"{candidate.coverage_sentence} Ask the provider whether it takes people from this area."
    return BY_HOME_ALONE if court is DOES_NOT_SERVE else ""
