"""The desk of who enters counts: a plan in one open transaction, and verbs without what is always said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from factories import LEAD, make_activity
from sqlmodel import Session

from seasonal_ops import counting
from seasonal_ops.counting import Book, MeasureChange, NewCount, Weighed
from seasonal_ops.models import Area, Count, Measure, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.words import MeasureKind

# A Friday after the season: every night of it is over.
AFTER: Final = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# Mischief Night, on which Bright Sparx has its peak.
NIGHT: Final = date(2026, 10, 30)


@dataclass
class Desk:
    """A plan to enter counts for; `now` is when."""

    session: Session
    plan: Plan
    now: datetime = AFTER

    def book(self) -> Book:
        """What is recorded so far."""
        return Book.open(self.session, self.plan, today=local_today(self.now, self.plan.time_zone))

    def measure(self, slug: str) -> Measure:
        """A measure of the plan."""
        return counting.find_measure(self.session, self.plan, slug)

    def weigh(self, slug: str, value: object, on: date = NIGHT, **more: Any) -> Weighed:
        """One value weighed."""
        book = self.book()
        return counting.weigh(book, book.measure(slug), NewCount(value=str(value), on=on, **more))

    def weigh_all(self, *rows: tuple[str, object, date]) -> list[Weighed]:
        """Values weighed together: measure, value, night."""
        book = self.book()
        new = [(book.measure(slug), NewCount(value=str(value), on=on)) for slug, value, on in rows]
        return counting.weigh_all(book, new)

    def add(self, slug: str, value: object, on: date = NIGHT, **more: Any) -> Count:
        """One value recorded."""
        new = NewCount(value=str(value), on=on, **more)
        added: counting.Added = self.do(
            counting.add_count, plan=self.plan, measure=self.measure(slug), new=new
        )
        return added.row

    def count_of(self, slug: str, kind: MeasureKind = MeasureKind.COUNT, **more: Any) -> Measure:
        """A measure of the test's own."""
        change = MeasureChange(definition="What the test counts.", unit="things", kind=kind, **more)
        made: Measure = self.do(counting.add_measure, plan=self.plan, name=slug, change=change)
        return made

    def area(self, name: str = "Tanhouse") -> Area:
        """An area made known."""
        made: Area = self.do(counting.add_area, name=name)
        return made

    def activity(self, *measures: str, on: date = NIGHT, until: date | None = None) -> int:
        """The id of an activity that promised to count these measures."""
        row = make_activity(self.session, self.plan, on)
        row.measures, row.ends_on = list(measures), until or on
        self.session.flush()
        return key(row)

    def do(self, verb: Any, **values: Any) -> Any:
        """A verb, done by the lead now."""
        return verb(self.session, actor=LEAD, now=self.now, **values)
