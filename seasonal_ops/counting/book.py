"""The book of a plan: what its counts are weighed against, read once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

import sqlalchemy as sa
from sqlmodel import Session, col, select

from seasonal_ops.counting.past import Past, past_of
from seasonal_ops.counting.shapes import Entry, Place, Value
from seasonal_ops.db import load
from seasonal_ops.errors import NotFound
from seasonal_ops.models import NEWEST, Activity, Anchor, Area, Count, Measure, Plan, PlanActivity, key
from seasonal_ops.names import nearest
from seasonal_ops.planning.people import slug_of
from seasonal_ops.queries.past_counts import past_nights
from seasonal_ops.words import AreaRole


class Occasion(NamedTuple):
    """An activity as counts are held against it: its dates, and the measures that it promised to count."""

    starts_on: date
    ends_on: date
    measures: Sequence[str]


class Elsewhere(NamedTuple):
    """A value that another plan, by its slug, holds of an activity of this one."""

    plan: str
    place: Place
    value: str


class Book:
    """Measures, areas, what is recorded and what was in past seasons; each read when first looked up.

    `today` is the date on the partnership's wall.
    """

    def __init__(self, session: Session, plan: Plan, today: date) -> None:
        self._session = session
        self.plan, self.today = plan, today
        self._entries: dict[int, Mapping[Place, Entry]] = {}
        self._past: dict[int, Past] = {}
        self._found: dict[str, Area] = {}
        self._elsewhere: dict[str, Mapping[int, Sequence[Elsewhere]]] = {}

    @classmethod
    def open(cls, session: Session, plan: Plan, *, today: date) -> Self:
        """The book, for writing: who else would record for the plan waits until the transaction ends."""
        load(session, Plan, key(plan), "plan")
        return cls(session, plan, today)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The plan's measures by slug, in their order."""
        rows = self._session.exec(
            select(Measure).where(Measure.plan_id == self.plan.id).order_by(col(Measure.position))
        )
        return {row.slug: row for row in rows}

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """All areas by slug."""
        return {row.slug: row for row in self._session.exec(select(Area).order_by(col(Area.slug)))}

    @cached_property
    def activities(self) -> Mapping[int, Occasion]:
        """The activities that stand in the plan, by id."""
        query = (
            sa.select(
                col(Activity.id), col(Activity.starts_on), col(Activity.ends_on), col(Activity.measures)
            )
            .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
            .where(col(PlanActivity.plan_id) == self.plan.id)
        )
        return {activity: Occasion(*about) for activity, *about in self._session.execute(query)}

    def elsewhere(self, measure: Measure) -> Mapping[int, Sequence[Elsewhere]]:
        """What other plans hold of the measure, in its unit, at activities of this one: by activity."""
        if measure.slug not in self._elsewhere:
            self._elsewhere[measure.slug] = _recorded_elsewhere(self._session, self.plan, measure)
        return self._elsewhere[measure.slug]

    def measure(self, name: str) -> Measure:
        """A measure by its slug, or an unambiguous beginning of it. Raises NotFound."""
        typed = name.strip().casefold()
        begins = [slug for slug in self.measures if typed and slug.startswith(typed)]
        if typed not in self.measures and len(begins) != 1:
            hint = f"see: seasonal-ops measure list {self.plan.slug}"
            raise NotFound("measure", name, begins or nearest(name, self.measures), hint)
        return self.measures[typed if typed in self.measures else begins[0]]

    def area(self, name: str) -> Area:
        """An area by its slug or name. Raises NotFound: an area is made known first."""
        if name not in self._found:
            self._found[name] = find_in(self.areas, name)
        return self._found[name]

    def in_district(self, area: int) -> bool:
        """Whether an area is of the event, so that the district holds what is counted there."""
        return self._areas_by_id[area].role is AreaRole.EVENT

    def named(self, area: int | None) -> str:
        """`in Tanhouse`, for a sentence; None is the whole district."""
        return "in the whole district" if area is None else f"in {self._areas_by_id[area].name}"

    @cached_property
    def _areas_by_id(self) -> Mapping[int, Area]:
        return {key(row): row for row in self.areas.values()}

    def totals(self, measure: Measure) -> Sequence[Measure]:
        """The measures that hold this one's incidents too, the nearest first."""
        found: dict[str, Measure] = {}
        above = self.measures.get(measure.part_of or "")
        while above is not None and above.slug not in found:
            found[above.slug] = above
            above = self.measures.get(above.part_of or "")
        return tuple(found.values())

    def parts(self, measure: Measure) -> Sequence[Measure]:
        """The measures whose incidents this one holds too, parts of parts among them."""
        return self._parts.get(measure.slug, ())

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[Measure]]:
        found: dict[str, list[Measure]] = {}
        for row in self.measures.values():
            for total in self.totals(row):
                found.setdefault(total.slug, []).append(row)
        return found

    def entries(self, measure: Measure) -> Mapping[Place, Entry]:
        """What is recorded of a measure, by place, each in its newest revision."""
        if key(measure) not in self._entries:
            self._entries[key(measure)] = _recorded(self._session, measure)
        return self._entries[key(measure)]

    def past(self, measure: Measure) -> Past:
        """What the measure's nights held in past seasons."""
        if key(measure) not in self._past:
            window = measure.window_from, measure.window_to
            nights = past_nights(self._session, self.plan, measure)
            self._past[key(measure)] = past_of(nights, window, year=self.plan.year, moves=self._moves)
        return self._past[key(measure)]

    @cached_property
    def _moves(self) -> bool:
        """Whether the season's main occasion has another date each year: one that was given is such."""
        query = select(Anchor).where(Anchor.plan_id == self.plan.id).order_by(col(Anchor.position))
        main = self._session.exec(query).first()
        return main is not None and (main.given or main.rule is None)

    def forget(self, measures: Iterable[Measure]) -> None:
        """Something was recorded of them: they are read anew."""
        for measure in measures:
            self._entries.pop(key(measure), None)


def find_in(areas: Mapping[str, Area], name: str) -> Area:
    """An area by its slug or name. Raises NotFound with the nearest names."""
    typed = name.strip().casefold()
    if typed in areas:
        return areas[typed]
    named = [row for row in areas.values() if row.name.casefold() == typed]
    if not named:
        hint = f'make it known: seasonal-ops area add "{name}"'
        raise NotFound("area", name, nearest(slug_of(name), areas), hint)
    return named[0]


def _recorded(session: Session, measure: Measure) -> Mapping[Place, Entry]:
    query = sa.select(
        col(Count.id), col(Count.on), col(Count.until), col(Count.area_id), col(Count.activity_id),
        col(Count.value), col(Count.words), col(Count.yes), col(Count.answered), col(Count.qualifier),
        col(Count.status), col(Count.revision), col(Count.approved_by), col(Count.as_at), col(Count.source),
        col(Count.quote), col(Count.reason), col(Count.nil),
    ).where(col(Count.measure_id) == measure.id, NEWEST)  # fmt: skip
    return {
        Place(on, until, area, activity): Entry(
            id=count_id,
            value=Value(number=value, words=words, yes=yes, answered=answered),
            qualifier=qualifier,
            status=status,
            revision=revision,
            approved_by=approved_by,
            as_at=as_at,
            source=source,
            quote=quote,
            reason=reason,
            nil=nil,
        )
        for count_id, on, until, area, activity, value, words, yes, answered, qualifier, status, revision,
        approved_by, as_at, source, quote, reason, nil in session.execute(query)
    }  # fmt: skip


def _recorded_elsewhere(session: Session, plan: Plan, measure: Measure) -> Mapping[int, Sequence[Elsewhere]]:
    standing = select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan.id)
    query = (
        select(Plan.slug, Count)
        .join(Measure, col(Measure.plan_id) == col(Plan.id))
        .join(Count, col(Count.measure_id) == col(Measure.id))
        .where(Measure.plan_id != plan.id, Measure.slug == measure.slug, Measure.unit == measure.unit)
        .where(NEWEST, col(Count.activity_id).in_(standing))
        .order_by(col(Count.id))
    )
    found: dict[int, list[Elsewhere]] = {}
    for slug, row in session.exec(query):
        place = Place(row.on, row.until, row.area_id, row.activity_id)
        value = Value(number=row.value, words=row.words)
        found.setdefault(row.activity_id or 0, []).append(Elsewhere(slug, place, str(value)))
    return found
