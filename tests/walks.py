"""A series of walks on Thursdays, and what becomes of it."""

from datetime import date
from typing import Any

from factories import LEAD, NOW, make_partner
from sqlmodel import Session, col, select

from seasonal_ops import planning, queries
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.models import Activity, Plan, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.views import ActivityView, Move
from seasonal_ops.words import Role, Status

# The 1st of October 2026 is a Thursday.
THURSDAYS = "every Thursday from 1 October to 31 October"


FRIDAYS = "every Friday from 1 October to 31 October"


BEGIN = date(2026, 10, 1)


ACT = {"actor": LEAD, "now": NOW}


def day(number: int) -> date:
    """A day of October; what is above 31 is one of November."""
    return date.fromordinal(BEGIN.toordinal() + number - 1)


def number_of(on: date | None) -> int | None:
    """The other way round."""
    return None if on is None else (on - BEGIN).days + 1


class Walks:
    """A walk on each Thursday of October, asked of two partners."""

    def __init__(self, session: Session, plan: Plan, rule: str = THURSDAYS, **said: Any) -> None:
        self.session, self.plan = session, plan
        calendar = queries.calendar_of(session, plan)
        times = {name: said.pop(name) for name in ("start", "end") if name in said}
        how = {name: said[name] for name in ("avoid", "if_avoided") if name in said}
        when = tuple(
            When(on=one.on, reason=one.reason, rule=rule, **times)
            for one in dates_of(parse(rule, calendar.anchors), calendar, **how)
        )
        rotary, watch = make_partner(session), make_partner(session, "Skelmersdale Watch")
        asked = ((key(rotary), Role.SUPPORT), (key(watch), Role.LEAD))
        new = NewActivity(title="Walk", when=when, partners=asked, **said)
        about = {"plan_id": key(plan), "time_zone": plan.time_zone, **ACT}
        first, *_ = planning.add_activities(session, new=new, **about)
        self.id = first.series_id or 0

    @property
    def rows(self) -> list[Activity]:
        query = select(Activity).where(Activity.series_id == self.id)
        return list(self.session.exec(query.order_by(col(Activity.starts_on), col(Activity.id))))

    @property
    def views(self) -> list[ActivityView]:
        return queries.activities(self.session, ids=[key(row) for row in self.rows])

    def on(self, number: int) -> Activity:
        """The one that stands on that day of October."""
        (row,) = [row for row in self.rows if row.starts_on == day(number)]
        return row

    def days(self) -> list[int | None]:
        """What still stands, as days counted from the 1st of October."""
        return [number_of(row.starts_on) for row in self.rows if row.status is not Status.CANCELLED]

    def move(self, number: int, to: int, **more: Any) -> Activity:
        return planning.move_activity(
            self.session, activity_id=key(self.on(number)), to=day(to), **more, **ACT
        )

    def status(self, number: int, status: Status) -> Activity:
        return planning.set_status(self.session, activity_id=key(self.on(number)), status=status, **ACT)

    def change(self, rule: str, since: int = 1) -> list[Move]:
        about = {"series_id": self.id, "rule": rule, "since": day(since)}
        return planning.change_rule(self.session, **about, **ACT)

    @staticmethod
    def lines(moves: list[Move]) -> list[tuple[int | None, int | None, tuple[str, ...]]]:
        """A preview in days."""
        return [(number_of(move.was), number_of(move.to), move.warnings) for move in moves]
