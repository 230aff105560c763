"""Meetings: one a plan a day, who was there, what was noted, which activities were agreed on."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(120), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_meeting_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("plan_id", "held_on", name=op.f("uq_meeting_plan_id_held_on")),
    )
    _make_partners()
    _make_notes()
    _make_actions()


def _of_meeting(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["meeting_id"], ["meeting.id"], name=op.f(f"fk_{table}_meeting_id_meeting")
    )


def _make_partners() -> None:
    table = "meeting_partner"
    attendance = sa.Enum(
        "present", "apologies", name="attendance", native_enum=False, create_constraint=True, length=20
    )
    op.create_table(
        table,
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("attendance", attendance, nullable=False),
        _of_meeting(table),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_meeting_partner_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "partner_id", name=op.f("pk_meeting_partner")),
    )
    op.create_index(op.f("ix_meeting_partner_partner_id"), table, ["partner_id"], unique=False)


def _make_notes() -> None:
    table = "meeting_note"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(120), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        _of_meeting(table),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_meeting_note_activity_id_activity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_note")),
    )
    op.create_index(op.f("ix_meeting_note_activity_id"), table, ["activity_id"], unique=False)
    op.create_index(
        "uq_meeting_note", table, ["meeting_id", sa.text("coalesce(activity_id, 0)")], unique=True
    )


def _make_actions() -> None:
    table = "meeting_action"
    op.create_table(
        table,
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        _of_meeting(table),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_meeting_action_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["about_id"], ["activity.id"], name=op.f("fk_meeting_action_about_id_activity")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "activity_id", name=op.f("pk_meeting_action")),
    )
    op.create_index(op.f("ix_meeting_action_activity_id"), table, ["activity_id"], unique=False)
