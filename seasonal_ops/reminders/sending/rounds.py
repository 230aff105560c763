"""Sends what is due, message by message, until nothing is. No transaction is open while it sends.

The receipt of a message and the mark of the next are one commit: a worker that dies has at most one
message of which nobody knows whether it arrived.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble, DeliveryFailed
from seasonal_ops.reminders.letters.composing import Composed, compose
from seasonal_ops.reminders.letters.letterhead import Letterhead, shipped
from seasonal_ops.reminders.replanning import reconcile_in_steps
from seasonal_ops.reminders.sending import claiming, delivery, opting_out
from seasonal_ops.reminders.sending.claiming import LEASE, Parcel
from seasonal_ops.reminders.sending.delivery import Receipt
from seasonal_ops.reminders.transport import Message, Transport, Unreachable
from seasonal_ops.words import Channel, ReminderState

Clock = Callable[[], datetime]
Value = TypeVar("Value")
_log = logging.getLogger(__name__)
# For as long as this a receipt is held in hand while the database takes nothing.
_PATIENCE: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a run did with reminders: sent, put off (`failed`), given up (`dead`); `left` is due and waits.

    `messages` is how many went out: one holds all that is due for its contact. `trouble` is the sentence
    of what stopped a channel, empty when nothing did.
    """

    sent: int = 0
    messages: int = 0
    failed: int = 0
    dead: int = 0
    left: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """Who sends, through what, on what letterhead, by which clock; `pause` waits for so many seconds."""

    database: Database
    transports: Mapping[Channel, Transport]
    letterhead: Letterhead
    clock: Clock
    worker: str
    limit: int
    lease: timedelta
    pause: Callable[[float], None]


def send_due(
    database: Database,
    *,
    transports: Mapping[Channel, Transport],
    clock: Clock,
    worker: str,
    letterhead: Letterhead | None = None,
    limit: int = 50,
    lease: timedelta = LEASE,
    pause: Callable[[float], None] = time.sleep,
) -> Sent:
    """Claim and send, `limit` contacts at a time, until nothing is due or no channel takes anything.

    Without a `letterhead` the shipped one is used. What has no transport waits, and no try is counted.
    Raises DatabaseTrouble; what was leased then is recovered, at the latest when the lease runs out.
    """
    post = _Post(
        database=database,
        transports=transports,
        letterhead=letterhead or shipped(),
        clock=clock,
        worker=worker,
        limit=limit,
        lease=lease,
        pause=pause,
    )
    done = Sent()
    if claiming.anything_due(database, now=clock(), channels=transports):
        with database.kept():
            done = _Round(post).run()
    return replace(done, left=delivery.waiting(database, now=clock()))


def run_once(
    database: Database,
    *,
    transports: Mapping[Channel, Transport],
    clock: Clock,
    worker: str,
    letterhead: Letterhead | None = None,
) -> Sent:
    """One whole round: take back, close what is too late, plan, send what is due."""
    delivery.recover(database, now=clock())
    delivery.expire(database, now=clock())
    reconcile_in_steps(database, clock())
    return send_due(database, transports=transports, clock=clock, worker=worker, letterhead=letterhead)


@dataclass(slots=True)
class _Round:
    """One run: what it did so far, the receipt that is not written yet, and the channels that still take."""

    post: _Post
    done: Sent = field(default_factory=Sent)
    receipt: Receipt | None = None
    channels: set[Channel] = field(default_factory=set)

    def run(self) -> Sent:
        self.channels = set(self.post.transports)
        try:
            while parcels := self._claim():
                self._send_batch(parcels)
                self._write_receipt()
        finally:
            self._write_receipt()
        return self.done

    def _claim(self) -> Sequence[Parcel]:
        post, now = self.post, self.post.clock()
        if not claiming.anything_due(post.database, now=now, channels=self.channels):
            return ()
        return claiming.claim(
            post.database,
            now=now,
            worker=post.worker,
            channels=self.channels,
            limit=post.limit,
            lease=post.lease,
        )

    def _send_batch(self, parcels: Sequence[Parcel]) -> None:
        composed = self._compose(parcels)
        for parcel in parcels:
            if parcel.channel in self.channels:
                self._settle(parcel, composed[parcel.message_id])
            else:
                # It would meet the same trouble, and waits as long as if it had been tried.
                self._give_back(parcel, ReminderState.FAILED)
                self._count(parcel, ReminderState.FAILED)

    def _compose(self, parcels: Sequence[Parcel]) -> dict[str, Composed]:
        with self.post.database.read() as session:
            bundles = [parcel.bundle for parcel in parcels]
            return compose(session, bundles, self.post.clock(), self.post.letterhead)

    def _settle(self, parcel: Parcel, composed: Composed) -> None:
        """Send one and write down how it went."""
        if composed.fault is not None:
            self._unwritten(parcel, composed.fault)
        elif composed.message is None:
            self._give_back(parcel, ReminderState.SUPERSEDED)
        elif (going := self._mark(parcel)) is not None:
            if len(going.rows) == len(parcel.rows):
                self._send(going, composed.message)
            else:
                # Claimed anew: without what fell out of it, it may have to wait; and what goes out is
                # written before its mark, or an edit in between would be in it.
                self._give_back(self._relet(going), ReminderState.PLANNED)

    def _relet(self, parcel: Parcel) -> Parcel:
        return delivery.relet(self.post.database, parcel=parcel, now=self.post.clock(), lease=self.post.lease)

    def _unwritten(self, parcel: Parcel, fault: Exception) -> None:
        """A text that cannot be written, which no retry mends; of several, the others are sent apart."""
        if len(parcel.rows) > 1:
            self._in_parts(parcel)
            return
        sentence = f"the text cannot be written ({type(fault).__name__}: {fault})"
        self._fail(parcel, DeliveryFailed(sentence, permanent=True), self.post.clock())

    def _in_parts(self, parcel: Parcel) -> None:
        """As two messages, and each of them likewise if it must be: what is wrong with one stays with it."""
        halves = parcel.halves()
        composed = self._compose(halves)
        for half in halves:
            self._settle(half, composed[half.message_id])

    def _mark(self, parcel: Parcel) -> Parcel | None:
        receipt, now = self.receipt, self.post.clock()

        def mark() -> Parcel | None:
            return delivery.mark_sending(
                self.post.database,
                parcel=parcel,
                now=now,
                lease=self.post.lease,
                receipt=receipt,
            )

        going = mark() if receipt is None else self._insist(mark)
        self.receipt = None
        return going

    def _send(self, parcel: Parcel, message: Message) -> None:
        started = self.post.clock()
        if started >= parcel.lease_until:
            return  # it was stopped for so long that somebody else has it by now
        try:
            _hand_over(self.post.transports[parcel.channel], message)
        except DeliveryFailed as error:
            if error.too_big and len(parcel.rows) > 1:
                self._in_parts(self._relet(parcel))
            else:
                self._fail(parcel, error, started)
        else:
            self.receipt = Receipt(parcel=parcel, started=started, ended=self.post.clock())
            self.done = replace(
                self.done, sent=self.done.sent + len(parcel.rows), messages=self.done.messages + 1
            )

    def _fail(self, parcel: Parcel, error: DeliveryFailed, started: datetime) -> None:
        database, now = self.post.database, self.post.clock()
        state = self._insist(
            lambda: delivery.fail(database, parcel=parcel, error=error, started=started, now=now)
        )
        numbers = ", ".join(map(str, parcel.ids))
        _log.warning("sending reminder %s: %s (%s now)", numbers, error, state.value)
        self._count(parcel, state)
        if error.gone:
            opting_out.opt_out(database, contact_id=parcel.contact_id, now=now)
        if isinstance(error, Unreachable):
            self.channels.discard(parcel.channel)
            self.done = replace(self.done, trouble=str(error))

    def _give_back(self, parcel: Parcel, state: ReminderState) -> None:
        delivery.give_back(self.post.database, parcels=[parcel], state=state, now=self.post.clock())

    def _write_receipt(self) -> None:
        receipt = self.receipt
        if receipt is not None:
            self._insist(lambda: delivery.acknowledge(self.post.database, receipt=receipt))
            self.receipt = None

    def _insist(self, write: Callable[[], Value]) -> Value:
        """What became of a message is written down though the database is locked or full for a while.

        Nothing else is sent meanwhile. Raises DatabaseTrouble in the end: the row is then recovered as
        one that may have arrived.
        """
        for seconds in _PATIENCE:
            try:
                return write()
            except DatabaseTrouble as trouble:
                _log.warning("what became of a message cannot be written down yet: %s", trouble)
                self.post.pause(seconds)
        return write()

    def _count(self, parcel: Parcel, state: ReminderState) -> None:
        rows = len(parcel.rows)
        if state is ReminderState.DEAD:
            self.done = replace(self.done, dead=self.done.dead + rows)
        else:
            self.done = replace(self.done, failed=self.done.failed + rows)


def _hand_over(transport: Transport, message: Message) -> None:
    try:
        transport.send(message)
    except DeliveryFailed:
        raise
    except Exception as fault:
        _log.exception("sending %s met a fault of the program", message.message_id)
        sentence = f"a fault of the program ({type(fault).__name__}) while sending; it may have arrived"
        raise DeliveryFailed(sentence, ambiguous=True) from fault
