"""What was recorded of outputs, each value once: in its own plan, or in another at an activity of both."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from seasonal_ops.models import NEWEST, Area, Count, Measure, Plan, PlanActivity
from seasonal_ops.views import MeasureView
from seasonal_ops.words import AreaRole

NONE = Decimal(0)


class Value(NamedTuple):
    """A recorded value of a measure: in which plan, of which days, where, and at which activity."""

    plan: str
    unit: str
    slug: str
    on: date
    until: date
    area: AreaRole | None
    activity: int | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class Delivered:
    """The values of one measure of a plan: its `own`, and those that other plans hold for it.

    `elsewhere` were recorded in another plan, in the same unit, at an activity that stands in this one
    too, and not here; `foreign` would be among them were their unit not another one.
    """

    own: tuple[Value, ...]
    elsewhere: tuple[Value, ...]
    foreign: tuple[Value, ...]

    @property
    def total(self) -> Decimal | None:
        """What was delivered in all; None when nothing was recorded."""
        return total(self.own, self.elsewhere)

    @property
    def sessions(self) -> int:
        """The occasions at which it was counted; a value for many days is none."""
        counted = [one for one in (*self.own, *self.elsewhere) if one.activity or one.on == one.until]
        return len({(one.on, one.activity) for one in counted if one.area in (None, AreaRole.EVENT)})


def total(own: Sequence[Value], elsewhere: Iterable[Value] = ()) -> Decimal | None:
    """The sum of values, none of them twice; None without any.

    A value for many days holds those of its days and is no less than they are together. On one day the
    district's own value stands, else the sum of its areas; what is recorded at an activity is added to it.
    """
    spans = [one for one in own if _spans(one)]
    by_day: dict[date, list[Value]] = defaultdict(list)
    for one in own:
        if not _spans(one) and one.area in (None, AreaRole.EVENT):
            by_day[one.on].append(one)
    beside: dict[date, Decimal] = defaultdict(Decimal)
    for one in elsewhere:
        beside[one.on] += one.value
    days = {on: _of_day(by_day.get(on, ()), beside.get(on, NONE)) for on in {*by_day, *beside}}
    if not days and not spans:
        return None
    held = NONE
    for span in spans:
        inside = [on for on in days if span.on <= on <= span.until]
        held += max(span.value, sum((days.pop(on) for on in inside), NONE))
    return held + sum(days.values(), NONE)


def _spans(one: Value) -> bool:
    return one.on < one.until and one.activity is None and one.area is None


def _of_day(values: Sequence[Value], beside: Decimal) -> Decimal:
    whole = [one for one in values if one.area is None]
    at_activities = sum((one.value for one in whole if one.activity is not None), NONE)
    unnamed = sum((one.value for one in whole if one.activity is None), NONE)
    if not whole:
        unnamed = sum((one.value for one in values), NONE)
    # Who entered it for the day may have meant what was recorded elsewhere.
    return at_activities + max(unnamed, beside)


def delivered(session: Session, plan: Plan, slugs: Collection[str]) -> Mapping[str, Delivered]:
    """What is recorded of measures of a plan over their windows, by slug.

    A value that was entered for an earlier season is not of this one.
    """
    window = (col(Count.on) >= col(Measure.window_from), col(Count.until) <= col(Measure.window_to))
    own = _grouped(session.execute(_values(slugs).where(col(Measure.plan_id) == plan.id, *window)))
    standing = select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan.id)
    others = _grouped(
        session.execute(
            _values(slugs)
            .where(col(Measure.plan_id) != plan.id, col(Count.activity_id).in_(standing))
            .order_by(col(Plan.id))
        )
    )
    units = dict(session.exec(select(Measure.slug, Measure.unit).where(Measure.plan_id == plan.id)).all())
    return {slug: _once(own.get(slug, []), others.get(slug, []), units.get(slug)) for slug in slugs}


def _values(slugs: Collection[str]) -> Select[*tuple[Any, ...]]:
    """The newest revision of each value of measures by these slugs, in any plan."""
    return (
        columns(
            col(Plan.slug),
            col(Measure.unit),
            col(Measure.slug),
            col(Count.on),
            col(Count.until),
            col(Area.role),
            col(Count.activity_id),
            col(Count.value),
        )
        .select_from(Count)
        .join(Measure, col(Measure.id) == col(Count.measure_id))
        .join(Plan, col(Plan.id) == col(Measure.plan_id))
        .join(Area, col(Area.id) == col(Count.area_id), isouter=True)
        .where(NEWEST, col(Count.value).is_not(None), col(Measure.slug).in_(slugs))
        .order_by(col(Count.on), col(Count.id))
    )


def _grouped(rows: Iterable[Sequence[Any]]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = defaultdict(list)
    for row in rows:
        value = Value(*row)
        found[value.slug].append(value)
    return found


def _once(own: Sequence[Value], others: Sequence[Value], unit: str | None) -> Delivered:
    """What others hold of an activity counts once, however many of them, and not if it is counted here."""
    holder = {one.activity: one.plan for one in reversed(others) if one.unit == unit}
    here = {one.activity for one in own}
    return Delivered(
        own=tuple(own),
        elsewhere=tuple(
            one for one in others if holder.get(one.activity) == one.plan and one.activity not in here
        ),
        foreign=tuple(one for one in others if one.unit != unit),
    )


def also_in(session: Session, measure: MeasureView, values: Iterable[Value]) -> Mapping[str, set[int]]:
    """The other plans that count this measure in its unit and have activities of the values, by slug."""
    activities = {one.activity for one in values if one.activity is not None}
    rows = session.exec(
        select(Plan.slug, PlanActivity.activity_id)
        .join(PlanActivity, col(PlanActivity.plan_id) == col(Plan.id))
        .join(Measure, col(Measure.plan_id) == col(Plan.id))
        .where(
            Plan.slug != measure.plan,
            Measure.slug == measure.slug,
            Measure.unit == measure.unit,
            col(PlanActivity.activity_id).in_(activities),
        )
        .order_by(col(Plan.id))
    )
    found: dict[str, set[int]] = defaultdict(set)
    for other, activity in rows:
        found[other].add(activity)
    return found
