"""The meeting of the hand-written source: one plan a day, its rows made of the activities of the source."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.errors import Changed
from seasonal_ops.paper.blocks import Bullets, Heading, Line, Paper, Paragraph, Table, cell, strong
from seasonal_ops.views import (
    ActivityView,
    AttendanceView,
    GateView,
    LastChange,
    MeetingActionView,
    MeetingNoteView,
    MeetingView,
    WalkRow,
    WalkView,
    Why,
)
from seasonal_ops.words import Answer, Attendance, GateKind, GateState, Role
from tests.tui.fakes.base import NOW, Fake
from tui.source import Seen
from tui.source.meeting import Minutes, Who

_NAMES: Final = {
    "bright-sparx-2026": "Bright Sparx 2026",
    "freshers-2027": "Freshers 2027",
}
GATE: Final = GateView(
    id=1,
    plan="bright-sparx-2026",
    key="skips",
    kind=GateKind.FUNDING,
    title="Money for the skips",
    amount=Decimal(1500),
    funder="a fund",
    decide_by=date(2026, 11, 3),
    decide_by_rule=None,
    state=GateState.OPEN,
    decided_on=None,
    activities=(2,),
)


def a_meeting(**more: Any) -> MeetingView:
    values: dict[str, Any] = {
        "id": 4,
        "plan": "bright-sparx-2026",
        "plan_name": "Bright Sparx 2026",
        "held_on": NOW.date(),
        "opened": NOW,
        "opened_by": "lead",
        "closed": None,
        "next_on": None,
        "partners": (),
        "notes": (),
        "actions": (),
    }
    return MeetingView(**(values | more))


class FakeMeeting(Fake):
    """Keeps today's meeting; `gates` stand before activities by their ids."""

    activities: dict[int, ActivityView]
    clashing: Any

    def __init__(self) -> None:
        super().__init__()
        self.meeting: MeetingView | None = None
        self.gates: dict[int, tuple[GateView, ...]] = {2: (GATE,)}
        two_days_ago = NOW - timedelta(days=2)
        self.changed_last = LastChange(told="Joint patrol was added", at=two_days_ago, actor="lead")
        self.said_of: dict[str, Attendance | None] = {}
        self.minutes_written: list[tuple[str, bool]] = []
        self.taken: frozenset[str] = frozenset()

    def walk(self, plan: str) -> WalkView:
        self.fail_if_told()
        rows = [self._row(one) for one in self.activities.values() if one.plan == plan]
        return WalkView(
            plan=plan,
            plan_name=_NAMES.get(plan, plan),
            today=NOW.date(),
            now=NOW,
            meeting=self._meeting(),
            partners=self._partners(),
            rows=tuple(sorted(rows, key=lambda row: list(Why).index(row.why[0]))),
        )

    def begin_meeting(self, plan: str, who: Who) -> None:
        self._told("begin", plan, dict(who))
        self.meeting = replace(self.meeting or a_meeting(plan=plan), closed=None)
        self.said_of |= who

    def set_attendance(self, meeting: int, who: Who) -> None:
        self._told("here", meeting, dict(who))
        self.said_of |= who

    def note_in_meeting(self, meeting: int, activity_id: int | None, text: str, seen: str) -> None:
        assert self.meeting is not None
        if self.meeting.note_of(activity_id) != seen:
            raise Changed("Ann noted something else, while you wrote")
        self._told("note", meeting, activity_id, text)
        others = tuple(one for one in self.meeting.notes if one.activity != activity_id)
        new = (MeetingNoteView(activity=activity_id, text=text, by="lead", at=NOW),) if text else ()
        self.meeting = replace(self.meeting, notes=(*others, *new))

    def agree_action(self, meeting: int, title: str, owner: str, by: date, about: int | None) -> None:
        self._told("action", meeting, title, owner, by, about)
        from tests.tui.fakes.activities import an_activity, an_assignment

        assert self.meeting is not None
        number = max(self.activities) + 1
        held = (an_assignment(owner.replace("-", " ").title(), Role.LEAD),)
        self.activities[number] = an_activity(
            number, title, by, start_time=None, end_time=None, assignments=held
        )
        link = MeetingActionView(activity=number, about=about)
        self.meeting = replace(self.meeting, actions=(*self.meeting.actions, link))

    def everybody_answers(
        self, meeting: int, seen: tuple[Seen, ...], answer: Answer, on: date | None, note: str
    ) -> tuple[ActivityView, ...]:
        self._told("everybody", meeting, tuple(one.id for one in seen), answer, on, note)
        for one in seen:
            activity = self.activities[one.id]
            held = tuple(
                replace(held, response=answer, note=note) if self._waits(held) else held
                for held in activity.assignments
            )
            self.activities[one.id] = replace(activity, assignments=held, version=activity.version + 1)
        return tuple(self.activities[one.id] for one in seen)

    def close_meeting(self, meeting: int, next_on: date | None) -> None:
        self._told("close", meeting, next_on)
        assert self.meeting is not None
        self.meeting = replace(self.meeting, closed=NOW + timedelta(hours=1), next_on=next_on)

    def minutes(self, meeting: int) -> Minutes:
        self.fail_if_told()
        assert self.meeting is not None
        assert self.meeting.id == meeting
        return Minutes(self.meeting, _paper(self.meeting, self.activities))

    def write_minutes(self, meeting: int, file: str, replace: bool) -> str | None:
        self.minutes(meeting)
        self.minutes_written.append((file, replace))
        return None if file in self.taken and not replace else f"/home/lead/{file}"

    def _told(self, *asked: Any) -> None:
        self.fail_if_told()
        self.asked.append(asked)
        self.facts += 1

    def _waits(self, held: Any) -> bool:
        return held.response is Answer.ASKED and self.said_of.get(held.partner) is not Attendance.APOLOGIES

    def _partners(self) -> tuple[AttendanceView, ...]:
        held = [one for activity in self.activities.values() for one in activity.assignments]
        names = {one.partner: one.partner_name for one in held}
        return tuple(
            AttendanceView(partner=slug, name=name, assigned=1, attendance=self.said_of.get(slug))
            for slug, name in names.items()
        )

    def _meeting(self) -> MeetingView | None:
        return None if self.meeting is None else replace(self.meeting, partners=self._partners())

    def _row(self, one: ActivityView) -> WalkRow:
        today = NOW.date()
        reasons = {
            Why.OVERDUE: one.ends_on < today,
            Why.GATE: one.id in self.gates,
            Why.CLASH: one.id in self.clashing,
            Why.SOON: today <= one.starts_on <= today + timedelta(days=14),
            Why.ANSWERS: bool(one.unanswered),
        }
        why = tuple(reason for reason, holds in reasons.items() if holds and one.status.open)
        return WalkRow(
            activity=one,
            why=why or (Why.REST,),
            late_days=max(0, (today - one.ends_on).days) if one.status.open else 0,
            gates=self.gates.get(one.id, ()),
            changed=self.changed_last,
        )


def _paper(meeting: MeetingView, activities: Mapping[int, ActivityView]) -> Paper:
    """What the real one says, in short."""
    notes = [(activities[one.activity].title if one.activity else "", one.text) for one in meeting.notes]
    title = f"{meeting.plan_name}: meeting of Fri 30 Oct 2026"
    decided = Table(
        caption="Decided",
        head=("Date", "Activity", "Decided"),
        rows=tuple(
            (cell("Fri 30 Oct 2026"), strong(what), cell("Police accepted", text)) for what, text in notes
        ),
        widths=(30, 60, 90),
    )
    nothing = Paragraph("No action was agreed on.")
    return Paper(
        title=title,
        name=title,
        marking="OFFICIAL",
        on=NOW.date(),
        landscape=False,
        points=10,
        body=(
            Paragraph("Begun 14:02, not closed yet: what follows may grow.", strong=True),
            Paragraph("Present: Police; Community Safety Team."),
            Heading("Actions"),
            nothing,
            Heading("Decided"),
            decided,
            Heading("To decide next"),
            Bullets((Line("Money for the skips: decide by Tue 3 Nov 2026; 1 activity hangs on it"),)),
        ),
    )
