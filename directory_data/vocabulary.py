"""The field's words, once: every term that is stored, shown or compared, with the label people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """One term of a closed list: the value is stored and stands in addresses, the label is read by people."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class Role(Word):
    """Who somebody is to the portal (contract, section 5; domain, section 4)."""

    OFFICER = "officer", "Family court adviser"
    MANAGER = "manager", "Cafcass manager"
    PROGRAMME = "programme", "Programme staff"
    PARTNER_SUPPORT = "partner-support", "Partner-support worker"
    PROVIDER_ADMINISTRATOR = "provider-administrator", "Provider administrator"
    DIRECTORY_ADMINISTRATOR = "directory-administrator", "Directory administrator"


class ServiceType(Word):
    """What kind of help a listing is (domain, section 6)."""

    DVPP = "dvpp", "Domestic violence perpetrator programme"
    PARTNER_SUPPORT = "partner-support", "Partner support"
    PARENTING_INFORMATION = "parenting-information", "Parenting information course"
    CHILD_CONTACT = "child-contact", "Child contact support"
    CONTACT_CENTRE = "contact-centre", "Contact centre"
    MEDIATION_INFORMATION = "mediation-information", "Mediation information"
    HELPLINE = "helpline", "Helpline"
    OTHER = "other", "Other help"


class Audience(Word):
    """Whom a listing is shown to. A protected listing never has a published place."""

    PUBLIC = "public", "Everybody"
    PROFESSIONAL = "professional", "Professionals"
    PROTECTED = "protected", "Protected"


class ServiceStatus(Word):
    """Whether a service takes referrals (domain, section 0, fact 6)."""

    OPEN = "open", "Open to referrals"
    PAUSED = "paused", "Paused"
    CLOSED = "closed-to-new-referrals", "Closed to new referrals"
    LEGACY = "legacy-running", "Finishing existing groups only"


class Accreditation(Word):
    """What a provider's practice has been checked against. Safe Minimum Practice is not accreditation."""

    RESPECT = "respect", "Respect accredited"
    SAFE_MINIMUM_PRACTICE = "safe-minimum-practice", "Respect Safe Minimum Practice"
    NONE = "none", "Not accredited"


class Intake(Word):
    """Whether people can join a group after its first session."""

    CLOSED = "closed", "Everyone starts together"
    ROLLING = "rolling", "New people can join on intake dates"


class DeliveryMode(Word):
    """How sessions are held. In person unless an exception was approved (domain, section 4)."""

    IN_PERSON = "in-person", "In person"
    REMOTE = "remote", "Remote, by approved exception"
    MIXED = "mixed", "In person, with some remote sessions"


class Weekday(Word):
    """The day a group meets. The order is the week's: `list(Weekday)[date.weekday()]`."""

    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"
    SATURDAY = "saturday", "Saturday"
    SUNDAY = "sunday", "Sunday"


class TimeOfWeek(Word):
    """When in the week a group meets, for people who work or look after children."""

    DAYTIME = "daytime", "Weekday, before 5pm"
    EVENING = "evening", "Weekday evening, from 5pm"
    WEEKEND = "weekend", "Weekend"


class SortOrder(Word):
    """What a search puts first, after who serves the place and takes referrals."""

    RELEVANCE = "relevance", "Best match for the words"
    DISTANCE = "distance", "Nearest first"
    START = "start", "Earliest start first"


class WhoFor(Word):
    """Whom somebody searches for: the first question of the public search, which may be skipped."""

    OWN_BEHAVIOUR = "own-behaviour", "Somebody who has used abusive behaviour"
    HURT = "hurt", "Somebody who has been hurt or frightened"
    PROFESSIONAL = "professional", "I am a professional"


class GroupState(Word):
    """Where a group stands on a day. Derived from its dates and places, never stored."""

    PAUSED = "paused", "Paused"
    FULL = "full", "Full"
    FINISHED = "finished", "Finished"
    RUNNING = "running", "Running, closed to new people"
    ROLLING = "rolling", "Running, next intake open"
    STARTING_SOON = "starting-soon", "Starting soon"
    FORMING = "forming", "Forming"


class AreaKind(Word):
    """The kinds of area that coverage is stated in, mixed in one list, widest first (places study, section 4)."""

    NATION = "nation", "Nation"
    REGION = "region", "Region"
    POLICE_AREA = "police-area", "Police area"
    COURT_AREA = "court-area", "Court area"
    UPPER_TIER = "upper-tier", "County or upper-tier authority"
    LOCAL_AUTHORITY = "local-authority", "Local authority"
    RADIUS = "radius", "Distance from a point"
    OUTCODE = "outcode", "Postcode district"


class PlaceStatus(Word):
    """What became of a text typed as a place (contract, section 2, `flask where`)."""

    LIVE = "live", "Postcode in use"
    TERMINATED = "terminated", "Postcode no longer in use"
    APPROXIMATE = "approximate", "Approximate"
    PLACE = "place", "Place"
    AMBIGUOUS = "ambiguous", "More than one place"
    OUTSIDE = "outside", "Outside England and Wales"
    NO_LOCATION = "no_location", "Has no location"
    UNKNOWN = "unknown", "Not recognised"


class PlaceBasis(Word):
    """Which step of the ladder gave the answer (places study, section 3)."""

    POSTCODE = "postcode", "Postcode"
    SECTOR = "sector", "Postcode sector"
    OUTCODE = "outcode", "Postcode district"
    OUTCODE_GROUP = "outcode_group", "Group of postcode districts"
    AREA = "area", "Postcode area"
    PLACE_NAME = "place_name", "Place name"
    COURT = "court", "Family court"
    AUTHORITY = "authority", "Local authority"
    FORMAT = "format", "The form of what was typed"
    NOTHING = "nothing", "Nothing found"


class CoverageVerdict(Word):
    """Whether a service takes people from a place."""

    SERVES = "serves", "Serves this area"
    PART = "part", "Serves part of this area"
    NOT_STATED = "not_stated", "Area not stated"
    DOES_NOT_SERVE = "does_not_serve", "Does not serve this area"


class OrderStage(Word):
    """Whether the proceedings went on after the order (s.11A(7) Children Act 1989 turns on it)."""

    INTERIM = "interim", "Interim: the case goes on"
    FINAL = "final", "Final: the order ended the case"


class ElementType(Word):
    """One part of a court's order, by the provision it is made under (domain, section 6)."""

    DIRECTION = "11A(2)", "Activity direction, section 11A(2)"
    ENFORCEMENT_DIRECTION = "11A(2B)", "Activity direction in enforcement, section 11A(2B)"
    CONDITION = "11C", "Activity condition, section 11C"
    MONITOR_ACTIVITY = "11G", "Monitoring of the activity, section 11G"
    MONITOR_CONTACT = "11H", "Monitoring of contact, section 11H"
    FAMILY_ASSISTANCE = "16", "Family assistance order, section 16"
    WELFARE_REPORT = "7", "Welfare report, section 7"
    RISK_ASSESSMENT = "16A", "Risk assessment, section 16A"
    REVIEW = "12J-review", "Review hearing, Practice Direction 12J"
    OTHER = "other", "Something else, such as an intervention by consent"


class OrderVerdict(Word):
    """What the order checker says, mildest first."""

    GREEN = "green", "Ready to refer"
    AMBER = "amber", "Ask the court to amend"
    RED = "red", "Return to the court"
    BLOCK = "block", "Do not refer"


class ReferralStatus(Word):
    """Where a referral stands. Derived from its diary, never stored (domain, section 4)."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    INFO_REQUESTED = "info-requested", "Provider has a question"
    ASSESSMENT_BOOKED = "assessment-booked", "Assessment booked"
    ASSESSING = "assessing", "Being assessed"
    SUITABLE = "suitable", "Suitable"
    NOT_READY = "suitable-not-ready", "Suitable, not ready yet"
    NOT_SUITABLE = "not-suitable", "Not suitable"
    DID_NOT_ENGAGE = "did-not-engage", "Did not take part in the assessment"
    WAITING = "waiting", "Waiting to start"
    PLACE_OFFERED = "place-offered", "Place offered"
    ON_PROGRAMME = "on-programme", "On the programme"
    SUSPENDED = "suspended", "Suspended"
    COMPLETED = "completed", "Completed"
    NOT_COMPLETED = "not-completed", "Not completed"
    NOT_STARTED = "not-started", "Ended before the start"
    FINAL_REPORT_RECEIVED = "final-report-received", "Final report received"
    COURT_REPORT_FILED = "court-report-filed", "Court told"
    CLOSED = "closed", "Closed"
    ON_HOLD = "on-hold", "On hold"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    TRANSFERRED = "transferred", "Transferred"
    ORDER_ENDED = "order-ended", "Ended with the order"


class Step(Word):
    """What somebody does to a referral; the label stands on the button."""

    PREPARE = "prepare", "Prepare a referral"
    SEND = "send", "Send the referral"
    ACKNOWLEDGE = "acknowledge", "Acknowledge the referral"
    DECLINE = "decline", "Decline the referral"
    ASK = "ask", "Ask the officer a question"
    REPLY = "reply", "Answer the provider’s question"
    BOOK = "book", "Book an assessment appointment"
    ASSESS = "assess", "Begin the assessment"
    FIND_SUITABLE = "find-suitable", "Record that the person is suitable"
    FIND_NOT_READY = "find-not-ready", "Record that the person is suitable but not ready"
    FIND_NOT_SUITABLE = "find-not-suitable", "Record that the person is not suitable"
    NO_ENGAGEMENT = "no-engagement", "Record that the person did not take part in the assessment"
    FIND_READY = "find-ready", "Record that the person is ready now"
    WAIT = "wait", "Put the person on the waiting list"
    REVIEW_WAIT = "review-wait", "Record that the waiting list was looked at"
    OFFER_PLACE = "offer-place", "Offer a place"
    START = "start", "Record that the person has started"
    SUSPEND = "suspend", "Suspend the person’s place"
    REINSTATE = "reinstate", "End the suspension"
    COMPLETE = "complete", "Record that the programme is completed"
    END_PLACE = "end-place", "End the place before the programme is completed"
    RECEIVE_REPORT = "receive-report", "Record that the final report has come"
    TELL_COURT = "tell-court", "Record that the court has been told"
    FILE_REPORT = "file-report", "Record that the report to the court is filed"
    CLOSE = "close", "Close the referral"
    HOLD = "hold", "Put the referral on hold"
    RESUME = "resume", "Take the referral off hold"
    VARY_ORDER = "vary-order", "Record that the court varied the order"
    END_ORDER = "end-order", "Record that the order no longer applies"
    TRANSFER = "transfer", "Transfer to another provider"
    WITHDRAW = "withdraw", "Withdraw the referral"


class FindingBasis(Word):
    """What a statement about abuse rests on. Never 'alleged' (domain, sections 6 and 12)."""

    COURT_FINDING = "court-finding", "Found by the court"
    ADMISSION = "admission", "Admitted by the person"
    CONVICTION = "conviction", "Conviction or caution"
    POLICE = "police-information", "Police information"
    AUTHORITY = "authority-information", "Local authority information"
    REPORTED = "reported", "Reported to Cafcass"
    OBSERVATION = "provider-observation", "Observed by the programme"


class FindingStatus(Word):
    """Where a finding stands today. Only what is current is relied on (domain, section 6)."""

    CURRENT = "current", "Stands"
    OVERTURNED = "overturned", "Overturned"
    ACQUITTED = "acquitted", "Acquitted"
    NO_ACTION = "no-further-action", "No further action"


class DocumentKind(Word):
    """What is put on paper for the court or for the person. The value stands in addresses."""

    INFORMATION_NOTE = "information-note", "Information note for the court (section 11E)"
    ORDER_WORDING = "order-wording", "Draft order wording"
    LETTER_TO_COURT = "letter-to-court", "Letter to the court asking to amend the order"
    REASONS_LETTER = "reasons-letter", "Letter giving the person the reasons"
    INTERIM_REPORT = "interim-report", "Interim report of the programme"
    FINAL_REPORT = "final-report", "Final report of the programme"
    CERTIFICATE = "certificate", "Certificate of completion"
    WELFARE_ADDENDUM = "welfare-addendum", "Addendum to the welfare report (section 7)"
    RISK_ASSESSMENT = "risk-assessment", "Risk assessment (section 16A)"
    NON_COMPLIANCE = "non-compliance", "Report of failure to comply (section 11G)"
    ASSISTANCE_REPORT = "assistance-report", "Report under a family assistance order (section 16(6))"
    COURT_UPDATE = "court-update", "Letter telling the court how the programme went"
    CORRECTION_NOTICE = "correction-notice", "Notice of a correction"


class HearingKind(Word):
    """What a hearing of a private-law case is for (Practice Directions 12B and 12J)."""

    FIRST = "fhdra", "First hearing (FHDRA)"
    DISPUTE_RESOLUTION = "dra", "Dispute resolution appointment (DRA)"
    FACT_FINDING = "fact-finding", "Fact-finding hearing"
    REVIEW = "review", "Review hearing"
    FINAL = "final", "Final hearing"
    OTHER = "other", "Another hearing, or not known"


class ClosingReason(Word):
    """Why an officer closes a case."""

    REPORTED = "reported", "The last report to the court has been filed"
    NO_PROGRAMME = "no-programme", "The court ordered no programme"
    ORDER_ENDED = "order-ended", "The order ended, lapsed or was discharged"
    PROCEEDINGS_ENDED = "proceedings-ended", "The proceedings ended"
    MOVED = "moved", "Another area has taken over the case"
    IN_ERROR = "in-error", "It was opened in error"


class CaseStep(Word):
    """What a case's own history records."""

    AUTHORITY = "authority", "Continuing authority recorded"
    DECISION = "decision", "Closing decided by a manager although a referral goes on"
    CLOSED = "closed", "Case closed"
    REOPENED = "reopened", "Case opened again"
    HANDED_OVER = "handed-over", "Case given to another officer"
    ORDER_ACCEPTED = "order-accepted", "Order accepted as it stands"
    KEPT_APART = "kept-apart", "People kept apart"
    NOT_APART = "not-apart", "People no longer kept apart"
    SAFE_PLACES = "safe-places", "Places to be safe at recorded"
    NO_SAFE_PLACES = "no-safe-places", "Places to be safe at removed"


class AccessNeed(Word):
    """What a person needs in order to take part (Equality Act 2010, sections 20 and 29; domain, section 5, H10)."""

    STEP_FREE = "step-free", "A venue without steps"
    SIGN_LANGUAGE = "sign-language", "British Sign Language"
    INTERPRETER = "interpreter", "Another language than English, or an interpreter"
    READING = "reading", "Help with reading and writing"
    NEURODIVERGENCE = "neurodivergence", "Changes for autism, ADHD or another neurodivergence"


class Disqualifier(Word):
    """What a programme may declare that it cannot work with (domain, section 5, H11)."""

    CRIMINAL_PROCEEDINGS = "criminal-proceedings", "Criminal proceedings about domestic abuse are under way"
    COMPLETED_RECENTLY = "completed-recently", "The same programme was completed in the last 6 months"
    WILL_NOT_DISCUSS = "will-not-discuss", "The person will not talk about any abuse"
    DEPENDENCE = "dependence", "Dependence on alcohol or drugs that is not being treated"
    ILLNESS = "illness", "An acute physical or mental illness"


class StandingInLaw(Word):
    """What the Act asks of a person before an activity can be ordered (Children Act 1989, sections 11A to 11D; H6)."""

    PARTY = "party", "The person is a party to the proceedings"
    PROVIDED_FOR = "provided-for", "The order says that the child is to live or have contact with the person"
    RESIDENT = "resident", "The person is habitually resident in England or Wales"


class PersonalLink(Word):
    """How somebody in another case is connected with the person ordered to attend (domain, section 5, H9)."""

    CO_RESPONDENT = "co-respondent", "Another party to these proceedings"
    RELATIVE = "relative", "A relative"
    NEW_PARTNER = "new-partner", "A new partner of the other parent"
    OTHER = "other", "Another connection"
