"""Everything that one form says of an activity, kept as one: texts, date, note, partners, answers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity
from seasonal_ops.planning.adding import When
from seasonal_ops.planning.editing import Edit, edit_activity
from seasonal_ops.planning.lookup import activity_for_change
from seasonal_ops.planning.people import assign, respond, unassign
from seasonal_ops.planning.schedule import put_on, set_status
from seasonal_ops.words import Answer, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a partner (an id) said; `on` is the date that it proposes, `note` how it was learnt."""

    partner_id: int
    answer: Answer
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What is to be another; what is left out stays. Partners are ids.

    `released` are no longer asked, `asked` are asked anew or in another role. `note` is what is said of
    how its delivery goes.
    """

    edit: Edit = field(default_factory=Edit)
    when: When | None = None
    note: str | None = None
    released: tuple[int, ...] = ()
    asked: tuple[tuple[int, Role], ...] = ()
    heard: tuple[Heard, ...] = ()


def revise_activity(
    session: Session,
    *,
    activity_id: int,
    revision: Revision,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Change all of it, or nothing: each part is a fact of its own, as if it had been changed alone.

    Raises Changed when it is no longer of the version that was looked at, and whatever its parts raise.
    """
    activity = activity_for_change(session, activity_id, expected_version)
    # From here on it is locked: the versions that follow are our own.
    about: dict[str, Any] = {"activity_id": activity_id, "actor": actor, "now": now}
    if not revision.edit.empty:
        edit_activity(session, edit=revision.edit, **about)
    if revision.when is not None:
        put_on(session, when=revision.when, **about)
    if revision.note is not None:
        set_status(session, status=activity.status, note=revision.note, **about)
    for partner_id in revision.released:
        unassign(session, partner_id=partner_id, **about)
    for partner_id, role in revision.asked:
        assign(session, partner_id=partner_id, role=role, **about)
    for one in revision.heard:
        respond(session, partner_id=one.partner_id, answer=one.answer, on=one.on, note=one.note, **about)
    return activity
