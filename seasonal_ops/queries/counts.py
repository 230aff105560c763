"""Measures and what was recorded for them, as the doors show them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from seasonal_ops.models import NEWEST, Area, Count, Mark, Measure, Partner, Plan, key
from seasonal_ops.views import AreaView, CountView, MarkView, MeasureView


def areas(session: Session) -> list[AreaView]:
    """Every area, by name."""
    rows = session.exec(select(Area).order_by(col(Area.name), col(Area.slug)))
    return [AreaView(id=key(row), slug=row.slug, name=row.name, role=row.role) for row in rows]


def measures(session: Session, plan: Plan) -> list[MeasureView]:
    """The measures of a plan in the template's order, with how many values are recorded."""
    rows = session.exec(
        select(Measure, Partner.slug)
        .join(Partner, col(Partner.id) == col(Measure.source_partner_id), isouter=True)
        .where(Measure.plan_id == plan.id)
        .order_by(col(Measure.position))
    )
    recorded = dict(
        session.exec(
            select(Count.measure_id, func.count())
            .join(Measure, col(Measure.id) == col(Count.measure_id))
            .where(Measure.plan_id == plan.id, NEWEST)
            .group_by(col(Count.measure_id))
        ).all()
    )
    marked: dict[str, tuple[MarkView, ...]] = {}
    for mark in marks(session, plan):
        marked[mark.measure] = (*marked.get(mark.measure, ()), mark)
    return [
        MeasureView(
            id=key(row),
            plan=plan.slug,
            slug=row.slug,
            name=row.name,
            definition=row.definition,
            unit=row.unit,
            kind=row.kind,
            direction=row.direction,
            source=source,
            window_from=row.window_from,
            window_to=row.window_to,
            night_from=row.night_from,
            person_related=row.person_related,
            duplicate_group=row.duplicate_group,
            headline=row.headline,
            purpose=row.purpose,
            part_of=row.part_of,
            due_days=row.due_days,
            recorded=recorded.get(key(row), 0),
            marks=marked.get(row.slug, ()),
        )
        for row, source in rows
    ]


def marks(session: Session, plan: Plan) -> list[MarkView]:
    """The days on which something changed about the plan's measures, in their order."""
    rows = session.exec(
        select(Mark, Measure.slug)
        .join(Measure, col(Measure.id) == col(Mark.measure_id))
        .where(Measure.plan_id == plan.id)
        .order_by(col(Measure.position), col(Mark.on), col(Mark.id))
    )
    return [
        MarkView(
            id=key(row),
            plan=plan.slug,
            measure=measure,
            on=row.on,
            kind=row.kind,
            reason=row.reason,
            declared_by=row.declared_by,
            declared_at=row.declared_at,
        )
        for row, measure in rows
    ]


def counts(
    session: Session,
    plan: Plan,
    *,
    ids: Sequence[int] | None = None,
    measure: int | None = None,
    area: int | None = None,
) -> list[CountView]:
    """The newest revision of every value of a plan, by measure and date; or of those that are asked for."""
    wanted: list[Any] = [NEWEST]
    if measure is not None:
        wanted.append(col(Count.measure_id) == measure)
    if area is not None:
        wanted.append(col(Count.area_id) == area)
    if ids is not None:
        wanted.append(col(Count.id).in_(ids))
    return _views(session, plan, wanted)


def newest_count(session: Session, plan: Plan) -> int:
    """The id of what was said last of a count of the plan, taken out or not; 0 when nothing ever was."""
    query = select(col(Count.id)).join(Measure, col(Measure.id) == col(Count.measure_id))
    query = query.where(col(Measure.plan_id) == plan.id).order_by(col(Count.id).desc()).limit(1)
    return session.exec(query).first() or 0


def count_history(
    session: Session, plan: Plan, *, measure: int, on: date, area: int | None = None
) -> list[CountView]:
    """Every revision of what was said of a date, the newest of each value first; without an area, of all."""
    wanted = [col(Count.measure_id) == measure, col(Count.on) <= on, col(Count.until) >= on]
    if area is not None:
        wanted.append(col(Count.area_id) == area)
    found = _views(session, plan, wanted)
    return sorted(
        found, key=lambda one: (one.area or "", one.activity or 0, one.on, one.until, -one.revision)
    )


def _views(session: Session, plan: Plan, wanted: Iterable[Any]) -> list[CountView]:
    query = (
        select(Count, Measure.slug, Area.slug)
        .join(Measure, col(Measure.id) == col(Count.measure_id))
        .join(Area, col(Area.id) == col(Count.area_id), isouter=True)
        .where(Measure.plan_id == plan.id, *wanted)
        .order_by(col(Measure.position), col(Count.on), col(Count.id))
    )
    return [_count_view(row, plan.slug, measure, area) for row, measure, area in session.exec(query)]


def _count_view(row: Count, plan: str, measure: str, area: str | None) -> CountView:
    return CountView(
        id=key(row),
        plan=plan,
        measure=measure,
        area=area,
        activity=row.activity_id,
        on=row.on,
        until=row.until,
        value=row.value,
        text=row.words,
        nil=row.nil,
        yes=row.yes,
        answered=row.answered,
        qualifier=row.qualifier,
        status=row.status,
        as_at=row.as_at,
        source=row.source,
        quote=row.quote,
        reason=row.reason,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        revision=row.revision,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        withdrawn=row.value is None and not row.words,
    )
