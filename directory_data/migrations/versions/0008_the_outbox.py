"""The outbox, how often each person wants messages, and what has been chased"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = ("waiting", "sending", "sent", "failed", "given-up")


def upgrade() -> None:
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mail_key", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", _word("messagestate", *STATES), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        _person("outbox_message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("event", "person_id", name=op.f("uq_outbox_message_event_person_id")),
    )
    for column in ("person_id", "mail_key", "due_at", "state"):
        op.create_index(op.f(f"ix_outbox_message_{column}"), "outbox_message", [column])
    op.create_table(
        "message_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("pace", _word("pace", "at-once", "daily"), nullable=False),
        _person("message_choice"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_message_choice")),
    )
    op.create_table(
        "deadline_chase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("stage", _word("chasestage", "soon", "overdue", "escalated"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_chase")),
        sa.UniqueConstraint("deadline", "run", "stage", name=op.f("uq_deadline_chase_deadline_run_stage")),
    )


def downgrade() -> None:
    for table in ("deadline_chase", "message_choice", "outbox_message"):
        op.drop_table(table)


def _word(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person_account")
    return sa.ForeignKeyConstraint(["person_id"], ["person_account.id"], name=name, ondelete="CASCADE")
