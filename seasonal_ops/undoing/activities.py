"""An activity as a fact says that it was: its columns, its partners, their answers."""

from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import Session, col, select

from seasonal_ops import facts
from seasonal_ops.db import load
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Fact
from seasonal_ops.models import Activity, Assignment, Contact, PlanActivity, Response, key
from seasonal_ops.planning import stop_waiting, wait_for
from seasonal_ops.planning.changes import changed, state_of
from seasonal_ops.undoing.turning import Stale, State, Turn, parsed, require_same, write
from seasonal_ops.words import Status

TAKEN_BACK: Final = "taken back"
# Each write raises them or sets them; none is restored.
_COUNTERS: Final = ("id", "uid", "version", "sequence", "schedule_revision", "created_at", "revised_at")
_APART: Final = ("assignments", "response", "phase", "plan_id")
_WHEN: Final = frozenset({"starts_on", "ends_on", "start_time", "end_time"})
_CALLED: Final = frozenset({"title", "location", "meet", "description"})
_WHY: Final = frozenset({"date_rule", "date_reason", "original_on"})
_SHOWN: Final = _WHEN | _CALLED | _WHY | {"theme", "sensitivity"}


def restore_activity(turn: Turn) -> None:
    """Put back what one fact changed of an activity, whatever it was. Raises Stale."""
    _restore(turn, turn.was, turn.to, turn.touched(*_COUNTERS, "assignments", "response"))


def restore_added(turn: Turn) -> None:
    """One that was added is cancelled, unless something was made of it since; it comes back as it was."""
    whole = turn.was or turn.to
    gone = {**whole, "status": Status.CANCELLED.value, "status_note": TAKEN_BACK}
    columns = ("status", "status_note")
    if turn.back:
        row = _activity(turn)
        here = state_of(turn.session, row)
        checked = [one for one in whole if one not in (*_COUNTERS, "assignments")]
        require_same(row, turn.row.subject, here, whole, checked)
        asked = [_person(one) for one in whole.get("assignments", ())]
        if [_person(one) for one in here["assignments"]] != asked:
            raise Stale(turn.row.subject, ["assignments"])
        _restore(turn, whole, gone, columns)
    else:
        _restore(turn, gone, whole, columns)


def restore_wait(turn: Turn) -> None:
    """An activity waits for another again, or no longer."""
    link = {"activity_id": turn.subject_id, "needs_id": int((turn.was or turn.to)["needs_id"])}
    verb = wait_for if turn.to else stop_waiting
    verb(turn.session, **link, actor=turn.actor, now=turn.now)


def _activity(turn: Turn) -> Activity:
    return load(turn.session, Activity, turn.subject_id, "activity")


def _restore(turn: Turn, was: State, to: State, columns: tuple[str, ...]) -> None:
    session, row = turn.session, _activity(turn)
    home = _home(session, row)
    here = {**state_of(session, row), "phase": home.phase}
    before: dict[str, Any] = dict(here)
    require_same(row, turn.row.subject, here, was, columns)
    if row.status is Status.CANCELLED and was.get("status") != row.status.value:
        # Nothing of one that was called off meanwhile is moved or asked for.
        raise Stale(turn.row.subject, ["status"])
    _require_reachable(session, to, columns)
    write(row, to, [one for one in columns if one not in _APART])
    if "phase" in columns:
        home.phase = to.get("phase")
    more: dict[str, Any] = {"phase": home.phase}
    roster = _restore_assignments(turn, was, to)
    _restore_response(turn, was, to, before, more)
    session.add_all([row, home])
    session.flush()
    changed(
        session,
        row,
        _kind(columns, was, to, roster=roster),
        before=before,
        more=more,
        visible=roster or bool(_SHOWN & set(columns)) or _called_off(columns, was, to),
        schedule=roster or bool((_WHEN | _CALLED) & set(columns)) or _called_off(columns, was, to),
        actor=turn.actor,
        now=turn.now,
    )


def _called_off(columns: tuple[str, ...], was: State, to: State) -> bool:
    """Whether it is cancelled by this, or happens after all."""
    return "status" in columns and Status.CANCELLED.value in (was.get("status"), to.get("status"))


def _kind(columns: tuple[str, ...], was: State, to: State, *, roster: bool) -> type[Fact]:
    """What happens to the activity by this, in the words of facts."""
    if "status" in columns:
        off = to.get("status") == Status.CANCELLED.value
        return facts.ActivityCancelled if off else facts.ActivityStatusChanged
    if _WHEN & set(columns):
        return facts.ActivityMoved
    if roster:
        return _kind_of_roster(was, to)
    if "response" in was or "response" in to or _answers(was) != _answers(to):
        return facts.ResponseGiven
    if columns and set(columns) <= _WHY:
        return facts.DateRuleChanged
    return facts.ActivityStatusChanged if set(columns) == {"status_note"} else facts.ActivityEdited


def _kind_of_roster(was: State, to: State) -> type[Fact]:
    before, after = set(_by_id(was)), set(_by_id(to))
    if after - before:
        return facts.PartnerAssigned
    return facts.PartnerUnassigned if before - after else facts.RoleChanged


def _by_id(state: State) -> Mapping[int, State]:
    return {one["id"]: one for one in state.get("assignments", ())}


def _answers(state: State) -> list[Any]:
    return [(one["id"], one["answer"], one["answered_at"]) for one in state.get("assignments", ())]


def _person(assignment: State) -> tuple[Any, ...]:
    return tuple(assignment.get(one) for one in ("id", "partner_id", *_HELD))


# What is held of an assignment that can become otherwise.
_HELD: Final = ("role", "answer", "answered_at")


def _restore_assignments(turn: Turn, was: State, to: State) -> bool:
    """End, revive or change what the fact did of assignments; whether others are asked for other roles."""
    before, after = _by_id(was), _by_id(to)
    roster = False
    for one in dict.fromkeys([*before, *after]):
        old, new = before.get(one), after.get(one)
        if old == new:
            continue
        row = load(turn.session, Assignment, one, "assignment")
        _require_as_left(turn, row, old)
        if new is None:
            row.ended_at = turn.now
        else:
            row.ended_at = None
            write(row, new, _HELD)
        turn.session.add(row)
        roster |= old is None or new is None or old["role"] != new["role"]
    turn.session.flush()
    return roster


def _require_as_left(turn: Turn, row: Assignment, old: State | None) -> None:
    """Raises Stale unless it is as it was left: `old`, or at an end with nobody asked in its stead."""
    if old is not None:
        held = row.model_dump(mode="json")
        if row.ended_at is not None or any(held[one] != old[one] for one in _HELD):
            raise Stale(turn.row.subject, ["assignments"])
        return
    asked = select(Assignment.id).where(
        Assignment.activity_id == row.activity_id,
        Assignment.partner_id == row.partner_id,
        col(Assignment.ended_at).is_(None),
    )
    if turn.session.exec(asked).first() is not None:
        raise Stale(turn.row.subject, ["assignments"])


def _restore_response(
    turn: Turn, was: State, to: State, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Take out what was said, which the facts keep, or say it again."""
    said, again = was.get("response"), to.get("response")
    if said is not None and again is None:
        newest = select(Response).where(Response.assignment_id == said["assignment_id"])
        row = turn.session.exec(newest.order_by(col(Response.id).desc())).first()
        if row is None or _said(row.model_dump(mode="json")) != _said(said):
            raise Stale(turn.row.subject, ["assignments"])
        before["response"] = said
        turn.session.delete(row)
    elif again is not None and said is None:
        # Its number may be another's by now.
        values = {one: parsed(Response, one, held) for one, held in again.items() if one != "id"}
        row = Response(**values)
        turn.session.add(row)
        turn.session.flush()
        after["response"] = row.model_dump(mode="json")


def _said(response: State) -> State:
    return {one: held for one, held in response.items() if one != "id"}


def _home(session: Session, row: Activity) -> PlanActivity:
    query = select(PlanActivity).where(PlanActivity.activity_id == key(row), col(PlanActivity.home))
    return session.exec(query).one()


def _require_reachable(session: Session, to: State, columns: tuple[str, ...]) -> None:
    """Raises Refused when whoever was to be rung has left meanwhile."""
    contact = to.get("night_contact_id") if "night_contact_id" in columns else None
    row = session.get(Contact, contact) if contact is not None else None
    if row is not None and row.left_on is not None:
        raise Refused(f"the contact {contact}, who was to be rung, left on {row.left_on}; name another")
