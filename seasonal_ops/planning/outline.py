"""A plan read as the template of its season: what it is made of, free of one year's dates."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from sqlmodel import Session, col, select

from seasonal_ops.dates import Calendar, dates_of, hanging, names_a_year, parse
from seasonal_ops.dates.rules import FixedDay
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.models import (
    Anchor,
    Measure,
    Partner,
    Period,
    Phase,
    Plan,
    PlanActivity,
    ReminderRule,
    Series,
    Theme,
    key,
)
from seasonal_ops.names import quoted
from seasonal_ops.planning.lookup import of_plan
from seasonal_ops.planning.people import slug_of
from seasonal_ops.planning.plans import activities_of
from seasonal_ops.queries import activities, calendar_of, gates, targets
from seasonal_ops.templates import ActivitySpec, AnchorSpec, PartnerKind, Template
from seasonal_ops.templates.crossref import problems
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Role

Shape = TypeVar("Shape", bound=BaseModel)
_OTHER_KIND: Final = PartnerKind.OTHER.value
_LONGEST_LINE: Final = 200


class Outline:
    """A plan's rows, read once. `views` are its activities by date, guests and cancelled ones included."""

    def __init__(self, session: Session, plan: Plan) -> None:
        plan_id = key(plan)
        self.plan = plan
        self.calendar = calendar_of(session, plan)
        self.views = activities(session, plan_id=plan_id)
        self.gates = gates(session, plan)
        self.targets = targets(session, plan)
        self.partners = {key(row): row for row in session.exec(select(Partner).order_by(col(Partner.id)))}
        self.anchors = of_plan(session, Anchor, plan_id, col(Anchor.position))
        self.phases = of_plan(session, Phase, plan_id, col(Phase.position))
        self._rows = {key(row): row for row in activities_of(session, plan_id)}
        self._links = {row.activity_id: row for row in of_plan(session, PlanActivity, plan_id)}
        self._shared = _standing_twice(session, list(self._links))
        self.series = {key(row): row.rule for row in of_plan(session, Series, plan_id)}
        self._periods = of_plan(session, Period, plan_id, col(Period.id))
        self._themes = of_plan(session, Theme, plan_id, col(Theme.id))
        self._measures = of_plan(session, Measure, plan_id, col(Measure.position))
        self._reminders = of_plan(session, ReminderRule, plan_id, col(ReminderRule.id))
        self._extra_themes: dict[str, str] = {}

    @property
    def first(self) -> ActivityView:
        """With what the preparation begins."""
        return min(self.views, key=lambda view: (view.starts_on, view.id))

    def is_guest(self, view: ActivityView) -> bool:
        """Whether the activity is at home in another plan."""
        return not self._links[view.id].home

    def left(self, view: ActivityView) -> bool:
        """Whether the contact whom to ring on the night has left since."""
        return self._rows[view.id].night_contact_id is not None and view.ring is None

    def rule(self, text: str | None, on: date) -> str:
        """A rule that gives the date in this plan: its own where that still does, else from an anchor."""
        if text is not None:
            try:
                parsed = parse(text, self.calendar.anchors)
                if not names_a_year(parsed) and [one.on for one in dates_of(parsed, self.calendar)] == [on]:
                    return text
            except BadValue:
                pass  # it hangs on what this plan does not have: the anchor will do
        return hanging(on, self.calendar)

    def rules(self, first: tuple[str | None, date], last: tuple[str | None, date]) -> tuple[str, str]:
        """Rules for both ends of a stretch; two dates hang on one anchor, so that it stays as long."""
        dates = [on for text, on in (first, last) if text is None]
        if len(dates) < 2 or not self.calendar.anchors:
            return self.rule(*first), self.rule(*last)
        anchors = self.calendar.anchors
        nearest = min(
            anchors,
            key=lambda name: (sum(abs((on - anchors[name].on).days) for on in dates), anchors[name].on),
        )
        alone = Calendar(begins=self.calendar.begins, anchors={nearest: anchors[nearest]})
        return hanging(first[1], alone), hanging(last[1], alone)

    def spec(self, view: ActivityView, *, name: str, when: str, ends: str | None = None) -> ActivitySpec:
        """What a template says of the activity, under this key and with this rule."""
        row = self._rows[view.id]
        return self._valid(
            ActivitySpec,
            quoted(view.title),
            {
                "key": name,
                "title": view.title,
                "when": when,
                "ends": ends,
                "start": _clock(view.start_time),
                "end": _clock(view.end_time),
                "theme": self._theme(view.theme),
                "phase": self._phase(view),
                "location": _one_line(view.location),
                "description": view.description,
                "meet": _one_line(view.meet),
                "sensitivity": view.sensitivity,
                "avoid": list(view.avoid),
                "if_avoided": view.if_avoided,
                "lead": [one.partner for one in view.assignments if one.role is Role.LEAD],
                "support": [one.partner for one in view.assignments if one.role is Role.SUPPORT],
                "gates": [gate for gate in view.gates if gate in {one.key for one in self.gates}],
                "count": [name for name in view.measures if name in {row.slug for row in self._measures}],
                "shared": view.id in self._shared,
                "provenance": row.provenance,
            },
        )

    def template(self, specs: Sequence[ActivitySpec], serving: dict[int, list[str]]) -> Template:
        """The template of these activities; `serving` are keys of them by target id.

        Raises Refused when a text of the plan cannot stand in a template.
        """
        data = {
            **self._head(),
            "anchor": [dict(one) for one in self._anchor_specs()],
            "period": [
                {
                    "name": row.name,
                    "from": first,
                    "to": last,
                }
                for row in self._periods
                for first, last in [
                    self.rules((row.first_rule, row.first_day), (row.last_rule, row.last_day))
                ]
            ],
            "theme": [
                *({"slug": row.slug, "name": row.name} for row in self._themes),
                *({"slug": slug, "name": name} for slug, name in self._extra_themes.items()),
            ],
            "phase": [{"slug": row.slug, "name": row.name} for row in self.phases],
            "partner": self._partner_tables(specs),
            "gate": self._gate_tables(),
            "activity": list(specs),
            "measure": [self._measure_table(row) for row in self._measures],
            "target": self._target_tables(serving),
            "reminder": [_reminder_table(row) for row in self._reminders],
        }
        template = self._valid(Template, self.plan.slug, data)
        for _spot, sentence in problems(template):
            raise Refused(f"{self.plan.slug} cannot go on as it stands: {sentence}")
        return template

    def bare(self) -> Template:
        """Its names and anchors alone, of which nothing is required: for asking what dates it needs."""
        return Template.model_construct(**self._head(), anchors=tuple(self._anchor_specs()))

    def _anchor_specs(self) -> list[AnchorSpec]:
        known = self.calendar.anchors
        return [
            AnchorSpec(name=row.name, when=_yearless(row.rule, known), note=row.note) for row in self.anchors
        ]

    def _valid(self, shape: type[Shape], what: str, data: dict[str, Any]) -> Shape:
        """The data as that shape of a plan file. Raises Refused with the first thing that it cannot hold."""
        try:
            return shape.model_validate(data)
        except ValidationError as trouble:
            first = trouble.errors()[0]
            where = " ".join(map(str, first["loc"]))
            raise Refused(f"{what} cannot go on as it stands: {where}: {first['msg']}") from None

    def _head(self) -> dict[str, Any]:
        plan = self.plan
        return {
            "slug": plan.template,
            "name": plan.name.removesuffix(f" {plan.year}"),
            "summary": f"Made from the plan {plan.slug}.",
            "source": "",
            "ours": f"Everything as it stood in the plan {plan.slug}; its dates hang on the nearest anchors.",
            "time_zone": plan.time_zone,
            "begins": str(FixedDay(plan.begins.day, plan.begins.month)),
            "objective": plan.objective,
            "delivery_groups": plan.delivery_groups,
        }

    def _phase(self, view: ActivityView) -> str | None:
        phase = self._links[view.id].phase
        return phase if phase in {row.slug for row in self.phases} else None

    def _theme(self, text: str | None) -> str | None:
        """The slug of a theme; one that was typed freely becomes a theme of the template."""
        if text is None or text in {row.slug for row in self._themes}:
            return text
        slug = slug_of(text)
        if slug and slug not in {row.slug for row in self._themes}:
            self._extra_themes.setdefault(slug, text)
        return slug or None

    def _partner_tables(self, specs: Iterable[ActivitySpec]) -> list[dict[str, Any]]:
        used = {slug for spec in specs for slug in (*spec.lead, *spec.support)}
        sources = {row.source_partner_id for row in self._measures}
        kinds = {kind.value for kind in PartnerKind}
        return [
            {
                "slug": row.slug,
                "name": row.name,
                "kind": row.kind if row.kind in kinds else _OTHER_KIND,
                "capacity": row.capacity,
            }
            for row in self.partners.values()
            if row.slug in used or row.id in sources
        ]

    def _gate_tables(self) -> list[dict[str, Any]]:
        return [
            {
                "key": gate.key,
                "kind": gate.kind,
                "title": gate.title,
                "amount": None if gate.amount is None else float(gate.amount),
                "funder": gate.funder or None,
                "decide_by": self.rule(gate.decide_by_rule, gate.decide_by),
            }
            for gate in self.gates
        ]

    def _measure_table(self, row: Measure) -> dict[str, Any]:
        source = self.partners.get(row.source_partner_id or 0)
        first, last = self.rules((row.window_from_rule, row.window_from), (row.window_to_rule, row.window_to))
        return {
            "key": row.slug,
            "name": row.name,
            "definition": row.definition,
            "unit": row.unit,
            "kind": row.kind,
            "direction": row.direction,
            "source": source.slug if source else None,
            "window_from": first,
            "window_to": last,
            "night_from": _clock(row.night_from),
            "person_related": row.person_related,
            "duplicate_group": row.duplicate_group,
            "headline": row.headline,
            "purpose": row.purpose,
            "part_of": row.part_of,
            "due_days": row.due_days,
        }

    def _target_tables(self, serving: dict[int, list[str]]) -> list[dict[str, Any]]:
        return [
            {
                "measure": target.measure,
                "text": target.text,
                "value": _target_value(target.value, percent=target.percent),
                "by": self.rule(target.by_rule, target.by) if target.by else None,
                "objective": target.objective,
                "group": target.delivery_group or None,
                "activities": serving.get(target.id, []),
            }
            for target in self.targets
        ]


def duration(view: ActivityView) -> timedelta | None:
    """How many days after its first day it ends, where its times do not say so; None where they do."""
    days = view.ends_on - view.starts_on
    overnight = view.start_time and view.end_time and view.end_time <= view.start_time
    return None if days == timedelta(days=1 if overnight else 0) else days


def _standing_twice(session: Session, ids: list[int]) -> set[int]:
    rows = session.exec(select(PlanActivity.activity_id, PlanActivity.home).where(~col(PlanActivity.home)))
    return {activity_id for activity_id, _ in rows} & set(ids)


def _yearless(rule: str | None, anchors: Iterable[str]) -> str | None:
    """An anchor's rule; None, so that its date is asked for each year, when it is bound to one."""
    return None if rule is None or names_a_year(parse(rule, list(anchors))) else rule


def _clock(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _one_line(text: str) -> str | None:
    """The lines of a text as one, no longer than a template takes."""
    line = ", ".join(part for part in map(str.strip, text.split("\n")) if part)
    return (line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…") or None


def _target_value(value: Any, *, percent: bool) -> Any:
    if value is None:
        return None
    if percent:
        return f"{value:+f}%"
    return int(value) if value == value.to_integral_value() else float(value)


def _reminder_table(row: ReminderRule) -> dict[str, Any]:
    return {
        "key": row.key,
        "kind": row.kind,
        "days": row.days,
        "working_days": row.working_days,
        "at": _clock(row.at),
        "audience": row.audience,
        "catch_up": row.catch_up,
        "phases": row.phases,
        "themes": row.themes,
    }
