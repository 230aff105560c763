"""Which measures are about persons, and which totals of theirs may be told to everybody.

Nothing here looks at a count: what is hidden is decided by what measures are, by the calendar, and by
whether returns are all there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from sqlmodel import Session, col, select

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.shapes import SeasonCounts
from seasonal_ops.models import Measure, Plan
from seasonal_ops.views import MeasureView
from seasonal_ops.words import MeasureKind, Purpose

PART: Final = "it is a part of another measure"
BEHIND: Final = "another measure is the headline of what may be the same incidents"
NO_TOTAL: Final = "it has no total"
NO_PLAN: Final = "no plan of that year counts it alike"
OVERLAPPING: Final = "the windows of two seasons hold the same dates"
NOT_OVER: Final = "its window is not over"
MISSING: Final = "returns are missing"
_TOTALS: Final = (MeasureKind.COUNT, MeasureKind.QUANTITY)


class Defined(NamedTuple):
    """A measure as one plan has it; `year` is None in a plan of another template."""

    plan: int
    year: int | None
    slug: str
    kind: MeasureKind
    unit: str
    window: Window
    personal: bool
    part_of: str | None
    group: str | None
    headline: bool


@dataclass(frozen=True, slots=True)
class Persons:
    """The slugs of measures about persons, why some show no total, and the family's own seasons of each."""

    about: frozenset[str]
    never: Mapping[str, str]
    own: Mapping[tuple[str, int], Defined]
    overlapping: frozenset[tuple[str, int]]

    def why_not(self, measure: MeasureView, season: SeasonCounts, today: date) -> str:
        """Why a season's total is not shown, in words; "" for one that is."""
        own = self.own.get((measure.slug, season.year))
        if why := self.never.get(measure.slug, ""):
            return why
        if measure.kind not in _TOTALS:
            return NO_TOTAL
        if own is None or (own.kind, own.unit, own.window) != (measure.kind, measure.unit, season.window):
            return NO_PLAN
        if (measure.slug, season.year) in self.overlapping:
            return OVERLAPPING
        if today <= season.window.last:
            return NOT_OVER
        whole = season.of_period or all(night.value is not None for night in season.nights)
        return "" if whole and season.total is not None else MISSING


def read(session: Session, plan: Plan) -> Persons:
    """What all plans say of their measures.

    A slug is one measure wherever it is: plans of two templates may count the same activities by it.
    """
    rows = session.exec(
        select(Measure, Plan.template, Plan.year)
        .join(Plan, col(Plan.id) == col(Measure.plan_id))
        .order_by(col(Measure.plan_id), col(Measure.position), col(Measure.id))
    )
    return persons(
        Defined(
            plan=row.plan_id,
            year=year if template == plan.template else None,
            slug=row.slug,
            kind=row.kind,
            unit=row.unit,
            window=Window(row.window_from, row.window_to),
            personal=row.person_related and row.purpose is not Purpose.OUTPUT,
            part_of=row.part_of,
            group=row.duplicate_group,
            headline=row.headline,
        )
        for row, template, year in rows
    )


def persons(found: Iterable[Defined]) -> Persons:
    """The rule; of each plan the measures come in its order.

    About persons is a measure that says so in any plan, and whatever is a part of one, or may hold the same
    incidents as one. Outputs do not say so of themselves: three evenings are nobody.
    """
    defined = tuple(found)
    groups = [group for group in _groups(defined) if len(group) > 1]
    own = {(one.slug, one.year): one for one in defined if one.year is not None}
    return Persons(
        about=frozenset(_about(defined, groups)),
        never={
            **{slug: BEHIND for group in groups for slug in _behind(group)},
            **{one.slug: PART for one in defined if one.part_of},
        },
        own=own,
        overlapping=frozenset(_overlapping(own)),
    )


def _groups(defined: Sequence[Defined]) -> Iterable[Sequence[Defined]]:
    groups: dict[tuple[int, str], list[Defined]] = defaultdict(list)
    for one in defined:
        if one.group:
            groups[one.plan, one.group].append(one)
    return groups.values()


def _behind(group: Sequence[Defined]) -> list[str]:
    """All but the headline of a group, which is its first if none or several say that they are."""
    return [one.slug for one in sorted(group, key=lambda each: not each.headline)[1:]]


def _about(defined: Sequence[Defined], groups: Iterable[Sequence[Defined]]) -> set[str]:
    tied: dict[str, set[str]] = defaultdict(set)
    for one in defined:
        if one.part_of:
            tied[one.part_of].add(one.slug)
    for group in groups:
        for one in group:
            tied[one.slug].update(each.slug for each in group)
    about: set[str] = set()
    waiting = [one.slug for one in defined if one.personal]
    while waiting:
        slug = waiting.pop()
        if slug not in about:
            about.add(slug)
            waiting += tied[slug]
    return about


def _overlapping(own: Mapping[tuple[str, int], Defined]) -> Iterator[tuple[str, int]]:
    """Seasons of which one total less another would be that of a few dates."""
    seasons: dict[str, list[tuple[int, Window]]] = defaultdict(list)
    for (slug, year), defined in own.items():
        seasons[slug].append((year, defined.window))
    for slug, windows in seasons.items():
        for (year, one), (other, two) in combinations(windows, 2):
            if one.first <= two.last and two.first <= one.last:
                yield from ((slug, year), (slug, other))
