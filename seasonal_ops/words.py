"""The closed lists of words that the product, its database and its scripts share (docs/contract.md)."""

from enum import StrEnum
from typing import Final

# The reason of an unusual value that was kept at once, so that it cannot be lost; the true one replaces it.
REASON_DUE: Final = "unusual; the reason is not given yet"


class Status(StrEnum):
    """Where an activity stands; overdue is derived from it and the date."""

    PLANNED = "planned"
    DOING = "doing"
    DELIVERED = "delivered"
    PARTLY = "partly"
    NOT_DELIVERED = "not-delivered"
    CANCELLED = "cancelled"

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do."""
        return self in (Status.PLANNED, Status.DOING)


class Role(StrEnum):
    """What a partner is asked to be on an activity; several leads are allowed."""

    LEAD = "lead"
    SUPPORT = "support"


class Answer(StrEnum):
    """What a partner said to an assignment."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROPOSED = "proposed"


class Attendance(StrEnum):
    """Whether a partner took part in a meeting; what nobody said is neither."""

    PRESENT = "present"
    APOLOGIES = "apologies"


class Sensitivity(StrEnum):
    """How much of an activity may leave the house before the night."""

    OPEN = "open"
    LIMITED = "limited"
    SENSITIVE = "sensitive"


class Detail(StrEnum):
    """How much a feed shows."""

    FULL = "full"
    LIMITED = "limited"
    BUSY = "busy"


class Qualifier(StrEnum):
    """How exact a counted value is said to be."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at-least"
    ALMOST = "almost"


class CountStatus(StrEnum):
    """Whether the agency may still correct a count."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class ReminderState(StrEnum):
    """A reminder's way from intent to receipt."""

    PLANNED = "planned"
    LEASED = "leased"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    HELD = "held"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


class AttemptOutcome(StrEnum):
    """How one attempt to deliver a reminder ended."""

    SENT = "sent"
    RETRY = "retry"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    AMBIGUOUS = "ambiguous"


class ReminderKind(StrEnum):
    """What a reminder is for."""

    BEFORE = "before"
    AFTER = "after"
    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    DIGEST = "digest"
    MONTHLY = "monthly"


class Channel(StrEnum):
    """How a message travels."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class ActorKind(StrEnum):
    """Through which door a change came."""

    CLI = "cli"
    TUI = "tui"
    LINK = "link"
    SYSTEM = "system"


class MeasureKind(StrEnum):
    """What sort of value a measure holds; only counts are tested for chance."""

    COUNT = "count"
    QUANTITY = "quantity"
    PERCENTAGE = "percentage"
    TEXT = "text"


class Direction(StrEnum):
    """Which way a measure is wished to go."""

    DOWN = "down"
    UP = "up"
    NONE = "none"


class Purpose(StrEnum):
    """What a measure is of: what was hoped for, what was done, or who took part."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    ENGAGEMENT = "engagement"


class MarkKind(StrEnum):
    """What changed on the day of a mark: how a measure is recorded, or what is done about it."""

    BREAK = "break"
    INTERVENTION = "intervention"


class Readers(StrEnum):
    """For whom a report is made: the partnership's own copy, or everybody."""

    PARTNERSHIP = "partnership"
    PUBLIC = "public"


class Verdict(StrEnum):
    """What may be said of a comparison."""

    LIKELY = "likely"
    PROBABLE = "probable"
    UNCLEAR = "unclear"
    TOO_FEW = "too-few"


class GateKind(StrEnum):
    """What must come first."""

    FUNDING = "funding"
    PERMISSION = "permission"


class GateState(StrEnum):
    """Where a gate stands."""

    OPEN = "open"
    MET = "met"
    REFUSED = "refused"


class AreaRole(StrEnum):
    """What an area is in a comparison."""

    EVENT = "event"
    COMPARISON = "comparison"
    BUFFER = "buffer"
    BUFFER_COMPARISON = "buffer-comparison"


class Provenance(StrEnum):
    """Whether the source document says it, or we added it."""

    SOURCE = "source"
    OURS = "ours"


class Severity(StrEnum):
    """How much a finding matters: it cannot happen so, it should be looked at, it is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Health(StrEnum):
    """How a part of the set-up is: well, worth a look, or in the way of what is promised."""

    OK = "ok"
    WARNING = "warning"
    DEFECT = "defect"


class Check(StrEnum):
    """What a plan is checked for; the `rule` of a finding."""

    CLASH = "clash"
    LOAD = "load"
    UNASSIGNED = "unassigned"
    UNANSWERED = "unanswered"
    PROPOSED = "proposed"
    GATE = "gate"
    ORDER = "order"
    WITHOUT = "without"
    AVOIDED = "avoided"
    TARGET = "target"
    WEEKDAY = "weekday"
    CONTACT = "contact"
    CARRIED = "carried"
