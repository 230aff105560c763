"""What came of a meeting, gathered from its facts: nothing of it is written down a second time.

A fact belongs to a meeting when it is of its plan, happened while it went on, and was made by somebody
who then also wrote in the meeting itself. What was undone meanwhile is not said: only the net result is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.dates import brief
from seasonal_ops.db import look_up
from seasonal_ops.facts import AnchorMoved, GateSet, MeetingOpened, MeetingReopened
from seasonal_ops.models import FactRow, Gate, Meeting, Partner, Plan, key
from seasonal_ops.nights import instant
from seasonal_ops.queries import netting, outstanding
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.aims import gates
from seasonal_ops.queries.lines import Lines
from seasonal_ops.queries.meetings import meeting as meeting_view
from seasonal_ops.views import ActivityView, AgreedAction, Decided, MeetingView, MinutesView, StillOpen
from seasonal_ops.words import GateState, Status

# What has to be decided before the group has met again, should nobody have said when it does.
_AHEAD: Final = timedelta(days=28)
_BEGINS: Final = (MeetingOpened.__name__, MeetingReopened.__name__)
_GATES: Final = {GateState.MET: "granted", GateState.REFUSED: "refused", GateState.OPEN: "to be decided"}


def minutes(session: Session, row: Meeting, *, now: datetime) -> MinutesView:
    """The minutes of a meeting as they stand at `now`, which is aware; of one that goes on, so far."""
    plan = look_up(session, Plan, row.plan_id, "plan")
    views = {view.id: view for view in activities(session, plan_id=key(plan))}
    facts = _facts(session, _spans(session, row, plan, now))
    said = meeting_view(session, row)
    return MinutesView(
        meeting=said,
        settled=tuple(_settled(session, plan, facts)),
        decided=tuple(_decided(session, said, views, facts)),
        actions=tuple(_actions(said, views)),
        open=_still_open(session, plan, row, list(views.values()), now),
    )


@dataclass(frozen=True, slots=True)
class _Spans:
    """When the meeting went on, and the names of those who wrote in it then."""

    spans: Sequence[tuple[datetime, datetime]]
    actors: frozenset[str]

    def hold(self, fact: FactRow) -> bool:
        return any(first <= fact.at <= last for first, last in self.spans)


def _spans(session: Session, row: Meeting, plan: Plan, now: datetime) -> _Spans:
    """From each beginning to the end that followed; at the latest it ends with its day."""
    query = select(FactRow).where(FactRow.subject == f"meeting:{row.id}").order_by(col(FactRow.id))
    facts = session.exec(query).all()
    over = instant(row.held_on + timedelta(days=1), time(0), plan.time_zone)
    spans: list[tuple[datetime, datetime]] = []
    for fact in facts:
        if fact.kind in _BEGINS:
            spans.append((fact.at, min(now, over)))
        elif spans and (closed := (fact.after or {}).get("closed_at")):
            spans[-1] = (spans[-1][0], min(spans[-1][1], datetime.fromisoformat(closed)))
    # Who wrote in it afterwards, or closed it when its day was over, took no part in it.
    wrote = (fact.actor for fact in facts if any(first <= fact.at <= last for first, last in spans))
    return _Spans(spans, frozenset(wrote))


def _facts(session: Session, spans: _Spans) -> list[FactRow]:
    if not spans.spans:
        return []
    query = select(FactRow).where(
        col(FactRow.at) >= spans.spans[0][0],
        col(FactRow.at) <= spans.spans[-1][1],
        col(FactRow.actor).in_(spans.actors),
    )
    return [fact for fact in session.exec(query.order_by(col(FactRow.id))) if spans.hold(fact)]


def _settled(session: Session, plan: Plan, facts: Iterable[FactRow]) -> Iterator[str]:
    """What was decided of the plan as a whole: gates, then anchors."""
    ours = {f"gate:{one}" for one in session.exec(select(Gate.id).where(Gate.plan_id == plan.id))}
    gate_facts = [fact for fact in facts if fact.kind == GateSet.__name__ and fact.subject in ours]
    for before, after in _net(gate_facts).values():
        was, state = (before or {}).get("state"), after["state"]
        if state != was:
            yield f"{after['title']}: {_GATES[GateState(state)]}"
    yield from _anchors(plan, facts)


def _anchors(plan: Plan, facts: Iterable[FactRow]) -> Iterator[str]:
    moved: dict[str, tuple[str, str]] = {}
    for fact in facts:
        if fact.kind == AnchorMoved.__name__ and fact.subject == f"plan:{plan.id}":
            before, after = fact.before or {}, fact.after or {}
            moved[after["name"]] = (moved.get(after["name"], (before["on"],))[0], after["on"])
    for name, (was, on) in moved.items():
        if was != on:
            days = (brief(date.fromisoformat(one)) for one in (was, on))
            yield f"{name} moved from {' to '.join(days)}"


def _net(facts: Iterable[FactRow]) -> dict[str, tuple[netting.State | None, netting.State]]:
    """By subject, how it was before the first fact of it and how it is after the last."""
    found: dict[str, tuple[netting.State | None, netting.State]] = {}
    for fact in facts:
        if fact.after is not None:
            first = found[fact.subject][0] if fact.subject in found else fact.before
            found[fact.subject] = (first, fact.after)
    return found


def _decided(
    session: Session, meeting: MeetingView, views: Mapping[int, ActivityView], facts: Iterable[FactRow]
) -> Iterator[Decided]:
    """What became of each activity in the meeting, in order of their dates."""
    names = {key(one): one.name for one in session.exec(select(Partner))}
    of_activities = [fact for fact in facts if fact.subject.startswith("activity:")]
    said = {
        response["assignment_id"]: response
        for fact in of_activities
        if (response := (fact.after or {}).get("response"))
    }
    net = _net(of_activities)
    agreed_on = {one.activity for one in meeting.actions}
    for view in views.values():
        before, after = net.get(f"activity:{view.id}", ({}, None))
        told, bare, where = _told(before, after, said, names) if after else ((), (), ())
        note = meeting.note_of(view.id)
        agreed = view.id in agreed_on and not note
        if not agreed and (told or where or note):
            yield Decided(activity=view, changes=told, bare=bare, places=where, note=note)


def _told(
    before: netting.State | None, after: netting.State, said: netting.Said, names: Mapping[int, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What changed, the same without notes, and where it is now."""
    quiet, nothing_noted = netting.without_notes(before, after, said)
    return (
        netting.changes(before, after, said, names),
        netting.changes(before, quiet, nothing_noted, names),
        netting.places(before, after),
    )


def _actions(meeting: MeetingView, views: Mapping[int, ActivityView]) -> Iterator[AgreedAction]:
    """What was agreed on, by the day by which it is to be done; what was called off since is left out."""
    about = {one.activity: one.about for one in meeting.actions}
    for view in views.values():
        if view.id in about and view.status is not Status.CANCELLED:
            yield AgreedAction(activity=view, about=views.get(about[view.id] or 0))


def _still_open(
    session: Session, plan: Plan, row: Meeting, views: Sequence[ActivityView], now: datetime
) -> StillOpen:
    lines = Lines(by_mail=True)  # what is withheld from mails is withheld from a paper that is handed round
    until = row.next_on or row.held_on + _AHEAD
    ahead = outstanding.ahead(views, now)
    near = [view for view in ahead if view.starts_on <= until]
    return StillOpen(
        gates=outstanding.gates_due(gates(session, plan), ahead, until, lines),
        overdue=tuple(lines.activity(view) for view in outstanding.overdue(views, now)),
        unassigned=outstanding.unassigned(near, lines),
        declined=outstanding.declined(ahead, lines),
        unanswered=outstanding.unanswered(near, plan.time_zone, {}, lines),
    )
