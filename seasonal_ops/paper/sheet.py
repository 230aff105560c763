"""The sheet of one night, as Word or Markdown: read in a car, before and during. Pure.

It is operational: places and telephone numbers stand on it, of the sensitive too, and it says so.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, time, timedelta
from typing import Final

from seasonal_ops.paper.blocks import (
    Block,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Table,
    cell,
    column,
    strong,
)
from seasonal_ops.paper.duty import duty_table
from seasonal_ops.paper.phrases import clock, day, days_of, short_name, source_name
from seasonal_ops.queries.night import NightCount, NightView
from seasonal_ops.views import ActivityView, ContactView

MARKING: Final = "OFFICIAL: for those on duty"
_USUAL: Final = timedelta(hours=24)


def sheet_docx(night: NightView, *, printed: date) -> bytes:
    """The sheet as a Word document, portrait A4; the same night and date give the same bytes."""
    from seasonal_ops.paper.word import docx_bytes

    return docx_bytes(sheet_paper(night, printed=printed))


def sheet_md(night: NightView, *, printed: date) -> str:
    """The sheet as Markdown (CommonMark and GitHub's tables)."""
    from seasonal_ops.paper.markdown import markdown

    return markdown(sheet_paper(night, printed=printed))


def sheet_paper(night: NightView, *, printed: date) -> Paper:
    """What the sheet says, before it is Word or Markdown."""
    return Paper(
        title=f"Night of {day(night.on)}",
        name=f"{night.plan.name}, night of {day(night.on)}",
        marking=MARKING,
        on=printed,
        landscape=False,
        points=11,
        body=tuple(_body(night, printed)),
    )


def _body(night: NightView, printed: date) -> Iterator[Block]:
    yield from _front(night, printed)
    if not night.happening:
        yield Paragraph("Nothing is planned in this night.", strong=True)
        yield Paragraph(_next(night.next_nights))
    for one in night.happening:
        yield Heading(one.activity.title)
        yield duty_table(one, night)
    if night.cancelled:
        yield Heading("Does not happen")
        yield _cancelled(night.cancelled)
    if night.happening:
        yield from _counts(night)
    if night.contacts:
        yield Heading("Contacts")
        yield _contacts(night)


def _front(night: NightView, printed: date) -> Iterator[Block]:
    begins, ends = (f"{at:%H:%M} {day(at.date(), year=False)}" for at in (night.begins, night.ends))
    yield Paragraph(f"{night.plan.name}: from {begins} to {ends}. Printed on {day(printed)}.")
    if not night.plan.live:
        yield Paragraph("The plan is a draft: nothing was sent yet.", strong=True)
    # Two instants apart, not two readings of a clock: those are always a day.
    length = night.ends.astimezone(UTC) - night.begins.astimezone(UTC)
    if length != _USUAL:
        back = length > _USUAL
        change = "back: this night is an hour longer" if back else "forward: this night is an hour shorter"
        yield Paragraph(f"The clocks go {change}.", strong=True)


def _next(nights: tuple[date, ...]) -> str:
    if not nights:
        return "Nothing comes after it in this plan."
    return f"The next nights in this plan: {', '.join(day(on) for on in nights)}."


def _cancelled(activities: Iterable[ActivityView]) -> Table:
    return Table(
        caption="What was planned in this night and does not happen, and why",
        head=("When", "What", "Why"),
        rows=tuple(
            (
                cell(days_of(one), clock(one)),
                strong(one.title),
                cell(one.status_note or "no reason is given"),
            )
            for one in activities
        ),
        widths=(45, 75, 60),
    )


def _counts(night: NightView) -> Iterator[Block]:
    """First what those on duty count, then what is counted for that date elsewhere."""
    here = [one for one in night.counts if one.at]
    elsewhere = [one for one in night.counts if not one.at]
    if here:
        yield Heading("What to count")
        yield _count_table("What those on duty count", "At", ((one, one.at) for one in here), height=8)
    if elsewhere:
        yield Heading("Also counted for this date")
        sources = ((one, (source_name(one.measure, night.partners),)) for one in elsewhere)
        yield _count_table("What is counted elsewhere for this date", "By", sources)


def _count_table(
    caption: str, third: str, counts: Iterable[tuple[NightCount, tuple[str, ...]]], *, height: int = 0
) -> Table:
    return Table(
        caption=f"{caption}, with room for the number",
        head=("What", "In", third, "Count"),
        rows=tuple(
            (strong(one.measure.name), cell(f"{one.measure.unit}, {_hours(one)}"), cell(*said), cell())
            for one, said in counts
        ),
        widths=(64, 48, 42, 26),
        height=height,
    )


def _hours(one: NightCount) -> str:
    """The hours that make up one number: not always those of the night."""
    begins = one.measure.night_from
    return f"{begins:%H:%M}–{'24:00' if begins == time() else f'{begins:%H:%M}'}"


def _contacts(night: NightView) -> Table:
    rows = sorted((night.partners.get(slug, slug), slug, people) for slug, people in night.contacts.items())
    return Table(
        caption="Contacts of the partners in this night",
        head=("Partner", "Name", "Telephone", "E-mail"),
        rows=tuple(row for name, slug, people in rows for row in _people(short_name(slug, name), people)),
        widths=(44, 44, 36, 56),
    )


def _people(partner: str, people: tuple[ContactView, ...]) -> Iterator[tuple[Cell, ...]]:
    if not people:
        yield strong(partner), cell("nobody is known"), cell(), cell()
    for one in people:
        name = " ".join(part for part in (one.name, "(deputy)" if one.deputy else "") if part)
        yield strong(partner), *column((name, one.phone or "no number", one.email))
