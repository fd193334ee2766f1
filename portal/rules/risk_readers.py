"""Who may read a change in risk: one table, by the side it comes from and whether its source is protected."""

from __future__ import annotations

from directory_data.risk_vocabulary import RiskSide
from directory_data.vocabulary import Role

SIDE_OF = {
    Role.OFFICER: RiskSide.CAFCASS,
    Role.MANAGER: RiskSide.CAFCASS,
    Role.PROGRAMME: RiskSide.PROGRAMME,
    Role.PARTNER_SUPPORT: RiskSide.PARTNER_SUPPORT,
}
"""On which side somebody who may report stands."""

EVERY_SIDE = frozenset(RiskSide)
CAFCASS = frozenset({RiskSide.CAFCASS})

READERS: dict[tuple[RiskSide, bool], frozenset[RiskSide]] = {
    (RiskSide.CAFCASS, False): EVERY_SIDE,
    (RiskSide.CAFCASS, True): CAFCASS,
    (RiskSide.PROGRAMME, False): EVERY_SIDE,
    (RiskSide.PROGRAMME, True): CAFCASS,
    # That a partner-support worker knows anything says that somebody took support (domain, section 7).
    (RiskSide.PARTNER_SUPPORT, False): CAFCASS | {RiskSide.PARTNER_SUPPORT},
    (RiskSide.PARTNER_SUPPORT, True): CAFCASS,
}
"""Side and whether the source is protected -> the sides that read it. Whoever reported something reads it as well."""

WHO_READS = {
    RiskSide.CAFCASS: (
        "Programme staff and the partner-support worker read it too.",
        "Only you, the duty officer and your manager read it.",
    ),
    RiskSide.PROGRAMME: (
        "The officer, the duty officer, the manager, your colleagues and the partner-support worker read it.",
        "Only the officer, the duty officer, the manager and you read it.",
    ),
    RiskSide.PARTNER_SUPPORT: (
        "The officer, the duty officer, the manager and your colleagues read it. Programme staff never do.",
        "Only the officer, the duty officer, the manager and you read it. Programme staff never do.",
    ),
}
"""What the form says of it: with an open source, and with a protected one."""


def reads(reader: RiskSide, side: RiskSide, *, is_source_protected: bool) -> bool:
    """Whether somebody on the reader's side may read what comes from the other one."""
    return reader in READERS[side, is_source_protected]
