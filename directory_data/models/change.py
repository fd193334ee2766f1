"""ListingChange: one line for each change that a copy of the directory, such as the search index, must follow."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record


def _new_mark() -> str:
    return secrets.token_hex(8)


class ListingChange(Record):
    """Written in the transaction of the change itself. Numbers become visible in their order and are never reused.

    `service_id` None stands for all listings. The mark tells this line from another that bears the same number in
    a store that was put back to an earlier state. There is no foreign key: the line outlives the listing.
    """

    __tablename__ = "listing_change"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int | None]
    mark: Mapped[str] = mapped_column(default=_new_mark)
