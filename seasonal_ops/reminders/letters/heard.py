"""What a contact had heard before a notice: when the activity was then, and under which title.

A notice of an end names what was told, not what stands in the plan: a partner that is no longer asked
must not learn from it the new date of an operation.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, or_, select

from seasonal_ops.models import Activity, Reminder, key
from seasonal_ops.reminders.letters.lettering import NOTICES, Row
from seasonal_ops.reminders.letters.surroundings import Heard
from seasonal_ops.reminders.rules.gather import schedule_of
from seasonal_ops.reminders.rules.past import Past, pasts
from seasonal_ops.words import ReminderState


def heard(session: Session, rows: Iterable[Row]) -> dict[int, Heard]:
    """By the id of each change or cancellation notice among the rows of a batch."""
    notices = [
        (row.reminder, row.activity)
        for row in rows
        if row.reminder.kind in NOTICES and row.activity is not None
    ]
    activity_ids = sorted({key(activity) for _notice, activity in notices})
    if not activity_ids:
        return {}
    past, sent = pasts(session, activity_ids), _sent(session, activity_ids)
    return {
        key(notice): _heard(
            notice, activity, past[key(activity)], sent[(notice.activity_id, notice.contact_id)]
        )
        for notice, activity in notices
    }


def _sent(session: Session, activity_ids: Sequence[int]) -> dict[tuple[int | None, int], list[Reminder]]:
    """What went out, or may have, by activity and contact."""
    query = select(Reminder).where(
        col(Reminder.activity_id).in_(activity_ids),
        or_(col(Reminder.state) == ReminderState.SENT, col(Reminder.ambiguous)),
    )
    found = defaultdict(list)
    for row in session.exec(query):
        found[(row.activity_id, row.contact_id)].append(row)
    return found


def _heard(notice: Reminder, activity: Activity, past: Past, sent: Sequence[Reminder]) -> Heard:
    told = max((row.revision for row in sent if _before(row, notice)), default=None)
    revision = _about(notice) if told is None else told
    moved = next((move.before for move in past.moves if move.revision > revision), None)
    renamed = next((edit.before.title for edit in past.edits if edit.revision > revision), None)
    return Heard(
        anything=told is not None,
        schedule=moved or schedule_of(activity),
        title=activity.title if renamed is None else renamed,
    )


def _before(row: Reminder, notice: Reminder) -> bool:
    """Whether it went in an earlier message than the notice, which may long have gone itself."""
    together = row.id == notice.id or (row.bundle is not None and row.bundle == notice.bundle)
    later = row.sent_at is not None and notice.sent_at is not None and row.sent_at > notice.sent_at
    return not together and not later and row.revision <= notice.revision


def _about(notice: Reminder) -> int:
    """The revision that a notice is about, with which its key ends (`shapes.want`)."""
    said = notice.dedupe_key.rpartition("|r")[2]
    return int(said) if said.isdecimal() else notice.revision
