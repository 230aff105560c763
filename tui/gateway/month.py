"""What the gateway knows of: the month for the Local Priorities Group."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from seasonal_ops.nights import local_today
from tui.gateway.connection import Connection
from tui.gateway.files import write_paper

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.paper.blocks import Paper
    from seasonal_ops.views import MonthSection, MonthSheet, MonthView


class MonthGateway(Connection):
    """The month for the Local Priorities Group, over all plans."""

    def month(self, month: date | None) -> MonthSheet:
        """A month in the words of the board's page; None is the last whole one."""
        from seasonal_ops.reports.month_sheet import month_sheet

        last = self._today().replace(day=1) - timedelta(days=1)
        with self._database.read() as session:
            return month_sheet(self._view(session, month or last))

    def month_outcomes(self, month: date) -> tuple[MonthSection, ...]:
        """What came of its plans, and their lessons."""
        from seasonal_ops.reports.month_sheet import month_outcomes

        with self._database.read() as session:
            return month_outcomes(session, self._view(session, month), now=self._clock())

    def write_month(self, month: date, file: str, replace: bool) -> str | None:
        """Write its page to a file; where it went, None where there is one already."""

        def paper() -> Paper:
            from seasonal_ops.reports.month import month_paper

            with self._database.read() as session:
                return month_paper(self._view(session, month), on=self._today())

        return write_paper(paper, file, replace=replace)

    def _view(self, session: Session, month: date) -> MonthView:
        from seasonal_ops import queries

        return queries.month(session, month=month, now=self._clock(), time_zone=self._time_zone)

    def _today(self) -> date:
        return local_today(self._clock(), self._time_zone)
