"""Contacts that are webhooks, who leads a plan, working days, and what went out in one message.

Older contacts are mailboxes. Older plans have no lead until one is named, and what was sent so far went
out in a message of its own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("reminder_rule", "reminder")


def upgrade() -> None:
    _widen_channel()
    # Each step of a reminder wrote to it, and nothing was found through it that the partial ones do not find.
    op.drop_index(op.f("ix_reminder_state"), table_name="reminder")
    op.add_column(
        "reminder_rule", sa.Column("working_days", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("reminder", sa.Column("bundle", sa.String(200), nullable=True))
    op.add_column("reminder", sa.Column("copies", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("reminder", sa.Column("held_for", sa.Text(), nullable=False, server_default=""))
    op.add_column("contact_detail", sa.Column("url", sa.String(500), nullable=False, server_default=""))
    # Written out: both databases add a column together with its constraint, and Alembic does not on SQLite.
    op.execute(
        "ALTER TABLE contact ADD COLUMN channel VARCHAR(20) DEFAULT 'mail' NOT NULL"
        " CONSTRAINT ck_contact_channel CHECK (channel IN ('mail', 'webhook'))"
    )
    op.execute(
        "ALTER TABLE plan ADD COLUMN lead_contact_id INTEGER"
        " CONSTRAINT fk_plan_lead_contact_id_contact REFERENCES contact (id)"
    )


def _widen_channel() -> None:
    """One more word in a closed list.

    On SQLite the text of the table is edited (sqlite.org/lang_altertable.html, section 7): copying the
    table, the other way, would first delete what the attempts refer to.
    """
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for table in _TABLES:
            op.drop_constraint(op.f(f"ck_{table}_channel"), table, type_="check")
            op.create_check_constraint(op.f(f"ck_{table}_channel"), table, "channel IN ('mail', 'webhook')")
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, 'channel IN (''mail'')', 'channel IN (''mail'', ''webhook'')')"
        " WHERE type = 'table' AND name IN ('reminder_rule', 'reminder')"
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
