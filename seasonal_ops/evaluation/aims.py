"""Targets and claims held against the counts: met or missed, confirmed or contradicted."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from seasonal_ops.evaluation.shapes import ClaimResult, MeasureResult, OutputResult, TargetResult
from seasonal_ops.models import Plan


def targets(
    session: Session,  # noqa: ARG001
    plan: Plan,  # noqa: ARG001
    measures: Sequence[MeasureResult],  # noqa: ARG001
    *,
    outputs: Sequence[OutputResult] = (),  # noqa: ARG001
    today: date,  # noqa: ARG001
) -> tuple[TargetResult, ...]:
    """Every target of the plan against what came of it, in the order in which they were set."""
    return ()


def claims(
    session: Session,  # noqa: ARG001
    plan: Plan,  # noqa: ARG001
    measures: Sequence[MeasureResult],  # noqa: ARG001
    *,
    outputs: Sequence[OutputResult] = (),  # noqa: ARG001
) -> tuple[ClaimResult, ...]:
    """Every claim about the plan's measures against their counts, in the order in which they were made."""
    return ()
