"""Rows of a sheet become the values that they ask to record; what cannot be read becomes a problem."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from seasonal_ops.dates import plain
from seasonal_ops.dates.wording import WEEKDAYS, weekday_name
from seasonal_ops.errors import BadValue
from seasonal_ops.names import quoted, unknown
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import Choices, loose, word
from seasonal_ops.transfer.cells.days import DateReader, reads_as_date
from seasonal_ops.transfer.counts.layout import TOTALS, Column, Layout
from seasonal_ops.transfer.counts.personal import REFUSED, personal_cell
from seasonal_ops.transfer.counts.values import Said, is_closed, number_of, read_value
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.table import Row, Unusable, Value, letter
from seasonal_ops.views import MeasureView
from seasonal_ops.words import CountStatus, Qualifier

# What stands in the column of areas for all of them.
WHOLE: Final = frozenset({"whole district", "district", "whole borough", "borough", "everywhere"})
_WEEKDAYS: Final = frozenset(name[:3].casefold() for name in WEEKDAYS)
_DATES: Final = (Column.DATE, Column.UNTIL, Column.AS_AT)
_TEXTS: Final = (Column.SOURCE, Column.QUOTE, Column.REASON, Column.UNIT)
_COMMON: Final = (
    *(Column.UNTIL, Column.AREA, Column.ACTIVITY, Column.QUALIFIER, Column.STATUS, Column.AS_AT),
    *_TEXTS,
)
# A name of an area is short and has no digit: anything else may be an address, and is not said again.
_LONGEST_SAID: Final = 40
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One value that a cell asks to record; what the sheet leaves open is None. `said` None: it is blank."""

    layout: Layout
    row: int
    column: int
    measure: str
    on: date
    until: date | None
    area: str | None
    activity: int | None
    said: Said | None
    status: CountStatus | None
    as_at: date | None
    texts: Mapping[Column, str]

    @property
    def place(self) -> tuple[str, date, date, str | None, int | None]:
        """What no two values can be of: measure, first and last day, area, activity."""
        return self.measure, self.on, self.until or self.on, self.area, self.activity

    def problem(self, sentence: str) -> Problem:
        """A problem in this cell."""
        return self.layout.problem(self.row, self.column, sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total that a sheet gives: of the values of a measure above it, or (None) of its own row's.

    `area` None is the whole district.
    """

    layout: Layout
    row: int
    column: int
    measure: str | None
    area: str | None
    value: Decimal


@dataclass(slots=True)
class RowReader:
    """Reads the rows of sheets against the measures and areas that are known."""

    measures: Choices
    views: Mapping[str, MeasureView]
    areas: Choices
    dates: DateReader
    problems: list[Problem]
    sums: list[Sum] = field(default_factory=list)
    _known: dict[tuple[Value, ...], "_Common"] = field(default_factory=dict)

    def read(self, layout: Layout) -> Iterator[Asked]:
        """The values of a sheet in its order, blank ones included; totals go to `sums`."""
        for row in layout.rows:
            if len(self.problems) < limits.MOST_PROBLEMS:
                yield from self._row(layout, row)

    def _row(self, layout: Layout, row: Row) -> Iterator[Asked]:
        if _is_total(layout, row):
            self._totals(layout, row)
            return
        cells = list(self._cells(layout, row))
        if not cells or self._is_remark(layout, row, cells):
            return
        before = len(self.problems)
        first = self._cell(layout, row, Column.DATE, self._date)
        if first is None and len(self.problems) == before:
            self._say(layout, row, Column.DATE, "there is no date; write one like 30 October 2026")
        common = self._common(layout, row)
        if first is None or len(self.problems) > before:
            return
        self._check_weekday(layout, row, first)
        for column in layout.totals:
            self._sum(_Cell(layout, row, column), None, common.area)
        for column, slug in cells:
            asked = self._asked(_Cell(layout, row, column), self.views[slug], first, common)
            if asked is not None:
                yield asked

    def _cells(self, layout: Layout, row: Row) -> Iterator[tuple[int, str]]:
        """The columns of a row with values, each with its measure; in a wide sheet every measure's."""
        if layout.measures:
            if any(value is not None for value in row.values):
                yield from layout.measures.items()
            return
        named = layout.at(row, Column.MEASURE)
        if named is None and layout.at(row, Column.VALUE) is None:
            return
        slug = self._cell(layout, row, Column.MEASURE, lambda value: self.measures.read(_text(value)))
        if slug is not None:
            yield layout.columns[Column.VALUE], slug
        elif named is None:
            self._say(layout, row, Column.MEASURE, "there is no measure; name the one that is counted")

    def _is_remark(self, layout: Layout, row: Row, cells: Sequence[tuple[int, str]]) -> bool:
        """Whether a row has neither a date nor a value, such as what stands below a table."""
        if any(row.at(column) is not None for column, _ in cells):
            return False
        try:
            self.dates.read_one(layout.at(row, Column.DATE))
        except BadValue:
            return True
        return False

    def _common(self, layout: Layout, row: Row) -> "_Common":
        """What the other columns say; most rows say the same as those above them."""
        said = tuple(layout.at(row, column) for column in _COMMON)
        if said not in self._known:
            before = len(self.problems)
            common = self._fresh(layout, row)
            if len(self.problems) > before:
                return common
            self._known[said] = common
        return self._known[said]

    def _fresh(self, layout: Layout, row: Row) -> "_Common":
        def cell(column: Column, read: Callable[[Value], Read]) -> Read | None:
            return self._cell(layout, row, column, read)

        return _Common(
            until=cell(Column.UNTIL, self._date),
            area=cell(Column.AREA, self._area),
            activity=cell(Column.ACTIVITY, _whole),
            qualifier=cell(Column.QUALIFIER, lambda value: word(_text(value), Qualifier, "qualifier")),
            status=cell(Column.STATUS, lambda value: word(_text(value), CountStatus, "status")),
            as_at=cell(Column.AS_AT, self._date),
            texts={column: text for column in _TEXTS if (text := cell(column, _text))},
        )

    def _asked(self, cell: "_Cell", view: MeasureView, on: date, common: "_Common") -> Asked | None:
        value = cell.row.at(cell.column)
        outside = not (view.window_from <= on and (common.until or on) <= view.window_to)
        if outside and is_closed(value):
            return None
        try:
            said = read_value(value, view.kind)
            if said is not None and common.qualifier is not None:
                said = _qualified(said, common.qualifier)
        except BadValue as error:
            self.problems.append(cell.layout.problem(cell.row.number, cell.column, str(error)))
            return None
        return Asked(
            layout=cell.layout,
            row=cell.row.number,
            column=cell.column,
            measure=view.slug,
            on=on,
            until=common.until,
            area=common.area,
            activity=common.activity,
            said=said,
            status=common.status,
            as_at=common.as_at,
            texts=common.texts,
        )

    def _totals(self, layout: Layout, row: Row) -> None:
        """A row of totals; where one of them meets a column of totals there is nothing to hold it against."""
        of = layout.at(row, Column.AREA)
        whole = isinstance(of, str) and loose(of) in TOTALS
        area = None if whole else self._cell(layout, row, Column.AREA, self._area)
        for column, slug in self._cells(layout, row):
            self._sum(_Cell(layout, row, column), slug, area)

    def _sum(self, cell: "_Cell", measure: str | None, area: str | None) -> None:
        value = number_of(cell.row.at(cell.column))
        if value is not None:
            row = cell.row.number
            found = Sum(
                layout=cell.layout, row=row, column=cell.column, measure=measure, area=area, value=value
            )
            self.sums.append(found)

    def _check_weekday(self, layout: Layout, row: Row, on: date) -> None:
        """A weekday beside a date shows when rows were sorted without their dates."""
        said = layout.at(row, Column.WEEKDAY)
        day = loose(said)[:3] if isinstance(said, str) else ""
        if day in _WEEKDAYS and day != weekday_name(on)[:3].casefold():
            sentence = f"{plain(on)} is a {weekday_name(on)}; correct the date, or the weekday beside it"
            self._say(layout, row, Column.WEEKDAY, sentence)

    def _date(self, value: Value) -> date:
        """One date; of what is none nothing is said again, and nothing of the grammar of rules."""
        try:
            return self.dates.read_one(value)
        except BadValue:
            if isinstance(value, str) and not reads_as_date(value):
                raise BadValue("this is no date; write one like 30 October 2026") from None
            raise

    def _area(self, value: Value) -> str | None:
        text = _text(value)
        found = self.areas.named(text)
        if found is None and loose(text) in WHOLE:
            return None
        if found is None and (len(text) > _LONGEST_SAID or any(map(str.isdigit, text))):
            raise BadValue("this is no area that is known; see: seasonal-ops area list")
        if found is None:
            error = unknown("area", text, self.areas.names)
            raise BadValue(f"{error}; make a new one known with: seasonal-ops area add {quoted(text)}")
        return found

    def _cell(self, layout: Layout, row: Row, column: Column, read: Callable[[Value], Read]) -> Read | None:
        value = layout.at(row, column)
        if value is None:
            return None
        if isinstance(value, Unusable):
            self._say(layout, row, column, f"the cell {value.sentence}")
            return None
        try:
            return read(value)
        except BadValue as error:
            self._say(layout, row, column, str(error))
            return None

    def _say(self, layout: Layout, row: Row, column: Column, sentence: str) -> None:
        self.problems.append(layout.problem(row.number, column, sentence))


@dataclass(frozen=True, slots=True)
class _Cell:
    layout: Layout
    row: Row
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What the other columns of a row say of its values."""

    until: date | None
    area: str | None
    activity: int | None
    qualifier: Qualifier | None
    status: CountStatus | None
    as_at: date | None
    texts: Mapping[Column, str]


def personal_cells(layouts: Iterable[Layout], today: date) -> list[Problem]:
    """The cells that give a person away, headers among them, without what they hold."""
    problems: list[Problem] = []
    known: dict[tuple[bool, Value], str] = {}
    for layout in layouts:
        dates = {layout.columns[column] for column in _DATES if column in layout.columns}
        for row in layout.sheet.rows:
            for at, value in enumerate(row.values if row.number >= layout.row else ()):
                of = at in dates, value
                if of not in known:
                    known[of] = "" if of[0] and reads_as_date(value) else personal_cell(value, today)
                if what := known[of]:
                    sentence = f"this cell looks like {what}; take it out: {REFUSED}"
                    place = Problem(
                        sentence=sentence, sheet=layout.sheet.name, row=row.number, column=letter(at)
                    )
                    problems.append(place)
    return problems


def days(layouts: Iterable[Layout]) -> set[Value]:
    """What stands in columns of dates, of which some may prove how the others are meant."""
    columns = [(one, one.columns[column]) for one in layouts for column in _DATES if column in one.columns]
    return {row.at(at) for one, at in columns for row in one.rows}


def _is_total(layout: Layout, row: Row) -> bool:
    """Whether a word such as Total stands in place of the date, or beside it where there is none."""
    on = layout.at(row, Column.DATE)
    beside = row.values[: min([*layout.measures, layout.columns.get(Column.VALUE, len(row.values))])]
    said = (on,) if on is not None else beside
    return any(isinstance(one, str) and loose(one) in TOTALS for one in said)


def _qualified(said: Said, qualifier: Qualifier) -> Said:
    if said.qualifier not in (None, qualifier):
        raise BadValue(f"the cell says {said.qualifier}, its qualifier {qualifier}; keep one of the two")
    return Said(said.value, qualifier, said.nil)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:g}"
    raise BadValue("a text is needed here")


def _whole(value: Value) -> int:
    text = _text(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadValue(f"{quoted(text)} is no activity's number; see: seasonal-ops activity list")
    return int(text)
