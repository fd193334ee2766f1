"""What a person to protect agreed that the officer is told"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_passed_on",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("sealed_words", sa.String(), nullable=False),
        _foreign("consent_id", "support_consent"),
        _foreign("by_id", "person_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_passed_on")),
        sa.UniqueConstraint("key", name=op.f("uq_support_passed_on_key")),
        sa.UniqueConstraint("form_key", name=op.f("uq_support_passed_on_form_key")),
    )
    op.create_index(op.f("ix_support_passed_on_consent_id"), "support_passed_on", ["consent_id"])


def downgrade() -> None:
    op.drop_table("support_passed_on")


def _foreign(column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_support_passed_on_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
