"""How Alembic meets the database: on the connection and in the transaction it is handed."""

from alembic import context
from sqlmodel import SQLModel

import seasonal_ops.models  # noqa: F401 — fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
