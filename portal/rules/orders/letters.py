"""Whether there is anything to ask the court for by letter J."""

from __future__ import annotations

from directory_data.vocabulary import OrderVerdict
from portal.rules.orders.checker import OrderCheck


def objections(check: OrderCheck | None) -> list[str]:
    """Why no letter to the court can be made; empty where the order is one that the court can be asked to amend."""
    if check is None:
        return ["No order is recorded, so there is nothing to ask the court to amend."]
    if check.verdict is OrderVerdict.GREEN:
        return [
            "The check of the order finds nothing missing, so there is nothing to ask the court to amend."
        ]
    if check.verdict is OrderVerdict.BLOCK:
        blocking = [finding.sentence for finding in check.findings if finding.verdict is OrderVerdict.BLOCK]
        return [*blocking, "A letter that asks the court to amend the order would not mend this."]
    return []
