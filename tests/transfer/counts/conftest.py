"""A plan whose nights are over, and sheets of its counts: written, filled in and read by the product."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from factories import LEAD, make_plan
from sqlmodel import Session, select

from seasonal_ops import counting, queries, transfer
from seasonal_ops.db import Database
from seasonal_ops.models import FactRow, Plan
from seasonal_ops.transfer import Kind, Table
from seasonal_ops.transfer.counts import Imported, Options, apply, preview, template
from seasonal_ops.views import CountView

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
SLUG = "bright-sparx-2026"


@dataclass(frozen=True, slots=True)
class Office:
    """One database with Bright Sparx 2026 and two areas in it, and a folder for files."""

    database: Database
    folder: Path

    def table(self, content: str | bytes | Table, name: str = "counts.csv") -> Table:
        """The content as a file that was read."""
        if isinstance(content, Table):
            return content
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return transfer.read(path)

    def preview(self, content: str | bytes | Table, **options: Any) -> Imported:
        """What an import would record."""
        table = self.table(content)
        with self.database.read() as session:
            plan = self.plan(session)
            return preview(session, plan=plan, table=table, today=TODAY, options=Options(**options))

    def apply(
        self, content: str | bytes | Table, *, seen: Sequence[int | None] | None = None, **options: Any
    ) -> Imported:
        """Import it; `seen` is that of a preview."""
        table = self.table(content)
        with self.database.write() as session:
            plan, said = self.plan(session), Options(**options)
            about: dict[str, Any] = {"plan": plan, "table": table, "today": TODAY, "options": said}
            return apply(session, **about, actor=LEAD, now=NOW, seen=seen)

    def template(self, kind: Kind = Kind.CSV, **asked: Any) -> bytes:
        """The sheet that is handed out."""
        with self.database.read() as session:
            return template(session, self.plan(session), kind=kind, **asked).content

    def record(self, measure: str, value: str, on: date, **more: Any) -> None:
        """One value, as somebody types it."""
        new = counting.NewCount(value=value, on=on, **{"reason": "so it was"} | more)
        with self.database.write() as session:
            plan = self.plan(session)
            row = counting.find_measure(session, plan, measure)
            counting.add_count(session, plan=plan, measure=row, new=new, actor=LEAD, now=NOW)

    def withdraw(self, measure: str, on: date) -> None:
        """Take out what is recorded of a night."""
        with self.database.write() as session:
            plan = self.plan(session)
            row = counting.find_measure(session, plan, measure)
            wrong = counting.NewCount(value="", on=on, reason="of another night")
            counting.withdraw(session, plan=plan, measure=row, wrong=wrong, actor=LEAD, now=NOW)

    def counts(self) -> list[CountView]:
        """What is recorded."""
        with self.database.read() as session:
            return queries.counts(session, self.plan(session))

    def values(self) -> dict[tuple[str, date, str | None], str]:
        """What is recorded, by measure, first day and area, as it reads."""
        return {
            (one.measure, one.on, one.area): one.text if one.value is None else f"{one.value:f}"
            for one in self.counts()
        }

    def facts(self) -> int:
        """How many things have happened."""
        with self.database.read() as session:
            return len(session.exec(select(FactRow.id)).all())

    @staticmethod
    def plan(session: Session) -> Plan:
        """The plan's row."""
        return queries.find_plan(session, SLUG)


def fill(session: Session) -> None:
    """The plan, and two areas."""
    make_plan(session)
    for name in ("Tanhouse", "Ormskirk town centre"):
        counting.add_area(session, name=name, actor=LEAD, now=NOW)


@pytest.fixture(scope="session")
def _office(_blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the plan in it, made once and copied for each test."""
    path = tmp_path_factory.mktemp("office") / "office.db"
    shutil.copyfile(_blank, path)
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        fill(session)
    database.dispose()
    return path


@pytest.fixture
def office(_office: Path, tmp_path: Path) -> Iterator[Office]:
    """On SQLite."""
    path = tmp_path / "seasonal-ops.db"
    shutil.copyfile(_office, path)
    database = Database(f"sqlite:///{path}")
    yield Office(database, tmp_path)
    database.dispose()


@pytest.fixture
def each_office(database: Database, tmp_path: Path) -> Office:
    """On each database."""
    with database.write() as session:
        fill(session)
    return Office(database, tmp_path)
