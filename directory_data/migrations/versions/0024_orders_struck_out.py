"""Orders that were struck out, by whom and why"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEY = "fk_court_order_struck_by_id_person_account"


def upgrade() -> None:
    with op.batch_alter_table("court_order") as court_order:
        court_order.add_column(sa.Column("struck_reason", sa.String(), nullable=True))
        court_order.add_column(sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True))
        court_order.add_column(sa.Column("struck_by_id", sa.Integer(), nullable=True))
        court_order.create_foreign_key(op.f(KEY), "person_account", ["struck_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("court_order") as court_order:
        court_order.drop_constraint(op.f(KEY), type_="foreignkey")
        court_order.drop_column("struck_by_id")
        court_order.drop_column("struck_at")
        court_order.drop_column("struck_reason")
