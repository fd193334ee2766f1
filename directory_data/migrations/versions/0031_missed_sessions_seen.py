"""Missed sessions that an officer has seen"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "missed_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("missed_until", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_missed_seen_referral_id_referral")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_missed_seen_by_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_seen")),
        sa.UniqueConstraint(
            "referral_id", "missed_until", name=op.f("uq_missed_seen_referral_id_missed_until")
        ),
    )
    op.create_index(op.f("ix_missed_seen_referral_id"), "missed_seen", ["referral_id"])


def downgrade() -> None:
    op.drop_table("missed_seen")
