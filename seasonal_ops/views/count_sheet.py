"""The sheet on which counts are entered: a row a measure, a column a night, last year's same night beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from seasonal_ops.views.counts import CountView, MeasureView


@dataclass(frozen=True, slots=True)
class CountPlace:
    """Where the counts of a sheet are: an area by its slug, or an activity; neither: the whole district."""

    plan: str
    area: str | None = None
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class CountSpot:
    """Where one value stands: its measure, and the first and last day that it is of (equal for a night)."""

    at: CountPlace
    measure: str
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet that can be opened, with the words for it."""

    at: CountPlace
    title: str


@dataclass(frozen=True, slots=True)
class LastNight:
    """The night of the earlier season that is matched with one of this, and what it held; None: not known."""

    on: date
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A measure on a sheet. `source` is the name of the partner that counts, empty when nobody is named.

    `nights` is what is recorded at this place by date, `whole` the one figure for all of its window, `others`
    how many there are of other stretches of its dates. `together` is what evaluation makes of all places
    that the sheet stands for, by date: the district's own values, else those of its areas and activities.
    `last` is by this season's dates, `last_whole` the earlier season's one figure. `missing` are dates that
    wait for a value. `unlike` says why the earlier values are not to be set beside these, or "".
    """

    measure: MeasureView
    source: str
    nights: Mapping[date, CountView] = field(default_factory=dict)
    whole: CountView | None = None
    others: int = 0
    together: Mapping[date, Decimal] = field(default_factory=dict)
    last: Mapping[date, LastNight] = field(default_factory=dict)
    last_whole: Decimal | None = None
    missing: frozenset[date] = frozenset()
    unlike: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet:
    """All measures of a place over all nights of their windows.

    `newest` is the id of the plan's newest count, taken out or not; 0 when nothing was ever recorded.
    `today` is the date on the partnership's wall; `against` names the earlier season (a year), empty when
    there is none. `anchors` are by date.
    """

    at: CountPlace
    plan_name: str
    title: str
    today: date
    days: tuple[date, ...]
    anchors: Mapping[date, str]
    against: str
    rows: tuple[SheetRow, ...]
    choices: tuple[SheetChoice, ...]
    newest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCount:
    """A value that was kept: as it stands now, and the warnings for which its reason is still due."""

    view: CountView
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCount:
    """A value that was not kept, since somebody else's stands there by now; None: it was taken out."""

    view: CountView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountBlock:
    """A block from a spreadsheet program, pasted at a measure and a night; `measures` are the sheet's rows.

    `turned`: its lines are nights; None: as it fits. `reason` is why the unusual values in it are right.
    """

    at: CountPlace
    text: str
    measures: tuple[str, ...]
    nights: tuple[date, ...]
    turned: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteLine:
    """One thing to say of a block that was pasted: where in it, and what."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteView:
    """What keeping a pasted block would do, or did: by value; with `problems` nothing is kept.

    `changes` are corrections, `unusual` what needs a reason. `turned`: its lines were taken for nights;
    None: its own headings say what lies where. `seen` are the ids of what stood there, None for nothing, by
    value: it is kept only over that. `meanwhile`: what was said since, for which nothing was kept.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[PasteLine, ...] = ()
    changes: tuple[PasteLine, ...] = ()
    unusual: tuple[PasteLine, ...] = ()
    notes: tuple[str, ...] = ()
    turned: bool | None = None
    seen: tuple[int | None, ...] = ()
    meanwhile: tuple[PasteLine, ...] = ()
