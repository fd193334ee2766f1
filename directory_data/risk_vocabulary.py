"""The field's words for risk and for contact with a child: what changed, who knows it, what was decided."""

from __future__ import annotations

from directory_data.vocabulary import Word


class RiskCategory(Word):
    """What kind of change in risk is reported (domain, section 6)."""

    THREAT = "threat", "Threat to hurt or kill somebody"
    BREACH = "breach", "Breach of a court order or of bail"
    STALKING = "stalking", "Stalking, following or unwanted contact"
    SELF_HARM = "self-harm", "Thoughts of suicide, or of killing somebody"
    WEAPON = "weapon", "Weapon"
    STRANGULATION = "strangulation", "Strangulation or choking"
    CHILD_SAID = "child-said", "Something a child said"
    CONTACT_INCIDENT = "contact-incident", "Something that happened at contact or a handover"
    RELAPSE = "relapse", "Relapse into alcohol or drug use"
    DISENGAGEMENT = "disengagement", "Stopped taking part in the programme"
    NEW_RELATIONSHIP = "new-relationship", "New relationship or pregnancy"
    OTHER = "other", "Something else"


class RiskDirection(Word):
    """Which way the risk has moved."""

    UP = "up", "It has gone up"
    NEW = "new", "It is new"
    DOWN = "down", "It has gone down"


class RiskBasis(Word):
    """How whoever reports a change knows of it."""

    SEEN = "seen", "I saw or heard it myself"
    PARTICIPANT = "participant", "The person on the programme said it"
    OTHER_PARENT = "other-parent", "The other parent, or a partner, said it"
    CHILD = "child", "A child said it"
    POLICE = "police", "Police information"
    AUTHORITY = "authority", "Local authority or health information"
    COURT = "court", "Court paper"
    SOMEBODY_ELSE = "somebody-else", "Somebody else said it"


class AtRisk(Word):
    """Who may be harmed."""

    CHILD = "child", "A child"
    OTHER_PARENT = "other-parent", "The other parent"
    NEW_PARTNER = "new-partner", "A new partner"
    PARTICIPANT = "participant", "The person on the programme"
    STAFF = "staff", "Staff"
    SOMEBODY_ELSE = "somebody-else", "Somebody else"


class RiskSide(Word):
    """From which side of the wall a report comes, and who stands on it."""

    CAFCASS = "cafcass", "Cafcass"
    PROGRAMME = "programme", "The programme"
    PARTNER_SUPPORT = "partner-support", "Partner support"


class RiskDecision(Word):
    """What an officer decides about a change in risk (Children Act 1989 s.16A; domain, section 4, step 15)."""

    ASSESS = "assess", "Make a risk assessment and give it to the court (section 16A)"
    AUTHORITY = "authority", "Tell the local authority’s children’s services"
    COURT = "court", "Tell the court, or ask it for an urgent hearing"
    SUSPEND = "suspend", "Contact is suspended"
    NONE = "none", "No further action"


class ContactPhase(Word):
    """When an arrangement for contact with the child holds (domain, section 6; mission R8)."""

    BEFORE = "before", "Before the programme"
    DURING = "during", "During the programme"
    AFTER = "after", "After the programme"


class ContactLevel(Word):
    """How a parent has contact with the child, the least first (Practice Direction 12J, paragraphs 38 and 39)."""

    NONE = "none", "No contact"
    INDIRECT = "indirect", "Indirect only: letters, cards or calls"
    SUPERVISED = "supervised", "Supervised"
    SUPPORTED = "supported", "Supported"
    UNSUPERVISED = "unsupervised", "Unsupervised"


class ContactDecider(Word):
    """Who decided an arrangement for contact."""

    COURT = "court", "The court, by order"
    AGREED = "agreed", "The parents, with the court’s agreement"
    SUSPENDED = "suspended", "Suspended because of risk, until the court decides"
