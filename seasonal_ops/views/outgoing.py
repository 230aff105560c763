"""What leaves the house: feeds and reminders."""

from dataclasses import dataclass
from datetime import datetime

from seasonal_ops.words import Detail, ReminderKind, ReminderState


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A calendar subscription; `url` is its address, derived each time it is shown."""

    id: int
    name: str
    partners: tuple[str, ...]
    plans: tuple[str, ...]
    detail: Detail
    url: str
    created: datetime
    last_fetched: datetime | None
    revoked: datetime | None
    events: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """A reminder: planned, or only previewed (then `id` is None)."""

    id: int | None
    activity: int | None
    title: str
    recipient: str
    channel: str
    kind: ReminderKind
    due: datetime
    expires: datetime
    state: ReminderState
    attempts: int
    ambiguous: bool
    message_id: str
