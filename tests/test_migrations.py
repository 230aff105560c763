"""The migrations make the tables that the models describe, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

from seasonal_ops import migrations
from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble


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


def test_an_older_database_is_told_to_run_init(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "HEAD", "0002")
    with pytest.raises(DatabaseTrouble, match="of an older version; run: seasonal-ops init"):
        migrations.require_current(sqlite_database)
