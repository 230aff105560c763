"""PostgreSQL databases to use and throw away, on the server that the tests are given."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import create_engine, make_url, text

POSTGRES: Final = os.environ.get(
    "SEASONAL_OPS_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)


@contextmanager
def new_postgres(server: str = POSTGRES, template: str = "template1") -> Iterator[str]:
    """The address of a new PostgreSQL database, a copy of `template`, dropped afterwards."""
    name = f"seasonal_ops_test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
