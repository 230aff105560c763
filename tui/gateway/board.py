"""What the gateway knows of: the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.gateway.connection import Connection, plan_id

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView
    from seasonal_ops.views.board import BoardView


class BoardGateway(Connection):
    """The whole plan, a line each; all of an activity only when it is wanted."""

    def board(self, plan: str | None, first: int | None = None) -> BoardView:
        """One plan (its slug) or all of them; with `first` no more than that, for a first picture."""
        from seasonal_ops.queries.board import board

        with self._database.read() as session:
            chosen = None if plan is None else plan_id(session, plan)
            return board(session, now=self._clock(), plan_id=chosen, first=first, time_zone=self._time_zone)

    def in_full(self, ids: tuple[int, ...]) -> tuple[ActivityView, ...]:
        """All of these activities, in the order given; those that are gone are left out."""
        from seasonal_ops import queries
        from seasonal_ops.db import batched

        with self._database.read() as session:
            found = {one.id: one for some in batched(ids) for one in queries.activities(session, ids=some)}
        return tuple(found[one] for one in ids if one in found)
