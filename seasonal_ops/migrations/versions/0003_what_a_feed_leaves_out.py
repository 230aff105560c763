"""A feed shows no event for ever, and holds no more than calendars take of one.

What is past or over in a feed of before is found at the next tick.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed_entry", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("feed_entry", sa.Column("over", sa.Boolean(), nullable=False, server_default=sa.false()))
