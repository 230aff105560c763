"""Counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import (
        CountBlock,
        CountPlace,
        CountSheet,
        CountSpot,
        CountView,
        KeptCount,
        PasteView,
        TakenCount,
    )
    from seasonal_ops.words import CountStatus


class CountSource(Protocol):
    """What was counted, night by night."""

    def count_sheet(self, at: CountPlace) -> CountSheet:
        """All measures of a place over their nights, last year's same nights beside them."""

    def keep_count(self, spot: CountSpot, text: str, seen: int | None) -> KeptCount | TakenCount:
        """Keep what was typed in a place; `seen` is the id of what stood there. Raises for what cannot be."""

    def withdraw_count(self, spot: CountSpot, seen: int, reason: str) -> None:
        """Take out what was recorded in a wrong place; `seen` is the id of what stood there."""

    def explain_count(self, spot: CountSpot, seen: int, reason: str) -> KeptCount:
        """Say why an unusual value is right."""

    def mark_count(self, spot: CountSpot, seen: int, status: CountStatus) -> KeptCount:
        """Say that a value is final, or that it may still change."""

    def keep_nils(self, at: CountPlace, measure: str, nights: tuple[date, ...]) -> int:
        """A nil return for each night; how many were recorded."""

    def approve_counts(self, at: CountPlace, measure: str, newest: int) -> int:
        """Lock what is recorded of a measure, wherever it stands; how many values that are.

        `newest` is that of the sheet that was looked at.
        """

    def reopen_counts(self, at: CountPlace, measure: str, reason: str) -> int:
        """Unlock what was approved of a measure; how many values that are."""

    def past_of_count(self, spot: CountSpot) -> tuple[CountView, ...]:
        """Every revision of what was said of a place, the newest first."""

    def weigh_block(self, block: CountBlock) -> PasteView:
        """What keeping a block would do."""

    def keep_block(self, block: CountBlock, seen: tuple[int | None, ...]) -> PasteView:
        """Keep all of a block, or with a problem nothing; what was done.

        `seen` is that of the view that was looked at: over anything else nothing is kept either.
        """
