"""The one way from the screens to the data: blocking calls for thread workers, a transaction each.

The database's libraries are imported inside the calls, so that the first picture need not wait for
them (import of sqlmodel: about 0.4 s).
"""

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from seasonal_ops.views import ActivityView, PartnerView, TodayView
from seasonal_ops.words import Answer, Role, Status

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.db import Database
    from seasonal_ops.facts import Actor


class Source(Protocol):
    """What the screens ask for. Every call may raise errors.SeasonalOpsError."""

    def today(self, plan: str | None) -> TodayView:
        """Today over one plan (its slug) or all of them."""

    def partners(self) -> tuple[PartnerView, ...]:
        """Everybody who can be assigned."""

    def set_status(
        self, activity_id: int, status: Status, version: int, note: str | None = None
    ) -> ActivityView:
        """Raises Changed when the activity is no longer at `version`."""

    def assign(self, activity_id: int, partner_slug: str, role: Role) -> ActivityView:
        """Ask a partner to lead or support."""

    def respond(
        self, activity_id: int, partner_slug: str, answer: Answer, on: date | None, note: str
    ) -> ActivityView:
        """Record what a partner said; `on` is the date it proposes, `note` how it was learnt."""

    def newest(self) -> int:
        """The number of the newest fact; it rises with every change by anybody."""


class Gateway:
    """The real source, on the database. `database` is called once, in the first thread that asks."""

    def __init__(
        self,
        database: "Callable[[], Database]",
        actor: "Actor",
        clock: Callable[[], datetime],
        time_zone: str = "Europe/London",
    ) -> None:
        self._make, self._actor, self._clock = database, actor, clock
        self._lock = Lock()
        self._made: Database | None = None
        self._time_zone = time_zone

    @property
    def _database(self) -> "Database":
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def today(self, plan: str | None) -> TodayView:
        """Today over one plan (its slug) or all of them."""
        from seasonal_ops import queries

        with self._database.read() as session:
            plan_id = None if plan is None else queries.find_plan(session, plan).id
            return queries.today(session, now=self._clock(), plan_id=plan_id, time_zone=self._time_zone)

    def partners(self) -> tuple[PartnerView, ...]:
        """Everybody who can be assigned."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return tuple(queries.partners(session))

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
                actor=self._actor,
                now=self._clock(),
            )
            return _shown(session, activity_id)

    def assign(self, activity_id: int, partner_slug: str, role: Role) -> ActivityView:
        """Ask a partner to lead or support."""
        from seasonal_ops import planning

        with self._database.write() as session:
            planning.assign(
                session,
                activity_id=activity_id,
                partner_id=_partner_id(session, partner_slug),
                role=role,
                actor=self._actor,
                now=self._clock(),
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
                partner_id=_partner_id(session, partner_slug),
                answer=answer,
                on=on,
                note=note,
                actor=self._actor,
                now=self._clock(),
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


def _partner_id(session: "Session", slug: str) -> int:
    from seasonal_ops import queries

    # A view's id is never None, as a row's may be.
    return queries.partner(session, queries.find_partner(session, slug)).id
