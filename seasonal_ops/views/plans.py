"""Plans and what stands in them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from seasonal_ops.views.people import ContactView, LeadView
from seasonal_ops.words import Answer, Role, Sensitivity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorView:
    """A named occasion; `given` when a person set it for this year."""

    name: str
    on: date
    given: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """One season in one year; `lead` None: nobody leads it, or whoever did has left."""

    id: int
    slug: str
    name: str
    template: str
    year: int
    starts_on: date
    ends_on: date
    live: bool
    activity_count: int
    anchors: tuple[AnchorView, ...]
    lead: LeadView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentView:
    """A partner's role on an activity and its answer so far."""

    partner: str
    partner_name: str
    role: Role
    response: Answer
    asked: datetime
    answered: datetime | None
    proposed_on: date | None
    note: str

    @property
    def names(self) -> str:
        """Its name and its slug, as papers and lists show it: what a filter looks into."""
        return f"{self.partner_name} {self.partner}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """A dated thing to do. `start_time` None = all day; `ends_on` is the date on which the end falls.

    `original_on` is the date that its rule gave: another `starts_on` was set by hand. `needs` are ids of
    what comes first, `gates` keys of what must be granted, `ring` whom to ring on the night. `key` is its
    name in the template that it came from.
    """

    id: int
    plan: str
    plan_name: str
    title: str
    theme: str | None
    phase: str | None
    starts_on: date
    ends_on: date
    start_time: time | None
    end_time: time | None
    time_zone: str
    location: str
    meet: str
    description: str
    status: Status
    status_note: str
    sensitivity: Sensitivity
    version: int
    sequence: int
    date_rule: str | None
    date_reason: str
    measures: tuple[str, ...]
    assignments: tuple[AssignmentView, ...]
    uid: str = ""
    series: int | None = None
    original_on: date | None = None
    avoid: tuple[str, ...] = ()
    if_avoided: str = "keep"
    needs: tuple[int, ...] = ()
    gates: tuple[str, ...] = ()
    ring: ContactView | None = None
    key: str | None = None

    @property
    def leads(self) -> tuple[str, ...]:
        """Names of the partners that lead, in order of the alphabet."""
        return tuple(a.partner_name for a in self.assignments if a.role is Role.LEAD)

    @property
    def lead_slugs(self) -> tuple[str, ...]:
        """The same by slug: names that a narrow column can tell apart."""
        return tuple(a.partner for a in self.assignments if a.role is Role.LEAD)

    @property
    def unanswered(self) -> tuple[AssignmentView, ...]:
        """Who was asked and has not answered."""
        return tuple(a for a in self.assignments if a.response is Answer.ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A rule that gives many dates, and the activities that stand for them, by date."""

    id: int
    plan: str
    title: str
    rule: str
    activities: tuple[ActivityView, ...]
