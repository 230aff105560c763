"""A finding with what it is about, by which two pictures are compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from seasonal_ops.views import ActivityView, Finding
from seasonal_ops.words import Check, Severity


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and the thing it is about in a word that stays the same: `partner:police`."""

    about: str
    finding: Finding


def judged(
    rule: Check,
    severity: Severity,
    about: str,
    activities: Iterable[ActivityView],
    *,
    said: str,
    way_out: str,
) -> Judged:
    """A finding on activities, in the order in which they are given."""
    ids = tuple(one.id for one in activities)
    return Judged(
        about, Finding(rule=rule, severity=severity, activities=ids, sentence=said, way_out=way_out)
    )
