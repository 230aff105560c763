"""What the month tells its screen."""

from dataclasses import dataclass
from datetime import date

from textual.message import Message

from seasonal_ops.views import MonthSection, MonthSheet


@dataclass
class MonthLoaded(Message):
    """The month was read."""

    sheet: MonthSheet


@dataclass
class OutcomesLoaded(Message):
    """What came of a month's plans was reckoned."""

    month: date
    sections: tuple[MonthSection, ...]
