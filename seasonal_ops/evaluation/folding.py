"""What is said of several measures, said once (pure)."""

from collections.abc import Sequence
from typing import Final

from seasonal_ops.evaluation.shapes import MeasureResult
from seasonal_ops.names import joined

_MANY: Final = 3


def folded(results: Sequence[MeasureResult]) -> tuple[str, ...]:
    """The caveats of all measures, what is said of several once and with their names."""
    said: dict[str, list[str]] = {}
    for result in results:
        for caveat in dict.fromkeys(result.caveats):
            said.setdefault(caveat, []).append(result.measure.slug)
    speaking = sum(bool(result.caveats) for result in results)
    return tuple(f"{_subject(slugs, speaking)}: {caveat}" for caveat, slugs in said.items())


def of_duplicates(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Measures that may hold the same incidents, the headline first."""
    return tuple(
        f"{joined(group)} may hold the same incidents: never add them up. {group[0]} is the headline."
        for group in groups
    )


def _subject(slugs: Sequence[str], speaking: int) -> str:
    return "all measures with counts" if len(slugs) == speaking >= _MANY else joined(slugs)
