"""A plan as a group hands it round: landscape A4, a table a phase. Pure, from views only."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from seasonal_ops.names import joined
from seasonal_ops.paper.aims import gate_table, measure_table, target_table
from seasonal_ops.paper.blocks import Block, Heading, Paper, Paragraph, Table, cell, column, strong
from seasonal_ops.paper.entries import Entry, entries
from seasonal_ops.paper.partners import partner_table
from seasonal_ops.paper.phrases import day, days
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.words import GateState

MARKING: Final = "OFFICIAL"
OWN_COPY: Final = "OFFICIAL: the lead's own copy, not to be handed round"
_HEAD: Final = ("Date", "Time", "Activity", "Where", "Lead", "Support", "Answers", "Status")
_FIRST: Final = "What must come first"
_WIDTHS: Final = (29, 27, 50, 44, 32, 34, 31, 20)


def plan_document(dossier: Dossier, *, on: date, full: bool = False) -> bytes:
    """The plan as a Word document printed on a date; the same dossier and date give the same bytes.

    `full` is the lead's own copy: it also says where and with whom the limited and sensitive happen.
    """
    from seasonal_ops.paper.word import docx_bytes

    return docx_bytes(plan_paper(dossier, on=on, full=full))


def plan_paper(dossier: Dossier, *, on: date, full: bool = False) -> Paper:
    """What the document says, before it is Word."""
    return Paper(
        title=dossier.plan.name,
        name=dossier.plan.name,
        marking=OWN_COPY if full else MARKING,
        on=on,
        landscape=True,
        points=9,
        body=tuple(_body(dossier, on, full=full)),
    )


def _body(dossier: Dossier, on: date, *, full: bool) -> Iterator[Block]:
    rows = entries(dossier, full=full)
    yield from _front(dossier, rows, on)
    if dossier.plan.anchors:
        yield Heading("Occasions that the dates hang on")
        yield _anchors(dossier)
    yield from _section("Who takes part", partner_table(dossier, full=full))
    yield from _phases(dossier, rows)
    yield from _section("Cancelled", _cancelled([row for row in rows if row.cancelled]))
    yield from _section(_FIRST, gate_table(dossier, rows, on))
    yield from _section("What is aimed at", target_table(dossier, rows))
    yield from _section("What we count", measure_table(dossier))


def _front(dossier: Dossier, rows: tuple[Entry, ...], on: date) -> Iterator[Block]:
    """State, date of printing, aim and groups: what the chair reads."""
    live = dossier.live_since
    state = f"Live since {day(live)}." if live else "A draft: nothing is sent yet."
    yield Paragraph(f"{state} Printed on {day(on)}.", strong=True)
    if dossier.objective:
        yield Paragraph(f"Aim: {dossier.objective}")
    if dossier.delivery_groups:
        yield Paragraph(f"Delivered by: {joined(dossier.delivery_groups)}.")
    if not rows:
        yield Paragraph("Nothing is planned yet.", strong=True)
        return
    yield Paragraph(_extent(dossier, rows))
    yield from _undecided(dossier)
    if any(row.withheld for row in rows):
        yield Paragraph("Where this paper says to ask the lead, it does so on purpose: it is handed round.")


def _extent(dossier: Dossier, rows: tuple[Entry, ...]) -> str:
    cancelled = sum(row.cancelled for row in rows)
    what = _counted(len(rows) - cancelled, "activity", "activities")
    but = f", and {cancelled} cancelled" if cancelled else ""
    return f"{what}{but}: {days(dossier.plan.starts_on, dossier.plan.ends_on)}."


def _undecided(dossier: Dossier) -> Iterator[Block]:
    """What the chair is waited for."""
    waiting = [gate.decide_by for gate in dossier.gates if gate.state is GateState.OPEN]
    if waiting:
        what = _counted(len(waiting), "decision is", "decisions are")
        yield Paragraph(
            f"{what} still to be made, the first by {day(min(waiting))}: see {_FIRST}.", strong=True
        )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _anchors(dossier: Dossier) -> Table:
    return Table(
        caption="Occasions that the dates hang on",
        head=("Occasion", "Date", "Why then"),
        rows=tuple(
            (strong(one.name), cell(day(one.on)), cell("set for this year" if one.given else one.reason))
            for one in dossier.plan.anchors
        ),
        widths=(60, 32, 175),
    )


def _phases(dossier: Dossier, rows: tuple[Entry, ...]) -> Iterator[Block]:
    standing = [row for row in rows if not row.cancelled]
    known = [slug for slug, _name in dossier.phases]
    for slug, name in dossier.phases:
        yield Heading(name)
        found = [row for row in standing if row.phase == slug]
        yield _table(name, found) if found else Paragraph("Nothing is planned in this phase.")
    rest = [row for row in standing if row.phase not in known]
    yield from _section("Other activities" if known else "Activities", _table("Activities", rest))


def _section(title: str, table: Table) -> Iterator[Block]:
    """A table under its heading, or nothing at all."""
    if table.rows:
        yield Heading(title)
        yield table


def _table(name: str, rows: Iterable[Entry]) -> Table:
    return Table(
        caption=f"{name}: date, time, activity, place, who leads and supports, answers, status",
        head=_HEAD,
        rows=tuple(
            (
                cell(row.when),
                cell(*row.clock),
                strong(row.title) + cell(row.beside),
                cell(*row.where),
                cell(", ".join(row.leads)),
                cell(", ".join(row.supports)),
                row.answers,
                cell(row.status, row.note),
            )
            for row in rows
        ),
        widths=_WIDTHS,
    )


def _cancelled(rows: Iterable[Entry]) -> Table:
    return Table(
        caption="What does not happen, and why",
        head=("Date", "Activity", "Lead", "Reason"),
        rows=tuple(
            column((row.when, row.title, ", ".join(row.leads), row.note or _no_reason(row))) for row in rows
        ),
        widths=(40, 90, 60, 77),
    )


def _no_reason(row: Entry) -> str:
    return "ask the lead" if row.withheld else "no reason is given"
