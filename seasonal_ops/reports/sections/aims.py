"""Targets and claims, held against the counts. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.evaluation.shapes import ClaimResult, Kept, TargetResult
from seasonal_ops.paper.blocks import Block, Cell, Heading, Paragraph, Table, cell, strong
from seasonal_ops.reports.shapes import Report

_KEPT: Final = {
    Kept.MET: "met",
    Kept.MISSED: "missed",
    Kept.OPEN: "open",
    Kept.UNMEASURED: "cannot be measured",
}
_JUDGED: Final = {True: "contradicted", False: "agrees", None: "the counts cannot tell"}


def aims(report: Report) -> Iterator[Block]:
    """What was aimed at, and what is said of the counts."""
    yield Heading("Targets and claims")
    targets = shown_targets(report)
    if targets:
        yield Paragraph("That a target was met says nothing of why.")
        yield _targets(targets)
    else:
        yield Paragraph("No target is shown." if report.evaluation.targets else "No target was set.")
    if report.evaluation.claims:
        yield Heading("Claims, held against the counts", 2)
        yield _claims(report.evaluation.claims)


def shown_targets(report: Report) -> tuple[TargetResult, ...]:
    """The targets without those that only activities serve which must not be told from this report."""
    return tuple(one for one in report.evaluation.targets if not _veiled(one, report))


def _veiled(one: TargetResult, report: Report) -> bool:
    return bool(one.target.activities) and report.veiled.issuperset(one.target.activities)


def _targets(targets: Sequence[TargetResult]) -> Table:
    return Table(
        caption="Targets: what was aimed at, whether it was set beforehand, and what the counts say",
        head=("Target", "Set", "Result", "What the counts say"),
        rows=tuple(map(_target, targets)),
        widths=(62, 26, 24, 68),
    )


def _target(one: TargetResult) -> tuple[Cell, ...]:
    by = f"by {plain(one.target.by)}" if one.target.by else ""
    return (
        cell(one.target.text, by),
        cell("beforehand" if one.beforehand else "afterwards, its window had begun"),
        strong(_KEPT[one.kept]),
        cell(_without(_KEPT[one.kept], one.sentence)),
    )


def _without(word: str, sentence: str) -> str:
    """The sentence without the word that stands beside it."""
    head, colon, rest = sentence.partition(": ")
    return f"{rest[:1].upper()}{rest[1:]}" if colon and head.casefold() == word.casefold() else sentence


def _claims(claims: Sequence[ClaimResult]) -> Table:
    return Table(
        caption="Claims: what is said, who says it, and whether the counts agree",
        head=("Claim", "Said in", "The counts", "Why"),
        rows=tuple(
            (
                cell(one.claim.text),
                cell(one.claim.source or "not said"),
                strong(_JUDGED[one.contradicted]),
                cell(_without(_JUDGED[one.contradicted], one.sentence)),
            )
            for one in claims
        ),
        widths=(58, 32, 26, 64),
    )
