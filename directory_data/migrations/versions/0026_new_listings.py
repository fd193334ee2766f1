"""Listings that are not live yet"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TYPES = (
    "dvpp",
    "partner-support",
    "parenting-information",
    "child-contact",
    "contact-centre",
    "mediation-information",
    "helpline",
    "other",
)
AUDIENCES = ("public", "professional", "protected")


def upgrade() -> None:
    op.create_table(
        "new_listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(*TYPES, name="servicetype", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "audience",
            sa.Enum(*AUDIENCES, name="audience", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("returned", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_new_listing_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person_account.id"], name=op.f("fk_new_listing_decided_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_new_listing_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_new_listing_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_listing")),
        sa.UniqueConstraint("service_id", name=op.f("uq_new_listing_service_id")),
    )
    op.create_index(op.f("ix_new_listing_provider_id"), "new_listing", ["provider_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_new_listing_provider_id"), table_name="new_listing")
    op.drop_table("new_listing")
