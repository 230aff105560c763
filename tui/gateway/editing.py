"""What the gateway knows of one activity in full: read, edited, added, called off."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from seasonal_ops.words import Sensitivity, Status
from tui.gateway.connection import Connection, partner_id
from tui.source.editing import Sheet

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.planning import Edit, Heard, NewActivity, Revision, When
    from seasonal_ops.views import ActivityView, PlanView
    from seasonal_ops.views.around import Around
    from seasonal_ops.views.record import RecordLine
    from tui.source import Seen
    from tui.source.editing import Draft, Placed

_AS_GIVEN: Final = "a date as given"


class EditingGateway(Connection):
    """A transaction each: what a form says is kept as a whole, or not at all."""

    def sheet(self, activity_id: int) -> Sheet:
        """What the form of an activity starts from."""
        from seasonal_ops import queries

        with self._database.read() as session:
            activity = queries.activity(session, activity_id)
            return _sheet(session, activity.plan, self._clock(), activity)

    def blank(self, plan: str) -> Sheet:
        """What the form of a new activity of a plan (its slug) starts from."""
        with self._database.read() as session:
            return _sheet(session, plan, self._clock(), None)

    def keep(self, seen: Seen, draft: Draft) -> ActivityView:
        """Change all of it or nothing, as one step; the activity as it is then."""
        from seasonal_ops import planning

        def verb(session: Session, one: Seen) -> None:
            revision = planning.Revision(
                edit=_edit(draft),
                when=_moved(draft.when[0]) if draft.when else None,
                note=draft.note,
                released=tuple(partner_id(session, slug) for slug in draft.released),
                asked=tuple((partner_id(session, slug), role) for slug, role in draft.asked),
                heard=_heard(session, draft),
            )
            planning.revise_activity(
                session, activity_id=one.id, revision=revision, expected_version=one.version, **self._signed
            )

        (kept,) = self._each((seen,), verb)
        return kept

    def add(self, plan: str, draft: Draft) -> tuple[ActivityView, ...]:
        """Put it into a plan, once a date; several dates are a series."""
        from seasonal_ops import planning, queries

        with self._change() as session:
            home = queries.find_plan(session, plan)
            rows = planning.add_activities(
                session,
                plan_id=queries.plan(session, home).id,
                time_zone=home.time_zone,
                new=_new(session, draft),
                **self._signed,
            )
            ids = [row.id for row in rows if row.id is not None]
            if draft.ring or draft.heard:
                more = _afterwards(session, draft)
                for activity_id in ids:
                    planning.revise_activity(session, activity_id=activity_id, revision=more, **self._signed)
            session.flush()
            return tuple(queries.activities(session, ids=ids))

    def around(self, activity_id: int) -> Around:
        """What it hangs together with, for its detail."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return queries.around(session, activity_id, now=self._clock())

    def since(self, seen: Seen) -> tuple[RecordLine, ...]:
        """What was done to it since it was seen, the newest first."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return tuple(queries.record(session, activity_id=seen.id, since_version=seen.version))

    def cancel(self, seen: tuple[Seen, ...], reason: str) -> tuple[ActivityView, ...]:
        """They will not happen; all of them, or none."""
        from seasonal_ops import planning

        def verb(session: Session, one: Seen) -> None:
            planning.cancel_activity(
                session, activity_id=one.id, reason=reason, expected_version=one.version, **self._signed
            )

        return self._each(seen, verb)


def _sheet(session: Session, slug: str, now: datetime, activity: ActivityView | None) -> Sheet:
    from seasonal_ops import queries

    row = queries.find_plan(session, slug)
    plan = queries.plan(session, row)
    beside = [one.slug for one in queries.plans(session) if one.id == plan.id or _meets(one, plan)]
    return Sheet(
        activity=activity or _nothing_yet(plan, row.time_zone, row.begins),
        plan=plan,
        picture=queries.picture(session, [queries.find_plan(session, one) for one in beside], now=now),
        partners=tuple(queries.partners(session)),
        contacts=tuple(queries.contacts(session)),
        phases=queries.phases(session, plan.id),
        themes=queries.themes(session, plan.id),
    )


def _meets(one: PlanView, other: PlanView) -> bool:
    """Whether two plans have days in common, so that their activities can clash."""
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _nothing_yet(plan: PlanView, time_zone: str, begins: date) -> ActivityView:
    from seasonal_ops.views import ActivityView

    return ActivityView(
        id=0,
        plan=plan.slug,
        plan_name=plan.name,
        title="",
        theme=None,
        phase=None,
        starts_on=begins,
        ends_on=begins,
        start_time=None,
        end_time=None,
        time_zone=time_zone,
        location="",
        meet="",
        description="",
        status=Status.PLANNED,
        status_note="",
        sensitivity=Sensitivity.OPEN,
        version=0,
        sequence=0,
        date_rule=None,
        date_reason="",
        measures=(),
        assignments=(),
    )


def _edit(draft: Draft) -> Edit:
    from seasonal_ops.planning import Edit

    return Edit(**{field.name: getattr(draft, field.name) for field in fields(Edit)})


def _when(placed: Placed, reason: str) -> When:
    from seasonal_ops.planning import When

    return When(
        on=placed.on,
        reason=reason,
        last_day=placed.last_day,
        start=placed.start,
        end=placed.end,
        rule=placed.rule,
    )


def _moved(placed: Placed) -> When:
    """Only a rule brings its reason; that a date was set by hand is said where it is moved."""
    return _when(placed, placed.reason if placed.rule else "")


def _new(session: Session, draft: Draft) -> NewActivity:
    from seasonal_ops.planning import NewActivity

    return NewActivity(
        title=draft.title or "",
        theme=draft.theme,
        location=draft.location or "",
        meet=draft.meet or "",
        description=draft.description or "",
        phase=draft.phase or None,
        sensitivity=draft.sensitivity or Sensitivity.OPEN,
        partners=tuple((partner_id(session, slug), role) for slug, role in draft.asked),
        when=tuple(_when(one, one.reason or _AS_GIVEN) for one in draft.when),
    )


def _afterwards(session: Session, draft: Draft) -> Revision:
    """What a new activity is told only once it is there."""
    from seasonal_ops.planning import Edit, Revision

    return Revision(edit=Edit(ring=draft.ring), heard=_heard(session, draft))


def _heard(session: Session, draft: Draft) -> tuple[Heard, ...]:
    from seasonal_ops.planning import Heard

    return tuple(
        Heard(
            partner_id=partner_id(session, said.partner),
            answer=said.answer,
            on=said.on,
            note=said.note,
        )
        for said in draft.heard
    )
