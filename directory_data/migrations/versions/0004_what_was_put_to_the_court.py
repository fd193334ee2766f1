"""What was put to the court"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "court_considerations",
        sa.Column("case_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("religion", "work_and_education", "caring")
        ),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("likely_effect", "opinion")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_court_considerations_case_id_court_case")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_court_considerations")),
    )
    op.create_table(
        "court_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_court_request_case_id_court_case")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_court_request_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["person_account.id"], name=op.f("fk_court_request_sent_by_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_request")),
        sa.UniqueConstraint("document_id", name=op.f("uq_court_request_document_id")),
    )
    with op.batch_alter_table("court_request") as request:
        request.create_index(op.f("ix_court_request_case_id"), ["case_id"])
    op.create_table(
        "gap_decision",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["court_order.id"], name=op.f("fk_gap_decision_order_id_court_order")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_gap_decision_by_id_person_account")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_gap_decision")),
    )


def downgrade() -> None:
    op.drop_table("gap_decision")
    op.drop_table("court_request")
    op.drop_table("court_considerations")
