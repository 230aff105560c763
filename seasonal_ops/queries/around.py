"""What an activity hangs together with: what comes first, what waits, and who has too much that night."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.checks import Picture, findings
from seasonal_ops.models import Activity, Dependency, Measure
from seasonal_ops.queries.activities import activities, activity
from seasonal_ops.queries.aims import gates
from seasonal_ops.queries.find import find_plan
from seasonal_ops.queries.people import partners
from seasonal_ops.queries.picture import calendar_of
from seasonal_ops.queries.plans import plan as plan_view
from seasonal_ops.views import ActivityView
from seasonal_ops.views.around import Around
from seasonal_ops.words import Check, Severity

# A night before or after may still overlap.
_NEAR: Final = timedelta(days=1)
_MATTERS: Final = frozenset({Check.CLASH, Check.LOAD, Check.ORDER, Check.AVOIDED, Check.GATE, Check.PROPOSED})


def around(session: Session, activity_id: int, *, now: datetime) -> Around:
    """All of it, of the activities of every plan; `now` is aware. Raises NotFound."""
    view = activity(session, activity_id)
    waiting = session.exec(select(Dependency.activity_id).where(Dependency.needs_id == activity_id)).all()
    near = {one.id: one for one in activities(session, ids=[*view.needs, *waiting, *_near(session, view)])}
    row = find_plan(session, view.plan)
    own_gates = tuple(gate for gate in gates(session, row) if activity_id in gate.activities)
    picture = Picture(
        now=now,
        plans=(plan_view(session, row),),
        activities=(view, *(one for one in near.values() if one.id != view.id)),
        gates=own_gates,
        calendars={row.slug: calendar_of(session, row)},
        partners={one.slug: one for one in partners(session)},
    )
    named = dict(session.exec(select(Measure.slug, Measure.name).where(Measure.plan_id == row.id)).all())
    return Around(
        counts=tuple(named.get(slug, slug) for slug in view.measures),
        needs=tuple(near[one] for one in view.needs),
        waiting=_by_date(near[one] for one in waiting),
        gates=own_gates,
        series=_place_in_series(session, view),
        findings=tuple(
            one
            for one in findings(picture)
            if activity_id in one.activities and one.rule in _MATTERS and one.severity is not Severity.NOTE
        ),
    )


def _near(session: Session, view: ActivityView) -> list[int]:
    query = select(Activity.id).where(
        col(Activity.ends_on) >= view.starts_on - _NEAR, col(Activity.starts_on) <= view.ends_on + _NEAR
    )
    return [one for one in session.exec(query) if one is not None]


def _by_date(views: Iterable[ActivityView]) -> tuple[ActivityView, ...]:
    return tuple(sorted(views, key=lambda one: (one.starts_on, one.id)))


def _place_in_series(session: Session, view: ActivityView) -> tuple[int, int] | None:
    if view.series is None:
        return None
    query = select(Activity.id).where(Activity.series_id == view.series)
    ids = session.exec(query.order_by(col(Activity.starts_on), col(Activity.id))).all()
    return len(ids), ids.index(view.id) + 1
