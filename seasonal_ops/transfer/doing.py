"""What was weighed is done, by the verbs of planning: new activities in batches, then what changes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlmodel import Session, select

from seasonal_ops import planning
from seasonal_ops.db import batched
from seasonal_ops.facts import Actor
from seasonal_ops.models import Measure, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.transfer.targeting import Aim
from seasonal_ops.transfer.wanted import Occurrence, Wanted
from seasonal_ops.transfer.weighing import Step, Weighed
from seasonal_ops.views import TargetView
from seasonal_ops.words import Role, Sensitivity, Status


@dataclass(slots=True)
class Progress:
    """Tells of `whole` lines in all, in the measure in which `steps` are done."""

    tell: Callable[[int], None] | None
    whole: int
    steps: int
    _done: int = 0
    _told: int = 0

    def add(self, steps: int) -> None:
        """So many more are done."""
        self._done += steps
        due = self.whole if self._done >= self.steps else self.whole * self._done // self.steps
        if self.tell is not None and due > self._told:
            self.tell(due - self._told)
        self._told = max(due, self._told)


@dataclass(slots=True)
class Doing:
    """One import on its way, in the caller's transaction."""

    session: Session
    weighed: Weighed
    actor: Actor
    now: datetime
    progress: Progress
    _series: dict[Wanted, int] = field(default_factory=dict)

    def everything(self) -> None:
        """Do all of it. A verb that refuses raises; then the caller's transaction drops what was done."""
        self._series = {
            step.occurrence.wanted: step.occurrence.standing.series
            for step in self.weighed.steps
            if step.occurrence.standing is not None and step.occurrence.standing.series is not None
        }
        ids = self._add([step for step in self.weighed.steps if step.occurrence.standing is None])
        for step in self.weighed.steps:
            if step.difference is not None:
                self._change(step)
            if step.occurrence.standing is not None:
                self.progress.add(1)
        for aim in self.weighed.aims:
            self._aim(aim, ids)
            self.progress.add(1)

    def _add(self, steps: Sequence[Step]) -> dict[Occurrence, int]:
        """The ids of the new activities. In batches: the rows of one are let go before the next."""
        ids: dict[Occurrence, int] = {}
        for some in batched(_by_row(steps)):
            rows = planning.add_all(
                self.session,
                plan_id=self.weighed.season.id,
                time_zone=self.weighed.season.time_zone,
                new=[self._new(one) for one in some],
                actor=self.actor,
                now=self.now,
            )
            for one, made in zip(some, rows, strict=True):
                for step, row in zip(one, made, strict=True):
                    ids[step.occurrence] = key(row)
                    step.entry = replace(step.entry, activity=key(row))
                    if (status := step.occurrence.wanted.status) not in (None, Status.PLANNED):
                        self._set_status(key(row), status)
                self.progress.add(len(one))
        return ids

    def _new(self, steps: Sequence[Step]) -> NewActivity:
        row = steps[0].occurrence.wanted
        return NewActivity(
            title=row.title,
            theme=row.theme,
            location=row.location,
            meet=row.meet,
            description=row.description,
            phase=row.phase,
            sensitivity=row.sensitivity or Sensitivity.OPEN,
            series_id=self._series.get(row),
            partners=(*self._partners(row.leads, Role.LEAD), *self._partners(row.supports, Role.SUPPORT)),
            when=tuple(_when(step.occurrence, row) for step in steps),
        )

    def _partners(self, slugs: Sequence[str], role: Role) -> Iterator[tuple[int, Role]]:
        known = self.weighed.season.directory.by_slug
        return ((known[slug].id, role) for slug in slugs)

    def _change(self, step: Step) -> None:
        differs, activity_id = step.difference, step.entry.activity
        if differs is None or activity_id is None:
            return
        about = {"activity_id": activity_id}
        if not differs.edit.empty:
            planning.edit_activity(self.session, **about, edit=differs.edit, actor=self.actor, now=self.now)
        if differs.when is not None:
            planning.put_on(self.session, **about, when=differs.when, actor=self.actor, now=self.now)
        for slug, role in differs.roles.items():
            partner = {"partner_id": self.weighed.season.directory.by_slug[slug].id}
            if role is None:
                planning.unassign(self.session, **about, **partner, actor=self.actor, now=self.now)
            else:
                planning.assign(self.session, **about, **partner, role=role, actor=self.actor, now=self.now)
        if differs.status is not None:
            self._set_status(activity_id, differs.status)

    def _set_status(self, activity_id: int, status: Status) -> None:
        planning.set_status(
            self.session, activity_id=activity_id, status=status, actor=self.actor, now=self.now
        )

    def _aim(self, aim: Aim, ids: dict[Occurrence, int]) -> None:
        standing, goal = aim.standing, aim.goal
        if standing is not None and not aim.changes:
            return
        value, percent = goal.amount if standing is None else (standing.value, standing.percent)
        serving = standing.activities if standing else ()
        more = [one.standing.id if one.standing else ids[one] for one in aim.more]
        planning.set_target(
            self.session,
            plan_id=self.weighed.season.id,
            text=standing.text if standing else goal.text,
            value=value,
            percent=percent,
            by=_by(aim),
            measure_id=self._measure(standing),
            objective=standing.objective if standing else goal.objective,
            delivery_group=_group(aim),
            activities=tuple(dict.fromkeys((*serving, *more))),
            target_id=standing.id if standing else None,
            actor=self.actor,
            now=self.now,
        )

    def _measure(self, standing: TargetView | None) -> int | None:
        if standing is None or standing.measure is None:
            return None
        query = select(Measure.id).where(
            Measure.plan_id == self.weighed.season.id, Measure.slug == standing.measure
        )
        return self.session.exec(query).one()


def _by(aim: Aim) -> date | None:
    if aim.standing is None:
        return aim.goal.date
    return aim.standing.by if aim.alike else aim.goal.by or aim.standing.by


def _group(aim: Aim) -> str:
    said = aim.goal.group
    if aim.standing is None:
        return said or ""
    return aim.standing.delivery_group if said is None or aim.alike else said


def _by_row(steps: Sequence[Step]) -> list[list[Step]]:
    """The new dates of each row together: several are a series."""
    rows: dict[Wanted, list[Step]] = {}
    for step in steps:
        rows.setdefault(step.occurrence.wanted, []).append(step)
    return list(rows.values())


def _when(one: Occurrence, row: Wanted) -> When:
    moment = row.moment
    return When(
        on=one.dated.on,
        reason=one.dated.reason,
        last_day=moment.last,
        start=moment.start,
        end=moment.end,
        rule=moment.rule,
    )
