"""The sessions and breaks of groups, and what the registers say"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = ("weekly", "catch-up", "one-to-one")
CANCEL_REASONS = ("facilitator", "venue", "travel", "safety", "other")
ATTENDANCE = (
    "attended",
    "late",
    "left-early",
    "absent-authorised",
    "absent-unauthorised",
    "cancelled",
    "excluded",
)
PARTICIPATION = ("0", "1", "2", "3")


def upgrade() -> None:
    _table(
        "group_break",
        _number("group_id"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_group_break_days_are_in_order")),
        _key("group_break", "group_id", "group"),
        indexed=["group_id"],
    )
    _table(
        "group_session",
        _number("group_id"),
        _number("number"),
        _word("kind", KINDS, "sessionkind"),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        _number("minutes"),
        _number("referral_id", nullable=True),
        sa.Column("moved_from", sa.Date(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        _number("cancelled_by_id", nullable=True),
        _word("cancel_reason", CANCEL_REASONS, "cancelreason", nullable=True),
        sa.Column("cancel_note", sa.String(), nullable=False),
        _number("revision"),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_group_session_has_a_length")),
        _key("group_session", "group_id", "group"),
        _key("group_session", "referral_id", "referral"),
        _key("group_session", "cancelled_by_id", "person_account"),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_group_session_group_id_number")),
        indexed=["group_id"],
    )
    unique = "uq_attendance_entry_session_id_referral_id_number"
    _table(
        "attendance_entry",
        _number("session_id"),
        _number("referral_id"),
        _number("number"),
        _word("attendance", ATTENDANCE, "attendance"),
        _number("minutes"),
        _word("participation", PARTICIPATION, "participation", nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("is_concern", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _number("by_id"),
        _key("attendance_entry", "session_id", "group_session"),
        _key("attendance_entry", "referral_id", "referral"),
        _key("attendance_entry", "by_id", "person_account"),
        sa.UniqueConstraint("session_id", "referral_id", "number", name=op.f(unique)),
        indexed=["session_id", "referral_id"],
    )


def downgrade() -> None:
    for table in ("attendance_entry", "group_session", "group_break"):
        op.drop_table(table)


def _table(name: str, *parts: sa.schema.SchemaItem, indexed: list[str]) -> None:
    primary = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, _number("id"), *parts, primary)
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _word(name: str, values: tuple[str, ...], type_name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Enum(*values, name=type_name, native_enum=False, length=40), nullable=nullable)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
