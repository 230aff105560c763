"""The audit log of the hand-written source."""

from datetime import timedelta
from typing import Any, Final

from seasonal_ops.errors import NotFound, SeasonalOpsError
from seasonal_ops.views import Change, RecordLine
from seasonal_ops.words import ActorKind
from tests.tui.fakes.base import NOW, Fake


def a_fact(number: int, told: str, *changes: Change, **more: Any) -> RecordLine:
    values: dict[str, Any] = {
        "id": number,
        "at": NOW - timedelta(minutes=10 * (20 - number)),
        "actor": "sam",
        "actor_kind": ActorKind.TUI,
        "kind": "ActivityMoved",
        "subject": "activity:1",
        "title": "Bonfire stack removal",
        "told": told,
        "changes": changes,
        "undone": False,
        "caused_by": None,
        "digest": f"{number:02}ab" * 16,
    }
    return RecordLine(**values | more)


MOVED: Final = a_fact(
    12,
    "Bonfire stack removal moved from Tue 27 Oct to Wed 28 Oct",
    Change("When", "Tue 27 Oct 09:00–12:00", "Wed 28 Oct 09:00–12:00"),
    Change("Why then", "2 days before Mischief Night", "moved by hand on 20 October 2026"),
)
RECORD: Final = (
    a_fact(
        15, "Police accepted Joint patrol: told by phone",
        Change("Answer of Police", "asked", "accepted: told by phone"),
        actor="alex", kind="ResponseGiven", subject="activity:2", title="Joint patrol",
    ),
    a_fact(
        14, "Youth outreach moved from Thu 29 Oct to Fri 30 Oct",
        Change("When", "Thu 29 Oct", "Fri 30 Oct"),
        caused_by=13, subject="activity:3", title="Youth outreach",
    ),
    a_fact(
        13, "Mischief Night moved from Thu 29 Oct to Fri 30 Oct",
        Change("Date", "Thu 29 Oct 2026", "Fri 30 Oct 2026"),
        kind="AnchorMoved", subject="plan:1", title="Bright Sparx 2026", actor_kind=ActorKind.CLI,
    ),
    MOVED,
    a_fact(
        11, "Retailer visits, phase 2 went from planned to doing", Change("Status", "planned", "doing"),
        undone=True, kind="ActivityStatusChanged", subject="activity:4", title="Retailer visits, phase 2",
    ),
    a_fact(
        10, "The reminder of Joint patrol to Duty desk is held", Change("State", "planned", "held"),
        actor="system", actor_kind=ActorKind.SYSTEM, kind="ReminderRequeued", subject="reminder:3",
        title="Joint patrol",
    ),
    a_fact(
        9, "Fire and Rescue declined Joint patrol", Change("Answer of Fire and Rescue", "asked", "declined"),
        actor="contact 5", actor_kind=ActorKind.LINK, subject="activity:2", title="Joint patrol",
    ),
)  # fmt: skip


class FakeAudit(Fake):
    """Holds a record that tests change; taking back answers with sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.facts_told: tuple[RecordLine, ...] = RECORD
        self.pages_read: list[tuple[Any, ...]] = []
        self.audit_trouble: SeasonalOpsError | None = None

    def record(
        self, plan: str | None, activity_id: int | None, before: int | None, limit: int
    ) -> tuple[RecordLine, ...]:
        self.fail_if_told(self.audit_trouble)
        self.pages_read.append((plan, activity_id, before, limit))
        chosen = [
            line
            for line in self.facts_told
            if activity_id in (None, int(line.subject.split(":")[1])) and (before is None or line.id < before)
        ]
        return tuple(chosen[:limit])

    def record_in_full(self, fact_id: int) -> tuple[RecordLine, tuple[RecordLine, ...]]:
        self.fail_if_told(self.audit_trouble)
        caused = tuple(line for line in self.facts_told if line.caused_by == fact_id)
        for line in self.facts_told:
            if line.id == fact_id:
                return line, caused
        raise NotFound("fact", fact_id)

    def revert_preview(self, fact_id: int) -> tuple[str, ...]:
        self.fail_if_told(self.audit_trouble)
        self.record_in_full(fact_id)
        return ("Bonfire stack removal moved from Wed 28 Oct to Tue 27 Oct",)

    def revert(self, fact_id: int) -> None:
        self._asked_for("revert", fact_id)

    def undo(self) -> str:
        self._asked_for("undo")
        return f"Undone: {MOVED.told}"

    def redo(self) -> str:
        self._asked_for("redo")
        return f"Redone: {MOVED.told}"

    def _asked_for(self, *what: Any) -> None:
        self.fail_if_told(self.audit_trouble)
        self.facts += 1
        self.asked.append(what)
