"""A template in one year: every activity on its dates, each with the reason for it.

Pure: the same template, year and given dates make the same draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from seasonal_ops.dates import Calendar, Dated, Period, dates_of, parse, resolve_anchors
from seasonal_ops.errors import BadValue
from seasonal_ops.names import key, quoted, unknown
from seasonal_ops.templates.rules import is_series
from seasonal_ops.templates.shape import ActivitySpec, GateSpec, MeasureSpec, TargetSpec, Template

_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftActivity:
    """One dated activity; `ends_on` is the local date on which its end falls.

    `index` counts the dates of its rule from 1; without times the activity takes whole days.
    """

    spec: ActivitySpec
    on: date
    ends_on: date
    start: time | None
    end: time | None
    reason: str
    warnings: tuple[str, ...]
    series: bool
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGate:
    """A gate with the date by which it must be decided."""

    spec: GateSpec
    decide_by: Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMeasure:
    """A measure with the first and the last date of its window."""

    spec: MeasureSpec
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTarget:
    """A target with the date by which it is to be reached."""

    spec: TargetSpec
    by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A season before it is a plan; activities stand in the order of their dates and times.

    `given` names the anchors whose dates a person gave.
    """

    template: Template
    begins: date
    anchors: dict[str, Dated]
    given: frozenset[str]
    periods: tuple[Period, ...]
    activities: tuple[DraftActivity, ...]
    gates: tuple[DraftGate, ...]
    measures: tuple[DraftMeasure, ...]
    targets: tuple[DraftTarget, ...]

    @property
    def calendar(self) -> Calendar:
        """What the season's rules are read against."""
        return Calendar(begins=self.begins, anchors=self.anchors, periods=self.periods)


def begins_in(template: Template, year: int) -> date:
    """The day from which the season's bare dates are read, in the year of its main night.

    Raises BadValue for a year that can only be a slip.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadValue(f"the year {year} cannot be planned; give one from {_FIRST_YEAR} to {_LAST_YEAR}")
    rule = parse(template.begins, ())
    return dates_of(rule, Calendar(begins=date(year, 1, 1)))[0].on


def expand(template: Template, *, year: int, given: Mapping[str, date]) -> Draft:
    """The template's season in that year, its anchors as given or by their rules.

    Raises BadValue for a year that cannot be used, for an anchor that is needed, not known or too far from
    the year, and for an activity, period or window that would end before it begins.
    """
    draft = frame(template, year=year, given=given)
    return replace(draft, activities=_Season(template, draft.calendar).activities())


def frame(template: Template, *, year: int, given: Mapping[str, date]) -> Draft:
    """What a season's activities hang on, without the activities. Raises as `expand` does."""
    begins = begins_in(template, year)
    rules = {anchor.name: anchor.when for anchor in template.anchors}
    accepted = _accepted(template, year, given)
    anchors = resolve_anchors(rules, accepted, begins=begins)
    season = _Season(template, Calendar(begins=begins, anchors=anchors))
    season = _Season(template, Calendar(begins=begins, anchors=anchors, periods=season.periods()))
    return Draft(
        template=template,
        begins=begins,
        anchors=anchors,
        given=frozenset(accepted),
        periods=season.calendar.periods,
        activities=(),
        gates=season.gates(),
        measures=season.measures(),
        targets=season.targets(),
    )


def _accepted(template: Template, year: int, given: Mapping[str, date]) -> dict[str, date]:
    """The given dates under the template's own spelling of their anchors."""
    known = {key(name): name for name in template.anchor_names}
    accepted: dict[str, date] = {}
    for name, on in given.items():
        if key(name) not in known:
            raise unknown("anchor", name, template.anchor_names)
        if not year <= on.year <= year + 1:
            raise BadValue(
                f"{known[key(name)]} is given as {on.isoformat()};"
                f" for a plan of {year} it must be a date in {year} or {year + 1}"
            )
        accepted[known[key(name)]] = on
    if missing := [name for name in template.required_anchors if name not in accepted]:
        raise BadValue(
            f'{template.name} needs the date of {missing[0]}; give it with --anchor "{missing[0]}=YYYY-MM-DD"'
        )
    return accepted


@dataclass(frozen=True, slots=True)
class _Season:
    """The template's rules read against one calendar."""

    template: Template
    calendar: Calendar

    def one(self, rule: str) -> Dated:
        """The date of a rule that gives one."""
        return dates_of(parse(rule, self.template.anchor_names), self.calendar)[0]

    def span(self, what: str, first: str, last: str) -> tuple[date, date]:
        """The dates of two rules. Raises BadValue when the second is before the first."""
        begin, end = self.one(first).on, self.one(last).on
        if end < begin:
            raise BadValue(
                f"{what} would end on {end.isoformat()}, before it begins on {begin.isoformat()};"
                " check the anchors that were given"
            )
        return begin, end

    def periods(self) -> tuple[Period, ...]:
        spans = ((row.name, self.span(row.name, row.first, row.last)) for row in self.template.periods)
        return tuple(Period(name=name, first=first, last=last) for name, (first, last) in spans)

    def activities(self) -> tuple[DraftActivity, ...]:
        drafted = (activity for spec in self.template.activities for activity in self.dated(spec))
        return tuple(sorted(drafted, key=lambda activity: (activity.on, activity.start or time.min)))

    def dated(self, spec: ActivitySpec) -> list[DraftActivity]:
        rule = parse(spec.when, self.template.anchor_names)
        found = dates_of(rule, self.calendar, avoid=spec.avoid, if_avoided=spec.if_avoided)
        return [
            DraftActivity(
                spec=spec,
                on=dated.on,
                ends_on=self.ends_on(spec, dated.on),
                start=spec.start,
                end=spec.end,
                reason=dated.reason,
                warnings=dated.warnings,
                series=is_series(rule),
                index=index,
            )
            for index, dated in enumerate(found, start=1)
        ]

    def ends_on(self, spec: ActivitySpec, on: date) -> date:
        overnight = spec.start is not None and spec.end is not None and spec.end <= spec.start
        if spec.ends is None:
            return on + timedelta(days=1) if overnight else on
        last = self.one(spec.ends).on
        if last < on or (last == on and overnight):
            raise BadValue(
                f"{quoted(spec.title)} would end on {last.isoformat()}, before it begins on {on.isoformat()};"
                " check the anchors that were given"
            )
        return last

    def gates(self) -> tuple[DraftGate, ...]:
        return tuple(DraftGate(spec=row, decide_by=self.one(row.decide_by)) for row in self.template.gates)

    def measures(self) -> tuple[DraftMeasure, ...]:
        spans = (
            (row, self.span(f"the window of {quoted(row.name)}", row.window_from, row.window_to))
            for row in self.template.measures
        )
        return tuple(DraftMeasure(spec=row, first=first, last=last) for row, (first, last) in spans)

    def targets(self) -> tuple[DraftTarget, ...]:
        return tuple(
            DraftTarget(spec=row, by=self.one(row.by).on if row.by else None) for row in self.template.targets
        )
