"""A plan written down as a template, and drafted again."""

from collections import Counter
from datetime import date, time
from typing import Any

from factories import LEAD, NOW
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.templates import Draft, Template, expand, parse_template, render_template
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Role, Status

WELCOME = date(2026, 9, 20)


SEASONS: dict[str, dict[str, date]] = {
    "bright-sparx": {},
    "freshers": {"Welcome_Sunday": WELCOME},
    "night-safe": {},
    "action-days": {},
}


ACT = {"actor": LEAD, "now": NOW}


Shape = tuple[str, date, date, time | None, time | None, tuple[str, ...], tuple[str, ...]]


def given_in(session: Session, plan: Plan) -> dict[str, date]:
    """The anchors that a person set for this year: they would be given for the new plan too."""
    return {one.name: one.on for one in queries.plan(session, plan).anchors if one.given}


def written(session: Session, plan: Plan) -> Template:
    """The plan's template, by way of the file."""
    template = planning.template_of(session, plan)
    assert parse_template(render_template(template), file="plan.toml") == template
    return template


def again(session: Session, plan: Plan) -> Draft:
    """What the file would give in the same year."""
    return expand(written(session, plan), year=plan.year, given=given_in(session, plan))


def slugs(view: ActivityView, role: Role) -> tuple[str, ...]:
    return tuple(sorted(one.partner for one in view.assignments if one.role is role))


def standing(session: Session, plan: Plan) -> Counter[Shape]:
    """What stands in the plan: titles, dates, times, partners."""
    return Counter(
        (
            view.title, view.starts_on, view.ends_on, view.start_time, view.end_time,
            slugs(view, Role.LEAD), slugs(view, Role.SUPPORT),
        )
        for view in queries.activities(session, plan_id=key(plan))
        if view.status is not Status.CANCELLED
    )  # fmt: skip


def drafted(draft: Draft) -> Counter[Shape]:
    return Counter(
        (
            one.spec.title, one.on, one.ends_on, one.start, one.end,
            tuple(sorted(one.spec.lead)), tuple(sorted(one.spec.support)),
        )
        for one in draft.activities
    )  # fmt: skip


def frame_of(draft: Draft) -> dict[str, Any]:
    """What else has dates."""
    return {
        "begins": draft.begins,
        "anchors": {name: one.on for name, one in draft.anchors.items()},
        "periods": draft.periods,
        "gates": {one.spec.key: (one.decide_by.on, one.spec.amount) for one in draft.gates},
        "measures": [(one.spec.key, one.first, one.last) for one in draft.measures],
        "targets": [(one.spec.text, one.spec.value, one.by) for one in draft.targets],
    }


def shape(view: ActivityView) -> dict[str, Any]:
    """All of an activity but its ids."""
    own = {"id", "uid", "series", "version", "assignments", "needs", "ring"}
    if "of 6" in view.title:
        # A guest is in the plan that it is at home in, and these are said there.
        own |= {"plan", "plan_name", "phase", "gates", "measures"}
    return {name: getattr(view, name) for name in view.__slots__ if name not in own}


def everything(session: Session, plan: Plan) -> dict[str, Any]:
    """The plan without its ids; what waits for what is told by titles and dates."""
    views = queries.activities(session, plan_id=key(plan))
    called = {view.id: (view.title, view.starts_on) for view in views}
    return {
        "activities": [
            (
                shape(view),
                sorted(called[one] for one in view.needs if one in called),
                [(one.partner, one.role) for one in view.assignments],
                view.series is not None,
            )
            for view in views
        ],
        "gates": [
            (one.key, one.title, one.decide_by, sorted(called[row] for row in one.activities))
            for one in queries.gates(session, plan)
        ],
        "anchors": queries.plan(session, plan).anchors,
        "measures": [(one.slug, one.window_from, one.window_to) for one in queries.measures(session, plan)],
        "targets": [(one.text, one.value, one.by) for one in queries.targets(session, plan)],
    }


def walk(session: Session, plan: Plan, rule: str, **said: Any) -> list[int]:
    """Activities by a rule; their ids in order of their dates."""
    calendar = queries.calendar_of(session, plan)
    how = {name: said[name] for name in ("avoid", "if_avoided") if name in said}
    times = {name: said.pop(name) for name in ("start", "end") if name in said}
    when = tuple(
        When(on=one.on, reason=one.reason, rule=rule, **times)
        for one in dates_of(parse(rule, calendar.anchors), calendar, **how)
    )
    new = NewActivity(**{"title": "Walk", "when": when, **said})
    rows = planning.add_activities(session, plan_id=key(plan), time_zone=plan.time_zone, new=new, **ACT)
    return [key(row) for row in rows]


def specs(template: Template, title: str = "Walk") -> list[tuple[str, str, str | None]]:
    """The rules of what is called so."""
    return [(one.key, one.when, one.ends) for one in template.activities if one.title == title]


EVENINGS = "each evening from 3 days before Mischief Night to Mischief Night"
