"""What the gateway knows of: days, loads, and what a move would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.gateway.connection import Connection, plan_id

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, MoveOutlook, TimelineView
    from tui.source import Seen
    from tui.source.timeline import Place


class TimelineGateway(Connection):
    """Days, loads, and what a move would do."""

    def timeline(self, plan: str | None) -> TimelineView:
        """The activities of one plan (its slug) or all of them, over days."""
        from seasonal_ops import queries

        with self._database.read() as session:
            chosen = None if plan is None else plan_id(session, plan)
            return queries.timeline(session, now=self._clock(), plan_id=chosen, time_zone=self._time_zone)

    def outlook(self, seen: Seen, place: Place) -> MoveOutlook:
        """What moving an activity there would do, by doing it and taking it back."""
        from seasonal_ops import planning

        with self._database.rehearse() as session:
            return planning.outlook_of_move(session, **_asked(seen, place), **self._signed)

    def place(self, seen: Seen, place: Place, *, along: bool) -> tuple[ActivityView, ...]:
        """Move it there, `along` with what waits for it; all that moved, itself first."""
        from seasonal_ops import planning, queries

        asked = {**_asked(seen, place), **self._signed}
        with self._change() as session:
            ids = [seen.id]
            if along:
                moves = planning.move_with_waiting(session, **asked)
                ids = [move.activity for move in moves if move.activity is not None]
            else:
                planning.move_activity(session, **asked)
            # What a verb changed must be in the rows before it is read back.
            session.flush()
            found = {view.id: view for view in queries.activities(session, ids=ids)}
            return tuple(found[one] for one in ids)


def _asked(seen: Seen, place: Place) -> dict[str, Any]:
    return {
        "activity_id": seen.id,
        "expected_version": seen.version,
        "to": place.on,
        "last_day": place.last_day,
        "end": place.end,
    }
