"""Targets held against what was recorded."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from factories import LEAD, NOW, make_plan
from sqlmodel import Session, select

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.evaluation import aims, outputs
from seasonal_ops.evaluation.aims.aimed import chance_of, judge_change, judge_number, progress_of
from seasonal_ops.evaluation.shapes import Kept, MeasureResult, SeasonCounts, TargetResult
from seasonal_ops.models import Plan, Target, key
from seasonal_ops.words import Direction, MeasureKind, Purpose
from tests.evaluation.made import Values, in_all, measure, result, season
from tests.evaluation.recording import measure_of, promising, put

END = date(2026, 11, 7)
OVER = date(2026, 12, 1)


def number(held: MeasureResult, value: str, today: date = OVER, ends: date = END) -> tuple[Kept, str]:
    """A number of it, aimed at by a day."""
    progress = progress_of(held, ends, today)
    found = judge_number(held.measure, Decimal(value), progress, chance_of(held))
    return found.kept, found.sentence


def change(held: MeasureResult, value: str, today: date = OVER) -> tuple[Kept, str]:
    """A change of it in per cent, aimed at by the last night."""
    against = held.against[0] if held.against else None
    found = judge_change(held.measure, Decimal(value), against, progress_of(held, END, today))
    return found.kept, found.sentence


@pytest.mark.parametrize(
    ("values", "value", "kept", "sentence"),
    [
        ([9, 9, 10], "28", Kept.MET, "Met: at most 28 calls aimed at, 28 recorded."),
        ([9, 9, 11], "28", Kept.MISSED, "Missed: at most 28 calls aimed at, 29 recorded."),
        # It cannot become less again.
        ([9, None, 20], "28", Kept.MISSED, "Missed: at most 28 calls aimed at, 29 recorded."),
        (
            [9, None, 10],
            "28",
            Kept.OPEN,
            "Open, 1 of 3 returns are missing: at most 28 calls aimed at, 19 recorded so far.",
        ),
        (
            [None, None],
            "28",
            Kept.OPEN,
            "Open, 2 of 2 returns are missing: at most 28 calls aimed at, none recorded yet.",
        ),
    ],
    ids=["met", "missed", "missed-early", "a-night-missing", "none"],
)
def test_a_limit(values: Values, value: str, kept: Kept, sentence: str) -> None:
    assert number(result(season(values)), value) == (kept, sentence)


def test_a_limit_is_open_until_its_day_is_over() -> None:
    held = result(season([9, 9, 10]))
    kept, sentence = number(held, "30", today=END)
    assert (kept, sentence) == (
        Kept.OPEN,
        "Open, until 7 November 2026: at most 30 calls aimed at, 28 recorded so far.",
    )


def test_more_is_reached_before_the_day_and_what_comes_after_it_does_not_count() -> None:
    more = measure(nights=3, direction=Direction.UP)
    held = result(season([9, 9, 10]), of=more)
    assert number(held, "18", today=END)[0] is Kept.MET
    assert number(held, "20", ends=date(2026, 10, 28)) == (
        Kept.MISSED,
        "Missed: at least 20 calls aimed at, 18 recorded.",
    )


def test_nobody_said_whether_more_is_better() -> None:
    held = result(season([9]), of=measure(nights=1, direction=Direction.NONE))
    assert number(held, "9")[0] is Kept.UNMEASURED
    done = result(season([9]), of=measure(nights=1, direction=Direction.NONE, purpose=Purpose.OUTPUT))
    assert number(done, "9")[0] is Kept.MET


def test_a_percentage_is_not_decided_early() -> None:
    safe = measure(nights=1, kind=MeasureKind.PERCENTAGE, direction=Direction.UP, unit="%")
    held = result(season([80]), of=safe)
    assert [number(held, "75", today=today)[0] for today in (END, OVER)] == [Kept.OPEN, Kept.MET]


@pytest.mark.parametrize(
    ("this", "last", "value", "kept", "sentence"),
    [
        # The verdict is unclear: both are said.
        (
            [44, 9],
            [50, 10],
            "-10",
            Kept.MET,
            "Met: −10% aimed at, −11.7% recorded (60 → 53); not distinguishable from chance.",
        ),
        # Ten per cent to one digit, and still missed: it is printed apart.
        (
            [901, 0],
            [1001, 0],
            "-10",
            Kept.MISSED,
            "Missed: −10% aimed at, −9.99% recorded (1,001 → 901); suggestive at most.",
        ),
        (
            [900, 0],
            [1000, 0],
            "-10",
            Kept.MET,
            "Met: −10% aimed at, −10% recorded (1,000 → 900); suggestive at most.",
        ),
        # Too few for a percentage of what was recorded.
        (
            [2, 0],
            [3, 0],
            "-10",
            Kept.MET,
            "Met: −10% aimed at, 3 → 2; too few to tell.",
        ),
        (
            [2, 0],
            [0, 0],
            "-10",
            Kept.UNMEASURED,
            "Cannot be told: −10% aimed at, and there is no percentage of none (0 → 2).",
        ),
        (
            [44, None],
            [50, 10],
            "-10",
            Kept.OPEN,
            "Open, 1 of 2 returns are missing: −10% aimed at, −12% recorded (50 → 44) so far.",
        ),
    ],
    ids=["unclear", "printed-apart", "just-met", "too-few", "of-none", "a-night-missing"],
)
def test_a_change(this: Values, last: Values, value: str, kept: Kept, sentence: str) -> None:
    if kept in (Kept.MET, Kept.MISSED):
        sentence += " That does not show why."
    assert change(result(season(this), season(last, 2025)), value) == (kept, sentence)


def test_a_change_of_totals_and_of_nothing() -> None:
    assert change(result(in_all("4709"), in_all("4925", 2025)), "-4.2")[1] == (
        "Met: −4.2% aimed at, −4.4% recorded (4,925 → 4,709); not tested for chance. That does not show why."
    )
    alone: SeasonCounts = season([44, 9])
    assert change(result(alone), "-10") == (
        Kept.OPEN,
        "Open: −10% aimed at, and there is nothing to compare with yet.",
    )


def test_a_number_that_was_met_says_as_well_what_may_be_said_of_chance() -> None:
    assert number(result(season([44, 9]), season([50, 10], 2025)), "55")[1] == (
        "Met: at most 55 calls aimed at, 53 recorded;"
        " against the season before (60 → 53) not distinguishable from chance."
    )


def aimed(session: Session, plan: Plan, text: str, now: datetime = NOW, **more: Any) -> Target:
    """A target of the plan."""
    slug = more.pop("measure", "asb-calls")
    measure_id = key(measure_of(session, plan, slug)) if slug else None
    return planning.set_target(
        session, plan_id=key(plan), text=text, measure_id=measure_id, actor=LEAD, now=now, **more
    )


def judged(session: Session, plan: Plan, target: Target, *held: MeasureResult) -> TargetResult:
    """The result of one target."""
    done = outputs.outputs(session, plan, today=OVER)
    results = aims.targets(session, plan, held, outputs=done, today=OVER)
    return next(one for one in results if one.target.id == target.id)


def test_a_target_without_a_number_or_a_measure_asks_for_it(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        bare = aimed(session, plan, "Reduce crime", measure=None)
        numbered = aimed(session, plan, "Twelve of them", measure=None, value=Decimal(12))
        in_words = aimed(session, plan, "Comments", measure="residents-comments", value=Decimal(12))
        found = [judged(session, plan, one) for one in (bare, numbered, in_words)]
    assert {one.kept for one in found} == {Kept.UNMEASURED}
    assert [one.sentence for one in found] == [
        "Cannot be measured: it has no number and no measure. Ask for them.",
        "Cannot be measured: it has no measure. Ask for it.",
        "Cannot be measured: its measure holds no numbers.",
    ]


def test_set_or_changed_when_the_window_had_begun_is_not_beforehand(database: Database) -> None:
    late = datetime(2026, 10, 27, 0, 30, tzinfo=UTC)
    with database.write() as session:
        plan = make_plan(session)
        held = result(season([9] * 12))
        early = aimed(session, plan, "Few", value=Decimal(30))
        said = {"text": "Few calls", "value": Decimal(30), "measure_id": early.measure_id}
        again = {"plan_id": key(plan), "target_id": early.id, "actor": LEAD, "now": late}
        assert judged(session, plan, early, held).beforehand
        # Its words alone do not make it another one.
        planning.set_target(session, **said | again)
        assert judged(session, plan, early, held).beforehand
        planning.set_target(session, **said | again | {"value": Decimal(200)})
        found = judged(session, plan, early, held)
    assert (found.kept, found.beforehand) == (Kept.MET, False)
    assert found.sentence.endswith(" Set afterwards, on 27 October 2026.")


def test_an_output_by_its_day_is_what_was_delivered_by_then(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        days = promising(session, plan, "action-days-held")
        for row in days:
            put(session, plan, "action-days-held", "1", row.starts_on, activity_id=row.id)
        (target,) = [
            one
            for one in session.exec(select(Target).where(Target.plan_id == plan.id))
            if one.measure_id == measure_of(session, plan, "action-days-held").id
        ]
        met = judged(session, plan, target)
        target.by = days[-1].starts_on.replace(day=1)
        session.flush()
        before = sum(row.starts_on <= target.by for row in days)
        missed = judged(session, plan, target)
    assert (met.kept, met.sentence) == (Kept.MET, "Met: at least 6 days aimed at, 6 recorded.")
    assert before < 6
    assert (missed.kept, missed.sentence) == (
        Kept.MISSED,
        f"Missed: at least 6 days aimed at, {before} recorded.",
    )
