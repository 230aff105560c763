"""What the gateway knows of the audit log, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.gateway.connection import Connection, plan_id

if TYPE_CHECKING:
    from seasonal_ops.views import RecordLine


class AuditGateway(Connection):
    """The audit log; undo and redo."""

    def record(
        self, plan: str | None, activity_id: int | None, before: int | None, limit: int
    ) -> tuple[RecordLine, ...]:
        """Facts, the newest first: of a plan (its slug) or an activity, older than the fact `before`."""
        from seasonal_ops import queries

        with self._database.read() as session:
            chosen = None if plan is None else plan_id(session, plan)
            return tuple(
                queries.record(session, plan_id=chosen, activity_id=activity_id, before=before, limit=limit)
            )

    def record_in_full(self, fact_id: int) -> tuple[RecordLine, tuple[RecordLine, ...]]:
        """One fact with its texts uncut, and the other facts of the step that it began."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return queries.record_line(session, fact_id), tuple(queries.caused(session, fact_id))

    def revert_preview(self, fact_id: int) -> tuple[str, ...]:
        """What taking a fact back would do, in sentences."""
        from seasonal_ops import undoing

        with self._database.rehearse() as session:
            return tuple(undoing.revert(session, fact_id=fact_id, **self._signed))

    def revert(self, fact_id: int) -> None:
        """Take a fact back by a new change, with all that it caused."""
        from seasonal_ops import undoing

        with self._change() as session:
            undoing.revert(session, fact_id=fact_id, **self._signed)

    def undo(self) -> str:
        """Take back this person's newest step at this terminal; what it was, or that there is none."""
        from seasonal_ops import undoing

        return self._turn(undoing.undo)

    def redo(self) -> str:
        """Do again what was undone last; what it was, or that there is none."""
        from seasonal_ops import undoing

        return self._turn(undoing.redo)

    def _turn(self, verb: Callable[..., str]) -> str:
        from seasonal_ops.undoing import NothingLeft

        try:
            with self._change() as session:
                return verb(session, **self._signed)
        except NothingLeft as nothing:
            return f"{str(nothing).capitalize()}."
