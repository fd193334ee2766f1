"""Where people arrive once they are signed in: the page they were on their way to, or their work."""

from __future__ import annotations

from urllib.parse import urlsplit

from directory_data.vocabulary import Role

LONGEST_PATH = 500
OWN_DOORS = ("/sign-in", "/sign-out", "/set-password")

WORK: dict[Role, str] = {
    Role.OFFICER: "/cases",
    Role.MANAGER: "/cases",
    Role.PROGRAMME: "/referrals",
    Role.PARTNER_SUPPORT: "/support",
    Role.PROVIDER_ADMINISTRATOR: "/listings",
    Role.DIRECTORY_ADMINISTRATOR: "/admin",
}


def landing(role: Role) -> str:
    """The path of somebody's work (contract, section 4)."""
    return WORK[role]


def own_path(text: str | None) -> str | None:
    """The text when it is a path of this portal and nothing else; None for another site, however it is disguised.

    Browsers read `//host`, `/\\host` and paths with control characters as addresses of other sites.
    """
    if not text or len(text) > LONGEST_PATH or not text.startswith("/"):
        return None
    if text.startswith("//") or "\\" in text or not text.isascii() or not text.isprintable() or " " in text:
        return None
    parts = urlsplit(text)
    if parts.scheme or parts.netloc or parts.path.startswith(OWN_DOORS):
        return None
    return text
