"""What the gateway knows of: a season against earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.gateway.connection import Connection
from tui.gateway.files import write_paper

if TYPE_CHECKING:
    from seasonal_ops.paper.blocks import Paper
    from seasonal_ops.views import ComparisonView
    from seasonal_ops.words import Readers


class ComparisonGateway(Connection):
    """A season against earlier ones."""

    def compared(self, plan: str | None, against: tuple[str, ...]) -> ComparisonView | None:
        """A plan, or the last one with counts, beside earlier plans or years (none: the one before)."""
        from seasonal_ops import queries
        from seasonal_ops.reports.comparing import comparison

        with self._database.read() as session:
            found = queries.last_counted(session) if plan is None else queries.find_plan(session, plan)
            return None if found is None else comparison(session, found, against, now=self._clock())

    def write_report(
        self, plan: str, against: tuple[str, ...], readers: Readers, file: str, replace: bool
    ) -> str | None:
        """Write the report to a file; where it went, None where there is one already."""

        def paper() -> Paper:
            from seasonal_ops import queries
            from seasonal_ops.reports.document import report_paper
            from seasonal_ops.reports.gather import gather

            with self._database.read() as session:
                found = queries.find_plan(session, plan)
                report = gather(session, found, against, readers=readers, now=self._clock())
            return report_paper(report)

        return write_paper(paper, file, replace=replace)
