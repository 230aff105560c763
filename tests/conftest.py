"""Fixtures that every room shares: a database of each kind, fresh for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import POSTGRES, new_postgres
from hypothesis import settings
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from seasonal_ops.db import Database

settings.register_profile("suite", max_examples=100, deadline=None)
settings.load_profile("suite")


def pytest_xdist_auto_num_workers() -> int:
    """Two a core: most tests wait for something, be it a terminal that settles, a server or a database."""
    return 2 * (os.cpu_count() or 1)


def missing(what: str) -> None:
    """Skip with the reason; on the build server, where everything must be there, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI=true")
    pytest.skip(f"{what} is not here")


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of a server on which databases may be made."""
    engine = create_engine(POSTGRES, connect_args={"connect_timeout": 3})
    try:
        with engine.connect():
            return POSTGRES
    except OperationalError:
        missing("PostgreSQL (SEASONAL_OPS_TEST_POSTGRES)")
        raise
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a PostgreSQL database with all tables, made once by the migrations."""
    from seasonal_ops.migrations import upgrade

    with new_postgres(postgres_server) as url:
        database = Database(url)
        upgrade(database)
        database.dispose()
        yield str(make_url(url).database)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A new, empty PostgreSQL database."""
    with new_postgres(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def _blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables, made once by the migrations and copied for each test."""
    from seasonal_ops.migrations import upgrade

    path = tmp_path_factory.mktemp("blank") / "blank.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.dispose()
    return path


@pytest.fixture(scope="module")
def module_database(_blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An SQLite database for all tests of a module, each of which leaves it as it found it."""
    path = tmp_path_factory.mktemp("module") / "seasonal-ops.db"
    shutil.copyfile(_blank, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def sqlite_database(_blank: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database with all tables."""
    path = tmp_path / "seasonal-ops.db"
    shutil.copyfile(_blank, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def postgres_database(postgres_server: str, _postgres_template: str) -> Iterator[Database]:
    """A fresh PostgreSQL database with all tables."""
    with new_postgres(postgres_server, _postgres_template) as url:
        database = Database(url)
        yield database
        database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """The same test on both databases."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    found: Database = request.getfixturevalue(name)
    return found


def pytest_sessionstart() -> None:
    """Where the packages come from is asserted when the built wheel is what is to be tested."""
    expected = os.environ.get("SEASONAL_OPS_EXPECT_INSTALLED")
    if expected:
        import integrations
        import plans
        import seasonal_ops
        import tui

        for package in (seasonal_ops, plans, tui, integrations):
            found = Path(str(package.__file__))
            if not found.is_relative_to(expected):
                pytest.exit(f"{package.__name__} comes from {found}, not from {expected}", returncode=3)
