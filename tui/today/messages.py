"""Where the cursor of Today stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from seasonal_ops.views import TodayRow


@dataclass
class Moved(Message):
    """It stands on this row, or on none; `overdue` is the section it stands in."""

    row: TodayRow | None
    overdue: bool = False
