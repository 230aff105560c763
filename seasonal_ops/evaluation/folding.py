"""What is said of several measures, said once (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from seasonal_ops.evaluation.shapes import Evaluation, MeasureResult
from seasonal_ops.names import joined

_MANY: Final = 3


def folded(results: Sequence[MeasureResult]) -> tuple[str, ...]:
    """The caveats of all measures, what is said of several once and with their slugs."""
    speaking = sum(bool(result.caveats) for result in results)
    return tuple(
        f"{_subject([one.measure.slug for one in of], speaking)}: {caveat}" for caveat, of in _said(results)
    )


def of_duplicates(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Measures that may hold the same incidents, the headline first."""
    return tuple(
        f"{joined(group)} may hold the same incidents: never add them up. {group[0]} is the headline."
        for group in groups
    )


def names_of(evaluation: Evaluation) -> dict[str, str]:
    """The names of its measures, by their slugs."""
    measures = [one.measure for one in evaluation.measures] + [one.measure for one in evaluation.outputs]
    return {measure.slug: measure.name for measure in measures}


def for_people(evaluation: Evaluation, names: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The caveats by the names of the measures that they are of; those of the whole stand under ""."""
    speaking = sum(bool(result.caveats) for result in evaluation.measures)
    by_subject: dict[str, list[str]] = {}
    for caveat, of in _said(evaluation.measures):
        subject = _subject([one.measure.name for one in of], speaking)
        by_subject.setdefault(subject, []).append(caveat)
    yield from ((subject, tuple(caveats)) for subject, caveats in by_subject.items())
    groups = [[names.get(slug, slug) for slug in group] for group in evaluation.duplicates]
    yield "", (*of_duplicates(groups), evaluation.design.sentence)


def _said(results: Sequence[MeasureResult]) -> list[tuple[str, list[MeasureResult]]]:
    said: dict[str, list[MeasureResult]] = {}
    for result in results:
        for caveat in dict.fromkeys(result.caveats):
            said.setdefault(caveat, []).append(result)
    return list(said.items())


def _subject(names: Sequence[str], speaking: int) -> str:
    return "all measures with counts" if len(names) == speaking >= _MANY else joined(names)
