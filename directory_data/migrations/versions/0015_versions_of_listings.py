"""Versions of listings"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "provider", "service", "venue", "group", name="listingpart", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["person_account.id"],
            name=op.f("fk_listing_version_approved_by_id_person_account"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_listing_version_by_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_version")),
        sa.UniqueConstraint("part", "part_id", "number", name=op.f("uq_listing_version_part_part_id_number")),
    )
    op.create_table(
        "proposed_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "provider", "service", "venue", "group", name="listingpart", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "approved", "returned", "withdrawn", "replaced", name="decision", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_proposed_change_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person_account.id"],
            name=op.f("fk_proposed_change_decided_by_id_person_account"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_proposed_change_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_change")),
    )
    with op.batch_alter_table("proposed_change", schema=None) as batch_op:
        batch_op.create_index("ix_proposed_change_part_part_id", ["part", "part_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_change_provider_id"), ["provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_change_starts_on"), ["starts_on"], unique=False)
        batch_op.create_index(
            "uq_proposed_change_open_field",
            ["part", "part_id", "field"],
            unique=True,
            sqlite_where=sa.text("live_at IS NULL AND (decision IS NULL OR decision = 'approved')"),
            postgresql_where=sa.text("live_at IS NULL AND (decision IS NULL OR decision = 'approved')"),
        )


def downgrade() -> None:
    with op.batch_alter_table("proposed_change", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_proposed_change_open_field",
            sqlite_where=sa.text("live_at IS NULL AND (decision IS NULL OR decision = 'approved')"),
            postgresql_where=sa.text("live_at IS NULL AND (decision IS NULL OR decision = 'approved')"),
        )
        batch_op.drop_index(batch_op.f("ix_proposed_change_starts_on"))
        batch_op.drop_index(batch_op.f("ix_proposed_change_provider_id"))
        batch_op.drop_index("ix_proposed_change_part_part_id")

    op.drop_table("proposed_change")
    op.drop_table("listing_version")
