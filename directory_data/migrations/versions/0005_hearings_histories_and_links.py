"""Hearings, the history of a case, links between cases; issued documents that the store itself keeps as they are"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = "An issued document never changes. Issue a new version instead."
SQLITE_TRIGGERS = [
    f"CREATE TRIGGER document_{what}_refused BEFORE {what} ON document "
    f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    for what in ("UPDATE", "DELETE")
]
POSTGRESQL_TRIGGERS = [
    "CREATE FUNCTION refuse_to_change_document() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$",
    "CREATE TRIGGER document_change_refused BEFORE UPDATE OR DELETE ON document "
    "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_document()",
]


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    _make_tables()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("court_case", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_court_case_closed_at"), "court_case", ["closed_at"])
    op.create_index(op.f("ix_participant_date_of_birth"), "participant", ["date_of_birth"])
    terms = sa.Column("disclosure_terms", sa.String(), nullable=False, server_default="")
    op.add_column("court_order", terms)
    # Inline, because SQLite adds no constraint to a table that is there, and must not copy one that others point to.
    key = sa.ForeignKey("hearing.id", name=op.f("fk_court_order_hearing_id_hearing"))
    op.add_column(
        "court_order", sa.Column("hearing_id", sa.Integer(), key, nullable=True), inline_references=is_sqlite
    )
    op.execute(
        "INSERT INTO hearing (case_id, held_on, kind, outcome) "
        "SELECT id, next_hearing_on, 'other', '' FROM court_case"
    )
    # A decision of before does not say which reading of the order it was about: it is to be made again.
    op.drop_table("gap_decision")
    for statement in SQLITE_TRIGGERS if is_sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER document_{what}_refused")
    else:
        op.execute("DROP TRIGGER document_change_refused ON document")
        op.execute("DROP FUNCTION refuse_to_change_document")
    with op.batch_alter_table("court_order") as court_order:
        court_order.drop_column("hearing_id")
        court_order.drop_column("disclosure_terms")
    op.drop_index(op.f("ix_participant_date_of_birth"), "participant")
    op.drop_index(op.f("ix_court_case_closed_at"), "court_case")
    op.drop_column("court_case", "closed_at")
    for table in ("monitoring_gap_decision", "case_link", "case_entry", "hearing"):
        op.drop_table(table)
    op.create_table(
        "gap_decision",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _key("gap_decision", "order_id", "court_order"),
        _key("gap_decision", "by_id", "person_account"),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_gap_decision")),
    )


def _make_tables() -> None:
    kinds = ("fhdra", "dra", "fact-finding", "review", "final", "other")
    steps = ("authority", "decision", "closed", "reopened")
    _table(
        "hearing",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Enum(*kinds, name="hearingkind", native_enum=False, length=40), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        _key("hearing", "case_id", "court_case"),
        sa.UniqueConstraint("case_id", "held_on", "kind", name=op.f("uq_hearing_case_id_held_on_kind")),
        indexed=["case_id"],
    )
    _table(
        "case_entry",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Enum(*steps, name="casestep", native_enum=False, length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *_signed("case_entry"),
        _key("case_entry", "case_id", "court_case"),
        indexed=["case_id"],
    )
    _table(
        "case_link",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("earlier_case_id", sa.Integer(), nullable=False),
        *_signed("case_link"),
        _key("case_link", "case_id", "court_case"),
        _key("case_link", "earlier_case_id", "court_case"),
        sa.UniqueConstraint("case_id", "earlier_case_id", name=op.f("uq_case_link_case_id_earlier_case_id")),
        indexed=["case_id", "earlier_case_id"],
    )
    _table(
        "monitoring_gap_decision",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("order_mark", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("sentences", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_signed("monitoring_gap_decision"),
        _key("monitoring_gap_decision", "order_id", "court_order"),
        sa.UniqueConstraint(
            "order_id", "order_mark", name=op.f("uq_monitoring_gap_decision_order_id_order_mark")
        ),
        indexed=["order_id"],
    )


def _table(name: str, *parts: sa.schema.SchemaItem, indexed: list[str]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _signed(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _key(table, "by_id", "person_account"),
    ]
