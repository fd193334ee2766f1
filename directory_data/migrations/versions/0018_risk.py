"""Changes in risk, what follows from a decision, and who is on duty"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["person_account.id"], name=op.f("fk_duty_turn_named_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person_account.id"], name=op.f("fk_duty_turn_officer_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_turn")),
    )
    op.create_index(op.f("ix_duty_turn_area"), "duty_turn", ["area"])
    op.create_table(
        "risk_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("hand_off_id", sa.Integer(), nullable=True),
        sa.Column(
            "side",
            sa.Enum("cafcass", "programme", "partner-support", name="riskside", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("is_source_protected", sa.Boolean(), nullable=False),
        sa.Column("is_danger", sa.Boolean(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "threat",
                "breach",
                "stalking",
                "self-harm",
                "weapon",
                "strangulation",
                "child-said",
                "contact-incident",
                "relapse",
                "disengagement",
                "new-relationship",
                "other",
                name="riskcategory",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "direction",
            sa.Enum("up", "new", "down", name="riskdirection", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "seen",
                "participant",
                "other-parent",
                "child",
                "police",
                "authority",
                "court",
                "somebody-else",
                name="riskbasis",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at_risk", sa.JSON(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("sealed_what", sa.String(), nullable=False),
        sa.Column("sealed_done", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("sealed_reasons", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_risk_report_case_id_court_case")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person_account.id"], name=op.f("fk_risk_report_decided_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["hand_off_id"], ["hand_off.id"], name=op.f("fk_risk_report_hand_off_id_hand_off")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["person_account.id"], name=op.f("fk_risk_report_raised_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_risk_report_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_report")),
        sa.UniqueConstraint("form_key", name=op.f("uq_risk_report_form_key")),
        sa.UniqueConstraint("key", name=op.f("uq_risk_report_key")),
    )
    op.create_index(op.f("ix_risk_report_case_id"), "risk_report", ["case_id"])
    op.create_index(op.f("ix_risk_report_decided_at"), "risk_report", ["decided_at"])
    op.create_index(op.f("ix_risk_report_hand_off_id"), "risk_report", ["hand_off_id"])
    op.create_index(op.f("ix_risk_report_referral_id"), "risk_report", ["referral_id"])
    op.create_table(
        "risk_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "assess",
                "authority",
                "court",
                "suspend",
                "none",
                name="riskdecision",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("sealed_words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person_account.id"], name=op.f("fk_risk_task_done_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["risk_report.id"], name=op.f("fk_risk_task_report_id_risk_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_task")),
        sa.UniqueConstraint("key", name=op.f("uq_risk_task_key")),
    )
    op.create_index(op.f("ix_risk_task_report_id"), "risk_task", ["report_id"])


def downgrade() -> None:
    op.drop_table("risk_task")
    op.drop_table("risk_report")
    op.drop_table("duty_turn")
