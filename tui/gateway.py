"""The one way from the screens to the data: blocking calls for thread workers, a transaction each.

The database's libraries are imported inside the calls, so that the first picture need not wait for
them (import of sqlmodel: about 0.4 s).
"""

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from seasonal_ops.views import ActivityView, PartnerView, PlanView, TodayView
from seasonal_ops.words import Answer, Role, Status
from tui.feed_gateway import FeedGateway, partner_id
from tui.outbox_gateway import OutboxGateway

if TYPE_CHECKING:
    from sqlmodel import Session


class Gateway(FeedGateway, OutboxGateway):
    """The real source (`tui.source`), on the database, which is opened by the first thread that asks."""

    def today(self, plan: str | None) -> TodayView:
        """Today over one plan (its slug) or all of them."""
        from seasonal_ops import queries

        with self._database.read() as session:
            plan_id = None if plan is None else queries.find_plan(session, plan).id
            now = self._clock().astimezone(ZoneInfo(self._time_zone))
            return queries.today(session, now=now, plan_id=plan_id, time_zone=self._time_zone)

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
        self, activity_id: int, status: Status, version: int, note: str | None = None
    ) -> ActivityView:
        """Raises Changed when the activity is no longer at `version`."""
        from seasonal_ops import planning

        with self._database.write() as session:
            planning.set_status(
                session,
                activity_id=activity_id,
                status=status,
                note=note,
                expected_version=version,
                **self._signed,
            )
            return _shown(session, activity_id)

    def assign(self, activity_id: int, partner_slug: str, role: Role) -> ActivityView:
        """Ask a partner to lead or support."""
        from seasonal_ops import planning

        with self._database.write() as session:
            planning.assign(
                session,
                activity_id=activity_id,
                partner_id=partner_id(session, partner_slug),
                role=role,
                **self._signed,
            )
            return _shown(session, activity_id)

    def respond(
        self, activity_id: int, partner_slug: str, answer: Answer, on: date | None, note: str
    ) -> ActivityView:
        """Record what a partner said; `on` is the date it proposes, `note` how it was learnt."""
        from seasonal_ops import planning

        with self._database.write() as session:
            planning.respond(
                session,
                activity_id=activity_id,
                partner_id=partner_id(session, partner_slug),
                answer=answer,
                on=on,
                note=note,
                **self._signed,
            )
            return _shown(session, activity_id)

    def newest(self) -> int:
        """The number of the newest fact; it rises with every change by anybody."""
        from seasonal_ops import journal

        with self._database.read() as session:
            return journal.newest(session)


def _shown(session: "Session", activity_id: int) -> ActivityView:
    from seasonal_ops import queries

    # What a verb changed must be in the rows before it is read back.
    session.flush()
    return queries.activity(session, activity_id)
