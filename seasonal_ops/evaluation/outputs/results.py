"""What was done, apart from what came of it: planned against delivered, each value counted once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.outputs.attendance import Attendance, attendance, how_often
from seasonal_ops.evaluation.outputs.delivered import NONE, Delivered, Value, also_in, delivered, total
from seasonal_ops.evaluation.shapes import OutputResult
from seasonal_ops.models import Plan, key
from seasonal_ops.views import ActivityView, MeasureView, TargetView
from seasonal_ops.words import MeasureKind, Purpose, Status

_NUMBERS: Final = (MeasureKind.COUNT, MeasureKind.QUANTITY)
# An activity that promises one of these is one: without a target, as many are planned.
_OCCASIONS: Final = frozenset(
    ("assemblies", "audits", "days", "evenings", "events", "meetings", "nights", "sessions")
)
_NOT_STANDING: Final = (Status.CANCELLED, Status.NOT_DELIVERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promises:
    """The activities that promised a measure and stand: how many, over, and how many were counted."""

    activities: int
    over: int
    reported: int


def outputs(
    session: Session, plan: Plan, *, today: date, without: Collection[str] = ()
) -> tuple[OutputResult, ...]:
    """The outputs and the engagement of a plan, in the template's order; `today` is local.

    Planned is the target's number; without one, where an activity is one of what is counted (days,
    evenings, audits), as many as promise it. What is said of the others does not
    tell of the measures `without`.
    """
    measures = [
        one
        for one in queries.measures(session, plan)
        if one.purpose is not Purpose.OUTCOME and one.kind in _NUMBERS
    ]
    found = delivered(session, plan, [one.slug for one in measures])
    standing = [
        one for one in queries.activities(session, plan_id=key(plan)) if one.status not in _NOT_STANDING
    ]
    aimed = queries.targets(session, plan)
    told = [one for one in measures if one.slug not in without]
    return tuple(
        _result(session, one, found, aimed=aimed, standing=standing, today=today, measures=told)
        for one in measures
    )


def _result(
    session: Session,
    measure: MeasureView,
    found: Mapping[str, Delivered],
    *,
    aimed: Sequence[TargetView],
    standing: Sequence[ActivityView],
    today: date,
    measures: Sequence[MeasureView],
) -> OutputResult:
    values = found[measure.slug]
    promises = _promises(measure, values, standing, today)
    planned = _planned(measure, aimed, promises)
    shared, said = _shared(session, measure, values)
    series = _series(measure, measures, found)
    sentences = [
        in_words(measure, planned, values.total),
        _reported(promises),
        series.sentence if series else "",
        *said,
        *_foreign(measure, values),
    ]
    return OutputResult(
        measure=measure,
        planned=planned,
        delivered=values.total,
        sessions=values.sessions,
        activities=promises.activities,
        reported=promises.reported,
        shared=shared,
        sentence=" ".join(filter(None, sentences)),
    )


def in_words(measure: MeasureView, planned: Decimal | None, done: Decimal | None) -> str:
    """Planned against delivered."""
    verb = "delivered" if measure.purpose is Purpose.OUTPUT else "recorded"
    if done is None:
        aim = "" if planned is None else f" of {figures.amount(planned, measure.unit)} planned"
        return f"Nothing is recorded yet{aim}."
    if planned is None:
        return f"{figures.amount(done, measure.unit)} {verb}; no number was aimed at."
    return f"{figures.amount(done, measure.unit)} {verb} of {figures.number(planned)} planned."


def _planned(measure: MeasureView, aimed: Sequence[TargetView], promises: _Promises) -> Decimal | None:
    """The newest target with a plain number, else the activities where each is one of what is counted."""
    numbers = [
        one.value
        for one in aimed
        if one.measure == measure.slug and one.value is not None and not one.percent
    ]
    if numbers:
        return numbers[-1]
    if measure.purpose is Purpose.OUTPUT and measure.unit.casefold() in _OCCASIONS and promises.activities:
        return Decimal(promises.activities)
    return None


def _promises(
    measure: MeasureView, values: Delivered, standing: Sequence[ActivityView], today: date
) -> _Promises:
    promised = [one for one in standing if measure.slug in one.measures]
    held = (*values.own, *values.elsewhere)
    return _Promises(
        activities=len(promised),
        over=sum(one.ends_on < today for one in promised),
        reported=sum(any(_reports(value, one) for value in held) for one in promised),
    )


def _reports(value: Value, activity: ActivityView) -> bool:
    if value.activity is not None:
        return value.activity == activity.id
    return value.on <= activity.starts_on <= value.until


def _reported(promises: _Promises) -> str:
    if not promises.activities:
        return ""
    ahead = promises.activities - promises.over
    if promises.activities == 1:
        return "" if promises.reported else "The activity that promised it has not reported."
    said = f"{promises.reported} of {promises.activities} activities that promised it have reported"
    return f"{said}; {ahead} {'is' if ahead == 1 else 'are'} not over yet." if ahead else f"{said}."


def _shared(session: Session, measure: MeasureView, values: Delivered) -> tuple[Decimal, list[str]]:
    """How much of it other plans show as well, and a sentence for each of them."""
    held = (*values.own, *values.elsewhere)
    places = also_in(session, measure, held)
    both = {activity for activities in places.values() for activity in activities}
    said = []
    for slug, activities in places.items():
        other = queries.find_plan(session, slug)
        whole = delivered(session, other, [measure.slug])[measure.slug].total
        part = _at(held, activities)
        said.append(
            f"{figures.number(part)} of these {'is' if part == 1 else 'are'} recorded as among the"
            f" {figures.number(whole or NONE)} of {other.name}: never add them up."
        )
    return _at(held, both), said


def _at(values: Sequence[Value], activities: set[int]) -> Decimal:
    return total([one for one in values if one.activity in activities]) or NONE


def _foreign(measure: MeasureView, values: Delivered) -> list[str]:
    """Values in another unit, which are named and not added."""
    by_unit: dict[tuple[str, str], Decimal] = {}
    for one in values.foreign:
        by_unit[one.plan, one.unit] = by_unit.get((one.plan, one.unit), NONE) + one.value
    return [
        f"{plan} has {figures.amount(value, unit)} of the same activities, which are no {measure.unit}:"
        " not added."
        for (plan, unit), value in by_unit.items()
    ]


def _series(
    measure: MeasureView, measures: Sequence[MeasureView], found: Mapping[str, Delivered]
) -> Attendance | None:
    """The sessions of an engagement measure of which parts are recorded, or which was counted often.

    A part that is a count is of the people, a part of that of its regulars, and a quantity the average.
    """
    attendances = found[measure.slug].total
    counts = [one for one in _parts(measure, measures) if one.kind is MeasureKind.COUNT]
    held = found[measure.slug].sessions
    if measure.purpose is not Purpose.ENGAGEMENT or measure.kind is not MeasureKind.COUNT or not attendances:
        return None
    if not counts and held < 2:
        return None
    people = counts[0] if counts else None
    regulars = next(iter(_parts(people, measures)), None) if people else None
    means = [one for one in _parts(measure, measures) if one.kind is MeasureKind.QUANTITY]
    mean = _only(found, means[0]) if means else None
    given = {
        "people": _only(found, people),
        "regulars": _only(found, regulars),
        "regular_at": how_often(f"{regulars.definition} {regulars.unit}") if regulars else None,
    }
    try:
        return attendance(
            attendances,
            sessions=held if held > 1 else None,
            average=None if mean is None else figures.number(mean),
            **given,  # type: ignore[arg-type]
        )
    except BadValue:
        return attendance(attendances, **given)  # type: ignore[arg-type]


def _parts(measure: MeasureView, measures: Sequence[MeasureView]) -> list[MeasureView]:
    return [one for one in measures if one.part_of == measure.slug]


def _only(found: Mapping[str, Delivered], measure: MeasureView | None) -> Decimal | None:
    """Its one value: people of two sessions may be the same, and are not added up."""
    values = found[measure.slug].own if measure else ()
    return values[0].value if len(values) == 1 else None
