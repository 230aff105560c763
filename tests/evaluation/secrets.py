"""Evaluations about persons that tell all their numbers, and others that differ in what is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from seasonal_ops.evaluation import folding
from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.hiding.suppression import redact
from seasonal_ops.evaluation.hiding.withholding import is_small
from seasonal_ops.evaluation.shapes import (
    ClaimResult,
    Evaluation,
    Kept,
    MeasureResult,
    OutputResult,
    Quality,
    SeasonCounts,
    TargetResult,
)
from seasonal_ops.evaluation.statistics.trends import Trend
from seasonal_ops.views import MarkView
from seasonal_ops.words import AreaRole, MarkKind, Purpose, Readers
from tests.evaluation.made import MADE, PLAN, claim, measure, output, result, season, target

YEARS: Final = (2026, 2025, 2024)
Nights = tuple[int | None, ...]


@dataclass(frozen=True)
class Numbers:
    """What is recorded of one measure: nights and one area a year."""

    nights: Mapping[int, Nights]
    area: Mapping[int, int]

    def total(self, year: int) -> int | None:
        """All that was received."""
        received = [value for value in self.nights[year] if value is not None]
        return sum(received) if received else None

    def small(self) -> bool:
        """Whether any of its numbers is."""
        cells = [value for nights in self.nights.values() for value in nights]
        return any(map(is_small, [*cells, *self.area.values(), *map(self.total, self.nights)]))


@dataclass(frozen=True)
class Kind:
    """How one measure is set up."""

    slug: str
    part_of: str | None
    group: str | None
    personal: bool
    purpose: Purpose


Scene = Mapping[Kind, Numbers]


def told(scene: Scene) -> Evaluation:
    """The evaluation of a scene: every sentence, target and claim repeats what is recorded."""
    measures = [_result(kind, numbers) for kind, numbers in scene.items()]
    groups: dict[str, list[str]] = {}
    for kind in scene:
        if kind.group:
            groups.setdefault(kind.group, []).append(kind.slug)
    duplicates = tuple(tuple(group) for group in groups.values() if len(group) > 1)
    return Evaluation(
        plan=PLAN,
        name="Bright Sparx 2026",
        year=2026,
        against=("bright-sparx-2025",),
        readers=Readers.PARTNERSHIP,
        design=Design.BEFORE_AFTER,
        anchors=(("Halloween", date(2026, 10, 31)),),
        measures=tuple(measures),
        outputs=tuple(
            _output(kind, numbers) for kind, numbers in scene.items() if kind.purpose is not Purpose.OUTCOME
        ),
        targets=tuple(_target(kind, numbers) for kind, numbers in scene.items()),
        claims=tuple(_claim(kind, numbers) for kind, numbers in scene.items()),
        duplicates=duplicates,
        caveats=(*folding.folded(measures), Design.BEFORE_AFTER.sentence),
    )


def _result(kind: Kind, numbers: Numbers) -> MeasureResult:
    seasons = [_season(numbers, year) for year in numbers.nights]
    view = measure(
        kind.slug,
        nights=len(seasons[0].nights),
        part_of=kind.part_of,
        duplicate_group=kind.group,
        person_related=kind.personal,
        purpose=kind.purpose,
    )
    said = f"Of {kind.slug}: {numbers}"
    mark = MarkView(
        id=1,
        plan=PLAN,
        measure=kind.slug,
        on=date(2026, 4, 1),
        kind=MarkKind.BREAK,
        reason=said,
        declared_by="lead",
        declared_at=MADE,
    )
    made = result(*seasons, of=view, marks=(mark,), trend=_trend(numbers), trend_sentence=said)
    against = tuple(
        replace(
            one,
            sentence=said,
            difference_sentence=said,
            matched=tuple(night.value for night in one.season.nights),
        )
        for one in made.against
    )
    peak = made.against[0].comparison.peak if made.against and made.against[0].comparison else None
    # What a caveat may say of the values, alike for several measures.
    revised = f"2026: {made.this.quality.nil} figures were corrected after first being recorded."
    return replace(made, against=against, peak=peak, caveats=(said, revised))


def _season(numbers: Numbers, year: int) -> SeasonCounts:
    nights = numbers.nights[year]
    received = [value for value in nights if value is not None]
    quality = Quality(
        completeness=Completeness(len(received), len(nights)),
        nil=received.count(0),
        revised=sum(received),
        sources=(f"the sheet of {received}",),
    )
    areas = {AreaRole.COMPARISON: Decimal(numbers.area[year])} if year in numbers.area else {}
    return season(nights, year, quality=quality, areas=areas)


def _trend(numbers: Numbers) -> Trend:
    beta = float(sum(numbers.total(year) or 0 for year in numbers.nights))
    nothing = dict.fromkeys(("alpha", "phi", "low", "high", "p", "tau", "tau_p"))
    return Trend(years=len(numbers.nights), beta=beta, annual_change=beta, **nothing)  # type: ignore[arg-type]


def _output(kind: Kind, numbers: Numbers) -> OutputResult:
    total = numbers.total(2026)
    made = output(None if total is None else str(total), sentence=f"Of {kind.slug}: {numbers}")
    view = replace(_result(kind, numbers).measure, unit="people")
    return replace(made, measure=view, shared=Decimal(numbers.nights[2026][0] or 0))


def _target(kind: Kind, numbers: Numbers) -> TargetResult:
    said = f"Of {kind.slug}: {numbers}"
    kept = Kept.MET if numbers.nights[2026][0] else Kept.MISSED
    return TargetResult(target=target(measure=kind.slug), kept=kept, beforehand=True, sentence=said)


def _claim(kind: Kind, numbers: Numbers) -> ClaimResult:
    contradicted = bool(numbers.nights[2026][0])
    said = f"Of {kind.slug}: {numbers}"
    return ClaimResult(claim=claim(measure=kind.slug, value="3"), contradicted=contradicted, sentence=said)


@st.composite
def scenes(draw: st.DrawFn) -> dict[Kind, Numbers]:
    """Up to five measures over up to three years, the first of them about persons, some parts of others."""
    years = YEARS[: draw(st.integers(1, len(YEARS)))]
    length = draw(st.integers(1, 4))
    found: dict[Kind, Numbers] = {}
    for number in range(draw(st.integers(1, 5))):
        kind = Kind(
            slug=f"m{number}",
            part_of=draw(st.sampled_from([None, *(one.slug for one in found)])),
            group=draw(st.sampled_from([None, None, "g"])),
            personal=number == 0 or draw(st.booleans()),
            purpose=draw(st.sampled_from([Purpose.OUTCOME, Purpose.ENGAGEMENT])),
        )
        value = st.none() | st.integers(0, 9) | st.sampled_from([0, 6, 8])
        nights = {year: tuple(draw(st.lists(value, min_size=length, max_size=length))) for year in years}
        areas = draw(st.dictionaries(st.sampled_from(years), st.integers(0, 9)))
        found[kind] = Numbers(nights, areas)
    return found


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[Kind, Numbers], dict[Kind, Numbers]]:
    """A scene, and another that differs from it in nothing but what is hidden."""
    scene = draw(scenes())
    public = {one.measure.slug: one for one in redact(told(scene)).measures}
    other = {}
    for kind, numbers in scene.items():
        if public[kind.slug].hidden == "nothing":
            other[kind] = numbers
            continue
        shown = {one.year: one.total for one in (*public[kind.slug].history, public[kind.slug].this)}
        other[kind] = _otherwise(draw, numbers, {year for year, total in shown.items() if total is None})
    return scene, other


def _otherwise(draw: st.DrawFn, numbers: Numbers, hidden: set[int]) -> Numbers:
    """Other nights, with the same total where it is shown and else one as small, or as large, as it was."""
    nights = {}
    for year, values in numbers.nights.items():
        total = numbers.total(year)
        if total is not None and year in hidden:
            total = draw(st.integers(1, 4) if is_small(total) else st.sampled_from([0, 5, 6, 7, 11]))
        nights[year] = values if total is None else _spread(draw, total, values)
    area = {
        year: draw(st.integers(1, 4) if is_small(value) else st.integers(0, 9))
        for year, value in numbers.area.items()
    }
    changed = Numbers(nights, area)
    # That some number is small is no secret; which one, and how small, is.
    return changed if changed.small() or not numbers.small() else numbers


def _spread(draw: st.DrawFn, total: int, values: Sequence[int | None]) -> Nights:
    """The total over the nights with a return."""
    spread: list[int | None] = [None if value is None else 0 for value in values]
    places = [place for place, value in enumerate(values) if value is not None]
    for _ in range(total):
        place = draw(st.sampled_from(places))
        spread[place] = (spread[place] or 0) + 1
    return tuple(spread)
