"""Reports while they are written, and what tells two papers of one kind apart"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KINDS = (
    "information-note",
    "order-wording",
    "letter-to-court",
    "reasons-letter",
    "interim-report",
    "final-report",
    "certificate",
    "welfare-addendum",
    "risk-assessment",
    "non-compliance",
    "assistance-report",
    "court-update",
)
REFUSED = [
    f"CREATE TRIGGER document_{what}_refused BEFORE {what} ON document "
    "BEGIN SELECT RAISE(ABORT, 'An issued document never changes. Issue a new version instead.'); END"
    for what in ("UPDATE", "DELETE")
]
"""SQLite makes a table anew to change it, and its triggers are lost on the way."""

ONCE = "uq_document_case_id_kind_version"
ONCE_FOR_EACH = "uq_document_case_id_kind_about_version"


def upgrade() -> None:
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("about", sa.String(), nullable=False, server_default=""))
        document.drop_constraint(op.f(ONCE), type_="unique")
        document.create_unique_constraint(op.f(ONCE_FOR_EACH), ["case_id", "kind", "about", "version"])
    _refuse_changes_again()
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Enum(*KINDS, name="documentkind", native_enum=False, length=40), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("correction_reason", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("last_writer_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_reason", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("served_to", sa.String(), nullable=False),
        _foreign("report", "case_id", "court_case"),
        _foreign("report", "referral_id", "referral"),
        _foreign("report", "author_id", "person_account"),
        _foreign("report", "last_writer_id", "person_account"),
        _foreign("report", "signed_by_id", "person_account"),
        _foreign("report", "document_id", "document"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("key", name=op.f("uq_report_key")),
        sa.UniqueConstraint("form_key", name=op.f("uq_report_form_key")),
    )
    for column in ("case_id", "referral_id", "document_id"):
        op.create_index(op.f(f"ix_report_{column}"), "report", [column])
    op.create_table(
        "report_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        _foreign("report_part", "report_id", "report", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_part")),
        sa.UniqueConstraint("report_id", "part", name=op.f("uq_report_part_report_id_part")),
    )
    op.create_index(op.f("ix_report_part_report_id"), "report_part", ["report_id"])
    op.create_table(
        "participant_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _foreign("participant_comment", "report_id", "report", ondelete="CASCADE"),
        _foreign("participant_comment", "by_id", "person_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_comment")),
    )
    op.create_index(op.f("ix_participant_comment_report_id"), "participant_comment", ["report_id"])


def downgrade() -> None:
    for table in ("participant_comment", "report_part", "report"):
        op.drop_table(table)
    with op.batch_alter_table("document") as document:
        document.drop_constraint(op.f(ONCE_FOR_EACH), type_="unique")
        document.create_unique_constraint(op.f(ONCE), ["case_id", "kind", "version"])
        document.drop_column("about")
    _refuse_changes_again()


def _refuse_changes_again() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in REFUSED:
            op.execute(trigger)


def _foreign(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
