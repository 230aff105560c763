"""Targets and claims of a plan, held against what was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.dates.wording import plain
from seasonal_ops.evaluation.aims import aimed, claiming
from seasonal_ops.evaluation.aims.aimed import Judged
from seasonal_ops.evaluation.outputs.delivered import delivered, total
from seasonal_ops.evaluation.shapes import ClaimResult, Kept, MeasureResult, OutputResult, TargetResult
from seasonal_ops.models import Plan
from seasonal_ops.names import joined
from seasonal_ops.nights import local_today
from seasonal_ops.views import MeasureView, TargetView
from seasonal_ops.words import MeasureKind


@dataclass(frozen=True, slots=True)
class _Held:
    """What targets are held against: results by slug, and the local day that it is."""

    measures: Mapping[str, MeasureResult]
    outputs: Mapping[str, OutputResult]
    today: date


def targets(
    session: Session,
    plan: Plan,
    measures: Sequence[MeasureResult],
    *,
    outputs: Sequence[OutputResult] = (),
    today: date,
) -> tuple[TargetResult, ...]:
    """Every target of the plan against what came of it, in the order in which they were set.

    A change is held against the first baseline. It was set beforehand when it was last set before the
    first day of its measure's window, or of its own day where it has no measure; `today` is local.
    """
    held = _Held(
        {one.measure.slug: one for one in measures}, {one.measure.slug: one for one in outputs}, today
    )
    return tuple(_result(session, plan, one, held) for one in queries.targets(session, plan))


def claims(
    session: Session,
    plan: Plan,
    measures: Sequence[MeasureResult],
    *,
    outputs: Sequence[OutputResult] = (),
) -> tuple[ClaimResult, ...]:
    """Every claim about the plan's measures against their counts, in the order in which they were made."""
    return claiming.judged(queries.claims(session, plan), measures, outputs)


def _result(session: Session, plan: Plan, target: TargetView, held: _Held) -> TargetResult:
    measure = _measure(target, held)
    found = _judge(session, plan, target, measure, held)
    begins = measure.window_from if measure else target.by
    set_on = local_today(target.set_at, plan.time_zone)
    beforehand = begins is None or set_on < begins
    sentence = found.sentence
    if not beforehand and measure is not None and found.kept is not Kept.UNMEASURED:
        sentence += f" Set afterwards, on {plain(set_on)}."
    return TargetResult(target=target, kept=found.kept, beforehand=beforehand, sentence=sentence)


def _measure(target: TargetView, held: _Held) -> MeasureView | None:
    slug = target.measure or ""
    found = held.outputs.get(slug) or held.measures.get(slug)
    return found.measure if found and found.measure.kind is not MeasureKind.TEXT else None


def _judge(
    session: Session, plan: Plan, target: TargetView, measure: MeasureView | None, held: _Held
) -> Judged:
    if target.value is None or target.measure is None:
        return Judged(Kept.UNMEASURED, _unmeasured(target))
    if measure is None:
        return Judged(Kept.UNMEASURED, "Cannot be measured: its measure holds no numbers.")
    ends = target.by or measure.window_to
    result, output = held.measures.get(measure.slug), held.outputs.get(measure.slug)
    if output is not None:
        value = _delivered_until(session, plan, output, ends)
        progress = aimed.progress_of_output(output, value, ends, held.today)
    elif result is not None:
        progress = aimed.progress_of(result, ends, held.today)
    if target.percent:
        against = result.against[0] if result and result.against else None
        return aimed.judge_change(measure, target.value, against, progress)
    chance = aimed.chance_of(result) if result and output is None else ""
    return aimed.judge_number(measure, target.value, progress, chance)


def _unmeasured(target: TargetView) -> str:
    lacking = {"number": target.value, "measure": target.measure}
    missing = [f"no {what}" for what, given in lacking.items() if given is None]
    return f"Cannot be measured: it has {joined(missing)}. Ask for {'it' if len(missing) == 1 else 'them'}."


def _delivered_until(session: Session, plan: Plan, output: OutputResult, ends: date) -> Decimal | None:
    """What was delivered up to a day, that day included."""
    if ends >= output.measure.window_to:
        return output.delivered
    values = delivered(session, plan, [output.measure.slug])[output.measure.slug]
    return total(
        [one for one in values.own if one.until <= ends],
        [one for one in values.elsewhere if one.until <= ends],
    )
