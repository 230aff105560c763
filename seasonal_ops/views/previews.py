"""What a change would do, and what is wrong with a plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from seasonal_ops.words import Check, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong or may be: which activities (ids), one sentence, and the way out."""

    rule: Check
    severity: Severity
    activities: tuple[int, ...]
    sentence: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line of a preview: what goes from one date to another, and why.

    `was` None: it is new; `to` None: it does not go on. `activity` is the id of the one that is there
    now, None for an anchor and for what is only proposed. `proposed`: it would go on if it were asked for.
    """

    title: str
    was: date | None
    to: date | None
    reason: str
    warnings: tuple[str, ...] = ()
    activity: int | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a change would do: its moves in order, and what would be wrong afterwards."""

    moves: tuple[Move, ...]
    findings: tuple[Finding, ...] = ()


def rehearsed(findings: Sequence[Finding], known: Collection[int], later: str) -> list[Finding]:
    """The findings of a dry run: what is new has no ids yet, so that nothing can be typed about it.

    `known` are the ids that were there before, `later` is what to type afterwards.
    """
    return [one if set(one.activities) <= set(known) else _without_ids(one, later) for one in findings]


def _without_ids(finding: Finding, later: str) -> Finding:
    sentence = finding.sentence
    for one in finding.activities:
        sentence = sentence.replace(f" ({one})", "").replace(f"({one}, ", "(")
    return replace(finding, activities=(), sentence=sentence, way_out=later)
