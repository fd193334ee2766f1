"""Who may close whose account at a provider: never the last administrator's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from directory_data.vocabulary import Role


class Colleague(Protocol):
    """Somebody of a provider, as far as leaving is concerned."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def active(self) -> bool: ...
    @property
    def password(self) -> str | None: ...


def objections(leaver: Colleague, colleagues: Collection[Colleague]) -> list[str]:
    """Why this account cannot be closed, in sentences; empty means it can.

    Somebody who was invited and never set a password keeps no listing, and so takes nobody's place.
    """
    if not leaver.active:
        return [f"The account of {leaver.name} is closed already."]
    if leaver.role is not Role.PROVIDER_ADMINISTRATOR:
        return []
    others = [
        each
        for each in colleagues
        if each.role is Role.PROVIDER_ADMINISTRATOR
        and each.active
        and each.password is not None
        and each.id != leaver.id
    ]
    if others or leaver.password is None:
        return []
    return [
        f"{leaver.name} is the last provider administrator of your organisation. Invite another one first, "
        "and wait until they have set their password."
    ]
