"""Sends what is due, message by message, until nothing is. No transaction is open while it sends."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.db import Database
from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.models import Reminder, key
from seasonal_ops.reminders import delivery
from seasonal_ops.reminders.composing import Composed, compose
from seasonal_ops.reminders.delivery import Claimed
from seasonal_ops.reminders.letterhead import shipped
from seasonal_ops.reminders.replanning import reconcile
from seasonal_ops.reminders.shapes import Bundle
from seasonal_ops.reminders.transport import Message, Transport, Unreachable
from seasonal_ops.words import Channel, ReminderState

Clock = Callable[[], datetime]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a run did: sent, put off (`failed`), given up (`dead`); `left` is due and still waiting.

    `trouble` is the sentence of what stopped the run, empty when nothing did.
    """

    sent: int = 0
    failed: int = 0
    dead: int = 0
    left: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Post:
    """Who sends, through what, by which clock."""

    database: Database
    transports: Mapping[Channel, Transport]
    clock: Clock
    worker: str


def send_due(
    database: Database,
    *,
    transports: Mapping[Channel, Transport],
    clock: Clock,
    worker: str,
    limit: int = 50,
) -> Sent:
    """Claim and send, `limit` at a time, until nothing is due or a transport takes nothing at all.

    Raises DatabaseTrouble; what was leased then is recovered when the lease runs out.
    """
    post, done = _Post(database, transports, clock, worker), Sent()
    while not done.trouble and (batch := delivery.claim(database, now=clock(), worker=worker, limit=limit)):
        done = _send_batch(post, batch, done)
    return replace(done, left=delivery.waiting(database, now=clock()))


def run_once(
    database: Database, *, transports: Mapping[Channel, Transport], clock: Clock, worker: str
) -> Sent:
    """One whole round: take back, close what is too late, plan, send what is due."""
    delivery.recover(database, now=clock())
    delivery.expire(database, now=clock())
    with database.write() as session:
        reconcile(session, clock())
    return send_due(database, transports=transports, clock=clock, worker=worker)


def _send_batch(post: _Post, batch: Sequence[Claimed], done: Sent) -> Sent:
    with post.database.read() as session:
        bundles = _bundles(session, batch)
        composed = compose(session, list(bundles.values()), post.clock(), shipped())
    for position, claimed in enumerate(batch):
        try:
            done = _settle(post, claimed, composed[bundles[claimed.id].message_id], done)
        except Unreachable as trouble:
            # The rest would meet the same; each waits as long as if it had been tried.
            rest = batch[position + 1 :]
            delivery.give_back(post.database, claimed=rest, state=ReminderState.FAILED, now=post.clock())
            return replace(done, failed=done.failed + 1 + len(rest), trouble=str(trouble))
    return done


def _bundles(session: Session, batch: Sequence[Claimed]) -> dict[int, Bundle]:
    """One message a reminder, by the reminder's id."""
    ids = [one.id for one in batch]
    rows = session.exec(select(Reminder).where(col(Reminder.id).in_(ids)))
    return {
        key(row): Bundle(
            message_id=row.message_id,
            contact_id=row.contact_id,
            channel=row.channel,
            reminder_ids=(key(row),),
        )
        for row in rows
    }


def _settle(post: _Post, claimed: Claimed, composed: Composed, done: Sent) -> Sent:
    """Send one and write down how it went. Raises Unreachable after writing it down."""
    started = post.clock()
    if composed.message is None:
        return _unwritten(post, claimed, composed, started, done)
    if not delivery.mark_sending(post.database, claimed=claimed, now=started):
        return done
    try:
        _hand_over(post, claimed, composed.message)
    except DeliveryFailed as error:
        state = _failed(post, claimed, error, started)
        if isinstance(error, Unreachable):
            raise
        return _counted(done, state)
    delivery.acknowledge(post.database, claimed=claimed, started=started, now=post.clock())
    return replace(done, sent=done.sent + 1)


def _hand_over(post: _Post, claimed: Claimed, message: Message) -> None:
    transport = post.transports.get(claimed.channel)
    if transport is None:
        raise Unreachable(f"no way to send by {claimed.channel} is set up; set SEASONAL_OPS_SMTP_HOST")
    try:
        transport.send(message)
    except DeliveryFailed:
        raise
    except Exception as fault:
        _log.exception("sending reminder %s met a fault of the program", claimed.id)
        sentence = f"a fault of the program ({type(fault).__name__}) while sending; it may have arrived"
        raise DeliveryFailed(sentence, ambiguous=True) from fault


def _unwritten(post: _Post, claimed: Claimed, composed: Composed, started: datetime, done: Sent) -> Sent:
    """There is nobody to write to any more; or the text cannot be written, which no retry mends."""
    if composed.fault is None:
        gone = ReminderState.SUPERSEDED
        delivery.give_back(post.database, claimed=[claimed], state=gone, now=started)
        return done
    sentence = f"the text cannot be written ({type(composed.fault).__name__}: {composed.fault})"
    state = _failed(post, claimed, DeliveryFailed(sentence, permanent=True), started)
    return _counted(done, state)


def _failed(post: _Post, claimed: Claimed, error: DeliveryFailed, started: datetime) -> ReminderState:
    _log.warning("reminder %s was not sent: %s", claimed.id, error)
    return delivery.fail(post.database, claimed=claimed, error=error, started=started, now=post.clock())


def _counted(done: Sent, state: ReminderState) -> Sent:
    if state is ReminderState.DEAD:
        return replace(done, dead=done.dead + 1)
    return replace(done, failed=done.failed + 1)
