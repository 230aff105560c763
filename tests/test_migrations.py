"""The migrations make the tables that the models describe, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel, select

from seasonal_ops import migrations
from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.models import Anchor, Plan, Target

OLD_ROWS: Final = """
INSERT INTO plan (id, slug, name, template, year, begins, time_zone, objective, created_at, version)
VALUES (1, 'p-2026', 'P 2026', 'p', 2026, '2026-05-01', 'Europe/London', '', '2026-05-01 09:00:00', 1);
INSERT INTO anchor (plan_id, name, position, "on", given, reason)
VALUES (1, 'Bonfire Night', 0, '2026-11-05', 0, '');
INSERT INTO target (plan_id, text, percent, set_at) VALUES (1, 'fewer', 0, '2026-05-01 09:00:00')
"""


def test_the_migrated_database_is_what_the_models_say(database: Database) -> None:
    with database.write_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    migrations.upgrade(database)
    assert migrations.current(database) == migrations.HEAD


def test_head_is_the_newest_script() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(migrations._config()).get_current_head() == migrations.HEAD


@pytest.mark.parametrize("verb", [migrations.require_current, migrations.upgrade])
def test_a_newer_database_is_refused(database: Database, verb: object) -> None:
    with database.write() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTrouble, match="newer Seasonal Ops"):
        verb(database)  # type: ignore[operator]


def test_an_empty_database_is_told_to_run_init_and_init_sets_it_up(postgres_url: str) -> None:
    empty = Database(postgres_url)
    with pytest.raises(DatabaseTrouble, match="not set up yet; run: seasonal-ops init"):
        migrations.require_current(empty)
    migrations.upgrade(empty)
    migrations.require_current(empty)
    empty.dispose()


@pytest.fixture
def first_version(tmp_path: Path) -> Iterator[Database]:
    """A database as the first version left it, with a plan, an anchor and a target in it."""
    database = Database(f"sqlite:///{tmp_path}/old.db")
    with database.write_engine.begin() as connection:
        config = migrations._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in OLD_ROWS.split(";"):
            connection.execute(text(statement))
    yield database
    database.dispose()


def test_an_older_database_is_told_to_run_init(first_version: Database) -> None:
    with pytest.raises(DatabaseTrouble, match="of an older version; run: seasonal-ops init"):
        migrations.require_current(first_version)


def test_the_rows_of_the_first_version_are_read_after_the_upgrade(first_version: Database) -> None:
    migrations.upgrade(first_version)
    migrations.require_current(first_version)
    with first_version.read() as session:
        assert session.exec(select(Plan)).one().delivery_groups == []
        assert session.exec(select(Anchor)).one().note == ""
        target = session.exec(select(Target)).one()
        assert (target.objective, target.delivery_group) == ("", "")
