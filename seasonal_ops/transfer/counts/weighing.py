"""A table of counts weighed against a plan: problems, changes, warnings. Nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.counting import Book, NewCount, Place, Weighed, weigh_all
from seasonal_ops.counting.checks import date_problem
from seasonal_ops.counting.shapes import Value
from seasonal_ops.counting.values import check_unit, is_unit
from seasonal_ops.dates import plain
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Plan, key
from seasonal_ops.personal import gives_away
from seasonal_ops.text import accept_text
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import Choices
from seasonal_ops.transfer.cells.days import DateReader, day_first
from seasonal_ops.transfer.counts.adding_up import Pair, sheet_warnings
from seasonal_ops.transfer.counts.layout import Column, Layout, layouts, personal_columns
from seasonal_ops.transfer.counts.reading import Asked, RowReader, days, personal_cells
from seasonal_ops.transfer.counts.result import Entry, Imported
from seasonal_ops.transfer.counts.values import SPOKEN, Said
from seasonal_ops.transfer.problems import Problem, in_order
from seasonal_ops.transfer.result import Outcome
from seasonal_ops.transfer.table import Table
from seasonal_ops.words import CountStatus, MeasureKind, Qualifier

_INSTEAD: Final = {
    MeasureKind.COUNT: "add them up first",
    MeasureKind.QUANTITY: "add them up first",
    MeasureKind.PERCENTAGE: "leave one out",
    MeasureKind.TEXT: "put them into one cell",
}
_NAMED = 6  # places that a note names


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person says of a whole sheet; what a row says itself comes first.

    `baseline`: values of earlier seasons, or from beside the window, are taken for comparisons. `reason` is
    why the values that have a warning are right. `day_first` says how 03/04 is meant.
    """

    baseline: bool = False
    correct: bool = False
    status: CountStatus | None = None
    as_at: date | None = None
    source: str = ""
    reason: str = ""
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """What there is to say of a sheet, and what is to be recorded, in its order."""

    imported: Imported
    weighed: Sequence[Weighed] = ()


def weigh_table(session: Session, plan: Plan, table: Table, book: Book, options: Options) -> Weighing:
    """Read a sheet and weigh all of its values together.

    Raises BadValue when what is said of the whole sheet gives a person away.
    """
    _require_of_nobody(options, book.today)
    problems: list[Problem] = []
    notes = list(table.notes)
    views = {view.slug: view for view in queries.measures(session, plan)}
    measures = Choices("measure", {slug: view.name for slug, view in views.items()})
    personal = personal_columns(table, measures)
    found = [] if personal else layouts(table, measures, problems, notes)
    personal += personal_cells(found, book.today)
    if personal:
        # Every other sentence might quote what must not be said again.
        return Weighing(Imported(problems=in_order(personal)[: limits.MOST_PROBLEMS]))
    proven = day_first(days(found)) if options.day_first is None else options.day_first
    reader = RowReader(
        measures=measures,
        views=views,
        areas=Choices("area", {slug: area.name for slug, area in book.areas.items()}),
        dates=DateReader(queries.calendar_of(session, plan), day_first=proven),
        problems=problems,
    )
    asked = _asked(found, reader, book)
    if len(asked) > limits.MOST_COUNTS:
        return Weighing(Imported(problems=(_too_many(asked[-1]),)))
    problems += [*_units(found, book), *_repeated(asked, book)]
    pairs = _weighed(book, asked, options)
    problems += _blocking(pairs, book)
    notes += _left_blank([one for one in asked if one.said is None])
    if problems:
        return Weighing(Imported(problems=in_order(problems)[: limits.MOST_PROBLEMS], notes=tuple(notes)))
    pairs = _explained(pairs, sheet_warnings(pairs, reader.sums), options.reason)
    if not pairs:
        notes.append("there is no value in it yet")
    entries = tuple(_entry(one, weighed) for one, weighed in pairs)
    imported = Imported(entries=entries, unexplained=tuple(_unexplained(pairs)), notes=tuple(notes))
    return Weighing(imported, [weighed for _, weighed in pairs])


def _require_of_nobody(options: Options, today: date) -> None:
    for what, text in (("source", options.source), ("reason", options.reason)):
        if given_away := gives_away(text, today):
            raise BadValue(f"the {what} looks like {given_away}; take it out: Seasonal Ops holds counts only")


def _asked(layouts: Sequence[Layout], reader: RowReader, book: Book) -> list[Asked]:
    """The values, and the blanks where something is recorded; no more than one above the limit."""
    cells = (one for layout in layouts for one in reader.read(layout))
    kept = (one for one in cells if one.said is not None or _recorded(one, book))
    return list(islice(kept, limits.MOST_COUNTS + 1))


def _too_many(first: Asked) -> Problem:
    sentence = f"there are more than {limits.MOST_COUNTS:,} values; split the file, by measure or by year"
    return Problem(sentence=sentence, sheet=first.layout.sheet.name)


def _weighed(book: Book, asked: Sequence[Asked], options: Options) -> list[Pair]:
    said = [(one, _new(one, one.said, options)) for one in asked if one.said is not None]
    weighed = weigh_all(book, [(book.measures[one.measure], new) for one, new in said])
    return [(one, found) for (one, _), found in zip(said, weighed, strict=True)]


def _new(one: Asked, said: Said, options: Options) -> NewCount:
    return NewCount(
        value=said.value,
        on=one.on,
        until=one.until,
        area=one.area,
        activity=one.activity,
        unit=one.texts.get(Column.UNIT),
        qualifier=said.qualifier or Qualifier.EXACT,
        status=one.status or options.status,
        as_at=one.as_at or options.as_at,
        source=one.texts.get(Column.SOURCE, options.source),
        quote=one.texts.get(Column.QUOTE, ""),
        reason=one.texts.get(Column.REASON, ""),
        nil=said.nil,
        baseline=options.baseline,
        correct=options.correct,
    )


def _units(layouts: Sequence[Layout], book: Book) -> Iterator[Problem]:
    """Headers that say another unit than their measure has."""
    for layout in layouts:
        for at, text in layout.asides.items():
            measure = book.measures[layout.measures[at]]
            try:
                if is_unit(text) and f"({text})" not in measure.name:
                    check_unit(measure, text, Value())
            except BadValue as error:
                yield layout.problem(layout.row, at, str(error))


def _repeated(asked: Sequence[Asked], book: Book) -> Iterator[Problem]:
    """Rows for one place: a list with a row an incident looks so, and would be undercounted.

    Of a wide sheet's row it is said once.
    """
    places: dict[object, list[Asked]] = {}
    for one in asked:
        if one.said is not None:
            places.setdefault(one.place, []).append(one)
    said: set[tuple[tuple[str, int], ...]] = set()
    for same in places.values():
        rows = tuple((one.layout.sheet.name, one.row) for one in same)
        if len(set(rows)) > 1 and rows not in said:
            said.add(rows)
            first, second = same[0].problem("").where, same[1]
            area = f" in {second.area}" if second.area else ""
            kind = book.measures[second.measure].kind
            yield second.problem(
                f"{len(same)} rows for {plain(second.on)}{area}, the first in {first};"
                f" one row a date: {_INSTEAD[kind]}"
            )


def _blocking(pairs: Sequence[Pair], book: Book) -> Iterator[Problem]:
    """What is wrong with the values; a date that is wrong for a whole row is said once."""
    said: set[tuple[str, int]] = set()
    for one, weighed in pairs:
        outside = date_problem(
            weighed.measure,
            one.on,
            one.until or one.on,
            baseline=weighed.new.baseline,
            plan=book.plan.slug,
            today=book.today,
        )
        row = one.layout.sheet.name, one.row
        for sentence in () if weighed.clashes else weighed.problems:
            if sentence != outside or row not in said:
                yield one.problem(sentence)
        if outside:
            said.add(row)


def _left_blank(blanks: Sequence[Asked]) -> Iterator[str]:
    """A blank erases nothing: the note says where something is recorded."""
    places = [one.problem("").where for one in blanks]
    if places:
        more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
        yield f"blank, and what is recorded stays: {', '.join(places[:_NAMED])}{more}"


def _recorded(one: Asked, book: Book) -> bool:
    area = None if one.area is None else key(book.areas[one.area])
    place = Place(one.on, one.until or one.on, area, one.activity)
    return place in book.entries(book.measures[one.measure])


def _explained(pairs: Sequence[Pair], of_sheet: Mapping[int, tuple[str, ...]], reason: str) -> list[Pair]:
    """The values with what the whole sheet says of them; those with a warning have the sheet's reason."""
    found = []
    for at, (one, weighed) in enumerate(pairs):
        warnings = (*weighed.warnings, *of_sheet.get(at, ()))
        explained = _with_reason(weighed, reason) if warnings and reason else weighed
        found.append((one, replace(explained, warnings=warnings)))
    return found


def _with_reason(weighed: Weighed, reason: str) -> Weighed:
    """The same with a reason, unless it has its own."""
    if weighed.new.reason:
        return weighed
    kept = accept_text(reason, "the reason", longest=400)
    return replace(weighed, new=replace(weighed.new, reason=kept), row={**weighed.row, "reason": kept})


def _unexplained(pairs: Sequence[Pair]) -> Iterator[Problem]:
    for one, weighed in pairs:
        if not weighed.new.reason:
            yield from map(one.problem, weighed.warnings)


def _entry(one: Asked, weighed: Weighed) -> Entry:
    new, before = weighed.new, weighed.before
    outcome = Outcome.SAME if weighed.same else Outcome.ADDED if before is None else Outcome.CHANGED
    return Entry(
        where=one.problem("").where,
        outcome=outcome,
        measure=one.measure,
        on=one.on,
        until=one.until or one.on,
        area=one.area,
        was=None if before is None else _aloud(before.qualifier, str(before.value)),
        to=_aloud(new.qualifier, "nil" if new.nil else new.value),
        warnings=weighed.warnings,
        reason=new.reason,
        before=None if before is None else before.id,
    )


def _aloud(qualifier: Qualifier, value: str) -> str:
    return value if qualifier is Qualifier.EXACT else f"{SPOKEN[qualifier]} {value}"
