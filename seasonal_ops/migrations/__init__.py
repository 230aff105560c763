"""The versions of the database, and the way from one to the next (Alembic, inside the wheel).

`HEAD` stands here as text so that opening a database does not import Alembic.
"""

from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0006"


def current(database: Database) -> str | None:
    """The version that the database is of; None when it has no tables of ours yet."""
    with database.read() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return version


def is_blank(database: Database) -> bool:
    """Whether it holds no table at all: new, or just being made by another process."""
    with database.read() as session:
        return not inspect(session.connection()).get_table_names()


def require_current(database: Database) -> None:
    """Raises DatabaseTrouble unless the database is of this program's version."""
    version = current(database)
    if version == HEAD:
        return
    shown = database.path or database.url.render_as_string(hide_password=True)
    if version is None:
        raise DatabaseTrouble(f"the database {shown} is not set up yet; run: seasonal-ops init")
    if version in known():
        raise DatabaseTrouble(f"the database {shown} is of an older version; run: seasonal-ops init")
    raise DatabaseTrouble(
        f"the database {shown} was made by a newer Seasonal Ops (version {version}); install that version"
    )


def known() -> frozenset[str]:
    """Every version that this program knows."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def upgrade(database: Database) -> None:
    """Create the tables, or bring them up to this program's version. Safe to repeat."""
    from alembic import command

    version = current(database)
    if version is not None and version != HEAD and version not in known():
        require_current(database)
    config = _config()
    with database.troubles(), database.write_engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "seasonal_ops:migrations")
    return config
