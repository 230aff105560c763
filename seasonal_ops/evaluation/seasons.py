"""A season's counts set against an earlier season's, measure by measure, read from the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from seasonal_ops import queries
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.evaluation.comparison import Comparison, Counts, compare
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.windows import (
    Matching,
    Window,
    match_anchored,
    match_calendar,
    match_weekdays,
)
from seasonal_ops.models import Anchor, Plan
from seasonal_ops.views import CountView, MeasureView
from seasonal_ops.words import MeasureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """One measure against one baseline; `comparison` is None for what is not a count of incidents."""

    measure: MeasureView
    against: str
    this: Decimal | None
    last: Decimal | None
    comparison: Comparison | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All measures of a plan against one or more baselines."""

    plan: str
    against: tuple[str, ...]
    design: Design
    results: tuple[MeasureResult, ...]
    caveats: tuple[str, ...]


def baselines(session: Session, plan: Plan, names: Sequence[str]) -> list[Plan]:
    """The plans to compare with: by name or by year; without a name the season before.

    Raises NotFound, or Refused for a plan against itself.
    """
    if not names:
        earlier = session.exec(
            select(Plan)
            .where(Plan.template == plan.template, col(Plan.year) < plan.year)
            .order_by(col(Plan.year).desc())
        ).first()
        if earlier is None:
            raise NotFound("earlier season of", plan.slug, hint="make it with plan new, and enter its counts")
        return [earlier]
    found = [_baseline(session, plan, name) for name in names]
    if any(one.id == plan.id for one in found):
        raise Refused(f"{plan.slug} cannot be compared with itself; give another plan or year")
    return found


def _baseline(session: Session, plan: Plan, name: str) -> Plan:
    if len(name) == 4 and name.isascii() and name.isdigit():
        slug = f"{plan.template}-{name}"
        if session.exec(select(Plan).where(Plan.slug == slug)).first() is None:
            way_out = f"make it, then enter its counts: seasonal-ops plan new {plan.template} --year {name}"
            raise NotFound("plan", slug, hint=way_out)
        return queries.find_plan(session, slug)
    return queries.find_plan(session, name)


def evaluate(session: Session, plan: Plan, against: Sequence[Plan]) -> Evaluation:
    """Every measure of the plan, over its own window, against the same measure of each baseline."""
    results: list[MeasureResult] = []
    caveats: dict[str, None] = {}
    recorded = queries.counts(session, plan)
    for baseline in against:
        before = queries.counts(session, baseline)
        known = {measure.slug for measure in queries.measures(session, baseline)}
        for measure in queries.measures(session, plan):
            if measure.slug not in known:
                caveats[f"{measure.slug} is not a measure of {baseline.slug}."] = None
                continue
            matching = _matching(session, plan, baseline, measure)
            result = _result(measure, baseline, recorded, before, matching)
            results.append(result)
            if result.comparison is not None and result.comparison.days:
                caveats.update(dict.fromkeys(f"{measure.slug}: {c}" for c in _own(result.comparison)))
    caveats.update(dict.fromkeys(_duplicates(results)))
    caveats[Design.BEFORE_AFTER.sentence] = None
    return Evaluation(
        plan=plan.slug,
        against=tuple(baseline.slug for baseline in against),
        design=Design.BEFORE_AFTER,
        results=tuple(results),
        caveats=tuple(caveats),
    )


def _own(comparison: Comparison) -> list[str]:
    """What is to be said of this measure alone; the design is said once for all."""
    return [caveat for caveat in comparison.caveats if caveat != comparison.design.sentence]


def _duplicates(results: Sequence[MeasureResult]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for result in results:
        if result.measure.duplicate_group:
            members = groups.setdefault(result.measure.duplicate_group, [])
            if result.measure.slug not in members:
                members.append(result.measure.slug)
    return [
        f"{' and '.join(members)} may hold the same incidents: never add them up."
        for members in groups.values()
        if len(members) > 1
    ]


def _matching(
    session: Session, plan: Plan, baseline: Plan, measure: MeasureView
) -> tuple[Matching, Matching]:
    """The same calendar dates when the main anchor kept its date, else the same offsets from it;
    and, as sensitivity, the same weekdays."""  # fmt: skip
    window = Window(measure.window_from, measure.window_to)
    here, there = _main_anchor(session, plan), _main_anchor(session, baseline)
    years = plan.year - baseline.year
    if (here.month, here.day) == (there.month, there.day) and years > 0:
        return match_calendar(window, years_back=years), match_weekdays(window, years_back=years)
    anchored = match_anchored(window, anchor=here, baseline_anchor=there)
    return anchored, anchored


def _main_anchor(session: Session, plan: Plan) -> date:
    query = select(col(Anchor.on)).where(Anchor.plan_id == plan.id).order_by(col(Anchor.position))
    return session.exec(query).first() or plan.begins


def _result(
    measure: MeasureView,
    baseline: Plan,
    recorded: Sequence[CountView],
    before: Sequence[CountView],
    matching: tuple[Matching, Matching],
) -> MeasureResult:
    this, last = _by_date(recorded, measure.slug), _by_date(before, measure.slug)
    if measure.kind is not MeasureKind.COUNT:
        return _untested(measure, baseline, this, last, matching[0])
    comparison = compare(
        this=_whole(this),
        last=_whole(last),
        matching=matching[0],
        sensitivity=matching[1] if matching[1] is not matching[0] else None,
    )
    return MeasureResult(
        measure=measure,
        against=baseline.slug,
        this=Decimal(comparison.this),
        last=Decimal(comparison.last),
        comparison=comparison,
        sentence=comparison.wording.statement if comparison.days else _nothing_yet(comparison),
    )


def _nothing_yet(comparison: Comparison) -> str:
    this, last = comparison.completeness_this, comparison.completeness_last
    return (
        f"Nothing to compare yet: {this.received} of {this.expected} dates this year,"
        f" {last.received} of {last.expected} in the baseline."
    )


def _by_date(counts: Sequence[CountView], slug: str) -> dict[date, Decimal]:
    """One value a date: the district's own, or the sum over its areas where only they are recorded."""
    whole: dict[date, Decimal] = {}
    areas: dict[date, Decimal] = {}
    for count in counts:
        if count.measure == slug and count.value is not None:
            if count.area is None:
                whole[count.on] = count.value
            else:
                areas[count.on] = areas.get(count.on, Decimal(0)) + count.value
    return areas | whole


def _whole(values: dict[date, Decimal]) -> Counts:
    return {on: int(value) for on, value in values.items()}


def _untested(
    measure: MeasureView,
    baseline: Plan,
    this: dict[date, Decimal],
    last: dict[date, Decimal],
    matching: Matching,
) -> MeasureResult:
    """Quantities and percentages: both values, and no statement of chance."""
    values = [this[pair.this] for pair in matching.pairs if pair.this in this]
    values_before = [last[pair.last] for pair in matching.pairs if pair.last in last]
    sums = measure.kind is MeasureKind.QUANTITY
    now = _together(values, sums=sums)
    then = _together(values_before, sums=sums)
    shown = [f"{value:f} {measure.unit}" if value is not None else "not recorded" for value in (then, now)]
    return MeasureResult(
        measure=measure,
        against=baseline.slug,
        this=now,
        last=then,
        comparison=None,
        sentence=f"{shown[0]} → {shown[1]}; a {measure.kind} is shown, not tested for chance.",
    )


def _together(values: Sequence[Decimal], *, sums: bool) -> Decimal | None:
    """Quantities add up; of percentages the newest stands."""
    if not values:
        return None
    return sum(values, Decimal(0)) if sums else values[-1]
