"""The people who work with the portal, their sign-ins, and the tries to sign in."""

from __future__ import annotations

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory_data.database import Record
from directory_data.models import Provider
from directory_data.vocabulary import Role


class User(Record, UserMixin):
    """Somebody who can sign in. One person has one role; the e-mail address is kept in lower case."""

    __tablename__ = "person_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    cafcass_area: Mapped[str | None]
    """The group of court areas that an officer or a manager works in, such as "West Yorkshire"."""
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"), index=True)
    password: Mapped[str | None]
    """The argon2 hash. None until the person has used their one-time link."""
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    """Stands in the session in place of the id. A new one ends every sign-in and every link of this person."""
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    """The secret shared with the person's authenticator app, sealed with the field keys."""
    tf_last_counter: Mapped[int | None]
    """The half-minute of the last code that was taken (RFC 6238): no code is taken twice."""
    recovery_code_hashes: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]
    last_signed_in_at: Mapped[datetime | None]

    provider: Mapped[Provider | None] = relationship()

    @property
    def has_second_factor(self) -> bool:
        """Whether an authenticator app has been set up."""
        return bool(self.tf_totp_secret and self.tf_primary_method)

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        """Nothing: Flask-Security asks for its own roles here; ours is `role`, and rules/permissions.py reads it."""
        return []


class SignIn(Record):
    """One sign-in in one browser. The browser holds the key; the store holds only its hash."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person_account.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class SignInAttempt(Record):
    """One try to sign in that has not succeeded, under a keyed hash of whom or whence, never in clear."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_hash: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
