"""A feed in a database of each kind, and the server over it."""

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_plan
from sqlalchemy import event
from starlette.exceptions import StarletteDeprecationWarning

from integrations.web.app import create_app
from seasonal_ops import planning, sharing, tokens
from seasonal_ops.db import Database
from seasonal_ops.models import Token, key

with warnings.catch_warnings():
    # It prefers a newer httpx than the one that is locked, and works with both.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

KEY = b"k" * 32


@dataclass
class House:
    """A plan with one activity and a feed of everything, in a database that others may write too."""

    database: Database
    activity_id: int
    feed_id: int
    path: str
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def client(self, **values: Any) -> TestClient:
        app = make_app(self, **{"poll_seconds": 0.05, **values})
        return TestClient(app, follow_redirects=False, headers={"Accept-Encoding": "identity"})

    def do(self, verb: Callable[..., Any], **values: Any) -> Any:
        with self.database.write() as session:
            return verb(session, actor=LEAD, now=self.now, **values)

    def move(self, to: date = date(2026, 11, 8)) -> None:
        self.do(planning.move_activity, activity_id=self.activity_id, to=to)

    def revoke(self) -> None:
        self.do(sharing.revoke_feed, feed_id=self.feed_id)

    def add_token(self, **values: Any) -> str:
        """The path that another token row would be asked for under."""
        with self.database.write() as session:
            token = Token(created_at=NOW, **values)
            session.add(token)
            session.flush()
            return f"/feeds/{tokens.written(KEY, token)}.ics"


def make_app(house: House, **values: Any) -> Any:
    """The server over the house's database."""
    return create_app(
        database=house.database,
        key=KEY,
        clock=lambda: house.now,
        base_url=lambda: "https://csp.example",
        **values,
    )


def make_house(database: Database) -> House:
    with database.write() as session:
        activity = make_activity(session, make_plan(session), date(2026, 11, 6))
        feed = sharing.create_feed(session, name="Fire “& more”", actor=LEAD, now=NOW)
        view = sharing.feed_view(session, key(feed), key=KEY, base_url="")
    return House(database, key(activity), key(feed), view.url)


@pytest.fixture(name="make_app")
def fixture_of_make_app() -> Any:
    """The server over a house."""
    return make_app


@pytest.fixture
def house(database: Database) -> House:
    """On both databases."""
    return make_house(database)


@pytest.fixture
def one(sqlite_database: Database) -> House:
    """On SQLite alone: for what does not touch the database."""
    return make_house(sqlite_database)


@pytest.fixture
def client(one: House) -> Iterator[TestClient]:
    # Nothing changes in these tests: the first reading is enough.
    with one.client() as client:
        yield client


@pytest.fixture
def statements(one: House) -> Iterator[list[str]]:
    """Every statement that goes to the database."""
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    engines = (one.database.read_engine, one.database.write_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield said
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)
