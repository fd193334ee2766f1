"""What the audit log can say: which act, on what kind of thing, for which coded reason. No sentences."""

from __future__ import annotations

from directory_data.vocabulary import Word


class Act(Word):
    """What somebody did, or what was refused to them. A new kind of act is a new line here."""

    SIGNED_IN = "signed-in", "Signed in"
    SIGN_IN_FAILED = "sign-in-failed", "Tried to sign in and failed"
    ACCOUNT_MADE = "account-made", "Added a person"
    LINK_RENEWED = "link-renewed", "Gave a new one-time link"
    ACCOUNT_CHANGED = "account-changed", "Changed a person’s role or reach"
    ACCOUNT_CLOSED = "account-closed", "Shut a person out"
    ACCOUNT_OPENED = "account-opened", "Let a person in again"
    VIEWED = "viewed", "Looked at a protected record"
    REVEALED = "revealed", "Asked to see a way of contact that is not safe"
    GLASS_BROKEN = "glass-broken", "Opened a protected record out of turn"
    GLASS_SEEN = "glass-seen", "Looked into a record opened out of turn"
    CHANGED = "changed", "Changed a protected record"
    SENT = "sent", "Sent a referral"
    ISSUED = "issued", "Issued a document"
    EXPORTED = "exported", "Took a file away"
    BACKED_UP = "backed-up", "Copied the whole store"
    RESTORED = "restored", "Put a copy of the whole store back"
    KEYS_ROTATED = "keys-rotated", "Sealed the protected fields under a new key"


class SignInFailure(Word):
    """What was wrong with a try to sign in."""

    PASSWORD = "password", "The e-mail address or the password"
    CODE = "code", "The code from the app"
    RECOVERY_CODE = "recovery-code", "The recovery code"


class Thing(Word):
    """The kind of record an entry is about. Its reference stands beside it."""

    ACCOUNT = "account", "Account"
    CASE = "case", "Case"
    PROTECTED_PERSON = "protected-person", "Person to protect"
    HAND_OFF = "hand-off", "Hand-off to partner support"
    REFERRAL = "referral", "Referral"
    DOCUMENT = "document", "Document"
    LISTINGS = "listings", "Listings"
    EVIDENCE = "evidence", "Evidence of a listing"
    GROUP = "group", "Calendar of a group"
    RISK = "risk", "Report on risk"
    STORE = "store", "The whole store"
    KEY = "key", "Key of sealed fields"
