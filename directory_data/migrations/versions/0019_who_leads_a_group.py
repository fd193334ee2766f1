"""Who leads a group"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("group") as group:
        group.add_column(sa.Column("facilitators", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("group") as group:
        group.drop_column("facilitators")
