"""The audit log; undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import RecordLine


class AuditSource(Protocol):
    """What happened, in words, and the way back.

    Ways back raise `errors.Changed` when somebody changed the same thing since, `errors.Refused` for what
    cannot be taken back; then nothing is done.
    """

    def record(
        self, plan: str | None, activity_id: int | None, before: int | None, limit: int
    ) -> tuple[RecordLine, ...]:
        """Facts, the newest first: of a plan (its slug) or an activity, older than the fact `before`."""

    def record_in_full(self, fact_id: int) -> tuple[RecordLine, tuple[RecordLine, ...]]:
        """One fact with its texts uncut, and the other facts of the step that it began."""

    def revert_preview(self, fact_id: int) -> tuple[str, ...]:
        """What taking a fact back would do, in sentences."""

    def revert(self, fact_id: int) -> None:
        """Take a fact back by a new change, with all that it caused."""

    def undo(self) -> str:
        """Take back this person's newest step at this terminal; what it was, or that there is none."""

    def redo(self) -> str:
        """Do again what was undone last; what it was, or that there is none."""
