"""The month for the Local Priorities Group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import MonthSection, MonthSheet


class MonthSource(Protocol):
    """The month for the Local Priorities Group."""

    def month(self, month: date | None) -> MonthSheet:
        """The month in which the local date lies, over all plans; None is the last whole one."""

    def month_outcomes(self, month: date) -> tuple[MonthSection, ...]:
        """What came of its plans, and their lessons; reckoning it takes a moment."""

    def write_month(self, month: date, file: str, replace: bool) -> str | None:
        """Write its page in the format that the file's name ends with; where it went.

        None, and nothing is written, when there is a file of that name that is not to be replaced.
        """
