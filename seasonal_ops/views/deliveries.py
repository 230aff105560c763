"""What becomes of reminders: each attempt, what a lead must look at, and the outbox."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from seasonal_ops.views.outgoing import ReminderView
from seasonal_ops.words import ReminderState

_TO_COME: Final = (
    *(ReminderState.PLANNED, ReminderState.FAILED),
    *(ReminderState.LEASED, ReminderState.SENDING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """One attempt to hand a reminder over: `outcome` a word, `detail` the sentence of what went wrong.

    `ended` is None when nobody knows: whoever sent it stopped meanwhile.
    """

    attempt: int
    started: datetime
    ended: datetime | None
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView(ReminderView):
    """A reminder with what became of it; times are local to its activity, or to its plan.

    `name` is the contact's, empty for a mailbox without one; `partner` is a slug. `attempts` counts,
    `tries` tells of each, the first one first. `sent` is None for one that only counts as sent.
    """

    name: str
    partner: str
    partner_name: str
    sent: datetime | None
    tries: tuple[AttemptView, ...]

    @property
    def to_come(self) -> bool:
        """Whether it is still to be sent, and nothing keeps it back."""
        return self.state in _TO_COME


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A message as it reads now: to whom, and its plain text."""

    name: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """One part of the outbox: the first of its reminders, and how many there are."""

    rows: tuple[DeliveryView, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxView:
    """What is to be sent and what was; a reminder lies in one tray.

    `twice` was sent and may have arrived twice, `waiting` is due and not sent, `coming` are the next
    seven days; `twice` and `sent` are of the last seven. `ready` is how many `waiting` need not wait for
    another try, `people` to how many contacts those go. `running`: a scheduler is, and sends them.
    """

    given_up: Tray = Tray()
    twice: Tray = Tray()
    held: Tray = Tray()
    waiting: Tray = Tray()
    coming: Tray = Tray()
    sent: Tray = Tray()
    ready: int = 0
    people: int = 0
    running: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """No scheduler runs; it ran last at `since`, None = never.

    `count` reminders fell due meanwhile, before the program was opened that says so; `waiting` have since.
    """

    count: int
    since: datetime | None
    waiting: int = 0


def gist(deliveries: Iterable[DeliveryView]) -> tuple[str, ...]:
    """An activity's messages in three lines at most: what was sent, what is next, what is not in order."""
    known = list(deliveries)
    return tuple(line for line in (_sent(known), _next(known), _troubles(known)) if line)


def moment(at: datetime) -> str:
    """`Tue 27 Oct 09:00`, by the clock that it was given for."""
    return f"{at:%a} {at.day} {at:%b %H:%M}"


def _sent(known: list[DeliveryView]) -> str:
    sent = [(one.sent, one.partner_name) for one in known if one.sent is not None]
    if not sent:
        return ""
    at, partner = max(sent)
    return f"{len(sent)} sent, the last {moment(at)} to {partner}"


def _next(known: list[DeliveryView]) -> str:
    to_come = [one for one in known if one.to_come]
    if not to_come:
        return ""
    first = min(to_come, key=lambda one: one.goes)
    others = len(to_come) - 1
    return f"next {moment(first.goes)} to {first.partner_name}" + (
        f", {others} more to come" if others else ""
    )


def _troubles(known: list[DeliveryView]) -> str:
    states = Counter(one.state for one in known)
    counted = (
        (states[ReminderState.DEAD], "given up"),
        (states[ReminderState.HELD], "held"),
        (states[ReminderState.EXPIRED], "not sent in time"),
        (sum(one.counted for one in known), "counted as sent"),
        *((number, doubt) for doubt, number in sorted(Counter(one.doubt for one in known).items()) if doubt),
    )
    return ", ".join(f"{number} {words}" for number, words in counted if number)
