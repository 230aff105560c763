"""What leaves the house: feeds and reminders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from seasonal_ops.words import Detail, ReminderKind, ReminderState

# The slowest program in use asks once a day.
_SILENT: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The ways to one feed: its address to copy, Apple's, Google's, and a page that explains all three."""

    https: str
    webcal: str
    google: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A calendar subscription; `url` is its address, derived each time it is shown.

    `expires` is when the address shuts by itself, `former` until when the one before it still answers;
    `size` is in bytes, uncompressed. `problems` are sentences for the lead.
    """

    id: int
    name: str
    partners: tuple[str, ...]
    plans: tuple[str, ...]
    detail: Detail
    alarms: bool
    url: str
    links: Links
    created: datetime
    expires: datetime | None
    former: datetime | None
    last_fetched: datetime | None
    last_client: str
    revoked: datetime | None
    events: int
    size: int
    problems: tuple[str, ...]

    def shut(self, now: datetime) -> bool:
        """Whether its address answers 410 Gone."""
        return self.revoked is not None or (self.expires is not None and self.expires <= now)

    def silent(self, now: datetime) -> bool:
        """Whether no calendar has asked for it for three days, though it could."""
        return not self.shut(now) and now - (self.last_fetched or self.created) >= _SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """A reminder: planned, or only previewed (then `id` is None).

    `held_for` says why it is kept back, or who said that it counts as sent. `on` is the local first day of
    its activity, None for what speaks of a whole plan. `next_try` is set while it is put off: it goes then,
    and not when it is due.
    """

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
    held_for: str = ""
    on: date | None = None
    next_try: datetime | None = None

    @property
    def goes(self) -> datetime:
        """When it goes at the earliest."""
        return self.due if self.next_try is None else max(self.due, self.next_try)

    @property
    def counted(self) -> bool:
        """Whether a person said that it was sent: nothing here knows of it."""
        return self.state is ReminderState.SENT and bool(self.held_for)

    @property
    def doubt(self) -> str:
        """What of it nobody knows for certain, in words; empty when nothing is in doubt."""
        if not self.ambiguous:
            return ""
        tried_again = self.state is ReminderState.DEAD and self.attempts > 1
        twice = self.state is ReminderState.SENT or tried_again
        return "may have arrived twice" if twice else "may have been sent already"
