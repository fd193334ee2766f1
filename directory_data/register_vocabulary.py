"""The words of sessions and registers: kinds of meeting, who came and took part, what absence calls for."""

from __future__ import annotations

from directory_data.vocabulary import Word


class Attendance(Word):
    """What a register says of one person at one session (domain, section 6)."""

    ATTENDED = "attended", "Attended"
    LATE = "late", "Late"
    LEFT_EARLY = "left-early", "Left early"
    ABSENT_AUTHORISED = "absent-authorised", "Absent, authorised"
    ABSENT_UNAUTHORISED = "absent-unauthorised", "Absent, not authorised"
    CANCELLED = "cancelled", "Cancelled by the provider"
    EXCLUDED = "excluded", "Excluded"


class Participation(Word):
    """How far somebody took part in a session."""

    NONE = "0", "0: took no part"
    LITTLE = "1", "1: took part a little"
    SOME = "2", "2: took part"
    FULL = "3", "3: took part fully"


class SessionKind(Word):
    """What kind of meeting a session is."""

    WEEKLY = "weekly", "Weekly session"
    CATCH_UP = "catch-up", "Catch-up session"
    ONE_TO_ONE = "one-to-one", "One-to-one session"


class CancelReason(Word):
    """Why a session did not take place."""

    FACILITATOR = "facilitator", "No facilitator could come"
    VENUE = "venue", "The venue could not be used"
    TRAVEL = "travel", "Weather or travel"
    SAFETY = "safety", "It was not safe to meet"
    OTHER = "other", "Another reason, given below"


class MissedResponse(Word):
    """What missed sessions call for (domain, section 4, step 12)."""

    CALL = "call", "Call the person"
    ALERT = "alert", "Tell the officer"
    REVIEW = "review", "Review the place"


class OnRegister(Word):
    """How somebody stands on a register, the most expected first."""

    EXPECTED = "expected", "On the programme"
    RESTING = "resting", "Suspended or on hold"
    TO_START = "to-start", "Has a place and has not started"
