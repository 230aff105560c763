"""What the gateway knows of partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.gateway.connection import Connection, partner_id, plan_id

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.views.chasing import Chased, ChasePreview
    from seasonal_ops.views.partners import PartnerDetail, PartnerLine


class PartnerGateway(Connection):
    """How partners stand, and what they are asked once more."""

    def partner_lines(self, plan: str | None) -> tuple[PartnerLine, ...]:
        """Every partner by name; of one plan those that are assigned to something in it."""
        from seasonal_ops.queries.standing import partner_lines

        with self._database.read() as session:
            chosen = None if plan is None else plan_id(session, plan)
            lines = partner_lines(session, now=self._clock(), plan_id=chosen, time_zone=self._time_zone)
            return tuple(lines)

    def partner_detail(self, partner: str, plan: str | None) -> PartnerDetail:
        """All of one partner."""
        from seasonal_ops import queries
        from seasonal_ops.queries.standing import partner_detail

        with self._database.read() as session:
            chosen = None if plan is None else plan_id(session, plan)
            row = queries.find_partner(session, partner)
            return partner_detail(session, row, now=self._clock(), plan_id=chosen)

    def preview_chase(
        self, partners: tuple[str, ...], activities: tuple[int, ...], plan: str | None
    ) -> ChasePreview:
        """The messages as they would go; nothing is queued."""
        from seasonal_ops.reminders.outbox.chase_preview import rehearse_chase

        with self._database.rehearse() as session:
            whom = self._whom(session, partners, activities, plan)
            return rehearse_chase(session, read=self._post.read, **whom, **self._signed)

    def chase(self, partners: tuple[str, ...], activities: tuple[int, ...], plan: str | None) -> Chased:
        """Queue them: due now, sent by the scheduler."""
        from seasonal_ops.reminders.outbox.chasing import chase

        with self._change() as session:
            return chase(session, **self._whom(session, partners, activities, plan), **self._signed)

    def _whom(
        self, session: Session, partners: tuple[str, ...], ids: tuple[int, ...], plan: str | None
    ) -> dict[str, Any]:
        found = [partner_id(session, one) for one in partners]
        chosen = None if plan is None else plan_id(session, plan)
        return {"partner_ids": found or None, "activity_ids": ids or None, "plan_id": chosen}
