"""Whether a group can be joined by somebody with the needs that are recorded (H10; Equality Act 2010, section 20)."""

from __future__ import annotations

from collections.abc import Callable

from directory_data.vocabulary import AccessNeed, DeliveryMode
from portal.rules.matching.candidates import Candidate, CaseNeeds
from portal.rules.matching.outcomes import Outcome, asks, fails, passes

SIGN_LANGUAGES = frozenset(("british sign language", "bsl"))
ENGLISH = "english"

NO_NEEDS = "No access need is recorded."
NOTHING_NEEDED = passes(NO_NEEDS)
MET = "The access needs that are recorded can be met as far as the directory shows."
STEPS = "The venue has steps, and the person needs one without."
IN_WORDS = "The case records needs in words. Ask the provider whether they can be met."


def judge(candidate: Candidate, needs: CaseNeeds) -> Outcome:
    """H10: step-free first, because the venue settles it; then everything that has to be asked, in one answer."""
    if not needs.access_needs:
        return asks(IN_WORDS) if needs.has_needs_in_words else NOTHING_NEEDED
    wanted = [need for need in AccessNeed if need in needs.access_needs]
    is_remote = candidate.group is not None and candidate.group.delivery is DeliveryMode.REMOTE
    if AccessNeed.STEP_FREE in wanted and candidate.has_step_free_access is False and not is_remote:
        return fails(STEPS, "A venue without steps.")
    questions = [question for need in wanted if (question := QUESTIONS[need](candidate, needs))]
    return asks(" ".join(questions)) if questions else passes(MET)


def speaks(candidate: Candidate, language: str) -> bool:
    """Whether the sessions are held in that language, or the provider lists it; no language recorded is English."""
    wanted = language.strip().casefold() or ENGLISH
    group = candidate.group
    held_in = group.language.strip().casefold() if group else ""
    return wanted == held_in or wanted in _listed(candidate)


def _step_free(candidate: Candidate, _: CaseNeeds) -> str:
    is_known = candidate.has_step_free_access is not None
    return "" if is_known else "Ask the provider whether the venue has steps."


def _sign_language(candidate: Candidate, _: CaseNeeds) -> str:
    is_listed = bool(SIGN_LANGUAGES & _listed(candidate))
    return "" if is_listed else "Ask the provider for a British Sign Language interpreter at the sessions."


def _interpreter(candidate: Candidate, needs: CaseNeeds) -> str:
    if not needs.language:
        return "Record which language the person speaks."
    if speaks(candidate, needs.language):
        return ""
    return f"Ask the provider for sessions in {needs.language}, or for an interpreter."


def _reading(*_: object) -> str:
    return "Ask the provider how somebody who needs help with reading and writing can take part."


def _neurodivergence(*_: object) -> str:
    return "Ask the provider what it changes for somebody who is neurodivergent."


QUESTIONS: dict[AccessNeed, Callable[[Candidate, CaseNeeds], str]] = {
    AccessNeed.STEP_FREE: _step_free,
    AccessNeed.SIGN_LANGUAGE: _sign_language,
    AccessNeed.INTERPRETER: _interpreter,
    AccessNeed.READING: _reading,
    AccessNeed.NEURODIVERGENCE: _neurodivergence,
}
"""What has to be asked for each need; empty where the directory answers it."""


def _listed(candidate: Candidate) -> set[str]:
    return {language.strip().casefold() for language in candidate.languages.split(",")}
