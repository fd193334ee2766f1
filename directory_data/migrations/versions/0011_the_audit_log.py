"""The audit log, which only grows"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEGINNING = "0" * 64
REFUSED = "The audit log only grows: no line of it is altered or removed."
BACKWARDS = "NEW.number < OLD.number OR (NEW.number = OLD.number AND NEW.digest <> OLD.digest)"
SQLITE = [
    f"CREATE TRIGGER audit_entry_{what}_refused BEFORE {what} ON audit_entry "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for what in ("UPDATE", "DELETE")
] + [
    f"CREATE TRIGGER audit_head_update_refused BEFORE UPDATE ON audit_head WHEN {BACKWARDS} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER audit_head_delete_refused BEFORE DELETE ON audit_head "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
]
POSTGRESQL = [
    f"CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    "CREATE TRIGGER audit_entry_change_refused BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_audit()",
    "CREATE TRIGGER audit_entry_truncate_refused BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit()",
    f"CREATE TRIGGER audit_head_update_refused BEFORE UPDATE ON audit_head FOR EACH ROW WHEN ({BACKWARDS}) "
    "EXECUTE FUNCTION refuse_to_change_audit()",
    "CREATE TRIGGER audit_head_delete_refused BEFORE DELETE ON audit_head "
    "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_audit()",
]


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"])
    op.create_index("ix_audit_entry_actor_id_number", "audit_entry", ["actor_id", "number"])
    op.create_index("ix_audit_entry_act_number", "audit_entry", ["act", "number"])
    op.create_index("ix_audit_entry_thing_reference_number", "audit_entry", ["thing", "reference", "number"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "digest": BEGINNING}])
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in ("audit_head", "audit_entry"):
        op.drop_table(table)
    if not _is_sqlite():
        op.execute("DROP FUNCTION refuse_to_change_audit()")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
