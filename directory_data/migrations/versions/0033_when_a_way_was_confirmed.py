"""The moment at which a way of contact was confirmed, which was a day"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

MIDDAY = {
    "sqlite": "UPDATE way_to_reach SET confirmed_at = confirmed_on || ' 12:00:00.000000'",
    "postgresql": "UPDATE way_to_reach SET confirmed_at = (confirmed_on + TIME '12:00') AT TIME ZONE 'UTC'",
}
"""Of what was confirmed before, only the day is known."""
DAY = {
    "sqlite": "UPDATE way_to_reach SET confirmed_on = substr(confirmed_at, 1, 10)",
    "postgresql": "UPDATE way_to_reach SET confirmed_on = (confirmed_at AT TIME ZONE 'UTC')::date",
}


def upgrade() -> None:
    op.add_column("way_to_reach", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(MIDDAY[op.get_bind().dialect.name])
    with op.batch_alter_table("way_to_reach") as way:
        way.alter_column("confirmed_at", nullable=False)
        way.drop_column("confirmed_on")


def downgrade() -> None:
    op.add_column("way_to_reach", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.execute(DAY[op.get_bind().dialect.name])
    with op.batch_alter_table("way_to_reach") as way:
        way.alter_column("confirmed_on", nullable=False)
        way.drop_column("confirmed_at")
