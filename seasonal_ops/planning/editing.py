"""What an activity is called, what it is about, where it is, and whom to ring on the night."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.db import look_up
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import ActivityEdited, Actor
from seasonal_ops.models import Activity, Contact, PlanActivity
from seasonal_ops.planning.adding import accept_theme, known_phases, require_phase
from seasonal_ops.planning.changes import changed, state_of
from seasonal_ops.planning.lookup import activity_for_change
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is to be changed; None leaves it as it is, an empty text takes it away.

    `ring` is the id of a contact, 0 for nobody; `theme` and `phase` are slugs.
    """

    title: str | None = None
    description: str | None = None
    location: str | None = None
    meet: str | None = None
    theme: str | None = None
    phase: str | None = None
    sensitivity: Sensitivity | None = None
    ring: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is to be changed."""
        return all(getattr(self, field.name) is None for field in fields(self))


def edit_activity(
    session: Session,
    *,
    activity_id: int,
    edit: Edit,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Change what is said of an activity; what calendars show of it follows.

    Raises BadValue for a text that cannot be used, NotFound or Refused for whom cannot be rung.
    """
    activity = activity_for_change(session, activity_id, expected_version)
    before = {**state_of(session, activity), "phase": _home(session, activity).phase}
    going_by = _going_by(activity)
    visible = _write(session, activity, edit)
    session.flush()
    phase = _home(session, activity).phase
    if before == {**state_of(session, activity), "phase": phase}:
        return activity
    changed(
        session,
        activity,
        ActivityEdited,
        before=before,
        more={"phase": phase},
        visible=visible,
        schedule=going_by != _going_by(activity),
        actor=actor,
        now=now,
    )
    return activity


def _going_by(activity: Activity) -> tuple[str, ...]:
    """What whoever is told of an activity goes by: reminders hang on it."""
    return activity.title, activity.location, activity.meet, activity.description


def _write(session: Session, activity: Activity, edit: Edit) -> bool:
    """Whether calendars show the difference: the phase and whom to ring stand in none."""
    shown = ("title", "description", "location", "meet", "theme", "sensitivity")
    before = [getattr(activity, name) for name in shown]
    if edit.title is not None:
        activity.title = accept_line(edit.title, "the title")
    if edit.description is not None:
        activity.description = accept_text(edit.description, "the description")
    if edit.location is not None:
        activity.location = accept_text(edit.location, "the location", longest=200)
    if edit.meet is not None:
        activity.meet = accept_text(edit.meet, "the meeting place", longest=200)
    if edit.theme is not None:
        activity.theme = accept_theme(edit.theme)
    if edit.phase is not None:
        home = _home(session, activity)
        require_phase(edit.phase, known_phases(session, home.plan_id))
        home.phase = edit.phase or None
    if edit.sensitivity is not None:
        activity.sensitivity = edit.sensitivity
    if edit.ring is not None:
        activity.night_contact_id = _reachable(session, edit.ring) if edit.ring else None
    return before != [getattr(activity, name) for name in shown]


def _home(session: Session, activity: Activity) -> PlanActivity:
    query = select(PlanActivity).where(PlanActivity.activity_id == activity.id, col(PlanActivity.home))
    return session.exec(query).one()


def _reachable(session: Session, contact_id: int) -> int:
    try:
        contact = look_up(session, Contact, contact_id, "contact")
    except NotFound:
        raise NotFound("contact", contact_id, hint="see: seasonal-ops contact list") from None
    if contact.left_on is not None:
        raise Refused(f"the contact {contact_id} left on {contact.left_on}; name another")
    return contact_id
