"""The words of a referral under way: coded reasons, what becomes due, what became of a place or an appointment."""

from __future__ import annotations

from directory_data.vocabulary import Word


class DeclineReason(Word):
    """Why a provider says no before assessment."""

    NO_PLACE = "no-place", "No place is available before the date needed"
    OUT_OF_AREA = "out-of-area", "The person lives outside our area"
    ADMISSION_RULE = "admission-rule", "Our published admission rule is not met"
    KNOWN_CONFLICT = "known-conflict", "Someone connected with the person already uses our service"
    ORDER_UNCLEAR = "order-unclear", "The order does not allow us to do what is asked"
    SAFETY = "safety", "It would not be safe"
    NOT_OPERATING = "not-operating", "We are not taking referrals at present"


class WithdrawReason(Word):
    """Why a referral is taken back."""

    SENT_IN_ERROR = "sent-in-error", "It was sent in error"
    ORDER_CHANGED = "order-changed", "The court changed or discharged the order"
    OTHER_SERVICE = "other-service", "Another service was chosen"
    PERSON_MOVED = "person-moved", "The person moved out of the area"
    RISK = "risk", "The risk changed"


class NotReadyReason(Word):
    """Why somebody who is suitable cannot begin yet."""

    TREATMENT = "treatment", "Alcohol, drugs or health need treatment first"
    CRIMINAL = "criminal-proceedings", "Criminal proceedings must end first"
    HOUSING = "housing", "There is no settled place to live"
    PREPARATION = "preparation", "Individual work is needed before a group"
    OTHER = "other", "Another reason, given below"


class NotSuitableReason(Word):
    """Why a programme is not right for somebody, after assessment."""

    DOES_NOT_ACCEPT = "does-not-accept", "The person does not accept any abuse"
    CRITERIA = "criteria", "A published criterion is not met"
    RISK = "risk", "The risk cannot be managed in a group"
    HEALTH = "health", "Health, alcohol or drugs stand in the way"
    GROUP = "group", "The person cannot take part in group work"
    OTHER = "other", "Another reason, given below"


class SuspendReason(Word):
    """Why a place is suspended."""

    RISK = "risk", "The risk changed"
    CONDUCT = "conduct", "Conduct in the group"
    ABSENCE = "absence", "Missed sessions"
    HEALTH = "health", "Health"
    COURT = "court", "The court or Cafcass asked for it"


class EndReason(Word):
    """Why a place ends before the programme is completed."""

    ABSENCE = "absence", "Missed sessions"
    CONDUCT = "conduct", "Conduct in the group"
    RISK = "risk", "The risk cannot be managed in a group"
    LEFT = "left", "The person left"
    CUSTODY = "custody", "The person is in custody"
    HEALTH = "health", "Health"
    OTHER = "other", "Another reason, given below"


class HoldReason(Word):
    """Why a referral rests."""

    HEARING = "hearing", "The court will decide something first"
    HEALTH = "health", "Health"
    CUSTODY = "custody", "The person is in custody"
    ABROAD = "abroad", "The person is away"
    PROVIDER = "provider", "The provider cannot go on for now"


class OrderEnd(Word):
    """How an order stopped asking for the programme."""

    VARIED = "varied", "The court varied it, and it no longer asks for the programme"
    DISCHARGED = "discharged", "The court discharged it"
    CARE_ORDER = "care-order", "A care order was made, which discharges it (section 91(2A))"
    LAPSED = "lapsed", "It lapsed, for example because nobody lives in England and Wales any more"


class TransferReason(Word):
    """Why a referral goes on with another provider."""

    MOVED = "moved", "The person moved"
    NO_PLACE = "no-place", "There is no place in time"
    ACCESS = "access", "The other programme meets the person’s needs better"
    CONFLICT = "conflict", "Somebody connected with the person uses the service"
    STOPPED = "stopped", "The provider has stopped the programme"


class SkipReason(Word):
    """Why somebody further down a waiting list is offered a place first."""

    HEARING = "hearing", "The court needs the start sooner"
    CANNOT_START = "cannot-start", "Those before cannot start on that day"
    ACCESS = "access", "The place fits this person’s language or access needs"
    SAFETY = "safety", "Those before cannot safely join this group"


class PlaceEnd(Word):
    """Why a place in a group became free again."""

    GIVEN_BACK = "given-back", "Given back"
    LAPSED = "lapsed", "Held until its date, then free again"


class WaitingEnd(Word):
    """Why somebody left a waiting list."""

    OFFERED = "offered", "A place was offered"
    ENDED = "ended", "The referral no longer waits"


class Deadline(Word):
    """What has to be done by a day once a step was taken (domain, section 4)."""

    ANSWER = "answer", "Acknowledge, ask or decline"
    REPLY = "reply", "Answer the provider’s question"
    FIRST_APPOINTMENT = "first-appointment", "Hold the first appointment"
    ASSESSMENT = "assessment", "Decide the assessment"
    TELL_COURT = "tell-court", "Tell the court"
    PLACE = "place", "Offer a place"
    WAITING_REVIEW = "waiting-review", "Look at the waiting list again"
    START = "start", "Start, or give the place back"
    REVIEW_SUSPENSION = "review-suspension", "Decide about the suspension"
    FINAL_REPORT = "final-report", "Send the final report"
    COURT_REPORT = "court-report", "Report to the court"
    CLOSE = "close", "Close the referral"


class Message(Word):
    """Who is told that there is something to read in the portal. A message says no more than that."""

    TO_PROVIDER = "to-provider", "Programme staff"
    TO_OFFICER = "to-officer", "The officer"
    TO_BOTH = "to-both", "The officer and programme staff"


class Finding(Word):
    """What an assessment says of one published criterion."""

    MET = "met", "Met"
    NOT_MET = "not-met", "Not met"
    UNCERTAIN = "uncertain", "Not certain yet"


class AppointmentOutcome(Word):
    """What became of an appointment."""

    ATTENDED = "attended", "The person attended"
    DID_NOT_ATTEND = "did-not-attend", "The person did not attend"
    CANCELLED_BY_PERSON = "cancelled-by-person", "The person cancelled before the day"
    CANCELLED_BY_PROVIDER = "cancelled-by-provider", "The provider cancelled"
