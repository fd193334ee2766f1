"""Case: one family's proceedings, as the officer who holds it knows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from portal.accounts.models import User

if TYPE_CHECKING:
    from portal.cases.models.finding import Finding
    from portal.cases.models.hearing import Hearing
    from portal.cases.models.history import CaseEntry
    from portal.cases.models.order import Order
    from portal.cases.models.people import Participant, ProtectedPerson


class Case(Record):
    """A case. `form_key` is the key of the form that made it, so that a form sent twice makes one case."""

    __tablename__ = "court_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person_account.id"), index=True)
    cafcass_area: Mapped[str] = mapped_column(index=True)
    court_case_number: Mapped[str] = mapped_column(index=True)
    court: Mapped[str]
    court_area: Mapped[str]
    next_hearing_on: Mapped[date]
    """The earliest hearing to come, kept up to date by cases.hearings; where none is to come, the last one."""
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)

    officer: Mapped[User] = relationship()
    participant: Mapped[Participant] = relationship(back_populates="case", cascade="all, delete-orphan")
    protected_people: Mapped[list[ProtectedPerson]] = relationship(
        back_populates="case", order_by="ProtectedPerson.id", cascade="all, delete-orphan"
    )
    recorded_orders: Mapped[list[Order]] = relationship(
        back_populates="case", order_by="Order.number", cascade="all, delete-orphan"
    )
    hearings: Mapped[list[Hearing]] = relationship(
        order_by="Hearing.held_on, Hearing.id", cascade="all, delete-orphan"
    )
    history: Mapped[list[CaseEntry]] = relationship(order_by="CaseEntry.id", cascade="all, delete-orphan")
    findings: Mapped[list[Finding]] = relationship(order_by="Finding.id", cascade="all, delete-orphan")

    @property
    def orders(self) -> list[Order]:
        """The orders that count, in the sequence in which they were recorded: none that was struck out."""
        return [each for each in self.recorded_orders if not each.is_struck]

    @property
    def struck_orders(self) -> list[Order]:
        """The orders that were struck out. They are shown as such, and read by nothing else."""
        return [each for each in self.recorded_orders if each.is_struck]

    @property
    def order(self) -> Order | None:
        """The order in force: the last one recorded."""
        orders = self.orders
        return orders[-1] if orders else None

    @property
    def current_findings(self) -> list[Finding]:
        """What may be relied on, oldest document first."""
        return sorted((each for each in self.findings if each.is_current), key=lambda each: each.dated_on)

    @property
    def is_closed(self) -> bool:
        """Whether the case has left the work list."""
        return self.closed_at is not None

    @property
    def protected_authorities(self) -> tuple[str, ...]:
        """The local authorities of the people to protect: all the portal holds of where they live."""
        return tuple(person.authority_code for person in self.protected_people)
