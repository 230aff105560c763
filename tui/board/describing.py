"""What the board tells of a phase, and of an activity until all of it is read. Pure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from textual.content import Content

from seasonal_ops.views.board import BoardPhase, BoardRow
from seasonal_ops.words import Status
from tui.board.columns import bar, heading_of
from tui.frame.detail import labelled
from tui.show import long_day, one_line, status_words


def describe_row(row: BoardRow, width: int) -> Content:
    """As much of an activity as its line knows."""
    values = (("Status", "", status_words(row.status)), ("When", "", long_day(row.starts_on)))
    lines = [Content.assemble((one_line(row.title), "bold")), Content(""), *labelled(values, width)]
    return Content("\n").join(lines)


def describe_phase(phase: BoardPhase, today: date, width: int) -> Content:
    """A phase as a whole: how much of it is done, and what is not in order."""
    lines = [Content.assemble((heading_of(phase, titled=False), "bold")), Content("")]
    return Content("\n").join([*lines, *labelled(_values(phase, today), width)])


def _values(phase: BoardPhase, today: date) -> Iterator[tuple[str, str, str]]:
    draft = " (draft: nothing is sent)" if phase.draft else ""
    yield "Plan", "", one_line(phase.plan_name) + draft
    yield "Delivered", "", f"{phase.delivered} of {phase.total}  {bar(phase.delivered, phase.total)}"
    rows = phase.rows
    first, last = min(row.starts_on for row in rows), max(row.ends_on for row in rows)
    yield "When", "", f"{_dated(first, today)} – {_dated(last, today)}"
    counted = Counter(row.status for row in rows)
    for status in Status:
        if counted[status]:
            yield "", "", f"{status_words(status)}: {counted[status]}"
    for label, number, words in (
        ("▲ Late", sum(row.late for row in rows), "over, and nobody said how it went; o next"),
        ("× Clash", sum(row.clash for row in rows), "want more of a partner than it can man; c next"),
        ("◷ Answers", sum(row.waiting for row in rows), "unanswered; w next"),
    ):
        if number:
            yield label, "bold $text-warning", f"{number} {words}"
    yield "Keys", "$foreground-muted", "Enter or z folds it, v marks all of it"


def _dated(on: date, today: date) -> str:
    return long_day(on) + ("" if on.year == today.year else f" {on.year}")
