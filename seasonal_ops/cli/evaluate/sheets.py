"""An analyst's file: a table with named columns, every cell of it sound or named as a problem.

What is wrong is collected while the rows are read, and `sound` then refuses the file as a whole; until
then a cell that is wrong stands for 0 or an empty text.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from seasonal_ops.cli.output import emit, say
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.ratios import check_exposure
from seasonal_ops.evaluation.statistics.whole import check_count
from seasonal_ops.names import joined, key, nearest, quoted
from seasonal_ops.text import accept_line

if TYPE_CHECKING:
    from seasonal_ops.transfer.problems import Problem
    from seasonal_ops.transfer.table import Row, Sheet, Table

Parsed = TypeVar("Parsed")

_DIGITS: Final = "([0-9]{1,13}|[0-9]{1,3}(,[0-9]{3}){1,3})"
_WHOLE: Final = re.compile(_DIGITS, re.ASCII)
_NUMBER: Final = re.compile(rf"{_DIGITS}(\.[0-9]{{1,9}})?", re.ASCII)
# What others call a column, which no likeness of letters tells.
_ALSO: Final = {"total": "count", "value": "count", "number": "count", "incidents": "count", "date": "year"}
_NO_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Form:
    """The columns that a file must have, and those that it may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them."""
        return self.needed + self.optional


@dataclass(slots=True)
class Reading:
    """One table as it is read: which form it has, its lines, and what is wrong so far."""

    file: str
    form: Form
    sheet: "Sheet"
    columns: dict[str, int]
    problems: "list[Problem]" = field(default_factory=list)
    _seen: dict[Hashable, int] = field(default_factory=dict)

    @property
    def lines(self) -> "list[Line]":
        """The rows below the headers; none when the headers are not understood."""
        return [] if self.problems else [Line(self, row) for row in self.sheet.rows[1:]]

    def has(self, column: str) -> bool:
        """Whether the file has an optional column."""
        return column in self.columns

    def wrong(self, sentence: str, row: int = 0, column: str = "") -> None:
        """Note a problem: of a cell, of a row, or of the whole table."""
        from seasonal_ops.transfer import limits
        from seasonal_ops.transfer.problems import Problem
        from seasonal_ops.transfer.table import letter

        if len(self.problems) < limits.MOST_PROBLEMS:
            at = letter(self.columns[column]) if column in self.columns else ""
            self.problems.append(
                Problem(sentence=sentence, sheet=self.sheet.name, row=row, column=at, header=column)
            )

    def once(self, line: "Line", column: str, *identity: Hashable) -> None:
        """Note a problem where a row is of the same thing as one above."""
        if line.sound and (first := self._seen.setdefault(identity, line.row.number)) != line.row.number:
            named = " ".join(str(part) for part in identity)
            line.wrong(f"{named} stands in row {first} already; keep one of the two", column)

    def sound(self, *, as_json: bool) -> None:
        """Raises BadValue when anything is wrong, and shows all of it first."""
        if not self.problems:
            return

        def text() -> None:
            for problem in self.problems:
                say(f"✗ {problem}")

        emit({"problems": [asdict(one) for one in self.problems]}, as_json=as_json, text=text)
        many = len(self.problems)
        raise BadValue(
            f"{many} problem{'s' * (many > 1)} in {quoted(self.file)}; correct the file, then try again"
        )


@dataclass(slots=True)
class Line:
    """One row of the table; a cell that is wrong is noted, and what it gives then means nothing."""

    reading: Reading
    row: "Row"
    sound: bool = True

    def wrong(self, sentence: str, column: str = "") -> None:
        """Note a problem in a cell, or without a column in the row."""
        self.sound = False
        self.reading.wrong(sentence, self.row.number, column)

    def count(self, column: str) -> int:
        """A whole number, 0 or more."""
        return self._parsed(column, _count, 0)

    def number_between(self, column: str, first: int, last: int) -> int:
        """A whole number in a range, such as a year or a month."""
        value = self._parsed(column, _count, first)
        if not first <= value <= last:
            self.wrong(f"{value} is no {column}; write a number from {first} to {last}", column)
        return value

    def exposure(self, column: str) -> float:
        """A number above 0 of days or months."""
        return self._parsed(column, _exposure, 1.0)

    def percentage(self, column: str) -> float:
        """From 0 to 100."""
        return self._parsed(column, _percentage, 0.0)

    def text(self, column: str) -> str:
        """A text of one line."""
        return self._parsed(column, lambda value: accept_line(_shown(value), "the cell"), "")

    def _parsed(self, column: str, parse: Callable[[object], Parsed], instead: Parsed) -> Parsed:
        value = self.row.at(self.reading.columns[column])
        try:
            return parse(_usable(value, column))
        except BadValue as error:
            self.wrong(str(error), column)
            return instead


def read_table(path: Path, *forms: Form) -> Reading:
    """The table of a .csv or .xlsx that has one of the forms, or the one that is nearest to.

    Its headers stand in its first row. Raises NotFound or BadValue for a file that cannot be read.
    """
    from seasonal_ops.transfer.files.reading import read

    table = read(path)
    sheet = _sheet(table, forms)
    names = _headers(sheet)
    form = max(forms, key=lambda form: sum(name in form.columns for name in names))
    columns: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in form.columns:
            columns.setdefault(name, at)
    reading = Reading(path.name, form, sheet, columns)
    _check_headers(reading, names)
    return reading


def _sheet(table: "Table", forms: Sequence[Form]) -> "Sheet":
    """The one sheet that has a form; the first one that holds anything when none has."""
    from seasonal_ops.transfer.table import Kind

    filled = [sheet for sheet in table.sheets if sheet.rows]
    if table.kind is Kind.JSON or not filled:
        raise BadValue("there is no table in the file; give a .csv or a .xlsx with named columns")
    fitting = [sheet for sheet in filled if any(_fits(_headers(sheet), form) for form in forms)]
    if len(fitting) > 1:
        named = joined([quoted(sheet.name) for sheet in fitting])
        raise BadValue(f"the sheets {named} all have the columns wanted; keep one of them in the file")
    return (fitting or filled)[0]


def _headers(sheet: "Sheet") -> list[str]:
    """The first row as names of columns: small letters, words joined by an underscore."""
    return [_NO_WORD.sub("_", key(_shown(value))).strip("_") for value in sheet.rows[0].values]


def _fits(names: Sequence[str], form: Form) -> bool:
    return set(form.needed) <= set(names)


def _check_headers(reading: Reading, names: Sequence[str]) -> None:
    row, form = reading.sheet.rows[0].number, reading.form
    meant = {name: _meant(name, form) for name in names if name and name not in form.columns}
    found = {*names, *(close for likely in meant.values() for close in likely)}
    missing = [name for name in form.needed if name not in found]
    strange = [quoted(name) for name, likely in meant.items() if not likely]
    for name, likely in meant.items():
        if likely:
            reading.wrong(
                f"there is no column {quoted(name)} here; did you mean {joined(likely, 'or')}?", row
            )
    if missing:
        instead = f"; {joined(strange)} {'is' if len(strange) == 1 else 'are'} not known here" * bool(strange)
        absent = joined(missing, "or")
        reading.wrong(f"there is no column {absent}; needed: {joined(form.needed)}{instead}", row)
    elif strange:
        known = joined(form.columns)
        reading.wrong(f"there is no column {joined(strange, 'or')} here; known: {known}", row)
    for at, name in enumerate(names):
        if name in form.columns and reading.columns[name] != at:
            reading.wrong(f"there are two columns {name}; keep one", row)
    if len(reading.sheet.rows) < 2:
        reading.wrong("there are no rows below the headers; write the numbers there", row)


def _meant(name: str, form: Form) -> list[str]:
    """The columns that a name nobody knows may stand for."""
    if (also := _ALSO.get(name)) in form.columns:
        return [str(also)]
    return nearest(name, form.columns)


def _shown(value: object) -> str:
    """A cell as a text, a whole number without a decimal point."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return value if isinstance(value, str) else "" if value is None else str(value)


def _usable(value: object, column: str) -> object:
    from seasonal_ops.transfer.table import Unusable

    if value is None:
        raise BadValue(f"the cell is empty; write the {column}, or take the row out")
    if isinstance(value, Unusable):
        raise BadValue(value.sentence)
    return value


def _count(value: object) -> int:
    return count_of(_shown(value))


def count_of(written: str) -> int:
    """A count as people write it, "1,234" too. Raises BadValue for what is none."""
    text = written.strip()
    if not _WHOLE.fullmatch(text):
        raise BadValue(f"{quoted(text)} is not a count; write a whole number in digits, 0 or more")
    number = int(text.replace(",", ""))
    check_count(number)
    return number


def _exposure(value: object) -> float:
    return exposure_of(_shown(value))


def exposure_of(written: str) -> float:
    """Days or months as people write them. Raises BadValue for what is no number above 0."""
    text = written.strip()
    if not _NUMBER.fullmatch(text):
        raise BadValue(
            f"{quoted(text)} is no number of days or months; write one above 0, such as 12 or 30.5"
        )
    number = float(text.replace(",", ""))
    check_exposure(number)
    return number


def _percentage(value: object) -> float:
    text = _shown(value).strip().removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(text) or float(text) > 100:
        raise BadValue(f"{quoted(_shown(value))} is not a percentage; write a number from 0 to 100")
    # A spreadsheet program keeps 82% as 0.82 and says nothing of it.
    if isinstance(value, float) and 0 < value < 1:
        raise BadValue(f'{text} reads like a part of 1; write 82 for 82%, or "0.5%" as a text')
    return float(text)
