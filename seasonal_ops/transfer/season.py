"""What rows are read against and compared with: one plan as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlmodel import Session, col, select

from seasonal_ops import queries
from seasonal_ops.dates import Calendar
from seasonal_ops.models import Partner, Phase, Plan, PlanActivity, Theme, key
from seasonal_ops.nights import end_date
from seasonal_ops.transfer.cells.agencies import Agency, Directory
from seasonal_ops.transfer.cells.choices import Choices
from seasonal_ops.views import ActivityView, TargetView
from seasonal_ops.words import Role, Sensitivity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An activity that stands in the plan, as a sheet shows it; `leads` and `supports` are slugs."""

    id: int
    uid: str
    title: str
    on: date
    last: date
    start: time | None
    end: time | None
    location: str
    meet: str
    description: str
    theme: str | None
    phase: str | None
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    status: Status
    sensitivity: Sensitivity
    home: str
    series: int | None
    rule: str | None
    why: str

    @property
    def until(self) -> date | None:
        """The last day where its date and times do not say it."""
        return None if end_date(self.on, self.start, self.end) == self.last else self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """One plan as it stands, with everything that a row may name."""

    id: int
    slug: str
    name: str
    objective: str
    time_zone: str
    first: date
    last: date
    calendar: Calendar
    directory: Directory
    themes: Choices
    phases: Choices
    phase_order: tuple[str, ...]
    standing: tuple[Standing, ...]
    targets: tuple[TargetView, ...]


def season_of(session: Session, plan: Plan) -> Season:
    """The plan as it stands, in a few queries however much stands in it."""
    plan_id = key(plan)
    view = queries.plan(session, plan)
    query = select(PlanActivity.activity_id, PlanActivity.phase).where(PlanActivity.plan_id == plan_id)
    in_phase = dict(session.exec(query).all())
    themes = dict(session.exec(select(Theme.slug, Theme.name).where(Theme.plan_id == plan_id)).all())
    named = select(Phase.slug, Phase.name).where(Phase.plan_id == plan_id).order_by(col(Phase.position))
    phases = dict(session.exec(named).all())
    standing = [
        _standing(one, plan.slug, in_phase[one.id], themes)
        for one in queries.activities(session, plan_id=plan_id)
    ]
    return Season(
        id=plan_id,
        slug=plan.slug,
        name=plan.name,
        objective=plan.objective,
        time_zone=plan.time_zone,
        first=view.starts_on,
        last=view.ends_on,
        calendar=queries.calendar_of(session, plan),
        directory=_directory(session),
        themes=Choices("theme", themes, [one.theme for one in standing if one.theme]),
        phases=Choices("phase", phases, [one.phase for one in standing if one.phase]),
        phase_order=tuple(phases),
        standing=tuple(standing),
        targets=tuple(queries.targets(session, plan)),
    )


def _directory(session: Session) -> Directory:
    return Directory(Agency(key(row), row.slug, row.name) for row in session.exec(select(Partner)))


def _standing(view: ActivityView, plan: str, phase: str | None, themes: Mapping[str, str]) -> Standing:
    # A guest's theme is one of its own plan: here it says nothing.
    foreign = view.plan != plan and view.theme not in themes
    return Standing(
        id=view.id,
        uid=view.uid,
        title=view.title,
        on=view.starts_on,
        last=view.ends_on,
        start=view.start_time,
        end=view.end_time,
        location=view.location,
        meet=view.meet,
        description=view.description,
        theme=None if foreign else view.theme,
        phase=phase,
        leads=tuple(one.partner for one in view.assignments if one.role is Role.LEAD),
        supports=tuple(one.partner for one in view.assignments if one.role is Role.SUPPORT),
        status=view.status,
        sensitivity=view.sensitivity,
        home=view.plan,
        series=view.series,
        rule=view.date_rule,
        why=view.date_reason,
    )
