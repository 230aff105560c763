"""A season against earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import ComparisonView
    from seasonal_ops.words import Readers


class ComparisonSource(Protocol):
    """A season against earlier ones; reckoning it takes a moment."""

    def compared(self, plan: str | None, against: tuple[str, ...]) -> ComparisonView | None:
        """A plan (None: the last one with counts) beside earlier plans or years (none: the one before).

        None when nothing is counted in any plan.
        """

    def write_report(
        self, plan: str, against: tuple[str, ...], readers: Readers, file: str, replace: bool
    ) -> str | None:
        """Write the report in the format that the file's name ends with; where it went.

        None, and nothing is written, when there is a file of that name that is not to be replaced.
        """
