"""Let a service be held at many venues, each with hours and a telephone number of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = ["id", "type", "audience"]


def upgrade() -> None:
    with op.batch_alter_table("service") as service:
        service.create_unique_constraint(op.f("uq_service_id_type_audience"), KEY)
    op.create_table(
        "meeting_place",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("service_type", sa.String(40), nullable=False),
        sa.Column("service_audience", sa.String(40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("opening_hours", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.CheckConstraint(
            "service_audience <> 'protected'", name=op.f("ck_meeting_place_protected_has_no_place")
        ),
        sa.CheckConstraint(
            "service_type <> 'partner-support'", name=op.f("ck_meeting_place_partner_support_has_no_place")
        ),
        sa.ForeignKeyConstraint(
            ["service_id", "service_type", "service_audience"],
            [f"service.{name}" for name in KEY],
            name=op.f("fk_meeting_place_service_id_service_type_service_audience_service"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_meeting_place_venue_id_venue")),
        sa.PrimaryKeyConstraint("service_id", "venue_id", name=op.f("pk_meeting_place")),
    )
    op.create_index(op.f("ix_meeting_place_venue_id"), "meeting_place", ["venue_id"])
    op.execute(
        "INSERT INTO meeting_place (service_id, venue_id, service_type, service_audience, rank, opening_hours)"
        " SELECT id, venue_id, type, audience, 0, '' FROM service WHERE venue_id IS NOT NULL"
    )
    with op.batch_alter_table("service") as service:
        for name in ("protected_has_no_place", "partner_support_has_no_place"):
            service.drop_constraint(op.f(f"ck_service_{name}"), type_="check")
        service.drop_constraint(op.f("fk_service_venue_id_venue"), type_="foreignkey")
        service.drop_column("venue_id")


def downgrade() -> None:
    """Only the main venue of each service is kept."""
    with op.batch_alter_table("service") as service:
        service.add_column(sa.Column("venue_id", sa.Integer(), nullable=True))
        service.create_foreign_key(op.f("fk_service_venue_id_venue"), "venue", ["venue_id"], ["id"])
    op.execute(
        "UPDATE service SET venue_id = (SELECT place.venue_id FROM meeting_place AS place"
        " WHERE place.service_id = service.id ORDER BY place.rank, place.venue_id LIMIT 1)"
    )
    op.drop_table("meeting_place")
    with op.batch_alter_table("service") as service:
        service.drop_constraint(op.f("uq_service_id_type_audience"), type_="unique")
        service.create_check_constraint(
            op.f("ck_service_protected_has_no_place"), "audience <> 'protected' OR venue_id IS NULL"
        )
        service.create_check_constraint(
            op.f("ck_service_partner_support_has_no_place"), "type <> 'partner-support' OR venue_id IS NULL"
        )
