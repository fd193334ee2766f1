"""How to reach the participant"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        participant.add_column(sa.Column("contact", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        participant.drop_column("contact")
