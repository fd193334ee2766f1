"""What a part of an order lets be passed on, and since when it does not hold any more"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("order_element") as element:
        element.add_column(
            sa.Column("permits_disclosure", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        element.add_column(sa.Column("disclosure_terms", sa.String(), nullable=False, server_default=""))
        element.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        element.add_column(sa.Column("ended_why", sa.String(40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("order_element") as element:
        for name in ("ended_why", "ended_on", "disclosure_terms", "permits_disclosure"):
            element.drop_column(name)
