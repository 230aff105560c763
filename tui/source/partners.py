"""Partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views.chasing import Chased, ChasePreview
    from seasonal_ops.views.partners import PartnerDetail, PartnerLine


class PartnerSource(Protocol):
    """How partners stand, and what they are asked once more; partners and plans are slugs.

    A chase is about these activities, or with none about whatever is owed in the plan, None: in any. It goes
    to these partners, or with none to everybody, and raises `errors.Refused` with the reasons when there is
    nobody to ask.
    """

    def partner_lines(self, plan: str | None) -> tuple[PartnerLine, ...]:
        """Every partner by name; of one plan those that are assigned to something in it."""

    def partner_detail(self, partner: str, plan: str | None) -> PartnerDetail:
        """All of one partner."""

    def preview_chase(
        self, partners: tuple[str, ...], activities: tuple[int, ...], plan: str | None
    ) -> ChasePreview:
        """The messages as they would go; nothing is queued."""

    def chase(self, partners: tuple[str, ...], activities: tuple[int, ...], plan: str | None) -> Chased:
        """Queue them: due now, sent by the scheduler."""
