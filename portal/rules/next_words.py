"""What the reader of a referral is told to do next, for each place where it can stand. {who} is the provider's name."""

from __future__ import annotations

from directory_data.vocabulary import ReferralStatus as S
from directory_data.vocabulary import Step

FOR_OFFICERS: dict[S, str] = {
    S.DRAFT: "This is a draft. Nobody at the provider has seen it.",
    S.SENT: "Wait for {who} to acknowledge or decline it.",
    S.ACKNOWLEDGED: "{who} acknowledged it and arranges an assessment. You have nothing to do now.",
    S.INFO_REQUESTED: "{who} asks you a question. Answer it, so that the assessment can go on.",
    S.ASSESSMENT_BOOKED: "An appointment is booked. You have nothing to do now.",
    S.ASSESSING: "{who} is assessing the person. You have nothing to do now.",
    S.SUITABLE: "{who} found the person suitable and will offer a place. You have nothing to do now.",
    S.NOT_READY: "{who} found the person suitable but not ready yet. No place is held.",
    S.NOT_SUITABLE: "{who} found the person not suitable. The place is free again. Tell the court and plan anew.",
    S.DID_NOT_ENGAGE: "The person did not take part in the assessment. Tell the court and plan anew.",
    S.WAITING: "The person waits for a place or for the start. Look at the list with {who} every month, and record it.",
    S.PLACE_OFFERED: "A place is offered. You have nothing to do until the person starts.",
    S.ON_PROGRAMME: "The person is on the programme. The provider records when it ends.",
    S.SUSPENDED: "The place is suspended. Decide with {who} whether it goes on.",
    S.COMPLETED: "The programme is completed. Record the final report when it comes.",
    S.NOT_COMPLETED: "The place ended early. Record the final report when it comes.",
    S.NOT_STARTED: "The place ended before the first session, so no report follows. Tell the court and plan anew.",
    S.FINAL_REPORT_RECEIVED: "The final report is here. Report to the court.",
    S.COURT_REPORT_FILED: "The court has been told. Close the referral when nothing is left to do.",
    S.CLOSED: "This referral is closed.",
    S.ON_HOLD: "It is on hold. A place that is held goes back on its date all the same. Resume when it can go on.",
    S.DECLINED: "{who} declined it. Choose another group. If none can take the person, tell the court.",
    S.WITHDRAWN: "It was withdrawn. To refer again, begin from the matches of the case.",
    S.TRANSFERRED: "It goes on as another referral.",
    S.ORDER_ENDED: "The order no longer applies. You have nothing to do.",
}

FOR_PROVIDERS: dict[S, str] = {
    S.DRAFT: "It has not been sent.",
    S.SENT: "Read the referral, then acknowledge or decline it, or ask the officer.",
    S.ACKNOWLEDGED: "You acknowledged it. Arrange the assessment with the person.",
    S.INFO_REQUESTED: "Wait for the officer’s answer.",
    S.ASSESSMENT_BOOKED: "Record what became of the appointment. The first one attended begins the assessment.",
    S.ASSESSING: "Answer each published criterion, then decide.",
    S.SUITABLE: "Offer a place, or put the person on the waiting list.",
    S.NOT_READY: "No place is held. Record when the person is ready, or assess again.",
    S.NOT_SUITABLE: "You found the person not suitable. The officer tells the court.",
    S.DID_NOT_ENGAGE: "The person did not take part. The officer tells the court.",
    S.WAITING: "Offer a place when it is this person’s turn. Look at the list every month, and record it.",
    S.PLACE_OFFERED: "Record the start when the person has attended the first session.",
    S.ON_PROGRAMME: "The person is on the programme. Record the end, or suspend the place, when that happens.",
    S.SUSPENDED: "The place is suspended. End the suspension or the place once it is decided.",
    S.COMPLETED: "Send the officer your final report.",
    S.NOT_COMPLETED: "Send the officer your final report.",
    S.NOT_STARTED: "The place ended before the first session, so no report is asked for. The officer tells the court.",
    S.FINAL_REPORT_RECEIVED: "The officer has your final report. You have nothing to do.",
    S.COURT_REPORT_FILED: "The court has been told. You have nothing to do.",
    S.CLOSED: "This referral is closed.",
    S.ON_HOLD: "It is on hold. A place that is held still goes back on its date.",
    S.DECLINED: "You declined it. The place is free again.",
    S.WITHDRAWN: "Cafcass withdrew it. You have nothing to do.",
    S.TRANSFERRED: "It goes on as another referral. You have nothing to do with this one.",
    S.ORDER_ENDED: "The order no longer applies. You have nothing to do.",
}

OFFICERS_BUTTON: dict[S, Step] = {
    S.INFO_REQUESTED: Step.REPLY,
    S.COMPLETED: Step.RECEIVE_REPORT,
    S.NOT_COMPLETED: Step.RECEIVE_REPORT,
    S.FINAL_REPORT_RECEIVED: Step.FILE_REPORT,
    S.COURT_REPORT_FILED: Step.CLOSE,
    S.ON_HOLD: Step.RESUME,
}
"""The one step that stands on a button where a referral is. What else can be done is a link below it."""

PROVIDERS_BUTTON: dict[S, Step] = {
    S.ACKNOWLEDGED: Step.BOOK,
    S.NOT_READY: Step.FIND_READY,
    S.SUITABLE: Step.OFFER_PLACE,
    S.WAITING: Step.OFFER_PLACE,
    S.PLACE_OFFERED: Step.START,
    S.SUSPENDED: Step.REINSTATE,
    S.ON_HOLD: Step.RESUME,
}
