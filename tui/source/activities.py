"""Today, and the changes that every list of activities makes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, PartnerView, PlanView, TodayView
    from seasonal_ops.words import Answer, Role, Status


class Seen(NamedTuple):
    """An activity in the version that the lead looks at: another one is not overwritten."""

    id: int
    version: int


class ActivitySource(Protocol):
    """A change of several activities is one: all of it or nothing, and one step to undo.

    Changes raise `errors.Changed` when one of them is no longer at the version that was seen.
    """

    def today(self, plan: str | None) -> TodayView:
        """Today over one plan (its slug) or all of them."""

    def partners(self) -> tuple[PartnerView, ...]:
        """Everybody who can be assigned."""

    def plans(self) -> tuple[PlanView, ...]:
        """Every plan, the one that ends last first."""

    def set_status(
        self, seen: tuple[Seen, ...], status: Status, note: str | None = None
    ) -> tuple[ActivityView, ...]:
        """How the delivery goes."""

    def assign(self, seen: tuple[Seen, ...], partner_slug: str, role: Role) -> tuple[ActivityView, ...]:
        """Ask a partner to lead or support."""

    def respond(
        self, seen: tuple[Seen, ...], partner_slug: str, answer: Answer, on: date | None, note: str
    ) -> tuple[ActivityView, ...]:
        """Record what a partner said; `on` is the date it proposes, `note` how it was learnt."""

    def newest(self) -> int:
        """The number of the newest fact; it rises with every change by anybody."""
