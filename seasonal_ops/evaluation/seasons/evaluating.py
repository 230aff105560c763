"""A season's counts set against earlier seasons', measure by measure, read from the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import queries
from seasonal_ops.dates import england
from seasonal_ops.evaluation import aims, folding, outputs
from seasonal_ops.evaluation.comparing.comparison import Counts, PeakNight, peak_night, share_of
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.hiding import persons, suppression
from seasonal_ops.evaluation.records import history
from seasonal_ops.evaluation.records.collecting import collector_paused
from seasonal_ops.evaluation.records.deployed import deployed
from seasonal_ops.evaluation.records.holidays import NamedDays, holiday_mix
from seasonal_ops.evaluation.records.quality import Reading, season_counts
from seasonal_ops.evaluation.records.recorded import Recorded, recorded
from seasonal_ops.evaluation.seasons import caveats
from seasonal_ops.evaluation.seasons.choosing import Alignment, Baseline, alignment, baselines, main_anchor
from seasonal_ops.evaluation.seasons.measured import Setting, unlike
from seasonal_ops.evaluation.seasons.measured import against as compared
from seasonal_ops.evaluation.seasons.trending import trend_of
from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult, SeasonCounts
from seasonal_ops.models import Anchor, Period, Plan
from seasonal_ops.nights import local_today
from seasonal_ops.views import MeasureView
from seasonal_ops.words import MeasureKind, Purpose, Readers

__all__ = ["baselines", "evaluate"]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A baseline, how windows lie in it, and the named days of its year."""

    baseline: Baseline
    alignment: Alignment
    days: tuple[NamedDays, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What all measures of an evaluation share."""

    plan: Plan
    reading: Reading
    earlier: tuple[_Earlier, ...]
    days: tuple[NamedDays, ...]
    deployed: Mapping[date, int]
    fixed: bool
    seasons: dict[tuple[str, int], SeasonCounts] = field(default_factory=dict)

    def season(self, measure: MeasureView, found: Recorded, window: Window, year: int) -> SeasonCounts:
        """An earlier season of a measure; it is a baseline and a part of the history, and read once."""
        known = self.seasons.get((measure.slug, year))
        if known is None:
            known = season_counts(self.reading, measure, found, window, year=year)
            self.seasons[measure.slug, year] = known
        return known


_DESIGNS: Final = (Design.ONE_SEASON, Design.BEFORE_AFTER, Design.SEVERAL_YEARS)


def evaluate(
    session: Session,
    plan: Plan,
    against: Sequence[Baseline],
    *,
    readers: Readers = Readers.PARTNERSHIP,
    now: datetime,
) -> Evaluation:
    """Every measure of the plan, over its own window, against each of the earlier seasons.

    For the public what could tell who it was is left out. `now` decides which dates are over.
    """
    measures = queries.measures(session, plan)
    with collector_paused():
        scene = _scene(session, plan, against, measures, now)
        results = [_result(scene, measure) for measure in measures]
    today = scene.reading.today
    public = persons.read(session, plan) if readers is Readers.PUBLIC else None
    delivered = outputs.outputs(session, plan, today=today, without=public.about if public else ())
    shown = tuple(one for one in results if one.measure.purpose is not Purpose.OUTPUT)
    duplicates = _duplicates(measures)
    design = _DESIGNS[min(len(against), 2)]
    found = Evaluation(
        plan=plan.slug,
        name=plan.name,
        year=plan.year,
        against=tuple(one.label for one in against),
        readers=readers,
        design=design,
        anchors=_anchors(session, plan),
        measures=shown,
        outputs=delivered,
        targets=aims.targets(session, plan, results, outputs=delivered, today=today),
        claims=aims.claims(session, plan, results, outputs=delivered),
        duplicates=duplicates,
        caveats=(*folding.folded(shown), *folding.of_duplicates(duplicates), design.sentence),
    )
    return suppression.redact(found, public, today=today) if public else found


def _scene(
    session: Session, plan: Plan, against: Sequence[Baseline], measures: Sequence[MeasureView], now: datetime
) -> _Scene:
    today = local_today(now, plan.time_zone)
    reading = Reading(family=history.read(session, plan), today=today, time_zone=plan.time_zone)
    return _Scene(
        plan=plan,
        reading=reading,
        earlier=tuple(
            _Earlier(one, alignment(session, plan, one), _named_days(session, one.plan)) for one in against
        ),
        days=_named_days(session, plan),
        deployed=_deployed(session, plan, measures),
        fixed=main_anchor(session, plan).fixed,
    )


def _named_days(session: Session, plan: Plan | None) -> tuple[NamedDays, ...]:
    if plan is None:
        return ()
    rows = session.exec(select(Period).where(Period.plan_id == plan.id).order_by(col(Period.id)))
    return tuple(NamedDays(row.name, row.first_day, row.last_day) for row in rows)


def _deployed(session: Session, plan: Plan, measures: Sequence[MeasureView]) -> Mapping[date, int]:
    if not measures:
        return {}
    whole = Window(min(one.window_from for one in measures), max(one.window_to for one in measures))
    return deployed(session, plan, whole)


def _anchors(session: Session, plan: Plan) -> tuple[tuple[str, date], ...]:
    rows = session.exec(select(Anchor).where(Anchor.plan_id == plan.id).order_by(col(Anchor.position)))
    return tuple((row.name, row.on) for row in rows)


def _duplicates(measures: Sequence[MeasureView]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[MeasureView]] = {}
    for measure in measures:
        if measure.duplicate_group:
            groups.setdefault(measure.duplicate_group, []).append(measure)
    return tuple(
        tuple(one.slug for one in sorted(members, key=lambda each: not each.headline))
        for members in groups.values()
        if len(members) > 1
    )


def _result(scene: _Scene, measure: MeasureView) -> MeasureResult:
    found = recorded(scene.reading.family, measure.slug, year=scene.plan.year)
    window = _window(measure)
    this = season_counts(scene.reading, measure, found, window, year=scene.plan.year, deployed=scene.deployed)
    counts = _whole(measure, found)
    beside = [_compared(scene, measure, found, counts, one) for one in scene.earlier]
    known = tuple(one for one in beside if one is not None)
    seasons = (*_history(scene, measure, found), this)
    marks = scene.reading.family.marks.get(measure.slug, ())
    trend, trend_sentence = None, ""
    if measure.kind is MeasureKind.COUNT:
        trend, trend_sentence = trend_of(seasons, marks, purpose=measure.purpose)
    result = MeasureResult(
        measure=measure,
        this=this,
        against=known,
        history=seasons,
        trend=trend,
        trend_sentence=trend_sentence,
        peak=_peak(scene, bool(beside and beside[0]), counts, this),
        marks=marks,
        caveats=(),
    )
    return replace(result, caveats=tuple(dict.fromkeys(_caveats(scene, result, found, beside))))


def _compared(
    scene: _Scene, measure: MeasureView, found: Recorded, counts: Counts, earlier: _Earlier
) -> Against | None:
    """None where the earlier season does not know the measure."""
    then = scene.reading.family.definition(measure.slug, earlier.baseline.year)
    window = then.window if then else earlier.alignment.window(_window(measure))
    if then is None and not found.holds(window):
        return None
    season = scene.season(measure, found, window, earlier.baseline.year)
    return compared(
        Setting(
            measure=measure,
            found=found,
            counts=counts,
            alignment=earlier.alignment,
            season=season,
            then=then,
        )
    )


def _window(measure: MeasureView) -> Window:
    return Window(measure.window_from, measure.window_to)


def _whole(measure: MeasureView, found: Recorded) -> Counts:
    """Counts of incidents are whole numbers."""
    return {on: int(value) for on, value in found.values.items()} if measure.kind is MeasureKind.COUNT else {}


def _history(scene: _Scene, measure: MeasureView, found: Recorded) -> Iterator[SeasonCounts]:
    """Every earlier season with counts, the oldest first."""
    recorded_on = [*found.values, *(first for first, _ in found.totals)]
    oldest = min(recorded_on, default=measure.window_from).year
    # A season that crosses the year end is the one of the year in which it begins.
    for year in range(oldest - 1, scene.plan.year):
        then = scene.reading.family.definition(measure.slug, year)
        if unlike(measure, then) or (then is None and not scene.fixed):
            continue
        window = then.window if then else _window(measure).years_earlier(scene.plan.year - year)
        if found.holds(window):
            yield scene.season(measure, found, window, year)


def _peak(scene: _Scene, known: bool, counts: Counts, this: SeasonCounts) -> PeakNight | None:
    """Beside the first earlier season that knows the measure, or alone.

    Its share is of the season's one figure, if that stands.
    """
    same_nights = {}
    if known:
        pairs = scene.earlier[0].alignment.matching(this.window).pairs
        same_nights = {pair.this: pair.last for pair in pairs}
    found = peak_night(counts, this.window.days(), same_nights, counts)
    if found is None:
        return None
    received = [night.value for night in this.nights]
    whole = this.of_period or None not in received
    return replace(found, share=share_of(found.count, int(this.total) if whole and this.total else None))


def _caveats(
    scene: _Scene, result: MeasureResult, found: Recorded, compared: Sequence[Against | None]
) -> Iterator[str]:
    measure, today = result.measure, scene.reading.today
    window = _window(measure)
    for earlier, one in zip(scene.earlier, compared, strict=True):
        if one is None:
            label, known = earlier.baseline.label, earlier.baseline.plan is not None
            yield f"Not a measure of {label}." if known else f"No count of {label} is recorded."
            continue
        mix = holiday_mix(
            earlier.alignment.matching(window), this=scene.days, last=earlier.days, bank=england()
        )
        said = caveats.of_comparison(one, window, mix)
        versus = f"Against {earlier.baseline.label}: " if len(scene.earlier) > 1 else ""
        yield from (versus + caveat for caveat in said)
        then = scene.reading.family.definition(measure.slug, earlier.baseline.year)
        yield from caveats.of_definitions(measure, then)
        yield from caveats.of_season(one.season, found, today=today)
    if result.this.total is not None:
        yield from caveats.of_season(result.this, found, today=today)
        first = min((season.window.first for season in result.history), default=window.first)
        yield from caveats.of_marks(result.marks, window, first)
