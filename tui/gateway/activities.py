"""What the gateway knows of activities."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.gateway.connection import Connection, partner_id, plan_id

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.views import ActivityView, PartnerView, PlanView, TodayView
    from seasonal_ops.words import Answer, Role, Status
    from tui.source import Seen


class ActivityGateway(Connection):
    """Today, and the changes that every list of activities makes."""

    def today(self, plan: str | None) -> TodayView:
        """Today over one plan (its slug) or all of them."""
        from seasonal_ops import queries

        with self._database.read() as session:
            chosen = None if plan is None else plan_id(session, plan)
            now = self._clock().astimezone(ZoneInfo(self._time_zone))
            return queries.today(
                session, now=now, plan_id=chosen, time_zone=self._time_zone, opened=self._opened
            )

    def partners(self) -> tuple[PartnerView, ...]:
        """Everybody who can be assigned."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return tuple(queries.partners(session))

    def plans(self) -> tuple[PlanView, ...]:
        """Every plan, the one that ends last first."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return tuple(sorted(queries.plans(session), key=lambda plan: plan.ends_on, reverse=True))

    def set_status(
        self, seen: tuple[Seen, ...], status: Status, note: str | None = None
    ) -> tuple[ActivityView, ...]:
        """How the delivery goes."""
        from seasonal_ops import planning

        def verb(session: Session, one: Seen) -> None:
            planning.set_status(
                session,
                activity_id=one.id,
                status=status,
                note=note,
                expected_version=one.version,
                **self._signed,
            )

        return self._each(seen, verb)

    def assign(self, seen: tuple[Seen, ...], partner_slug: str, role: Role) -> tuple[ActivityView, ...]:
        """Ask a partner to lead or support."""
        from seasonal_ops import planning

        def verb(session: Session, one: Seen) -> None:
            planning.assign(
                session,
                activity_id=one.id,
                partner_id=partner_id(session, partner_slug),
                role=role,
                expected_version=one.version,
                **self._signed,
            )

        return self._each(seen, verb)

    def respond(
        self, seen: tuple[Seen, ...], partner_slug: str, answer: Answer, on: date | None, note: str
    ) -> tuple[ActivityView, ...]:
        """Record what a partner said; `on` is the date it proposes, `note` how it was learnt."""
        from seasonal_ops import planning

        def verb(session: Session, one: Seen) -> None:
            planning.respond(
                session,
                activity_id=one.id,
                partner_id=partner_id(session, partner_slug),
                answer=answer,
                on=on,
                note=note,
                expected_version=one.version,
                **self._signed,
            )

        return self._each(seen, verb)

    def newest(self) -> int:
        """The number of the newest fact; it rises with every change by anybody."""
        from seasonal_ops import journal

        self._require_as_it_was()
        with self._database.read() as session:
            return journal.newest(session)
