"""The targets of an action plan, as its rows say them and as they stand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seasonal_ops.names import key
from seasonal_ops.transfer.cells.agencies import NOBODY
from seasonal_ops.transfer.cells.aims import amount_in, date_in
from seasonal_ops.transfer.cells.bullets import items, untagged
from seasonal_ops.views import TargetView

Name = tuple[str, str]


@dataclass(slots=True)
class Goal:
    """One target of a sheet, and the row in which it begins.

    `by` is the date that a column says, `in_text` the one that its own words say; `group` None: the sheet
    has no such column.
    """

    sheet: str
    row: int
    objective: str
    text: str
    group: str | None
    by: date | None
    in_text: date | None

    @property
    def name(self) -> Name:
        """By what two targets are told to be one."""
        return goal_name(self.objective, self.text)

    @property
    def date(self) -> date | None:
        """When it is due, wherever the sheet says so."""
        return self.by or self.in_text

    @property
    def amount(self) -> tuple[Decimal | None, bool]:
        """The number that its words say, and whether that is per cent."""
        return amount_in(self.text)


def goal_name(objective: str, text: str) -> Name:
    """Objective and target as they are compared: without tags, spaces and case; a dash says none."""
    return _compared(objective), _compared(text)


def _compared(text: str) -> str:
    said = key(untagged(text))
    return "" if said in NOBODY else said


def due(target: TargetView) -> date | None:
    """When a target that stands is due, as an import of its export will understand it."""
    return target.by or date_in(target.text, day_first=None)


def group_line(text: str) -> str:
    """The delivery groups of a cell on one line."""
    found, introductions = items(untagged(text))
    return "; ".join([*introductions, *found])
