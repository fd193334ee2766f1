"""Steps and places of a referral as parts of sentences, for what is refused and why."""

from __future__ import annotations

from directory_data.vocabulary import ReferralStatus, Step

DONE: dict[Step, str] = {
    Step.PREPARE: "prepared",
    Step.SEND: "sent",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.DECLINE: "declined",
    Step.ASK: "asked about",
    Step.REPLY: "answered for",
    Step.BOOK: "given an appointment",
    Step.ASSESS: "taken into assessment",
    Step.FIND_SUITABLE: "recorded as suitable",
    Step.FIND_NOT_READY: "recorded as not ready",
    Step.FIND_NOT_SUITABLE: "recorded as not suitable",
    Step.NO_ENGAGEMENT: "recorded as not taken up",
    Step.FIND_READY: "recorded as ready",
    Step.WAIT: "put on the waiting list",
    Step.REVIEW_WAIT: "looked at again on the waiting list",
    Step.OFFER_PLACE: "offered a place",
    Step.START: "recorded as started",
    Step.SUSPEND: "suspended",
    Step.REINSTATE: "reinstated",
    Step.COMPLETE: "recorded as completed",
    Step.END_PLACE: "ended by the provider",
    Step.RECEIVE_REPORT: "recorded as reported on",
    Step.TELL_COURT: "recorded as told to the court",
    Step.FILE_REPORT: "recorded as filed with the court",
    Step.CLOSE: "closed",
    Step.HOLD: "put on hold",
    Step.RESUME: "taken off hold",
    Step.VARY_ORDER: "brought into line with a varied order",
    Step.END_ORDER: "ended with the order",
    Step.TRANSFER: "transferred",
    Step.WITHDRAW: "withdrawn",
}
"""Each step as it reads once taken: "the referral cannot be acknowledged"."""

STANDS: dict[ReferralStatus, str] = {
    ReferralStatus.DRAFT: "has not been sent yet",
    ReferralStatus.SENT: "has been sent and waits for the provider’s answer",
    ReferralStatus.ACKNOWLEDGED: "has been acknowledged by the provider",
    ReferralStatus.INFO_REQUESTED: "waits for the officer’s answer to a question",
    ReferralStatus.ASSESSMENT_BOOKED: "waits for its assessment appointment",
    ReferralStatus.ASSESSING: "is being assessed",
    ReferralStatus.SUITABLE: "was found suitable",
    ReferralStatus.NOT_READY: "was found suitable but not ready yet",
    ReferralStatus.NOT_SUITABLE: "was found not suitable",
    ReferralStatus.DID_NOT_ENGAGE: "was not taken up by the person",
    ReferralStatus.WAITING: "waits for a place or a start",
    ReferralStatus.PLACE_OFFERED: "has been offered a place",
    ReferralStatus.ON_PROGRAMME: "is on the programme",
    ReferralStatus.SUSPENDED: "is suspended",
    ReferralStatus.COMPLETED: "is completed",
    ReferralStatus.NOT_COMPLETED: "ended before the programme was completed",
    ReferralStatus.NOT_STARTED: "ended before the first session",
    ReferralStatus.FINAL_REPORT_RECEIVED: "has its final report",
    ReferralStatus.COURT_REPORT_FILED: "has been reported to the court",
    ReferralStatus.CLOSED: "is closed",
    ReferralStatus.ON_HOLD: "is on hold",
    ReferralStatus.DECLINED: "was declined by the provider",
    ReferralStatus.WITHDRAWN: "was withdrawn",
    ReferralStatus.TRANSFERRED: "was transferred to another provider",
    ReferralStatus.ORDER_ENDED: "ended with the order",
}
"""Each status as the second half of a sentence that begins with "This referral"."""
