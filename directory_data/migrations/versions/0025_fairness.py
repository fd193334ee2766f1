"""Corrections with those who have to be told, and complaints"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PEOPLE = ("participant", "parent", "professional")
DECISIONS = ("put-right", "partly", "stands")
HOLDERS = ("officer", "programme", "court", "participant", "served", "asker")
STEPS = ("evidence", "answer", "review", "ombudsman")


def upgrade() -> None:
    op.create_table(
        "correction",
        *_recorded("correction"),
        sa.Column("asker", _words("asker", PEOPLE), nullable=True),
        sa.Column("wrong", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("decision", _words("correctiondecision", DECISIONS), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("what_is_right", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        _foreign("correction", "decided_by_id", "person_account"),
    )
    op.create_index(op.f("ix_correction_case_id"), "correction", ["case_id"])
    op.create_table(
        "correction_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("holder", _words("holder", HOLDERS), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_how", sa.String(), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=True),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        _foreign("correction_notice", "correction_id", "correction", ondelete="CASCADE"),
        _foreign("correction_notice", "referral_id", "referral"),
        _foreign("correction_notice", "told_by_id", "person_account"),
        _foreign("correction_notice", "read_by_id", "person_account"),
        sa.UniqueConstraint("key", name=op.f("uq_correction_notice_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_notice")),
    )
    for column in ("correction_id", "referral_id"):
        op.create_index(op.f(f"ix_correction_notice_{column}"), "correction_notice", [column])
    op.create_table(
        "complaint",
        *_recorded("complaint"),
        sa.Column("sender", _words("asker", PEOPLE), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reply_due_on", sa.Date(), nullable=False),
    )
    op.create_index(op.f("ix_complaint_case_id"), "complaint", ["case_id"])
    op.create_table(
        "complaint_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("step", _words("complaintstep", STEPS), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _foreign("complaint_entry", "complaint_id", "complaint", ondelete="CASCADE"),
        _foreign("complaint_entry", "by_id", "person_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_entry")),
        sa.UniqueConstraint("form_key", name=op.f("uq_complaint_entry_form_key")),
    )
    op.create_index(op.f("ix_complaint_entry_complaint_id"), "complaint_entry", ["complaint_id"])


def downgrade() -> None:
    for table in ("complaint_entry", "complaint", "correction_notice", "correction"):
        op.drop_table(table)


def _recorded(table: str) -> list[sa.schema.SchemaItem]:
    """What both kinds of record begin with."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _foreign(table, "case_id", "court_case"),
        _foreign(table, "by_id", "person_account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
        sa.UniqueConstraint("form_key", name=op.f(f"uq_{table}_form_key")),
    ]


def _words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _foreign(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
