"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("legal_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column(
            "accreditation",
            sa.Enum(
                "respect", "safe-minimum-practice", "none", name="accreditation", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("accreditation_expires_on", sa.Date(), nullable=True),
        sa.Column("is_invented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("slug", name=op.f("uq_provider_slug")),
    )
    with op.batch_alter_table("provider", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_name"), ["name"], unique=False)

    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_subject_hash"), ["subject_hash"], unique=False)

    op.create_table(
        "person_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "officer",
                "manager",
                "programme",
                "partner-support",
                "provider-administrator",
                "directory-administrator",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cafcass_area", sa.String(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("tf_primary_method", sa.String(), nullable=True),
        sa.Column("tf_totp_secret", sa.String(), nullable=True),
        sa.Column("tf_last_counter", sa.Integer(), nullable=True),
        sa.Column("recovery_code_hashes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_person_account_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_account")),
        sa.UniqueConstraint("email", name=op.f("uq_person_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_person_account_fs_uniquifier")),
    )
    with op.batch_alter_table("person_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_account_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("authority_code", sa.String(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("is_address_withheld", sa.Boolean(), nullable=False),
        sa.Column("has_step_free_access", sa.Boolean(), nullable=True),
        sa.Column("transport", sa.String(), nullable=False),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_venue_position_is_whole")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_venue_provider_id_provider")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
    )
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_venue_authority_code"), ["authority_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_venue_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "court_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("cafcass_area", sa.String(), nullable=False),
        sa.Column("court_case_number", sa.String(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("court_area", sa.String(), nullable=False),
        sa.Column("next_hearing_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person_account.id"], name=op.f("fk_court_case_officer_id_person_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_case")),
        sa.UniqueConstraint("form_key", name=op.f("uq_court_case_form_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_court_case_reference")),
    )
    with op.batch_alter_table("court_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_court_case_cafcass_area"), ["cafcass_area"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_court_case_court_case_number"), ["court_case_number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_court_case_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column(
            "type",
            sa.Enum(
                "dvpp",
                "partner-support",
                "parenting-information",
                "child-contact",
                "contact-centre",
                "mediation-information",
                "helpline",
                name="servicetype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "audience",
            sa.Enum("public", "professional", "protected", name="audience", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("former_names", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("who_for", sa.String(), nullable=False),
        sa.Column("how_to_refer", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("opening_hours", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "paused",
                "closed-to-new-referrals",
                "legacy-running",
                name="servicestatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_from", sa.Date(), nullable=True),
        sa.Column("status_until", sa.Date(), nullable=True),
        sa.Column("commissioned_from", sa.Date(), nullable=True),
        sa.Column("commissioned_until", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "audience <> 'protected' OR venue_id IS NULL", name=op.f("ck_service_protected_has_no_place")
        ),
        sa.CheckConstraint(
            "type <> 'partner-support' OR venue_id IS NULL",
            name=op.f("ck_service_partner_support_has_no_place"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_service_provider_id_provider")
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_service_venue_id_venue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("slug", name=op.f("uq_service_slug")),
    )
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_provider_id"), ["provider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_type"), ["type"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person_account.id"],
            name=op.f("fk_sign_in_person_id_person_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_started_at"), ["started_at"], unique=False)

    op.create_table(
        "admission_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("alternatives", sa.String(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("admits_genders", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_admission_rule_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_rule")),
        sa.UniqueConstraint("service_id", "version", name=op.f("uq_admission_rule_service_id_version")),
    )
    with op.batch_alter_table("admission_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_rule_service_id"), ["service_id"], unique=False)

    op.create_table(
        "court_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("interim", "final", name="orderstage", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("is_sealed_copy_held", sa.Boolean(), nullable=False),
        sa.Column("directs_cafcass_to_refer", sa.Boolean(), nullable=False),
        sa.Column("includes_suitability_step", sa.Boolean(), nullable=False),
        sa.Column("permits_disclosure", sa.Boolean(), nullable=False),
        sa.Column("consents_recorded", sa.Boolean(), nullable=False),
        sa.Column("review_hearing_on", sa.Date(), nullable=True),
        sa.Column("report_due_on", sa.Date(), nullable=True),
        sa.Column("accepted_reason", sa.String(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"],
            ["person_account.id"],
            name=op.f("fk_court_order_accepted_by_id_person_account"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_court_order_case_id_court_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_order")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_court_order_case_id_number")),
    )
    with op.batch_alter_table("court_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_court_order_case_id"), ["case_id"], unique=False)

    op.create_table(
        "coverage_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "nation",
                "region",
                "police-area",
                "court-area",
                "upper-tier",
                "local-authority",
                "radius",
                "outcode",
                name="areakind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("miles", sa.Double(), nullable=True),
        sa.Column("is_excluded", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'radius' OR (lat IS NOT NULL AND lon IS NOT NULL AND miles > 0)",
            name=op.f("ck_coverage_area_radius_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_coverage_area_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_area")),
    )
    with op.batch_alter_table("coverage_area", schema=None) as batch_op:
        batch_op.create_index("ix_coverage_area_kind_code", ["kind", "code"], unique=False)
        batch_op.create_index(batch_op.f("ix_coverage_area_service_id"), ["service_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "court-finding",
                "admission",
                "conviction",
                "police-information",
                "authority-information",
                "reported",
                name="findingbasis",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["court_case.id"], name=op.f("fk_finding_case_id_court_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_case_id"), ["case_id"], unique=False)

    op.create_table(
        "group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "day",
            sa.Enum(
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                name="weekday",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("first_session_on", sa.Date(), nullable=False),
        sa.Column("sessions_total", sa.Integer(), nullable=False),
        sa.Column(
            "intake",
            sa.Enum("closed", "rolling", name="intake", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("next_intake_on", sa.Date(), nullable=True),
        sa.Column(
            "delivery",
            sa.Enum("in-person", "remote", "mixed", name="deliverymode", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("places_min", sa.Integer(), nullable=False),
        sa.Column("places_max", sa.Integer(), nullable=False),
        sa.Column("places_taken", sa.Integer(), nullable=False),
        sa.Column("places_held", sa.Integer(), nullable=False),
        sa.Column("paused_from", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "places_min >= 1 AND places_max >= places_min", name=op.f("ck_group_sizes_are_in_order")
        ),
        sa.CheckConstraint("places_taken + places_held <= places_max", name=op.f("ck_group_no_place_twice")),
        sa.CheckConstraint(
            "places_taken >= 0 AND places_held >= 0", name=op.f("ck_group_places_are_counted")
        ),
        sa.CheckConstraint("sessions_total >= 1", name=op.f("ck_group_has_sessions")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_group_service_id_service")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_group_venue_id_venue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group")),
    )
    with op.batch_alter_table("group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_first_session_on"), ["first_session_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_venue_id"), ["venue_id"], unique=False)

    op.create_table(
        "pairing",
        sa.Column("dvpp_id", sa.Integer(), nullable=False),
        sa.Column("partner_service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dvpp_id"], ["service.id"], name=op.f("fk_pairing_dvpp_id_service")),
        sa.ForeignKeyConstraint(
            ["partner_service_id"], ["service.id"], name=op.f("fk_pairing_partner_service_id_service")
        ),
        sa.PrimaryKeyConstraint("dvpp_id", "partner_service_id", name=op.f("pk_pairing")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pairing_partner_service_id"), ["partner_service_id"], unique=False
        )

    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("authority_code", sa.String(), nullable=False),
        sa.Column("journey_limit_miles", sa.Integer(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_participant_case_id_court_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("case_id", name=op.f("uq_participant_case_id")),
    )
    op.create_table(
        "protected_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("authority_code", sa.String(), nullable=False),
        sa.Column("sealed_name", sa.String(), nullable=False),
        sa.Column("sealed_contact", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["court_case.id"], name=op.f("fk_protected_person_case_id_court_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_person")),
        sa.UniqueConstraint("key", name=op.f("uq_protected_person_key")),
    )
    with op.batch_alter_table("protected_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_protected_person_case_id"), ["case_id"], unique=False)

    op.create_table(
        "hand_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("protected_person_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("authority_code", sa.String(), nullable=False),
        sa.Column("sealed_name", sa.String(), nullable=False),
        sa.Column("sealed_contact", sa.String(), nullable=False),
        sa.Column("sealed_participant", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"],
            ["person_account.id"],
            name=op.f("fk_hand_off_acknowledged_by_id_person_account"),
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person_account.id"], name=op.f("fk_hand_off_officer_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["protected_person_id"],
            ["protected_person.id"],
            name=op.f("fk_hand_off_protected_person_id_protected_person"),
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_hand_off_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_off")),
        sa.UniqueConstraint("key", name=op.f("uq_hand_off_key")),
        sa.UniqueConstraint(
            "protected_person_id", "service_id", name=op.f("uq_hand_off_protected_person_id_service_id")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_hand_off_reference")),
    )
    with op.batch_alter_table("hand_off", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hand_off_protected_person_id"), ["protected_person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_hand_off_service_id"), ["service_id"], unique=False)

    op.create_table(
        "order_element",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "11A(2)",
                "11A(2B)",
                "11C",
                "11G",
                "11H",
                "16",
                "7",
                "16A",
                "12J-review",
                "other",
                name="elementtype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("provider_name", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_report_directed", sa.Boolean(), nullable=False),
        sa.Column("report_to", sa.String(), nullable=False),
        sa.Column("report_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["court_order.id"], name=op.f("fk_order_element_order_id_court_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_element")),
    )
    with op.batch_alter_table("order_element", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_element_order_id"), ["order_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("match", sa.JSON(), nullable=False),
        sa.Column("welfare_reason", sa.String(), nullable=False),
        sa.Column("abuse_summary", sa.String(), nullable=False),
        sa.Column("contact_arrangement", sa.String(), nullable=False),
        sa.Column("risks", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["court_case.id"], name=op.f("fk_referral_case_id_court_case")),
        sa.ForeignKeyConstraint(["group_id"], ["group.id"], name=op.f("fk_referral_group_id_group")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["court_order.id"], name=op.f("fk_referral_order_id_court_order")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_referral_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_service_id"), ["service_id"], unique=False)

    op.create_table(
        "chosen_support",
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("protected_person_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["protected_person_id"],
            ["protected_person.id"],
            name=op.f("fk_chosen_support_protected_person_id_protected_person"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_chosen_support_referral_id_referral")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_chosen_support_service_id_service")
        ),
        sa.PrimaryKeyConstraint("referral_id", "protected_person_id", name=op.f("pk_chosen_support")),
    )
    op.create_table(
        "diary_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "prepare",
                "send",
                "acknowledge",
                "decline",
                "withdraw",
                name="step",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person_account.id"], name=op.f("fk_diary_entry_by_id_person_account")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_diary_entry_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diary_entry")),
        sa.UniqueConstraint("referral_id", "number", name=op.f("uq_diary_entry_referral_id_number")),
    )
    with op.batch_alter_table("diary_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_diary_entry_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "hand_off_news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_off_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hand_off_id"], ["hand_off.id"], name=op.f("fk_hand_off_news_hand_off_id_hand_off")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_off_news")),
    )
    with op.batch_alter_table("hand_off_news", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_off_news_hand_off_id"), ["hand_off_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("hand_off_news", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_off_news_hand_off_id"))

    op.drop_table("hand_off_news")
    with op.batch_alter_table("diary_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_diary_entry_referral_id"))

    op.drop_table("diary_entry")
    op.drop_table("chosen_support")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_service_id"))
        batch_op.drop_index(batch_op.f("ix_referral_group_id"))
        batch_op.drop_index(batch_op.f("ix_referral_case_id"))

    op.drop_table("referral")
    with op.batch_alter_table("order_element", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_element_order_id"))

    op.drop_table("order_element")
    with op.batch_alter_table("hand_off", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_off_service_id"))
        batch_op.drop_index(batch_op.f("ix_hand_off_protected_person_id"))

    op.drop_table("hand_off")
    with op.batch_alter_table("protected_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_protected_person_case_id"))

    op.drop_table("protected_person")
    op.drop_table("participant")
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairing_partner_service_id"))

    op.drop_table("pairing")
    with op.batch_alter_table("group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_venue_id"))
        batch_op.drop_index(batch_op.f("ix_group_service_id"))
        batch_op.drop_index(batch_op.f("ix_group_first_session_on"))

    op.drop_table("group")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_case_id"))

    op.drop_table("finding")
    with op.batch_alter_table("coverage_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coverage_area_service_id"))
        batch_op.drop_index("ix_coverage_area_kind_code")

    op.drop_table("coverage_area")
    with op.batch_alter_table("court_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_court_order_case_id"))

    op.drop_table("court_order")
    with op.batch_alter_table("admission_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admission_rule_service_id"))

    op.drop_table("admission_rule")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_started_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_type"))
        batch_op.drop_index(batch_op.f("ix_service_provider_id"))

    op.drop_table("service")
    with op.batch_alter_table("court_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_court_case_officer_id"))
        batch_op.drop_index(batch_op.f("ix_court_case_court_case_number"))
        batch_op.drop_index(batch_op.f("ix_court_case_cafcass_area"))

    op.drop_table("court_case")
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_venue_provider_id"))
        batch_op.drop_index(batch_op.f("ix_venue_authority_code"))

    op.drop_table("venue")
    with op.batch_alter_table("person_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_account_provider_id"))

    op.drop_table("person_account")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_subject_hash"))
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_at"))

    op.drop_table("sign_in_attempt")
    with op.batch_alter_table("provider", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_name"))

    op.drop_table("provider")
