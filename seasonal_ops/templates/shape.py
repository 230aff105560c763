"""The shape of a plan file: one frozen model a table, its fields named as the keys are.

A rule is a text of `seasonal_ops.dates`; it stays a text here, so that a plan can keep and show it.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator

from seasonal_ops.dates import IfAvoided
from seasonal_ops.templates.fields import (
    Audience,
    CatchUp,
    Clock,
    DayOffset,
    Line,
    PartnerKind,
    Pounds,
    Prose,
    RuleText,
    Slug,
    TargetValue,
    Zone,
)
from seasonal_ops.words import (
    Direction,
    GateKind,
    MeasureKind,
    Provenance,
    Purpose,
    ReminderKind,
    Sensitivity,
)


class Table(BaseModel):
    """What every table of a plan file obeys: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AnchorSpec(Table):
    """A named occasion; without a rule its date must be given each year."""

    name: Line
    when: Line | None = None
    note: Prose = ""


class PeriodSpec(Table):
    """Days that activities may have to avoid, first and last included."""

    name: Line
    first: Annotated[Line, Field(alias="from")]
    last: Annotated[Line, Field(alias="to")]


class ThemeSpec(Table):
    """What an activity is about."""

    slug: Slug
    name: Line


class PhaseSpec(Table):
    """A stretch of the season; the order in the file is the order in time."""

    slug: Slug
    name: Line


class PartnerSpec(Table):
    """An agency; `capacity` is how many activities it can staff in one night."""

    slug: Slug
    name: Line
    kind: PartnerKind
    capacity: Annotated[StrictInt, Field(ge=1)] | None = None


class GateSpec(Table):
    """What must be granted before an activity may go ahead; `amount` is in pounds."""

    key: Slug
    kind: GateKind
    title: Line
    amount: Pounds | None = None
    funder: Line | None = None
    decide_by: Line


class ActivitySpec(Table):
    """A thing to do, once or on every date of its rule.

    Times are local to the template's zone. An end at or before the start is on the next morning,
    unless `ends` names the last day. Without times the activity takes whole days. A `shared` one is
    the same as that of another template with the same key on the same date: it stands in both plans. An
    empty `lead` says that nobody is found yet.
    """

    key: Slug
    title: Line
    when: RuleText
    ends: RuleText | None = None
    start: Clock | None = None
    end: Clock | None = None
    theme: Slug | None = None
    phase: Slug | None = None
    location: Line | None = None
    description: Prose = ""
    meet: Line | None = None
    sensitivity: Sensitivity = Sensitivity.OPEN
    avoid: tuple[Line, ...] = ()
    if_avoided: IfAvoided = IfAvoided.KEEP
    lead: tuple[Slug, ...]
    support: tuple[Slug, ...] = ()
    needs: tuple[Slug, ...] = ()
    gates: tuple[Slug, ...] = ()
    count: tuple[Slug, ...] = ()
    shared: StrictBool = False
    provenance: Provenance

    @model_validator(mode="after")
    def _has_a_start(self) -> Self:
        if self.start is None and self.end is not None:
            raise ValueError("expected a start with the end, or neither for a whole day")
        return self


class MeasureSpec(Table):
    """What is counted, by whose query, between which dates; `night_from` is when a night's day begins.

    `part_of` is the key of the measure that these are among; `due_days` is how long a return may take.
    Without a `source` it is not said yet who sends it.
    """

    key: Slug
    name: Line
    definition: Prose
    unit: Line
    kind: MeasureKind
    direction: Direction
    source: Slug | None = None
    window_from: Line
    window_to: Line
    night_from: Clock
    person_related: StrictBool
    duplicate_group: Slug | None = None
    headline: StrictBool = False
    purpose: Purpose = Purpose.OUTCOME
    part_of: Slug | None = None
    due_days: Annotated[StrictInt, Field(ge=0, le=366)] = 14


class TargetSpec(Table):
    """What was promised; without a value it cannot be measured, and a number has to be asked for.

    `activities` are the keys of those that serve it, `objective` and `group` what a Delivery Action Plan
    says of it.
    """

    measure: Slug | None = None
    text: Prose
    value: TargetValue | None = None
    by: Line | None = None
    objective: Prose = ""
    group: Line | None = None
    activities: tuple[Slug, ...] = ()


class ReminderSpec(Table):
    """When whom is reminded: `days` after the activity (negative: before), at a local time or at once.

    For an unanswered assignment the days run from when it was asked; a digest goes out on Mondays, the month
    on its first day. With `working_days` the days are counted from Monday to Friday, without bank holidays.
    """

    key: Slug
    kind: ReminderKind
    days: DayOffset = 0
    working_days: StrictBool = False
    at: Clock | None = None
    audience: Audience
    catch_up: CatchUp
    phases: tuple[Slug, ...] = ()
    themes: tuple[Slug, ...] = ()


class Template(Table):
    """A season's reusable plan. `source` is what the source document says, `ours` what we added and why."""

    slug: Slug
    name: Line
    summary: Prose
    source: Prose
    ours: Prose
    time_zone: Zone = "Europe/London"
    begins: Line
    objective: Prose
    delivery_groups: tuple[Line, ...] = ()
    anchors: Annotated[tuple[AnchorSpec, ...], Field(alias="anchor", min_length=1)]
    periods: Annotated[tuple[PeriodSpec, ...], Field(alias="period")] = ()
    themes: Annotated[tuple[ThemeSpec, ...], Field(alias="theme", min_length=1)]
    phases: Annotated[tuple[PhaseSpec, ...], Field(alias="phase", min_length=1)]
    partners: Annotated[tuple[PartnerSpec, ...], Field(alias="partner", min_length=1)]
    gates: Annotated[tuple[GateSpec, ...], Field(alias="gate")] = ()
    activities: Annotated[tuple[ActivitySpec, ...], Field(alias="activity", min_length=1)]
    measures: Annotated[tuple[MeasureSpec, ...], Field(alias="measure")] = ()
    targets: Annotated[tuple[TargetSpec, ...], Field(alias="target")] = ()
    reminders: Annotated[tuple[ReminderSpec, ...], Field(alias="reminder")] = ()

    @property
    def anchor_names(self) -> tuple[str, ...]:
        """The names that rules may hang on, in the file's order."""
        return tuple(anchor.name for anchor in self.anchors)

    @property
    def required_anchors(self) -> tuple[str, ...]:
        """The anchors without a rule: their dates must be given each year."""
        return tuple(anchor.name for anchor in self.anchors if anchor.when is None)
