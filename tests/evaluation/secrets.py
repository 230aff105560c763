"""Evaluations about persons that tell all their numbers, and others that differ in what is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from seasonal_ops.evaluation import folding
from seasonal_ops.evaluation.comparing.comparison import Completeness, PeakNight
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.hiding.persons import MISSING
from seasonal_ops.evaluation.hiding.suppression import redact
from seasonal_ops.evaluation.shapes import (
    ClaimResult,
    Evaluation,
    Hidden,
    Kept,
    MeasureResult,
    OutputResult,
    Quality,
    SeasonCounts,
    TargetResult,
)
from seasonal_ops.evaluation.statistics.trends import Trend
from seasonal_ops.views import MarkView
from seasonal_ops.words import AreaRole, MarkKind, MeasureKind, Purpose, Readers
from tests.evaluation.made import MADE, PLAN, claim, measure, output, persons_of, result, season, target

YEARS: Final = (2026, 2025, 2024)
# A year before those, which has no plan.
ALONE: Final = 2023
Nights = tuple[int | None, ...]


@dataclass(frozen=True)
class Numbers:
    """What is recorded of one measure: nights and one area a year, and nights of a year without a plan."""

    nights: Mapping[int, Nights]
    area: Mapping[int, int]
    alone: Nights | None = None

    def total(self, year: int) -> int | None:
        """All that was received."""
        received = [value for value in self.nights[year] if value is not None]
        return sum(received) if received else None


@dataclass(frozen=True)
class Kind:
    """How one measure is set up."""

    slug: str
    part_of: str | None
    group: str | None
    personal: bool
    purpose: Purpose
    share: bool


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
        against=("bright-sparx-2025", str(ALONE)),
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
    if numbers.alone is not None:
        seasons.append(replace(season(numbers.alone, ALONE), plan=None))
    view = measure(
        kind.slug,
        nights=len(seasons[0].nights),
        part_of=kind.part_of,
        duplicate_group=kind.group,
        person_related=kind.personal,
        purpose=kind.purpose,
        kind=MeasureKind.PERCENTAGE if kind.share else MeasureKind.COUNT,
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
    largest = max(made.this.nights, key=lambda night: night.value or Decimal(0))
    peak = PeakNight(
        on=largest.on,
        count=int(largest.value or 0),
        share=None,
        also=(),
        same_night=None,
        same_night_count=None,
    )
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
            share=draw(st.sampled_from([False, False, True])),
        )
        nights = {year: draw(_nights(length)) for year in years}
        found[kind] = Numbers(nights, draw(_areas(years)), draw(st.none() | _nights(length)))
    return found


def _nights(length: int) -> st.SearchStrategy[Nights]:
    value = st.integers(0, 9) | st.sampled_from([0, 1, 6])
    whole = st.lists(value, min_size=length, max_size=length)
    broken = st.lists(st.none() | value, min_size=length, max_size=length)
    return whole.map(tuple) | broken.map(tuple)


def _areas(years: Sequence[int]) -> st.SearchStrategy[dict[int, int]]:
    return st.dictionaries(st.sampled_from(years), st.integers(0, 9))


@st.composite
def pairs(draw: st.DrawFn, today: date) -> tuple[dict[Kind, Numbers], dict[Kind, Numbers]]:
    """A scene, and another that differs from it in nothing but what is hidden."""
    scene = draw(scenes())
    whole = told(scene)
    public = {one.measure.slug: one for one in redact(whole, persons_of(whole), today=today).measures}
    other = {}
    for kind, numbers in scene.items():
        result = public[kind.slug]
        seasons = {one.year: one for one in (*(each.season for each in result.against), result.this)}
        other[kind] = numbers if result.hidden is Hidden.NOTHING else _otherwise(draw, numbers, seasons)
    return scene, other


def _otherwise(draw: st.DrawFn, numbers: Numbers, shown: Mapping[int, SeasonCounts]) -> Numbers:
    """Other nights with the same total where it is shown, from 1 to 4 where it is few, and else any."""
    nights: dict[int, Nights] = {}
    for year, values in numbers.nights.items():
        length = len(values)
        if shown[year].why == MISSING:
            nights[year] = (None, *draw(_nights(length - 1)))
        elif shown[year].withheld:
            nights[year] = draw(_nights(length))
        else:
            total = draw(st.integers(1, 4)) if shown[year].few else numbers.total(year) or 0
            nights[year] = _spread(draw, total, length)
    alone = draw(st.none() | _nights(len(nights[YEARS[0]])))
    return Numbers(nights, draw(_areas(tuple(nights))), alone)


def _spread(draw: st.DrawFn, total: int, length: int) -> Nights:
    """The total over so many nights."""
    places = draw(st.lists(st.integers(0, length - 1), min_size=total, max_size=total))
    return tuple(places.count(night) for night in range(length))
