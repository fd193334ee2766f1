"""Who answers for a provider's listings"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_listing_claim_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_listing_claim_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_claim")),
    )
    op.create_index(op.f("ix_listing_claim_provider_id"), "listing_claim", ["provider_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_listing_claim_provider_id"), table_name="listing_claim")
    op.drop_table("listing_claim")
