"""One reminder with what became of it, and the message that it goes out in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from textual.content import Content

from seasonal_ops.views import AttemptView, DeliveryView, LetterView, moment
from seasonal_ops.words import Channel, ReminderState
from tui.frame.detail import labelled
from tui.outbox.outgoing import state, what
from tui.show import one_line, several_lines

_QUIET: Final = "$foreground-muted"
_LOUD: Final = "bold $text-warning"


def describe_delivery(row: DeliveryView, now: datetime, width: int) -> Content:
    """The reminder in lines of at most `width` cells, labels at the left."""
    lines = [Content.assemble((what(row), "bold")), Content("")]
    lines += labelled(_values(row, now), width)
    lines += [Content(""), Content.styled("Enter shows the whole message.", _QUIET)]
    return Content("\n").join(lines)


def describe_letter(row: DeliveryView, letter: LetterView | str | None, now: datetime, width: int) -> Content:
    """The message as it reads now, or why there is none, None while it is read; then what became of it."""
    lines = _letter(letter, width)
    lines += [Content(""), Content.styled("─" * width, _QUIET)]
    lines += labelled(_values(row, now), width)
    return Content("\n").join(lines)


def _letter(letter: LetterView | str | None, width: int) -> list[Content]:
    if letter is None:
        return [Content.styled("Reading the message …", _QUIET)]
    if isinstance(letter, str):
        text = several_lines(letter)
        return [Content.styled(f"There is no message: {text}.", _LOUD)]
    to = f"{one_line(letter.name)} <{one_line(letter.address)}>".strip()
    head = labelled([("To", "", to), ("Subject", "bold", one_line(letter.subject))], width)
    return [*head, Content(""), Content(several_lines(letter.body).rstrip())]


def _values(row: DeliveryView, now: datetime) -> Iterator[tuple[str, str, str]]:
    yield "State", "", state(row, now)
    if row.held_for:
        label, style = ("Sent", "") if row.counted else ("Held for", _LOUD)
        yield label, style, several_lines(row.held_for)
    if row.doubt:
        yield "", _LOUD, f"it {row.doubt}"
    yield "For", "", one_line(_whom(row.partner_name, row.name))
    yield "To", "", one_line(row.recipient)
    if row.channel != Channel.MAIL:
        yield "By", "", row.channel
    yield "Due", "", moment(row.due)
    if row.state is not ReminderState.SENT:
        yield "Until", "", f"{moment(row.expires)}; then it comes too late"
    if row.sent is not None:
        yield "Sent", "", moment(row.sent)
    if row.next_try is not None:
        at, failed = moment(row.next_try), row.state is ReminderState.FAILED
        yield ("Next try", "", at) if failed else ("Waits", "", f"until {at}")
    yield "Tried", "", "not yet" if not row.attempts else _times(row.attempts)
    for attempt in row.tries:
        yield "", "$text-warning" if attempt.detail else "", _attempt(attempt)


def _whom(partner: str, name: str) -> str:
    """The agency and who there; the desk of an agency often has its name already."""
    return name if partner in name else f"{partner}, {name}" if name else partner


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _attempt(one: AttemptView) -> str:
    said = f"{moment(one.started)} {one_line(one.outcome)}"
    return said + (f": {several_lines(one.detail)}" if one.detail else "")
