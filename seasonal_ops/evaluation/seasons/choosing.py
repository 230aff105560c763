"""Which earlier seasons a plan is compared with: plans, or years that are known by their counts alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import Session, col, func, select

from seasonal_ops import queries
from seasonal_ops.dates.rules import FixedDay
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.evaluation.comparing.windows import (
    Matching,
    Window,
    match_anchored,
    match_calendar,
    match_weekdays,
)
from seasonal_ops.evaluation.hiding import persons
from seasonal_ops.models import NEWEST, Anchor, Count, Measure, Plan
from seasonal_ops.words import Readers

OLDEST: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class MainAnchor:
    """The occasion by which seasons are matched; `fixed` says that it is on the same date every year."""

    on: date
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An earlier season; without a plan it is known by its counts alone, on the same calendar dates."""

    year: int
    plan: Plan | None
    anchor: MainAnchor | None

    @property
    def label(self) -> str:
        """The plan's slug, or the year."""
        return self.plan.slug if self.plan else str(self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How windows of this season lie in an earlier one, `years` before."""

    years: int
    this: date
    last: date | None

    @property
    def by_calendar(self) -> bool:
        """The main anchor kept its date, or only the date is known."""
        kept = self.last is None or (self.this.month, self.this.day) == (self.last.month, self.last.day)
        return kept and self.years > 0

    def matching(self, window: Window) -> Matching:
        """The same calendar dates when the main anchor kept its date, else the same offsets from it."""
        if self.by_calendar or self.last is None:
            return match_calendar(window, years_back=self.years)
        return match_anchored(window, anchor=self.this, baseline_anchor=self.last)

    def sensitivity(self, window: Window) -> Matching | None:
        """The same weekdays; for seasons that follow an anchor, which keep them, the same calendar dates."""
        if self.years < 1:
            return None
        of = match_weekdays if self.by_calendar else match_calendar
        return of(window, years_back=self.years)

    def window(self, window: Window) -> Window:
        """The dates of the earlier season that a window of this one is set against."""
        if self.by_calendar or self.last is None:
            return window.years_earlier(self.years)
        shift = self.this - self.last
        return Window(window.first - shift, window.last - shift)


def alignment(session: Session, plan: Plan, baseline: Baseline) -> Alignment:
    """How a plan's season lies to an earlier one."""
    return Alignment(
        years=plan.year - baseline.year,
        this=main_anchor(session, plan).on,
        last=baseline.anchor.on if baseline.anchor else None,
    )


def main_anchor(session: Session, plan: Plan) -> MainAnchor:
    """The first anchor of a plan; a plan without one begins on the same day every year."""
    query = select(Anchor).where(Anchor.plan_id == plan.id).order_by(col(Anchor.position))
    anchor = session.exec(query).first()
    if anchor is None:
        return MainAnchor(plan.begins, fixed=True)
    return MainAnchor(anchor.on, fixed=anchor.rule is not None and _on_a_date(anchor.rule, anchor.on))


def _on_a_date(rule: str, on: date) -> bool:
    """Whether a rule such as "30 October" names the day on which the occasion is."""
    return " ".join(rule.split()).casefold() == str(FixedDay(on.day, on.month)).casefold()


def baselines(
    session: Session, plan: Plan, names: Sequence[str], *, readers: Readers = Readers.PARTNERSHIP
) -> list[Baseline]:
    """The seasons to compare with, by plan or by year; without a name the one before, none in a first year.

    A year without a plan will do when its counts are entered and the season is on fixed dates; for the
    public, counts of measures that are not about persons. Raises NotFound, or Refused for what is no
    earlier season of the same template.
    """
    without = persons.read(session, plan).about if readers is Readers.PUBLIC else frozenset()
    if not names:
        before = _before(session, plan, without)
        return [before] if before else []
    found = {one.label: one for one in (_baseline(session, plan, name, without) for name in names)}
    return list(found.values())


def known(session: Session, plan: Plan) -> list[Baseline]:
    """Every earlier season that a plan can be compared with, the newest first."""
    plans = session.exec(select(Plan).where(Plan.template == plan.template, col(Plan.year) < plan.year)).all()
    found = [_of_plan(session, one) for one in plans]
    if main_anchor(session, plan).fixed:
        of_plans = {one.year for one in plans}
        years = range(_oldest(session, plan).year - 1, plan.year)
        alone = (year for year in years if year not in of_plans and _counted(session, plan, year, ()))
        found += [Baseline(year=year, plan=None, anchor=None) for year in alone]
    return sorted(found, key=lambda one: one.year, reverse=True)


def _oldest(session: Session, plan: Plan) -> date:
    """The first date of which anything is recorded in seasons of its kind."""
    query = (
        select(func.min(Count.on))
        .join(Measure, col(Measure.id) == col(Count.measure_id))
        .join(Plan, col(Plan.id) == col(Measure.plan_id))
        .where(Plan.template == plan.template, NEWEST)
    )
    return max(session.exec(query).one() or plan.begins, OLDEST)


def _before(session: Session, plan: Plan, without: Collection[str]) -> Baseline | None:
    """The nearest earlier season, be it a plan or a year of counts; None where there is none."""
    earlier = session.exec(
        select(Plan)
        .where(Plan.template == plan.template, col(Plan.year) < plan.year)
        .order_by(col(Plan.year).desc())
    ).first()
    if main_anchor(session, plan).fixed:
        nearest = earlier.year if earlier else OLDEST.year - 1
        for year in range(plan.year - 1, nearest, -1):
            if _counted(session, plan, year, without):
                return Baseline(year=year, plan=None, anchor=None)
    return _of_plan(session, earlier) if earlier else None


def _baseline(session: Session, plan: Plan, name: str, without: Collection[str]) -> Baseline:
    if not (len(name) == 4 and name.isascii() and name.isdigit()):
        _check_year_alone(session, plan, name, without)
        return _earlier(session, plan, queries.find_plan(session, name))
    year = int(name)
    of_year = session.exec(select(Plan).where(Plan.template == plan.template, Plan.year == year)).first()
    if of_year is not None:
        return _earlier(session, plan, of_year)
    _check_earlier(plan, year, name)
    if not main_anchor(session, plan).fixed:
        way_out = (
            f"the dates of {plan.template} move, so that its season needs a plan: "
            f"seasonal-ops plan new {plan.template} --year {name}"
        )
        raise NotFound("plan", f"{plan.template}-{name}", hint=way_out)
    if not _counted(session, plan, year, without):
        way_out = (
            f"enter its counts: seasonal-ops count import {plan.slug} FILE --baseline,"
            f" or make it: seasonal-ops plan new {plan.template} --year {name}"
        )
        raise NotFound("plan or count of", f"{plan.template}-{name}", hint=way_out)
    return Baseline(year=year, plan=None, anchor=None)


def _check_year_alone(session: Session, plan: Plan, name: str, without: Collection[str]) -> None:
    """A slug of a season that is known by its counts alone. Raises NotFound, which offers the year."""
    template, _, year = name.strip().casefold().rpartition("-")
    if template != plan.template or not (len(year) == 4 and year.isascii() and year.isdigit()):
        return
    known = session.exec(select(Plan.id).where(Plan.template == template, Plan.year == int(year))).first()
    alone = known is None and int(year) < plan.year and main_anchor(session, plan).fixed
    if alone and _counted(session, plan, int(year), without):
        raise NotFound("plan", name, hint=f"its counts are known: --against {year}")


def _earlier(session: Session, plan: Plan, other: Plan) -> Baseline:
    if other.id == plan.id:
        raise Refused(f"{plan.slug} cannot be compared with itself; give another plan or year")
    if other.template != plan.template:
        raise Refused(
            f"{other.slug} is a season of another kind than {plan.slug}; give one of {plan.template}"
        )
    _check_earlier(plan, other.year, other.slug)
    return _of_plan(session, other)


def _check_earlier(plan: Plan, year: int, name: str) -> None:
    if year >= plan.year:
        raise Refused(f"{name} is not before {plan.slug}; give an earlier plan or year")


def _of_plan(session: Session, plan: Plan) -> Baseline:
    return Baseline(year=plan.year, plan=plan, anchor=main_anchor(session, plan))


def _counted(session: Session, plan: Plan, year: int, without: Collection[str]) -> bool:
    """Whether anything is recorded in that year's season; a look into the index a measure."""
    if year < OLDEST.year:
        return False
    of_family = (
        select(col(Measure.id))
        .join(Plan, col(Plan.id) == col(Measure.plan_id))
        .where(Plan.template == plan.template, col(Plan.year) <= plan.year, col(Measure.slug).not_in(without))
    )
    measures = session.exec(select(Measure).where(Measure.plan_id == plan.id)).all()
    if not measures:
        return False
    whole = Window(min(one.window_from for one in measures), max(one.window_to for one in measures))
    window = whole.years_earlier(plan.year - year)
    found = session.exec(
        select(col(Count.id))
        .where(
            col(Count.measure_id).in_(of_family),
            NEWEST,
            col(Count.on).between(window.first, window.last),
        )
        .limit(1)
    )
    return found.first() is not None
