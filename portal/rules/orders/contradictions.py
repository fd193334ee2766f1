"""Two orders that cannot both stand as they are recorded, and two providers named for one person."""

from __future__ import annotations

from directory_data.availability import in_full
from portal.rules.orders.facts import ACTIVITIES, OrderFacts, is_final, of_type, review_dates


def contradictions(order: OrderFacts) -> list[str]:
    """What the order says against itself and against the orders recorded before it; empty where all agree."""
    against_earlier = [
        sentence for earlier in order.earlier for sentence in _between(order=order, earlier=earlier)
    ]
    return [*_within(order), *against_earlier]


def _between(*, order: OrderFacts, earlier: OrderFacts) -> list[str]:
    this, that = in_full(order.made_on), in_full(earlier.made_on)
    if earlier.made_on > order.made_on:
        return [
            f"The order of {that} was recorded before this one of {this}, but the court made it later. The order "
            "recorded last counts as the one in force. Check which one is."
        ]
    if earlier.made_on == order.made_on:
        return _on_one_day(order, earlier)
    if is_final(earlier) and not is_final(order):
        return [
            f"The order of {that} ended the case, but the order of {this} says that it goes on. Check whether "
            "the court opened the case again."
        ]
    return []


def _on_one_day(order: OrderFacts, earlier: OrderFacts) -> list[str]:
    day = in_full(order.made_on)
    sentences = []
    if is_final(order) is not is_final(earlier):
        sentences.append(f"Two orders are dated {day}. One ended the case, the other says that it goes on.")
    mine, theirs = _providers(order), _providers(earlier)
    if mine and theirs and set(map(str.casefold, mine)) != set(map(str.casefold, theirs)):
        sentences.append(
            f"Two orders are dated {day}. One names {_listed(theirs)}, the other {_listed(mine)}."
        )
    for what, one, other in (
        ("review hearings", review_dates(earlier)[:1], review_dates(order)[:1]),
        ("dates for the report", [earlier.report_due_on], [order.report_due_on]),
    ):
        days = [each for each in (*one, *other) if each is not None]
        if len(days) > 1 and days[0] != days[1]:
            sentences.append(
                f"Two orders are dated {day}. They set different {what}: {in_full(days[0])} and {in_full(days[1])}."
            )
    return sentences


def _within(order: OrderFacts) -> list[str]:
    """Two providers for one person in one order."""
    named: dict[str, list[str]] = {}
    for element in of_type(order, *ACTIVITIES):
        provider = element.provider_name.strip()
        earlier = named.setdefault(" ".join(element.subject.casefold().split()), [])
        if provider and provider.casefold() not in map(str.casefold, earlier):
            earlier.append(provider)
    return [
        f"The order of {in_full(order.made_on)} names two providers for one person: {_listed(providers)}."
        for providers in named.values()
        if len(providers) > 1
    ]


def _providers(order: OrderFacts) -> list[str]:
    names = (element.provider_name.strip() for element in of_type(order, *ACTIVITIES))
    return list(dict.fromkeys(name for name in names if name))


def _listed(names: list[str]) -> str:
    return " and ".join(names)
