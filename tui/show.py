"""How values look in a terminal: a glyph and a word for every state, and text from outside calmed. Pure."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from rich.cells import cell_len, set_cell_size

from seasonal_ops.text import harmless
from seasonal_ops.words import Answer, Status

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView

_NOON: Final = time(12)


class Dated(Protocol):
    """What stands from a date and time to another, local; no start time is all day."""

    @property
    def starts_on(self) -> date:
        """The first day."""

    @property
    def ends_on(self) -> date:
        """The day on which the end falls."""

    @property
    def start_time(self) -> time | None:
        """When it begins."""

    @property
    def end_time(self) -> time | None:
        """When it ends."""


STATUS_GLYPHS: Final = {
    Status.PLANNED: "○",
    Status.DOING: "◐",
    Status.DELIVERED: "✓",
    Status.PARTLY: "◑",
    Status.NOT_DELIVERED: "✗",
    Status.CANCELLED: "–",
}
SAVING: Final = "… saving"
ANSWER_GLYPHS: Final = {Answer.ASKED: "◷", Answer.ACCEPTED: "✓", Answer.DECLINED: "✗", Answer.PROPOSED: "↻"}

_LONGEST_LINE: Final = 400
_LONGEST_TEXT: Final = 4000
# No script stacks more; thousands of marks on one letter stall a terminal and spill over its neighbours.
_MARKS_IN_A_ROW: Final = 4
# Their width differs from terminal to terminal, which would shift every column after them.
_VARIATION_SELECTORS: Final = frozenset(chr(code) for code in range(0xFE00, 0xFE10))


@lru_cache(maxsize=4096)
def one_line(text: str) -> str:
    """Text from outside for one line of a terminal: no controls, no breaks, no pile of marks."""
    if text.isascii() and text.isprintable():
        return text[:_LONGEST_LINE]
    return _calm(" ".join(text[:_LONGEST_LINE].split()), keep="")


def several_lines(text: str) -> str:
    """The same for a field that may hold several lines."""
    return _calm(text[:_LONGEST_TEXT].replace("\t", " "), keep="\n")


def _calm(text: str, keep: str) -> str:
    calm: list[str] = []
    marks = 0
    for character in harmless(text, keep=keep):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MARKS_IN_A_ROW and category != "Cf" and character not in _VARIATION_SELECTORS:
            calm.append(character)
    return "".join(calm)


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells: padded, or cut with an ellipsis."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, max(0, width - 1)).rstrip() + "…", width)


def status_words(status: Status) -> str:
    """`◐ doing`."""
    return f"{STATUS_GLYPHS[status]} {status.value.replace('-', ' ')}"


def answer_words(answer: Answer) -> str:
    """`✓ accepted`."""
    return f"{ANSWER_GLYPHS[answer]} {answer.value}"


def day(on: date) -> str:
    """` 5 Nov Thu`, ten cells, for a column."""
    return f"{short_day(on)} {on:%a}"


def short_day(on: date) -> str:
    """` 5 Nov`, six cells, for a column."""
    return f"{on.day:>2} {on:%b}"


def long_day(on: date) -> str:
    """`Thu 5 Nov`, for a sentence."""
    return f"{on:%a} {on.day} {on:%b}"


def hours(activity: Dated) -> str:
    """`14:00–17:00`, `14:00` without an end, `all day` without a start."""
    if activity.start_time is None:
        return "all day"
    if activity.end_time is None:
        return f"{activity.start_time:%H:%M}"
    return f"{activity.start_time:%H:%M}–{activity.end_time:%H:%M}"


def lasts(activity: Dated) -> bool:
    """Whether it goes on over days, which is more than into the next morning."""
    nights = (activity.ends_on - activity.starts_on).days
    return nights > (0 if activity.start_time is None else 1)


def when(activity: Dated) -> str:
    """Date and time in words, both dates when it lasts longer than a night."""
    first, last = activity.starts_on, activity.ends_on
    if activity.start_time is None:
        return long_day(first) if first == last else f"{long_day(first)} – {long_day(last)}"
    start = f"{long_day(first)} {activity.start_time:%H:%M}"
    if activity.end_time is None:
        return start
    if (last - first).days > 1:
        return f"{start} – {long_day(last)} {activity.end_time:%H:%M}"
    return f"{start}–{activity.end_time:%H:%M}" + (f" {next_day(activity.end_time)}" if last > first else "")


def next_day(end: time) -> str:
    """When a night ends, in words."""
    return "next morning" if end < _NOON else "the next day"


def ago(moment: datetime | None, now: datetime) -> str:
    """`just now`, `5 min ago`, `2 h ago`, `3 days ago`, `never`: at most eleven cells in this century."""
    if moment is None:
        return "never"
    passed = now - moment
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)} min ago"
    if passed < timedelta(days=1):
        return f"{passed // timedelta(hours=1)} h ago"
    return f"{days(passed.days)} ago"


def days(count: int) -> str:
    """`1 day`, `6 days`."""
    return f"{count} day" if count == 1 else f"{count} days"


def named(activities: tuple[ActivityView, ...]) -> str:
    """The title of one activity, the number of several: for a heading."""
    return one_line(activities[0].title) if len(activities) == 1 else f"{len(activities)} activities"
