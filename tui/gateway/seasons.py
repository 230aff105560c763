"""What the gateway knows of new plans, roll-forward, anchors and going live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from seasonal_ops.errors import BadValue, Refused
from tui.frame.typed_date import read_date
from tui.gateway.connection import Connection

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.planning.making import Chosen
    from seasonal_ops.templates import Template
    from seasonal_ops.views import AnchorPreview, GoingLiveView, Move, PlanView, SeasonPreview, TemplateView
    from tui.source.seasons import Wanted

# A date without a year is the one in the season's year, which begins at the season's first day.
_HALF: Final = timedelta(days=182)


class SeasonGateway(Connection):
    """Previews are rehearsals of the change itself, so that what is shown is what would be done."""

    def templates(self) -> tuple[TemplateView, ...]:
        """The shipped templates."""
        import plans
        from seasonal_ops.views import TemplateView

        return tuple(
            TemplateView(
                slug=one.slug,
                name=one.name,
                summary=" ".join(one.summary.split()),
                anchors=one.anchor_names,
                needs=one.required_anchors,
            )
            for one in map(plans.load, plans.slugs())
        )

    def season(self, wanted: Wanted) -> SeasonPreview:
        """What would be made of it; problems are part of the answer."""
        from seasonal_ops.planning.making import rehearse_season
        from seasonal_ops.views import SeasonPreview

        with self._database.rehearse() as session:
            template = self._template(session, wanted)
            try:
                chosen, unread = self._chosen(session, wanted, template)
                preview = rehearse_season(session, chosen, **self._signed)
            except BadValue as error:
                return SeasonPreview(name=template.name, year=None, year_problem=str(error))
        return _with_problems(preview, unread) if unread else preview

    def make_season(self, wanted: Wanted, seen: Sequence[Move]) -> PlanView:
        """Make it, a draft."""
        from seasonal_ops.planning.making import make_season

        with self._change() as session:
            chosen, unread = self._chosen(session, wanted, self._template(session, wanted))
            if unread:
                raise Refused(next(f"{name}: {said}" for name, said in unread.items()))
            return make_season(session, chosen, seen=seen, **self._signed)

    def anchor(self, plan: str, name: str, typed: str) -> AnchorPreview:
        """What an anchor of a plan would move on the date in its box; problems are part of the answer."""
        from seasonal_ops import queries
        from seasonal_ops.planning.rehearsing import rehearse_anchor
        from seasonal_ops.views import AnchorPreview

        with self._database.rehearse() as session:
            row = queries.find_plan(session, plan)
            now_on = next((one.on for one in queries.plan(session, row).anchors if one.name == name), None)
            try:
                on = read_date(typed, near=now_on or row.begins, today=self._local_day)
            except BadValue as error:
                return AnchorPreview(name=name, on=None, problem=str(error))
            return rehearse_anchor(session, plan=row, name=name, on=on, **self._signed)

    @property
    def _local_day(self) -> date:
        return self._clock().astimezone(ZoneInfo(self._time_zone)).date()

    def move_anchor(self, plan: str, name: str, on: date, seen: Sequence[Move]) -> tuple[Move, ...]:
        """Move it, and what hangs on it."""
        from seasonal_ops import queries
        from seasonal_ops.planning.rehearsing import move_anchor_as_seen

        with self._change() as session:
            row = queries.find_plan(session, plan)
            return move_anchor_as_seen(session, plan=row, name=name, on=on, seen=seen, **self._signed)

    def going_live(self, plan: str) -> GoingLiveView:
        """Whom a plan would write to once it is live."""
        from seasonal_ops import queries
        from seasonal_ops.reminders.outbox.going_live import going_live

        with self._database.read() as session:
            return going_live(session, queries.find_plan(session, plan), now=self._clock())

    def go_live(self, plan: str) -> PlanView:
        """From now on its messages are really sent."""
        from seasonal_ops import planning, queries

        with self._change() as session:
            row = queries.find_plan(session, plan)
            planning.go_live(session, plan_id=queries.plan(session, row).id, **self._signed)
            return queries.plan(session, row)

    def _template(self, session: Session, wanted: Wanted) -> Template:
        import plans
        from seasonal_ops import queries
        from seasonal_ops.planning.making import template_for

        if wanted.plan:
            return template_for(session, queries.find_plan(session, wanted.plan))
        return plans.load(wanted.template)

    def _chosen(self, session: Session, wanted: Wanted, template: Template) -> tuple[Chosen, dict[str, str]]:
        """What was typed as it is meant, and by anchor what is no date. Raises BadValue for the year."""
        from seasonal_ops import queries
        from seasonal_ops.planning.making import Chosen, next_year
        from seasonal_ops.templates import begins_in

        plan = queries.find_plan(session, wanted.plan) if wanted.plan else None
        today = self._local_day
        after = plan.year if plan else None
        year = _read_year(wanted.year) or next_year(session, template, after=after, today=today)
        near = begins_in(template, year) + _HALF
        given, unread = _read_dates(wanted, template.anchor_names, near, today)
        return Chosen(year, template, plan, given, wanted.include), unread


def _read_year(typed: str) -> int | None:
    """None for an empty box. Raises BadValue."""
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == len("2026")):
        raise BadValue("the year is not understood; write it as 2027")
    return int(text)


def _read_dates(
    wanted: Wanted, names: Sequence[str], near: date, today: date
) -> tuple[dict[str, date], dict[str, str]]:
    """The dates of the anchors that there are, and what is wrong with the others."""
    given, unread = {}, {}
    for name, typed in wanted.dates:
        if name in names and typed.strip():
            try:
                given[name] = read_date(typed, near=near, today=today)
            except BadValue as error:
                unread[name] = str(error)
    return given, unread


def _with_problems(preview: SeasonPreview, unread: dict[str, str]) -> SeasonPreview:
    """What was not understood stands by its box, and nothing is shown as if it had not been typed."""
    anchors = tuple(
        replace(one, problem=unread[one.name]) if one.name in unread else one for one in preview.anchors
    )
    return replace(preview, anchors=anchors, moves=(), findings=(), activities=0)
