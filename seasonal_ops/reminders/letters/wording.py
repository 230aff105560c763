"""The words of a message: when, what the news is, what is asked and by when. Pure.

Nothing here is redacted: `entries` decides what of it may be said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from seasonal_ops.dates import is_by_hand
from seasonal_ops.names import joined
from seasonal_ops.nights import local_today
from seasonal_ops.reminders.moments import day
from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.words import Answer, ReminderKind, Role, Sensitivity

# Two weeks' notice on a Friday asks for an answer by Tuesday.
DAYS_TO_ANSWER: Final = timedelta(days=4)
# The most urgent first: what is said of an activity that is wanted for several reasons.
URGENCY: Final = (
    *(ReminderKind.CANCELLED, ReminderKind.CHANGED, ReminderKind.UNANSWERED, ReminderKind.BEFORE),
    *(ReminderKind.OVERDUE, ReminderKind.AFTER),
)
_BACK: Final = {ON_AGAIN: "ON AGAIN", ASKED_AGAIN: "ASKED OF YOU AGAIN"}
_ASKING: Final = frozenset({ReminderKind.BEFORE, ReminderKind.UNANSWERED, ReminderKind.CHANGED})
_EVENING: Final = time(18)
_MORNING: Final = time(7)
_SATURDAY: Final = 5
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Silent:
    """A partner who has not answered, and whom to ring there; nobody at the reader's own."""

    partner: str
    contacts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that there is to say to one contact about one activity at `now`, an aware instant.

    `kinds` are why it goes, `notes` what the change notices among them say. `role` None: its partner is
    not asked. `deputy_for` is who has not answered, to a deputy; `silent` are the partners who have not,
    to whoever leads the group, as `you_lead` says of the reader. `ask` is whom to ask for what no message
    may say, `reply` how to answer it, `proposed_on` the date that the reader's partner wanted instead.
    """

    activity: int
    kinds: frozenset[ReminderKind]
    now: datetime
    schedule: Schedule
    title: str
    notes: tuple[str, ...] = ()
    description: str = ""
    location: str = ""
    meet: str = ""
    reason: str = ""
    status_note: str = ""
    sensitivity: Sensitivity = Sensitivity.OPEN
    role: Role | None = Role.SUPPORT
    answer: Answer = Answer.ASKED
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    ring: str = ""
    ask: str = ""
    you_are_rung: bool = False
    you_lead: bool = False
    reply: str = "Reply to this mail"
    proposed_on: date | None = None
    deputy_for: str = ""
    silent: tuple[Silent, ...] = ()

    @property
    def today(self) -> date:
        """The date on which it goes, local to the activity."""
        return local_today(self.now, self.schedule.time_zone)

    @property
    def kind(self) -> ReminderKind:
        """The most urgent reason."""
        return min(self.kinds, key=URGENCY.index)

    @property
    def cancelled(self) -> bool:
        """Whether it says that there is nothing to do any more, and so asks for nothing."""
        return self.kind is ReminderKind.CANCELLED

    @property
    def ahead(self) -> bool:
        """Whether it speaks of something that is still to be done."""
        return self.kind in _ASKING

    @property
    def open_question(self) -> bool:
        """Whether it must ask for an answer."""
        return self.ahead and self.role is not None and self.answer is Answer.ASKED

    @property
    def answer_by(self) -> date:
        """Until when the answer is wanted: four days, the day before, or at once; on Friday for a weekend."""
        wanted = min(self.today + DAYS_TO_ANSWER, self.schedule.starts_on - timedelta(days=1))
        friday = wanted - timedelta(days=max(0, wanted.weekday() - _SATURDAY + 1))
        return friday if friday > self.today else max(self.today, wanted)

    @property
    def soon(self) -> bool:
        """Whether it is, or would have been, today or tomorrow (or is going on)."""
        return (self.ahead or self.cancelled) and self.schedule.starts_on - self.today <= timedelta(days=1)

    @property
    def at_night(self) -> bool:
        """Whether it begins in the evening or ends after midnight."""
        start, end = self.schedule.start_time, self.schedule.end_time
        late = end is not None and time(0) < end <= _MORNING
        return start is not None and (start >= _EVENING or late)


def heading(letter: Letter) -> str:
    """What a subject begins with: the news, or else the question, or else how soon it is."""
    match letter.kind:
        case ReminderKind.CANCELLED:
            return "No longer asked of you" if UNASSIGNED in letter.notes else "CANCELLED"
        case ReminderKind.CHANGED:
            return next((_BACK[note] for note in letter.notes if note in _BACK), "CHANGED")
        case ReminderKind.OVERDUE:
            return "How did it go?"
        case ReminderKind.AFTER:
            return "Please send your counts"
        case _ if letter.silent:
            return f"No answer yet from {_some(letter.silent)}"
        case _ if letter.open_question:
            return f"Please answer {deadline(letter)}"
        case _:
            return _distance(letter)


def news(letter: Letter) -> Iterator[str]:
    """What has happened, a line each; of a cancellation, its reason last."""
    if letter.cancelled and UNASSIGNED in letter.notes:
        yield "You are no longer asked for this. Please take it out of your rota."
    elif letter.cancelled:
        yield "CANCELLED: this will not happen. Please tell whoever you had on the rota."
        if letter.status_note and letter.sensitivity is Sensitivity.OPEN:
            yield f"Reason: {letter.status_note}"
    elif letter.kind is ReminderKind.CHANGED:
        yield from (_change(note) for note in letter.notes or ("",))
    if letter.ahead and letter.answer is Answer.PROPOSED:
        yield from _proposed(letter)
    if letter.ahead and letter.silent:
        yield f"NO ANSWER YET from {_some(letter.silent)}."
    if letter.open_question and letter.deputy_for:
        yield f"NO ANSWER YET: {letter.deputy_for} has not answered; you are named as deputy."


def request(letter: Letter) -> str:
    """The one thing that is asked; empty when it is nothing."""
    if letter.cancelled:
        return ""
    if letter.ahead and any(one.contacts for one in letter.silent):
        return "Please ring whoever has not answered, and record what they say."
    asked = []
    if letter.open_question:
        asked.append(f"{letter.reply} with yes, no or another date {deadline(letter)}.")
    if owed := [_OWED[kind] for kind in URGENCY if kind in letter.kinds and kind in _OWED]:
        asked.append(f"{letter.reply} with {', and with '.join(owed)}.")
    if not asked and letter.ahead and letter.role is not None:
        asked.append(f"{letter.reply} if you cannot come.")
    return " ".join(asked)


def in_short(letter: Letter) -> str:
    """The news and what is asked, as a list says it: `answer by Tue 1 Dec`, `counts`, `CANCELLED`."""
    if letter.kind in (ReminderKind.CANCELLED, ReminderKind.CHANGED):
        said = [heading(letter)]
    elif letter.ahead and letter.silent:
        return heading(letter)
    else:
        said = []
    if letter.open_question:
        said.append(f"answer {deadline(letter)}")
    said += [_OWED_IN_SHORT[kind] for kind in URGENCY if kind in letter.kinds and kind in _OWED_IN_SHORT]
    return ", ".join(said)


_OWED: Final = {
    ReminderKind.OVERDUE: "delivered, partly or not delivered",
    ReminderKind.AFTER: "your counts; write 0 where there was nothing",
}


_OWED_IN_SHORT: Final = {
    ReminderKind.OVERDUE: "how did it go",
    ReminderKind.AFTER: "counts",
}


def why(letter: Letter) -> str:
    """Why on this date, if knowing it helps: not that somebody chose it, nor a rule of many dates."""
    chosen = is_by_hand(letter.reason) or letter.reason.endswith("as given")
    return "" if chosen or len(letter.reason) > 80 else letter.reason


def _proposed(letter: Letter) -> Iterator[str]:
    """What became of the date that the reader's partner proposed; nothing when it is that date now."""
    on, proposed = letter.schedule.starts_on, letter.proposed_on
    if proposed is not None and proposed != on:
        stays = "is now" if letter.kind is ReminderKind.CHANGED else "stays"
        yield f"You proposed {day(proposed, letter.today)}; it {stays} on {day(on, letter.today)}."


def _change(note: str) -> str:
    match note:
        case _ if note == ON_AGAIN:
            return "ON AGAIN: it was cancelled, and will happen after all."
        case _ if note == ASKED_AGAIN:
            return "ASKED OF YOU AGAIN: please take it back into your rota."
        case "":
            return "CHANGED: please read the new date and time."
        case _:
            return f"CHANGED: {note}."


def _some(silent: Sequence[Silent]) -> str:
    named = [one.partner for one in silent]
    if len(named) > _MOST_NAMED:
        named = [*named[: _MOST_NAMED - 1], f"{len(named) - _MOST_NAMED + 1} others"]
    return joined(named)


def deadline(letter: Letter) -> str:
    """`by Tue 20 Oct`, or how else to say at once: nobody is given until a day that is over tonight."""
    schedule, today = letter.schedule, letter.today
    if schedule.starts_on < today or (schedule.start_time is not None and letter.now >= schedule.start):
        return "now"
    if schedule.starts_on == today and schedule.start_time is not None:
        return "before it begins"
    return "today" if letter.answer_by == today else f"by {day(letter.answer_by, today)}"


def _distance(letter: Letter) -> str:
    days = (letter.schedule.starts_on - letter.today).days
    return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days" if days > 0 else "Now")
