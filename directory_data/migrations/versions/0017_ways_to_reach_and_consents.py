"""Ways to reach somebody, partner support's diary, consents, and openings out of turn"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hand_off_news") as news:
        news.add_column(sa.Column("offers_support", sa.Boolean(), nullable=False, server_default=sa.false()))
    _table(
        "way_to_reach",
        sa.Column("hand_off_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("safety", sa.String(40), nullable=False),
        sa.Column("may_leave_message", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        *_sealed("address", "times", "answered_by"),
        sa.UniqueConstraint("hand_off_id", "channel", name=op.f("uq_way_to_reach_hand_off_id_channel")),
    )
    _table(
        "support_entry",
        sa.Column("hand_off_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        *_sealed("note"),
        _by("support_entry", "by_id"),
        sa.UniqueConstraint("form_key", name=op.f("uq_support_entry_form_key")),
    )
    _table(
        "support_consent",
        sa.Column("hand_off_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        *_sealed("what", "to_whom"),
        _by("support_consent", "by_id"),
        _by("support_consent", "withdrawn_by_id"),
        sa.UniqueConstraint("form_key", name=op.f("uq_support_consent_form_key")),
    )
    _table(
        "support_opening",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("hand_off_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        *_sealed("why"),
        _by("support_opening", "by_id"),
        _by("support_opening", "seen_by_id"),
        sa.UniqueConstraint("number", name=op.f("uq_support_opening_number")),
    )


def downgrade() -> None:
    for table in ("support_opening", "support_consent", "support_entry", "way_to_reach"):
        op.drop_table(table)
    with op.batch_alter_table("hand_off_news") as news:
        news.drop_column("offers_support")


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            ["hand_off_id"], ["hand_off.id"], name=op.f(f"fk_{name}_hand_off_id_hand_off")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{name}_key")),
    )
    op.create_index(op.f(f"ix_{name}_hand_off_id"), name, ["hand_off_id"])


def _sealed(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(f"sealed_{name}", sa.String(), nullable=False) for name in names]


def _by(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_person_account")
    return sa.ForeignKeyConstraint([column], ["person_account.id"], name=name)
