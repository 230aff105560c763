"""An evaluation of some measures only (pure)."""

from collections.abc import Collection
from dataclasses import replace

from seasonal_ops.evaluation import folding
from seasonal_ops.evaluation.shapes import Evaluation


def narrowed(found: Evaluation, slugs: Collection[str]) -> Evaluation:
    """What is of these measures, and what is to be kept in mind of them.

    What the public may not see was left out of the whole before: less is shown, and nothing more.
    """
    measures = tuple(one for one in found.measures if one.measure.slug in slugs)
    duplicates = tuple(group for group in found.duplicates if not set(group).isdisjoint(slugs))
    return replace(
        found,
        measures=measures,
        outputs=tuple(one for one in found.outputs if one.measure.slug in slugs),
        targets=tuple(one for one in found.targets if one.target.measure in slugs),
        claims=tuple(one for one in found.claims if one.claim.measure in slugs),
        duplicates=duplicates,
        caveats=(*folding.folded(measures), *folding.of_duplicates(duplicates), found.design.sentence),
    )
