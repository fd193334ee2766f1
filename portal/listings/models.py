"""What a listing was and what it is to become: versions, changes and listings that are not live yet, evidence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.listing_vocabulary import Decision, ListingPart, Unpairing
from directory_data.models import Provider
from directory_data.vocabulary import Audience, ServiceType
from portal.accounts.models import User

IS_OPEN = text("live_at IS NULL AND (decision IS NULL OR decision = 'approved')")
"""Of one field only one new value at a time may still become live."""


class ListingVersion(Record):
    """One part of a listing as it stood from a moment on. Never changed: a restored version is a new one.

    `content` holds each field as the template for listings writes it. `by` is None for what was loaded from a file.
    """

    __tablename__ = "listing_version"
    __table_args__ = (UniqueConstraint("part", "part_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[ListingPart]
    part_id: Mapped[int]
    number: Mapped[int]
    content: Mapped[dict[str, str]] = mapped_column(JSON)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    why: Mapped[str] = mapped_column(default="")

    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])


class ProposedChange(Record):
    """One field's new value that waits for a decision, for its day, or for both. `old` was live when it was written."""

    __tablename__ = "proposed_change"
    __table_args__ = (
        Index("ix_proposed_change_part_part_id", "part", "part_id"),
        Index(
            "uq_proposed_change_open_field",
            "part",
            "part_id",
            "field",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    part: Mapped[ListingPart]
    part_id: Mapped[int]
    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    at: Mapped[datetime]
    starts_on: Mapped[date | None] = mapped_column(index=True)
    needs_approval: Mapped[bool]
    decision: Mapped[Decision | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    live_at: Mapped[datetime | None]
    on_referrals: Mapped[Unpairing | None]
    """Of a change that un-pairs: what happens to the referrals under way."""

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide."""
        return self.needs_approval and self.decision is None

    @property
    def is_open(self) -> bool:
        """Whether it may still become live."""
        return self.live_at is None and self.decision in (None, Decision.APPROVED)


class NewListing(Record):
    """A listing that a provider is writing. It is no service until it is put live, and so nothing that reads services
    finds it: no search, no page of an area, no feed, no match.

    `content` holds fields as a version does; `returned` the reason for each field that an administrator has returned.
    """

    __tablename__ = "new_listing"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    type: Mapped[ServiceType]
    audience: Mapped[Audience]
    content: Mapped[dict[str, str]] = mapped_column(JSON)
    returned: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person_account.id"))
    decided_at: Mapped[datetime | None]
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"), unique=True)

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    provider: Mapped[Provider] = relationship()

    @property
    def name(self) -> str:
        """What it is to be called."""
        return self.content["name"]

    @property
    def is_protected(self) -> bool:
        """Whether its place must never be published."""
        return self.audience is Audience.PROTECTED or self.type is ServiceType.PARTNER_SUPPORT

    @property
    def is_sent(self) -> bool:
        """Whether an administrator reads it, so that it stays as it is."""
        return self.sent_at is not None


class ListingClaim(Record):
    """That somebody has looked through a provider's listings and answers for them from that moment on."""

    __tablename__ = "listing_claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class Evidence(Record):
    """A PDF that a provider has given as evidence of its accreditation. The file lies in the instance folder, under
    `key`, which says nothing; it is never changed, and what it was is told by its digest (SHA-256)."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    name: Mapped[str]
    size_bytes: Mapped[int]
    digest: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
