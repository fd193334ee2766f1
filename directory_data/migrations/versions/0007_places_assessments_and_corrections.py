"""Places with their dates, waiting lists, assessments, corrections, and referrals that were transferred"""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "criterion_finding",
    "assessment_tool",
    "appointment",
    "assessment",
    "passed_over",
    "waiting",
    "group_place",
    "diary_correction",
)
HELD = timedelta(weeks=6)
"""Six weeks are thirty working days."""


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("diary_entry", sa.Column("day", sa.Date(), nullable=True))
    # Inline, because SQLite adds no constraint to a table that is there, and must not copy one that others point to.
    key = sa.ForeignKey("referral.id", name=op.f("fk_referral_transferred_from_id_referral"))
    op.add_column(
        "referral",
        sa.Column("transferred_from_id", sa.Integer(), key, nullable=True),
        inline_references=is_sqlite,
    )
    op.create_index(op.f("ix_referral_transferred_from_id"), "referral", ["transferred_from_id"])
    op.add_column("referral", sa.Column("transfer_reason", sa.String(40), nullable=True))
    op.add_column("referral", sa.Column("transfer_note", sa.String(), nullable=False, server_default=""))
    _make_tables()
    _hold_what_was_held()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_index(op.f("ix_referral_transferred_from_id"), "referral")
    with op.batch_alter_table("referral") as referral:
        for column in ("transfer_note", "transfer_reason", "transferred_from_id"):
            referral.drop_column(column)
    with op.batch_alter_table("diary_entry") as diary_entry:
        diary_entry.drop_column("day")


def _hold_what_was_held() -> None:
    """Give each referral that was sent and has not ended the place that until now was only counted."""
    store = op.get_bind()
    last = (
        "SELECT referral.id, referral.group_id, entry.at, entry.by_id FROM referral "
        "JOIN diary_entry AS entry ON entry.referral_id = referral.id AND entry.step = 'send' "
        "WHERE NOT EXISTS (SELECT 1 FROM diary_entry AS later WHERE later.referral_id = referral.id "
        "AND later.step IN ('decline', 'withdraw')) ORDER BY referral.id"
    )
    rows = sa.text(last).columns(id=sa.Integer, group_id=sa.Integer, at=sa.DateTime(timezone=True))
    seats: dict[int, int] = {}
    place = sa.table(
        "group_place",
        *(sa.column(name) for name in ("group_id", "referral_id", "seat", "held_by_id")),
        sa.column("held_at", sa.DateTime(timezone=True)),
        sa.column("held_until", sa.Date()),
    )
    for referral_id, group_id, at, by_id in store.execute(rows).all():
        seats[group_id] = seats.get(group_id, 0) + 1
        values = {"group_id": group_id, "referral_id": referral_id, "seat": seats[group_id]}
        until = (at + HELD).date()
        store.execute(place.insert().values(**values, held_at=at, held_by_id=by_id, held_until=until))


def _make_tables() -> None:
    _table(
        "diary_correction",
        _id("entry_id"),
        sa.Column("words", sa.String(), nullable=False),
        *_signed("diary_correction"),
        _key("diary_correction", "entry_id", "diary_entry"),
        indexed=["entry_id"],
    )
    _make_places()
    _make_assessments()


def _make_places() -> None:
    _table(
        "group_place",
        *(_id(name) for name in ("group_id", "referral_id", "seat")),
        _moment("held_at", False),
        _id("held_by_id"),
        sa.Column("held_until", sa.Date(), nullable=False),
        *(
            part
            for what in ("offered", "taken", "released")
            for part in (_moment(f"{what}_at"), _id(f"{what}_by_id", True))
        ),
        sa.Column("released_why", sa.String(40), nullable=True),
        _key("group_place", "group_id", "group"),
        _key("group_place", "referral_id", "referral"),
        *(
            _key("group_place", f"{what}_by_id", "person_account")
            for what in ("held", "offered", "taken", "released")
        ),
        indexed=["referral_id", "held_until"],
    )
    _live("uq_group_place_live_seat", "group_place", ["group_id", "seat"], "released_at IS NULL")
    _live("uq_group_place_live_referral", "group_place", ["referral_id"], "released_at IS NULL")
    _table(
        "waiting",
        *(_id(name) for name in ("group_id", "referral_id")),
        sa.Column("why", sa.String(), nullable=False),
        _moment("joined_at", False),
        _id("joined_by_id"),
        _moment("left_at"),
        sa.Column("left_why", sa.String(40), nullable=True),
        _key("waiting", "group_id", "group"),
        _key("waiting", "referral_id", "referral"),
        _key("waiting", "joined_by_id", "person_account"),
        indexed=["group_id", "referral_id"],
    )
    _live("uq_waiting_live_referral", "waiting", ["referral_id"], "left_at IS NULL")
    _table(
        "passed_over",
        *(_id(name) for name in ("waiting_id", "for_referral_id")),
        sa.Column("reason", sa.String(40), nullable=False),
        *_signed("passed_over"),
        _key("passed_over", "waiting_id", "waiting"),
        _key("passed_over", "for_referral_id", "referral"),
        indexed=["waiting_id"],
    )


def _make_assessments() -> None:
    _table(
        "assessment",
        _id("referral_id"),
        _id("criteria_version", True),
        _moment("began_at", False),
        sa.Column("decision", sa.String(40), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reasons", "conditions", "alternatives")),
        _moment("decided_at"),
        _id("decided_by_id", True),
        _moment("support_told_at"),
        sa.Column("participant_told_on", sa.Date(), nullable=True),
        _moment("participant_told_at"),
        _id("participant_told_by_id", True),
        _key("assessment", "referral_id", "referral"),
        _key("assessment", "decided_by_id", "person_account"),
        _key("assessment", "participant_told_by_id", "person_account"),
        indexed=["referral_id"],
    )
    _table(
        "appointment",
        *(_id(name) for name in ("assessment_id", "number")),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("started_at", sa.Time(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        _moment("recorded_at"),
        _id("recorded_by_id", True),
        _key("appointment", "assessment_id", "assessment"),
        _key("appointment", "recorded_by_id", "person_account"),
        indexed=["assessment_id"],
    )
    _table(
        "assessment_tool",
        _id("assessment_id"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "version")),
        _key("assessment_tool", "assessment_id", "assessment"),
        indexed=["assessment_id"],
    )
    _table(
        "criterion_finding",
        _id("assessment_id"),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("finding", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_signed("criterion_finding"),
        _key("criterion_finding", "assessment_id", "assessment"),
        indexed=["assessment_id"],
    )


def _table(name: str, *parts: sa.schema.SchemaItem, indexed: list[str]) -> None:
    op.create_table(name, _id("id"), *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _live(name: str, table: str, columns: list[str], while_: str) -> None:
    condition = sa.text(while_)
    op.create_index(name, table, columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def _id(name: str, is_optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=is_optional)


def _moment(name: str, is_optional: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=is_optional)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _signed(table: str) -> list[sa.schema.SchemaItem]:
    return [_moment("at", False), _id("by_id"), _key(table, "by_id", "person_account")]
