"""The verbs of counts: a value is recorded, and a correction appends a revision."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.facts import Actor, AreaAdded, CountAdded
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Area, Count, Measure, Plan, key
from seasonal_ops.names import nearest
from seasonal_ops.nights import local_today
from seasonal_ops.planning.people import slug_of
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import CountStatus, MeasureKind, Qualifier

# ASCII only: Python's own `int` also takes ١٢ and 1_000 (security.md).
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
# Counts of past years may be entered for a comparison; older than this is a slip of the hand.
_OLDEST: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCount:
    """What a person says of one value; `area` None = the whole district, `as_at` None = today."""

    value: str
    on: date
    area: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    status: CountStatus = CountStatus.PROVISIONAL
    as_at: date | None = None
    source: str = ""
    correct: bool = False


def find_measure(session: Session, plan: Plan, name: str) -> Measure:
    """A measure of the plan by its slug, or an unambiguous beginning of it. Raises NotFound."""
    rows = session.exec(select(Measure).where(Measure.plan_id == plan.id))
    known = {row.slug: row for row in rows}
    typed = name.strip().casefold()
    begins = [slug for slug in known if typed and slug.startswith(typed)]
    if typed not in known and len(begins) != 1:
        hint = f"see: seasonal-ops measure list {plan.slug}"
        raise NotFound("measure", name, begins or nearest(name, known), hint)
    return known[typed if typed in known else begins[0]]


def add_count(
    session: Session, *, plan: Plan, measure: Measure, new: NewCount, actor: Actor, now: datetime
) -> Count:
    """Record one value of a measure for one date.

    Raises BadValue for a value that the measure cannot hold or a date that is not yet, Refused when
    another value is recorded already and `correct` is not said.
    """
    today = local_today(now, plan.time_zone)
    value, words = _value(measure, new.value)
    _check_date(measure, new.on, today)
    area = _area(session, new.area, actor, now)
    before = _current(session, measure, area, new.on)
    if before is not None and not new.correct:
        raise Refused(
            f"{measure.slug} of {new.on} is recorded as {shown(before)} already; to replace it add --correct"
        )
    count = Count(
        measure_id=key(measure),
        area_id=key(area) if area else None,
        on=new.on,
        until=new.on,
        revision=before.revision + 1 if before else 1,
        value=value,
        words=words,
        qualifier=new.qualifier,
        status=new.status,
        as_at=new.as_at or today,
        source=accept_text(new.source, "the source", longest=200),
        entered_by=actor.name,
        entered_at=now,
    )
    state = snapshot(before) if before else None
    if before is not None:
        before.current = False
        session.add(before)
        session.flush()
    session.add(count)
    session.flush()
    added = CountAdded(subject=f"count:{count.id}", before=state, after=snapshot(count))
    happened(session, added, actor=actor, now=now)
    return count


def shown(count: Count) -> str:
    """A value as it is read aloud."""
    return count.words if count.value is None else f"{count.value:f}"


def _value(measure: Measure, text: str) -> tuple[Decimal | None, str]:
    text = text.strip()
    if measure.kind is MeasureKind.TEXT:
        return None, accept_line(text, "the value", longest=400)
    whole = measure.kind is MeasureKind.COUNT
    if not (_WHOLE if whole else _DECIMAL).fullmatch(text):
        what = "a whole number" if whole else "a number"
        raise BadValue(f"{text!r} cannot be a value of {measure.slug}; give {what} in digits, 0 or more")
    value = Decimal(text)
    if measure.kind is MeasureKind.PERCENTAGE and value > 100:
        raise BadValue(f"{text} per cent is above 100; give a percentage from 0 to 100")
    return value, ""


def _check_date(measure: Measure, on: date, today: date) -> None:
    if on > today:
        raise BadValue(f"{on} is not over yet; a count is of a day that has been")
    if on < _OLDEST:
        raise BadValue(f"{on} is before {_OLDEST.year}; check the year")
    if not measure.window_from <= on <= measure.window_to:
        raise BadValue(
            f"{on} is outside the window of {measure.slug} ({measure.window_from} to {measure.window_to});"
            " a count of another year belongs to that year's plan"
        )


def _area(session: Session, name: str | None, actor: Actor, now: datetime) -> Area | None:
    if name is None:
        return None
    name = accept_line(name, "the area", longest=120)
    area = session.exec(select(Area).where(Area.slug == slug_of(name))).first()
    if area is None:
        area = Area(slug=slug_of(name) or "area", name=name)
        session.add(area)
        session.flush()
        added = AreaAdded(subject=f"area:{area.id}", after=snapshot(area))
        happened(session, added, actor=actor, now=now)
    return area


def _current(session: Session, measure: Measure, area: Area | None, on: date) -> Count | None:
    query = select(Count).where(Count.measure_id == measure.id, Count.on == on, col(Count.current))
    query = query.where(Count.area_id == area.id if area else col(Count.area_id).is_(None))
    return session.exec(query).first()
