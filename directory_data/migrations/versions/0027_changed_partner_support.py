"""Partner support that is taken away from a programme with live referrals"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ANSWERS = sa.Enum("stays", "moves", "officers", name="unpairing", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "support_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("protected_person_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("taken_over_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", ANSWERS, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("dealt_with_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dealt_with_by_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_support_change_{column}_{table}")
            for column, table in (
                ("referral_id", "referral"),
                ("protected_person_id", "protected_person"),
                ("service_id", "service"),
                ("taken_over_by_id", "service"),
                ("dealt_with_by_id", "person_account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_support_change"),
    )
    op.create_index("ix_support_change_referral_id", "support_change", ["referral_id"])
    op.add_column("proposed_change", sa.Column("on_referrals", ANSWERS, nullable=True))


def downgrade() -> None:
    op.drop_column("proposed_change", "on_referrals")
    op.drop_index("ix_support_change_referral_id", table_name="support_change")
    op.drop_table("support_change")
