"""Notices to the public, by area"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = ("paused", "opened", "area", "changed")
AREA_KINDS = (
    "nation",
    "region",
    "police-area",
    "court-area",
    "upper-tier",
    "local-authority",
    "radius",
    "outcode",
)


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _word("noticekind", *KINDS), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["person_account.id"], name=op.f("fk_notice_published_by_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_table(
        "notice_area",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("kind", _word("areakind", *AREA_KINDS), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_area_notice_id_notice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "kind", "code", name=op.f("pk_notice_area")),
    )


def downgrade() -> None:
    op.drop_table("notice_area")
    op.drop_table("notice")


def _word(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)
