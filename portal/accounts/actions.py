"""Everything that changes an account: a new person, a one-time link, a password, a second factor."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_security import hash_password
from flask_security.recoverable import generate_reset_password_token, update_password

from directory_data.models import Provider
from directory_data.vocabulary import Role
from portal.accounts import queries
from portal.accounts.models import User
from portal.accounts.queries import Store
from portal.errors import Refused

RECOVERY_CODES = 10
OF_PROVIDERS = frozenset({Role.PROGRAMME, Role.PARTNER_SUPPORT, Role.PROVIDER_ADMINISTRATOR})


@dataclass(frozen=True)
class Invitation:
    """A person with the token of their one-time link (`accounts.set_password`), valid for 48 hours."""

    person: User
    token: str

    @property
    def path(self) -> str:
        """The link without the portal's own address, for commands, which know no address."""
        return f"/set-password/{self.token}"

    def __repr__(self) -> str:
        return f"Invitation(person={self.person.id})"


def create_user(
    session: Store,
    *,
    email: str,
    name: str,
    role: Role,
    at: datetime,
    provider: Provider | None = None,
    cafcass_area: str | None = None,
) -> Invitation:
    """Add a person without a password and give the link with which they set one; raises Refused with the reasons."""
    if why := objections(session, email=email, name=name, role=role, provider=provider):
        raise Refused(why)
    person = User(
        email=queries.stored_form(email),
        name=name.strip(),
        role=role,
        cafcass_area=cafcass_area,
        provider_id=provider.id if provider else None,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        recovery_code_hashes=[],
        created_at=at,
    )
    session.add(person)
    session.flush()
    return Invitation(person, generate_reset_password_token(person))


def objections(session: Store, *, email: str, name: str, role: Role, provider: Provider | None) -> list[str]:
    """Why this person cannot be added; empty means they can."""
    address = queries.stored_form(email)
    local, _, domain = address.rpartition("@")
    is_address = local and "." in domain and address.isprintable() and " " not in address
    return [
        sentence
        for holds, sentence in (
            (bool(name.strip()), "Give the person's name."),
            (
                is_address and len(address) <= queries.LONGEST_EMAIL,
                "Give an email address, such as name@example.org.",
            ),
            (
                queries.person_by_email(session, address) is None,
                "Somebody with this email address is already here.",
            ),
            (
                provider is not None or role not in OF_PROVIDERS,
                f"{role.label} must belong to a provider: name it.",
            ),
            (provider is None or role in OF_PROVIDERS, f"{role.label} does not belong to a provider."),
        )
        if not holds
    ]


def renew(session: Store, person: User) -> Invitation:
    """A new one-time link for somebody who is locked out: ends their sign-ins, password and second factor."""
    person.password = None
    person.fs_uniquifier = uuid.uuid4().hex
    _forget_second_factor(person)
    session.flush()
    return Invitation(person, generate_reset_password_token(person))


def link_of(person: User) -> str:
    """The path of a one-time link to set a password, valid for 48 hours from now."""
    return Invitation(person, generate_reset_password_token(person)).path


def deactivate(person: User) -> None:
    """Shut somebody out at once: sign-ins and links end, the record stays for the diary entries that name it."""
    person.active = False
    person.fs_uniquifier = uuid.uuid4().hex


def set_password(person: User, password: str) -> None:
    """Keep a new password (the form checks its length) and end all sign-ins and links of the person."""
    update_password(person, password)


def set_second_factor(person: User, secret: str) -> list[str]:
    """Keep the secret of an authenticator app that has shown it works. Gives new recovery codes, to be shown once."""
    person.tf_primary_method = "authenticator"
    person.tf_totp_secret = secret
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    person.recovery_code_hashes = [_recovery_hash(person, code) for code in codes]
    return codes


def use_recovery_code(person: User, typed: str) -> bool:
    """Spend one recovery code. False when it is not one of the person's, or was spent before."""
    wanted = _recovery_hash(person, typed)
    left = [kept for kept in person.recovery_code_hashes if not hmac.compare_digest(kept, wanted)]
    is_right = len(left) < len(person.recovery_code_hashes)
    person.recovery_code_hashes = left
    return is_right


def hashed(password: str) -> str:
    """The argon2 hash of a password."""
    return str(hash_password(password))


def _forget_second_factor(person: User) -> None:
    person.tf_primary_method = person.tf_totp_secret = person.tf_last_counter = None
    person.recovery_code_hashes = []


def _recovery_code() -> str:
    """Sixty bits in three groups of four letters and digits without look-alikes."""
    letters = "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(12))
    return "-".join(letters[start : start + 4] for start in range(0, 12, 4))


def _recovery_hash(person: User, typed: str) -> str:
    code = "".join(character for character in typed.lower() if character.isalnum())
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"recovery code|{person.id}|{code}".encode(), hashlib.sha256).hexdigest()
