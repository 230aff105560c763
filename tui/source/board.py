"""The whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView
    from seasonal_ops.views.board import BoardView


class BoardSource(Protocol):
    """The whole plan, a line each; all of an activity only when it is wanted."""

    def board(self, plan: str | None, first: int | None = None) -> BoardView:
        """One plan (its slug) or all of them; with `first` no more than that, for a first picture."""

    def in_full(self, ids: tuple[int, ...]) -> tuple[ActivityView, ...]:
        """All of these activities, in the order given; those that are gone are left out."""
