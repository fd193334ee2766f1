"""Where findings stand, who checked them, and what they said before"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BASES = (
    "court-finding",
    "admission",
    "conviction",
    "police-information",
    "authority-information",
    "reported",
    "provider-observation",
)
PEOPLE = ("recorded_by_id", "checked_by_id")


def upgrade() -> None:
    with op.batch_alter_table("finding") as finding:
        for column in _added():
            finding.add_column(column)
        for column_name in PEOPLE:
            name = op.f(f"fk_finding_{column_name}_person_account")
            finding.create_foreign_key(name, "person_account", [column_name], ["id"])
    op.create_table(
        "finding_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column(
            "basis", sa.Enum(*BASES, name="findingbasis", native_enum=False, length=40), nullable=False
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        *_added(),
        _foreign("finding_version", "finding_id", "finding", ondelete="CASCADE"),
        *(_foreign("finding_version", name, "person_account") for name in PEOPLE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_version")),
        sa.UniqueConstraint("finding_id", "number", name=op.f("uq_finding_version_finding_id_number")),
    )
    op.create_index(op.f("ix_finding_version_finding_id"), "finding_version", ["finding_id"])
    op.create_table(
        "quoted_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _foreign("quoted_finding", "report_id", "report", ondelete="CASCADE"),
        _foreign("quoted_finding", "finding_id", "finding", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quoted_finding")),
        sa.UniqueConstraint("report_id", "finding_id", name=op.f("uq_quoted_finding_report_id_finding_id")),
    )
    op.create_index(op.f("ix_quoted_finding_finding_id"), "quoted_finding", ["finding_id"])


def downgrade() -> None:
    op.drop_table("quoted_finding")
    op.drop_table("finding_version")
    with op.batch_alter_table("finding") as finding:
        for column_name in PEOPLE:
            finding.drop_constraint(op.f(f"fk_finding_{column_name}_person_account"), type_="foreignkey")
        for column in _added():
            finding.drop_column(column.name)


def _added() -> list[sa.Column[Any]]:
    stands = sa.Enum(
        "current",
        "overturned",
        "acquitted",
        "no-further-action",
        name="findingstatus",
        native_enum=False,
        length=40,
    )
    return [
        sa.Column("number", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("reported_by", sa.String(), nullable=False, server_default=""),
        sa.Column("page", sa.String(), nullable=False, server_default=""),
        sa.Column("status", stands, nullable=False, server_default="current"),
        sa.Column("reason", sa.String(), nullable=False, server_default=""),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
    ]


def _foreign(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
