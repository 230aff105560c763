"""How the history of deliveries reads: whole for `remind history`, short for `activity show`."""

from collections.abc import Sequence

from seasonal_ops.cli.output import say
from seasonal_ops.views import AttemptView, DeliveryView, gist, moment
from seasonal_ops.words import ReminderState


def show_history(deliveries: Sequence[DeliveryView]) -> None:
    """A block a reminder: kind and to whom, when it is due, where it stands, each attempt."""
    if not deliveries:
        say("there is no reminder of this activity; they are planned when its plan is live")
    for one in deliveries:
        whom = f"{one.name}, {one.partner_name}" if one.name else one.partner_name
        say(f"{one.id}  {one.kind.value} to {whom} <{one.recipient}>, due {_full(one)}")
        say(f"    {_stands(one)}")
        for attempt in one.tries:
            say(f"    {_attempt(attempt)}")


def show_gist(deliveries: Sequence[DeliveryView]) -> None:
    """Three lines at most, as part of an activity."""
    for label, line in zip(("mail", "", ""), gist(deliveries), strict=False):
        say(f"  {label:<7} {line}")


def _full(one: DeliveryView) -> str:
    return f"{one.due:%a} {one.due.day} {one.due:%b %Y %H:%M}"


def _stands(one: DeliveryView) -> str:
    text = one.held_for if one.counted else one.state.value
    if one.sent is not None and one.state is ReminderState.SENT:
        text += f" {moment(one.sent)}"
    if one.next_try is not None:
        word = "next try" if one.state is ReminderState.FAILED else "waits until"
        text += f", {word} {moment(one.next_try)}"
    if one.held_for and not one.counted:
        text += f": {one.held_for}"
    if one.attempts:
        text += ", tried " + {1: "once", 2: "twice"}.get(one.attempts, f"{one.attempts} times")
    return text + (f", {one.doubt}" if one.doubt else "")


def _attempt(one: AttemptView) -> str:
    return f"{moment(one.started)}  {one.outcome}" + (f": {one.detail}" if one.detail else "")
