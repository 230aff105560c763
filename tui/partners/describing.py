"""All of one partner: its load, whom one reaches there, what it has to do, its calendars. Pure."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from textual.content import Content

from seasonal_ops.views import ContactView
from seasonal_ops.views.partners import WEEKS, PartnerDetail, PartnerLine, PartnerTask
from seasonal_ops.words import Answer, ReminderKind
from tui.frame.detail import labelled
from tui.partners.columns import peak, spark
from tui.show import ago, answer_words, long_day, one_line, status_words

_LOUD: Final = "bold $text-warning"
_QUIET: Final = "$foreground-muted"
_MOST: Final = 200  # activities; nobody reads more in a column

Values = Iterator[tuple[str, str, str]]


def describe_partner(row: PartnerLine, detail: PartnerDetail | None, now: datetime, width: int) -> Content:
    """In lines of at most `width` cells, labels at the left; what was not read yet is left out."""
    lines = [
        Content.assemble((one_line(row.name), "bold")),
        Content(""),
        *labelled(_standing(row, now), width),
    ]
    if detail is not None:
        for values in (_contacts(row, detail), _tasks(detail, now.date()), _feeds(detail, now)):
            lines += [Content(""), *labelled(values, width)]
    return Content("\n").join(lines)


def _standing(row: PartnerLine, now: datetime) -> Values:
    yield "Delivered", "", f"{row.delivered} of {row.assigned}"
    for label, number, words in (
        ("▲ Overdue", row.overdue, "over, led by it, and nobody said how it went"),
        ("◷ Answers", row.unanswered, "unanswered; m reminds, r on the board records what it said"),
        ("✗ Declined", row.declined, "declined; somebody else is needed, or not"),
    ):
        if number:
            yield label, _LOUD, f"{number} {words}"
    yield "Load", _LOUD if row.overloaded else "", _load(row)
    yield "Answered", "", ago(row.answered, now)
    yield "Written", "", ago(row.written, now)


def _load(row: PartnerLine) -> str:
    can = "not said how many a night" if row.capacity is None else f"can man {row.capacity} a night"
    if not row.peak:
        return f"nothing in the next {WEEKS} weeks; {can}"
    over = ", more than it can" if row.overloaded else ""
    return f"{spark(row.load, row.capacity)} {peak(row)}: {row.peak} in one night at most{over}; {can}"


def _contacts(row: PartnerLine, detail: PartnerDetail) -> Values:
    label = "Contacts"
    for contact in detail.contacts:
        for told in _contact(contact):
            yield label, _QUIET if contact.left or contact.opted_out else "", told
            label = ""
    if not row.reached:
        add = f"seasonal-ops contact add {one_line(row.slug)} EMAIL"
        yield label, _LOUD, f"nobody who can be written to; add one: {add}"


def _contact(contact: ContactView) -> Iterator[str]:
    """Who, where to write to, what to ring: a line each."""
    standing = (
        "deputy" if contact.deputy else "",
        f"left {long_day(contact.left)}" if contact.left else "",
        "wants no messages" if contact.opted_out and not contact.left else "",
    )
    yield ", ".join(part for part in (one_line(contact.name) or "a mailbox", *standing) if part)
    yield from (one_line(text) for text in (contact.address, contact.phone) if text)


def _tasks(detail: PartnerDetail, today: date) -> Values:
    label = "Open"
    for task in detail.tasks[:_MOST]:
        yield label, "$text-warning" if task.owes else "", _task(task, today)
        label = ""
    if not detail.tasks:
        yield label, _QUIET, "nothing"
    elif len(detail.tasks) > _MOST:
        yield "", _QUIET, f"and {len(detail.tasks) - _MOST:,} more; see the board (2)"


def _task(task: PartnerTask, today: date) -> str:
    year = "" if task.starts_on.year == today.year else f" {task.starts_on.year}"
    at = f" {task.start_time:%H:%M}" if task.start_time else ""
    late = task.owes is ReminderKind.OVERDUE
    stands = f"▲ late ({status_words(task.status)})" if late else answer_words(task.answer)
    if task.answer is Answer.ASKED and not late:
        stands = "◷ unanswered" if task.owes is ReminderKind.UNANSWERED else "never answered"
    return f"{long_day(task.starts_on)}{year}{at} {one_line(task.title)}, {task.role.value}: {stands}"


def _feeds(detail: PartnerDetail, now: datetime) -> Values:
    label = "Feeds"
    for feed in detail.feeds:
        client = f" by {one_line(feed.last_client)}" if feed.last_client else ""
        yield label, "", f"{one_line(feed.name)}: fetched {ago(feed.last_fetched, now)}{client}"
        label = ""
    if not detail.feeds:
        yield label, _QUIET, "none of its own; 8 makes one"
