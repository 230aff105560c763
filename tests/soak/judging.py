"""Compares what the mail server took with what the tables say and with how the activities stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from seasonal_ops import reminders
from seasonal_ops.db import Database
from seasonal_ops.models import Activity, Assignment, Contact, ContactDetail, Reminder, key
from seasonal_ops.reminders.sending.claiming import LEASE
from seasonal_ops.words import ReminderKind, ReminderState, Status
from tests.soak.marks import Mark, marks
from tests.soak.receiver import Receipt, Spoken, receipts
from tests.soak.setup import Setup
from tests.soak.world import AHEAD

_URGENT: Final = (ReminderKind.CHANGED, ReminderKind.CANCELLED)
_UNSETTLED: Final = (
    ReminderState.PLANNED, ReminderState.FAILED, ReminderState.LEASED, ReminderState.SENDING,
)  # fmt: skip
_LONDON: Final = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a run came to. `wrong` says for each promise where it was broken: all of it must be empty."""

    planned: int
    moves: int
    states: Mapping[str, int]
    messages: int
    received: int
    kills: Mapping[str, int]
    stops: int
    duplicates: int
    given_up: int
    never_arrived: int
    wrong: Mapping[str, Sequence[str]]

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        return not any(self.wrong.values())


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Everything that is compared, read once."""

    receipts: Sequence[Receipt]
    marks: Sequence[Mark]
    rows: Mapping[int, Reminder]
    activities: Mapping[int, Activity]
    asked: Sequence[tuple[int, int]]
    addresses: Mapping[int, str]
    now: datetime
    copies: Counter[str] = field(default_factory=Counter)
    rows_of: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.copies.update(receipt.message_id for receipt in self.receipts)
        for mark in self.marks:
            self.rows_of[mark.message_id].add(mark.reminder_id)

    def of(self, message_id: str) -> list[Reminder]:
        """The reminders that went out in the message."""
        return [self.rows[number] for number in sorted(self.rows_of.get(message_id, ()))]

    def arrived(self) -> set[int]:
        """The reminders of which at least one copy was received."""
        return {number for message in self.copies for number in self.rows_of.get(message, ())}

    def in_state(self, *states: ReminderState) -> list[Reminder]:
        return [row for row in self.rows.values() if row.state in states]


def judge(database: Database, setup: Setup, *, planned: int, stops: int) -> Verdict:
    """The verdict on a run that has ended."""
    seen = _read(database, setup)
    given_up = seen.in_state(ReminderState.DEAD)
    arrived = seen.arrived()
    wrong = {
        "lost: acknowledged, never received": _never_received(seen),
        "lost: due, still waiting": _still_waiting(seen),
        "lost: last heard is not how it stands": _ignorant(seen),
        "lost: not planned": _unplanned(database, setup),
        "stale": _stale(seen),
        "received without a mark": [one for one in seen.copies if not seen.rows_of.get(one)],
        "unflagged duplicates": _unflagged(seen),
        "copies under another Message-ID": _renamed(seen),
        "third copies": _third_copies(seen),
        "second mails a person and day": _too_many_a_day(seen),
        "given up without a flag": [row.dedupe_key for row in given_up if not row.ambiguous],
    }
    return Verdict(
        planned=planned,
        moves=sum(activity.sequence for activity in seen.activities.values()),
        states=dict(Counter(row.state.value for row in seen.rows.values())),
        messages=len(seen.copies),
        received=len(seen.receipts),
        kills=dict(Counter(setup.died.read_text().splitlines())),
        stops=stops,
        duplicates=len(seen.receipts) - len(seen.copies),
        given_up=len(given_up),
        never_arrived=sum(key(row) not in arrived for row in given_up),
        wrong={what: list(found) for what, found in wrong.items()},
    )


def _read(database: Database, setup: Setup) -> _Evidence:
    asked = select(Contact.id, Assignment.activity_id).join(
        Assignment, col(Assignment.partner_id) == col(Contact.partner_id)
    )
    with database.read() as session:
        return _Evidence(
            receipts=list(receipts(setup.received)),
            marks=marks(database),
            rows={key(row): row for row in session.exec(select(Reminder))},
            activities={key(row): row for row in session.exec(select(Activity))},
            asked=[(contact or 0, activity) for contact, activity in session.exec(asked)],
            addresses={row.contact_id: row.email for row in session.exec(select(ContactDetail))},
            now=setup.clock(),
        )


def _never_received(seen: _Evidence) -> list[str]:
    arrived = seen.arrived()
    return [row.dedupe_key for row in seen.in_state(ReminderState.SENT) if key(row) not in arrived]


def _still_waiting(seen: _Evidence) -> list[str]:
    return [row.dedupe_key for row in seen.in_state(*_UNSETTLED) if row.due_utc <= seen.now]


def _unplanned(database: Database, setup: Setup) -> list[str]:
    """What the rules want and the table does not have, once everything is over."""
    with database.rehearse() as session:
        return [f"{number} rows" for number in [reminders.reconcile(session, setup.clock())] if number]


def _ignorant(seen: _Evidence) -> Iterator[str]:
    """Whose newest word on an activity is not how it stands. Where the product gave up, a person knows."""
    heard = _heard(seen.receipts)
    given_up = {(row.contact_id, row.activity_id) for row in seen.in_state(ReminderState.DEAD)}
    for contact_id, activity_id in seen.asked:
        activity, address = seen.activities[activity_id], seen.addresses[contact_id]
        said = heard.get((address, activity.uid))
        if (contact_id, activity_id) not in given_up and not _knows(said, activity, seen.now.date()):
            yield f"{address} on activity {activity_id} ({activity.starts_on}, {activity.status}): {said}"


def _heard(received: Sequence[Receipt]) -> dict[tuple[str, str], Spoken]:
    """The newest that each address was told of each activity; mails may overtake each other."""
    heard: dict[tuple[str, str], Spoken] = {}
    for receipt in received:
        for one in receipt.spoken:
            before = heard.setdefault((receipt.address, one.uid), one)
            if one.sequence > before.sequence:
                heard[receipt.address, one.uid] = one
    return heard


def _knows(said: Spoken | None, activity: Activity, today: date) -> bool:
    off = activity.status is Status.CANCELLED
    if said is None:
        return off or activity.starts_on - AHEAD > today
    return said.cancelled if off else not said.cancelled and said.day == f"{activity.starts_on:%Y%m%d}"


def _stale(seen: _Evidence) -> Iterator[str]:
    """What speaks of a state of the activity for which the message was not marked, or not so often."""
    marked = Counter((mark.message_id, mark.uid, mark.sequence) for mark in seen.marks)
    spoken = Counter(
        (receipt.message_id, one.uid, one.sequence) for receipt in seen.receipts for one in receipt.spoken
    )
    yield from (f"{message} on {uid}, sequence {sequence}" for message, uid, sequence in spoken - marked)


def _unflagged(seen: _Evidence) -> list[str]:
    """Messages with a reminder that came twice and does not say so.

    What was marked and taken out again, since the rest was edited meanwhile, is in no copy.
    """
    spoken = Counter(
        (receipt.message_id, uid) for receipt in seen.receipts for uid in {one.uid for one in receipt.spoken}
    )
    twice = [message for message, number in seen.copies.items() if number > 1]
    return [
        message
        for message in twice
        for row in seen.of(message)
        if spoken[message, seen.activities[row.activity_id or 0].uid] > 1 and not row.ambiguous
    ]


def _renamed(seen: _Evidence) -> list[str]:
    """What came in two messages as it stood at one time; moved and moved back it is news, and no copy."""
    messages: dict[tuple[str, int], set[str]] = defaultdict(set)
    for receipt in seen.receipts:
        said = {one.uid: one.sequence for one in receipt.spoken}
        for row in seen.of(receipt.message_id):
            sequence = said.get(seen.activities[row.activity_id or 0].uid)
            if sequence is not None:
                messages[row.dedupe_key, sequence].add(receipt.message_id)
    return [key_ for (key_, _), names in messages.items() if len(names) > 1]


def _third_copies(seen: _Evidence) -> Iterator[str]:
    """Messages of which more than two copies came, each with the reminders that it was marked with."""
    marked: dict[str, dict[datetime, list[int]]] = defaultdict(lambda: defaultdict(list))
    for mark in seen.marks:
        marked[mark.message_id][mark.held_until].append(mark.reminder_id)
    for message, number in seen.copies.items():
        if number > 2:
            yield f"{message}: {number} copies, of reminders {list(marked[message].values())}"


def _too_many_a_day(seen: _Evidence) -> list[str]:
    """Whoever had a second message on a local day, by its first mark; one that holds a change is none."""
    first: dict[str, Mark] = {}
    for mark in seen.marks:
        first.setdefault(mark.message_id, mark)
    days = Counter(
        f"contact {seen.rows[mark.reminder_id].contact_id} on {_day(mark)}"
        for message, mark in first.items()
        if message in seen.copies and not any(row.kind in _URGENT for row in seen.of(message))
    )
    return [day for day, number in days.items() if number > 1]


def _day(mark: Mark) -> date:
    return (mark.held_until - LEASE).astimezone(_LONDON).date()
