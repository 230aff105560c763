"""The comparison of the hand-written source: three measures of twelve nights, the last five to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import (
    BesideView,
    ComparedMeasure,
    ComparisonView,
    CountedNight,
    EarlierSeason,
    Faced,
    Facing,
)
from seasonal_ops.words import Purpose, Readers, Verdict
from tests.tui.fakes.base import Fake

FIRST: Final = date(2026, 10, 27)
DESIGN: Final = (
    "Design: before and after in one area, one baseline. "
    "This does not show that the operation caused the change."
)
HOW: Final = {
    Facing.DATE: ("the same calendar dates", 365),
    Facing.WEEKDAY: ("the same weekdays, 364 days apart", 364),
    Facing.ANCHOR: ("the same days from the anchor", 365),
}
FELL: Final = (
    "Likely real. Fell by 48% (81 → 42 on the 7 nights both years have; rate ratio 0.52, 95% CI 0.35–0.77):"
    " unlikely to be chance."
)

Values = Sequence[int | None]


def values(known: Values) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in known)


def faced(this: Values, then: Values, how: Facing) -> Faced:
    """By weekday the night after the same date; what lies outside of the earlier window is not known."""
    words, back = HOW[how]
    shown = values((*then[1:], None) if how is Facing.WEEKDAY else then)
    nights = [FIRST + timedelta(days=at - back) for at in range(len(then))]
    dates = (*nights[:-1], None) if how is Facing.WEEKDAY else tuple(nights)
    both = [
        (now, before) for now, before in zip(values(this), shown, strict=True) if None not in (now, before)
    ]
    return Faced(
        how=words,
        dates=dates,
        values=shown,
        mix="27 October to 7 November held 3 weekend days in 2025, 4 in 2026.",
        both=len(both),
        this=str(sum(now or 0 for now, _ in both)),
        last=str(sum(before or 0 for _, before in both)),
    )


def beside(this: Values, then: Values, **more: Any) -> BesideView:
    shown: dict[str, Any] = {
        "label": "bright-sparx-2025",
        "year": 2025,
        "verdict": Verdict.LIKELY,
        "sentence": FELL,
        "figures": (
            ("Beside", "27 October to 7 November 2025"),
            ("Counts", "81 in 2025 → 42 in 2026 (incidents)"),
            ("Figures", "rate ratio 0.52, 95% CI 0.35–0.77, p 0.001, φ 1.21 (6 degrees of freedom)"),
            ("Returns", "12 of 12 dates in 2025, 7 of 12 in 2026"),
        ),
        "faced": {how: faced(this, then, how) for how in Facing},
    }
    return BesideView(**shown | more)


def a_measure(number: int, name: str, this: Values, *earlier: BesideView, **more: Any) -> ComparedMeasure:
    shown: dict[str, Any] = {
        "id": number,
        "name": name,
        "unit": "incidents",
        "purpose": Purpose.OUTCOME,
        "verdict": Verdict.LIKELY,
        "plain": "likely real",
        "counts": "81 → 42",
        "sentence": FELL,
        "about": (("Window", "27 October to 7 November 2026"), ("Source", "Fire and Rescue")),
        "beside": earlier,
        "further": (
            ("Peak", "Fri 30 October 2026 with 12; the same night before, 30 October 2025, had 30."),
            ("Counted", "Fires recorded as set on purpose; the fire service's own query."),
        ),
        "nights": tuple(
            CountedNight(on=FIRST + timedelta(days=at), value=value, deployed=at % 3)
            for at, value in enumerate(values(this))
        ),
        "caveats": (
            "27 October to 7 November held 3 weekend days in 2025, 4 in 2026.",
            "5 of 12 dates lack a return in one of the years and are left out of both.",
        ),
    }
    return ComparedMeasure(**shown | more)


FIRES: Final = (2, 0, 4, 12, 11, 7, 6, *[None] * 5)
FIRES_THEN: Final = (4, 0, 9, 30, 21, 9, 8, 3, 12, 14, 6, 2)
NONE: Final = (None,) * 12
UNCLEAR: Final = (
    "Unclear. Recorded 15% more (80 → 92 on the 7 nights both years have); not distinguishable from chance"
    " (plausible range −25% to +76%)."
)
MEASURES: Final = (
    a_measure(1, "Deliberate fires", FIRES, beside(FIRES, FIRES_THEN)),
    a_measure(
        2,
        "Calls about anti-social behaviour",
        FIRES,
        beside(FIRES, FIRES_THEN, verdict=Verdict.UNCLEAR, sentence=UNCLEAR),
        verdict=Verdict.UNCLEAR,
        plain="unclear",
        counts="80 → 92",
        sentence=UNCLEAR,
    ),
    a_measure(
        3,
        "Casualties from burns",
        NONE,
        beside(
            NONE,
            NONE,
            verdict=Verdict.TOO_FEW,
            sentence="Recorded 2 → 1: too few to tell.",
            figures=(("Returns", "one figure for each window"),),
        ),
        verdict=Verdict.TOO_FEW,
        plain="too few to tell",
        counts="2 → 1",
        further=(),
        caveats=("Only totals are compared: how the nights scatter is not known.",),
    ),
    a_measure(
        4,
        "Young people reached in schools",
        NONE,
        purpose=Purpose.ENGAGEMENT,
        verdict=None,
        plain="not counted yet",
        counts="–",
        sentence="Nothing is recorded for 2026.",
        further=(),
        caveats=(),
    ),
)
COMPARED: Final = ComparisonView(
    plan="bright-sparx-2026",
    name="Bright Sparx 2026",
    year=2026,
    against=("bright-sparx-2025",),
    seasons=(
        EarlierSeason(label="bright-sparx-2025", year=2025, name="Bright Sparx 2025"),
        EarlierSeason(label="2024", year=2024, name="2024, known by its counts alone"),
    ),
    own=Facing.DATE,
    anchors=(
        ("Mischief Night", date(2026, 10, 30)),
        ("Halloween", date(2026, 10, 31)),
        ("Bonfire Night", date(2026, 11, 5)),
    ),
    measures=MEASURES,
    done=("Detritus removed: 75.69 tonnes delivered; no number was aimed at.",),
    targets=(
        "“Fewer deliberate fires over these nights.” Cannot be measured: it has no number. Ask for it.",
    ),
    claims=(),
    caveats=(DESIGN,),
)


class FakeComparison(Fake):
    """Holds one comparison; None says that nothing is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.comparison: ComparisonView | None = COMPARED
        self.comparisons: list[tuple[str | None, tuple[str, ...]]] = []
        self.comparison_trouble: SeasonalOpsError | None = None

    def compared(self, plan: str | None, against: tuple[str, ...]) -> ComparisonView | None:
        self.fail_if_told(self.comparison_trouble)
        self.comparisons.append((plan, against))
        if self.comparison is None or not against:
            return self.comparison
        measures = tuple(
            replace(one, beside=tuple(replace(one.beside[0], label=label) for label in against if one.beside))
            for one in self.comparison.measures
        )
        return replace(self.comparison, against=against, measures=measures)

    def write_report(
        self, plan: str, against: tuple[str, ...], readers: Readers, file: str, replace: bool
    ) -> str | None:
        return self.written(file, replace, "report", plan, against, readers)
