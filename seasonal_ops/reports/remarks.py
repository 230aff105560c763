"""What a reader has to keep in mind, said once for all measures that it is said of. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.shapes import Evaluation
from seasonal_ops.names import joined

_MANY: Final = 3
_SAME: Final = "may hold the same incidents"
# How an evaluation begins what it says of the counts of one season.
_OF_A_SEASON: Final = re.compile(r"\d{4}(/\d\d)?: ")


def remarks(evaluation: Evaluation, *, of_counts: bool) -> Iterator[str]:
    """What is said of measures, with their names: of how the counts of a season stand, or of all else."""
    said: dict[str, list[str]] = {}
    for result in evaluation.measures:
        for caveat in dict.fromkeys(result.caveats):
            if any(design.sentence in caveat for design in Design):
                continue  # one sentence says it, of the whole report
            said.setdefault(caveat, []).append(result.measure.name)
    speaking = sum(bool(result.caveats) for result in evaluation.measures)
    for caveat, names in said.items():
        if bool(_OF_A_SEASON.match(caveat)) is of_counts:
            subject = "all measures" if len(names) == speaking >= _MANY else joined(names)
            yield f"{caveat.removesuffix('.')} ({subject})."


def of_all(evaluation: Evaluation) -> Iterator[str]:
    """What is said of the whole, without what stands under limits and design; then what is never added up."""
    own = {caveat for result in evaluation.measures for caveat in result.caveats}
    for caveat in evaluation.caveats:
        of_measures = caveat.partition(": ")[2] in own or _SAME in caveat
        of_design = any(design.sentence in caveat for design in Design)
        if not of_measures and not of_design:
            yield caveat
    measures = [one.measure for one in evaluation.measures] + [one.measure for one in evaluation.outputs]
    names = {measure.slug: measure.name for measure in measures}
    for group in evaluation.duplicates:
        headline, *others = (names.get(slug, slug) for slug in group)
        yield f"{joined([headline, *others])} {_SAME}: never add them up. {headline} is the headline."
