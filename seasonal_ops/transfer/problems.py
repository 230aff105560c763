"""What is wrong with a spreadsheet, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from seasonal_ops.errors import BadValue
from seasonal_ops.names import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One sentence, and where: as the spreadsheet program shows it.

    `sheet` is empty where a file has but one, `row` 0 when a whole sheet or file is meant, `column` (a
    letter) empty when a whole row is, or when the file has no columns (JSON).
    """

    sentence: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    header: str = ""

    @property
    def where(self) -> str:
        """`sheet "Operation", C7 (start)`; empty when the whole file is meant."""
        cell = f"{self.column}{self.row}" if self.column else f"row {self.row}"
        header = f" ({self.header})" if self.header else ""
        named = [f"sheet {quoted(self.sheet)}"] if self.sheet else []
        return ", ".join([*named, *([cell + header] if self.row else [])])

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """By sheet, row and column, as a person goes through a file."""
    sheets = list(dict.fromkeys(one.sheet for one in problems))
    return tuple(
        sorted(problems, key=lambda one: (sheets.index(one.sheet), one.row, len(one.column), one.column))
    )


class BadSheet(BadValue):
    """A spreadsheet that cannot be taken; `problems` are all that were found, at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - 1
        rest = f"; and {more} more problem{'s' * (more > 1)}: see them with --dry-run" if more else ""
        super().__init__(f"{problems[0]}{rest}")
