"""What was decided about contact, and that it has to be looked at again"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_arrangement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum("before", "during", "after", name="contactphase", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "none",
                "indirect",
                "supervised",
                "supported",
                "unsupervised",
                name="contactlevel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column(
            "decider",
            sa.Enum("court", "agreed", "suspended", name="contactdecider", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_contact_arrangement_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_contact_arrangement_case_id_court_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_arrangement")),
        sa.UniqueConstraint("form_key", name=op.f("uq_contact_arrangement_form_key")),
    )
    op.create_index(op.f("ix_contact_arrangement_case_id"), "contact_arrangement", ["case_id"])
    op.create_table(
        "contact_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_contact_review_case_id_court_case")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person_account.id"], name=op.f("fk_contact_review_done_by_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_review")),
    )
    op.create_index(op.f("ix_contact_review_case_id"), "contact_review", ["case_id"])


def downgrade() -> None:
    op.drop_table("contact_review")
    op.drop_table("contact_arrangement")
