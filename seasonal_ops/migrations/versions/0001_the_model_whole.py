"""The model, whole"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "event",
                "comparison",
                "buffer",
                "buffer-comparison",
                name="arearole",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("slug", name=op.f("uq_area_slug")),
    )
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "cli",
                "tui",
                "link",
                "system",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("caused_by", sa.Integer(), nullable=True),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["caused_by"], ["fact.id"], name=op.f("fk_fact_caused_by_fact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_subject"), ["subject"], unique=False)

    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column(
            "detail",
            sa.Enum(
                "full", "limited", "busy", name="detail", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("alarms", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("last_changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_fetched", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_client", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("worker", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("slug", name=op.f("uq_partner_slug")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("template", sa.String(60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(60), nullable=False),
        sa.Column("objective", sa.String(), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("slug", name=op.f("uq_plan_slug")),
    )
    op.create_table(
        "anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(200), nullable=True),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_anchor_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchor")),
        sa.UniqueConstraint("plan_id", "name", name=op.f("uq_anchor_plan_id_name")),
    )
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anchor_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_contact_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "feed_partner",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_feed_partner_feed_id_feed")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_feed_partner_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("feed_id", "partner_id", name=op.f("pk_feed_partner")),
    )
    with op.batch_alter_table("feed_partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_partner_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "feed_plan",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_feed_plan_feed_id_feed")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_feed_plan_plan_id_plan")),
        sa.PrimaryKeyConstraint("feed_id", "plan_id", name=op.f("pk_feed_plan")),
    )
    with op.batch_alter_table("feed_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_plan_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "gate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "funding", "permission", name="gatekind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("amount_pence", sa.Integer(), nullable=True),
        sa.Column("funder", sa.String(120), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("decide_by_rule", sa.String(200), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "met",
                "refused",
                name="gatestate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_gate_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_gate_plan_id_key")),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "count",
                "quantity",
                "percentage",
                "text",
                name="measurekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "direction",
            sa.Enum(
                "down", "up", "none", name="direction", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("source_partner_id", sa.Integer(), nullable=True),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column("window_from_rule", sa.String(200), nullable=True),
        sa.Column("window_to_rule", sa.String(200), nullable=True),
        sa.Column("night_from", sa.Time(), nullable=False),
        sa.Column("person_related", sa.Boolean(), nullable=False),
        sa.Column("duplicate_group", sa.String(60), nullable=True),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_measure_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["source_partner_id"], ["partner.id"], name=op.f("fk_measure_source_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("plan_id", "slug", name=op.f("uq_measure_plan_id_slug")),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_rule", sa.String(200), nullable=True),
        sa.Column("last_rule", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_period_area_id_area")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_period_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
    )
    with op.batch_alter_table("period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_phase_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("plan_id", "slug", name=op.f("uq_phase_plan_id_slug")),
    )
    op.create_table(
        "reminder_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "before",
                "after",
                "unanswered",
                "overdue",
                "changed",
                "cancelled",
                "digest",
                "monthly",
                name="reminderkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("audience", sa.String(20), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("mail", name="channel", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("catch_up", sa.String(20), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("phases", sa.JSON(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_reminder_rule_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rule")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_reminder_rule_plan_id_key")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("rule", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_series_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_theme_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("plan_id", "slug", name=op.f("uq_theme_plan_id_slug")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("theme", sa.String(60), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("time_zone", sa.String(60), nullable=False),
        sa.Column("location", sa.String(200), nullable=False),
        sa.Column("meet", sa.String(200), nullable=False),
        sa.Column("night_contact_id", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "doing",
                "delivered",
                "partly",
                "not-delivered",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("status_note", sa.String(), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "open",
                "limited",
                "sensitive",
                name="sensitivity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("date_rule", sa.String(300), nullable=True),
        sa.Column("date_reason", sa.String(), nullable=False),
        sa.Column("avoid", sa.JSON(), nullable=False),
        sa.Column("if_avoided", sa.String(10), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("original_on", sa.Date(), nullable=True),
        sa.Column("template_key", sa.String(80), nullable=True),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column(
            "provenance",
            sa.Enum(
                "source", "ours", name="provenance", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("schedule_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_contact_id"], ["contact.id"], name=op.f("fk_activity_night_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_activity_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_uid")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_series_id"), ["series_id"], unique=False)
        batch_op.create_index("ix_activity_starts_on_status", ["starts_on", "status"], unique=False)

    op.create_table(
        "contact_detail",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_detail_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact_detail")),
    )
    with op.batch_alter_table("contact_detail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_detail_email"), ["email"], unique=False)

    op.create_table(
        "count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "qualifier",
            sa.Enum(
                "exact",
                "about",
                "over",
                "at-least",
                "almost",
                name="qualifier",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "provisional",
                "final",
                name="countstatus",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("entered_by", sa.String(120), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_count_area_id_area")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_count_measure_id_measure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count")),
    )
    with op.batch_alter_table("count", schema=None) as batch_op:
        batch_op.create_index(
            "uq_count_current",
            ["measure_id", "on", "until", "area_id"],
            unique=True,
            sqlite_where=sa.text("current AND area_id IS NOT NULL"),
            postgresql_where=sa.text("current AND area_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_count_current_whole",
            ["measure_id", "on", "until"],
            unique=True,
            sqlite_where=sa.text("current AND area_id IS NULL"),
            postgresql_where=sa.text("current AND area_id IS NULL"),
        )

    op.create_table(
        "recording_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_recording_break_measure_id_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_break")),
    )
    with op.batch_alter_table("recording_break", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recording_break_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_return_area_id_area")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_return_measure_id_measure")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_return_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return")),
    )
    with op.batch_alter_table("return", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_return_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("percent", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("by_rule", sa.String(200), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_target_measure_id_measure")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_target_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("selector", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_client", sa.String(60), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_token_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("selector", name=op.f("uq_token_selector")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_object_id"), ["object_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("lead", "support", name="role", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "answer",
            sa.Enum(
                "asked",
                "accepted",
                "declined",
                "proposed",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_assignment_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_assignment_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_current",
            ["activity_id", "partner_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_baseline_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_baseline_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
    )
    with op.batch_alter_table("baseline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_baseline_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_baseline_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "dependency",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_dependency_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["needs_id"], ["activity.id"], name=op.f("fk_dependency_needs_id_activity")),
        sa.PrimaryKeyConstraint("activity_id", "needs_id", name=op.f("pk_dependency")),
    )
    with op.batch_alter_table("dependency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dependency_needs_id"), ["needs_id"], unique=False)

    op.create_table(
        "feed_entry",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(80), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_feed_entry_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_feed_entry_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", "activity_id", name=op.f("pk_feed_entry")),
        sa.UniqueConstraint("feed_id", "uid", name=op.f("uq_feed_entry_feed_id_uid")),
    )
    with op.batch_alter_table("feed_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_entry_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "gate_activity",
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_gate_activity_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["gate_id"], ["gate.id"], name=op.f("fk_gate_activity_gate_id_gate")),
        sa.PrimaryKeyConstraint("gate_id", "activity_id", name=op.f("pk_gate_activity")),
    )
    with op.batch_alter_table("gate_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_activity_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_partner_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_lesson_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["owner_partner_id"], ["partner.id"], name=op.f("fk_lesson_owner_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_lesson_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_activity",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(60), nullable=True),
        sa.Column("home", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_plan_activity_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_activity_plan_id_plan")),
        sa.PrimaryKeyConstraint("plan_id", "activity_id", name=op.f("pk_plan_activity")),
    )
    with op.batch_alter_table("plan_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_activity_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(
            "uq_plan_activity_home",
            ["activity_id"],
            unique=True,
            sqlite_where=sa.text("home"),
            postgresql_where=sa.text("home"),
        )

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedupe_key", sa.String(200), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("rule_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("mail", name="channel", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "before",
                "after",
                "unanswered",
                "overdue",
                "changed",
                "cancelled",
                "digest",
                "monthly",
                name="reminderkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("due_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "leased",
                "sending",
                "sent",
                "failed",
                "dead",
                "held",
                "superseded",
                "expired",
                name="reminderstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(80), nullable=True),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_reminder_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_reminder_contact_id_contact")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_reminder_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["reminder_rule.id"], name=op.f("fk_reminder_rule_id_reminder_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_reminder_dedupe_key")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            "ix_reminder_due",
            ["due_utc"],
            unique=False,
            sqlite_where=sa.text("state IN ('planned', 'failed')"),
            postgresql_where=sa.text("state IN ('planned', 'failed')"),
        )
        batch_op.create_index(
            "ix_reminder_lease",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state IN ('leased', 'sending')"),
            postgresql_where=sa.text("state IN ('leased', 'sending')"),
        )
        batch_op.create_index(batch_op.f("ix_reminder_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminder_state"), ["state"], unique=False)

    op.create_table(
        "delivery_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_delivery_attempt_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempt")),
    )
    with op.batch_alter_table("delivery_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_attempt_reminder_id"), ["reminder_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "asked",
                "accepted",
                "declined",
                "proposed",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("proposed_start", sa.Time(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "through",
            sa.Enum(
                "cli",
                "tui",
                "link",
                "system",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_response_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_response_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_assignment_id"), ["assignment_id"], unique=False)
