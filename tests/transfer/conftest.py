"""A plan and files for it: what comes in is written to disk and read by the product, as from a person."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import LEAD, NOW, make_plan
from sqlmodel import Session, select

from seasonal_ops import queries, transfer
from seasonal_ops.db import Database
from seasonal_ops.models import FactRow, Plan
from seasonal_ops.transfer import Imported, Table
from seasonal_ops.views import ActivityView

TODAY = date(2026, 8, 20)
SLUG = "bright-sparx-2026"


@dataclass(frozen=True, slots=True)
class Desk:
    """One database with Bright Sparx 2026 in it, and a folder for files."""

    database: Database
    folder: Path

    def table(self, content: str | bytes, name: str = "plan.csv") -> Table:
        """The content as a file that was read."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return transfer.read(path)

    def preview(self, content: str | bytes | Table, slug: str = SLUG, **more: Any) -> Imported:
        """What an import would do."""
        table = content if isinstance(content, Table) else self.table(content)
        with self.database.read() as session:
            return transfer.preview(session, plan=self.plan(session, slug), table=table, today=TODAY, **more)

    def apply(self, content: str | bytes | Table, slug: str = SLUG, **more: Any) -> Imported:
        """Import it."""
        table = content if isinstance(content, Table) else self.table(content)
        with self.database.write() as session:
            plan = self.plan(session, slug)
            return transfer.apply(session, plan=plan, table=table, today=TODAY, actor=LEAD, now=NOW, **more)

    def export(self, kind: str, shape: str = "activities", slug: str = SLUG) -> bytes:
        """The plan as a file."""
        with self.database.read() as session:
            return transfer.export(session, self.plan(session, slug), format=kind, shape=shape)

    def activities(self, slug: str = SLUG) -> list[ActivityView]:
        """What stands in the plan."""
        with self.database.read() as session:
            return queries.activities(session, plan_id=self.plan(session, slug).id)

    def titled(self, title: str) -> ActivityView:
        """The one activity with that title."""
        (found,) = [one for one in self.activities() if one.title == title]
        return found

    def facts(self) -> int:
        """How many things have happened."""
        with self.database.read() as session:
            return len(session.exec(select(FactRow.id)).all())

    @staticmethod
    def plan(session: Session, slug: str = SLUG) -> Plan:
        """The plan's row."""
        return queries.find_plan(session, slug)

    def write(self, work: Callable[[Session], Any]) -> None:
        """Do something in a transaction of its own."""
        with self.database.write() as session:
            work(session)


@pytest.fixture(scope="session")
def _with_plan(_blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the plan in it, made once and copied for each test."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    shutil.copyfile(_blank, path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        make_plan(session)
    database.dispose()
    return path


@pytest.fixture
def desk(_with_plan: Path, tmp_path: Path) -> Iterator[Desk]:
    """On SQLite."""
    path = tmp_path / "seasonal-ops.db"
    shutil.copyfile(_with_plan, path)
    database = Database(f"sqlite:///{path}")
    yield Desk(database, tmp_path)
    database.dispose()


@pytest.fixture
def each_desk(database: Database, tmp_path: Path) -> Desk:
    """On each database."""
    desk = Desk(database, tmp_path)
    desk.write(make_plan)
    return desk
