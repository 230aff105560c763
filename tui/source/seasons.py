"""New plans, roll-forward, anchors, going live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import AnchorPreview, GoingLiveView, Move, PlanView, SeasonPreview, TemplateView


class Wanted(NamedTuple):
    """A season as it is typed: from a template, or from the plan to roll forward (slugs).

    `year` and `dates` (by the anchors' names) are as they stand in their boxes; empty = as it comes.
    `include` are ids of activities to be taken along that would not go on.
    """

    template: str = ""
    plan: str = ""
    year: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    include: frozenset[int] = frozenset()


class SeasonSource(Protocol):
    """What is shown first is what is done then, or it raises `errors.Changed`."""

    def templates(self) -> tuple[TemplateView, ...]:
        """The shipped templates."""

    def season(self, wanted: Wanted) -> SeasonPreview:
        """What would be made of it; problems are part of the answer."""

    def make_season(self, wanted: Wanted, seen: Sequence[Move]) -> PlanView:
        """Make it, a draft."""

    def anchor(self, plan: str, name: str, typed: str) -> AnchorPreview:
        """What an anchor of a plan would move on the date in its box; problems are part of the answer."""

    def move_anchor(self, plan: str, name: str, on: date, seen: Sequence[Move]) -> tuple[Move, ...]:
        """Move it, and what hangs on it."""

    def going_live(self, plan: str) -> GoingLiveView:
        """Whom a plan would write to once it is live."""

    def go_live(self, plan: str) -> PlanView:
        """From now on its messages are really sent."""
