"""One activity in full: read, edited, added, called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.checks import Picture
    from seasonal_ops.dates import Calendar
    from seasonal_ops.views import ActivityView, ContactView, PartnerView, PlanView
    from seasonal_ops.views.around import Around
    from seasonal_ops.views.record import RecordLine
    from seasonal_ops.words import Answer, Role, Sensitivity
    from tui.source.activities import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that the form of an activity starts from; a new one has the id 0 and no date that counts.

    `picture` holds what it can clash with, `phases` slugs and names, `themes` what others are about.
    """

    activity: ActivityView
    plan: PlanView
    picture: Picture
    partners: tuple[PartnerView, ...]
    contacts: tuple[ContactView, ...]
    phases: tuple[tuple[str, str], ...] = ()
    themes: tuple[str, ...] = ()

    @property
    def new(self) -> bool:
        """Whether there is no such activity yet."""
        return self.activity.id == 0

    @property
    def today(self) -> date:
        """The day on which it was read."""
        return self.picture.now.date()

    @property
    def calendar(self) -> Calendar:
        """What dates and rules are read against."""
        return self.picture.calendars[self.plan.slug]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Local first and last day, and times (`start` None = all day); `rule` None: a date set by hand.

    `reason` is why it is this date, empty when nothing but a person says so.
    """

    on: date
    last_day: date
    start: time | None
    end: time | None
    rule: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a partner (a slug) said; `on` is the date that it proposes, `note` how it was learnt."""

    partner: str
    answer: Answer
    on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a lead made of an activity; None stays as it was seen, an empty text takes it away.

    `ring` is the id of a contact, 0 for nobody; `when` has several dates only for what is new. Partners are
    slugs: `released` are no longer asked, `asked` are asked anew or in another role.
    """

    title: str | None = None
    location: str | None = None
    meet: str | None = None
    theme: str | None = None
    phase: str | None = None
    sensitivity: Sensitivity | None = None
    ring: int | None = None
    description: str | None = None
    note: str | None = None
    when: tuple[Placed, ...] = ()
    released: tuple[str, ...] = ()
    asked: tuple[tuple[str, Role], ...] = ()
    heard: tuple[Heard, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was made another."""
        return self == Draft()


class EditingSource(Protocol):
    """Changes raise `errors.Changed` when the activity is no longer at the version that was seen."""

    def sheet(self, activity_id: int) -> Sheet:
        """What the form of an activity starts from."""

    def blank(self, plan: str) -> Sheet:
        """What the form of a new activity of a plan (its slug) starts from."""

    def keep(self, seen: Seen, draft: Draft) -> ActivityView:
        """Change all of it or nothing, as one step; the activity as it is then."""

    def add(self, plan: str, draft: Draft) -> tuple[ActivityView, ...]:
        """Put it into a plan, once a date; several dates are a series."""

    def around(self, activity_id: int) -> Around:
        """What it hangs together with, for its detail."""

    def since(self, seen: Seen) -> tuple[RecordLine, ...]:
        """What was done to it since it was seen, the newest first."""

    def cancel(self, seen: tuple[Seen, ...], reason: str) -> tuple[ActivityView, ...]:
        """They will not happen; all of them, or none."""
