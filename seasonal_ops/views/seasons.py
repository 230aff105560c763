"""Seasons before they are plans: templates, what is chosen of them, and what would come of it."""

from dataclasses import dataclass
from datetime import date, datetime

from seasonal_ops.views.plans import PlanView
from seasonal_ops.views.previews import Finding, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """A shipped season; of its `anchors`, `needs` are those whose dates must be given each year."""

    slug: str
    name: str
    summary: str
    anchors: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorChoice:
    """An anchor of a season that is being made: its date and why, `on` None while it cannot be known.

    `needed`: no rule gives it. `problem` says what is wrong with what was given, or that it must be.
    """

    name: str
    on: date | None
    reason: str
    note: str
    needed: bool
    given: bool
    problem: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPreview:
    """What would be made, or why it cannot be: each problem is a sentence, empty where all is well.

    `year_problem` stands by the year, those of anchors by theirs, `problem` concerns the whole.
    """

    name: str
    year: int | None
    anchors: tuple[AnchorChoice, ...] = ()
    moves: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()
    activities: int = 0
    first: date | None = None
    last: date | None = None
    problem: str = ""
    year_problem: str = ""

    @property
    def obstacle(self) -> str:
        """The first thing that keeps it from being made; empty when it can be."""
        by_anchor = (f"{one.name}: {one.problem}" for one in self.anchors if one.problem)
        return next((text for text in (self.year_problem, *by_anchor, self.problem) if text), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorPreview:
    """What moving one anchor of a plan would do; `on` None and a `problem` for what is no date.

    `stays` is what hangs on it and does not move, each with the reason.
    """

    name: str
    on: date | None
    moves: tuple[Move, ...] = ()
    stays: tuple[Move, ...] = ()
    findings: tuple[Finding, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingLiveView:
    """Whom a plan would write to from its go-live on, until it is over.

    `reached` are names of partners, `silent` those that have nobody who could be written to; `first` is
    when the first of the `reminders` goes, `errors` how many findings of the plan are errors.
    """

    plan: PlanView
    reached: tuple[str, ...]
    silent: tuple[str, ...]
    contacts: int
    reminders: int
    first: datetime | None
    errors: int
