"""Reports made by hand: a season of four measures against two earlier ones, all of it invented."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.evaluation.comparing.comparison import Completeness, PeakNight, compare, peak_night
from seasonal_ops.evaluation.comparing.windows import Window, match_calendar
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.hiding.suppression import redact
from seasonal_ops.evaluation.shapes import (
    Against,
    ClaimResult,
    Evaluation,
    Kept,
    MeasureResult,
    Night,
    OutputResult,
    Quality,
    SeasonCounts,
    TargetResult,
)
from seasonal_ops.evaluation.statistics.trends import trend
from seasonal_ops.reports.shapes import Change, Delivery, Learnt, Report
from seasonal_ops.views import (
    ClaimView,
    MarkView,
    MeasureView,
    Outcome,
    PartnerBaseline,
    PlanView,
    Tally,
    TargetView,
)
from seasonal_ops.words import (
    AreaRole,
    Direction,
    MarkKind,
    MeasureKind,
    Purpose,
    Qualifier,
    Readers,
)
from tests.evaluation.made import persons_of

FIRST: Final = date(2026, 10, 27)
PRINTED: Final = date(2026, 11, 20)
AT: Final = datetime(2026, 10, 1, 9, tzinfo=UTC)
FIRES: Final = (
    (4, 3, 6, 11, 9, 5, 4, 3, 9, 14, 5, 2),
    (7, 5, 9, 18, 16, 8, 6, 7, 13, 21, 8, 4),
    (6, 6, 8, 15, 14, 9, 8, 6, 15, 19, 7, 5),
)
CASUALTIES: Final = ((0, 0, 1, 2, 0, 0, 0, 0, 1, 3, 0, 0), (0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0))


def a_measure(slug: str, name: str, **more: Any) -> MeasureView:
    """A count of a duplicate-free outcome over twelve nights."""
    values: dict[str, Any] = {
        "id": 1,
        "plan": "bright-sparx-2026",
        "slug": slug,
        "name": name,
        "definition": f"{name} attended, by date of the call",
        "unit": "incidents",
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
        "source": "fire-and-rescue",
        "window_from": FIRST,
        "window_to": FIRST + timedelta(days=11),
        "night_from": time(7),
        "person_related": False,
        "duplicate_group": None,
        "headline": True,
        "purpose": Purpose.OUTCOME,
        "part_of": None,
        "due_days": 14,
        "recorded": 12,
    }
    return MeasureView(**(values | more))


def a_season(year: int, values: Sequence[int | None], **more: Any) -> SeasonCounts:
    """A count a night from 27 October on."""
    first = FIRST.replace(year=year)
    known = [value for value in values if value is not None]
    found: dict[str, Any] = {
        "year": year,
        "plan": f"bright-sparx-{year}",
        "window": Window(first, first + timedelta(days=len(values) - 1)),
        "nights": tuple(
            Night(first + timedelta(days=n), None if value is None else Decimal(value), deployed=n % 4)
            for n, value in enumerate(values)
        ),
        "total": Decimal(sum(known)) if known else None,
        "quality": Quality(
            completeness=Completeness(len(known), len(values)),
            final=len(known),
            as_at=(date(year, 11, 10), date(year, 11, 12)),
            sources=(f"sheet of {year}",),
        ),
        "areas": {AreaRole.EVENT: Decimal(sum(known))},
    }
    return SeasonCounts(**(found | more))


def a_result(measure: MeasureView, seasons: Sequence[Sequence[int | None]], **more: Any) -> MeasureResult:
    """This season, then earlier ones, the newest first."""
    this, *earlier = (a_season(2026 - n, values) for n, values in enumerate(seasons))
    history = (*reversed(earlier), this)
    against = tuple(an_against(this, season) for season in earlier)
    totals = [int(season.total or 0) for season in history]
    values: dict[str, Any] = {
        "measure": measure,
        "this": this,
        "against": against,
        "history": history,
        "trend": trend([one.year for one in history], totals, [12] * len(history))
        if len(history) > 2
        else None,
        "trend_sentence": "3 years: no statement of chance." if len(history) > 2 else "",
        "peak": a_peak(this, earlier[0]) if earlier else None,
        "marks": (),
        "caveats": (),
    }
    return MeasureResult(**(values | more))


def a_peak(this: SeasonCounts, last: SeasonCounts) -> PeakNight | None:
    """The largest night beside the same one a year before."""
    counts = {
        night.on: None if night.value is None else int(night.value) for night in (*this.nights, *last.nights)
    }
    days = [night.on for night in this.nights]
    same_nights = {now: then.on for now, then in zip(days, last.nights, strict=False)}
    return peak_night(counts, days, same_nights, counts)


def an_against(this: SeasonCounts, last: SeasonCounts) -> Against:
    """Compared as an evaluation compares."""
    made = compare(
        this=_counts(this),
        last=_counts(last),
        matching=match_calendar(this.window, years_back=this.year - last.year),
    )
    return Against(
        season=last,
        this=Decimal(made.this),
        last=Decimal(made.last),
        sentence=made.wording.statement,
        comparison=made,
        matched=tuple(night.value for night in last.nights),
    )


def _counts(season: SeasonCounts) -> dict[date, int | None]:
    return {night.on: None if night.value is None else int(night.value) for night in season.nights}


FIRE: Final = a_measure("deliberate-fires", "Deliberate fires")
HURT: Final = a_measure(
    "casualties", "Persons hurt by fireworks", source="ambulance", unit="persons", person_related=True
)
TONNES: Final = a_measure(
    "tonnes", "Material removed", unit="tonnes", kind=MeasureKind.QUANTITY, purpose=Purpose.OUTPUT
)
SURVEY: Final = a_measure(
    "grooming", "Can explain grooming", unit="%", kind=MeasureKind.PERCENTAGE, purpose=Purpose.ENGAGEMENT
)
MARK: Final = MarkView(
    id=1,
    plan="bright-sparx-2026",
    measure="deliberate-fires",
    on=date(2026, 4, 1),
    kind=MarkKind.BREAK,
    reason="the fire service counts by a new code",
    declared_by="j.smith",
    declared_at=AT,
)


def an_output(measure: MeasureView = TONNES, **more: Any) -> OutputResult:
    """What was cleared away."""
    values: dict[str, Any] = {
        "measure": measure,
        "planned": Decimal(100),
        "delivered": Decimal(150),
        "sessions": 6,
        "activities": 6,
        "reported": 6,
        "shared": Decimal(0),
        "sentence": "150 tonnes of 100 planned.",
    }
    return OutputResult(**(values | more))


def a_target(text: str, kept: Kept, sentence: str, **more: Any) -> TargetResult:
    """A target set before the event."""
    values: dict[str, Any] = {
        "id": 1,
        "plan": "bright-sparx-2026",
        "measure": "deliberate-fires",
        "text": text,
        "value": Decimal(-10),
        "percent": True,
        "by": date(2026, 11, 30),
        "by_rule": None,
        "objective": "",
        "delivery_group": "Anti-social behaviour group",
        "activities": (),
        "set_at": AT,
    }
    return TargetResult(target=TargetView(**(values | more)), kept=kept, beforehand=True, sentence=sentence)


def a_claim(text: str, *, contradicted: bool | None, sentence: str) -> ClaimResult:
    """A claim of somebody else's."""
    view = ClaimView(
        id=1,
        plan="bright-sparx-2026",
        measure="deliberate-fires",
        text=text,
        change=Decimal(-50),
        against_year=2025,
        value=None,
        peak=False,
        places=0,
        qualifier=Qualifier.EXACT,
        source="press release",
        made_by="j.smith",
        made_at=AT,
    )
    return ClaimResult(claim=view, contradicted=contradicted, sentence=sentence)


def an_evaluation(**more: Any) -> Evaluation:
    """Fires fell, casualties are too few to tell; tonnes were removed."""
    values: dict[str, Any] = {
        "plan": "bright-sparx-2026",
        "name": "Bright Sparx 2026",
        "year": 2026,
        "against": ("bright-sparx-2025", "bright-sparx-2024"),
        "readers": Readers.PARTNERSHIP,
        "design": Design.SEVERAL_YEARS,
        "anchors": (("Mischief Night", date(2026, 10, 30)), ("Bonfire Night", date(2026, 11, 5))),
        "measures": (
            a_result(FIRE, FIRES, marks=(MARK,), caveats=("27 October to 7 November held 4 weekend days.",)),
            a_result(HURT, CASUALTIES),
        ),
        "outputs": (an_output(),),
        "targets": (
            a_target("Ten per cent fewer deliberate fires", Kept.MET, "Aimed at −10%: 122 → 75."),
            a_target("Feel safer", Kept.UNMEASURED, "No measure is named.", measure=None, value=None),
        ),
        "claims": (a_claim("Fires were halved", contradicted=True, sentence="122 → 75 is no halving."),),
        "duplicates": (),
        "caveats": (Design.SEVERAL_YEARS.sentence,),
    }
    return Evaluation(**(values | more))


def a_report(evaluation: Evaluation | None = None, **more: Any) -> Report:
    """The partnership's own copy of a plan that went live."""
    outcomes = [Outcome.DELIVERED] * 5 + [Outcome.PARTLY, Outcome.CANCELLED, Outcome.UNREPORTED]
    values: dict[str, Any] = {
        "plan": PlanView(
            id=1,
            slug="bright-sparx-2026",
            name="Bright Sparx 2026",
            template="bright-sparx",
            year=2026,
            starts_on=date(2026, 9, 7),
            ends_on=date(2026, 11, 20),
            live=True,
            activity_count=8,
            anchors=(),
        ),
        "evaluation": evaluation or an_evaluation(),
        "delivery": Delivery(
            tally=Tally.of(outcomes),
            taken=date(2026, 9, 1),
            promised=7,
            moved=1,
            added=1,
            agencies=(
                PartnerBaseline(
                    partner="police",
                    name="Police",
                    promised=4,
                    standing=4,
                    added=1,
                    dropped=1,
                    delivered=3,
                    partly=1,
                    not_delivered=0,
                ),
            ),
            changes=(
                Change(title="Joint patrol", was=date(2026, 10, 30), to=None, reason="cancelled: no crew"),
                Change(title="Skip day", was=None, to=date(2026, 10, 28), reason="added since"),
            ),
        ),
        "lessons": (Learnt(text="Ask for skips in August", owner="Fire and Rescue"), Learnt(text="Two vans")),
        "partners": {"police": "Police", "fire-and-rescue": "Fire and Rescue", "ambulance": "Ambulance"},
        "printed": PRINTED,
    }
    return Report(**(values | more))


def a_public_report(evaluation: Evaluation | None = None, **more: Any) -> Report:
    """What everybody may read of the same season."""
    whole = evaluation or an_evaluation()
    return a_report(redact(whole, persons_of(whole), today=PRINTED), **more)
