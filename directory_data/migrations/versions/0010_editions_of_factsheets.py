"""The editions of factsheets that administrators publish"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

VARIETIES = ("standard", "easy-read", "welsh")
WORDS = ("slug", "title", "tab_title", "summary", "owner", "what_changed")


def upgrade() -> None:
    op.create_table(
        "factsheet_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        sa.Column(
            "variety", sa.Enum(*VARIETIES, name="sheetvariety", native_enum=False, length=40), nullable=False
        ),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("review_due_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_factsheet_edition_number")),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["person_account.id"],
            name=op.f("fk_factsheet_edition_published_by_id_person_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factsheet_edition")),
        sa.UniqueConstraint(
            "slug", "variety", "edition", name=op.f("uq_factsheet_edition_slug_variety_edition")
        ),
    )


def downgrade() -> None:
    op.drop_table("factsheet_edition")
