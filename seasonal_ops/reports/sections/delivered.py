"""Planned against delivered: what became of the activities, and what was done. Pure."""

from collections.abc import Iterator
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.evaluation.hiding.suppression import NOT_SHOWN
from seasonal_ops.evaluation.outputs.results import in_words
from seasonal_ops.evaluation.shapes import OutputResult
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Cell, Heading, Paragraph, Table, cell, column, strong
from seasonal_ops.reports import choice
from seasonal_ops.reports.front import OUTPUTS
from seasonal_ops.reports.phrases import counted, done_of, number
from seasonal_ops.reports.shapes import Change, Delivery, Report
from seasonal_ops.views import PartnerBaseline, Tally

_BECAME: Final = (
    ("delivered", "delivered"),
    ("partly", "partly delivered"),
    ("not_delivered", "not delivered"),
    ("cancelled", "cancelled"),
    ("unreported", "over, and nobody said how it went"),
    ("ahead", "still ahead"),
)


def delivered(report: Report) -> Iterator[Block]:
    """The activities by what became of them, by agency, and what changed; then the outputs."""
    yield Heading("Planned against delivered", new_page=True)
    yield Heading("Activities", 2)
    yield Paragraph(_sums(report.delivery))
    if report.delivery.agencies:
        yield _agencies(report.delivery.agencies)
    yield from _changes(report.delivery)
    yield Heading("What was done (outputs)", 2, name=OUTPUTS)
    yield from _outputs(choice.outputs(report.evaluation))


def _sums(delivery: Delivery) -> str:
    tally = delivery.tally
    if not tally.total:
        return "Nothing was planned."
    became = joined(tuple(_became(tally)))
    if delivery.taken is None:
        return f"{_activities(tally.total)}: {became}. The plan never went live, so nothing was promised."
    promised = f"{_activities(delivery.promised)} promised when the plan went live on {plain(delivery.taken)}"
    return f"{promised}. Of {tally.total} in the plan: {became}. {_since(delivery)}"


def _since(delivery: Delivery) -> str:
    if not delivery.moved and not delivery.added:
        return "None was moved to another date or added since."
    return f"Since then {delivery.moved} moved to another date, and {delivery.added} came in addition."


def _activities(count: int) -> str:
    return counted(count, "activity", "activities")


def _became(tally: Tally) -> Iterator[str]:
    for field, words in _BECAME:
        if count := getattr(tally, field):
            yield f"{count} {words}"


def _agencies(agencies: tuple[PartnerBaseline, ...]) -> Table:
    return Table(
        caption="Activities by agency: promised, standing, delivered, partly and not delivered; what two"
        " share stands with both",
        head=("Agency", "Promised", "Stand now", "Delivered", "Partly", "Not delivered", "Added", "Dropped"),
        rows=tuple(
            strong_first(
                one.name,
                *map(
                    str,
                    (
                        one.promised,
                        one.standing,
                        one.delivered,
                        one.partly,
                        one.not_delivered,
                        one.added,
                        one.dropped,
                    ),
                ),
            )
            for one in agencies
        ),
        widths=(47, 21, 18, 21, 16, 21, 16, 20),
    )


def strong_first(first: str, *rest: str) -> tuple[Cell, ...]:
    """A row whose first cell says what it is of."""
    return strong(first), *column(rest)


def _changes(delivery: Delivery) -> Iterator[Block]:
    if delivery.changes or delivery.unnamed:
        yield Heading("What changed since", 2)
    if delivery.changes:
        yield Table(
            caption="What is not as it was promised, and why",
            head=("Activity", "Promised for", "Now", "Why"),
            rows=tuple(map(_change, delivery.changes)),
            widths=(66, 33, 33, 48),
        )
    if delivery.unnamed:
        yield Paragraph(f"{counted(delivery.unnamed, 'change', 'changes')} not named in this copy.")


def _change(one: Change) -> tuple[Cell, ...]:
    was = plain(one.was) if one.was else "not promised"
    to = plain(one.to) if one.to else "does not happen"
    return strong_first(one.title, was, to, one.reason)


def _outputs(outputs: tuple[OutputResult, ...]) -> Iterator[Block]:
    if not outputs:
        yield Paragraph("This plan counts nothing of what it does.")
        return
    yield Paragraph("What was done says nothing of what came of it: that is the next section.")
    caption = "Outputs: what was planned, what was delivered, and how many activities reported it"
    head = ("Output", "Planned", "Delivered", "Reported")
    if any(map(_further, outputs)):
        yield Table(
            caption=caption,
            head=(*head, "What else the counts say"),
            rows=tuple((*_output(one), cell(_further(one))) for one in outputs),
            widths=(44, 18, 24, 30, 64),
        )
    else:
        yield Table(caption=caption, head=head, rows=tuple(map(_output, outputs)), widths=(84, 28, 30, 38))


def _output(one: OutputResult) -> tuple[Cell, ...]:
    reported = NOT_SHOWN if one.withheld else f"{one.reported} of {_activities(one.activities)}"
    sessions = counted(one.sessions, "session", "sessions") if one.sessions else ""
    return (
        strong(one.measure.name),
        cell(_planned(one)),
        cell(done_of(one), one.measure.unit if one.delivered is not None else ""),
        cell(reported, sessions),
    )


def _further(one: OutputResult) -> str:
    """Of what the counts say that which the other columns do not."""
    said = one.sentence.removeprefix(in_words(one.measure, one.planned, one.delivered)).strip()
    all_over = f"{one.reported} of {one.activities} activities that promised it have reported."
    return said.removeprefix(all_over).strip()


def _planned(one: OutputResult) -> str:
    if one.withheld:
        return NOT_SHOWN
    return "no number" if one.planned is None else number(one.planned)
