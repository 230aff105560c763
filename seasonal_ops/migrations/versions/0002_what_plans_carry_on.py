"""What a plan carries into the next year, and what a Delivery Action Plan says of its targets.

Older plans did not keep their groups and notes: they stay empty, and a target serves no activity yet.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("delivery_groups", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("anchor", sa.Column("note", sa.String(), nullable=False, server_default=""))
    op.add_column("target", sa.Column("objective", sa.String(), nullable=False, server_default=""))
    op.add_column("target", sa.Column("delivery_group", sa.String(200), nullable=False, server_default=""))
    op.create_table(
        "target_activity",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_target_activity_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_activity_target_id_target")
        ),
        sa.PrimaryKeyConstraint("target_id", "activity_id", name=op.f("pk_target_activity")),
    )
    op.create_index(op.f("ix_target_activity_activity_id"), "target_activity", ["activity_id"], unique=False)
