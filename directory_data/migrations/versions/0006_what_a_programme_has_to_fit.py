"""What a programme has to fit: circumstances, longer journeys, people and places to keep apart, declared bars"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LINKS = ("co-respondent", "relative", "new-partner", "other")


def upgrade() -> None:
    op.add_column(
        "admission_rule", sa.Column("disqualifiers", sa.String(), nullable=False, server_default="")
    )
    op.add_column("group", sa.Column("people_waiting", sa.Integer(), nullable=True))
    op.create_table(
        "circumstances",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("access_needs", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("has_car", sa.Boolean(), nullable=True),
        sa.Column("journey_limit_minutes", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        _key("circumstances", "case_id", "court_case"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_circumstances")),
    )
    op.create_table(
        "longer_journey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        *_signed("longer_journey"),
        _key("longer_journey", "case_id", "court_case"),
        _key("longer_journey", "service_id", "service"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_longer_journey")),
    )
    op.create_index(op.f("ix_longer_journey_case_id"), "longer_journey", ["case_id"])
    op.create_table(
        "kept_apart",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_case_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.Enum(*LINKS, name="personallink", native_enum=False, length=40), nullable=False),
        *_signed("kept_apart"),
        _key("kept_apart", "case_id", "court_case"),
        _key("kept_apart", "other_case_id", "court_case"),
        sa.PrimaryKeyConstraint("case_id", "other_case_id", name=op.f("pk_kept_apart")),
    )
    op.create_index(op.f("ix_kept_apart_other_case_id"), "kept_apart", ["other_case_id"])
    op.create_table(
        "safe_places",
        sa.Column("protected_person_id", sa.Integer(), nullable=False),
        sa.Column("sealed_postcodes", sa.String(), nullable=False),
        *_signed("safe_places"),
        _key("safe_places", "protected_person_id", "protected_person"),
        sa.PrimaryKeyConstraint("protected_person_id", name=op.f("pk_safe_places")),
    )


def downgrade() -> None:
    for table in ("safe_places", "kept_apart", "longer_journey", "circumstances"):
        op.drop_table(table)
    op.drop_column("group", "people_waiting")
    op.drop_column("admission_rule", "disqualifiers")


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _signed(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _key(table, "by_id", "person_account"),
    )
