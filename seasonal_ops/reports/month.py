"""The month over all plans as a paper for the board: the chair's page, then what stands behind it. Pure.

Its sentences are those of the page that is printed and mailed; here nothing is cut short.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from seasonal_ops.checks.phrases import number_of
from seasonal_ops.dates import brief
from seasonal_ops.dates.wording import month_name
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Cell,
    Heading,
    Line,
    Paper,
    Paragraph,
    Table,
    cell,
    strong,
)
from seasonal_ops.reminders.letters.month_page import (
    agencies_of,
    is_long_over,
    month_in_words,
    reminders,
    summary,
    unanswered,
)
from seasonal_ops.reminders.letters.paragraphs import (
    Agencies,
    dates,
    dates_by_measure,
    grouped,
    shift,
    tallied,
)
from seasonal_ops.views import ActivityLine, GateLine, MonthView, PlanMonth, Tally
from seasonal_ops.words import GateState, Status

MARKING: Final = "OFFICIAL: for the board, not to be handed on"
_TALLY: Final = (
    *("Promised", "Delivered", "Partly", "Not delivered", "Cancelled", "Moved away"),
    *("Not reported on", "To come"),
)


def month_paper(view: MonthView, *, on: date) -> Paper:
    """The paper printed on a date, landscape A4, of a view that withholds nothing."""
    title = f"All plans: {month_in_words(view)}"
    return Paper(
        title=title,
        name=title,
        marking=MARKING,
        on=on,
        landscape=True,
        points=9,
        body=tuple(_body(view)),
    )


def _body(view: MonthView) -> Iterator[Block]:
    agencies, open_today = agencies_of(view), not is_long_over(view)
    for sentence in summary(view):
        yield Paragraph(sentence, strong=True)
    if open_today:
        yield from _to_decide(view)
    yield from _section("Cancelled, by agency", _cancelled(view, agencies))
    yield from _section("By agency", _by_agency(view, agencies))
    yield from _section("By plan", _by_plan(view))
    yield from _listed("Moved", map(shift, view.moved))
    yield from _section("Counts that are owed", _counts_owed(view))
    if open_today:
        yield from _open_today(view, agencies)
    after = month_name(view.month.month % 12 + 1)
    yield from _section(f"{after}, as planned", _activities(f"Activities of {after}", view.coming, agencies))
    yield from _record(view)


def _section(title: str, table: Table) -> Iterator[Block]:
    """A table under its heading, or nothing at all."""
    if table.rows:
        yield Heading(title)
        yield table


def _listed(title: str, lines: Iterable[str]) -> Iterator[Block]:
    items = tuple(Line(line) for line in lines)
    if items:
        yield Heading(title)
        yield Bullets(items)


def _to_decide(view: MonthView) -> Iterator[Block]:
    yield Heading("To decide")
    if not view.gates:
        yield Paragraph("Nothing has to be decided before the board meets again.")
        return
    yield Table(
        caption="What the board decides, by when, and what hangs on it",
        head=("By", "What", "Money", "From", "Hangs on it"),
        rows=tuple(
            (
                _decide_by(one, view.today),
                strong(one.title),
                cell(f"£{one.amount:,}" if one.amount else ""),
                cell(one.funder),
                cell(number_of(one.activities) if one.activities else ""),
            )
            for one in view.gates
        ),
        widths=(42, 105, 35, 50, 35),
    )


def _decide_by(one: GateLine, today: date) -> Cell:
    if one.state is GateState.REFUSED:
        return strong("refused")
    return cell(brief(one.decide_by)) + (strong("which is past") if one.decide_by < today else ())


def _cancelled(view: MonthView, agencies: Agencies) -> Table:
    """An activity of two leads stands with both."""
    rows = [
        (agencies.name(lead), one) for one in view.cancelled for lead in one.leads or ("nobody leads it",)
    ]
    rows.sort(key=lambda row: (row[0], row[1].starts_on, row[1].id))
    return Table(
        caption="What was cancelled, by who was to lead it, and why",
        head=("Agency", "Date", "What", "Why"),
        rows=tuple(
            (
                strong(agency),
                cell(brief(one.starts_on)),
                cell(one.title),
                cell(one.note or "no reason is given"),
            )
            for agency, one in rows
        ),
        widths=(62, 32, 85, 88),
    )


def _by_agency(view: MonthView, agencies: Agencies) -> Table:
    tallies = _Tallies.of(one.promised for one in view.partners)
    return Table(
        caption="What each agency was to lead; what two lead together stands with both",
        head=("Agency", *tallies.head),
        rows=tuple((strong(agencies.name(one.name)), *tallies.row(one.promised)) for one in view.partners),
        widths=(83, *(23,) * len(tallies.head)),
    )


def _by_plan(view: MonthView) -> Table:
    plans = [one for one in view.plans if one.promised.total or one.besides.total]
    tallies = _Tallies.of(one.promised for one in plans)
    return Table(
        caption="What each plan promised, what more came into the month since, and the counts entered",
        head=("Plan", *tallies.head, "Counts entered"),
        rows=tuple((_plan(one), *tallies.row(one.promised), cell(_entered(one))) for one in plans),
        widths=(60, *(23,) * len(tallies.head), 23),
    )


def _plan(one: PlanMonth) -> Cell:
    state = "" if one.live else "meant, never live"
    more = f"and {one.besides.total} more: {tallied(one.besides)}" if one.besides.total else ""
    return strong(one.name) + cell(state, more)


def _entered(one: PlanMonth) -> str:
    owed = one.entered + one.missing
    return f"{one.entered} of {owed}" if owed else "none owed"


@dataclass(frozen=True, slots=True)
class _Tallies:
    """The columns of a table of tallies: what was promised, and each outcome that somebody has."""

    shown: tuple[int, ...]

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> "_Tallies":
        """The columns that these tallies need."""
        columns = list(zip(*map(_tallied, tallies), strict=True))
        return cls(tuple(n for n, counts in enumerate(columns) if n == 0 or any(counts)))

    @property
    def head(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(_TALLY[n] for n in self.shown)

    def row(self, tally: Tally) -> tuple[Cell, ...]:
        """What a tally has in them."""
        counts = _tallied(tally)
        return tuple(cell(str(counts[n])) for n in self.shown)


def _tallied(tally: Tally) -> tuple[int, ...]:
    """As `_TALLY` has them."""
    return (
        *(tally.total, tally.delivered, tally.partly, tally.not_delivered, tally.cancelled),
        *(tally.moved, tally.unreported, tally.ahead),
    )


def _counts_owed(view: MonthView) -> Table:
    names = {one.plan: one.name for one in view.plans}
    return Table(
        caption="What was promised to be counted and is not entered",
        head=("Measure", "Plan", "Dates without a count"),
        rows=tuple(
            (strong(measure), cell(names.get(plan, plan)), cell(dates(on)))
            for (measure, plan), on in dates_by_measure(view.uncounted).items()
        ),
        widths=(107, 80, 80),
    )


def _open_today(view: MonthView, agencies: Agencies) -> Iterator[Block]:
    over = _activities("Activities that are over without a word on them", view.overdue, agencies)
    yield from _section("Over, and nobody said how it went", over)
    yield from _listed("Nobody leads", agencies.together(view.unassigned))
    yield from _listed("Declined, or another date proposed", map(agencies.declined, view.declined))
    yield from _listed("Not answered yet", unanswered(view, agencies))


def _activities(caption: str, lines: Iterable[ActivityLine], agencies: Agencies) -> Table:
    """What is alike has one row with all its dates, as on the page that is printed and mailed."""
    return Table(
        caption=f"{caption}: date, title, who leads",
        head=("Date", "What", "Who leads"),
        rows=tuple(
            (
                cell(brief(alike[0].starts_on), _dates(alike)),
                strong(alike[0].title) + cell("cancelled" if alike[0].status is Status.CANCELLED else ""),
                cell(joined([agencies.name(lead) for lead in alike[0].leads]) or "nobody yet"),
            )
            for alike in grouped(lines)
        ),
        widths=(57, 120, 90),
    )


def _dates(alike: Sequence[ActivityLine]) -> str:
    return f"{len(alike)} dates to {brief(alike[-1].starts_on)}" if len(alike) > 1 else ""


def _record(view: MonthView) -> Iterator[Block]:
    """Kept with the minutes, outside the database, its last words bear witness later."""
    yield Heading("The record")
    yield from map(Paragraph, record_in_words(view))


def record_in_words(view: MonthView) -> Iterator[str]:
    """What became of the month's reminders, and where the record stands."""
    sent = reminders(view.reminders)
    if sent:
        yield f"Reminders that were due in the month: {sent}."
    yield f"It holds {number_of(view.facts, 'fact', 'facts')} and ends in {view.head}."
