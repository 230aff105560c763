"""What an evaluation is: a season's counts, what they show against earlier ones, and what was aimed at.

Plain and frozen, so that it can be redacted for its readers, printed and drawn without the database. Dates
are local; an undefined number is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from seasonal_ops.evaluation.comparing.comparison import Comparison, Completeness, PeakNight
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.statistics.differences import Difference
from seasonal_ops.evaluation.statistics.proportions import ProportionChange
from seasonal_ops.evaluation.statistics.trends import Trend
from seasonal_ops.views import ClaimView, MarkView, MeasureView, TargetView
from seasonal_ops.words import AreaRole, Readers


class Hidden(StrEnum):
    """How much of a measure its readers do not see: small numbers could tell who it was."""

    NOTHING = "nothing"
    DETAIL = "detail"  # of a measure about persons only totals of whole seasons are shown


@dataclass(frozen=True, slots=True)
class Night:
    """One date of a window: its value (None: no return), and how many activities went on in its night."""

    on: date
    value: Decimal | None
    deployed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How the counts of a season stand: how many came late, as nil returns, are provisional and so on.

    `as_at` are the oldest and the newest day on which the figures stood so; `inexact` are those that are
    said to be about, over, at least or almost so many. `least` and `most` are what they leave possible of
    the sum of all that was received: `most` is None where there may be any number more. `unexplained` are
    unusual values of which nobody has said yet why they are right.
    """

    completeness: Completeness
    late: int = 0
    nil: int = 0
    provisional: int = 0
    final: int = 0
    approved: int = 0
    revised: int = 0
    inexact: int = 0
    unexplained: int = 0
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    as_at: tuple[date, date] | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonCounts:
    """One measure over its window in one season; `plan` is None for a year that is known by counts alone.

    `total` is what was received (None: nothing), from the nights or, `of_period`, as one figure for the
    whole window. It is None as well where `few` says that it is 1 to 4 and not shown, and where `why` says in
    words why it is not shown at all. `areas` are totals by the role of areas.
    """

    year: int
    plan: str | None
    window: Window
    nights: tuple[Night, ...]
    total: Decimal | None
    quality: Quality
    of_period: bool = False
    few: bool = False
    why: str = ""
    areas: Mapping[AreaRole, Decimal]

    @property
    def withheld(self) -> bool:
        """Whether its total is not shown at all."""
        return self.why != ""

    @property
    def recorded(self) -> bool:
        """Whether anything was received, shown or not."""
        return self.total is not None or self.few or self.withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A measure of this season against one earlier season: what may be said, plain words first.

    `this` and `last` are what is compared: for a count the totals of the dates with a return in both years.
    `comparison` is None for what is no count, `difference` without a comparison area, `survey` without
    numbers of respondents. `matched` are the earlier season's values on the dates that are set against this
    season's nights, one each and in their order, None where there is none.
    """

    season: SeasonCounts
    this: Decimal | None
    last: Decimal | None
    sentence: str
    comparison: Comparison | None = None
    difference: Difference | None = None
    difference_sentence: str = ""
    survey: ProportionChange | None = None
    matched: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """One measure of the season: its counts, against each baseline, and over all years that are known.

    `history` has every season with counts, the oldest first and this one last.
    """

    measure: MeasureView
    this: SeasonCounts
    against: tuple[Against, ...]
    history: tuple[SeasonCounts, ...]
    trend: Trend | None
    trend_sentence: str
    peak: PeakNight | None
    marks: tuple[MarkView, ...]
    caveats: tuple[str, ...]
    hidden: Hidden = Hidden.NOTHING


class Kept(StrEnum):
    """What became of a target."""

    MET = "met"
    MISSED = "missed"
    UNMEASURED = "unmeasured"  # it has no number or no measure
    OPEN = "open"  # its day is not over, or its counts are not all there


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult:
    """A target held against its counts. `beforehand` says whether it was set before its window began."""

    target: TargetView
    kept: Kept
    beforehand: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimResult:
    """A claim held against the counts; `contradicted` is None when they cannot tell."""

    claim: ClaimView
    contradicted: bool | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputResult:
    """What was done, apart from what came of it: planned (None: no number was aimed at) against delivered.

    `activities` promised to count it, `reported` of them did. `sessions` are the occasions at which it was
    counted. A value that was counted at an activity of two plans stands in both and is one value: `shared`
    is how much of `delivered` other plans show as well. `few` and `withheld` are as in a season's counts.
    """

    measure: MeasureView
    planned: Decimal | None
    delivered: Decimal | None
    sessions: int
    activities: int
    reported: int
    shared: Decimal
    sentence: str
    few: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A season evaluated against one or more earlier ones, for its readers.

    `anchors` are names and dates of the plan's occasions, for the charts. `measures` are of outcomes and of
    engagement, `outputs` of what was done; `duplicates` are groups of measures that may hold the same
    incidents, each with its headline first.
    """

    plan: str
    name: str
    year: int
    against: tuple[str, ...]
    readers: Readers
    design: Design
    anchors: tuple[tuple[str, date], ...]
    measures: tuple[MeasureResult, ...]
    outputs: tuple[OutputResult, ...]
    targets: tuple[TargetResult, ...]
    claims: tuple[ClaimResult, ...]
    duplicates: tuple[tuple[str, ...], ...]
    caveats: tuple[str, ...]
