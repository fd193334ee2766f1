"""What a programme admits, by the way somebody comes to it"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ROUTES = ("by_court_order", "by_officer", "by_council", "by_themselves")


def upgrade() -> None:
    for name in ROUTES:
        op.add_column("admission_rule", sa.Column(name, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("admission_rule") as admission_rule:
        for name in ROUTES:
            admission_rule.drop_column(name)
