"""What the rules look at and what they want. Pure; every `datetime` is an aware instant in UTC."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from seasonal_ops.dates import Calendar
from seasonal_ops.dates.working import working_days_from
from seasonal_ops.nights import instant, instants
from seasonal_ops.templates import Audience, CatchUp
from seasonal_ops.words import Answer, Channel, ReminderKind, Role, Status

DOMAIN: Final = "seasonal-ops.invalid"  # RFC 2606: nobody's, so that no host name goes out
# Notes that say what a notice is about; a mail words each its own way.
UNASSIGNED: Final = "no longer asked"
ON_AGAIN: Final = "was cancelled"
ASKED_AGAIN: Final = "was not asked of you"
MORNING: Final = time(9)
_NIGHT_ENDS: Final = time(7)  # a night counts from 07:00 to 07:00


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When an activity is: local dates and times; `ends_on` is the date on which the end falls."""

    starts_on: date
    ends_on: date
    start_time: time | None
    end_time: time | None
    time_zone: str

    @property
    def start(self) -> datetime:
        """The instant at which it begins."""
        return self._instants()[0]

    @property
    def end(self) -> datetime:
        """The instant at which it is over."""
        return self._instants()[1]

    @property
    def ahead_until(self) -> datetime:
        """Until when it is still ahead: its start; for an all-day one, the end of its first day."""
        if self.start_time is not None:
            return self.start
        return instant(self.starts_on + timedelta(days=1), time(0), self.time_zone)

    @property
    def last_day(self) -> date:
        """The day that its end belongs to: a patrol that ends at 03:00 belongs to the day before."""
        night = self.end_time is not None and self.end_time <= _NIGHT_ENDS and self.ends_on > self.starts_on
        return self.ends_on - timedelta(days=1) if night else self.ends_on

    def _instants(self) -> tuple[datetime, datetime]:
        return instants(self.starts_on, self.ends_on, self.start_time, self.end_time, self.time_zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When whom to remind; `at` is local to the activity, `themes` and `phases` empty mean all.

    With `working_days` the days are counted without weekends and England's bank holidays.
    """

    id: int
    kind: ReminderKind
    days: int = 0
    working_days: bool = False
    at: time | None = None
    audience: Audience = Audience.ASSIGNED
    catch_up: CatchUp = CatchUp.LATE
    themes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()

    def due(self, on: date, time_zone: str) -> datetime:
        """The instant that lies the rule's days after (or before) that local date, at the rule's time.

        Raises BadValue or OverflowError for a date that no calendar can hold.
        """
        if self.working_days:
            day = working_days_from(on, self.days, Calendar(begins=on))
        else:
            day = on + timedelta(days=self.days)
        return instant(day, self.at or MORNING, time_zone)


@dataclass(frozen=True, slots=True)
class Move:
    """The activity got another date or time: when, which schedule revision that was, what it was before."""

    at: datetime
    revision: int
    before: Schedule


@dataclass(frozen=True, slots=True)
class Said:
    """What a partner goes by on the night besides the time."""

    title: str = ""
    location: str = ""
    meet: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Another title, place or task: when, which schedule revision that was, what was said before."""

    at: datetime
    revision: int
    before: Said


@dataclass(frozen=True, slots=True)
class Ended:
    """Something came to an end (an assignment, or the activity by cancelling) at this revision."""

    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class GroupLead:
    """The contact that leads a plan's task-and-time group, and how its reminders travel."""

    contact_id: int
    channel: Channel = Channel.MAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An activity as the rules see it. `live_at` None: its plan sends nothing.

    `lead` None: nobody who could be written to leads its plan. `silent` holds when each partner was asked
    that has not answered.
    """

    id: int
    plan_id: int
    schedule: Schedule
    said: Said = Said()
    status: Status
    revision: int
    revised_at: datetime
    live_at: datetime | None
    theme: str | None = None
    phase: str | None = None
    counted: bool = False
    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    cancelled: Ended | None = None
    lead: GroupLead | None = None
    silent: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The last that a contact was sent about an activity, and how far change notices went."""

    kind: ReminderKind
    revision: int
    note: str = ""
    notices_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A contact of an assigned partner; `ended` when the partner is no longer asked.

    `deputy` says that others at its partner come before it; where there are none, it is as good as they.
    `told` is the last that it was sent, `perhaps` later news that may have arrived or not.
    """

    contact_id: int
    channel: Channel = Channel.MAIL
    deputy: bool = False
    role: Role
    answer: Answer
    asked_at: datetime
    known_since: datetime
    ended: Ended | None = None
    told: Told | None = None
    perhaps: Told | None = None

    @property
    def since(self) -> datetime:
        """From when on it could have been reminded."""
        return max(self.asked_at, self.known_since)

    @property
    def beliefs(self) -> tuple[Told | None, ...]:
        """What it may believe it was told last; None is nothing."""
        return (self.told,) if self.perhaps is None else (self.told, self.perhaps)

    @property
    def written_to(self) -> bool:
        """Whether it may know of the activity from us."""
        return self.beliefs != (None,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A reminder that should exist now; `activity_id` None: it speaks of plans as a whole.

    `rule_id` None: no rule wants it, a lead does.
    """

    dedupe_key: str
    activity_id: int | None
    plan_id: int
    rule_id: int | None
    contact_id: int
    channel: Channel
    kind: ReminderKind
    revision: int
    due_utc: datetime
    expires_utc: datetime
    note: str = ""

    @property
    def message_id(self) -> str:
        """It follows from the key."""
        return message_id(self.dedupe_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Reminders of one contact that go out as one message, under one Message-ID."""

    message_id: str
    contact_id: int
    channel: Channel
    reminder_ids: tuple[int, ...]


def want(
    rule: Rule,
    occasion: Occasion,
    to: Recipient | GroupLead,
    *,
    due: datetime,
    expires: datetime,
    notice: int | None = None,
    note: str = "",
) -> Wanted:
    """The reminder of these three; `notice` is the revision that a notice is about.

    Its key is `activity|rule|recipient|channel|date`, with `r` and the revision for a notice.
    """
    told_of = occasion.schedule.starts_on.isoformat() if notice is None else f"r{notice}"
    key = f"{occasion.id}|{rule.id}|{to.contact_id}|{to.channel}|{told_of}"
    return Wanted(
        dedupe_key=key,
        activity_id=occasion.id,
        plan_id=occasion.plan_id,
        rule_id=rule.id,
        contact_id=to.contact_id,
        channel=to.channel,
        kind=rule.kind,
        revision=occasion.revision,
        due_utc=due,
        expires_utc=expires,
        note=note,
    )


def message_id(key: str) -> str:
    """The Message-ID (RFC 5322, section 3.6.4) that follows from a key: a copy carries the same one."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{DOMAIN}>"
