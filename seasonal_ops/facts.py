"""What can happen, in the past tense. Pure: no database, no clock.

A fact carries the full state of its subject before and after (None = it did not exist), ready for
JSON, so that undo and audit read nothing else. `activities` are the ids whose calendar entries and
reminders it may change. Personal values never stand here: ids and keyed hashes do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from seasonal_ops.words import ActorKind

State = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as attribution, and through which door."""

    name: str
    kind: ActorKind


SYSTEM: Final = Actor("system", ActorKind.SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened to `subject`, written `kind:id`."""

    version: ClassVar[int] = 1

    subject: str
    before: State = None
    after: State = None
    activities: tuple[int, ...] = ()


class PlanDrafted(Fact):
    """A plan was made from a template."""


class PlanWentLive(Fact):
    """From now on messages of this plan are really sent."""


class AnchorMoved(Fact):
    """An anchor got another date."""


class PlanReshaped(Fact):
    """What hangs on an anchor besides activities moved: periods, gates, windows, targets."""


class ActivityAdded(Fact):
    """An activity came into a plan."""


class ActivityEdited(Fact):
    """What an activity is called, where it is or whom to ring was changed."""


class ActivityMoved(Fact):
    """An activity got another date or time."""


class ActivityCancelled(Fact):
    """An activity will not happen."""


class ActivityStatusChanged(Fact):
    """An activity's delivery moved on."""


class PartnerAssigned(Fact):
    """A partner was asked to lead or support an activity."""


class PartnerUnassigned(Fact):
    """A partner is no longer asked."""


class RoleChanged(Fact):
    """A partner leads where it supported, or the other way round."""


class ResponseGiven(Fact):
    """A partner accepted, declined or proposed another date."""


class DependencyAdded(Fact):
    """An activity waits for another."""


class DependencyRemoved(Fact):
    """An activity no longer waits for another."""


class GateSet(Fact):
    """What must come first was added, decided or changed."""


class TargetSet(Fact):
    """What is aimed at was added or changed."""


class LessonAdded(Fact):
    """What to do differently next time was written down."""


class LessonTaken(Fact):
    """A lesson became an activity of a later plan."""


class SeriesChanged(Fact):
    """The rule of a series changed."""


class DateRuleChanged(Fact):
    """An activity hangs on another rule, which gives it the date that it has."""


class PartnerChanged(Fact):
    """How much a partner can man in one night changed."""


class PartnerAdded(Fact):
    """A partner became known."""


class ContactAdded(Fact):
    """A contact of a partner became known."""

    version: ClassVar[int] = 2


class ContactRemoved(Fact):
    """A contact left its partner."""


class ContactChanged(Fact):
    """When a contact may be written to, or in whose stead, was changed."""


class PlanLeadSet(Fact):
    """Somebody leads a plan's task-and-time group."""


class FeedCreated(Fact):
    """A calendar subscription was made."""


class FeedRotated(Fact):
    """A calendar subscription got another address."""


class FeedRevoked(Fact):
    """A calendar subscription's address was shut for good."""


class AreaAdded(Fact):
    """A ward or hotspot became known."""


class AreaChanged(Fact):
    """An area got another name, or another role in comparisons."""


class MeasureAdded(Fact):
    """A plan counts something more."""


class MeasureChanged(Fact):
    """What is counted, over which dates or by whom, was said anew."""


class MarkDeclared(Fact):
    """A day was named from which a measure is recorded differently, or something is done about it."""


class CountAdded(Fact):
    """A value was recorded for a measure."""

    version: ClassVar[int] = 2


class CountWithdrawn(Fact):
    """A value that was recorded in a wrong place was taken out: it is missing again."""


class CountsApproved(Fact):
    """Somebody answers for recorded values: they are locked."""


class CountsReopened(Fact):
    """Approved values may be corrected again."""


class ClaimMade(Fact):
    """It was written down what somebody says of a measure."""


class MeetingOpened(Fact):
    """A task-and-time group began to go through its plan."""


class MeetingReopened(Fact):
    """A meeting that was closed went on, on the same day."""


class AttendanceSet(Fact):
    """It was said who takes part in a meeting, and who sent apologies."""


class MeetingNoted(Fact):
    """What was said in a meeting was written down, or written anew."""


class ActionAgreed(Fact):
    """A meeting agreed on something to do; the activity that it is was added beside it."""


class MeetingClosed(Fact):
    """A meeting ended."""


class ReminderRequeued(Fact):
    """A person asked for a reminder to be sent again, held it, let it go or said that it was sent."""


class PartnerChased(Fact):
    """A lead had a partner asked once more for what it owes: an answer, or how it went."""


class RemindersHeld(Fact):
    """The database was put back: what was due until then is kept back until a person has looked at it."""


class ChangeUndone(Fact):
    """A step was taken back; the facts that it caused say how things stand again."""


class ChangeRedone(Fact):
    """A step that was taken back was done again."""


class ChangeReverted(Fact):
    """A step, or one change of it, was taken back by a new change."""
