"""What a table asks of a plan, weighed against what stands there: every problem and every change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.dates import plain
from seasonal_ops.db import batched
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Activity, Plan
from seasonal_ops.names import quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.action_plan import ActionPlan
from seasonal_ops.transfer.candidates import Titles
from seasonal_ops.transfer.cells.days import DateReader
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.differing import Difference, difference
from seasonal_ops.transfer.pairing import pair
from seasonal_ops.transfer.problems import Problem, in_order
from seasonal_ops.transfer.result import Entry, Imported, Outcome
from seasonal_ops.transfer.rows import NO_START, RowReader
from seasonal_ops.transfer.season import Season, Standing, season_of
from seasonal_ops.transfer.sheets import Headed, headed, order_of_numbers
from seasonal_ops.transfer.table import Table
from seasonal_ops.transfer.targeting import Aim, aims_of, target_entry
from seasonal_ops.transfer.wanted import Occurrence, Wanted
from seasonal_ops.words import Status

# Further from the season than this, a date is taken for a slip of the hand and said.
_NEAR: Final = timedelta(days=60)


@dataclass(slots=True)
class Step:
    """One activity with what becomes of it."""

    occurrence: Occurrence
    entry: Entry
    difference: Difference | None = None


@dataclass(slots=True)
class Weighed:
    """Everything that was found; with problems there are neither steps nor aims."""

    season: Season
    today: date
    steps: list[Step] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def imported(self) -> Imported:
        """The same for whoever asked."""
        if self.problems:
            return Imported(problems=in_order(self.problems), notes=tuple(self.notes))
        entries = [*(step.entry for step in self.steps), *map(target_entry, self.aims)]
        return Imported(entries=tuple(entries), notes=tuple(dict.fromkeys(self.notes)))


def weigh(session: Session, *, plan: Plan, table: Table, today: date, day_first: bool | None) -> Weighed:
    """Read the table against the plan. Raises nothing for what is wrong in it: that becomes problems."""
    found = Weighed(season_of(session, plan), today, notes=list(table.notes))
    sheets = headed(table, found.problems, found.notes)
    wanted, plan_rows = _read(sheets, found, order_of_numbers(sheets, day_first, found.notes))
    _count(wanted, found)
    if found.problems:
        return found
    found.notes += _foreign(session, wanted, found.season)
    found.aims = aims_of(plan_rows.goals, found.season)
    served = [frozenset(aim.serving) for aim in found.aims]
    occurrences = pair(wanted, found.season.standing, served, found.problems)
    titles = Titles(found.season.standing)
    for one in occurrences:
        if step := _step(one, titles, found):
            found.steps.append(step)
            for goal in step.occurrence.goals:
                found.aims[goal].wanted.append(step.occurrence)
    return found


def _read(sheets: Sequence[Headed], found: Weighed, order: bool | None) -> tuple[list[Wanted], ActionPlan]:
    dates = DateReader(found.season.calendar, day_first=order)
    actions = ActionPlan(found.season.objective, order)
    taken: dict[str, str] = {}
    wanted: list[Wanted] = []
    for one in sheets:
        reader = RowReader(found.season, dates, one.sheet, one.heading, found.problems, taken)
        if one.heading.action_plan:
            actions.read(reader, one.rows)
        else:
            wanted += _rows(reader, one)
    found.notes += [f"{quoted(typed)} is taken for {quoted(name)}" for typed, name in sorted(taken.items())]
    found.notes += actions.notes
    return [*wanted, *actions.actions], actions


def _rows(reader: RowReader, one: Headed) -> Iterator[Wanted]:
    for row in one.rows:
        if len(reader.problems) > limits.MOST_PROBLEMS:
            sentence = f"there are more than {limits.MOST_PROBLEMS} problems; mend these first"
            reader.problem(row, None, sentence)
            return
        if (wanted := reader.read(row)) is not None:
            yield wanted


def _count(wanted: Sequence[Wanted], found: Weighed) -> None:
    many = sum(len(row.moment.dates) for row in wanted)
    if many > limits.MOST_ACTIVITIES:
        sentence = f"the file asks for {many:,} activities; {limits.MOST_ACTIVITIES:,} at most"
        found.problems.append(Problem(sentence=sentence))


def _foreign(session: Session, wanted: Sequence[Wanted], season: Season) -> Iterator[str]:
    """References of other plans: such a row is read as one without."""
    own = {one.uid for one in season.standing}
    refs = {row.ref: row for row in wanted if row.ref and row.ref not in own}
    known = {
        uid
        for some in batched(refs)
        for uid in session.exec(select(Activity.uid).where(col(Activity.uid).in_(some)))
    }
    for number, where in (
        (len(known), "belong to another plan"),
        (len(refs) - len(known), "are not known here"),
    ):
        if number:
            yield f"{number} references {where}; their rows are found by title, date and start"


def _step(one: Occurrence, titles: Titles, found: Weighed) -> Step | None:
    standing = one.standing
    if standing is None:
        if one.wanted.moment.end is not None and one.wanted.moment.start is None:
            found.problems.append(one.wanted.problem(Column.END, NO_START))
        return _new(one, titles, found)
    try:
        differs = difference(one, standing, found.season)
    except BadValue as error:
        column = Column.END if Column.END in one.wanted.heading.columns else Column.WHEN
        found.problems.append(one.wanted.problem(column, str(error)))
        return None
    outcome, warnings = _outcome(standing, differs, found.season)
    if outcome is Outcome.CHANGED and differs.when is not None and differs.when.on != standing.on:
        warnings += _about(one.dated.on, found)
    entry = Entry(
        outcome=outcome,
        title=standing.title,
        was=standing.on,
        to=differs.when.on if differs.when and outcome is Outcome.CHANGED else standing.on,
        changes=tuple(differs.changes) if outcome is not Outcome.SAME else (),
        warnings=tuple(warnings),
        activity=standing.id,
        sheet=one.wanted.sheet.name,
        row=one.wanted.row,
    )
    return Step(one, entry, differs if outcome is Outcome.CHANGED else None)


def _outcome(standing: Standing, differs: Difference, season: Season) -> tuple[Outcome, list[str]]:
    cancelled = standing.status is Status.CANCELLED
    if not differs.changes:
        return Outcome.SAME, []
    if standing.home != season.slug:
        return Outcome.LEFT, [f"it belongs to {standing.home}; change it there"]
    if cancelled:
        again = f"to have it after all: seasonal-ops activity status {standing.id} planned"
        return Outcome.LEFT, [f"it is cancelled, and stays so; {again}"]
    return Outcome.CHANGED, []


def _new(one: Occurrence, titles: Titles, found: Weighed) -> Step:
    row = one.wanted
    warnings = [*one.dated.warnings, *_about(one.dated.on, found)]
    moment = row.moment
    if moment.end is not None and moment.last is None and one.last != one.dated.on:
        warnings.append(f"it ends the next day, {plain(one.last)}")
    near = titles.near(one)
    if near is not None and len(moment.dates) == 1:
        warnings.append(f"{quoted(row.title)} stands on {plain(near)} already; this is one more")
    entry = Entry(
        outcome=Outcome.ADDED,
        title=row.title,
        was=None,
        to=one.dated.on,
        warnings=tuple(warnings),
        sheet=row.sheet.name,
        row=row.row,
    )
    return Step(one, entry)


def _about(on: date, found: Weighed) -> list[str]:
    """What may be a slip of the hand is taken, and said."""
    season, said = found.season, []
    if on < found.today:
        said.append(f"{plain(on)} is past")
    if not season.first - _NEAR <= on <= season.last + _NEAR:
        span = f"{plain(season.first)} to {plain(season.last)}"
        said.append(f"{plain(on)} is far outside {season.name} ({span})")
    return said
