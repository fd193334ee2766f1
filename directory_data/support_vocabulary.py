"""The words of partner support: ways of contact, attempts and what came of them, consent, why a record was opened."""

from __future__ import annotations

from directory_data.vocabulary import Word


class Channel(Word):
    """A way to reach somebody."""

    TELEPHONE = "telephone", "Telephone"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    SOMEBODY_ELSE = "somebody-else", "Through somebody else"


class Safety(Word):
    """What the person says of a way of contact."""

    SAFE = "safe", "Safe, at these times"
    UNSAFE = "unsafe", "Unsafe: never use it"


class SupportStep(Word):
    """What a worker records of somebody."""

    ATTEMPT = "attempt", "Tried to make contact"
    ENGAGE = "engage", "Takes up support"
    DECLINE = "decline", "Does not want support now"
    CANNOT_CONTACT = "cannot-contact", "Could not be reached"
    UNSAFE = "unsafe", "No contact is safe"
    PLAN = "plan", "Agreed how support goes on"
    CLOSE = "close", "Support has ended"
    CONFIRM = "confirm", "Confirmed how it is safe to make contact"
    MOVE = "move", "Has moved"
    REVEAL = "reveal", "Asked to see a way of contact that is not safe"


class AttemptOutcome(Word):
    """What came of an attempt."""

    SPOKE = "spoke", "Spoke to the person"
    CALL_AGAIN = "call-again", "Asked for another time"
    NO_ANSWER = "no-answer", "No answer"
    LEFT_MESSAGE = "left-message", "Left a message"
    SENT = "sent", "Sent it, no reply yet"
    SOMEBODY_ELSE = "somebody-else", "Somebody else answered"
    WRONG = "wrong", "The number or address is wrong"


class SupportStanding(Word):
    """Where the offer of support to somebody stands (domain, section 4)."""

    OFFER_DUE = "offer-due", "Offer support"
    TRYING = "trying", "Trying to make contact"
    ENGAGED = "engaged", "In support"
    DECLINED = "declined", "Declined for now"
    UNREACHED = "unreached", "Not reached"
    UNSAFE = "unsafe", "No contact is safe"
    CLOSED = "closed", "Support ended"


class ConsentPurpose(Word):
    """What somebody agrees that is passed on about them (domain, section 7)."""

    SAFETY = "safety", "Tell the family court adviser what matters for safety"
    COURT = "court", "Let the family court adviser tell the court"
    SERVICES = "services", "Refer to another service"
    POLICE = "police", "Tell the police"
    MARAC = "marac", "Tell a multi-agency risk assessment conference (MARAC)"


class RevealReason(Word):
    """Why a worker has to see a way of contact that is not safe, or that nobody has confirmed."""

    CONFIRM = "confirm", "To confirm with the person that it is still safe"
    ASKED = "asked", "The person asked for it, by another way"
    DANGER = "danger", "Somebody is in danger now"
    PASS_ON = "pass-on", "The police or an ambulance need it"


class GlassReason(Word):
    """Why somebody who does not work with a record opens it: what law and duty allow (domain, section 7)."""

    HARM = "harm", "To prevent serious harm to somebody"
    CHILD = "child", "To protect a child"
    DUTY = "duty", "A law or a court order requires it"
