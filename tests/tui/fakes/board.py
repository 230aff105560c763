"""The hand-written source: tui/source/board.py."""

from collections.abc import Sequence
from typing import Any

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import ActivityView
from seasonal_ops.views.board import BoardPhase, BoardRow, BoardView, sought
from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes.base import NOW, Fake

PHASES = ("preparation", "operation", None)


def a_row(activity: ActivityView, *, clash: bool = False, **more: Any) -> BoardRow:
    """The line of an activity, as the query makes it."""
    people = " ".join(one.names for one in activity.assignments)
    values: dict[str, Any] = {
        "leads": activity.lead_slugs,
        "supports": tuple(one.partner for one in activity.assignments if one.role is not Role.LEAD),
        "asked": len(activity.assignments),
        "answered": sum(one.response is not Answer.ASKED for one in activity.assignments),
        "over": activity.ends_on < NOW.date(),
        "ended": activity.ends_on < NOW.date(),
        "clash": clash,
        "anchor": (activity.starts_on.month, activity.starts_on.day) == (11, 5),
        "sought": sought(activity.title, activity.plan_name, activity.location, activity.status, people),
    }
    own = ("id", "version", "title", "starts_on", "ends_on", "start_time", "end_time", "status")
    return BoardRow(**({name: getattr(activity, name) for name in own} | values | more))


def a_phase(number: int, name: str, rows: Sequence[BoardRow], **more: Any) -> BoardPhase:
    values: dict[str, Any] = {
        "plan": "bright-sparx-2026",
        "plan_name": "Bright Sparx 2026",
        "draft": False,
        "over": False,
        "total": sum(row.status is not Status.CANCELLED for row in rows),
        "delivered": sum(row.status is Status.DELIVERED for row in rows),
    }
    return BoardPhase(number=number, name=name, rows=tuple(rows), **(values | more))


class FakeBoard(Fake):
    """The activities of the fake, phase by phase; `phases` puts another board in their place."""

    activities: dict[int, ActivityView]
    clashing: Sequence[int]

    def __init__(self) -> None:
        super().__init__()
        self.phases: tuple[BoardPhase, ...] | None = None
        self.board_trouble: SeasonalOpsError | None = None
        self.full_reads: list[tuple[int, ...]] = []

    def board(self, plan: str | None, first: int | None = None) -> BoardView:
        self.fail_if_told(self.board_trouble)
        phases = self._phases(plan) if self.phases is None else self.phases
        return BoardView(plan=plan, today=NOW.date(), phases=phases, whole=first is None)

    def _phases(self, plan: str | None) -> tuple[BoardPhase, ...]:
        shown = [one for one in self.activities.values() if plan in (None, one.plan)]
        shown.sort(key=lambda one: one.starts_on)
        made = []
        for number, name in enumerate(PHASES, start=1):
            rows = [a_row(one, clash=one.id in self.clashing) for one in shown if one.phase == name]
            if rows:
                made.append(a_phase(number if name else -1, (name or "").title(), rows))
        return tuple(made)

    def in_full(self, ids: tuple[int, ...]) -> tuple[ActivityView, ...]:
        self.fail_if_told(self.board_trouble)
        self.full_reads.append(ids)
        return tuple(self.activities[one] for one in ids if one in self.activities)
