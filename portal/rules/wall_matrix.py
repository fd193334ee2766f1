"""Who may read what across the wall: the one table (domain, section 7), tried cell by cell on the real pages."""

from __future__ import annotations

from collections.abc import Mapping

from directory_data.vocabulary import Word


class Item(Word):
    """What there is to read."""

    LISTING = "listing", "A listing of the directory"
    PARTICIPANT = "participant", "Who was ordered to attend, and where the referral stands"
    MISSED = "missed", "That sessions of the programme were missed"
    RISK = "risk", "A change in risk that programme staff reported"
    FINDINGS = "findings", "What was found or admitted, in its words"
    PARTNER_NAME = "partner-name", "The other parent’s name"
    PARTNER_CONTACT = "partner-contact", "How and when to reach the other parent"
    DISCLOSURES = "disclosures", "What the other parent told partner support"
    ENGAGEMENT = "engagement", "Whether the other parent takes up support"
    SUPPORT_RISK = "support-risk", "A change in risk that partner support reported"


class Reader(Word):
    """Who reads, or on what paper it would stand."""

    OFFICER = "officer", "Family court adviser"
    MANAGER = "manager", "Cafcass manager"
    PROGRAMME = "programme", "Programme staff"
    PARTNER_SUPPORT = "partner-support", "Partner-support worker"
    COMMISSIONING = "commissioning", "Directory administrator"
    COURT = "court", "Papers for the court"
    PARTICIPANT = "participant", "Papers for the person ordered to attend"
    PUBLIC = "public", "Everybody"


class Sight(Word):
    """Whether it is read."""

    SHOWN = "shown", "Yes"
    WITH_CONSENT = "with-consent", "When the person agreed, what the worker passed on"
    FOR_A_REASON = "for-a-reason", "For a reason that is kept, with a manager told"
    NEVER = "never", "Never"


_S, _C, _R, _N = Sight.SHOWN, Sight.WITH_CONSENT, Sight.FOR_A_REASON, Sight.NEVER


def _row(*cells: Sight) -> Mapping[Reader, Sight]:
    return dict(zip(Reader, cells, strict=True))


MATRIX: Mapping[Item, Mapping[Reader, Sight]] = {
    #                             officer manager programme support commissioning court participant public
    Item.LISTING: _row(_S, _S, _S, _S, _S, _S, _S, _S),
    Item.PARTICIPANT: _row(_S, _S, _S, _S, _N, _S, _S, _N),
    Item.MISSED: _row(_S, _S, _S, _S, _N, _S, _S, _N),
    Item.RISK: _row(_S, _S, _S, _S, _N, _N, _N, _N),
    Item.FINDINGS: _row(_S, _S, _S, _N, _N, _S, _S, _N),
    Item.PARTNER_NAME: _row(_S, _S, _N, _S, _N, _N, _N, _N),
    Item.PARTNER_CONTACT: _row(_R, _R, _N, _S, _N, _N, _N, _N),
    Item.DISCLOSURES: _row(_C, _C, _N, _S, _N, _N, _N, _N),
    Item.ENGAGEMENT: _row(_S, _S, _N, _S, _N, _N, _N, _N),
    Item.SUPPORT_RISK: _row(_S, _S, _N, _S, _N, _N, _N, _N),
}
"""Item -> reader -> whether it is read. The rows down to the findings are what the programme's side has: partner
support is told the status, missed sessions and risk. The rows below are what may never go back.

A change in risk is read so where its source is not protected; `risk_readers.py` has both, with the same test.
Where the domain says "by the officer's decision", nothing shows it by itself: it is Never here, and somebody has to say
it in their own words. Findings stand in a report to the court, which is served on the person; no letter repeats them.
"""
