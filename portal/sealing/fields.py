"""Sealed fields of records: described once, read and written like any other, and found by those who seal them anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, overload
from uuid import uuid4

from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from directory_data.database import Record
from portal.sealing.keys import KeyHolder, KeyRing

PREFIX = "sealed_"
"""Every column that holds sealed text is called so: one that is not described here is found by a test."""


class SealedRecord:
    """A record with sealed fields. They are bound to its own random `key`, which is made with the record."""

    key: Mapped[str] = mapped_column(unique=True)

    def __init__(self, **values: Any) -> None:
        # The key first: what follows is sealed to it.
        super().__init__(**{"key": uuid4().hex, **values})

    @property
    def seal_key(self) -> str:
        """What the record's fields are bound to."""
        return self.key

    @classmethod
    def sealed_as(cls) -> str:
        """The name of the record in what its fields are bound to."""
        return str(cls.__tablename__)  # type: ignore[attr-defined]


class SealedText:
    """One sealed field: `name = SealedText()` beside a column `sealed_name`.

    Reading opens it and raises CannotOpen where no key does; writing seals anew, and what stood there is gone.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = PREFIX + name

    @overload
    def __get__(self, record: None, owner: type) -> SealedText: ...
    @overload
    def __get__(self, record: Any, owner: type) -> str: ...
    def __get__(self, record: Any, owner: type) -> SealedText | str:
        if record is None:
            return self
        return ring().open(getattr(record, self.column), belongs_to=self.belongs_to(record))

    def __set__(self, record: Any, text: str) -> None:
        setattr(record, self.column, ring().seal(text, belongs_to=self.belongs_to(record)))

    def belongs_to(self, record: Any) -> str:
        """What the sealed text is bound to: the record and this field of it."""
        return f"{record.sealed_as()}|{self.name}|{record.seal_key}"

    def resealed(self, record: Any, keys: KeyRing) -> str:
        """The field sealed anew with the key that seals now."""
        belongs_to = self.belongs_to(record)
        return keys.seal(
            keys.open(getattr(record, self.column), belongs_to=belongs_to), belongs_to=belongs_to
        )


@dataclass(frozen=True)
class SealedClass:
    """A class of records with its sealed fields."""

    record: type[Record]
    fields: tuple[SealedText, ...]


def sealed_classes() -> Iterator[SealedClass]:
    """Every class of records that has sealed fields, by the name of its table."""
    for mapper in sorted(Record.registry.mappers, key=lambda each: str(each.local_table.name)):  # type: ignore[attr-defined]
        fields = tuple(each for each in vars(mapper.class_).values() if isinstance(each, SealedText))
        if fields:
            yield SealedClass(mapper.class_, fields)


def ring() -> KeyRing:
    """The application's keys as they are now."""
    holder: KeyHolder = current_app.extensions["field_keys"]
    return holder.ring
